import type { CallExpression, Expression } from '../../expression.ts';
import {
  ABSENT,
  type ApiCall,
  type ApiUrl,
  DYNAMIC,
  type Fact,
  type Json,
  type QueryParameter,
} from '../../model.ts';
import { HOLE, type Range, SourceText } from '../../source.ts';
import { parseApiUrl, parseQueryString } from '../../url.ts';
import { argumentsOf, optionOf, type RequestArguments } from './arguments.ts';
import { editorOf } from './edit.ts';
import { headersOf } from './headers.ts';
import type { Match } from './origin.ts';
import type { Reading } from './reading.ts';
import { streamOf } from './stream.ts';

/** The request that a call of a client sends; undefined when it does not go to the Unkey API. */
export function readRequest(reading: Reading, call: CallExpression, match: Match): ApiCall | undefined {
  const request = argumentsOf(call, match, reading.values);
  const address = addressOf(reading, match, request);
  const url = address && parseApiUrl(address.text);
  if (!address || !url) return undefined;
  const headers = headersOf(reading, match, request);
  const stream = match.client.stream ? streamOf(reading, call, match.name === 'get') : undefined;
  const written = stream ? stream.headers : [];
  const method = methodOf(reading, match, request);
  return {
    range: rangeOf(reading, call),
    client: match.client.name,
    bare: false,
    url,
    urlArgument: rangeOf(reading, address.argument),
    method: method.fact,
    methodImplied: method.implied,
    headers: [...headers.list, ...written],
    headersComplete: headers.complete && stream?.complete !== false,
    query: [...url.query, ...queryOf(reading, match, request)],
    body: stream ? stream.body : bodyOf(reading, match, request),
    editor: request.complete ? editorOf(reading, call, match, request) : {},
  };
}

const rangeOf = (reading: Reading, span: { start: number; end: number }): Range =>
  reading.source.range(span.start, span.end);

interface Address {
  readonly text: SourceText;
  readonly argument: Expression;
}

function addressOf(reading: Reading, match: Match, request: RequestArguments): Address | undefined {
  const { values } = reading;
  const { options: keys, joining } = match.client;
  const option = optionOf(request.options, keys.url).member?.value;
  const argument = request.url ?? option;
  if (!argument) return keys.pieces ? pieces(reading, request) : undefined;
  const text = values.text(argument, true);
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text.text)) return { text, argument };
  const based = request.base ?? optionOf(request.options, keys.base).member?.value;
  // Options that were not seen may hold a base.
  const unseen = keys.base !== undefined && request.options.some((o) => !o.members.complete);
  if (!based) return unseen ? { text: SourceText.join([hole(text), text]), argument } : { text, argument };
  const base = values.text(based, true);
  if (request.url && option && !request.base) return { text, argument };
  return { text: joining === 'slash' ? withSlash(base, text) : withPath(base, text), argument };
}

const hole = (at: SourceText): SourceText => SourceText.decoded(HOLE, at.range(0, 0));

/** Base and path with exactly one slash between them, as clients with a base URL join them. */
function withSlash(base: SourceText, path: SourceText): SourceText {
  const end = /\/*$/.exec(base.text)!.index;
  const start = /^\/*/.exec(path.text)![0].length;
  if (start === path.length) return base;
  return SourceText.join([
    base.slice(0, end),
    SourceText.decoded('/', path.range(start, start)),
    path.slice(start),
  ]);
}

/** The path behind the origin of the base. */
function withPath(base: SourceText, path: SourceText): SourceText {
  const origin = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(base.text)?.[0];
  return origin && path.text.startsWith('/')
    ? SourceText.join([base.slice(0, origin.length), path])
    : SourceText.join([base, path]);
}

/** `{ hostname: 'api.unkey.com', path: '/v2/…' }` */
function pieces(reading: Reading, request: RequestArguments): Address | undefined {
  const option = (name: string): Expression | undefined => optionOf(request.options, name).member?.value;
  const host = option('hostname') ?? option('host');
  const path = option('path');
  if (!host || !path) return undefined;
  const written = reading.values.text(path, true);
  const scheme = SourceText.decoded('https://', rangeOf(reading, { start: host.start, end: host.start }));
  const slash = /^[/\uFFFC]/.test(written.text) ? [] : [SourceText.decoded('/', written.range(0, 0))];
  return {
    text: SourceText.join([scheme, reading.values.text(host, true), ...slash, written]),
    argument: path,
  };
}

function methodOf(
  reading: Reading,
  match: Match,
  request: RequestArguments,
): { readonly fact: Fact<string>; readonly implied: boolean } {
  const range = rangeOf(reading, match.token);
  if (match.shape.method)
    return { fact: { kind: 'literal', value: match.shape.method, range }, implied: false };
  const { member, certain } = optionOf(request.options, match.client.options.method);
  if (member) {
    const text = reading.values.text(member.value);
    // A later spread may still replace a method that was written.
    if (!certain || !text.isLiteral || text.text === '') return { fact: DYNAMIC, implied: false };
    return { fact: { kind: 'literal', value: text.text.toUpperCase(), range: text.range() }, implied: false };
  }
  if (!certain || !request.complete || !match.proven || !match.sealed)
    return { fact: DYNAMIC, implied: false };
  return { fact: { kind: 'literal', value: match.client.defaultMethod, range }, implied: true };
}

function bodyOf(reading: Reading, match: Match, request: RequestArguments): Fact<Json> {
  const { values } = reading;
  const keys = match.client.options;
  if (!request.complete) return DYNAMIC;
  if (request.body) {
    return request.body.role === 'json' ? jsonFact(reading, request.body.value) : DYNAMIC;
  }
  for (const name of [keys.json, keys.text]) {
    const { member, certain } = optionOf(request.options, name);
    if (!member) continue;
    if (!certain || member.changes.sets.length > 0) return DYNAMIC;
    if (name === keys.json) return jsonFact(reading, member.value);
    const json = values.jsonText(member.value);
    return literalOf(json);
  }
  const others = keys.otherBodies?.some((name) => optionOf(request.options, name).member);
  const complete = request.options.every((o) => o.members.complete) && match.sealed;
  return complete && !others && match.proven ? ABSENT : DYNAMIC;
}

/** A value that the client sends as JSON; text is sent as it is. */
function jsonFact(reading: Reading, expression: Expression): Fact<Json> {
  const { values } = reading;
  const { kind } = values.resolve(expression).value;
  if (kind === 'undefined') return ABSENT;
  const json = kind === 'object' || kind === 'array' ? values.json(expression) : values.jsonText(expression);
  return literalOf(json);
}

const literalOf = (json: Json | undefined): Fact<Json> =>
  json && json.kind !== 'dynamic' ? { kind: 'literal', value: json, range: json.range } : DYNAMIC;

function queryOf(reading: Reading, match: Match, request: RequestArguments): readonly QueryParameter[] {
  const { values } = reading;
  const { member } = optionOf(request.options, match.client.options.query);
  if (!member) return [];
  const { value } = values.resolve(member.value);
  if (value.kind === 'text' || value.kind === 'template') return parseQueryString(values.text(member.value));
  return values.members(member.value).list.map((m) => ({
    name: m.key,
    nameRange: m.keySource.range(),
    value: values.text(m.value),
  }));
}

/** The call that a URL standing alone stands for: only what the URL says is known. */
export function bareCall(range: Range, url: ApiUrl): ApiCall {
  return {
    range,
    client: 'url',
    bare: true,
    url,
    urlArgument: url.text.range(),
    method: DYNAMIC,
    methodImplied: false,
    headers: [],
    headersComplete: false,
    query: url.query,
    body: DYNAMIC,
    editor: {},
  };
}
