import { DESCRIBES, TEXTS } from '../program/described.ts';
import { nameBefore } from './names.ts';
import type { TokenList } from './token-list.ts';

/** Functions of tests: whatever happens in them, whenever it does. */
const TESTS =
  /[mM]ock|MOCK|[sS]tub|[fF]ake|[bB]ypass|^(?:test\w*|it|describe|group|feature|scenario|expect\w*|assert\w*|XCTAssert\w*|refute|verify(?:All|Order|Sequence|NoMoreInteractions|Never)?|every|coEvery|coVerify\w*|whenever|given|should\w*|setUp|given_\w*|before_each|after_each)$/;
/** Annotations that make requests rather than describing something. */
const REQUESTS = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|HTTP|Get|Post|Put|Patch|Delete|RestApi|BaseUrl)$/;
/** Words before a text that make it one for people, or one to compare with. */
const SPOKEN =
  /^(?:throw|raise|case|in|import|require|use|alias|print|puts|error|warn|assert|refute|doc|moduledoc|typedoc|shortdoc|deprecated)$/;
const LEAVES = /^(?:throw|raise)$/;
/** Words that begin code which runs later. */
const CODE = /^(?:function|fn|async|func|fun|do|in|then|else|try|get|set)$/;

/** Functions that send requests. */
const SENDS = /^(?:get|post|put|patch|delete|request|send|fetch|execute|upload|download)(?:[A-Z]\w*|[?!])?$/;

/** Functions beside those that show, compare or cut a text. */
const SHOWS =
  /(?:print|log|dialog|toast|snackbar)$|^(?:text|label|link|button|alert|replacing\w*|remove(?:Prefix|Suffix)|trimming\w*|substring\w*|indexOf|firstIndex|range|NSRegularExpression)$/i;
const describes = (name: string): boolean => DESCRIBES.test(name.replace(/[?!]$/, '')) || SHOWS.test(name);

/** True for the tokens from `start` up to `end` where they are a text that is spoken of rather than called. */
export function isDescribed(tokens: TokenList, start: number, end: number): boolean {
  if (isCompared(tokens, start, end) || isSpoken(tokens, start)) return true;
  let code = false;
  let sends = false;
  for (
    let inside = start, open = tokens.opener(start);
    open >= 0;
    inside = open, open = tokens.opener(open)
  ) {
    const names = isTyped(tokens, open) ? [] : tokens.callee(open);
    if (names.some((name) => TESTS.test(name))) return true;
    if (!code) {
      if (isAnnotation(tokens, open, names)) return true;
      if (tokens.isMark(open, '(') && !runsLater(tokens, open, inside) && names.some(describes)) return true;
      const first = tokens.isWord(open - 1) ? tokens.valueStart(open - 1) : open;
      // What a request gives is named there, rather than its URL.
      sends ||= SENDS.test(names.at(-1) ?? '');
      if (LEAVES.test(tokens.written(first - 1)) || (!sends && isTextName(nameOf(tokens, first))))
        return true;
      if (tokens.isMark(open, '(') && runsLater(tokens, open, inside)) code = true;
      if (isBody(tokens, open)) code = true;
    }
    if (isBody(tokens, open) && isTest(tokens, open)) return true;
  }
  return isInTest(tokens, start);
}

/** True for a brace behind a type: `fun verify(key: String): VerifyResponse {`, `class Tests {`. */
function isTyped(tokens: TokenList, open: number): boolean {
  if (!tokens.isMark(open, '{') || !tokens.isWord(open - 1)) return false;
  const before = tokens.valueStart(open - 1) - 1;
  return tokens.isMark(before, ':', '->', '<', ',') || TYPED.test(tokens.written(before));
}

const TYPED =
  /^(?:class|struct|object|extension|enum|interface|protocol|actor|throws|extends|with|implements|mixin)$/;

/** `url == "…"`, `"…" -> …`, `case "…":`, `"…": handler` */
function isCompared(tokens: TokenList, start: number, end: number): boolean {
  const marks = ['==', '!=', '===', '!==', '~=', '=~'];
  if (tokens.isMark(start - 1, ...marks) || tokens.isMark(end, ...marks)) return true;
  // A pattern that something is matched with, and its name.
  if (tokens.isMark(end, '->', '=>', '=')) return true;
  if (tokens.written(end) === 'to' && tokens.isMark(start - 1, '(', ',')) return true;
  if (tokens.isMark(end, ']') && tokens.isMark(start - 1, '[') && tokens.isMark(end + 1, '=')) return true;
  // A key, and not what stands between the sides of a choice.
  return tokens.isMark(end, ':') && tokens.isMark(start - 1, '{', ',', '[', '(');
}

/** Words before a text, and the name it is given to. */
function isSpoken(tokens: TokenList, start: number): boolean {
  const word = tokens.isWord(start - 1) && tokens.continuesLine(start) ? tokens.written(start - 1) : '';
  if (SPOKEN.test(word.replace(/^@/, '')) || (word !== '' && describes(word))) return true;
  if (word !== '') {
    const first = tokens.valueStart(start - 1);
    for (let at = first; at < start; at++)
      if (tokens.isWord(at) && describes(tokens.written(at))) return true;
    if (LEAVES.test(tokens.written(first - 1))) return true;
  }
  return isTextName(nameOf(tokens, start));
}

/** `docsUrl`, `ALLOWED_HOSTS` */
const isTextName = (name: string | undefined): boolean =>
  name !== undefined && TEXTS.test(name.replaceAll(/([a-z])([A-Z])/g, '$1_$2'));

/** The name that what begins with a token is given to. */
const nameOf = (tokens: TokenList, start: number): string | undefined =>
  tokens.isMark(start - 1, '=', ':=', ':') ? nameBefore(tokens, start - 1) : undefined;

/** `@Deprecated("…")` */
function isAnnotation(tokens: TokenList, open: number, names: readonly string[]): boolean {
  const first = open - 1;
  const [name] = names;
  if (name === undefined || names.length > 1 || REQUESTS.test(name.replace(/^@/, ''))) return false;
  return name.startsWith('@') || tokens.isMark(first - 1, '@');
}

/** True where code that runs later stands between a bracket and a token in it: `then((r) => …)`. */
function runsLater(tokens: TokenList, open: number, inside: number): boolean {
  for (let at = open + 1; at < inside; at++) {
    if (tokens.opener(at) !== open) continue;
    // `&` captures a function in Elixir.
    if (tokens.isMark(at, '=>', '->', '&') || (tokens.isWord(at) && CODE.test(tokens.written(at))))
      return true;
  }
  return false;
}

/** True for a brace that holds statements rather than members. */
function isBody(tokens: TokenList, open: number): boolean {
  if (!tokens.isMark(open, '{')) return false;
  const before = open - 1;
  return tokens.isMark(before, ')', '>', '=>', '->', '?') || tokens.isWord(before);
}

/** `func testVerify() {`, `@Test fun verifies() {` */
function isTest(tokens: TokenList, open: number): boolean {
  for (let at = open - 1; at > 0 && at > open - 40; at--) {
    if (tokens.isMark(at, ')', ']') && tokens.partner(at) >= 0) at = tokens.partner(at);
    else if (tokens.isMark(at, '{', '}', ';')) return false;
    else if (/^fun(?:c|ction)?$/.test(tokens.written(at))) {
      if (/^test(?:[A-Z_]|$)/.test(tokens.written(at + 1))) return true;
      for (let i = at - 1; i > at - 8; i--) {
        if (/^@?(?:Test|ParameterizedTest)$/.test(tokens.written(i))) return true;
        if (tokens.isMark(i, '{', '}', ';')) return false;
      }
      return false;
    }
  }
  return false;
}

/** In a language of `do … end`: a line above, less indented than what is in it, begins a test. */
function isInTest(tokens: TokenList, start: number): boolean {
  const lines = testLines(tokens);
  if (lines.length === 0) return false;
  const at = tokens.list[start]?.start ?? 0;
  // The lines that begin tests are few; the last one before it is the only one that can hold it.
  const line = lines.findLast((l) => l.start < at);
  if (!line) return false;
  const between = tokens.text.slice(line.end, at);
  return !new RegExp(`^[ \\t]{0,${line.indent}}\\S`, 'm').test(between);
}

interface TestLine {
  readonly start: number;
  readonly end: number;
  readonly indent: number;
}

const TEST_LINE = /^([ \t]*)(?:test|describe|it|setup|feature)\b[ \t(]*["'].*$/gm;
const known = new WeakMap<TokenList, readonly TestLine[]>();

function testLines(tokens: TokenList): readonly TestLine[] {
  let lines = known.get(tokens);
  if (!lines) {
    lines = [...tokens.text.matchAll(TEST_LINE)].map((m) => ({
      start: m.index,
      end: m.index + m[0].length,
      indent: m[1]!.length,
    }));
    known.set(tokens, lines);
  }
  return lines;
}
