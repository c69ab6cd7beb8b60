import type { Member } from '../../binding.ts';
import { sdkChange } from '../../catalogue/sdk-changes.ts';
import type { CallExpression, Expression } from '../../expression.ts';
import type { Json, JsonMember, Sdk, SdkUse, TextEdit } from '../../model.ts';
import type { Reading } from './reading.ts';

interface Options {
  /** Which argument they are. */
  readonly argument: number;
  /** Symbols of the catalogue by the names of options. */
  readonly symbols: Readonly<Record<string, string>>;
}

const LIMIT: Options = {
  argument: 1,
  symbols: { async: 'async:', meta: 'meta:', resources: 'resources:' },
};

/** Options that v2 does not take, by what is called. */
const OPTIONS: Readonly<Record<string, Options>> = {
  '@unkey/api Unkey': { argument: 0, symbols: { token: 'token:', baseUrl: 'baseUrl:' } },
  '@unkey/ratelimit Ratelimit': { argument: 0, symbols: { async: 'async:' } },
  '@unkey/ratelimit Ratelimit().limit': LIMIT,
  '@unkey/ratelimit NoopRatelimit().limit': LIMIT,
  '@unkey/nextjs withUnkey': { argument: 1, symbols: { apiId: 'withUnkey({ apiId })' } },
  '@unkey/hono unkey': { argument: 0, symbols: { apiId: 'unkey({ apiId })' } },
};

/** The options of a call that the v2 release of the SDK does not take. */
export function optionUses(
  reading: Reading,
  call: CallExpression,
  path: string,
  sdk: Sdk,
): readonly SdkUse[] {
  const options = OPTIONS[`${sdk.package} ${path}`];
  const given = options && call.args[options.argument];
  if (!options || !given) return [];
  const { list } = reading.values.members(given);
  return Object.entries(options.symbols).flatMap(([name, symbol]): SdkUse[] => {
    const member = list.find(({ key }) => key === name);
    // Where it points to, v1 may still be served.
    if (!member || (name === 'baseUrl' && sdk.generation !== 'v2')) return [];
    const to = sdkChange(sdk.package, symbol)?.successor;
    if (to !== undefined && list.some(({ key }) => key === to)) return [];
    const range = member.keySource.range();
    // Without the root key that comes in its place, less is not better.
    const isAlone = name === 'apiId' && !list.some(({ key }) => key === 'rootKey');
    const gone = isAlone ? undefined : removed(reading, given, member);
    const edits = to === undefined ? gone : renamed(reading, member, to);
    return [{ sdk, symbol, range, ...(edits ? { edits } : {}) }];
  });
}

function renamed({ source }: Reading, { keySource, value, key }: Member, to: string): readonly TextEdit[] {
  const range = keySource.range();
  const shorthand = value.kind === 'name' && source.range(value.start, value.end).start === range.start;
  return [{ range, newText: shorthand ? `${to}: ${key}` : to }];
}

/** Takes a member out of an object that is written in place. */
function removed(reading: Reading, given: Expression, { key }: Member): readonly TextEdit[] | undefined {
  const json = given.kind === 'object' ? reading.values.json(given) : undefined;
  const member = json?.kind === 'object' ? json.members.find((m) => m.key === key) : undefined;
  return json?.kind === 'object' && member ? removal(reading.document, json, member) : undefined;
}

/** What may stand behind a value in its place: `!`, `as string`. */
const ASSERTED = /^(?:!|\s+(?:as|satisfies)\s+[\w.]+)+/;

/** Where a member of an object that is written in place ends. */
export function memberEnd(document: string, { keyRange, value, place }: JsonMember): number {
  const end = Math.max((place ?? value.range).end, keyRange.end);
  return end + (ASSERTED.exec(document.slice(end, end + 80))?.[0].length ?? 0);
}

/** The edit that takes a member out of an object, with its comma; undefined where comments or names stand between. */
export function removal(
  document: string,
  object: Json & { readonly kind: 'object' },
  member: JsonMember,
): readonly TextEdit[] | undefined {
  const end = memberEnd(document, member);
  if (member.keyRange.start < object.range.start || end > object.range.end) return undefined;
  const start = /["']$/.test(document.slice(object.range.start, member.keyRange.start))
    ? member.keyRange.start - 1
    : member.keyRange.start;
  const after = /^\s*,[ \t]*(?:\r?\n[ \t]*)?/.exec(document.slice(end, object.range.end));
  const next = after ? end + after[0].length : end;
  if (after && document[next] !== '}') return [{ range: { start, end: next }, newText: '' }];
  // The last one goes with the comma before it.
  const before = /,\s*$/.exec(document.slice(object.range.start, start));
  const from = before ? object.range.start + before.index : start;
  const upTo = after && !before ? next : end;
  return [{ range: { start: from, end: upTo }, newText: '' }];
}
