import type { Json, JsonMember, TextEdit } from '../../../model.ts';
import { memberEnd, removal } from '../sdk-options.ts';

/** The comma behind the last member of a line, and the comment behind that. */
const COMMENT = /^(,?)[ \t]*(?:\/\/[^\r\n]*|\/\*(?:[^*\n]|\*(?!\/))*\*\/[ \t]*(?=\r?\n))/;
/** What ends the line of a last member. */
const BEHIND = /^[ \t]*,?(?:[ \t]*(?:\/\/[^\r\n]*|\/\*(?:[^*\n]|\*(?!\/))*\*\/))?(?=\s*\r?\n)/;

/** Takes members out of an object that is written in place; undefined where that cannot be done surely. */
export function withoutMembers(
  document: string,
  object: Json & { readonly kind: 'object' },
  gone: readonly JsonMember[],
): readonly TextEdit[] | undefined {
  const { members, range } = object;
  // What is spread stands elsewhere.
  if (gone.some(({ keyRange }) => keyRange.start < range.start || keyRange.end > range.end)) return undefined;
  const lastKept = members.findLastIndex((member) => !gone.includes(member));
  if (lastKept < 0 && object.complete)
    return [{ range: { start: range.start + 1, end: range.end - 1 }, newText: '' }];
  if (lastKept < 0) {
    // Beside what is spread: all of them as one.
    const isRow = gone.every(
      (member, i) =>
        i === 0 ||
        /^\s*,\s*["']?$/.test(document.slice(memberEnd(document, gone[i - 1]!), member.keyRange.start)),
    );
    const [start, end] = [gone[0], gone.at(-1)];
    return start && end && isRow
      ? removal(document, object, { ...end, keyRange: start.keyRange })
      : undefined;
  }
  const edits: TextEdit[] = [];
  for (const member of gone) {
    if (members.indexOf(member) > lastKept) continue;
    const removed = removal(document, object, member);
    if (!removed) return undefined;
    edits.push(...removed);
  }
  const last = members.at(-1)!;
  if (lastKept === members.length - 1) return edits;
  // The last ones go with the comma before them.
  const first = members[lastKept + 1]!.keyRange.start;
  const between = document.slice(memberEnd(document, members[lastKept]!), first);
  const comma = between.indexOf(',');
  const end = memberEnd(document, last);
  if (comma < 0 || end > range.end) return undefined;
  if (/^,\s*["']?$/.test(between.slice(comma))) {
    const start = first - (between.length - comma);
    // On lines of their own they take what is said behind them along, and leave the comma where they had one.
    const said = between.includes('\n') ? COMMENT.exec(document.slice(end, range.end)) : null;
    return said
      ? [...edits, { range: { start: start + said[1]!.length, end: end + said[0].length }, newText: '' }]
      : [...edits, { range: { start, end }, newText: '' }];
  }
  // A comment stands before it: the comma may stay.
  const blanks = /(?:\r?\n[ \t]*)?$/.exec(between)![0].length;
  const behind = BEHIND.exec(document.slice(end, range.end))?.[0].length;
  if (behind === undefined || blanks === 0) return undefined;
  return [...edits, { range: { start: first - blanks, end: end + behind }, newText: '' }];
}
