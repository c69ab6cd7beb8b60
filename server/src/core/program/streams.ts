import type { Expression } from '../expression.ts';
import type { SyntaxNode } from '../syntax.ts';
import { chainFrom, type Effect } from './effects.ts';
import type { ProgramScope } from './scope.ts';

/** Something that was written to a stream; without a value where it is not known what. */
interface Written {
  readonly value: Expression | undefined;
  readonly conditional: boolean;
}

/** Streams around streams around streams. */
const DEEPEST = 4;
const UNKNOWN: readonly Written[] = [{ value: undefined, conditional: false }];
/** Methods of streams that write nothing. */
const SILENT = /^(?:flush|close|dispose|flushasync|disposeasync|set[A-Z]\w*)$/i;

/** What is written to the stream that a call gives: there, or under the name that it or a writer around it is kept by. */
export function writtenTo(
  effect: Effect & { kind: 'call' },
  scope: ProgramScope,
  writes: (method: string) => boolean,
): readonly Written[] {
  const [first] = effect.calls;
  if (first) return writes(first.step.name) ? [{ value: first.call.args[0], conditional: false }] : UNKNOWN;
  return writtenUnder(effect.node, scope, writes, 0);
}

/** What is written by what the call gives that a buffer is given to: there, or under the name that it is kept by. */
export function writtenAround(
  { node, to: call }: Effect & { kind: 'given' },
  scope: ProgramScope,
  writes: (method: string) => boolean,
): readonly Written[] {
  let whole: SyntaxNode | undefined = node;
  while (whole && !(call && whole.start === call.start && whole.end === call.end)) whole = whole.parent;
  const chain = whole && call ? chainFrom(whole, call, scope.to) : [];
  if (chain.length === 0) return writtenUnder(node, scope, writes, 0);
  return chain.flatMap(({ step, call: inner }) =>
    writes(step.name) ? [{ value: inner.args[0], conditional: false }] : [],
  );
}

function writtenUnder(
  node: SyntaxNode,
  scope: ProgramScope,
  writes: (method: string) => boolean,
  depth: number,
): readonly Written[] {
  const name = depth < DEEPEST ? keptAs(node, scope) : undefined;
  const home = name === undefined ? undefined : scope.names.homeOf(name, node.start);
  if (name === undefined || !home) return UNKNOWN;
  return scope.find(name, home.end - 1).happened.flatMap(({ effect, conditional }) => {
    if (effect.kind === 'given') return writtenUnder(effect.node, scope, writes, depth + 1);
    const method = effect.kind === 'call' && effect.path.length === 1 ? effect.path[0]!.name : '';
    if (effect.kind !== 'call' || !writes(method)) return SILENT.test(method) ? [] : UNKNOWN;
    return [{ value: effect.call.args[0], conditional }];
  });
}

/** The variable that is made of what stands at `node`. */
function keptAs(node: SyntaxNode, { grammar, to }: ProgramScope): string | undefined {
  for (let at = node; at.parent; at = at.parent) {
    for (const declared of grammar.declared(at.parent, to)) {
      if (declared.kind === 'variable' && declared.value && declared.value.start <= node.start)
        return declared.name;
    }
    if (/statement|block|body/.test(at.parent.type) && at.parent.type !== 'try_with_resources_statement')
      return;
  }
  return undefined;
}
