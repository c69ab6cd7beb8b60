import { calleeStart } from '../islands.ts';
import type { Reading } from '../reading.ts';
import { wordAt } from '../tokens.ts';

const TESTS_BEHIND = /^(?:\)|\|\||&&|\?|===|!==|==|!=)$/;
const TESTS_BEFORE = /^(?:\(|!|\|\||&&|=)$/;
const SHOWS = /^(?:console|log|logger)$/;

/**
 * True where a use of an error of v1 is as good with an `Error`: it is asked for, shown, thrown, or its message is read.
 * The tokens `first` to `last` are the error: `error`, `answer.error`.
 */
export function isErrorKept(reading: Reading, first: number, last: number): boolean {
  const { tokens } = reading;
  const before = first > 0 ? wordAt(tokens, first - 1) : '';
  const behind = wordAt(tokens, last + 1);
  const dot = behind === '!' ? last + 2 : last + 1;
  if (/^\??\.$/.test(wordAt(tokens, dot))) return wordAt(tokens, dot + 1) === 'message';
  if (before === 'throw' || before === '!') return true;
  if (calledWith(reading, first) !== undefined) return isShown(reading, first);
  return TESTS_BEHIND.test(behind) && TESTS_BEFORE.test(before);
}

/** True for an argument of what only shows it. */
export function isShown(reading: Reading, token: number): boolean {
  const called = calledWith(reading, token);
  return called !== undefined && SHOWS.test(wordAt(reading.tokens, called));
}

/** The token that begins what is called with a token among its arguments. */
function calledWith({ tokens }: Reading, token: number): number | undefined {
  const holder = tokens.parents[token]!;
  return holder >= 0 && wordAt(tokens, holder) === '(' ? calleeStart(tokens, holder) : undefined;
}
