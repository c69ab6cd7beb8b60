import type { Finding } from '../finding.ts';
import type { Facts } from '../model.ts';
import type { SuppressEdit } from '../service.ts';

/**
 * The edit that suppresses a finding of `text`, as a comment of the language around it: for its call, a line above;
 * for the file, a line at the top. Undefined where comments cannot be written.
 */
export function suppressEdit(
  text: string,
  facts: Facts,
  finding: Pick<Finding, 'rule' | 'range' | 'scope'>,
  scope: 'line' | 'file',
): SuppressEdit | undefined {
  const start = scope === 'file' ? 0 : (finding.scope ?? finding.range).start;
  const region =
    scope === 'file'
      ? outermost(text, facts)
      : facts.regions.findLast((r) => r.range.start <= start && start < r.range.end);
  if (!region?.comment) return undefined;
  const [open, close] = region.comment;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const at = scope === 'file' ? topOf(text) : text.lastIndexOf('\n', start - 1) + 1;
  const indent = scope === 'file' ? '' : /^[ \t]*(?:>[ \t]?)*[ \t]*/.exec(text.slice(at, start))![0];
  const directive = scope === 'file' ? 'unkey-lint-disable' : 'unkey-lint-disable-next-line';
  return {
    title:
      scope === 'file' ? `Disable ${finding.rule} for this file` : `Disable ${finding.rule} for this line`,
    edits: [
      {
        range: { start: at, end: at },
        newText: `${indent}${open}${directive} ${finding.rule}${close}${lineEnd}`,
      },
    ],
  };
}

/** The region that is the whole document. */
const outermost = (text: string, facts: Facts) =>
  facts.regions.find((r) => r.range.start === 0 && r.range.end === text.length);

/** Behind a shebang or the front matter, which must stay first. */
function topOf(text: string): number {
  const first = /^(?:#![^\n]*\n|---\r?\n[\s\S]*?\n---\r?\n)/.exec(text);
  return first ? first[0].length : 0;
}
