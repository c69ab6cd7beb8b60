import type { ApiCall, ResponseRead, TextEdit } from '../../model.ts';
import { type Flow, noteGiven, noteListGiven, showsOnly } from '../../reads/flow.ts';
import type { Range } from '../../source.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { functionAround } from './local-functions.ts';
import { typeTaken } from './read-inferred.ts';
import { type Place, textOf } from './read-nodes.ts';
import type { Walk } from './read-walk.ts';
import type { Reading } from './reading.ts';
import { holdsStatements, Kind, type Tokens, tokenAt, wordAt } from './tokens.ts';

/** Clients whose functions give promises, as the methods of their responses do. */
const PROMISES = /^(?:fetch|axios|ky|got|ofetch|undici|wretch)$/;
/** Code behind which a member can be asked for. */
const BARE =
  /^(?:identifier|member_expression|subscript_expression|call_expression|parenthesized_expression|non_null_expression)$/;
/** Conditions that hold for answers with an error. */
const FAILED = /!\s*[\w$.]*\bok\b|\bstatus(?:Code)?\b\s*(?:!==?|>=?)|\berror\b|\bisAxiosError\b/;
const FINE = /^\(\s*[\w$.]*\bok\s*\)$|\bstatus(?:Code)?\s*===?\s*20\d/;
/** Words that may stand between a function's parameters and the word that makes it asynchronous. */
const FARTHEST_ASYNC = 12;

/** Code that gives a whole body, where the program hands that on. */
export interface Handed {
  readonly range: Range;
  /** Puts `data` behind it. Missing where that is not certain. */
  readonly insert?: ResponseRead['insert'];
}

/** Notes that the whole body that node `core` gives is handed on. `outer`: the node around it that casts it. */
export function handOn(walk: Walk, core: Place, outer: SyntaxNode, flow: Flow, to = ''): void {
  const isBody = flow.body !== undefined && flow.path.length === 0;
  // What was taken out of the program's own value again is handed on by itself.
  const made = isBody && flow.inside ? (flow.made as Handed | undefined) : undefined;
  const { reading } = walk;
  const isSeen = isShown(reading, core, outer, to);
  noteListGiven(flow);
  if (isBody && !made && (flow.isError || isOfFailure(reading, core))) {
    if (!isSeen) handOnFailure(walk, core, flow);
    return;
  }
  if (!isSeen) handOnError(walk, flow);
  const place = made ?? handedAt(reading, core, outer, flow);
  const calls = place && !flow.call ? walk.callsAround(core) : [];
  if (place && flow.call) walk.answers.handedOn(flow, place.range, place.insert);
  else if (place && calls.length > 0)
    for (const call of calls)
      walk.answers.handedOn(
        { ...flow, call },
        place.range,
        calls.some(answersList)
          ? undefined
          : made
            ? made.insert
            : unwrapsFor(call, reading, core, outer, flow),
      );
  else noteGiven(flow, to);
}

/** Notes that a value is handed on, if it is the whole error of an answer. */
export function handOnError(walk: Walk, { inside: _, ...flow }: Flow): void {
  if (flow.path.length === 1 && flow.path[0]!.name === 'error') walk.answers.record(flow, undefined, true);
}

/** Notes that the whole body of an answer with an error is handed on by a node. */
function handOnFailure(walk: Walk, { node, island }: Place, flow: Flow): void {
  const range = walk.reading.source.range(node.start + island.shift, node.end + island.shift);
  handOnError(walk, { ...flow, path: [{ name: 'error', range }] });
}

const TEXTS = /^(?:JSON\.stringify|(?:\w+\.)?inspect)$/;
const PLAIN_ERRORS = /^(?:Type|Range)?Error$/;

/** True where a function that is given the value of a node only makes a text of it that people read. */
function isShown(reading: Reading, { island }: Place, { parent: list }: SyntaxNode, to: string): boolean {
  if (PLAIN_ERRORS.test(to)) return true;
  const around = TEXTS.test(to) ? list?.parent?.parent : undefined;
  if (around?.type === 'template_substitution') return true;
  const call = around?.type === 'arguments' ? around.parent : undefined;
  const callee = call && (childOf(call, 'function') ?? childOf(call, 'constructor'));
  const name = callee ? textOf(reading, island, callee) : '';
  return PLAIN_ERRORS.test(name) || showsOnly(name);
}

/** True for a call whose answer has its list in `data`: what callers read of that is not there. */
const answersList = ({ url: { operation } }: ApiCall): boolean =>
  operation.kind === 'literal' &&
  /^(?:apis\.listKeys|identities\.listIdentities|ratelimits\.listOverrides)\b/.test(operation.value.text);

/** The same for one of the calls that a function sends. */
const unwrapsFor = (
  call: ApiCall,
  reading: Reading,
  core: Place,
  outer: SyntaxNode,
  flow: Flow,
): Handed['insert'] => handedAt(reading, core, outer, { ...flow, call })?.insert;

/** Where a whole body is handed on; undefined for other values, and for answers with an error. */
export function handedAt(
  reading: Reading,
  { node: core, island }: Place,
  outer: SyntaxNode,
  flow: Flow,
): Handed | undefined {
  if (!flow.body || flow.path.length > 0 || flow.isError || isOfFailure(reading, { node: core, island }))
    return undefined;
  const { source } = reading;
  const [start, end] = [core.start + island.shift, core.end + island.shift];
  const range = source.range(start, end);
  const around = unwrapping(reading, { node: core, island }, flow);
  const { inferred } = flow;
  if (
    !around ||
    flow.unwrapped ||
    flow.typed ||
    inferred === 'unknown' ||
    flow.inside ||
    !source.isVerbatim(start, end)
  )
    return { range };
  const cast = castAround(reading, { node: outer, island }, core, flow);
  const isCast = (at: Range): boolean => at.start >= range.end && at.end <= outer.end + island.shift;
  return {
    range,
    insert: (names) => {
      const types = flow.shape ? flow.shape('', names, '') : [];
      const [before, behind] = around;
      return (
        types && [
          ...types.filter((edit) => !isCast(edit.range)),
          ...(inferred ? [inferred] : []),
          ...(cast ?? [
            ...(before === '' ? [] : [{ range: source.range(start, start), newText: before }]),
            { range: source.range(end, end), newText: behind },
          ]),
        ]
      );
    },
  };
}

/** `T` and `Promise<T>`, without what a text has before it. */
const PROMISE = /^Promise<\s*([\s\S]*?)\s*>$/;

/**
 * Changes the type of code that casts a body so that `data` can be taken out of it: what it casts may be of no type.
 * Undefined where nothing is cast.
 */
function castAround(
  reading: Reading,
  { node: outer, island }: Place,
  core: SyntaxNode,
  { awaited }: Flow,
): readonly TextEdit[] | undefined {
  const { source } = reading;
  let node = outer;
  let around: SyntaxNode | undefined;
  for (; node !== core && node.type === 'parenthesized_expression'; node = node.children[0]!) around = node;
  const type = node === core || node.type !== 'as_expression' ? undefined : node.children.at(-1);
  const said = type ? textOf(reading, island, type) : '';
  const promised = PROMISE.exec(said)?.[1];
  const taken = awaited ? said : promised;
  if (!type || taken === undefined || !source.isVerbatim(node.start + island.shift, node.end + island.shift))
    return undefined;
  const at = type.start + island.shift + said.indexOf(taken, awaited ? 0 : said.indexOf('<'));
  const inserted = (to: number, newText: string): TextEdit => ({ range: source.range(to, to), newText });
  const taking = awaited ? '.data' : '.then(({ data }) => data)';
  return [
    ...(around ? [] : [inserted(node.start + island.shift, '(')]),
    ...(taken === 'any' ? [] : [inserted(at, '{ data: '), inserted(at + taken.length, ' }')]),
    inserted((around ?? node).end + island.shift, around ? taking : `)${taking}`),
  ];
}

/** What stands before and behind code that gives a body, to give its `data`. */
function unwrapping(
  reading: Reading,
  { node, island }: Place,
  flow: Flow,
): readonly [before: string, behind: string] | undefined {
  if (node.type === 'shorthand_property_identifier')
    return flow.awaited ? ['', `: ${textOf(reading, island, node)}.data`] : undefined;
  const type = typeTaken(reading, { node, island });
  if (flow.awaited) {
    if (type !== undefined) return ['((', `) as { data: ${type} }).data`];
    if (node.type === 'await_expression' || childOf(node, 'function')?.type === 'await_expression')
      return ['(', ').data'];
    return BARE.test(node.type) ? ['', '.data'] : undefined;
  }
  if (!flow.call || !PROMISES.test(flow.call.client) || !BARE.test(node.type)) return undefined;
  // A promise that is given away as one goes on being one.
  if (GIVEN_AWAY.test(node.parent?.type ?? '') || !isInAsync(reading, node.start + island.shift))
    return [
      '',
      type === undefined ? '.then(({ data }) => data)' : `.then((body) => (body as { data: ${type} }).data)`,
    ];
  return type === undefined ? ['(await ', ').data'] : ['((await ', `) as { data: ${type} }).data`];
}

const GIVEN_AWAY = /^(?:arguments|array|pair)$/;

/** True within an asynchronous function. */
function isInAsync({ tokens }: Reading, at: number): boolean {
  const fn = functionAround(tokens, tokenAt(tokens, at));
  for (let i = fn ? fn.head - 1 : -1; fn && i >= 0 && i > fn.head - FARTHEST_ASYNC; i--) {
    const word = wordAt(tokens, i);
    if (word === 'async') return true;
    if (/^[;{}=,(]$/.test(word)) return false;
  }
  return false;
}

/** Words that something has to stand behind, and those that go on with what stands before them. */
const GOES_ON = /^(?:else|do|await|new|typeof|void|delete|return|throw|case|yield|async|in|of|instanceof)$/;
const CONTINUES = /^(?:in|of|instanceof|as|satisfies|else|catch|finally|while)$/;

/** True for a token behind which a statement ends with its line, without a semicolon. */
function endsStatement(tokens: Tokens, at: number): boolean {
  const { breaks, kinds, mates, parents } = tokens;
  if (!breaks[at + 1] || kinds[at + 1] !== Kind.word || kinds[at] === Kind.operator) return false;
  if (!holdsStatements(tokens, parents[at + 1]!) || CONTINUES.test(wordAt(tokens, at + 1))) return false;
  if (kinds[at] === Kind.close) return !/^(?:if|for|while|with)$/.test(wordAt(tokens, mates[at]! - 1));
  return kinds[at] !== Kind.open && !GOES_ON.test(wordAt(tokens, at));
}

/** True where only answers with an error come. */
export function isOfFailure(reading: Reading, { node, island }: Place): boolean {
  const { tokens } = reading;
  for (let at = node; at.parent; at = at.parent) {
    const condition = at.parent.type === 'ternary_expression' ? childOf(at.parent, 'condition') : undefined;
    const asked = condition ? `(${textOf(reading, island, condition)})` : '';
    if (at.field === 'consequence' ? FAILED.test(asked) : at.field === 'alternative' && FINE.test(asked))
      return true;
  }
  const { parents, mates, kinds, starts, ends, text } = tokens;
  const token = tokenAt(tokens, node.start + island.shift);
  const first = functionAround(tokens, token)?.first ?? 0;
  /** Whether what begins at a token runs only where a condition before it says that a call failed. */
  const isBranch = (begin: number): boolean => {
    if (wordAt(tokens, begin - 1) === 'else') {
      // Behind the block, or the statement, of the other branch.
      const open = kinds[begin - 2] === Kind.close ? mates[begin - 2]! : -1;
      return open > 0 && FINE.test(conditionBefore(open));
    }
    return FAILED.test(conditionBefore(begin));
  };
  const conditionBefore = (begin: number): string => {
    const open = kinds[begin - 1] === Kind.close ? mates[begin - 1]! : -1;
    if (open < 1 || !/^(?:if|catch)$/.test(wordAt(tokens, open - 1))) return '';
    return wordAt(tokens, open - 1) === 'catch' ? '(error)' : text.slice(starts[open], ends[begin - 1]);
  };
  for (let at = token; at >= first; at = parents[at]!) {
    if (at > 0 && isBranch(at)) return true;
    // The statement that it stands in, without a block around it.
    const open = parents[at]!;
    for (let i = at - 1; i > open && i >= first; i--) {
      if (kinds[i] === Kind.close && parents[i] === open) {
        if (isBranch(i + 1)) return true;
        if (wordAt(tokens, i) === '}' || endsStatement(tokens, i)) break;
        i = Math.max(mates[i]!, open + 1);
      } else if (wordAt(tokens, i) === ';' || endsStatement(tokens, i)) break;
      else if (wordAt(tokens, i) === 'else') {
        if (isBranch(i + 1)) return true;
        break;
      }
    }
  }
  return false;
}
