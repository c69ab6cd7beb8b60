import type { ApiCall, TextEdit } from '../model.ts';
import { escapedName } from '../name-pattern.ts';
import { isWithin, type Range } from '../source.ts';

/** Operations of v1 behind a name: `${BASE}/keys.getKey`, `BASE + "/keys.getKey"`. */
const OPERATION = String.raw`[\s"'+.,<>})\]]{0,8}["'\x60]?\/?(?:v1\/)?((?:keys|apis|identities|ratelimits|permissions|migrations)\.(?!json\b)[a-z]\w+)`;
/** What gives a name to what stands behind it. */
const NAMED = /([\w$]+)["']?\s*(?::[^=\n]*=|=>?|:)[^=\n]*$/;

/** A member of a value that has the name, and not a URL: `page.keys.length`. */
const MEMBER = /^[\s)\]]*\.\s*$/;

/** Farther before its text no name stands. */
const LONGEST_LEAD = 200;

/** A URL that is made of a base, and of which no request is known. */
export interface UnseenUse {
  readonly operation: string;
  /** Offset of the base in the document. */
  readonly start: number;
}

/** Where a name whose text these edits change is the base of a URL that none of the calls has; undefined without one. */
export function unseenUse(
  edits: readonly TextEdit[],
  calls: readonly ApiCall[],
  document: string,
): UnseenUse | undefined {
  for (const { range } of edits) {
    if (calls.some((call) => isWithin(range, call.range))) continue;
    const line = document.slice(Math.max(0, range.start - LONGEST_LEAD), range.start);
    const name = NAMED.exec(line)?.[1];
    if (name === undefined) continue;
    const word = escapedName(name);
    for (const use of document.matchAll(new RegExp(`(?<![\\w$])${word}\\b${OPERATION}`, 'g'))) {
      const end = use.index + use[0].length;
      if (MEMBER.test(use[0].slice(name.length, -use[1]!.length))) continue;
      const place = { start: end - use[1]!.length, end };
      const before = document.slice(document.lastIndexOf('\n', use.index) + 1, use.index);
      if (!/^\s*(?:#|\/\/|\*)/.test(before) && !calls.some((call) => isOf(place, call)))
        return { operation: use[1]!, start: use.index };
    }
  }
  return undefined;
}

function isOf(place: Range, { range, url, urlArgument }: ApiCall): boolean {
  const { operation } = url;
  if (isWithin(place, range) || isWithin(place, urlArgument)) return true;
  return operation.kind === 'literal' && overlaps(operation.range, place);
}

const overlaps = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;
