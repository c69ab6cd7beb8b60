import { readFile } from 'node:fs/promises';
import { plainText } from '../core/plain-text.ts';
import type { Service } from '../core/service.ts';
import { UsageError } from './args.ts';
import { errorCode, fileTrouble } from './output.ts';

/**
 * Explains the error types and endpoints in `subject`: a file that exists, `-` for what `stdin` gives, or
 * the text itself. Markdown, or plain text for a terminal. Throws {@link UsageError} when there are none.
 */
export async function explain(
  service: Pick<Service, 'explain'>,
  subject: string,
  options: { readonly stdin: () => Promise<string>; readonly plain: boolean },
): Promise<string> {
  const explanations = service.explain(await textOf(subject, options.stdin));
  if (explanations.length === 0) {
    const where = subject === '-' ? 'standard input' : `"${subject}"`;
    throw new UsageError(`There is no Unkey error type or endpoint in ${where}.`);
  }
  const markdown = explanations.map((explanation) => explanation.markdown.trim());
  return options.plain ? `${markdown.map(plainText).join('\n\n')}\n` : `${markdown.join('\n\n---\n\n')}\n`;
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
