import { diffLines } from 'diff';
import { applyEdits } from '../../core/edits.ts';
import type { TextEdit } from '../../core/model.ts';
import { redact } from '../../core/redact.ts';
import { type Paint, printable } from './paint.ts';

const CONTEXT = 3;
const NO_NEWLINE = '\\ No newline at end of file';

/**
 * The unified diff of `before` and what `edits` make of it, as `git apply` and `patch -p1` take it, with a line ending;
 * empty without edits. Root keys are cut short in it, which such a patch does not survive.
 * @param path with slashes.
 * @param edits in the order of the text, not overlapping.
 */
export function unifiedDiff(path: string, before: string, edits: readonly TextEdit[]): string {
  const hunks = hunksOf(changesOf(before, edits));
  if (hunks.length === 0) return '';
  const name = path.replace(/^\//, '');
  return hideKeys(`--- ${header(`a/${name}`)}\n+++ ${header(`b/${name}`)}\n${hunks.join('')}`);
}

/** Whole lines, with their endings: kept (` `), removed or added. */
interface Change {
  readonly sign: ' ' | '-' | '+';
  readonly lines: readonly string[];
}

/** Only the lines around edits are compared: to compare long texts as a whole takes minutes. */
function changesOf(before: string, edits: readonly TextEdit[]): readonly Change[] {
  const changes: { readonly sign: Change['sign']; lines: readonly string[] }[] = [];
  const add = (sign: Change['sign'], text: string): void => {
    const last = changes.at(-1);
    if (last?.sign === sign) last.lines = [...last.lines, ...linesOf(text)];
    else if (text !== '') changes.push({ sign, lines: linesOf(text) });
  };
  let from = 0;
  for (let i = 0; i < edits.length; ) {
    const start = lineStart(before, edits[i]!.range.start);
    let end = lineEnd(before, edits[i]!.range.end);
    const first = i++;
    // A place is in the line that it ends, but behind a line feed.
    while (i < edits.length && lineStart(before, edits[i]!.range.start) < end)
      end = lineEnd(before, edits[i++]!.range.end);
    const own = edits.slice(first, i).map(({ range, newText }) => ({
      range: { start: range.start - start, end: range.end - start },
      newText,
    }));
    const old = before.slice(start, end);
    add(' ', before.slice(from, start));
    for (const { value, added, removed } of diffLines(old, applyEdits(old, own)))
      add(added ? '+' : removed ? '-' : ' ', value);
    from = end;
  }
  add(' ', before.slice(from));
  return changes;
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The end of the line of `offset`, behind its line feed. */
function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => `${line}\n`);
  const last = lines.pop()!.slice(0, -1);
  return last === '' ? lines : [...lines, last];
}

/** Changes with the lines around them; those that are near one another are one hunk. */
function hunksOf(changes: readonly Change[]): readonly string[] {
  const hunks: string[] = [];
  let body: string[] = [];
  let [oldLine, newLine, oldCount, newCount] = [1, 1, 0, 0];
  const push = (sign: Change['sign'], lines: readonly string[]): void => {
    for (const line of lines)
      body.push(line.endsWith('\n') ? sign + line : `${sign}${line}\n${NO_NEWLINE}\n`);
    if (sign !== '+') oldCount += lines.length;
    if (sign !== '-') newCount += lines.length;
  };
  const close = (): void => {
    if (body.length > 0)
      hunks.push(`@@ -${oldLine},${oldCount} +${newLine},${newCount} @@\n${body.join('')}`);
    oldLine += oldCount;
    newLine += newCount;
    [body, oldCount, newCount] = [[], 0, 0];
  };
  const last = changes.findLastIndex(({ sign }) => sign !== ' ');
  for (const [i, { sign, lines }] of changes.slice(0, last + 2).entries()) {
    const after = i === 0 ? 0 : CONTEXT;
    const before = i > last ? 0 : CONTEXT;
    if (sign !== ' ' || lines.length <= after + before) {
      push(sign, lines);
      continue;
    }
    push(' ', lines.slice(0, after));
    close();
    oldLine += lines.length - after - before;
    newLine += lines.length - after - before;
    push(' ', lines.slice(lines.length - before));
  }
  close();
  return hunks;
}

/** The diff in colours, and without what a file could write to the terminal. */
export function paintDiff(diff: string, paint: Paint): string {
  return diff
    .split('\n')
    .map((line) => {
      const shown = line.split('\t').map(printable).join('\t').trimEnd();
      if (/^(?:---|\+\+\+) /.test(line)) return paint('bold', shown);
      if (line.startsWith('@@')) return paint('cyan', shown);
      if (line.startsWith('+')) return paint('green', shown);
      return line.startsWith('-') ? paint('red', shown) : shown;
    })
    .join('\n');
}

/** A tab ends a name with blanks; one with quotes or control characters is written as a string of C. */
function header(name: string): string {
  if (!/[\x00-\x1f"\\\x7f]/.test(name)) return name.includes(' ') ? `${name}\t` : name;
  const escaped = name.replace(/[\x00-\x1f"\\\x7f]/g, (character) =>
    /["\\]/.test(character) ? `\\${character}` : `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `"${escaped}"`;
}

/** Names of variables begin like a root key as well; only what was generated has digits among many letters. */
const KEY = /unkey_(?:[A-Za-z\d]+_)?(?=[A-Za-z]*\d)[A-Za-z\d]{14,}/g;

const hideKeys = (diff: string): string => diff.replace(KEY, redact);
