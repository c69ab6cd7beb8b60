import type { JsonMember, TextEdit } from '../model.ts';
import { Unwritable } from './unwritable.ts';

/** A statement that sets one member. */
const SETS =
  /^[ \t]*\$?\w+(?:\.(?:put|set|insert|add|Add|Put|Set)\(\s*["']\w+["'][^"'\n]{0,20},|\[(?:["']\w+["']|:\w+)\]\s*=|(?:\.|->)\w+\s*=)[^=]/;

/** A condition behind a statement. */
const MODIFIED = /^["'\])]*\s+(?:if|unless)\s+(\S[^\n;]*)$/;

/** A condition that may do something. */
const DOES = /[\w\])]\(|\bawait\b|:=|[^=!<>]=[^=]/;

/**
 * Takes away the line that sets a member of an object that is written elsewhere: `body.put("apiId", id);`. Throws
 * {@link Unwritable} where that is not all that the line does.
 */
export function statementRemoval({ keyRange, value }: JsonMember, document: string): TextEdit {
  const link = linkRemoval(keyRange.start, value.range.end, document);
  if (link) return link;
  const start = document.lastIndexOf('\n', keyRange.start) + 1;
  const end = document.indexOf('\n', value.range.end);
  if (end < 0 || value.range.start < keyRange.end) throw new Unwritable();
  const line = document.slice(start, end);
  const behind = document.slice(value.range.end, end);
  const [, condition, set] = /^([ \t]*if\s*\((?:[^()]|\([^()]*\))*\)\s*)?([\s\S]*)$/.exec(line)!;
  const [, modifier] = MODIFIED.exec(behind) ?? [];
  if (!SETS.test(set!) || (modifier === undefined && !/^(?:["'\])]|\.\w+\(\))*\s*;?\s*$/.test(behind)))
    throw new Unwritable();
  if (modifier !== undefined && DOES.test(modifier)) throw new Unwritable();
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

/** `.put("apiId", id)` in a chain, and `put("apiId", id)` on a line of its own in a block that fills an object. */
function linkRemoval(key: number, valueEnd: number, document: string): TextEdit | undefined {
  const before = document.slice(Math.max(0, key - 300), key);
  const behind = /^\s*\)/.exec(document.slice(valueEnd, valueEnd + 100))?.[0];
  if (behind === undefined) return undefined;
  const end = valueEnd + behind.length;
  const link = /(?:\r?\n[ \t]*)?\.(?:put|addProperty)\(\s*"$/.exec(before)?.[0];
  if (link !== undefined && before.slice(0, -link.length).endsWith(')'))
    return { range: { start: key - link.length, end }, newText: '' };
  const statement = /(\r?\n[ \t]+)(?:it\.|this\.)?(?:put|addProperty)\(\s*"$/.exec(before);
  if (!statement || !/^[ \t]*\r?\n/.test(document.slice(end, end + 40))) return undefined;
  const lead = before.slice(0, statement.index);
  // In a block of such statements, where another one is left.
  const isIn = /(?:\{\s*(?:\w+\s*->)?|\b(?:put|addProperty)\([^\n]*\))\s*$/.test(lead);
  const isLast = /\{\s*$/.test(lead) && /^\s*\}/.test(document.slice(end, end + 200));
  const block = /\b(?:apply|also|buildJsonObject)\s*\{(?:[^{}]*)$/.test(lead);
  return isIn && block && !isLast
    ? { range: { start: key - statement[0].length, end }, newText: '' }
    : undefined;
}
