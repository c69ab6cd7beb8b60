import type { TextEdit } from '../model.ts';
import type { Range } from '../source.ts';

/** The part `range` of a text after `edits` inside of it, which do not overlap. */
export function applied(text: string, range: Range, edits: readonly TextEdit[]): string {
  let at = range.start;
  let result = '';
  for (const edit of edits.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)) {
    result += text.slice(at, edit.range.start) + edit.newText;
    at = edit.range.end;
  }
  return result + text.slice(at, range.end);
}
