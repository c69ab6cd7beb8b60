import { endpointsOf } from '../catalogue/endpoints.ts';
import type { Analysis } from '../service.ts';
import { HOLE } from '../source.ts';
import { type Completion, item, rank } from './complete-item.ts';
import { baseUrls } from './request-context-urls.ts';

const HOST = String.raw`(?:https?:)?\/\/api\.unkey\.(?:com|dev)`;
const VARIABLE = String.raw`\$?\{+\s*[$\w.-]+\s*\}+|\$\w+|[\w.]+\s*\+\s*[\x22'\x60]`;
/** What stands before the cursor: a whole base, or a variable that may be one, and the operation begun. */
const TYPED = new RegExp(
  String.raw`(?:(?<host>${HOST})|(?<variable>${VARIABLE}))(?<version>\/v2)?\/(?<operation>[\w.]*)$`,
  'i',
);
/** Words that names of variables with an address are made of, as long as they name nobody else's. */
const ADDRESS =
  /^(?:unkey|api|base|root|host|url|uri|server|origin|endpoint|domain|process|import|meta|env|this|config)$/;
const words = (name: string): readonly string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .match(/[a-z]+/g) ?? [];
/** A line may be very long. */
const REACH = 300;

/** The operations of v2, behind its address or what is known to stand for it. */
export function completeEndpoint(analysis: Analysis, offset: number): readonly Completion[] {
  const { text } = analysis.document;
  const line = text.slice(Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - REACH), offset);
  const typed = /[\w.]*$/.exec(line)![0];
  if (!isBehindBase(text, line) && !isInUrl(analysis, offset, typed)) return [];
  const rest = /^[\w.]*/.exec(text.slice(offset, offset + REACH))![0];
  const range = { start: offset - typed.length, end: offset + rest.length };
  return endpointsOf('v2').map((endpoint) =>
    item('endpoint', endpoint.operation, range, endpoint.operation, {
      detail: `${endpoint.method} ${endpoint.path}`,
      sortText: `${rank(endpoint.deprecated ? 2 : 1)}${endpoint.operation}`,
      deprecated: endpoint.deprecated,
    }),
  );
}

function isBehindBase(text: string, line: string): boolean {
  const groups = TYPED.exec(line)?.groups;
  if (!groups) return false;
  const { host, variable, version } = groups;
  if (host !== undefined) return version !== undefined;
  const bases = baseUrls(text, variable!.replace(/[^\w.-]/g, ''));
  if (bases.length === 0)
    return version !== undefined && words(variable!).every((word) => ADDRESS.test(word));
  const wanted =
    version === undefined
      ? /^https?:\/\/api\.unkey\.(?:com|dev)\/v2$/
      : /^https?:\/\/api\.unkey\.(?:com|dev)$/;
  return bases.every((base) => wanted.test(base));
}

/** True where the URL of a call goes on behind the version: in a path that a client joins to its base. */
function isInUrl({ facts }: Analysis, offset: number, typed: string): boolean {
  return facts.calls.some(({ urlArgument, url }) => {
    if (urlArgument.start > offset || urlArgument.end < offset) return false;
    const at = url.text.indexOfOffset(offset - 1);
    if (at < 0) return false;
    const before = url.text.text.slice(0, at + 1 - typed.length);
    return new RegExp(`^(?:${HOST}|${HOLE}+)/v2/$`, 'i').test(before);
  });
}
