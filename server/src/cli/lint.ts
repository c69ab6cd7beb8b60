import type { LintConfig, Service } from '../core/service.ts';
import type { CompanionFiles } from './companions.ts';
import type { FileReport } from './format/report.ts';
import { contentWith, writeContent } from './local-files.ts';
import { fileTrouble } from './output.ts';
import {
  documentOf,
  type FileReports,
  type FileTask,
  type FoundFile,
  InternalError,
  reportsOn,
} from './source-files.ts';

/** What a lint run works on. */
export interface LintJob {
  readonly service: Service;
  readonly config: LintConfig;
  readonly fix: boolean;
  /** Told of what is left out, in a line for the user. */
  readonly notice: (line: string) => void;
}

/**
 * Lints files and directories: gives those with findings or fixes, and those that were named. Throws {@link UsageError}
 * for a path that cannot be read.
 */
export const lintPaths = (paths: readonly string[], job: LintJob): Promise<FileReports<FileReport>> =>
  reportsOn(paths, job.notice, async (file, task) => {
    const report = await lintFile(file, { ...job, ...task });
    return file.named || report.findings.length > 0 || report.fixed > 0 ? report : undefined;
  });

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
  try {
    const document = await documentOf(shown, text, job.companions);
    const fixed = job.fix ? await service.fixAll(document, config) : { text, applied: 0 };
    const analysis = await service.analyze({ ...document, text: fixed.text });
    const findings = service.check(analysis, config);
    return { path: shown, text: fixed.text, findings, fixed: fixed.applied };
  } catch (error) {
    throw new InternalError(shown, error);
  }
}

async function lintFile({ place, shown, source }: FoundFile, job: LintJob & FileTask): Promise<FileReport> {
  if (job.fix && !source.exact) job.notice(`${shown}: not fixed: it is not UTF-8 text.`);
  const report = await lintText(shown, source.text, { ...job, fix: job.fix && source.exact });
  if (report.text === source.text) return report;
  try {
    await writeContent(place, contentWith(report.text, source));
    return report;
  } catch (error) {
    job.failure(`${shown}: not fixed: ${fileTrouble(error)}.`);
    return lintText(shown, source.text, { ...job, fix: false });
  }
}
