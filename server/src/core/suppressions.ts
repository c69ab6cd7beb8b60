import type { Suppression } from './model.ts';
import type { SourceText } from './source.ts';

/** `unkey-lint-disable-next-line rule-a, rule-b -- reason`; without a comma, only a word with a hyphen goes on with the rules. */
const DIRECTIVE =
  /unkey-lint-disable(-next-line|-line)?(?![\w-])([^\S\r\n]+[a-z][a-z0-9-]*(?:[^\S\r\n]*,[^\S\r\n]*[a-z][a-z0-9-]*|[^\S\r\n]+[a-z][a-z0-9]*-[a-z0-9-]*)*)?/;

/** The suppressions written in comments. What follows ` -- ` is a reason for readers. */
export function findSuppressions(comments: readonly SourceText[]): Suppression[] {
  const found: Suppression[] = [];
  for (const comment of comments) {
    const reason = comment.text.search(/\s--\s/);
    const said = comment.text.slice(0, reason < 0 ? undefined : reason);
    const m = DIRECTIVE.exec(said);
    // The directive must be the first thing the comment says.
    if (!m || /\w/.test(said.slice(0, m.index))) continue;
    const listAt = m.index + m[0].length - (m[2]?.length ?? 0);
    const rules = [...(m[2] ?? '').matchAll(/[a-z][a-z0-9-]*/g)].map((r) => ({
      id: r[0],
      range: comment.range(listAt + r.index, listAt + r.index + r[0].length),
    }));
    found.push({
      range: comment.range(),
      scope: m[1] === '-line' ? 'line' : m[1] ? 'next-line' : 'file',
      rules,
    });
  }
  return found;
}
