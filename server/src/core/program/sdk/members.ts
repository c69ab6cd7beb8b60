import type { Span } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';

/** What stands in the place of members that are written between two brackets. Places are indexes into one text. */
export interface MemberChange {
  /** What is between the brackets. */
  readonly inside: Span;
  readonly members: readonly Span[];
  /** For each of them what comes into its place: nothing where it goes, undefined where it stays as it is. */
  readonly now: readonly (readonly string[] | undefined)[];
  /** Members behind the last. */
  readonly added: readonly string[];
}

/** The edits of a {@link MemberChange}; undefined where a comment would be lost, or what it speaks of. */
export function memberEdits(text: string, change: MemberChange): readonly TextEdit[] | undefined {
  const { inside, members, added } = change;
  const now = [...change.now];
  const last = members.length - 1;
  if (members.length === 0) {
    if (added.length === 0) return [];
    if (text.slice(inside.start, inside.end).trim() !== '') return undefined;
    return [{ range: inside, newText: added.join(', ') }];
  }
  const behind = now[last];
  if (added.length > 0 && behind?.length === 0) now[last] = added;
  if (now.every((texts) => texts?.length === 0)) {
    const between = members.reduce(
      (rest, { start, end }) =>
        rest.slice(0, start - inside.start) + ' '.repeat(end - start) + rest.slice(end - inside.start),
      text.slice(inside.start, inside.end),
    );
    return /^[\s,]*$/.test(between) ? [{ range: inside, newText: '' }] : undefined;
  }
  const joint = jointOf(text, members);
  const edits: TextEdit[] = [];
  const lastKept = now.findLastIndex((texts) => texts?.length !== 0);
  for (const [i, { start, end }] of members.entries()) {
    const texts = now[i];
    if (texts === undefined) continue;
    if (texts.length > 0) {
      const newText = texts.join(joint);
      if (newText !== text.slice(start, end)) edits.push({ range: { start, end }, newText });
      continue;
    }
    const line = lineOf(text, { start, end });
    if (line) edits.push({ range: line, newText: '' });
    else if (i < lastKept) {
      const next = members[i + 1]!.start;
      if (!/^\s*,\s*$/.test(text.slice(end, next))) return undefined;
      edits.push({ range: { start, end: next }, newText: '' });
    } else {
      const from = Math.max(
        members[lastKept]!.end,
        ...edits.map(({ range }) => range.end).filter((at) => at <= start),
      );
      if (!/^\s*,?\s*$/.test(text.slice(from, start))) return undefined;
      edits.push({ range: { start: from, end }, newText: '' });
    }
  }
  if (added.length > 0 && now[last] !== added) {
    const at = members[last]!.end;
    const known = edits.findIndex(({ range }) => range.end === at && range.start === members[last]!.start);
    const newText = added.map((one) => joint + one).join('');
    if (known >= 0) edits[known] = { ...edits[known]!, newText: edits[known]!.newText + newText };
    else edits.push({ range: { start: at, end: at }, newText });
  }
  return edits;
}

/** What stands between two members: a comma, and a new line where each has its own. */
function jointOf(text: string, members: readonly Span[]): string {
  const { start } = members[0]!;
  const lead = text.slice(text.lastIndexOf('\n', start) + 1, start);
  const isOwnLine = lead.trim() === '' && text.lastIndexOf('\n', start) >= 0;
  return isOwnLine ? `,\n${lead}` : ', ';
}

/** The line that a member has for itself, with the end of the line before. */
function lineOf(text: string, { start, end }: Span): Span | undefined {
  const lead = /\r?\n[ \t]*$/.exec(text.slice(Math.max(0, start - 200), start));
  const rest = /^[ \t]*,?[ \t]*(?:(?:\/\/|#)[^\n]*)?(?=\r?\n)/.exec(text.slice(end, end + 400));
  return lead && rest ? { start: start - lead[0].length, end: end + rest[0].length } : undefined;
}
