import type { ResponseRead } from '../model.ts';

/** Where a program hands on the whole error of an answer, and nothing is seen to read it further. */
export function handedErrors(reads: readonly ResponseRead[]): readonly number[] {
  const followed = new Set(reads.flatMap(({ path }) => (path.length > 1 ? [path[0]!.range.start] : [])));
  return reads.flatMap(({ path: [first, ...more], handed }) =>
    handed && first!.name === 'error' && more.length === 0 && !followed.has(first!.range.start)
      ? [first!.range.start]
      : [],
  );
}
