import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import { languageFor } from '../core/languages/registry.ts';
import type { LintConfig, Service } from '../core/service.ts';
import { UsageError } from './args.ts';
import { CompanionFiles } from './companions.ts';
import type { FileReport } from './format/report.ts';
import { localFiles, localFoldersUp, namesInterpreter, readSource, type SourceFile } from './local-files.ts';
import { fileTrouble } from './output.ts';
import { replaceFile } from './replace-file.ts';
import { walk } from './walk.ts';

export interface LintJob {
  readonly service: Service;
  readonly config: LintConfig;
  readonly fix: boolean;
  /** Told of what is left out, in a line for the user. */
  readonly notice: (line: string) => void;
}

export interface LintResult {
  /** Sorted by path: files with findings or fixes, and those that were named. */
  readonly files: readonly FileReport[];
  readonly checked: number;
  /** Directories and files that were found but could not be read or written. */
  readonly failed: number;
}

/** What went wrong inside while `file` was being read. Exit code 3. */
export class InternalError extends Error {
  constructor(file: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`Internal failure while reading ${file}: ${reason.split('\n')[0]}`, { cause });
  }
}

/** Lints files and directories. Throws {@link UsageError} for a path that cannot be read. */
export async function lintPaths(paths: readonly string[], job: LintJob): Promise<LintResult> {
  const files = new Map<string, boolean>();
  let failed = 0;
  for (const written of paths) {
    const place = path.resolve(written);
    if (!(await isDirectory(place, written))) {
      files.set(place, true);
      continue;
    }
    const unreadable = (directory: string, error: unknown): void => {
      failed++;
      job.notice(`${display(directory)}: not searched: ${fileTrouble(error)}.`);
    };
    // What a file without an ending holds, its first line tells.
    const wants = (name: string): boolean => languageFor('', name) !== undefined || !name.includes('.');
    for await (const file of walk(localFiles, place, { wants, unreadable })) {
      if (!files.has(file)) files.set(file, false);
    }
  }

  const companions = new CompanionFiles(localFiles, localFoldersUp);
  const reports: FileReport[] = [];
  let checked = 0;
  for (const [file, named] of files) {
    const shown = display(file);
    try {
      if (!named && !languageFor('', file) && !(await namesInterpreter(file))) continue;
      const source = await readSource(file);
      if (source.kind !== 'text') {
        job.notice(`${shown}: skipped: ${SKIPPED[source.kind]}.`);
        continue;
      }
      if (!named && !languageFor('', file, source.text)) continue;
      checked++;
      const { report, failed: unwritten } = await lintFile(file, shown, source, { ...job, companions });
      if (unwritten) failed++;
      if (named || report.findings.length > 0 || report.fixed > 0) reports.push(report);
    } catch (error) {
      if (error instanceof InternalError) throw error;
      failed++;
      job.notice(`${shown}: ${fileTrouble(error)}.`);
    }
  }
  reports.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: reports, checked, failed };
}

interface TextJob extends Pick<LintJob, 'service' | 'config' | 'fix'> {
  /** Finds the files that say more about the text; missing: none are looked for. */
  readonly companions?: CompanionFiles;
}

/**
 * Lints one text and, where asked, fixes it. Throws {@link InternalError}.
 * @param shown its path as the user would write it from the working directory.
 */
export async function lintText(shown: string, text: string, job: TextJob): Promise<FileReport> {
  const { service, config } = job;
  // A text that was named is read whatever its ending is.
  const named = { languageId: languageFor('', shown, text) ? '' : 'plaintext', path: shown, text };
  try {
    const document = { ...named, companions: (await job.companions?.of(shown, named)) ?? [] };
    const fixed = job.fix ? await service.fixAll(document, config) : { text, applied: 0 };
    const analysis = await service.analyze({ ...document, text: fixed.text });
    const findings = service.check(analysis, config);
    return { path: shown, text: fixed.text, findings, fixed: fixed.applied };
  } catch (error) {
    throw new InternalError(shown, error);
  }
}

const SKIPPED = { binary: 'it is a binary file', huge: 'it is larger than 2 MB' } as const;

async function lintFile(
  file: string,
  shown: string,
  source: SourceFile,
  job: LintJob & TextJob,
): Promise<{ report: FileReport; failed: boolean }> {
  if (job.fix && !source.exact) job.notice(`${shown}: not fixed: it is not UTF-8 text.`);
  const report = await lintText(shown, source.text, { ...job, fix: job.fix && source.exact });
  if (report.text === source.text) return { report, failed: false };
  try {
    await access(file, constants.W_OK);
    await replaceFile(file, (source.mark ? '\uFEFF' : '') + report.text);
    return { report, failed: false };
  } catch (error) {
    job.notice(`${shown}: not fixed: ${fileTrouble(error)}.`);
    return { report: await lintText(shown, source.text, { ...job, fix: false }), failed: true };
  }
}

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
