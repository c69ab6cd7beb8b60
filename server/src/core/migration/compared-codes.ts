import type { ResponseRead, TextEdit } from '../model.ts';
import { statusOfCode } from '../sdk/error-statuses.ts';
import { comparedCode } from './error-codes.ts';

/** Code that compares what it calls a code. */
const COMPARES = /\b([\w$]+)!?\??\.code\s*[!=]==?\s*["']([A-Z_]{4,})["']/g;
/** Comparisons that are named. */
const MOST = 3;

/**
 * Where a text compares codes that it keeps of the errors of answers: v2 has a type in their place. `edits`: what becomes
 * of them where they are read. The codes of verified keys are others.
 */
export function keptCodes(
  reads: readonly ResponseRead[],
  edits: readonly TextEdit[],
  document: string,
): readonly number[] {
  const keeps = reads.some(
    (read) =>
      read.path[0]?.name === 'error' &&
      read.path[1]?.name === 'code' &&
      comparedCode(read, document) === undefined &&
      !isShown(read.path[1].range.start, document),
  );
  if (!keeps) return [];
  const isKept = (found: RegExpExecArray): boolean => {
    const [whole, name, code] = found;
    const end = found.index + whole.length;
    return (
      statusOfCode(code!) !== undefined &&
      !edits.some(({ range }) => range.start < end && range.end > found.index) &&
      !reads.some(({ path }) => path.some(({ range }) => range.start > found.index && range.end < end)) &&
      !new RegExp(`(?<![\\w$])${name!.replaceAll('$', '\\$')}!?\\??\\.(?:data!?\\??\\.)?valid\\b`).test(
        document,
      )
    );
  };
  return [...document.matchAll(COMPARES)]
    .filter(isKept)
    .slice(0, MOST)
    .map(({ index }) => index);
}

/** True for code in a text that is shown: what is kept of it is read by people. */
function isShown(at: number, document: string): boolean {
  const line = document.slice(document.lastIndexOf('\n', at) + 1, at);
  return /\bconsole\.|\blog(?:ger|ging)?\.|\$\{[^{}]*$/.test(line);
}
