import type { TextEdit } from '../model.ts';

/** How a pattern begins that takes what is in `data`. */
export const OPENED = 'data: { ';
const CLOSED = ' }';

const REST = /^,\s*\.\.\.[\w$]+(?=\s*\})/;
const LONGEST_REST = 120;

/**
 * `{ data: { valid }, data: { code } }` as `{ data: { valid, code } }`. `fails`: true for a pattern with a part
 * at an offset that an error reaches, which has no `data`.
 */
export function joinedPatterns(
  edits: readonly TextEdit[],
  document: string,
  fails: (at: number) => boolean,
): readonly TextEdit[] {
  const joined = edits.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let isOpened = false;
  let isFailing = false;
  // Patterns that are opened: what closes without one belongs to a type.
  let open = 0;
  for (let i = 0; i < joined.length; i++) {
    const { newText, range } = joined[i]!;
    if (newText.startsWith(OPENED)) {
      open++;
      isFailing ||= fails(range.start);
    }
    const closes =
      newText.endsWith(CLOSED) &&
      (isOpened || newText.startsWith(OPENED) || (/^ \}/.test(newText) && open > 0));
    isOpened = false;
    if (!closes) continue;
    const next = joined[i + 1];
    const between = next && document.slice(range.end, next.range.start);
    if (next?.newText.startsWith(OPENED) && /^,\s*$/.test(between!)) {
      joined[i] = { range, newText: newText.slice(0, -CLOSED.length) };
      const rest = next.newText.slice(OPENED.length);
      joined[i + 1] = { range: next.range, newText: rest };
      isOpened = true;
      continue;
    }
    open--;
    const isMissing = isFailing;
    isFailing = false;
    const closed = isMissing ? `${CLOSED} = {}` : CLOSED;
    // What takes the rest takes that of `data`.
    const rest = REST.exec(document.slice(range.end, range.end + LONGEST_REST))?.[0];
    if (rest === undefined) {
      if (isMissing) joined[i] = { range, newText: newText.slice(0, -CLOSED.length) + closed };
      continue;
    }
    const end = range.end + rest.length;
    joined[i] = { range, newText: newText.slice(0, -CLOSED.length) };
    joined.splice(++i, 0, { range: { start: end, end }, newText: closed });
  }
  return joined.filter(({ newText, range }) => newText !== '' || range.start !== range.end);
}
