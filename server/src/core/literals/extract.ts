import type { Span } from '../expression.ts';
import type { Extraction, Language } from '../languages/language.ts';
import { lazy } from '../lazy.ts';
import type { ApiCall, NamedText } from '../model.ts';
import { TEST_FILE } from '../program/described.ts';
import { bareCall, settingCall, withoutUsedUrls } from '../requests/bare-call.ts';
import type { Range, SourceText } from '../source.ts';
import { parseApiUrl } from '../url.ts';
import { type Address, Bases } from './bases.ts';
import { isDescribed } from './described.ts';
import { type Token, tokensOf } from './lexer.ts';
import { methodOf } from './methods.ts';
import { namedTexts } from './names.ts';
import { outlineOf } from './outline.ts';
import { addressEditor } from './requests/address.ts';
import type { AnswerForms } from './requests/answer-forms.ts';
import { readsOf } from './requests/answers.ts';
import type { LiteralIdiom } from './requests/idiom.ts';
import { type Part, RequestReader } from './requests/reader.ts';
import { type SeenRequest, wholeCall } from './requests/seen-request.ts';
import { sentFor } from './requests/senders.ts';
import { SenderUrls } from './sender-urls.ts';
import type { CodeSyntax } from './syntax.ts';
import { TokenList } from './token-list.ts';
import { COMBINES, LiteralValues } from './values.ts';

/** A language of which only the literals are read: URLs that stand in texts, and texts that have a name. */
export const literalLanguage = (
  info: Omit<Language, 'extract'>,
  syntax: CodeSyntax,
  requests?: LiteralRequests,
): Language => ({
  ...info,
  extract: (source, { path }) => extractLiterals(source, path, syntax, requests),
});

/** How a language's requests are read and written. */
export interface LiteralRequests {
  readonly idiom: LiteralIdiom;
  /** The request that is made with the address in a part; undefined where it is not understood. */
  readonly readRequest: (reader: RequestReader, address: Part) => SeenRequest | undefined;
  /** How answers are read. */
  readonly answers: AnswerForms;
}

/** The API, a path of it, or a word that may be one behind a base. */
const ANCHOR = /api\.unkey\.(?:com|dev)|\bv[12x]\/|^\/?[a-z]+\.[a-z]+[A-Z]|^\/[a-z]+\.[a-z]+/;

function extractLiterals(
  source: SourceText,
  path: string,
  syntax: CodeSyntax,
  requests: LiteralRequests | undefined,
): Extraction {
  const all = tokensOf(source.text, syntax);
  const comments = all.filter((t) => t.kind === 'comment').map((t) => source.slice(t.start, t.end));
  const tokens = new TokenList(source.text, all);
  const values = new LiteralValues(source, tokens);
  const names = namedTexts(tokens, values);
  const calls = TEST_FILE.test(path)
    ? []
    : withoutUsedUrls([...callsIn(source, tokens, values, syntax, requests), ...names.flatMap(baseOf)]);
  return {
    calls,
    names,
    comments,
    outline: lazy(() => outlineOf(source, tokens, syntax.functions)),
    stringAt: (offset) => stringAt(source, all, source.indexOfOffset(offset)),
  };
}

/** The string among `tokens` of whose text the character at an index is a part. */
function stringAt(source: SourceText, tokens: readonly Token[], at: number): Range | undefined {
  const isAround = ({ start, end }: Span): boolean => start <= at && at < end;
  const token = tokens.find(isAround);
  if (token?.kind !== 'string') return undefined;
  const hole = token.holes.find(isAround);
  return hole ? stringAt(source, hole.tokens, at) : source.range(token.start, token.end);
}

/** The base of URLs that a name is given; whole URLs are found wherever they stand. */
function baseOf({ name, value }: NamedText): readonly ApiCall[] {
  const call = settingCall(name, value);
  return call && call.url.operation.kind === 'dynamic' ? [call] : [];
}

function callsIn(
  source: SourceText,
  tokens: TokenList,
  values: LiteralValues,
  { functions }: CodeSyntax,
  requests: LiteralRequests | undefined,
): ApiCall[] {
  const addresses = addressesIn(tokens, values);
  const bases = new Bases(tokens, addresses);
  const calls: ApiCall[] = [];
  const reader = requests && new RequestReader(source, tokens, values, requests.idiom, functions);
  const senders = reader && new SenderUrls(reader, addresses);
  for (const address of addresses) {
    const { start, end } = address;
    const url = parseApiUrl(senders?.whole(address) ?? bases.whole(address));
    if (!url || url.operation.kind === 'absent' || senders?.isTold(address)) continue;
    const range = source.range(tokens.list[start]!.start, tokens.list[end - 1]!.end);
    const { fact: method, implied: methodImplied } = methodOf(tokens, source, start);
    const bare = { ...bareCall(range, url), urlArgument: range, method, methodImplied };
    const whole =
      requests && reader && (() => wholeRequest(reader, requests, bare, { from: start, to: end }));
    const part = { from: start, to: end };
    const inlineBase = reader && (() => addressEditor(reader, part, url.text, {}).inlineBase?.());
    calls.push(whole ? { ...bare, editor: { whole, ...(inlineBase ? { inlineBase } : {}) } } : bare);
  }
  return calls;
}

function wholeRequest(
  reader: RequestReader,
  { idiom, readRequest, answers }: LiteralRequests,
  bare: ApiCall,
  part: Part,
): ReturnType<NonNullable<ApiCall['editor']['whole']>> {
  const sent = sentFor(reader, part, readRequest);
  const request = sent?.request ?? readRequest(reader, part);
  if (!request) return undefined;
  const editor = addressEditor(reader, part, bare.url.text, request);
  // The base of what a function sends is not in the call of it.
  const { inlineBase: _, ...own } = editor;
  const notation = idiom.notationIn?.(reader.text) ?? idiom.notation;
  const call = wholeCall(reader, bare, request, sent ? own : editor, notation);
  return { call, reads: readsOf(reader, answers, call, sent ?? { request }) };
}

/** The texts that may be URLs of the API, those left out that are spoken of. */
function addressesIn(tokens: TokenList, values: LiteralValues): readonly Address[] {
  const found: Address[] = [];
  let seen = 0;
  for (let at = 0; at < tokens.length; at++) {
    const string = tokens.string(at);
    if (at < seen || !string?.closed || string.form.pattern) continue;
    if (
      !ANCHOR.test(tokens.text.slice(string.content.start, string.content.end)) &&
      string.holes.length === 0
    )
      continue;
    const { text, start, end } = combined(tokens, values, at) ?? joined(tokens, values, at);
    seen = end;
    if (/\s/.test(text.text) || !ANCHOR.test(text.text) || isUnfinished(tokens, start, end)) continue;
    if (!isDescribed(tokens, start, end)) found.push({ text, start, end });
  }
  return found;
}

/** The first token of the texts that are joined with the one at a token. */
function startOf(tokens: TokenList, at: number): number {
  let start = at;
  while (start > 1 && (tokens.isMark(start - 1, '+', '..', '<>') || tokens.string(start - 1))) {
    start = tokens.string(start - 1) ? start - 1 : tokens.valueStart(start - 2);
  }
  return start;
}

/** True at the end of a text where what is typed next may make a key of it, or something to compare with. */
function isUnfinished(tokens: TokenList, start: number, end: number): boolean {
  if (tokens.isMark(start - 1, '=', '(') || tokens.written(start - 1) === 'return') return false;
  return /^[ \t]*(?:[-=!~:]|t)?$/.test(tokens.text.slice(tokens.list[end - 1]!.end));
}

/** What the texts around a string make. */
function joined(tokens: TokenList, values: LiteralValues, at: number): Address {
  const start = startOf(tokens, at);
  const value = values.evaluate(tokens, start);
  if (value && value.end > at) return { text: value.text.trim(), start, end: value.end };
  return { text: values.textOf(tokens.string(at)!).trim(), start: at, end: at + 1 };
}

/** What a function makes of a base and the string in its arguments: `Uri.https('api.unkey.com', '/v2/keys.getKey')`. */
function combined(tokens: TokenList, values: LiteralValues, at: number): Address | undefined {
  const open = tokens.opener(at);
  if (!tokens.isMark(open, '(') || !COMBINES.test(tokens.callee(open).at(-1) ?? '')) return undefined;
  const start = tokens.valueStart(open - 1);
  const value = values.evaluate(tokens, start);
  return value && value.end > at && ANCHOR.test(value.text.text) ? { ...value, start } : undefined;
}
