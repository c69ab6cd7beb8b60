import { nameOfFunction } from './function-names.ts';
import type { LocalFunction } from './local-functions.ts';
import type { Reading } from './reading.ts';
import { Block, wordAt } from './tokens.ts';

const EXPORTS = /^(?:export|module|exports)$/;

/** True for a function that other files may call: one that is exported, or a public method of a class that is. */
export function isOffered(reading: Reading, fn: LocalFunction): boolean {
  const { tokens, islands } = reading;
  const { first, block } = islands.statementAround(fn.head);
  const name = nameOfFunction(tokens, fn);
  if (name === undefined) return false;
  if (block < 0) return isHandedOn(reading, first, fn.head, name);
  if (tokens.blocks[block] !== Block.class || /^[_#]/.test(name)) return false;
  for (let i = first; i < fn.head; i++) if (/^(?:private|protected|#)$/.test(wordAt(tokens, i))) return false;
  const around = islands.statementAround(block);
  if (around.block >= 0) return false;
  for (let i = around.first; i < block; i++)
    if (wordAt(tokens, i) === 'class') return isHandedOn(reading, around.first, i, wordAt(tokens, i + 1));
  return false;
}

/** True where a statement that begins with token `first` exports what is at token `at`, or another one its name. */
function isHandedOn({ tokens, scope }: Reading, first: number, at: number, name: string): boolean {
  // Decorators may stand before the word.
  for (let i = first; i < at; i++) if (EXPORTS.test(wordAt(tokens, i))) return true;
  return scope.isExported(name);
}
