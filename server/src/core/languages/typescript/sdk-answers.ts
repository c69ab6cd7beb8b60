import type { CallExpression } from '../../expression.ts';
import type { Sdk } from '../../model.ts';
import { answersResult } from '../../sdk/methods.ts';
import type { Range } from '../../source.ts';
import type { Reading } from './reading.ts';
import { behind, Kind, tokenAt, wordAt } from './tokens.ts';

/**
 * Where what a method of an SDK answers is taken apart as the releases for v1 answered: the pattern `{ result, error }`,
 * or the first of such members that is read of the variable it is given to. Undefined where it is not.
 */
export function unwrappedAt(
  reading: Reading,
  call: CallExpression,
  method: string,
  generation: Sdk['generation'],
): Range | undefined {
  const { tokens, scope } = reading;
  const target = targetOf(reading, call);
  if (target === undefined) return undefined;
  const members = answersResult(method) && generation !== 'v1' ? /^error$/ : /^(?:result|error)$/;
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
