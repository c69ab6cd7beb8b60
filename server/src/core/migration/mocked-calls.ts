import type { MockedCall } from '../idioms/mocked.ts';
import type { Range } from '../source.ts';
import type { MigrationTodo } from './migration.ts';

/** A server of a test has the path alone. */
const V1 = /^(?:https:\/\/api\.unkey\.(?:dev|com))?(?=\/v1\/)/;
/** A test that v1 is not asked any more, or answers no more. */
const GONE = /^[^\n]*\b(?:404|410|StatusGone|StatusNotFound)\b/;
const LONGEST_ANSWER = 200;

const REASON =
  'This stands for v1 in a test. Give it the address of v2, and { meta, data } around what it answers, by hand.';

/** What tests of a document say of calls to v1, which are no calls. `known`: what is told already. */
export const mockedCalls = (
  mocked: readonly MockedCall[],
  known: readonly Range[],
  document: string,
): readonly MigrationTodo[] =>
  mocked.flatMap(({ method, url, range }) => {
    const { start, end } = range;
    const isKnown = known.some((other) => other.start < end && other.end > start);
    if (isKnown || !V1.test(url) || GONE.test(document.slice(end, end + LONGEST_ANSWER))) return [];
    const from = `${method === undefined ? '' : `${method} `}${url.replace(V1, '')}`;
    return [{ range, from, reason: REASON }];
  });
