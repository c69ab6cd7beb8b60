import type { CallExpression, Expression, ObjectExpression } from '../../expression.ts';
import type { RequestArguments } from './arguments.ts';
import { functionAround } from './local-functions.ts';
import type { Reading } from './reading.ts';
import { type Tokens, tokenAt, wordAt } from './tokens.ts';

/**
 * True for a value that is written for one call only: in its arguments, or in the object under a name that it is given.
 * `isFree`: what is written beside it means the same anywhere.
 */
export function isWrittenFor(
  reading: Reading,
  { list }: CallExpression,
  { options }: RequestArguments,
  { start, end }: Expression,
  isFree: boolean,
): boolean {
  if (start >= list.start && end <= list.end) return true;
  const last = options.at(-1)?.expression;
  const kept = last && keptOptions(reading, last, isFree);
  return kept !== undefined && start > kept.start && end < kept.end;
}

/** What makes a name stand for something, or for something else. */
const MADE = /\b(?:const|let|var|function|class)\s+[^=;]*|[\w$\]]\s*(?:[-+*/%&|?^]*=(?![=>])|\+\+|--)/;

/** What may run what is behind it more than once. */
const REPEATS = /\b(?:for|while)\s*(?:await\s*)?\(|\bdo\s/;

/**
 * The object that a name stands for which is used in one place, where it holds what was written into it, and where what
 * is written into it is worth what it is worth there.
 */
export function keptOptions(
  reading: Reading,
  value: Expression,
  isFree: boolean,
): ObjectExpression | undefined {
  const { tokens, scope, values, islands } = reading;
  if (value.kind !== 'name' || value.frame) return undefined;
  const used = tokenAt(tokens, value.start);
  const declared = scope.declaredAt(used);
  if (declared === undefined || scope.usesOf(declared).some((use) => use !== declared && use !== used))
    return undefined;
  const { value: object, certain, changes } = values.resolve(value);
  if (object.kind !== 'object' || !certain || changes.sets.length > 0) return undefined;
  const { text, starts, ends } = tokens;
  const before = text.slice(Math.max(0, starts[declared]! - 40), starts[declared]);
  const between = text.slice(ends[declared], object.start);
  if (!/(?<!\bexport\s+)\b(?:const|let|var)\s+$/.test(before) || !/^\s*(?::[^=;]*)?=\s*$/.test(between))
    return undefined;
  if (isFree) return object;
  if (REPEATS.test(text.slice(object.end, starts[used]))) return undefined;
  const until = text.slice(object.end, starts[islands.statementAround(used).first]);
  return runsOnceWith(tokens, declared, used) && !MADE.test(until) ? object : undefined;
}

/** True where nothing but conditions are around what uses a declaration and not around that: no function, and no loop. */
function runsOnceWith(tokens: Tokens, declared: number, used: number): boolean {
  if (functionAround(tokens, declared)?.first !== functionAround(tokens, used)?.first) return false;
  const { parents, mates } = tokens;
  for (let open = parents[used]!; open !== parents[declared]; open = parents[open]!) {
    if (open < 1) return false;
    if (wordAt(tokens, open) !== '{') continue;
    const word = wordAt(tokens, open - 1);
    const isAsked = word === ')' && wordAt(tokens, mates[open - 1]! - 1) === 'if';
    if (!isAsked && !/^(?:try|else)$/.test(word)) return false;
  }
  return true;
}
