import { type Flow, member, method, PARSE, type Steps } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { functionAround } from './local-functions.ts';
import { membersOf } from './read-hooks.ts';
import { type Place, textOf } from './read-nodes.ts';
import type { Reading } from './reading.ts';
import { Kind, tokenAt, wordAt } from './tokens.ts';

/** A function that a client calls with what was answered, and where the body is in one of its parameters. */
export interface Delivery {
  readonly callback: SyntaxNode;
  readonly index: number;
  readonly ways: readonly Steps[];
}

/** What `on('data', …)` of a message gives to its listener, piece by piece: the text of the body. */
export const PIECES = 'on';

const XHR_ERROR: readonly Steps[] = [[member('responseJSON')], [member('responseText'), PARSE]];

/** Members of options that are called with the body, or with what failed. */
const OPTIONS: Readonly<Record<string, Readonly<Record<string, readonly Steps[]>>>> = {
  jQuery: { success: [[]], error: XHR_ERROR },
};

/** What a last argument that is a function is called with: by client, by parameter. */
const LAST: Readonly<Record<string, Readonly<Record<number, readonly Steps[]>>>> = {
  jQuery: { 0: [[]] },
  'node:https': { 0: [[method(PIECES), PARSE]] },
  request: { 1: [[member('body')]], 2: [[]] },
  needle: { 1: [[member('body')]], 2: [[]] },
};

/** Where the body is in what a client throws. */
const FAILED: Readonly<Record<string, readonly Steps[]>> = {
  axios: [[member('response'), member('data')]],
  ky: [[member('response'), method('json')]],
  got: [
    [member('response'), member('body'), PARSE],
    [member('response'), member('body')],
  ],
  ofetch: [[member('data')]],
  superagent: [[member('response'), member('body')]],
  jQuery: XHR_ERROR,
  HttpClient: [[member('error')]],
};

/** The ways from what a client throws to the parsed body. */
export const waysFromError = (client: string): readonly Steps[] | undefined =>
  Object.hasOwn(FAILED, client) ? FAILED[client] : undefined;

/** The functions that a call of a client gives what was answered. */
export function deliveriesOf(reading: Reading, client: string, { node, island }: Place): readonly Delivery[] {
  const args = childOf(node, 'arguments')?.children.filter((c) => c.type !== 'comment') ?? [];
  const found: Delivery[] = [];
  const last = args.at(-1);
  if (Object.hasOwn(OPTIONS, client) && last?.type === 'object')
    for (const [name, callback] of membersOf(reading, island, last)) {
      const ways = Object.hasOwn(OPTIONS[client]!, name) ? OPTIONS[client]![name] : undefined;
      if (ways) found.push({ callback, index: 0, ways });
    }
  if (Object.hasOwn(LAST, client) && last && FUNCTION.test(last.type))
    for (const [index, ways] of Object.entries(LAST[client]!))
      found.push({ callback: last, index: Number(index), ways });
  return found;
}

const FUNCTION = /^(?:arrow_function|function_expression)$/;

/** Operators of observables that give what they are called on. */
const SAME =
  /^(?:tap|catchError|retry|finalize|timeout|take|first|takeUntil|takeUntilDestroyed|shareReplay|share|delay)$/;
/** Those that call a function with each value. */
const CALLING = /^(?:tap|map|switchMap|mergeMap|concatMap)$/;

/** The functions in the arguments of `pipe` that are called with its value, and whether it gives that value. */
export function piped(
  reading: Reading,
  { node: call, island }: Place,
): { readonly callbacks: readonly SyntaxNode[]; readonly gives: boolean } {
  const callbacks: SyntaxNode[] = [];
  for (const operator of childOf(call, 'arguments')?.children ?? []) {
    if (operator.type === 'comment') continue;
    const callee = operator.type === 'call_expression' ? childOf(operator, 'function') : undefined;
    const name = callee ? textOf(reading, island, callee) : '';
    const first = childOf(operator, 'arguments')?.children.find((c) => c.type !== 'comment');
    if (first && CALLING.test(name)) callbacks.push(first);
    if (!SAME.test(name)) return { callbacks, gives: false };
  }
  return { callbacks, gives: true };
}

/** Functions that make a text of what they are given, and methods that do. */
export const TEXTS = /^(?:Buffer\.(?:concat|from)|String)$/;
export const AS_TEXT = /^(?:toString|join|trim)$/;

/** True for a value that has to be parsed next. */
export const isText = ({ body, ways }: Flow): boolean =>
  !body && ways.length > 0 && ways.every(([step]) => step?.kind === 'parse');

/** The variable that catches what fails where token `at` is, if nothing else is awaited there. */
export function catcherOf({ tokens }: Reading, at: number): number | undefined {
  const { parents, mates } = tokens;
  const first = functionAround(tokens, at)?.first ?? 0;
  for (let open = parents[at]!; open >= first; open = parents[open]!) {
    if (open < 1 || wordAt(tokens, open) !== '{' || wordAt(tokens, open - 1) !== 'try') continue;
    const close = mates[open]!;
    if (close < 0 || wordAt(tokens, close + 1) !== 'catch' || wordAt(tokens, close + 2) !== '(')
      return undefined;
    let awaits = 0;
    for (let i = open + 1; i < close; i++)
      if (tokens.kinds[i] === Kind.word && wordAt(tokens, i) === 'await') awaits++;
    return awaits === 1 && tokens.kinds[close + 3] === Kind.word ? close + 3 : undefined;
  }
  return undefined;
}

/** The variable of the object whose method the call at a place is, where that is called once. */
export function onlyOwner({ tokens, scope }: Reading, { node, island }: Place): number | undefined {
  const callee = childOf(node, 'function');
  const object = callee && childOf(callee, 'object');
  const property = callee && childOf(callee, 'property');
  if (object?.type !== 'identifier' || !property) return undefined;
  const declared = scope.declaredAt(tokenAt(tokens, object.start + island.shift));
  const name = tokens.text.slice(property.start + island.shift, property.end + island.shift);
  if (declared === undefined) return undefined;
  const calls = scope.usesOf(declared).filter((use) => wordAt(tokens, use + 2) === name);
  return calls.length === 1 ? declared : undefined;
}
