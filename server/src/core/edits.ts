import type { TextEdit } from './model.ts';
import type { Range } from './source.ts';

/**
 * `text` with `edits` applied, or the part `within` of it. Of edits that overlap, the first in the text is kept; two
 * insertions at one place keep their order.
 */
export function applyEdits(
  text: string,
  edits: readonly TextEdit[],
  within: Range = { start: 0, end: text.length },
): string {
  let result = '';
  let from = within.start;
  for (const { range, newText } of [...edits].sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  )) {
    if (range.start < from) continue;
    result += text.slice(from, range.start) + newText;
    from = range.end;
  }
  return result + text.slice(from, within.end);
}

/** True when the two sets of edits cannot both be applied. Insertions at one place collide. */
export function collide(a: readonly TextEdit[], b: readonly TextEdit[]): boolean {
  return a.some((x) =>
    b.some(
      (y) => (x.range.start < y.range.end && y.range.start < x.range.end) || x.range.start === y.range.start,
    ),
  );
}

/**
 * Where the character at `offset` is once `edits`, which do not overlap, are made; of one that they replace, where its
 * replacement begins.
 */
export function movedOffset(offset: number, edits: readonly TextEdit[]): number {
  let moved = offset;
  for (const { range, newText } of edits) {
    if (range.end <= offset) moved += newText.length - (range.end - range.start);
    else if (range.start < offset) moved -= offset - range.start;
  }
  return moved;
}

/** `edits` in the order of the text, those that touch one another as one; what changes nothing is left out. */
export function joinedEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  const found: TextEdit[] = [];
  // Stable: what is put in front of a name comes before the name.
  for (const edit of edits.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)) {
    const last = found.at(-1);
    if (edit.newText === '' && edit.range.start === edit.range.end) continue;
    if (!last || last.range.end < edit.range.start) found.push(edit);
    else
      found[found.length - 1] = {
        range: { start: last.range.start, end: Math.max(last.range.end, edit.range.end) },
        newText: last.newText + edit.newText,
      };
  }
  return found;
}
