import type { Reading } from '../reading.ts';
import { wordAt } from '../tokens.ts';

const TYPED = /:\s*(?:string|number|boolean)\b/;

/** True for the value of a field that a function of the program is given, in a text with types: `this.create({ credits: old.remaining })`. */
export function isHandedIn({ tokens, scope, document }: Reading, first: number, last: number): boolean {
  const object = tokens.parents[first]!;
  if (wordAt(tokens, first - 1) !== ':' || !/^[,}]$/.test(wordAt(tokens, last + 1)) || object < 2)
    return false;
  const called = object - 2;
  if (wordAt(tokens, object - 1) !== '(' || !TYPED.test(document)) return false;
  if (wordAt(tokens, called - 1) === '.') return wordAt(tokens, called - 2) === 'this';
  return scope.declaredAt(called) !== undefined;
}
