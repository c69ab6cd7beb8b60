import { calleeStart } from '../islands.ts';
import type { Reading } from '../reading.ts';
import { type Tokens, wordAt } from '../tokens.ts';
import { entriesOf } from './patterns.ts';
import { variableUses } from './variable-uses.ts';

/**
 * What a use of an error of v1 needs of one of v2: nothing but an `Error`, the `members` of v1 as well, or (`code`) the
 * codes of v1, which v2 does not have.
 */
export type ErrorUse = 'error' | 'members' | 'code';

const TESTS_BEHIND = /^(?:\)|\|\||&&|\?|===|!==|==|!=)$/;
const TESTS_BEFORE = /^(?:\(|!|\|\||&&|=)$/;
const COMPARES = /^(?:===|!==|==|!=)$/;
const SHOWS = /^(?:console|log|logger)$/;
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
  if (before === 'throw' || before === '!') return 'error';
  if (calledWith(reading, first) !== undefined && isShown(reading, first)) return 'error';
  if (calledWith(reading, first) === undefined && TESTS_BEHIND.test(behind) && TESTS_BEFORE.test(before))
    return 'error';
  const close = first - 2;
  if (before === '=' && wordAt(tokens, close) === '}') return patternUse(reading, tokens.mates[close]!);
  return 'members';
}

/** True for an argument of what only shows it. */
export function isShown(reading: Reading, token: number): boolean {
  const called = calledWith(reading, token);
  return called !== undefined && SHOWS.test(wordAt(reading.tokens, called));
}

function memberUse(reading: Reading, first: number, member: number): ErrorUse {
  const name = wordAt(reading.tokens, member);
  if (name === 'message') return 'error';
  return name === 'code' && isCompared(reading, first, member, 0) ? 'code' : 'members';
}

/** `const { code, message } = error` */
function patternUse(reading: Reading, open: number): ErrorUse {
  const entries = open > 0 ? entriesOf(reading.tokens, open) : undefined;
  const code = entries?.find(({ name }) => name === 'code');
  if (!entries || (code && code.target === undefined)) return 'code';
  const uses = code ? variableUses(reading, code.target!) : [];
  return uses.some((use) => isCompared(reading, use, use, 0)) ? 'code' : 'members';
}

/** True where a text is compared with others: in a condition, a `switch`, an index; also through a variable. */
function isCompared(reading: Reading, first: number, last: number, depth: number): boolean {
  const { tokens } = reading;
  const before = first > 0 ? wordAt(tokens, first - 1) : '';
  const behind = wordAt(tokens, last + 1);
  if (COMPARES.test(before) || COMPARES.test(behind) || before === '[') return true;
  if (/^\??\.$/.test(behind) && ASKS.test(wordAt(tokens, last + 2))) return true;
  const holder = tokens.parents[first]!;
  if (holder > 0 && wordAt(tokens, holder) === '(' && isAsking(tokens, holder)) return true;
  const isNamed = before === '=' && /^(?:const|let|var)$/.test(wordAt(tokens, first - 3));
  return (
    isNamed &&
    depth < MOST_NAMES &&
    variableUses(reading, first - 2).some((use) => isCompared(reading, use, use, depth + 1))
  );
}

/** Names for the same code that are followed. */
const MOST_NAMES = 3;

const isAsking = (tokens: Tokens, bracket: number): boolean =>
  wordAt(tokens, bracket - 1) === 'switch' || ASKS.test(wordAt(tokens, bracket - 1));

/** The token that begins what is called with a token among its arguments. */
function calledWith({ tokens }: Reading, token: number): number | undefined {
  const holder = tokens.parents[token]!;
  return holder >= 0 && wordAt(tokens, holder) === '(' ? calleeStart(tokens, holder) : undefined;
}
