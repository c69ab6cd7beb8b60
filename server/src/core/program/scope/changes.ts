import { type Changes, type PropertySet, PUSHED, UNCHANGED } from '../../binding.ts';
import { type CallExpression, type Expression, unknownAt } from '../../expression.ts';
import { within } from '../../frame.ts';
import { SourceText } from '../../source.ts';
import type { Effect } from '../effects.ts';
import type { ProgramScope } from '../scope.ts';
import { writtenAround } from '../streams.ts';
import type { Happened } from './found.ts';
import { loopNameOf, loopOver } from './loops.ts';
import { setsOfCalls } from './mutations.ts';
import { pathOf } from './paths.ts';

/** The changes that effects make to a plain object. */
export function changesOf(scope: ProgramScope, happened: readonly Happened[], value?: Expression): Changes {
  if (happened.length === 0) return UNCHANGED;
  const sets: PropertySet[] = [];
  let sealed = true;
  const isCopied = value !== undefined && isGivenAsCopy(scope, value);
  for (const { effect, conditional } of happened) {
    if (effect.kind === 'given' && isCopied && !scope.readers.takesReference(effect)) continue;
    if (effect.kind === 'set')
      sets.push(
        ...(setInLoop(scope, effect, conditional) ?? [setOf(scope, effect, effect.value, conditional)]),
      );
    else if (effect.kind === 'call') {
      const added = setsOfCalls(scope, effect, conditional);
      if (added) sets.push(...added);
      else sealed = false;
    } else if (effect.kind === 'unknown') {
      const added = setInLoop(scope, effect, conditional);
      if (added) sets.push(...added);
      else sealed = false;
    } else {
      const added = writtenBy(scope, effect, conditional);
      const inner = added ? undefined : changesBy(scope, effect);
      if (added) sets.push(...added);
      else if (inner) {
        sets.push(...inner.sets.map((set) => (conditional ? { ...set, conditional } : set)));
        if (!inner.sealed) sealed = false;
      } else if (!scope.readers.isReader(effect.to)) sealed = false;
    }
  }
  return { sets, sealed };
}

/** What a loop over an object sets with each of its members: `lines[] = "$name: $value"`, `body[name] = value`. */
function setInLoop(
  scope: ProgramScope,
  effect: Effect & { kind: 'set' | 'unknown' },
  conditional: boolean,
): PropertySet[] | undefined {
  const name = loopNameOf(effect);
  const each = name && loopOver(scope, name);
  const members = each && scope.values.members(each.object);
  if (!name || !members?.complete) return undefined;
  const path = effect.path.map((step) => step.name);
  return members.list.map(({ key, keySource, value, conditional: doubtful }) => {
    const own = { keySpan: { start: name.start, end: name.start }, key: keySource };
    if (effect.kind === 'unknown')
      return { ...own, path: [...path, key], value, conditional: conditional || doubtful };
    const { start, end } = value;
    const colon = SourceText.decoded(': ', keySource.range(0, 0));
    const text = (of: SourceText): Expression => ({ kind: 'text', value: of, closed: true, start, end });
    const line: Expression = { kind: 'template', parts: [text(keySource), text(colon), value], start, end };
    return { ...own, path, value: line, conditional: conditional || doubtful };
  });
}

/** True for a value of which everyone has a copy. */
function isGivenAsCopy(scope: ProgramScope, value: Expression): boolean {
  if (!scope.grammar.byReference) return false;
  const made = value.kind === 'call' && !value.constructs ? scope.values.resolve(value).value : value;
  return made?.kind === 'object' || made?.kind === 'array';
}

/** The changes that a function of the text makes to an object it is given. */
function changesBy(scope: ProgramScope, { to, node }: Effect & { kind: 'given' }): Changes | undefined {
  return scope.history.doneBy(to, node, (happened, frame) => {
    const { sets, sealed } = changesOf(scope, happened);
    return { sets: sets.map((set) => ({ ...set, value: within(set.value, frame) })), sealed };
  });
}

/** What a function puts behind the buffer that it is given: `json.NewEncoder(&buffer).Encode(value)`. */
function writtenBy(
  scope: ProgramScope,
  effect: Effect & { kind: 'given' },
  conditional: boolean,
): PropertySet[] | undefined {
  const { to: call, node } = effect;
  const { writers } = scope.grammar;
  const path = call && writers && pathOf(scope, call.callee);
  const writer = path !== undefined && Object.hasOwn(writers!, path) ? writers![path] : undefined;
  const [buffer] = call?.args ?? [];
  if (!call || !writer || !buffer || node.start < buffer.start || node.end > buffer.end) return undefined;
  const keySpan = scope.to.span(node);
  const key = scope.to.source.slice(node.start, node.end);
  const put = (value: Expression | undefined, doubtful: boolean): PropertySet => ({
    path: [PUSHED],
    keySpan,
    key,
    value: value ?? unknownAt(node),
    conditional: doubtful,
  });
  if ('writes' in writer) return [put(writer.writes(call, scope.values), conditional)];
  const { methods, as } = writer;
  return writtenAround(effect, scope, (method) => methods.has(method)).map((w) =>
    put(
      w.value && as({ ...call, args: [w.value] }, scope.values),
      // It is written there, whatever was made where.
      conditional || w.conditional,
    ),
  );
}

function setOf(scope: ProgramScope, effect: Effect, value: Expression, conditional: boolean): PropertySet {
  const last = effect.path.at(-1)!;
  const key = scope.to.source.slice(last.span.start, last.span.end);
  return { path: effect.path.map((s) => s.name), keySpan: last.span, key, value, conditional };
}

/** True for a value that nobody can change who is given it. */
export function isPlain(scope: ProgramScope, value: Expression): boolean {
  if (value.kind === 'call' && isBuffer(scope, value)) return false;
  const isMade = (value.kind === 'call' && !value.constructs) || value.kind === 'choice';
  const { kind } = isMade ? scope.values.resolve(value).value : value;
  // Where texts can be written behind others.
  if (scope.grammar.mutators['<<'] && /^(?:text|template)$/.test(kind)) return false;
  return /^(?:text|number|boolean|template|json|reference)$/.test(kind);
}

function isBuffer(scope: ProgramScope, call: CallExpression): boolean {
  const path = scope.grammar.buffers && pathOf(scope, call.callee);
  return path !== undefined && scope.grammar.buffers!.has(path);
}
