import { findEndpoint } from '../../catalogue/endpoints.ts';
import type { CallExpression, Expression, ObjectExpression } from '../../expression.ts';
import { type ApiCall, DYNAMIC, type Fact, type Json, type JsonMember } from '../../model.ts';
import type { Values } from '../../resolve.ts';
import { apiName, type Naming, namingOf } from '../../sdk/naming.ts';
import { SourceText } from '../../source.ts';
import type { Client, Member } from '../client.ts';

/** An object of an SDK whose method sends a request. */
export interface SdkThing {
  readonly client: Client;
  readonly member?: Member | undefined;
  readonly call: CallExpression | undefined;
  /** The method's name. */
  readonly token: { readonly start: number; readonly end: number };
}

/** Values that the user names, as the API stores them. */
const FREE_FIELDS: ReadonlySet<string> = new Set(['meta']);

/** The call that a method of an SDK makes; undefined for anything else. */
export function readSdkCall({ client, member, call, token }: SdkThing, values: Values): ApiCall | undefined {
  const { sdk } = client;
  if (!sdk || !member?.operation || !call) return undefined;
  const version = member.version ?? sdk.generation ?? 'v2';
  const name = values.source.range(token.start, token.end);
  const operation = SourceText.decoded(member.operation, name);
  const method = findEndpoint(version, member.operation)?.method ?? 'POST';
  return {
    range: values.source.range(call.start, call.end),
    client: sdk.package,
    sdk: { package: sdk.package, generation: sdk.generation },
    bare: false,
    url: {
      text: SourceText.join([
        SourceText.hole(name),
        SourceText.decoded(`/${version}/${member.operation}`, name),
      ]),
      host: DYNAMIC,
      version: { kind: 'literal', value: version, range: name },
      operation: { kind: 'literal', value: operation, range: name },
      endpointRange: name,
      query: [],
    },
    urlArgument: name,
    method: { kind: 'literal', value: method, range: name },
    methodImplied: true,
    headers: [],
    headersComplete: false,
    query: [],
    body: bodyOf(call, member, namingOf(sdk), values),
    editor: {},
  };
}

function bodyOf(call: CallExpression, { request }: Member, naming: Naming, values: Values): Fact<Json> {
  const expression = requestOf(call, request ?? {}, values.source);
  if (!expression) return DYNAMIC;
  const json = inApiNames(values.json(expression), naming);
  return json.kind === 'dynamic' ? DYNAMIC : { kind: 'literal', value: json, range: json.range };
}

/** The request among the arguments of a method: one of them, or what they are called together. */
function requestOf(
  call: CallExpression,
  { at, named, ignored = [] }: SdkRequest,
  source: SourceText,
): Expression | undefined {
  if (named === undefined) return at === undefined ? undefined : call.args[at];
  const entries = call.named?.entries ?? [];
  const whole = memberOf(entries, 'request');
  if (whole) return whole;
  const unnamed = call.args.slice(0, named.length).map((value, i) => {
    const span = { start: value.start, end: value.start };
    const key = SourceText.decoded(named[i]!, source.range(value.start, value.start));
    return {
      kind: 'member' as const,
      key: { kind: 'text' as const, value: key, closed: true, ...span },
      value,
    };
  });
  const given = entries.filter(
    (e) => e.kind === 'spread' || e.key.kind !== 'text' || !ignored.includes(e.key.value.text),
  );
  const intact = call.intact && (call.named?.intact ?? true) && call.args.length <= named.length;
  const { start, end } = call.list;
  return { kind: 'object', entries: [...unnamed, ...given], intact, start, end };
}

const memberOf = (entries: ObjectExpression['entries'], name: string): Expression | undefined => {
  const found = entries.find(
    (e) => e.kind === 'member' && e.key.kind === 'text' && e.key.value.text === name,
  );
  return found?.value;
};

/** How a method is given its request. */
export interface SdkRequest {
  /** The index of the argument that is the request. */
  readonly at?: number;
  /** The fields are named arguments; these are the names of those that may come without, in order. */
  readonly named?: readonly string[];
  /** True where the request is given whole. */
  readonly whole?: true;
  /** Named arguments that say how to send it. */
  readonly ignored?: readonly string[];
}

/** A request with the names that the API has for its fields. What the SDK takes for missing may be sent or not. */
export function inApiNames(json: Json, naming: Naming): Json {
  if (json.kind === 'null') return { kind: 'dynamic', range: json.range };
  if (json.kind === 'array') return { ...json, items: json.items.map((item) => inApiNames(item, naming)) };
  if (json.kind !== 'object') return json;
  const members = json.members.map((member): JsonMember => {
    const key = apiName(member.key, naming);
    return { ...member, key, value: FREE_FIELDS.has(key) ? member.value : inApiNames(member.value, naming) };
  });
  return { ...json, members };
}

/** The object that an SDK's class of requests or parts of them makes: `models.KeyCreditsData(remaining=10)`. */
export function sdkModel(
  path: string | undefined,
  call: CallExpression,
  clients: readonly Client[],
): Expression | undefined {
  if (path === undefined || call.args.length > 0) return undefined;
  const isModel = clients.some((client) =>
    client.sdk?.models.some((prefix) => isClassOf(path, `${prefix}.`)),
  );
  if (!isModel) return undefined;
  const { start, end } = call.list;
  return call.named ?? { kind: 'object', entries: [], intact: call.intact, start, end };
}

const isClassOf = (path: string, prefix: string): boolean =>
  path.startsWith(prefix) && /^[A-Z]\w*$/.test(path.slice(prefix.length));

/** True where a text uses one of the SDKs among `clients`. */
export const speaksSdk = (text: string, clients: readonly Client[]): boolean =>
  clients.some((client) => client.sdk && client.evidence?.test(text));
