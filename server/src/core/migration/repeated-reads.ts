import { applyEdits } from '../edits.ts';
import type { TextEdit } from '../model.ts';

/** A choice between two reads: `answer.identity?.externalId ?? answer.ownerId`, `got["a"] or got["b"]`. */
const CHOICE =
  /(?<=[=(:,[{]\s{0,20}|\breturn\s|=>\s{0,20})([\w$][\w$.?!["'\]>-]{2,120})(\s+(?:\?\?|\|\||or)\s+)([\w$][\w$.?!["'\]>-]{2,120})(?=\s*(?:[,;)\]}]|\r?\n|$))/g;

/** One branch that asks for a value, and another one behind it: `if (answer.owner) { … } else if (answer.ownerId) { … }`. */
const BRANCH =
  /\bif\s*\(\s*([\w$.?![\]"'>-]{2,120})\s*\)\s*\{([^{}]{0,300})\}(?=(\s*else\s+if\s*\(\s*)([\w$.?![\]"'>-]{2,120})(\s*\)\s*\{)([^{}]{0,300})\})/g;

/** Where a text may ask twice for what is one in v2. */
export interface Repeats {
  /** Choices between two reads. */
  readonly choices: readonly RegExpExecArray[];
  /** Branches with another one behind them. */
  readonly branches: readonly RegExpExecArray[];
}

/** Where a text asks for one read, and else for another one. */
export const choicesIn = (document: string): Repeats => ({
  choices: [...document.matchAll(CHOICE)],
  branches: [...document.matchAll(BRANCH)],
});

/** Edits that leave one of two reads, the names of which v1 had for the same, where both become one. */
export function withoutRepeats(
  edits: readonly TextEdit[],
  { choices, branches }: Repeats,
): readonly TextEdit[] {
  let result = withoutBranches(edits, branches);
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

/** Edits that leave out a branch that never runs then: it asks for what the one before does, and does the same. */
function withoutBranches(
  edits: readonly TextEdit[],
  branches: readonly RegExpExecArray[],
): readonly TextEdit[] {
  let result = edits;
  for (const found of branches) {
    const [whole, asked, body, lead, other, between, code] = found as readonly (string | undefined)[];
    const { index } = found;
    const middle = index + whole!.length;
    const askedAt = index + whole!.indexOf(asked!, whole!.indexOf('('));
    const otherAt = middle + lead!.length;
    const codeAt = otherAt + other!.length + between!.length;
    const end = codeAt + code!.length + 1;
    const within = (from: number, text: string): string =>
      edited(text, inside(result, from, from + text.length), from);
    const removed = inside(result, middle, end);
    if (removed.length === 0) continue;
    if (within(askedAt, asked!) !== within(otherAt, other!)) continue;
    const bodies = [within(middle - 1 - body!.length, body!), within(codeAt, code!)];
    if (new Set(bodies.map((text) => text.replaceAll(/\s+/g, ' ').replaceAll('?.', '.'))).size > 1) continue;
    result = [
      ...result.filter((edit) => !removed.includes(edit)),
      { range: { start: middle, end }, newText: '' },
    ].toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  }
  return result;
}

const inside = (edits: readonly TextEdit[], start: number, end: number): readonly TextEdit[] =>
  edits.filter(({ range }) => range.start >= start && range.end <= end);

const edited = (code: string, edits: readonly TextEdit[], at: number): string =>
  applyEdits(
    code,
    edits.map(({ range, newText }) => ({
      range: { start: range.start - at, end: range.end - at },
      newText,
    })),
  );
