import type { Reading } from '../reading.ts';
import { type Tokens, wordAt } from '../tokens.ts';
import { endsBefore } from './places.ts';
import { variableUses } from './variable-uses.ts';

/** Texts with types. */
const COUNTED = /:\s*(?:string|number|boolean|Promise)\b/;
/** What takes numbers only. */
const COUNTS = /^(?:[-+*/%<>]|<=|>=|\*\*)$/;
/** True where a typed text counts with the value that tokens `first` to `last` are, or with a variable that is given it. */
export function isCountedWith(reading: Reading, first: number, last: number): boolean {
  const { tokens, document } = reading;
  if (!COUNTED.test(document)) return false;
  const named = declaredWith(tokens, first, last);
  const isCounted = (from: number, to: number): boolean =>
    COUNTS.test(wordAt(tokens, from - 1)) || COUNTS.test(wordAt(tokens, to + 1));
  if (named === undefined) return isCounted(first, last);
  return variableUses(reading, named).some((use) => isCounted(use, use));
}

/** The variable that is declared with the expression of two tokens: `const left = key.remaining;`. */
function declaredWith(tokens: Tokens, first: number, last: number): number | undefined {
  const isDeclared =
    wordAt(tokens, first - 1) === '=' && /^(?:const|let|var)$/.test(wordAt(tokens, first - 3));
  return isDeclared && endsBefore(tokens, last + 1) ? first - 2 : undefined;
}
