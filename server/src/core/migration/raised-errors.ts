import type { ApiCall, TextEdit } from '../model.ts';

const RAISES = /^(?:requests|httpx|urllib)$/;
/** Where the function around a call ends. */
const NEXT = /\n[ \t]*(?:(?:async[ \t]+)?def[ \t]|class[ \t]|@)/;
/** Members of an error of v1, read of what was caught. */
const READ =
  /\bexcept\b[^\n]*\bas\s+(\w+)\s*:(?:(?!\n[ \t]*except\b)[\s\S]){0,300}?\b\1\.(?:response\b|read\()(?:(?!\n[ \t]*except\b)[\s\S]){0,200}?(?:\[|get\()\s*["'](?:message|code)(?=["'])/;
/** How far behind a call that is looked for. */
const FARTHEST = 2_000;

/** Where a program reads an error that was raised in the place of the answer to a call, and no edit changes that. */
export function raisedErrorAt(
  { client, range }: ApiCall,
  edits: readonly TextEdit[],
  document: string,
): number | undefined {
  if (!RAISES.test(client)) return undefined;
  const behind = document.slice(range.end, range.end + FARTHEST);
  const end = NEXT.exec(behind)?.index;
  const found = READ.exec(end === undefined ? behind : behind.slice(0, end));
  if (!found) return undefined;
  const [start, last] = [range.end + found.index, range.end + found.index + found[0].length];
  return edits.some((edit) => edit.range.start >= start && edit.range.end <= last) ? undefined : last;
}
