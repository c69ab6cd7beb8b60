import type { CallExpression } from '../../expression.ts';
import { answersResult } from '../../sdk/methods.ts';
import type { Range } from '../../source.ts';
import type { Reading } from './reading.ts';
import { entriesOf } from './sdk/patterns.ts';
import { behind, Kind, type Tokens, tokenAt, wordAt } from './tokens.ts';

/**
 * Where what a method of an SDK answers is taken apart as the releases for v1 answered: the pattern `{ result, error }`,
 * or the first of such members that is read of the variable it is given to. Lists answer `result` in v2 as well. Undefined
 * where it is not.
 */
export function unwrappedAt(reading: Reading, call: CallExpression, method: string): Range | undefined {
  const { tokens, scope } = reading;
  const target = targetOf(reading, call);
  if (target === undefined) return undefined;
  const members = answersResult(method) ? /^error$/ : /^(?:result|error)$/;
  const apart = takenApart(reading, target, members);
  if (apart || !/^(?:const|let|var)$/.test(wordAt(tokens, target - 1))) return apart;
  for (const use of scope.usesOf(target)) {
    const dot = /^\??\.$/.test(wordAt(tokens, use + 1));
    if (dot && members.test(wordAt(tokens, use + 2)))
      return reading.source.range(tokens.starts[use + 2]!, tokens.ends[use + 2]!);
    const later = wordAt(tokens, use - 1) === '=' ? takenApart(reading, use - 2, members) : undefined;
    if (later) return later;
  }
  return undefined;
}

const LIST_OF_V1 = /^(?:keys|total|cursor)$/;
const LIST_OF_V2 = /^(?:data|pagination|meta)$/;

/**
 * The first member that is read of the `result` of a list of keys and that only v1 has there: `keys`, `total`, `cursor`.
 * `v2` where one of v2 is read, undefined where there is none.
 */
export function listReadAt(reading: Reading, call: CallExpression): Range | 'v2' | undefined {
  const { tokens, source } = reading;
  const names = resultsOf(reading, call).flatMap((result) => namesOf(reading, result, 0));
  if (names.some((at) => LIST_OF_V2.test(wordAt(tokens, at)))) return 'v2';
  const first = names.find((at) => LIST_OF_V1.test(wordAt(tokens, at)));
  return first === undefined ? undefined : source.range(tokens.starts[first]!, tokens.ends[first]!);
}

/** What stands for the `result` of an answer: the last tokens of expressions, or brackets of patterns. */
function resultsOf(reading: Reading, call: CallExpression): readonly number[] {
  const { tokens, scope } = reading;
  const last = tokenAt(tokens, call.end - 1);
  if (wordAt(tokens, last + 1) === ')') return resultBehind(tokens, last + 1);
  const target = targetOf(reading, call);
  if (target === undefined) return [];
  if (wordAt(tokens, target) === '}') return resultIn(reading, tokens.mates[target]!);
  return scope.usesOf(target).flatMap((use) => {
    const isTaken = wordAt(tokens, use - 1) === '=' && wordAt(tokens, use - 2) === '}';
    return isTaken ? resultIn(reading, tokens.mates[use - 2]!) : resultBehind(tokens, use);
  });
}

const resultBehind = (tokens: Tokens, last: number): readonly number[] =>
  /^\??\.$/.test(wordAt(tokens, last + 1)) && wordAt(tokens, last + 2) === 'result' ? [last + 2] : [];

/** What takes `result` in the pattern that token `open` begins. */
function resultIn({ tokens, scope }: Reading, open: number): readonly number[] {
  const result = (entriesOf(tokens, open, 'withDefaults') ?? []).find(({ name }) => name === 'result');
  if (result?.nested !== undefined) return [result.nested];
  return result?.target === undefined ? [] : scope.usesOf(result.target);
}

/** The tokens of the members that are read of a result. */
function namesOf(reading: Reading, result: number, depth: number): readonly number[] {
  const { tokens, scope } = reading;
  if (wordAt(tokens, result) === '{')
    return (entriesOf(tokens, result, 'withDefaults') ?? []).map(({ at }) => at);
  const dot = wordAt(tokens, result + 1) === '!' ? result + 2 : result + 1;
  if (/^\??\.$/.test(wordAt(tokens, dot))) return [dot + 1];
  const first = firstOf(tokens, result);
  if (wordAt(tokens, first - 1) !== '=' || depth > 0) return [];
  const target = first - 2;
  if (wordAt(tokens, target) === '}') return namesOf(reading, tokens.mates[target]!, depth + 1);
  const isNamed = /^(?:const|let)$/.test(wordAt(tokens, target - 1));
  return isNamed ? scope.usesOf(target).flatMap((use) => namesOf(reading, use, depth + 1)) : [];
}

/** The first token of `answer.result`, whose last one is given. */
function firstOf(tokens: Tokens, last: number): number {
  let first = last;
  while (/^\??\.$/.test(wordAt(tokens, first - 1))) {
    const before = wordAt(tokens, first - 2) === '!' ? first - 3 : first - 2;
    first = wordAt(tokens, before) === ')' ? tokens.mates[before]! : before;
  }
  return first;
}

/** The token that ends what a call alone is given to: `name = await call(…)`, `{ … } = await call(…)`. */
function targetOf({ tokens }: Reading, call: CallExpression): number | undefined {
  let before = tokenAt(tokens, call.start) - 1;
  let after = tokenAt(tokens, call.end - 1) + 1;
  while (before > 0 && /^(?:await|\()$/.test(wordAt(tokens, before))) {
    if (wordAt(tokens, before) === '(' && wordAt(tokens, after++) !== ')') return undefined;
    before--;
  }
  const next = after < tokens.starts.length ? wordAt(tokens, after) : ';';
  // What is caught, or has a fallback, may have an error of its own.
  const ends = /^[;})]$/.test(next) || (tokens.breaks[after] === 1 && tokens.kinds[after] === Kind.word);
  return ends && before > 0 && wordAt(tokens, before) === '=' ? before - 1 : undefined;
}

/** The pattern that token `close` ends, where it takes such members and nothing that v2 answers. */
function takenApart({ tokens, source }: Reading, close: number, members: RegExp): Range | undefined {
  const open = close > 0 && wordAt(tokens, close) === '}' ? tokens.mates[close]! : -1;
  if (open < 0) return undefined;
  const names: string[] = [];
  for (let at = open + 1; at < close; ) {
    if (/^[,{]$/.test(wordAt(tokens, at - 1)) && tokens.kinds[at] === Kind.word)
      names.push(wordAt(tokens, at));
    at = tokens.kinds[at] === Kind.open ? Math.max(at + 1, behind(tokens, at)) : at + 1;
  }
  const isNew = names.some((name) => name === 'data' || name === 'meta');
  if (isNew || !names.some((name) => members.test(name))) return undefined;
  return source.range(tokens.starts[open]!, tokens.ends[close]!);
}
