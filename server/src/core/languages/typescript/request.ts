import type { Member } from '../../binding.ts';
import type { CallEditor } from '../../call-editor.ts';
import type { CallExpression, Expression, Frame, Span } from '../../expression.ts';
import { ABSENT, type ApiCall, DYNAMIC, type Fact, type Json, type QueryParameter } from '../../model.ts';
import { withPath, withSlash } from '../../requests/joined-urls.ts';
import { bodyFact, queryParameters } from '../../requests/resolved.ts';
import { HOLE, type Range, SourceText } from '../../source.ts';
import { parseApiUrl } from '../../url.ts';
import { argumentsOf, optionOf, type RequestArguments } from './arguments.ts';
import { type Chain, chainOf } from './chain.ts';
import { editorOf } from './edit.ts';
import { chainedHeaders, headersOf } from './headers.ts';
import { hostNames } from './host-names.ts';
import { OBJECT_LITERAL, quoteOf } from './notation.ts';
import type { Match } from './origin.ts';
import type { Reading } from './reading.ts';
import { rewriteOf } from './rewrite.ts';
import { streamOf } from './stream.ts';
import { tokenAt, wordAt } from './tokens.ts';

/**
 * The request that a call of a client sends; undefined when it does not go to the Unkey API, `open` when that depends
 * on what is not known. `frame`: the call of the function around it whose names it is read with.
 */
export function readRequest(
  reading: Reading,
  call: CallExpression,
  match: Match,
  frame?: Frame,
): ApiCall | 'open' | undefined {
  const request = argumentsOf(call, match, reading.values);
  const address = addressOf(reading, match, request);
  const url = address && parseApiUrl(address.text);
  if (!address || !url) return address && !address.text.isLiteral ? 'open' : undefined;
  const { client } = match;
  const headers = headersOf(reading, match, request);
  const stream = client.stream && streamOf(reading, call, client.stream, match.name === 'get', frame);
  const chain = client.chain && chainOf(reading, call, client.chain, frame);
  const chained = chain && chainedHeaders(reading, chain);
  const method = methodOf(reading, match, request, chain);
  const names =
    url.host.kind === 'literal'
      ? undefined
      : hostNames(reading, [...address.from, ...(client.roots.length > 0 ? [] : [call.callee])], call);
  return {
    range: rangeOf(reading, call),
    client: client.name,
    bare: false,
    url: names === undefined ? url : { ...url, hostNames: names },
    urlArgument: rangeOf(reading, address.argument),
    method: method.fact,
    methodImplied: method.implied,
    headers: [...headers.list, ...(stream?.headers ?? []), ...(chained?.list ?? [])],
    headersComplete: headers.complete && stream?.complete !== false && chained?.complete !== false,
    query: [...url.query, ...queryOf(reading, match, request, address, chain)],
    body: stream ? stream.body : bodyOf(reading, match, request, chain),
    editor:
      request.complete && !chain
        ? {
            ...editorOf(reading, call, match, request),
            ...(stream
              ? streamEditor(reading, call, match, request, address)
              : rewriteOf(reading, call, match, request, address)),
          }
        : call.intact
          ? { notation: OBJECT_LITERAL }
          : {},
  };
}

/** A request whose body is written to it afterwards may get headers where its options are. */
function streamEditor(
  reading: Reading,
  call: CallExpression,
  match: Match,
  request: RequestArguments,
  address: Address,
): CallEditor {
  const notation = { ...OBJECT_LITERAL, quote: quoteOf(reading, address.argument) };
  const { rewrite } = rewriteOf(reading, call, match, request, address);
  if (!rewrite || !match.client.options.pieces) return { notation };
  return {
    notation,
    rewrite: (change) =>
      change.method === undefined && change.body === undefined ? rewrite(change) : undefined,
  };
}

const rangeOf = (reading: Reading, span: { start: number; end: number }): Range =>
  reading.source.range(span.start, span.end);

interface Address {
  readonly text: SourceText;
  readonly argument: Expression;
  /** What it was put together from. */
  readonly from: readonly Expression[];
}

function addressOf(reading: Reading, match: Match, request: RequestArguments): Address | undefined {
  const { values } = reading;
  const { options: keys, joining } = match.client;
  const option = optionOf(request.options, keys.url).member?.value;
  const argument = request.url ?? option;
  if (!argument) return keys.pieces ? pieces(reading, request) : undefined;
  const text = values.text(argument, true);
  const alone = { text, argument, from: [argument] };
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text.text)) return alone;
  const { lateBase, ownBase } = match.client;
  const based =
    request.base ??
    optionOf(request.options, keys.base).member?.value ??
    (lateBase && text.text.startsWith('/')
      ? reading.scope.givenTo(ownerOf(reading, match), lateBase)
      : ownBase && ownMember(match.token, ownBase));
  // Options that were not seen may hold a base.
  const unseen =
    (keys.base !== undefined && request.options.some((o) => !o.members.complete)) ||
    (match.client.based && text.isLiteral);
  if (!based) return unseen ? { ...alone, text: withSlash(hole(text), text) } : alone;
  const base = values.text(based, true);
  if (request.url && option && !request.base) return alone;
  const whole = joining === 'slash' ? withSlash(base, text) : withPath(base, text);
  return { text: whole, argument, from: [based, argument] };
}

/** `this.name` */
const ownMember = ({ start }: Span, property: string): Expression => {
  const at = { start, end: start };
  return { kind: 'member', object: { kind: 'self', ...at }, property, propertySpan: at, ...at };
};

/** The name of what the function of a client is a member of. */
function ownerOf({ tokens }: Reading, { token }: Match): string {
  const at = tokenAt(tokens, token.start);
  return wordAt(tokens, at - 1) === '.' ? wordAt(tokens, at - 2) : '';
}

const hole = (at: SourceText): SourceText => SourceText.decoded(HOLE, at.range(0, 0));

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
    from: [host],
  };
}

function methodOf(
  reading: Reading,
  match: Match,
  request: RequestArguments,
  chain: Chain | undefined,
): { readonly fact: Fact<string>; readonly implied: boolean } {
  const range = rangeOf(reading, match.token);
  if (match.shape.method)
    return { fact: { kind: 'literal', value: match.shape.method, range }, implied: false };
  const { member, certain } = optionOf(request.options, match.client.options.method);
  const written = request.method ?? member?.value;
  if (written) {
    const text = reading.values.text(written);
    // A later spread may still replace a method that was written.
    if ((!request.method && !certain) || !text.isLiteral || text.text === '')
      return { fact: DYNAMIC, implied: false };
    return { fact: { kind: 'literal', value: text.text.toUpperCase(), range: text.range() }, implied: false };
  }
  if (chain) {
    const sent = chain.links.find((link) => link.role === 'send');
    if (!sent || sent.name === 'opts') return { fact: DYNAMIC, implied: false };
    const { starts, ends } = reading.tokens;
    const place = reading.source.range(starts[sent.token]!, ends[sent.token]!);
    return { fact: { kind: 'literal', value: sent.name.toUpperCase(), range: place }, implied: false };
  }
  if (!certain || !request.complete || !match.proven) return { fact: DYNAMIC, implied: false };
  return { fact: { kind: 'literal', value: match.client.defaultMethod, range }, implied: true };
}

function bodyOf(
  reading: Reading,
  match: Match,
  request: RequestArguments,
  chain: Chain | undefined,
): Fact<Json> {
  const { values } = reading;
  const keys = match.client.options;
  if (!request.complete) return DYNAMIC;
  const asJson = keys.jsonSwitch && switchedOn(reading, optionOf(request.options, keys.json).member);
  if (request.body) {
    const { role, value } = request.body;
    if (role === 'json' || (role === 'form' && asJson)) return jsonFact(reading, value);
    return role === 'text' ? bodyFact(values.jsonText(value), value, values) : DYNAMIC;
  }
  const linked = chain?.links.find(
    ({ role, args }) => (role === 'json' || role === 'send') && args.length > 0,
  );
  if (linked) return jsonFact(reading, linked.args[0]!);
  for (const name of asJson ? [keys.text] : [keys.json, keys.text]) {
    const { member, certain } = optionOf(request.options, name);
    if (!member) continue;
    if (!certain || member.changes.sets.length > 0) return DYNAMIC;
    if (name === keys.json || asJson) return jsonFact(reading, member.value);
    return bodyFact(values.jsonText(member.value), member.value, values);
  }
  if (chain && !chain.complete) return DYNAMIC;
  const others = keys.otherBodies?.some((name) => optionOf(request.options, name).member);
  const complete = request.options.every((o) => o.members.complete) && match.sealed;
  return complete && !others && match.proven ? ABSENT : DYNAMIC;
}

const switchedOn = ({ values }: Reading, member: Member | undefined): boolean => {
  const value = member && values.resolve(member.value).value;
  return value?.kind === 'boolean' && value.value;
};

/** A value that the client sends as JSON; text is sent as it is. */
function jsonFact(reading: Reading, expression: Expression): Fact<Json> {
  const { values } = reading;
  const { kind } = values.resolve(expression).value;
  if (kind === 'undefined') return ABSENT;
  const json = kind === 'object' || kind === 'array' ? values.json(expression) : values.jsonText(expression);
  return bodyFact(json, expression, values);
}

function queryOf(
  reading: Reading,
  match: Match,
  request: RequestArguments,
  address: Address,
  chain: Chain | undefined,
): readonly QueryParameter[] {
  const { values } = reading;
  const { member } = optionOf(request.options, match.client.options.query);
  const linked = chain?.links.find((link) => link.role === 'query')?.args[0];
  const set = values
    .resolve(address.argument)
    .changes.sets.filter(({ path }) => path.length === 2 && path[0] === 'searchParams')
    .map(({ key, value }) => ({ name: key.text, nameRange: key.range(), value: values.text(value) }));
  const given = member?.value ?? linked;
  return given ? [...set, ...queryParameters(given, values)] : set;
}
