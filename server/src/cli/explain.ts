import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { plainText } from '../core/plain-text.ts';
import type { Explanation, Service } from '../core/service.ts';
import { UsageError } from './args.ts';
import { findCallers, withCallers } from './callers.ts';
import { CompanionFiles } from './companions.ts';
import { localFiles, localFoldersUp } from './local-files.ts';
import { errorCode, fileTrouble } from './output.ts';

/** The options of `unkey-lint explain`. */
export interface ExplainOptions {
  readonly stdin: () => Promise<string>;
  /** Plain text for a terminal rather than Markdown. */
  readonly plain: boolean;
  /** The directory whose calls are searched for those that can raise the errors; undefined: none. */
  readonly workspace?: string | undefined;
  /** Told of what could not be read there, in a line for the user. */
  readonly notice?: (line: string) => void;
}

/**
 * Explains the errors, results of verifyKey and endpoints in `subject`: a file that exists, `-` for what `stdin` gives,
 * or the text itself. Throws {@link UsageError} when there are none.
 */
export async function explain(
  service: Pick<Service, 'explain' | 'analyze' | 'callers'>,
  subject: string,
  options: ExplainOptions,
): Promise<string> {
  const explanations = service.explain(await textOf(subject, options.stdin));
  if (explanations.length === 0) {
    const where = subject === '-' ? 'standard input' : `"${subject}"`;
    throw new UsageError(`There is no Unkey error, result code or endpoint in ${where}.`);
  }
  const markdown = await describe(service, explanations, options);
  return options.plain ? `${markdown.map(plainText).join('\n\n')}\n` : `${markdown.join('\n\n---\n\n')}\n`;
}

async function describe(
  service: Pick<Service, 'analyze' | 'callers'>,
  explanations: readonly Explanation[],
  { workspace, notice }: ExplainOptions,
): Promise<string[]> {
  if (workspace === undefined) return explanations.map((explanation) => explanation.markdown.trim());
  const root = path.resolve(workspace);
  const isDirectory = await stat(root).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isDirectory) throw new UsageError(`--workspace ${workspace}: there is no such directory.`);
  const unreadable = (directory: string, error: unknown): void =>
    notice?.(`${directory}: not searched: ${fileTrouble(error)}.`);
  const companions = new CompanionFiles(localFiles, localFoldersUp);
  const calls = await findCallers(root, explanations, { service, files: localFiles, companions, unreadable });
  const show = ({ place, line }: { place: string; line: number }): string =>
    `${path.relative(root, place).split(path.sep).join('/')}:${line}`;
  return explanations.map((explanation) => withCallers(explanation, calls, show));
}

async function textOf(subject: string, stdin: () => Promise<string>): Promise<string> {
  if (subject === '-') return stdin();
  try {
    return await readFile(subject, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(errorCode(error)))
      return subject;
    throw new UsageError(`${subject}: ${fileTrouble(error)}.`);
  }
}
