import { applyEdits } from '../edits.ts';
import type { TextEdit } from '../model.ts';
import type { Range } from '../source.ts';

/** Code around a change by which its place in moved code is found. */
const LONGEST = 300;
const SHORTEST = 3;

interface Owned {
  readonly edit: TextEdit;
  readonly plan: number;
}

/**
 * The edits of calls that change together, given by call. Where one call moves code elsewhere in which another call's
 * answer is read, `?keyId=${created.keyId}` into a body, the read is changed where that code comes to stand. What is not
 * surely found there stays, and contradicts the other.
 */
export function withMovedReads(
  plans: readonly (readonly TextEdit[])[],
  document: string,
): readonly TextEdit[] {
  const inside = insideOfCuts(plans);
  if (inside.length === 0) return plans.flat();
  const made = plans.map((edits) => edits.slice());
  const done = new Set<string>();
  // One read may be changed at both of its ends.
  const places = new Map<
    string,
    { readonly range: Range; readonly plan: number; readonly edits: TextEdit[] }
  >();
  for (const [cut, { edit }] of inside) {
    const range = codeAround(made[cut.plan]!, edit, cut.edit, document);
    if (!range) continue;
    const key = `${cut.plan} ${range.start} ${range.end}`;
    const place = places.get(key) ?? { range, plan: cut.plan, edits: [] };
    if (!place.edits.some((one) => keyOf(one) === keyOf(edit))) place.edits.push(edit);
    places.set(key, place);
  }
  const wanted = new Map<
    string,
    { plan: number; code: string; changed: string; count: number; keys: string[] }
  >();
  for (const { range, plan, edits } of places.values()) {
    const code = document.slice(range.start, range.end);
    const changed = applyEdits(document, edits, range);
    const key = JSON.stringify([plan, code, changed]);
    const one = wanted.get(key) ?? { plan, code, changed, count: 0, keys: [] };
    one.count++;
    one.keys.push(...edits.map(keyOf));
    wanted.set(key, one);
  }
  for (const { plan, code, changed, count, keys } of wanted.values()) {
    const edits = made[plan]!;
    if (edits.reduce((sum, { newText }) => sum + placesOf(newText, code).length, 0) !== count) continue;
    made[plan] = edits.map((edit) => ({ ...edit, newText: replaced(edit.newText, code, changed) }));
    for (const key of keys) done.add(key);
  }
  return made.flat().filter((edit) => !done.has(keyOf(edit)));
}

const keyOf = ({ range, newText }: TextEdit): string => JSON.stringify([range.start, range.end, newText]);

/** The edits that stand in what the edit of another plan takes away, with that one. */
function insideOfCuts(plans: readonly (readonly TextEdit[])[]): readonly (readonly [Owned, Owned])[] {
  const all: Owned[] = plans.flatMap((edits, plan) => edits.map((edit) => ({ edit, plan })));
  const sorted = all.toSorted(
    ({ edit: { range: a } }, { edit: { range: b } }) => a.start - b.start || b.end - a.end,
  );
  const found: (readonly [Owned, Owned])[] = [];
  let cut: Owned | undefined;
  for (const one of sorted) {
    const { start, end } = one.edit.range;
    const around = cut?.edit.range;
    const isInside =
      around !== undefined &&
      end <= around.end &&
      end - start < around.end - around.start &&
      (start < end || (start > around.start && end < around.end));
    if (isInside) {
      if (cut!.plan !== one.plan) found.push([cut!, one]);
    } else if (start < end) cut = one;
  }
  return found;
}

/** The code around an edit that stands in the new text of a plan as well. */
function codeAround(
  edits: readonly TextEdit[],
  { range }: TextEdit,
  cut: TextEdit,
  document: string,
): Range | undefined {
  let { start, end } = range;
  const isThere = (from: number, to: number): boolean => {
    const code = document.slice(from, to);
    return edits.some((edit) => edit.newText.includes(code));
  };
  // What is put before a name belongs to that.
  if (start === end)
    end = Math.min(cut.range.end, end + /^[\w$.]*/.exec(document.slice(end, end + LONGEST))![0].length);
  while (start > cut.range.start && end - start < LONGEST && isThere(start - 1, end)) start--;
  while (end < cut.range.end && end - start < LONGEST && isThere(start, end + 1)) end++;
  while (start < range.start && isSplit(document, start)) start++;
  while (end > range.end && isSplit(document, end)) end--;
  return document.slice(start, end).trim().length < SHORTEST ? undefined : { start, end };
}

/** Where a piece of code stands in a text, and not as a part of a longer name. */
function placesOf(text: string, code: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(code); at >= 0; at = text.indexOf(code, at + code.length))
    if (!isSplit(text, at) && !isSplit(text, at + code.length)) places.push(at);
  return places;
}

const isSplit = (text: string, at: number): boolean => /^[\w$]{2}$/.test(text.slice(at - 1, at + 1));

function replaced(text: string, code: string, changed: string): string {
  let all = '';
  let end = 0;
  for (const at of placesOf(text, code)) {
    all += text.slice(end, at) + changed;
    end = at + code.length;
  }
  return all + text.slice(end);
}
