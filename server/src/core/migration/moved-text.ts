import type { TextEdit } from '../model.ts';

/** A reference of a request file: `{{create.response.body.key}}`. Longer ones are not written. */
const LONGEST = 200;

/**
 * The edits of calls that change together. Where one call moves a reference elsewhere in which another call's change
 * stands, the change is made in the text that is moved.
 */
export function withMovedReferences(edits: readonly TextEdit[], document: string): readonly TextEdit[] {
  const cuts = edits.filter(({ range }) => range.end - range.start > 4);
  const isCut = ({ range }: TextEdit): boolean =>
    cuts.some((cut) => cut.range !== range && cut.range.start < range.start && cut.range.end > range.end);
  const moved = edits.filter((edit) => edit.newText !== '' && isCut(edit));
  if (moved.length === 0) return edits;
  let all = edits;
  for (const edit of moved) {
    const { start, end } = edit.range;
    const open = document.lastIndexOf('{{', start);
    const close = document.indexOf('}}', end);
    if (open < 0 || close < 0 || close - open > LONGEST) continue;
    const before = document.slice(open, close + 2);
    const after = document.slice(open, start) + edit.newText + document.slice(end, close + 2);
    if (!all.some((other) => other !== edit && other.newText.includes(before))) continue;
    all = all
      .filter((other) => other !== edit)
      .map((other) => ({ ...other, newText: other.newText.replaceAll(before, after) }));
  }
  return all;
}
