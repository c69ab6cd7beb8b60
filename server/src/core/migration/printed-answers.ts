import type { Endpoint } from '../catalogue/endpoint.ts';
import type { ApiCall, TextEdit } from '../model.ts';
import type { Range } from '../source.ts';
import type { AnswerPlan } from './answers.ts';
import { printedReads } from './jq-reads.ts';
import { isRead } from './response-uses.ts';
import type { Surroundings } from './surroundings.ts';

const UNREAD =
  'what reads the answer here was not followed. v2 answers { meta, data }, and errors as { meta, error }.';

/** `Line 3`, `Lines 3, 5 and 8`. */
const linesOf = (lines: readonly number[]): string =>
  lines.length === 1 ? `Line ${lines[0]}` : `Lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`;

/**
 * Changes what is read of an answer that a command prints. What a function does not read itself, those who call it may.
 * `listNotes`: what a user should know of the items of lists.
 */
export function printedAnswerPlan(
  call: ApiCall,
  to: Endpoint,
  { document, lineOf }: Surroundings,
  listNotes: readonly string[],
): AnswerPlan {
  const edits = new Map<number, TextEdit>();
  const notes = new Set<string>();
  const unread = new Set<number>();
  let isUnread = false;
  for (const callers of call.answers ?? [[]])
    for (const range of [call.range, ...callers]) {
      if (!isReadAt(range)) continue;
      const found = printedReads(range, to.operation, document);
      for (const edit of found.edits) edits.set(edit.range.start, edit);
      for (const { at, message } of found.notes) notes.add(`Line ${lineOf(at) + 1}: ${message}`);
      for (const at of found.unread) unread.add(lineOf(at) + 1);
      isUnread ||= found.unread.length > 0 || found.givesItems;
      if (!found.isShown) break;
    }
  if (unread.size > 0) notes.add(`${linesOf([...unread])}: ${UNREAD}`);
  if (isUnread) for (const note of listNotes) notes.add(note);
  return { edits: [...edits.values()], notes: [...notes] };

  function isReadAt(range: Range): boolean {
    return isRead({ ...call, range }, to, document);
  }
}
