import { applyEdits } from '../edits.ts';
import type { TextEdit } from '../model.ts';

/** A choice between two reads: `answer.identity?.externalId ?? answer.ownerId`, `got["a"] or got["b"]`. */
const CHOICE =
  /(?<=[=(:,[{]\s{0,20}|\breturn\s|=>\s{0,20})([\w$][\w$.?!["'\]>-]{2,120})(\s+(?:\?\?|\|\||or)\s+)([\w$][\w$.?!["'\]>-]{2,120})(?=\s*(?:[,;)\]}]|\r?\n|$))/g;

/** The choices between two reads that a text has. */
export const choicesIn = (document: string): readonly RegExpExecArray[] => [...document.matchAll(CHOICE)];

/** Edits that leave one of two reads, the names of which v1 had for the same, where both become one. */
export function withoutRepeats(
  edits: readonly TextEdit[],
  choices: readonly RegExpExecArray[],
): readonly TextEdit[] {
  let result = edits;
  for (const found of choices) {
    const [, first, between, second] = found as unknown as readonly [string, string, string, string];
    const start = found.index;
    const middle = start + first.length;
    const end = middle + between.length + second.length;
    const inside = result.filter(({ range }) => range.start >= start && range.end <= end);
    const left = inside.filter(({ range }) => range.end <= middle);
    const right = inside.filter(({ range }) => range.start >= middle + between.length);
    if (right.length === 0 || left.length + right.length < inside.length) continue;
    if (edited(first, left, start) !== edited(second, right, end - second.length)) continue;
    result = [
      ...result.filter((edit) => !right.includes(edit)),
      { range: { start: middle, end }, newText: '' },
    ].toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  }
  return result;
}

const edited = (code: string, edits: readonly TextEdit[], at: number): string =>
  applyEdits(
    code,
    edits.map(({ range, newText }) => ({
      range: { start: range.start - at, end: range.end - at },
      newText,
    })),
  );
