import type { Reading } from '../reading.ts';
import type { Answered } from './answers.ts';
import { lineLike } from './lines.ts';

/**
 * What is written behind a call of v2 to answer errors rather than to throw them, so that what follows may ask for them
 * as before. `member`: what of the answer is taken.
 */
export function caughtText(
  reading: Reading,
  { call, typed }: Answered,
  member: 'data' | 'result' | undefined,
): string {
  const line = lineLike(reading, call.start);
  const isTabbed = line?.includes('\t') || /\n\t/.test(reading.document);
  const next = line === undefined ? ' ' : line + (isTabbed ? '\t' : '  ');
  const error = typed ? '(error: Error)' : '(error)';
  const good = member === undefined ? '() => ({' : `({ ${member} }) => ({ ${member},`;
  const bad = member === undefined ? '' : `${member}: undefined, `;
  const [first, last] = line === undefined ? ['', ''] : [next, `,${line}`];
  return `.then(${first}${good} error: undefined }),${next}${error} => ({ ${bad}error })${last})`;
}
