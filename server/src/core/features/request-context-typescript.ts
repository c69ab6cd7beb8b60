import type { Endpoint } from '../catalogue/endpoint.ts';
import { scan } from '../languages/typescript/lexer.ts';
import { behind, Kind, type Tokens, tokenAt, wordAt } from '../languages/typescript/tokens.ts';
import type { ApiCall } from '../model.ts';
import { SourceText } from '../source.ts';
import { typescriptNotation } from './body-notation.ts';
import { currentEndpointOf, indexAt, type Piece, type RequestContext } from './request-context.ts';
import { placeIn } from './request-context-object.ts';
import { quoteOf, stringBody } from './request-context-strings.ts';
import { endpointOfUrl } from './request-context-urls.ts';

/** Options of HTTP clients that hold the body. */
const BODY = /^(?:body|json|data)$/;
const HEADERS = /^headers$/;
const WITHOUT_JSX = /^(?:typescript|ts|mts|cts)$/;

/** The part of a call of an HTTP client that the cursor is in. Half-typed calls are read by their brackets alone. */
export function typescriptContext(piece: Piece, calls: readonly ApiCall[]): RequestContext | undefined {
  const { source, index, offset } = piece;
  const tokens = scan(source.text, !WITHOUT_JSX.test(piece.languageId));
  if (tokens.comments.some(([start, end]) => start < index && index < end)) return undefined;
  const opens = bracketsAround(tokens, index);

  const bodied = calls.find(
    ({ body }) => body.kind === 'literal' && body.range.start < offset && offset < body.range.end,
  );
  const known = currentEndpointOf(bodied);
  if (known && bodied?.body.kind === 'literal') {
    const root = indexAt(source, bodied.body.range.start);
    const inString = literalAt(tokens, index);
    if (inString === undefined || tokens.starts[inString]! > root)
      return {
        part: 'body',
        endpoint: known,
        source,
        root,
        index,
        offset,
        notation: typescriptNotation,
        quote: quoteOf(source.text),
      };
    return bodyInLiteral(piece, tokens, inString, known);
  }
  for (const open of opens) {
    if (wordAt(tokens, open) !== '(' || isStringify(tokens, open)) continue;
    const found = requestOf(tokens, open, piece, calls);
    if (found) return partOf(piece, tokens, open, opens, found);
  }
  return undefined;
}

/** The `open` tokens around index `at`, the innermost first. */
function bracketsAround(tokens: Tokens, at: number): number[] {
  const { kinds, parents, mates, ends, starts } = tokens;
  let token = tokenAt(tokens, at - 1);
  if (token < 0) return [];
  let open: number;
  if (kinds[token] === Kind.open && ends[token]! <= at) open = token;
  else if (kinds[token] === Kind.close && ends[token]! <= at && mates[token]! >= 0)
    open = parents[mates[token]!]!;
  else open = parents[token]!;
  const around: number[] = [];
  for (; open >= 0; open = parents[open]!) {
    token = mates[open]!;
    if (token < 0 || starts[token]! >= at) around.push(open);
  }
  return around;
}

/** The string or piece of a template that index `at` is inside of. */
function literalAt(tokens: Tokens, at: number): number | undefined {
  const token = tokenAt(tokens, at - 1);
  if (token < 0) return undefined;
  const { kinds, starts, ends, text } = tokens;
  if (kinds[token] === Kind.string) {
    const closed = ends[token]! - starts[token]! > 1 && text[ends[token]! - 1] === text[starts[token]!];
    return at > starts[token]! && (closed ? at < ends[token]! : at <= ends[token]!) ? token : undefined;
  }
  if (kinds[token] === Kind.chunk) return at <= ends[token]! ? token : undefined;
  return wordAt(tokens, token) === '`' && kinds[token] === Kind.open ? token : undefined;
}

const isStringify = (tokens: Tokens, open: number): boolean =>
  open >= 3 && wordAt(tokens, open - 1) === 'stringify' && wordAt(tokens, open - 3) === 'JSON';

interface Found {
  readonly endpoint: Endpoint;
  readonly call: ApiCall | undefined;
}

/** The endpoint that the call with the bracket `open` goes to: by its facts, or by a URL among its arguments. */
function requestOf(
  tokens: Tokens,
  open: number,
  { source }: Piece,
  calls: readonly ApiCall[],
): Found | undefined {
  const { starts, kinds, parents } = tokens;
  const from = source.offset(starts[open]!);
  const limit = behind(tokens, open);
  const to = source.offset(tokens.ends[limit - 1] ?? source.length);
  for (const call of calls) {
    const { start, end } = call.urlArgument;
    if (call.sdk && isCallee(source.text.slice(indexAt(source, end), starts[open]))) {
      const endpoint = currentEndpointOf(call);
      return endpoint && { endpoint, call };
    }
    if (start < from || start > to) continue;
    const token = tokenAt(tokens, indexAt(source, start));
    if (token < 0) continue;
    const parent = parents[token]!;
    if (parent !== open && parents[parent] !== open) continue;
    const endpoint = currentEndpointOf(call);
    if (endpoint) return { endpoint, call };
  }
  for (let at = open + 1; at < limit; at++) {
    const endpoint =
      kinds[at] === Kind.string || wordAt(tokens, at) === '`' ? endpointIn(tokens, at) : undefined;
    if (endpoint) return { endpoint, call: undefined };
    if (kinds[at] === Kind.open && wordAt(tokens, at) !== '{') at = behind(tokens, at) - 1;
    if (wordAt(tokens, at) === ',' && parents[at] === open) break;
  }
  return undefined;
}

/** True for what stands between the name of a method and the bracket of its arguments. */
const isCallee = (between: string): boolean => between === '' || /^\s*(?:\?\.)?(?:<[^()]*>)?$/.test(between);

/** The endpoint that a string or template names by its URL. */
function endpointIn(tokens: Tokens, token: number): Endpoint | undefined {
  const end =
    tokens.kinds[token] === Kind.open ? tokens.ends[behind(tokens, token) - 1]! : tokens.ends[token]!;
  const written = tokens.text.slice(tokens.starts[token]! + 1, Math.max(tokens.starts[token]! + 1, end - 1));
  return /^(?:https?:|\$\{)/i.test(written) ? endpointOfUrl(tokens.text, written) : undefined;
}

function partOf(
  piece: Piece,
  tokens: Tokens,
  call: number,
  opens: readonly number[],
  { endpoint, call: sent }: Found,
): RequestContext | undefined {
  const { source, index, offset } = piece;
  const { starts, text } = tokens;
  const inner = opens.slice(0, opens.indexOf(call)).reverse();
  const [first] = inner;
  const literal = literalAt(tokens, index);
  const body = (root: number): RequestContext => ({
    part: 'body',
    endpoint,
    source,
    root: starts[root]!,
    index,
    offset,
    notation: typescriptNotation,
    quote: quoteOf(text),
  });
  const missing = (frame?: readonly [string, string]): RequestContext => {
    const none = { source: SourceText.verbatim('', offset), root: undefined, index: 0, offset };
    const quote = quoteOf(text);
    return {
      part: 'body',
      endpoint,
      ...none,
      notation: typescriptNotation,
      quote,
      ...(frame ? { frame } : {}),
    };
  };
  /** What is put into words by `JSON.stringify`, or nothing yet. */
  const stringified = (open: number): RequestContext | undefined => {
    const next = inner[inner.indexOf(open) + 1];
    if (next !== undefined) return /[{[]/.test(wordAt(tokens, next)) ? body(next) : undefined;
    const empty =
      text.slice(tokens.ends[open]!, index).trim() === '' && /^\s*(?:\)|$)/.test(text.slice(index));
    return empty ? missing() : undefined;
  };
  if (sent?.sdk) {
    // The session of a portal comes before the body.
    const isBehind = endpoint.auth === 'cookie';
    const isEmpty = text.slice(tokens.ends[call], index).trim() === '';
    if (first === undefined) return isEmpty && !isBehind ? missing() : undefined;
    const isOther = isSecond(tokens, call, first) !== isBehind || wordAt(tokens, first) === '(';
    return isOther ? undefined : body(first);
  }
  if (first === undefined) return undefined;
  if (isStringify(tokens, first)) return stringified(first);
  if (wordAt(tokens, first) !== '{') return undefined;
  if (isSecond(tokens, call, first) && sent?.client === 'axios' && !/^(?:GET|HEAD)$/.test(methodOf(sent)))
    return body(first);

  const key = inner.slice(1).map((open) => keyBefore(tokens, open));
  const [second] = inner.slice(1);
  if (second !== undefined && BODY.test(key[0] ?? '')) {
    if (isStringify(tokens, second)) return stringified(second);
    if (/[{[]/.test(wordAt(tokens, second))) return body(second);
  }
  const place = placeIn(text, starts[first]!, index, typescriptNotation.syntax);
  if (literal !== undefined && BODY.test(keyOfLiteral(tokens, literal) ?? '') && inner.length <= 2)
    return bodyInLiteral(piece, tokens, literal, endpoint);
  if (place?.position === 'value' && !place.token && place.path.length === 1 && BODY.test(place.path[0]!))
    return missing(place.path[0] === 'body' ? ['JSON.stringify(', ')'] : undefined);
  if (
    place?.path[0] === 'method' &&
    place.position === 'value' &&
    place.path.length === 1 &&
    place.token?.quote
  ) {
    const { start, end, closed } = place.token;
    return { part: 'method', endpoint, range: source.range(start + 1, closed ? end - 1 : end), suffix: '' };
  }
  if (place?.position !== 'key' || place.path.length !== 1 || !HEADERS.test(place.path[0]!)) return undefined;
  const at = place.token ? source.range(place.token.start, place.token.end) : { start: offset, end: offset };
  return {
    part: 'header',
    endpoint,
    header: undefined,
    range: at,
    written: new Set([...place.written].map((name) => name.toLowerCase())),
    line: (name, value) => headerMember(name, value, quoteOf(text), place.beforeColon, place.beforeMember),
    key: '${process.env.UNKEY_ROOT_KEY}',
  };
}

const methodOf = ({ method }: ApiCall): string => (method.kind === 'literal' ? method.value : 'POST');

function headerMember(name: string, value: string, quote: string, keyOnly: boolean, comma: boolean): string {
  const key = /^\w+$/.test(name) ? name : `${quote}${name}${quote}`;
  if (keyOnly) return key;
  const text = value.includes('${') ? `\`${value}\`` : `${quote}${value}${quote}`;
  return `${key}: ${text}${comma ? ',' : ''}`;
}

/** True when `open` is in the second argument of the call with the bracket `call`. */
function isSecond({ parents, text, starts }: Tokens, call: number, open: number): boolean {
  let commas = 0;
  for (let at = call + 1; at < open; at++) if (parents[at] === call && text[starts[at]!] === ',') commas++;
  return commas === 1;
}

/** The property whose value begins with `open`: `body` of `body: {` and of `body: JSON.stringify(`. */
function keyBefore(tokens: Tokens, open: number): string | undefined {
  const colon = isStringify(tokens, open) ? open - 4 : open - 1;
  return colon > 0 && wordAt(tokens, colon) === ':' ? unquoted(wordAt(tokens, colon - 1)) : undefined;
}

function keyOfLiteral(tokens: Tokens, token: number): string | undefined {
  const first = tokens.kinds[token] === Kind.chunk ? tokens.parents[token]! : token;
  return first > 1 && wordAt(tokens, first - 1) === ':' ? unquoted(wordAt(tokens, first - 2)) : undefined;
}

const unquoted = (name: string): string => name.replace(/^["']|["']$/g, '');

/** JSON that is written in a string of the program. */
function bodyInLiteral(
  piece: Piece,
  { kinds, text, starts, ends }: Tokens,
  token: number,
  endpoint: Endpoint,
): RequestContext | undefined {
  const quote = kinds[token] === Kind.string ? text[starts[token]!]! : '`';
  const start = kinds[token] === Kind.chunk ? starts[token]! : starts[token]! + 1;
  const end = kinds[token] === Kind.open ? start : ends[token]! - (text[ends[token]! - 1] === quote ? 1 : 0);
  return stringBody(piece, { start, end, quote }, endpoint);
}
