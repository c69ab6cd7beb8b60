import type { Reading } from '../reading.ts';
import { type Tokens, wordAt } from '../tokens.ts';
import { MISSING, NULL } from './answer-notes.ts';
import { lineOf } from './lines.ts';
import { endsBefore } from './places.ts';
import { variableUses } from './variable-uses.ts';

/** What is to be said of the credits that are read at `token`, in the tokens `first` to `last`, each with its token. */
export function creditNotes(
  reading: Reading,
  token: number,
  first: number,
  last: number,
): readonly (readonly [number, string])[] {
  const lines = new Set(keptUses(reading, first, last).map((use) => lineOf(reading, use)));
  const where = lines.size > 0 ? `handed on in line ${[...lines].join(', ')}` : '';
  const sent = sentUses(reading, first, last).map((use) => [use, MISSING] as const);
  if (isCountedWith(reading, first, last)) return [[token, where ? `${NULL} or ${where}` : NULL], ...sent];
  return where ? [[token, NULL.replace('counted with', where)], ...sent] : sent;
}

/** Texts with types. */
const COUNTED = /:\s*(?:string|number|boolean|Promise)\b/;
/** What takes numbers only. */
const COUNTS = /^(?:[-+*/%<>]|<=|>=|\*\*)$/;
/** True where a typed text counts with the value that tokens `first` to `last` are, or with a variable that is given it. */
function isCountedWith(reading: Reading, first: number, last: number): boolean {
  const { tokens, document } = reading;
  if (!COUNTED.test(document)) return false;
  const named = declaredWith(tokens, first, last);
  const isCounted = (from: number, to: number): boolean =>
    COUNTS.test(wordAt(tokens, from - 1)) || COUNTS.test(wordAt(tokens, to + 1));
  if (named === undefined) return isCounted(first, last);
  return variableUses(reading, named).some((use) => isCounted(use, use));
}

/** The uses of the same value, or of a variable with it, that the program hands to itself in an object: `list.push({ remaining })`. */
function keptUses(reading: Reading, first: number, last: number): readonly number[] {
  if (!COUNTED.test(reading.document)) return [];
  return usesOf(reading, first, last).filter((use) => {
    const { tokens } = reading;
    const object = tokens.parents[use]!;
    const isPushed = wordAt(tokens, object) === '{' && wordAt(tokens, object - 1) === '(';
    return isPushed && wordAt(tokens, object - 2) === 'push' && isMemberValue(tokens, use);
  });
}

/** The uses that are the `remaining` of a request, which v2 takes in `credits`. */
const sentUses = (reading: Reading, first: number, last: number): readonly number[] =>
  usesOf(reading, first, last).filter((use) => {
    const { tokens } = reading;
    const name = wordAt(tokens, use - 1) === ':' ? use - 2 : use;
    const object = tokens.parents[use]!;
    const called = wordAt(tokens, object - 2);
    const isSent =
      wordAt(tokens, object - 1) === '(' && /^(?:create|update|createKey|updateKey)$/.test(called);
    return isSent && wordAt(tokens, name) === 'remaining' && isMemberValue(tokens, use);
  });

function usesOf(reading: Reading, first: number, last: number): readonly number[] {
  const declared = declaredWith(reading.tokens, first, last);
  if (declared !== undefined) return variableUses(reading, declared);
  const isVariable = first === last && reading.scope.declaredAt(first) === first;
  return isVariable ? variableUses(reading, first) : [first];
}

/** True for a member's value, or a member that has the name of its variable. */
const isMemberValue = (tokens: Tokens, use: number): boolean =>
  /^[:{,]$/.test(wordAt(tokens, use - 1)) && wordAt(tokens, tokens.parents[use]!) === '{';

/** The variable that is declared with the expression of two tokens: `const left = key.remaining;`. */
function declaredWith(tokens: Tokens, first: number, last: number): number | undefined {
  const isDeclared =
    wordAt(tokens, first - 1) === '=' && /^(?:const|let|var)$/.test(wordAt(tokens, first - 3));
  return isDeclared && endsBefore(tokens, last + 1) ? first - 2 : undefined;
}
