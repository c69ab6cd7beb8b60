import type { JsonMember, TextEdit } from '../model.ts';
import { Unwritable } from './unwritable.ts';

/** A statement that sets one member. */
const SETS =
  /^[ \t]*\$?\w+(?:\.(?:put|set|insert|add|Add|Put|Set)\(\s*["']\w+["'][^"'\n]{0,20},|\[["']\w+["']\]\s*=|(?:\.|->)\w+\s*=)[^=]/;

/**
 * Takes away the line that sets a member of an object that is written elsewhere: `body.put("apiId", id);`. Throws
 * {@link Unwritable} where that is not all that the line does.
 */
export function statementRemoval({ keyRange, value }: JsonMember, document: string): TextEdit {
  const start = document.lastIndexOf('\n', keyRange.start) + 1;
  const end = document.indexOf('\n', value.range.end);
  if (end < 0 || value.range.start < keyRange.end) throw new Unwritable();
  const line = document.slice(start, end);
  const before = document.slice(document.lastIndexOf('\n', start - 2) + 1, start);
  const indentation = /^[ \t]*/.exec(line)![0];
  // The only statement of a condition cannot go.
  const isBeside = before.startsWith(indentation) && /^[^\s}]/.test(before.slice(indentation.length));
  const behind = document.slice(value.range.end, end);
  if (!isBeside || !SETS.test(line) || !/^(?:["'\])]|\.\w+\(\))*\s*;?\s*$/.test(behind))
    throw new Unwritable();
  return { range: { start, end: end + 1 }, newText: '' };
}
