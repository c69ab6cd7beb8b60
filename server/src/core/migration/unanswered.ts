import type { ApiCall, ResponseRead, TextEdit } from '../model.ts';
import { movedTo, responseOf } from '../reads/responses.ts';
import { isBehindGuard } from './failing-branches.ts';
import { isHandedOn } from './handed-answers.ts';
import { codeBefore } from './passed-code.ts';
import { OPENED } from './patterns.ts';
import type { Surroundings } from './surroundings.ts';
import { givesErrors, tolerant } from './tolerant-reads.ts';

/** How the type of an answer is put into that of `data`. */
const WRAPPED = '{ data: ';
/** What stands beside `data`, or is it. */
const PLACED = /^(?:data|error)$/;

/**
 * Reads of what neither version answers, by a name that a type declares: with the type they go into `data`, or what
 * compiled does so no more. `edits` are those of the other reads of the answer. Without edits where that is not certain.
 */
export function unansweredReads(
  call: ApiCall,
  reads: readonly ResponseRead[],
  operation: string,
  edits: readonly TextEdit[],
  around: Surroundings,
): readonly { readonly read: ResponseRead; readonly edits: readonly TextEdit[] | undefined }[] {
  const { document } = around;
  const shape = responseOf(operation);
  const wraps = edits.filter(({ newText }) => newText === WRAPPED).map(({ range }) => range.start);
  if (!shape || shape.list || wraps.length === 0) return [];
  return reads.flatMap((read) => {
    const { name, range } = read.path[0]!;
    if (PLACED.test(name) || shape.fields.has(name) || isHandedOn(read)) return [];
    if (movedTo(operation, name) !== undefined) return [];
    const own = read.insert?.(['data']);
    if (!own) return [{ read, edits: undefined }];
    if (!own.some(({ newText, range: at }) => newText === WRAPPED && wraps.includes(at.start))) return [];
    const before = codeBefore(call.range, range.start, around);
    const isGuarded = before !== document && isBehindGuard(before);
    if (!givesErrors(call, document) || isGuarded) return [{ read, edits: own }];
    // Errors have no `data`, and v1 programs read nothing there then.
    const opens = own.find(({ newText }) => newText.startsWith(OPENED));
    const made = opens ? own : tolerant(own, document);
    const isSure = opens
      ? isBesideOpened(opens, edits, document)
      : made.some(({ newText }) => newText.startsWith('data?.'));
    return [{ read, edits: isSure ? made : undefined }];
  });
}

/** True for a member of a pattern of which another member is taken from `data` as well. */
const isBesideOpened = ({ range }: TextEdit, edits: readonly TextEdit[], document: string): boolean =>
  edits.some((edit) => {
    const [first, second] = edit.range.start < range.start ? [edit.range, range] : [range, edit.range];
    return edit.newText.startsWith(OPENED) && !/[{};]/.test(document.slice(first.start, second.start));
  });
