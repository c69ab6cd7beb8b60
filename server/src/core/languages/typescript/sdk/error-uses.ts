import { calleeStart } from '../islands.ts';
import type { Reading } from '../reading.ts';
import { Block, Kind, type Tokens, wordAt } from '../tokens.ts';
import { areTold } from './caught.ts';
import { entriesOf } from './patterns.ts';
import { endsBefore } from './places.ts';
import { variableUses } from './variable-uses.ts';

/**
 * What a use of an error of v1 needs of one of v2: that it is there (`test`), an `Error` to throw or to show, its
 * `message`, the `members` of v1 as well, or all of them (`whole`) as it goes somewhere else, these codes of v1, which v2
 * does not have, or (`code`) such that are not seen.
 */
export type ErrorUse = 'test' | 'throw' | 'show' | 'message' | 'members' | 'whole' | Codes | 'code';

/** Codes that a program compares the code of an error with. */
type Codes = readonly string[];

const TESTS_BEHIND = /^(?:\)|\|\||&&|\?|===|!==|==|!=)$/;
const TESTS_BEFORE = /^(?:\(|!|\|\||&&|=)$/;
/** What stands before the condition of a choice. */
const CHOOSES_BEHIND = /^(?:[;{}(:,=]|=>|return)$/;
const COMPARES = /^(?:===|!==|==|!=)$/;
/** How many tokens of a condition are looked at. */
const MOST_TOKENS = 60;
const SHOWS = /^(?:console|log|logger)$/;
/** What tests say of a value that is there, or is not. */
const EXPECTS = /^to(?:Be(?:Undefined|Null|Falsy|Truthy|Defined)|Exist)$/;
/** Methods that compare what they are given, or what they are called on. */
const ASKS = /^(?:includes|has|get|indexOf|test|match|startsWith|endsWith)$/;

/** What is asked of the error that the tokens `first` to `last` are: `error`, `answer.error`. */
export function errorUse(reading: Reading, first: number, last: number): ErrorUse {
  const { tokens } = reading;
  const before = first > 0 ? wordAt(tokens, first - 1) : '';
  const behind = wordAt(tokens, last + 1);
  const dot = behind === '!' ? last + 2 : last + 1;
  if (/^\??\.$/.test(wordAt(tokens, dot))) return memberUse(reading, first, dot + 1);
  if (wordAt(tokens, dot) === '[') return 'code';
  if (before === 'throw') return 'throw';
  if (before === '!') return 'test';
  if (behind === '?' && (CHOOSES_BEHIND.test(before) || tokens.breaks[first] === 1)) return 'test';
  if (calledWith(reading, first) !== undefined && isShown(reading, first)) return 'show';
  if (calledWith(reading, first) === undefined && TESTS_BEHIND.test(behind) && TESTS_BEFORE.test(before))
    return 'test';
  if (decides(tokens, last) || isAskedFor(tokens, first, last)) return 'test';
  const close = first - 2;
  if (before === '=' && wordAt(tokens, close) === '}') return patternUse(reading, tokens.mates[close]!);
  return codesInFunction(reading, first, last) ?? 'whole';
}

/** The tokens of the members that a use of an error reads; undefined where it may be for all of them. */
export function errorMembers(reading: Reading, first: number, last: number): readonly number[] | undefined {
  const { tokens } = reading;
  const dot = wordAt(tokens, last + 1) === '!' ? last + 2 : last + 1;
  if (/^\??\.$/.test(wordAt(tokens, dot))) return [dot + 1];
  const close = first - 2;
  if (wordAt(tokens, first - 1) !== '=' || wordAt(tokens, close) !== '}') return undefined;
  return entriesOf(tokens, tokens.mates[close]!)?.map(({ at }) => at);
}

/** True for a code that goes on under another name, and not only to where it is compared. */
export function goesOn(reading: Reading, member: number): boolean {
  const { tokens } = reading;
  const before = wordAt(tokens, member - 1);
  let name = /^[{,]$/.test(before) ? member : -1;
  if (name > 0 && wordAt(tokens, member + 1) === ':') name = member + 2;
  if (name < 0) {
    let first = member;
    while (/^\??\.$/.test(wordAt(tokens, first - 1))) first -= 2;
    name = wordAt(tokens, first - 1) === '=' && endsBefore(tokens, member + 1) ? first - 2 : -1;
  }
  if (name < 0) return false;
  return variableUses(reading, name).some((use) => codesAt(reading, use, use, 0) === undefined);
}

/** True for a part of the condition of a choice: `error || other ? a : b`. */
function decides(tokens: Tokens, last: number): boolean {
  let at = last + 1;
  if (!/^(?:\|\||&&)$/.test(wordAt(tokens, at))) return false;
  for (; at <= last + MOST_TOKENS; at++) {
    if (tokens.kinds[at] === Kind.open) at = tokens.mates[at]! < 0 ? Infinity : tokens.mates[at]!;
    else if (wordAt(tokens, at) === '?') return true;
    else if (tokens.kinds[at] === Kind.close || /^(?:[,;:=]|=>|)$/.test(wordAt(tokens, at))) return false;
  }
  return false;
}

/** The codes that a function of the text compares that of an error with which is its only argument. */
function codesInFunction(reading: Reading, first: number, last: number): Codes | undefined {
  const parameter = parameterOf(reading, first, last);
  if (parameter === undefined) return undefined;
  const { tokens } = reading;
  const codes = together(
    variableUses(reading, parameter).map((use) =>
      /^\??\.$/.test(wordAt(tokens, use + 1)) && wordAt(tokens, use + 2) === 'code'
        ? codesAt(reading, use, use + 2, 0)
        : undefined,
    ),
  );
  return codes === 'code' || !codes || !areTold(codes) ? undefined : codes;
}

/** The parameter of a function of the text that is given an error as its only argument. */
export function parameterOf(reading: Reading, first: number, last: number): number | undefined {
  const { tokens, scope } = reading;
  const called = first - 2;
  if (wordAt(tokens, first - 1) !== '(' || wordAt(tokens, last + 1) !== ')' || called < 0) return undefined;
  const declared = tokens.kinds[called] === Kind.word ? scope.declaredAt(called) : undefined;
  if (declared === undefined || /^\??\.$/.test(wordAt(tokens, called - 1))) return undefined;
  const open = wordAt(tokens, declared + 1) === '=' ? declared + 2 : declared + 1;
  const parameter = open + 1;
  return wordAt(tokens, open) === '(' && tokens.kinds[parameter] === Kind.word ? parameter : undefined;
}

/** `if (first.error ?? second.error)`, `expect(error).toBeNull()` */
function isAskedFor(tokens: Tokens, first: number, last: number): boolean {
  const holder = tokens.parents[first]!;
  if (holder < 1 || wordAt(tokens, holder) !== '(') return false;
  const isOnly = first === holder + 1 && last + 1 === tokens.mates[holder];
  if (wordAt(tokens, holder - 1) === 'expect' && isOnly) {
    const name = wordAt(tokens, last + 3) === 'not' ? last + 5 : last + 3;
    return EXPECTS.test(wordAt(tokens, name));
  }
  return (
    wordAt(tokens, holder - 1) === 'if' &&
    /^(?:\(|&&|\|\||\?\?)$/.test(wordAt(tokens, first - 1)) &&
    /^(?:\)|&&|\|\||\?\?)$/.test(wordAt(tokens, last + 1))
  );
}

/** True for what is written to a log, or put into a text, where its members are not looked at. */
export function isOnlySaid({ tokens }: Reading, first: number): boolean {
  if (wordAt(tokens, first - 1) === '+') return true;
  for (let open = tokens.parents[first]!; open > 0; open = tokens.parents[open]!) {
    if (tokens.blocks[open] === Block.code) return false;
    if (wordAt(tokens, open) !== '(') continue;
    const called = calleeStart(tokens, open);
    if (called !== undefined && SHOWS.test(wordAt(tokens, called))) return true;
    const isLogger =
      called !== undefined &&
      /(?:^|\.)(?:logger|log)\./.test(tokens.text.slice(tokens.starts[called], tokens.starts[open]));
    if (isLogger) return true;
  }
  return false;
}

/** True for an argument of what only shows it. */
export function isShown(reading: Reading, token: number): boolean {
  const called = calledWith(reading, token);
  return called !== undefined && SHOWS.test(wordAt(reading.tokens, called));
}

function memberUse(reading: Reading, first: number, member: number): ErrorUse {
  const name = wordAt(reading.tokens, member);
  if (name === 'message') return 'message';
  return (name === 'code' ? codesAt(reading, first, member, 0) : undefined) ?? 'members';
}

/** `const { code, message } = error` */
function patternUse(reading: Reading, open: number): ErrorUse {
  const entries = open > 0 ? entriesOf(reading.tokens, open) : undefined;
  const code = entries?.find(({ name }) => name === 'code');
  if (!entries || (code && code.target === undefined)) return 'code';
  const uses = code ? variableUses(reading, code.target!) : [];
  return together(uses.map((use) => codesAt(reading, use, use, 0))) ?? 'members';
}

/** All codes of several uses; undefined where none of them compares. */
export function together(uses: readonly (Codes | 'code' | undefined)[]): Codes | 'code' | undefined {
  if (uses.includes('code')) return 'code';
  const codes = uses.filter((use): use is Codes => typeof use === 'object').flat();
  return codes.length > 0 ? [...new Set(codes)] : undefined;
}

/** What a text is compared with: in a condition, a `switch`, a list, an index; also through a variable. */
function codesAt(reading: Reading, first: number, last: number, depth: number): Codes | 'code' | undefined {
  const { tokens } = reading;
  const before = first > 0 ? wordAt(tokens, first - 1) : '';
  const behind = wordAt(tokens, last + 1);
  if (COMPARES.test(behind)) return textsOf(tokens, [last + 2]);
  if (COMPARES.test(before)) return textsOf(tokens, [first - 2]);
  if (before === '[' || (/^\??\.$/.test(behind) && ASKS.test(wordAt(tokens, last + 2)))) return 'code';
  const holder = tokens.parents[first]!;
  if (holder > 0 && wordAt(tokens, holder) === '(') {
    if (wordAt(tokens, holder - 1) === 'switch') return casesOf(tokens, tokens.mates[holder]! + 1);
    if (ASKS.test(wordAt(tokens, holder - 1))) return listed(tokens, holder);
  }
  const isNamed = before === '=' && /^(?:const|let|var)$/.test(wordAt(tokens, first - 3));
  if (!isNamed || depth >= MOST_NAMES) return undefined;
  return together(variableUses(reading, first - 2).map((use) => codesAt(reading, use, use, depth + 1)));
}

/** Names for the same code that are followed. */
const MOST_NAMES = 3;

/** The texts at some tokens; `code` where one of them is something else. */
function textsOf(tokens: Tokens, places: readonly number[]): Codes | 'code' {
  const isText = places.every((at) => tokens.kinds[at] === Kind.string);
  return isText ? places.map((at) => wordAt(tokens, at).slice(1, -1)) : 'code';
}

/** What the cases of a `switch` compare, whose block token `open` begins. */
function casesOf(tokens: Tokens, open: number): Codes | 'code' {
  const places: number[] = [];
  for (let at = open + 1, end = tokens.mates[open]!; at < end; at++)
    if (wordAt(tokens, at) === 'case' && tokens.parents[at] === open) places.push(at + 1);
  return textsOf(tokens, places);
}

/** `['NOT_FOUND', 'FORBIDDEN'].includes(code)`, whose arguments token `bracket` begins. */
function listed(tokens: Tokens, bracket: number): Codes | 'code' {
  const close = bracket - 3;
  const open = wordAt(tokens, close) === ']' ? tokens.mates[close]! : -1;
  if (open < 0 || wordAt(tokens, bracket - 1) !== 'includes') return 'code';
  const places: number[] = [];
  for (let at = open + 1; at < close; at++) if (wordAt(tokens, at) !== ',') places.push(at);
  return textsOf(tokens, places);
}

/** The token that begins what is called with a token among its arguments. */
function calledWith({ tokens }: Reading, token: number): number | undefined {
  const holder = tokens.parents[token]!;
  return holder >= 0 && wordAt(tokens, holder) === '(' ? calleeStart(tokens, holder) : undefined;
}
