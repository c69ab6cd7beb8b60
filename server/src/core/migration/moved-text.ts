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

/** Code around a change by which its place in moved code is found. */
const LONGEST_CODE = 300;
const SHORTEST_CODE = 6;

/**
 * The edits of a text of which some stand in code that another of them moves: they are made where that code comes to
 * stand, as far as it is found there. What is not found stays, and contradicts the other.
 */
export function withMovedCode(edits: readonly TextEdit[], document: string): readonly TextEdit[] {
  const moves = edits.filter(
    ({ range, newText }) => range.end > range.start && newText.length > SHORTEST_CODE,
  );
  const texts = new Map(moves.map((move) => [move, move.newText]));
  const done = new Set<TextEdit>();
  for (const edit of edits) {
    const { start, end } = edit.range;
    const move = moves.find(
      ({ range }) => range.start <= start && range.end >= end && range.end - range.start > end - start,
    );
    if (!move || move.range.start === start || move.range.end === end) continue;
    const text = changedWithin(texts.get(move)!, edit, move, document);
    if (text === undefined) continue;
    texts.set(move, text);
    done.add(edit);
  }
  return edits.flatMap((edit) => {
    if (done.has(edit)) return [];
    const newText = texts.get(edit);
    return newText === undefined ? [edit] : [{ ...edit, newText }];
  });
}

/** The text of `move` with `edit` made in it; undefined where its place in that is not sure. */
function changedWithin(text: string, edit: TextEdit, move: TextEdit, document: string): string | undefined {
  let { start, end } = edit.range;
  const isThere = (from: number, to: number): boolean => text.includes(document.slice(from, to));
  const { range } = move;
  while (start > range.start && end - start < LONGEST_CODE && isThere(start - 1, end)) start--;
  while (end < range.end && end - start < LONGEST_CODE && isThere(start, end + 1)) end++;
  const code = document.slice(start, end);
  const at = text.indexOf(code);
  if (code.trim().length < SHORTEST_CODE || at < 0 || text.includes(code, at + 1)) return undefined;
  const changed =
    document.slice(start, edit.range.start) + edit.newText + document.slice(edit.range.end, end);
  return text.slice(0, at) + changed + text.slice(at + code.length);
}
