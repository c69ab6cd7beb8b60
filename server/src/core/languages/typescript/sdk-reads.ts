import type { ApiCall, ResponseRead } from '../../model.ts';
import { waysFromFunction, waysToAnswer } from '../../sdk/methods.ts';
import type { Cutter } from './cutter.ts';
import type { Reading } from './reading.ts';
import { ReadFinder } from './reads.ts';
import type { Contexts } from './sdk-contexts.ts';

/** A call of a method of `@unkey/api` v2. */
export interface SdkAnswer {
  readonly call: ApiCall;
  /** As it is called: `keys.createKey`. */
  readonly method: string;
  /** True for one of the functions that stand for methods. */
  readonly alone?: boolean;
}

/** Tests that put something of their own in the place of the SDK, or of the file that makes its client. */
const MOCKED = /mock(?:\.module|\w{0,40})\(\s*["'`][^"'`\n]{0,200}unkey/i;

/** What is read of the answers to calls of an SDK, by the token of the bracket with the arguments of each. */
export function sdkReads(
  reading: Reading,
  cutter: Cutter,
  answers: ReadonlyMap<number, SdkAnswer>,
  contexts: { readonly call: ApiCall; readonly of: Contexts } | undefined,
): readonly ResponseRead[] {
  if ((answers.size === 0 && !contexts) || MOCKED.test(reading.document)) return [];
  const reads = new ReadFinder(reading, cutter, (open) => answers.get(open)?.call);
  for (const [open, { method, alone }] of answers)
    reads.from(open, alone ? waysFromFunction(method) : waysToAnswer(method));
  if (contexts) reads.ofContexts(contexts.call, contexts.of);
  return reads.found();
}
