import { classNamed } from './constructors.ts';
import type { LocalFunction } from './local-functions.ts';
import type { Reading } from './reading.ts';
import { Block, type Tokens, wordAt } from './tokens.ts';

/** What stands behind the type of a parameter, variable or field that may hold nothing else. */
const ENDS = /^[,)=;]?$/;

/**
 * True where the method that token `use` names is asked of a variable, parameter or field of which the text says that it
 * is an object of the class of method `fn`.
 */
export function isMethodOf({ tokens, scope }: Reading, fn: LocalFunction, use: number): boolean {
  const owner = classOf(tokens, fn);
  if (owner === undefined || !/^\??\.$/.test(wordAt(tokens, use - 1))) return false;
  const holder = use - 2;
  if (!/^\??\.$/.test(wordAt(tokens, holder - 1))) {
    const declared = scope.declaredAt(holder);
    return declared !== undefined && isTyped(tokens, declared, owner);
  }
  if (wordAt(tokens, holder - 2) !== 'this') return false;
  const home = scope.classAround(use);
  const fields = scope.occurrences(wordAt(tokens, holder));
  return fields.some((field) => scope.classAround(field) === home && isTyped(tokens, field, owner));
}

/** True for a name at a token that is said to be an object of a class: `client: UnkeyClient`. */
function isTyped(tokens: Tokens, at: number, owner: string): boolean {
  const colon = /^[?!]$/.test(wordAt(tokens, at + 1)) ? at + 2 : at + 1;
  if (wordAt(tokens, colon) !== ':' || wordAt(tokens, colon + 1) !== owner) return false;
  return ENDS.test(wordAt(tokens, colon + 2)) || tokens.breaks[colon + 2] === 1;
}

/** The name of the class whose own method a function is; undefined for other functions, and for those of the class itself. */
function classOf(tokens: Tokens, { head }: LocalFunction): string | undefined {
  const body = tokens.parents[head]!;
  if (body < 0 || tokens.blocks[body] !== Block.class) return undefined;
  for (let i = head - 1; i > body && !/^[;{}]$/.test(wordAt(tokens, i)); i--)
    if (wordAt(tokens, i) === 'static') return undefined;
  return classNamed(tokens, body);
}
