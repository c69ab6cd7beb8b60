import type { ApiCall } from '../model.ts';
import { sendersOf } from './senders.ts';
import type { Surroundings } from './surroundings.ts';

/** What code reads of the error of an answer of v1. */
const READ = /[\w$)\]]!?\??\.error!?\??\.(code|message|docs)\b/g;

/**
 * Where a function of the text through which a call is sent reads the error of its answer, and that is not followed;
 * undefined where it does not.
 */
export function senderErrorAt({ range }: ApiCall, around: Surroundings): number | undefined {
  const { document, isFollowed } = around;
  for (const { range: own } of sendersOf(range, around))
    for (const found of document.slice(own.start, own.end).matchAll(READ)) {
      const at = own.start + found.index + found[0].length - found[1]!.length;
      if (!isFollowed(at)) return at;
    }
  return undefined;
}
