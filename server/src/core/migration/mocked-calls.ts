import type { Range } from '../source.ts';
import type { MigrationTodo } from './migration.ts';

/** Where a test stands in for the API, or says what is asked of it: the address, and its operation. */
const WHOLE =
  /(?<!\bnot\.)\b(?:(?:http|rest|mswHttp)\.(all|get|post|put|delete)|(?:fetchMock|mock|respx|requests_mock|responses|m)\.(get|post|put|delete|mock|once|add)|toHaveBeen(?:Nth|Last)?CalledWith|intercept|stubRequest|stub_request|assert_called(?:_once)?_with)\s*\(\s*(?:[\w.:]+,\s*){0,2}(["'`])(https:\/\/api\.unkey\.(?:dev|com)\/v1\/[\w./]+)\3/g;
const NOCK =
  /\bnock\s*\(\s*["'`]https:\/\/api\.unkey\.(?:dev|com)(\/v1)?\/?["'`][^;]{0,200}?\.(get|post|put|delete)\s*\(\s*["'`]((?:\/v1)?\/[\w./]+)["'`]/g;

/** A test that v1 is not asked any more, or answers no more. */
const GONE = /^[^\n]*\b(?:404|410)\b/;
const LONGEST_ANSWER = 200;

const REASON =
  'This stands for v1 in a test. Give it the address of v2, and { meta, data } around what it answers, by hand.';

/** What tests of a document say of calls to v1, which are no calls. `known`: what is told already. */
export function mockedCalls(document: string, known: readonly Range[]): readonly MigrationTodo[] {
  if (!document.includes('api.unkey.')) return [];
  const found: MigrationTodo[] = [];
  const add = (method: string | undefined, address: string, end: number): void => {
    const range = { start: end - address.length, end };
    if (known.some((other) => other.start < end && other.end > range.start)) return;
    if (GONE.test(document.slice(end, end + LONGEST_ANSWER))) return;
    const path = address.replace(/^https:\/\/[^/]+/, '').replace(/^(?!\/v1)/, '/v1');
    const verb = /^(?:get|post|put|delete)$/.test(method ?? '') ? `${method!.toUpperCase()} ` : '';
    found.push({ range, from: verb + path, reason: REASON });
  };
  for (const match of document.matchAll(WHOLE))
    add(match[1] ?? match[2], match[4]!, match.index + match[0].length - 1);
  for (const match of document.matchAll(NOCK))
    if (match[1] !== undefined || match[3]!.startsWith('/v1'))
      add(match[2], match[3]!, match.index + match[0].length - 1);
  return found;
}
