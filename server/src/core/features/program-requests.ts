import type { Endpoint } from '../catalogue/endpoint.ts';
import { findEndpoint } from '../catalogue/endpoints.ts';
import type { TokenList } from '../literals/token-list.ts';
import type { ApiCall } from '../model.ts';
import type { Code } from './code-around.ts';
import { currentEndpointOf, indexAt, type Piece } from './request-context.ts';
import { endpointOfUrl } from './request-context-urls.ts';

/** Functions that put a URL together: what they are given first is looked at as if it stood in their place. */
const MAKES_URL = /^(?:Sprintf|urljoin|format|URL|Sprint|JoinPath|String)$/;
/** What answers requests in tests, by its names, and a text that has such things under any name. */
const ANSWERS = /mock|stub|fake|respon|respx|rsps|httpretty|pook|register_uri/i;
const TESTS =
  /\b(?:import|from)\s+(?:requests_mock|aioresponses|respx|responses|pytest_httpx|httpretty|pook)\b/;
const SENDS = /requests|httpx|client|session|http/i;
/** Assignments are read this far. */
const LINE = 400;

/** What the requests in a half-typed text go to. */
export class ProgramRequests {
  constructor(
    private readonly piece: Piece,
    private readonly calls: readonly ApiCall[],
  ) {}

  /** The endpoint that the call with the bracket `open` is given the URL of: by its facts, or by what is written there. */
  endpointOf({ from, tokens }: Code, open: number): Endpoint | undefined {
    if (!tokens.isMark(open, '(')) return undefined;
    const close = tokens.partner(open);
    const last = close < 0 ? tokens.length : close;
    const { source } = this.piece;
    const called = tokens.callee(open).join('.');
    const isAnswered = ANSWERS.test(called) || (TESTS.test(source.text) && !SENDS.test(called));
    for (let at = open + 1; at < last; at++) {
      if (!this.isArgument(tokens, at, open)) continue;
      const token = tokens.list[at]!;
      const start = source.offset(from + token.start);
      const call = this.calls.find(({ sdk, urlArgument }) => !sdk && urlArgument.start === start);
      const endpoint = currentEndpointOf(call) ?? (isAnswered ? undefined : this.named({ from, tokens }, at));
      if (endpoint) return endpoint;
    }
    return undefined;
  }

  /**
   * The same for a function of the text itself that is given an operation and a body: `call("keys.getKey", {…})`, in a
   * text that names v2 of the API.
   */
  ownEndpointOf({ tokens }: Code, open: number): Endpoint | undefined {
    const { text } = this.piece.source;
    const name = tokens.written(open - 1);
    if (!tokens.isMark(open, '(') || !/^\w+$/.test(name) || !/api\.unkey\.com\b/.test(text)) return undefined;
    const declared = new RegExp(String.raw`\b(?:def|func)\s+(?:\([^)\n]*\)\s*)?${name}\s*[([]`);
    if (!/\/v2\b/.test(text) || !declared.test(text)) return undefined;
    const close = tokens.partner(open);
    const last = close < 0 ? tokens.length : close;
    for (let at = open + 1; at < last; at++) {
      const string = tokens.opener(at) === open ? tokens.string(at) : undefined;
      const written = string && tokens.text.slice(string.content.start, string.content.end);
      const operation = /^\/?(?:v2\/)?([a-z]+\.\w+)$/i.exec(written ?? '')?.[1];
      const endpoint = operation === undefined ? undefined : findEndpoint('v2', operation);
      if (endpoint) return endpoint;
    }
    return undefined;
  }

  /** The endpoint of the method of an SDK that is called with the bracket `open`, as the facts tell. */
  methodAt({ from, tokens }: Code, open: number): Endpoint | undefined {
    const { source } = this.piece;
    const end = from + (tokens.list[open - 1]?.end ?? 0);
    return currentEndpointOf(
      this.calls.find(({ sdk, urlArgument }) => sdk && indexAt(source, urlArgument.end) === end),
    );
  }

  private isArgument(tokens: TokenList, at: number, open: number): boolean {
    const around = tokens.opener(at);
    if (around === open) return true;
    return tokens.opener(around) === open && MAKES_URL.test(tokens.written(around - 1));
  }

  /** The endpoint that the string or the variable at a token names. */
  private named({ from, tokens }: Code, at: number): Endpoint | undefined {
    const { text } = this.piece.source;
    const string = tokens.string(at);
    if (string) {
      const isAdded = tokens.isMark(at - 1, '+');
      if (isAdded && !tokens.isWord(at - 2)) return undefined;
      const url = tokens.text.slice(string.content.start, string.content.end);
      return endpointOfUrl(text, url, isAdded ? tokens.written(at - 2) : undefined);
    }
    if (!tokens.isWord(at) || !tokens.isMark(namesStart(tokens, at) - 1, '(', ',', '=')) return undefined;
    if (at + 1 < tokens.length && !tokens.isMark(at + 1, ',', ')')) return undefined;
    return this.assigned(tokens.written(at), from, from + tokens.list[at]!.start);
  }

  /** The endpoint that a variable names: by what it is given last before index `to`, else by all that it is given. */
  private assigned(name: string, from: number, to: number): Endpoint | undefined {
    const { text } = this.piece.source;
    const given = new RegExp(
      String.raw`(?<!\w)${name}\s*(?::\s*\w+\s*)?(?:string\s*)?:?=\s*(?:fmt\.Sprintf\()?(?:([\w.]+)\s*\+\s*)?[rfRF]?(["'\x60])([^"'\x60\n]{1,${LINE}})\2`,
      'g',
    );
    const endpoint = ([, base, , url]: RegExpMatchArray): Endpoint | undefined =>
      endpointOfUrl(text, url!, base);
    const nearest = [...text.slice(from, to).matchAll(given)].at(-1);
    if (nearest) return endpoint(nearest);
    const [first, ...others] = [...text.matchAll(given)].map(endpoint);
    return others.every((one) => one === first) ? first : undefined;
  }
}

/** The name that an argument or a field is given before token `at`: `json` of `json={`. */
export const nameBefore = (tokens: TokenList, at: number): string | undefined =>
  tokens.isMark(at - 1, '=') && tokens.isWord(at - 2) && tokens.isMark(tokens.opener(at - 1), '(')
    ? tokens.written(at - 2)
    : undefined;

/** The first token of the names that are called with the bracket `open`. */
export const calleeStart = (tokens: TokenList, open: number): number => namesStart(tokens, open - 1);

/** The first token of the names that end with token `last`: `self` of `self.url`. */
function namesStart(tokens: TokenList, last: number): number {
  let at = last;
  while (tokens.isMark(at - 1, '.') && at >= 2) at -= 2;
  return at;
}

/** The variable that is given what begins with token `at`: `body` of `body, err := json.Marshal(`. */
export function assignedName({ text, list }: TokenList, at: number): string | undefined {
  const end = list[at]?.start ?? 0;
  const line = text.slice(Math.max(text.lastIndexOf('\n', end - 1) + 1, end - LINE), end);
  return /(?:^|[\s;])(\w+)(?:,\s*\w+)?(?:\s*:\s*[\w.[\], ]{1,60}|\s+[\w.[\]{}*]{1,60})?\s*:?=\s*$/.exec(
    line,
  )?.[1];
}
