import { stat } from 'node:fs/promises';
import path from 'node:path';
import { languageFor } from '../core/languages/registry.ts';
import type { DocumentInput } from '../core/service.ts';
import { UsageError } from './args.ts';
import { CompanionFiles } from './companions.ts';
import { localFiles, localFoldersUp, namesInterpreter, readSource, type SourceFile } from './local-files.ts';
import { fileTrouble } from './output.ts';
import { walk } from './walk.ts';

/** A file that Unkey Lint reads. */
export interface FoundFile {
  /** Its absolute path. */
  readonly place: string;
  /** Its path as the user would write it from the working directory. */
  readonly shown: string;
  /** True for a file that the user named; false for one that was found in a directory. */
  readonly named: boolean;
  readonly source: SourceFile;
}

interface Told {
  /** Told of what is left out, in a line for the user. */
  readonly notice: (line: string) => void;
  /** Told of directories and files that were found but could not be read. */
  readonly failure: (line: string) => void;
}

/** What went wrong inside while `file` was being read. Exit code 3. */
export class InternalError extends Error {
  constructor(file: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`Internal failure while reading ${file}: ${reason.split('\n')[0]}`, { cause });
  }
}

/**
 * The files that are named, or lie below directories that are, each once. Throws {@link UsageError} for a path that
 * cannot be read.
 */
async function* sourceFiles(paths: readonly string[], { notice, failure }: Told): AsyncGenerator<FoundFile> {
  for (const [place, named] of await findFiles(paths, failure)) {
    const shown = display(place);
    try {
      if (!named && !languageFor('', place) && !(await namesInterpreter(place))) continue;
      const source = await readSource(place);
      if (source.kind !== 'text') {
        notice(`${shown}: skipped: ${SKIPPED[source.kind]}.`);
        continue;
      }
      if (!named && !languageFor('', place, source.text)) continue;
      yield { place, shown, named, source };
    } catch (error) {
      failure(`${shown}: ${fileTrouble(error)}.`);
    }
  }
}

/** What was made of each file. */
export interface FileReports<Report> {
  /** Sorted by path. */
  readonly files: readonly Report[];
  readonly checked: number;
  /** Directories and files that were found but could not be read or written. */
  readonly failed: number;
}

/** What the report on one file may ask for and tell. */
export interface FileTask {
  readonly companions: CompanionFiles;
  readonly failure: (line: string) => void;
}

/**
 * Reports on each of the files; `report` gives undefined for a file of which there is nothing to say. Throws
 * {@link UsageError} for a path that cannot be read, and what `report` throws.
 */
export async function reportsOn<Report extends { readonly path: string }>(
  paths: readonly string[],
  notice: Told['notice'],
  report: (file: FoundFile, task: FileTask) => Promise<Report | undefined>,
): Promise<FileReports<Report>> {
  const files: Report[] = [];
  let checked = 0;
  let failed = 0;
  const failure = (line: string): void => {
    failed++;
    notice(line);
  };
  const task: FileTask = { companions: new CompanionFiles(localFiles, localFoldersUp), failure };
  for await (const file of sourceFiles(paths, { notice, failure })) {
    checked++;
    const made = await report(file, task);
    if (made) files.push(made);
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, checked, failed };
}

/** A text that was named is read whatever its ending is. */
export async function documentOf(
  shown: string,
  text: string,
  companions: CompanionFiles | undefined,
): Promise<DocumentInput> {
  const document = { languageId: languageFor('', shown, text) ? '' : 'plaintext', path: shown, text };
  return { ...document, companions: (await companions?.of(shown, document)) ?? [] };
}

/** Absolute paths, and whether they were named. */
async function findFiles(
  paths: readonly string[],
  failure: (line: string) => void,
): Promise<ReadonlyMap<string, boolean>> {
  const files = new Map<string, boolean>();
  const unreadable = (directory: string, error: unknown): void =>
    failure(`${display(directory)}: not searched: ${fileTrouble(error)}.`);
  // What a file without an ending holds, its first line tells.
  const wants = (name: string): boolean => languageFor('', name) !== undefined || !name.includes('.');
  for (const written of paths) {
    const place = path.resolve(written);
    if (!(await isDirectory(place, written))) {
      files.set(place, true);
      continue;
    }
    for await (const file of walk(localFiles, place, { wants, unreadable })) {
      if (!files.has(file)) files.set(file, false);
    }
  }
  return files;
}

const SKIPPED = { binary: 'it is a binary file', huge: 'it is larger than 2 MB' } as const;

async function isDirectory(place: string, written: string): Promise<boolean> {
  try {
    const stats = await stat(place);
    if (!stats.isDirectory() && !stats.isFile())
      throw new UsageError(`${written}: it is neither file nor directory.`);
    return stats.isDirectory();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${written}: ${fileTrouble(error)}.`);
  }
}

/** As the user would write it from here, with slashes; a place outside the working directory stays absolute. */
function display(file: string): string {
  const relative = path.relative(process.cwd(), file);
  const shown =
    relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative) ? file : relative;
  return (shown || '.').split(path.sep).join('/');
}
