import { redact } from '../../core/redact.ts';
import { paintDiff, unifiedDiff } from './diff.ts';
import { colored, count, type Paint, plain, printable } from './paint.ts';
import type { MigrationReport, Place } from './report.ts';

/** How the text of a migration is written. */
export interface MigrationTextOptions {
  readonly color: boolean;
  /** A person reads it: what is unprintable is left out. */
  readonly terminal: boolean;
  /** True when the files were changed, and the diff is not needed. */
  readonly written: boolean;
  /** How many files were read. */
  readonly checked: number;
}

/**
 * The report for a person: the diff, unless it was applied, what to look at, what is left to do, and a summary by endpoint.
 * With the diff it is a patch: tools skip what comes after it.
 */
export function formatMigrationText(
  files: readonly MigrationReport[],
  options: MigrationTextOptions,
): string {
  const paint = options.color ? colored : plain;
  const diff = options.written ? '' : files.map((file) => diffOf(file, paint, options.terminal)).join('');
  const todos = files.flatMap(({ path, todos }) =>
    todos.map(
      ({ place, from, reason }) => `${placed(path, place, from, paint)}  ${printable(redact(reason))}`,
    ),
  );
  return [
    diff,
    section('To check', checks(files, paint), paint),
    section('To do by hand', todos, paint),
    section('By endpoint', byEndpoint(files, options.written, paint), paint),
    `${summary(files, options)}\n`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function diffOf({ path, before, edits }: MigrationReport, paint: Paint, terminal: boolean): string {
  const diff = unifiedDiff(path, before, edits);
  return terminal ? paintDiff(diff, paint) : diff;
}

function section(title: string, lines: readonly string[], paint: Paint): string {
  return lines.length === 0 ? '' : `${paint('bold', title)}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** Many calls have the same note: below each note where it applies. */
function checks(files: readonly MigrationReport[], paint: Paint): readonly string[] {
  const places = new Map<string, string[]>();
  for (const { path, calls } of files)
    for (const { place, to, notes } of calls)
      for (const note of notes)
        places.set(note, [...(places.get(note) ?? []), `  ${placed(path, place, to, paint)}`]);
  return [...places].flatMap(([note, lines]) => [printable(redact(note)), ...lines]);
}

function placed(path: string, { line, column }: Place, subject: string, paint: Paint): string {
  return `${printable(path)}:${line}:${column}  ${paint('bold', printable(redact(subject)))}`;
}

/** A line for each kind of change, and for each endpoint whose calls are left. */
function byEndpoint(files: readonly MigrationReport[], written: boolean, paint: Paint): readonly string[] {
  const migrated = tally(files.flatMap(({ calls }) => calls.map(({ from, to }) => `${from} → ${to}`)));
  const left = tally(files.flatMap(({ todos }) => todos.map(({ from }) => from)));
  const rows = [
    ...migrated.map(([name, n]) => [name, `${n} ${written ? 'migrated' : 'to migrate'}`] as const),
    ...left.map(([name, n]) => [name, paint('yellow', `${n} by hand`)] as const),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, n]) => `${printable(redact(name)).padEnd(width)}  ${n}`);
}

/** How often each occurs, in the order of the alphabet. */
function tally(names: readonly string[]): readonly (readonly [name: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

function summary(files: readonly MigrationReport[], { written, checked }: MigrationTextOptions): string {
  const changed = files.filter(({ calls }) => calls.length > 0);
  const calls = changed.reduce((sum, file) => sum + file.calls.length, 0);
  const todos = files.reduce((sum, file) => sum + file.todos.length, 0);
  if (calls + todos === 0) return `Nothing to migrate in ${count(checked, 'file')}.`;
  const where = `${count(calls, 'call')} in ${count(changed.length, 'file')}`;
  const done = written ? `Migrated ${where}.` : `${where} can be migrated: run it again with --write.`;
  const left = `${count(todos, 'call')} ${todos === 1 ? 'is' : 'are'} left to do by hand.`;
  return [...(calls > 0 ? [done] : []), ...(todos > 0 ? [left] : [])].join(' ');
}
