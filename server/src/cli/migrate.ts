import { applyEdits, movedOffset } from '../core/edits.ts';
import type { Migration } from '../core/migration/migration.ts';
import { postponed } from '../core/migration/postpone.ts';
import type { Service } from '../core/service.ts';
import type { CompanionFiles } from './companions.ts';
import { type MigrationReport, placesOf } from './format/report.ts';
import { contentWith, type SourceFile, writeContent } from './local-files.ts';
import { fileTrouble } from './output.ts';
import {
  documentOf,
  type FileReports,
  type FileTask,
  type FoundFile,
  InternalError,
  reportsOn,
} from './source-files.ts';

/** What a migration works on. */
export interface MigrateJob {
  readonly service: Service;
  /** False: files stay as they are, and the report is of what would change. */
  readonly write: boolean;
  /** Told of what is left out, in a line for the user. */
  readonly notice: (line: string) => void;
}

/** Migrates files and directories: gives those with calls to v1. Throws {@link UsageError} for a path that cannot be read. */
export const migratePaths = (
  paths: readonly string[],
  job: MigrateJob,
): Promise<FileReports<MigrationReport>> =>
  reportsOn(paths, job.notice, async (file, task) => {
    const report = await migrateFile(file, { ...job, ...task });
    return report.calls.length + report.todos.length > 0 ? report : undefined;
  });

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
  { companions, ...job }: MigrateJob & FileTask,
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
