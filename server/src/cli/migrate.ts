import { applyEdits, movedOffset } from '../core/edits.ts';
import type { Migration } from '../core/migration/migration.ts';
import { postponed } from '../core/migration/postpone.ts';
import type { Service } from '../core/service.ts';
import { CompanionFiles } from './companions.ts';
import { type MigrationReport, placesOf } from './format/report.ts';
import { contentWith, localFiles, localFoldersUp, type SourceFile, writeContent } from './local-files.ts';
import { fileTrouble } from './output.ts';
import { documentOf, type FoundFile, InternalError, sourceFiles } from './source-files.ts';

export interface MigrateJob {
  readonly service: Service;
  /** False: files stay as they are, and the report is of what would change. */
  readonly write: boolean;
  /** Told of what is left out, in a line for the user. */
  readonly notice: (line: string) => void;
}

export interface MigrateResult {
  /** Sorted by path: files with calls to v1. */
  readonly files: readonly MigrationReport[];
  readonly checked: number;
  /** Directories and files that were found but could not be read or written. */
  readonly failed: number;
}

/** Migrates files and directories. Throws {@link UsageError} for a path that cannot be read. */
export async function migratePaths(paths: readonly string[], job: MigrateJob): Promise<MigrateResult> {
  const companions = new CompanionFiles(localFiles, localFoldersUp);
  const reports: MigrationReport[] = [];
  let checked = 0;
  let failed = 0;
  const failure = (line: string): void => {
    failed++;
    job.notice(line);
  };
  for await (const file of sourceFiles(paths, { notice: job.notice, failure })) {
    checked++;
    const report = await migrateFile(file, companions, { ...job, failure });
    if (report.calls.length + report.todos.length > 0) reports.push(report);
  }
  reports.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: reports, checked, failed };
}

/**
 * Migrates one text; the file it is from stays as it is. Throws {@link InternalError}.
 * @param shown its path as the user would write it from the working directory.
 * @param companions finds the files that say more about the text; undefined: none are looked for.
 */
export async function migrateText(
  shown: string,
  source: SourceFile,
  { service, write }: Pick<MigrateJob, 'service' | 'write'>,
  companions: CompanionFiles | undefined,
): Promise<MigrationReport> {
  let migration: Migration;
  try {
    migration = await service.migrate(await documentOf(shown, source.text, companions));
  } catch (error) {
    throw new InternalError(shown, error);
  }
  if (!source.exact) migration = postponed(migration, 'The file is not UTF-8 text; convert it first.');
  return reportOf(shown, source, migration, write);
}

async function migrateFile(
  { place, shown, source }: FoundFile,
  companions: CompanionFiles,
  job: MigrateJob & { readonly failure: (line: string) => void },
): Promise<MigrationReport> {
  const report = await migrateText(shown, source, job, companions);
  if (!job.write || report.after === report.before) return report;
  try {
    await writeContent(place, report.after);
    return report;
  } catch (error) {
    job.failure(`${shown}: not migrated: ${fileTrouble(error)}.`);
    const planned = await migrateText(shown, source, { ...job, write: false }, companions);
    const left = planned.calls.map((call) => ({ ...call, reason: 'The file could not be written.' }));
    return {
      ...planned,
      after: planned.before,
      edits: [],
      calls: [],
      todos: [...left, ...planned.todos].sort(
        (a, b) => a.place.line - b.place.line || a.place.column - b.place.column,
      ),
    };
  }
}

function reportOf(
  shown: string,
  source: SourceFile,
  { steps, todos }: Migration,
  write: boolean,
): MigrationReport {
  const edits = steps.flatMap((step) => step.edits).sort((a, b) => a.range.start - b.range.start);
  const text = applyEdits(source.text, edits);
  // Whoever follows a place opens the file as it is now.
  const placeOf = placesOf(write ? text : source.text);
  const place = write ? (offset: number) => placeOf(movedOffset(offset, edits)) : placeOf;
  const before = contentWith(source.text, source);
  const mark = before.length - source.text.length;
  return {
    path: shown,
    before,
    after: contentWith(text, source),
    edits: edits.map(({ range: { start, end }, newText }) => ({
      range: { start: start + mark, end: end + mark },
      newText,
    })),
    calls: steps.flatMap(({ calls }, step) =>
      calls.map(({ range, from, to, notes }) => ({ from, to, notes, step, place: place(range.start) })),
    ),
    todos: todos.map(({ range, from, reason }) => ({ from, reason, place: place(range.start) })),
  };
}
