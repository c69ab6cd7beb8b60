import type { JsonMember, TextEdit } from '../model.ts';
import { Unwritable } from './unwritable.ts';

/** A statement that sets one member. */
const SETS =
  /^[ \t]*\$?\w+(?:\.(?:put|set|insert|add|Add|Put|Set)\(\s*["']\w+["'][^"'\n]{0,20},|\[["']\w+["']\]\s*=|(?:\.|->)\w+\s*=)[^=]/;

/** A condition that may do something. */
const DOES = /[\w\])]\(|\bawait\b|:=|[^=!<>]=[^=]/;

/**
 * Takes away the line that sets a member of an object that is written elsewhere: `body.put("apiId", id);`. Throws
 * {@link Unwritable} where that is not all that the line does.
 */
export function statementRemoval({ keyRange, value }: JsonMember, document: string): TextEdit {
  const start = document.lastIndexOf('\n', keyRange.start) + 1;
  const end = document.indexOf('\n', value.range.end);
  if (end < 0 || value.range.start < keyRange.end) throw new Unwritable();
  const line = document.slice(start, end);
  const behind = document.slice(value.range.end, end);
  const [, condition, set] = /^([ \t]*if\s*\((?:[^()]|\([^()]*\))*\)\s*)?([\s\S]*)$/.exec(line)!;
  if (!SETS.test(set!) || !/^(?:["'\])]|\.\w+\(\))*\s*;?\s*$/.test(behind)) throw new Unwritable();
  const after = document.slice(end + 1, end + 400);
  if (condition !== undefined) {
    if (/^\s*else\b/.test(after) || DOES.test(condition)) throw new Unwritable();
    return { range: { start, end: end + 1 }, newText: '' };
  }
  const indentation = /^[ \t]*/.exec(line)![0];
  const above = document.slice(0, start);
  const [opening] = /(?:^|\n)([ \t]*)if\b[^\n]*[:{][ \t]*\r?\n$/.exec(above.slice(-400)) ?? [];
  const outer = opening === undefined ? undefined : /^\n?([ \t]*)/.exec(opening)![1]!;
  const isBelow = after.startsWith(indentation) && /^[^\s}]/.test(after.slice(indentation.length));
  const isBeside = (opening === undefined && beside(above, indentation)) || isBelow;
  if (isBeside) return { range: { start, end: end + 1 }, newText: '' };
  // The only statement of a condition goes with it.
  if (outer === undefined || outer.length >= indentation.length) throw new Unwritable();
  if (DOES.test(opening!)) throw new Unwritable();
  const isBraced = /\{[ \t]*\r?\n$/.test(opening!);
  const closing = isBraced ? /^[ \t]*\}[ \t]*(?:\r?\n|$)/.exec(after)?.[0] : '';
  if (closing === undefined || /^\s*(?:else|elif)\b/.test(after.slice(closing.length)))
    throw new Unwritable();
  const from = start - opening!.replace(/^\n/, '').length;
  return { range: { start: from, end: end + 1 + closing.length }, newText: '' };
}

/** True where the line above is a statement of the same block. */
function beside(above: string, indentation: string): boolean {
  const before = above.slice(above.lastIndexOf('\n', above.length - 2) + 1);
  return before.startsWith(indentation) && /^[^\s}]/.test(before.slice(indentation.length));
}
