import type { Endpoint } from '../catalogue/endpoint.ts';
import { collide } from '../edits.ts';
import type { ApiCall, ResponseRead, TextEdit } from '../model.ts';
import { rules } from '../rules/index.generated.ts';
import { callTo } from './migrated-call.ts';
import type { Surroundings } from './surroundings.ts';

/** What becomes of the reads of a call's answer. */
export interface AnswerPlan {
  readonly edits: readonly TextEdit[];
  readonly notes: readonly string[];
}

/** Clients of a command line: what they print is read by who typed them. */
const PRINTS = /^(?:curl|curlie|wget|httpie|xh|http|hurl|bruno|postman|insomnia)$/;
const UNSEEN =
  'v2 answers { meta, data }, and errors as { meta, error }. Where this answer is read is not seen here.';

/** Changes what is read of the answer to what v2 answers, as the rules about answers say. */
export function answerPlan(call: ApiCall, to: Endpoint, around: Surroundings): AnswerPlan {
  const { document, lineOf } = around;
  const reads = around.readsOf(call);
  if (reads.length === 0) return { edits: [], notes: isRead(call, to, document) ? [UNSEEN] : [] };
  const migrated = callTo(call, to);
  const edits: TextEdit[] = [];
  const notes: string[] = [];
  for (const read of reads) {
    for (const { message, range, fix } of reportsOf({ ...read, call: migrated })) {
      // An answer has no identity where its key has none.
      const safe = (fix?.edits ?? []).map(({ range, newText }) => ({
        range,
        newText: newText.replace(/\bidentity\./, 'identity?.'),
      }));
      if (safe.some((edit) => /["']identity["']\]|\bidentity: ?\{/.test(edit.newText)))
        notes.push(`Line ${lineOf(range.start) + 1}: in v2, identity is missing where a key has none.`);
      const own = safe.filter((edit) => !edits.some((other) => isSame(edit, other)));
      if (fix && !collide(own, edits)) edits.push(...own);
      else notes.push(`Line ${lineOf(range.start) + 1}: ${message}`);
    }
  }
  return { edits, notes };
}

const reportsOf = (read: ResponseRead) => rules.flatMap((rule) => rule.checkRead?.(read) ?? []);

const isSame = (a: TextEdit, b: TextEdit): boolean =>
  a.range.start === b.range.start && a.range.end === b.range.end && a.newText === b.newText;

/** True when a program, or the command behind, may read the answer. */
function isRead({ client, range }: ApiCall, { path }: Endpoint, document: string): boolean {
  if (path === '/v2/liveness') return false;
  if (!PRINTS.test(client)) return true;
  const before = document.slice(Math.max(0, range.start - 4), range.start);
  return (
    /^[ \t]*(?:\\\r?\n[ \t]*)?\|/.test(document.slice(range.end, range.end + 80)) || /[(`]$/.test(before)
  );
}
