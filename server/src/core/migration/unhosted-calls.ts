import { signatureOf } from '../calls.ts';
import { endpointsAt, successorOf } from '../catalogue/endpoints.ts';
import type { UnhostedCall } from '../idioms/unhosted.ts';
import { HOLE, type Range } from '../source.ts';
import type { MigrationTodo } from './migration.ts';

/** A root key that is sent as v1 and v2 want it. */
const SENDS_KEY = /\bBearer\b[^\n]{0,40}unkey/i;
/** A field that only v1 takes, and nothing that may have one of that name in it. */
const OLD_FIELD = /(?<![\w$.])(?:ownerId|ratelimit)\s*[,:}]/;
const MAY_HOLD = /\b(?:meta|identity)\b/;

/**
 * Requests whose base URL is set elsewhere, where all the rest says that they are for v1: they are no calls that rules
 * know. `known`: what is told already.
 */
export const unhostedCalls = (
  calls: readonly UnhostedCall[],
  known: readonly Range[],
): readonly MigrationTodo[] =>
  calls.flatMap(({ range, base, path, method, code }) => {
    const { start, end } = range;
    if (method === undefined || known.some((other) => other.start < end && other.end > start)) return [];
    const endpoint = endpointsAt('v1', path).find((one) => one.method === method);
    const today = endpointsAt('v2', path);
    const isOld =
      today.length === 0 ||
      !today.some((one) => one.method === method) ||
      (OLD_FIELD.test(code) && !MAY_HOLD.test(code));
    if (!endpoint || !isOld || !SENDS_KEY.test(code)) return [];
    const to = successorOf(endpoint);
    const then = to ? `Then make this ${signatureOf(to)} by hand.` : 'Then change this by hand.';
    return [
      {
        range,
        from: `${method} /v1/${path.replaceAll(HOLE, '{…}')}`,
        reason: `Its base URL is set elsewhere, as ${base}: give that the one of v2. ${then}`,
      },
    ];
  });
