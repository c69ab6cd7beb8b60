import { DYNAMIC, type Fact } from '../model.ts';
import type { Range, SourceText } from '../source.ts';
import type { TokenList } from './token-list.ts';

/** The HTTP method of a call, and whether it is the one of calls that name none. */
export interface Method {
  readonly fact: Fact<string>;
  readonly implied: boolean;
}

const UNKNOWN: Method = { fact: DYNAMIC, implied: false };
const VERB = /^(get|post|put|patch|delete|head)(?:Uri|_async)?!?$/i;
/** Functions that make an address of a text. */
const ADDRESS = /^(?:URL|Uri|URI|Url|parse!?|create|https?|new!?|toHttpUrl|URLRequest)$/;
/** Objects whose `get` looks something up. */
const STORES =
  /map|cache|headers?|config|prefs|preferences|settings|storage|dict|registry|store|env|params|args|memo|urls?|json|list|table/i;
/** Functions that send GET where they are told no method. */
const GETS = /^(?:AF\.request|Alamofire\.request|\w+\.request_uri)$/;

/** The method of the call that the tokens from `start` are the address of. */
export function methodOf(tokens: TokenList, source: SourceText, start: number): Method {
  let at = start;
  let open = tokens.opener(at);
  while (tokens.isMark(open, '(') && ADDRESS.test(tokens.callee(open).at(-1) ?? '')) {
    at = tokens.valueStart(open - 1);
    open = tokens.opener(at);
  }
  if (!tokens.isMark(open, '(', '{') || tokens.partner(open) < 0) return UNKNOWN;
  const names = tokens.callee(open);
  const last = names.at(-1) ?? '';
  const place = (token: number): Range => {
    const { start: from, end } = tokens.string(token)?.content ?? tokens.list[token]!;
    return source.range(from, end);
  };
  const known = (token: number, verb: string, implied = false): Method => ({
    fact: { kind: 'literal', value: verb.toUpperCase(), range: place(token) },
    implied,
  });
  const isFirst = at === open + 1 || (tokens.isMark(at - 1, ':', '=') && at === open + 3);
  const verb = VERB.exec(last.replace(/^@/, ''))?.[1];
  if (
    verb &&
    isFirst &&
    (names.length > 1 ? !STORES.test(names.slice(0, -1).join('.')) : last.startsWith('@'))
  )
    return known(open - 1, verb);
  const named = namedMethod(tokens, open);
  if (named !== undefined) return named < 0 ? UNKNOWN : known(named, wordOf(tokens, named));
  // `Request('GET', uri)`, `Finch.build(:get, url)`
  const before = at - 2;
  const isSecond =
    tokens.isMark(at - 1, ',') &&
    (before === open + 1 || (before === open + 2 && tokens.isMark(open + 1, ':')));
  if (isSecond && VERB.test(wordOf(tokens, before))) return known(before, wordOf(tokens, before));
  if (isFirst && /^(?:url|uri|newBuilder)$/.test(last)) return built(tokens, open, known);
  const isGet = isFirst && GETS.test(names.slice(-2).join('.')) && isWritten(tokens, at, open);
  return isGet ? known(open - 1, 'GET', true) : UNKNOWN;
}

/** True where what stands behind the first argument is written there: named arguments, or a table. */
function isWritten(tokens: TokenList, first: number, open: number): boolean {
  for (let at = first; at < tokens.partner(open); at++) {
    if (!tokens.isMark(at, ',') || tokens.opener(at) !== open) continue;
    if (!tokens.isMark(at + 1, '{') && !tokens.isMark(at + 2, ':')) return false;
  }
  return true;
}

/** The characters of a string, or a word. */
function wordOf(tokens: TokenList, at: number): string {
  const string = tokens.string(at);
  return string ? tokens.text.slice(string.content.start, string.content.end) : tokens.written(at);
}

/** The token that a call, or the block behind it, gives as `method`; -1 where it is not known, undefined where it gives none. */
function namedMethod(tokens: TokenList, open: number): number | undefined {
  const close = tokens.partner(open);
  const end = tokens.isMark(close + 1, '{') ? tokens.partner(close + 1) : close;
  const found: number[] = [];
  for (let at = open + 1; at < end; at++) {
    if (!/^(?:httpM|m)ethod$/.test(tokens.written(at)) || !tokens.isMark(at + 1, ':', '=')) continue;
    let value = at + 2;
    while (tokens.isMark(value, ':', '.') || (tokens.isWord(value) && tokens.isMark(value + 1, '.', ':')))
      value++;
    found.push(VERB.test(wordOf(tokens, value)) ? value : -1);
  }
  return found.length > 1 ? -1 : found[0];
}

/** The method that a builder is told before or behind its address: `Request.Builder().url(…).post(body).build()`. */
function built(
  tokens: TokenList,
  open: number,
  known: (token: number, verb: string, implied?: boolean) => Method,
): Method {
  const level = tokens.opener(open);
  const first = tokens.valueStart(open - 1);
  let isDone = false;
  let isRequest = false;
  let found: Method | undefined;
  for (let at = first; at < tokens.length && tokens.opener(at) >= level; at++) {
    if (tokens.opener(at) !== level) continue;
    const isEnd = tokens.isMark(at, ',', ';', '=', ')', '}') && at > open && tokens.partner(at) < first;
    if (isEnd || (at > open && tokens.isWord(at) && !tokens.isMark(at - 1, '.', '?.'))) break;
    const word = tokens.isWord(at) ? tokens.written(at) : '';
    if (/^(?:Builder|newBuilder)$/.test(word)) isRequest = true;
    if (word === 'build') isDone = true;
    if (word === 'method')
      found = VERB.test(wordOf(tokens, at + 2)) ? known(at + 2, wordOf(tokens, at + 2)) : UNKNOWN;
    else if (VERB.test(word) && tokens.isMark(at + 1, '(')) found = known(at, word);
  }
  if (!isRequest) return UNKNOWN;
  return found ?? (isDone ? known(open - 1, 'GET', true) : UNKNOWN);
}
