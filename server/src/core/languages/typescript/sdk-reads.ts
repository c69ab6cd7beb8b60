import type { ApiCall, ResponseRead } from '../../model.ts';
import { waysToAnswer } from '../../sdk/methods.ts';
import type { Cutter } from './cutter.ts';
import type { Reading } from './reading.ts';
import { ReadFinder } from './reads.ts';

/** A call of a method of `@unkey/api` v2. */
export interface SdkAnswer {
  readonly call: ApiCall;
  /** As it is called: `keys.createKey`. */
  readonly method: string;
}

/** Tests that put something of their own in the place of the SDK, or of the file that makes its client. */
const MOCKED = /mock(?:\.module|\w{0,40})\(\s*["'`][^"'`\n]{0,200}unkey/i;

/** What is read of the answers to calls of an SDK, by the token of the bracket with the arguments of each. */
export function sdkReads(
  reading: Reading,
  cutter: Cutter,
  answers: ReadonlyMap<number, SdkAnswer>,
): readonly ResponseRead[] {
  if (answers.size === 0 || MOCKED.test(reading.document)) return [];
  const reads = new ReadFinder(reading, cutter, (open) => answers.get(open)?.call);
  for (const [open, { method }] of answers) reads.from(open, waysToAnswer(method));
  return reads.found();
}
