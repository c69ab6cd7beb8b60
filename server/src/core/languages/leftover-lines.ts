import type { Leftover } from './language.ts';

const BLANK = /^[ \t]*\r?\n/;

/** Of lines that go together, the last takes the empty one behind along where another one or nothing is before them. */
export function withGaps(text: string, found: readonly Leftover[]): readonly Leftover[] {
  const sorted = found.toSorted((a, b) => a.edit.range.start - b.edit.range.start);
  let first = -1;
  return sorted.map((one, i) => {
    const { start, end } = one.edit.range;
    if (sorted[i - 1]?.edit.range.end !== start) first = start;
    const isLines = (first === 0 || text[first - 1] === '\n') && text[end - 1] === '\n';
    if (!isLines || sorted[i + 1]?.edit.range.start === end) return one;
    const isFirst = first === 0 || /\n[ \t]*\r?\n$/.test(text.slice(Math.max(0, first - 100), first));
    const blank = isFirst ? BLANK.exec(text.slice(end, end + 200))?.[0] : undefined;
    return blank === undefined
      ? one
      : { ...one, edit: { ...one.edit, range: { start, end: end + blank.length } } };
  });
}
