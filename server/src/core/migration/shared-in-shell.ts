import type { Json } from '../model.ts';

/** How far behind a body its uses are looked for. */
const FARTHEST = 20_000;

/** What stands between the name that a text is given and the text: quotes, and a command that prints it. */
const ASSIGNED = /(?:^|[\s;&|({])([A-Za-z_]\w*)=(?:\$?["']|"?(?:\$\(|`)\s*(?:cat|printf|jq|echo)\b[^\n]*)?$/;
const READ = /(?:^|[\s;&|({])read\b[^\n]*\s([A-Za-z_]\w*)\s*<<-?\s*["']?\w+["']?[^\n]*$/;

/**
 * True when a body that is written outside of the commands that send it is used for more than `calls` of them, as far as
 * the text tells. What is given to a function or a program where it is written has no other use.
 */
export function isSharedInShell({ range: { start, end } }: Json, document: string, calls: number): boolean {
  const head = document.slice(Math.max(0, start - 1000), start);
  const lines = head.replace(/['"]?\s*\n?\s*$/, (blanks) => blanks.replace(/\s/g, '')).split('\n');
  const name = ASSIGNED.exec(lines.at(-1)!)?.[1] ?? READ.exec(lines.at(-1)!)?.[1];
  if (name === undefined) return false;
  const scope = document.slice(end, end + FARTHEST);
  const again = new RegExp(String.raw`\n[ \t]*(?:local\s+|export\s+)?${name}=`).exec(scope);
  const uses = [...scope.slice(0, again?.index).matchAll(new RegExp(String.raw`\$\{?${name}(?!\w)`, 'g'))];
  const shown = uses.filter(({ index }) =>
    /(?:^|\n)[ \t]*echo\s[^\n|]*$/.test(scope.slice(Math.max(0, index - 200), index)),
  );
  return uses.length - shown.length > calls;
}
