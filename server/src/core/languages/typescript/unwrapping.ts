import { functionAt, type LocalFunction } from './local-functions.ts';
import { behind, Kind, type Tokens, tokenAt, wordAt } from './tokens.ts';

/** Options and hooks by which a program changes what a client gives. */
const CHANGES_ANSWERS =
  /\b(?:interceptors|transformResponse|afterResponse|onResponse|parseJson|parseResponse|dataFilter|ajaxSetup|HTTP_INTERCEPTORS|withInterceptors)\b/g;
const SETS = /^(?:[-+*/%&|^?<>]{0,3}=|\+\+|--|\()$/;

/**
 * True for a text in which clients other than `fetch`, which has no such place, may take answers apart before the caller
 * gets them. Interceptors that are for requests or failures, or that give an answer as they get it, do not.
 */
export function mayUnwrap(tokens: Tokens): boolean {
  for (const { index } of tokens.text.matchAll(CHANGES_ANSWERS))
    if (!leavesAnswers(tokens, tokenAt(tokens, index))) return true;
  return false;
}

/** True for `interceptors` at token `at` of which what is taken leaves answers as they are. */
function leavesAnswers(tokens: Tokens, at: number): boolean {
  if (wordAt(tokens, at) !== 'interceptors' || !isMember(tokens, at + 1)) return false;
  const of = wordAt(tokens, at + 2);
  if (of === 'request') return true;
  if (of !== 'response' || !isMember(tokens, at + 3)) return false;
  const method = wordAt(tokens, at + 4);
  if (method === 'eject' || method === 'clear') return true;
  if (method !== 'use' || wordAt(tokens, at + 5) !== '(') return false;
  const first = wordAt(tokens, at + 6);
  if (first === 'undefined' || first === 'null') return /^[,)]$/.test(wordAt(tokens, at + 7));
  const fn = functionAt(tokens, tokens.starts[at + 6] ?? -1);
  return fn !== undefined && givesAsGiven(tokens, fn);
}

const isMember = (tokens: Tokens, at: number): boolean => /^\??\.$/.test(wordAt(tokens, at));

/** True for a function that gives its first parameter back and only looks at it. */
function givesAsGiven(tokens: Tokens, { head, first, end, block }: LocalFunction): boolean {
  const at = tokens.kinds[head] === Kind.open ? head + 1 : head;
  if (tokens.kinds[at] !== Kind.word) return false;
  const name = wordAt(tokens, at);
  if (block === undefined) return wordAt(tokens, first) === name && isEnd(tokens, first + 1);
  let isGiven = false;
  for (let i = first; i < end; i++) {
    const word = wordAt(tokens, i);
    if (word === 'return') {
      if (wordAt(tokens, i + 1) !== name || !isEnd(tokens, i + 2)) return false;
      isGiven = true;
      i++;
    } else if (word === name && !isMember(tokens, i - 1) && !isOnlyRead(tokens, i)) return false;
  }
  return isGiven;
}

const isEnd = (tokens: Tokens, at: number): boolean =>
  /^[,;)}]?$/.test(wordAt(tokens, at)) || (tokens.breaks[at] === 1 && !isMember(tokens, at));

/** True where a member of the value at token `at` is read, and nothing is set or called. */
function isOnlyRead(tokens: Tokens, at: number): boolean {
  let i = at + 1;
  while (isMember(tokens, i) || wordAt(tokens, i) === '[')
    i = wordAt(tokens, i) === '[' ? behind(tokens, i) : i + 2;
  return i > at + 1 && !SETS.test(wordAt(tokens, i));
}
