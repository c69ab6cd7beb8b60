import type { TextEdit } from '../model.ts';
import { statusOfCode } from '../sdk/error-statuses.ts';

/** How far behind a variable its uses are looked for. */
const FARTHEST = 4_000;

/**
 * What becomes of the code of an error that a script reads with `jq` between `start` and `end`, where it decides by it:
 * v2 has its status. `unsure` where that cannot be written; undefined for a code that is only shown.
 */
export function comparedInShell(
  code: TextEdit,
  start: number,
  end: number,
  document: string,
): readonly TextEdit[] | 'unsure' | undefined {
  const behind = document.slice(end, end + FARTHEST);
  const closed = /^(?:\s*<<<\s*"?\$\{?\w+\}?"?|\s+["']?[\w./${}-]+["']?)?(?:\s*2>\S+)?\s*[)`]"?/.exec(behind);
  if (!closed) return undefined;
  const from = end + closed[0].length;
  const direct = comparedAt(document, from);
  if (direct) return direct === 'unsure' ? direct : [{ ...code, newText: 'status' }, direct];
  const line = document.slice(document.lastIndexOf('\n', start) + 1, start);
  const name = /(?:^|[\s;])(\w+)=["']?(?:\$\(|`)\s*$/.exec(line)?.[1];
  if (name === undefined) return undefined;
  const rest = document.slice(from, from + FARTHEST);
  const again = new RegExp(String.raw`(?:^|[\s;])${name}=`).exec(rest);
  const scope = again ? rest.slice(0, again.index) : rest;
  const uses = [...scope.matchAll(new RegExp(String.raw`"?\$\{?${name}(?!\w)\}?"?`, 'g'))];
  const edits: TextEdit[] = [];
  let isOpen = false;
  for (const { index, 0: use } of uses) {
    const found = comparedAt(document, from + index + use.length);
    if (/(?:\bcase|=~?|=)\s+$/.test(scope.slice(Math.max(0, index - 12), index)) || found === 'unsure')
      return 'unsure';
    if (found) edits.push(found);
    // What shows the code goes on to show its type.
    else isOpen = true;
  }
  if (edits.length === 0) return undefined;
  return isOpen ? 'unsure' : [{ ...code, newText: 'status' }, ...edits];
}

/** What becomes of the code that is compared with what stands before `at`; undefined where nothing is. */
function comparedAt(document: string, at: number): TextEdit | 'unsure' | undefined {
  const behind = document.slice(at, at + 80);
  const compared = /^[ \t]*(?:==?|!=)[ \t]*(["']?)([A-Z_]+)\1(?=[ \t]*[\];&)])/.exec(behind);
  if (!compared) return /^[ \t]*(?:==?|!=|=~)[ \t]/.test(behind) ? 'unsure' : undefined;
  const [whole, , literal] = compared as unknown as [string, string, string];
  const status = statusOfCode(literal);
  if (status === undefined) return 'unsure';
  const start = at + whole.lastIndexOf(literal);
  return { range: { start, end: start + literal.length }, newText: String(status) };
}
