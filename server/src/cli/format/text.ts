import type { Finding, Severity } from '../../core/finding.ts';
import { redact } from '../../core/redact.ts';
import { colored, count, type Paint, plain, printable, type Style } from './paint.ts';
import { type FileReport, placesOf } from './report.ts';

/** How findings are written for people. */
export interface TextOptions {
  readonly color: boolean;
  /** How many files were linted. */
  readonly checked: number;
}

const SEVERITY_STYLE: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue' };
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Part of a source line that is shown, in UTF-16 units: minified files have lines without end. */
const WIDTH = 100;

/** The report for a person at a terminal, grouped by file, with a summary as its last line. */
export function formatText(files: readonly FileReport[], options: TextOptions): string {
  const paint = options.color ? colored : plain;
  const groups = files.filter(({ findings }) => findings.length > 0).map((file) => group(file, paint));
  return [...groups, summary(files, options.checked, paint), ''].join('\n');
}

function group({ path, text, findings }: FileReport, paint: Paint): string {
  const place = placesOf(text);
  const places = findings.map(({ range }) => place(range.start));
  const width = Math.max(...places.map(({ line, column }) => `${line}:${column}`.length));
  const lines = findings.flatMap((finding, i) => {
    const { line, column } = places[i]!;
    const where = `${line}:${column}`.padEnd(width);
    const severity = paint(SEVERITY_STYLE[finding.severity], finding.severity.padEnd(7));
    const message = printable(finding.message).replace(/ +/g, ' ');
    const head = `  ${where}  ${severity}  ${message}  ${paint('dim', finding.rule)}`;
    const indent = ' '.repeat(width + 4);
    return [head, ...excerpt(text, finding, column, paint).map((shown) => `${indent}${shown}`)];
  });
  return `${[paint('underline', printable(path)), ...lines].join('\n')}\n`;
}

/** The source line and the carets below it. */
function excerpt(text: string, finding: Finding, column: number, paint: Paint): readonly string[] {
  const { start, end } = finding.range;
  const lineStart = start - (column - 1);
  const rest = text.slice(lineStart).search(/[\r\n]/);
  const lineEnd = rest < 0 ? text.length : lineStart + rest;
  if (lineEnd === lineStart) return [];

  const line = printable(redact(text.slice(lineStart, lineEnd)));
  const blank = line.length - line.trimStart().length;
  const from = column - 1 < blank + WIDTH - 20 ? Math.min(blank, column - 1) : column - 21;
  const shown = line.slice(from, from + WIDTH).trimEnd();
  const before = from > blank ? '…' : '';
  const after = line.trimEnd().length > from + WIDTH ? '…' : '';
  const marked = Math.max(1, Math.min(end, lineEnd, lineStart + from + WIDTH) - start);
  const indent = ' '.repeat(before.length + columns(line.slice(from, column - 1)));
  const carets = '^'.repeat(Math.max(1, columns(line.slice(column - 1, column - 1 + marked))));
  return [
    paint('dim', `${before}${shown}${after}`),
    `${indent}${paint(SEVERITY_STYLE[finding.severity], carets)}`,
  ];
}

/** About how many cells of a terminal a text takes: marks take none, CJK and emoji two. */
function columns(text: string): number {
  let cells = 0;
  for (const character of text) {
    if (/\p{Mn}|\p{Me}|[\u200b-\u200d]/u.test(character)) continue;
    const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff01-\uff60]/u;
    cells += wide.test(character) || /\p{Emoji_Presentation}/u.test(character) ? 2 : 1;
  }
  return cells;
}

function summary(files: readonly FileReport[], checked: number, paint: Paint): string {
  const findings = files.flatMap((file) => file.findings);
  const fixed = files.reduce((sum, file) => sum + file.fixed, 0);
  const done = fixed > 0 ? `Fixed ${count(fixed, 'problem')}. ` : '';
  if (findings.length === 0) return `${done}No problems in ${count(checked, 'file')}.`;
  const parts = SEVERITIES.flatMap((severity) => {
    const n = findings.filter((finding) => finding.severity === severity).length;
    return n === 0
      ? []
      : [paint(SEVERITY_STYLE[severity], severity === 'info' ? `${n} info` : count(n, severity))];
  });
  const affected = files.filter((file) => file.findings.length > 0).length;
  const fixable = findings.filter(({ fix }) => fix?.safety === 'safe').length;
  const hint = fixable > 0 ? ` (${fixable} fixable with --fix)` : '';
  return `${done}${parts.join(', ')} in ${count(affected, 'file')}${hint}`;
}
