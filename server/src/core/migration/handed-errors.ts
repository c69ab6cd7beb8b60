import type { ResponseRead } from '../model.ts';

/** Exceptions that only show what they are given. */
const SHOWN =
  '(?:(?:Runtime|Value|Key|Lookup|Permission|Type|Connection|Timeout|Assertion|OS|IO)Error|Exception|SystemExit)\\b';
/** Code that takes the error of an answer out of it: `response.json()["`, `body.get("`. */
const TAKEN = '(?:await\\s+)?\\(?(?:await\\s+)?[\\w.]+(?:\\([^()\\n]*\\))?\\)?(?:\\[|\\.get\\()["\']$';
/** Code behind which that goes on to what is not seen: an exception, whoever called, or all of its members. */
const GIVES = `(?:\\braise\\s+(?!${SHOWN})[\\w.]+\\((?:[^"'\\n]*,\\s*)?|\\breturn\\s+|\\*\\*)`;
const GIVEN = new RegExp(`${GIVES}${TAKEN}`);
/** The same under a name. */
const NAMED = new RegExp(`(?:^|\\n)[ \\t]*(\\w+)\\s*(?::[^=\\n]+)?=\\s*${TAKEN}`);
/** Nothing more is read of it. */
const IS_ALL = /^["'](?:\]|(?:,\s*(?:\{\}|None))?\))(?!\s*[[.])/;
/** How far before and behind its name that is looked for. */
const FARTHEST = 200;
const FARTHEST_USE = 600;

/** Where a program hands on the whole error of an answer, and nothing is seen to read it further. */
export function handedErrors(reads: readonly ResponseRead[], document: string): readonly number[] {
  const followed = new Set(reads.flatMap(({ path }) => (path.length > 1 ? [path[0]!.range.start] : [])));
  return reads.flatMap(({ path }) => {
    const { name, range } = path[0]!;
    if (name !== 'error' || path.length > 1 || followed.has(range.start)) return [];
    const behind = document.slice(range.end, range.end + FARTHEST_USE);
    if (!IS_ALL.test(behind)) return [];
    const before = document.slice(Math.max(0, range.start - FARTHEST), range.start);
    if (GIVEN.test(before)) return [range.start];
    const kept = NAMED.exec(before)?.[1];
    const use = kept === undefined ? -1 : behind.search(new RegExp(`${GIVES}${kept}\\b(?!\\s*[[.(])`));
    return use < 0 ? [] : [range.start];
  });
}
