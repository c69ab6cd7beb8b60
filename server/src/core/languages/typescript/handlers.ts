import type { Handler } from '../../outline.ts';
import type { SourceText } from '../../source.ts';
import { beforeTypeArguments } from './islands.ts';
import { functionAt, type LocalFunction } from './local-functions.ts';
import { behind, Kind, type Tokens, wordAt } from './tokens.ts';

/** What catches errors by the word at token `at`: a clause, a method of promises, a function for all answers. */
export function handlerAt(source: SourceText, tokens: Tokens, at: number): Handler | undefined {
  const word = wordAt(tokens, at);
  const isMethod = /^\??\.$/.test(wordAt(tokens, at - 1)) && wordAt(tokens, at + 1) === '(';
  if (word === 'beforeError') return ofHook(source, tokens, at);
  if (word === 'catch') return isMethod ? ofMethod(source, tokens, at) : ofClause(source, tokens, at);
  return word === 'use' && isMethod ? ofInterceptor(source, tokens, at) : undefined;
}

/** `try {…} catch (error) {…}` */
function ofClause(source: SourceText, tokens: Tokens, at: number): Handler | undefined {
  const tried = wordAt(tokens, at - 1) === '}' ? tokens.mates[at - 1]! : -1;
  if (tried < 0 || wordAt(tokens, tried - 1) !== 'try') return undefined;
  const isNamed = wordAt(tokens, at + 1) === '(';
  const block = isNamed ? behind(tokens, at + 1) : at + 1;
  if (wordAt(tokens, block) !== '{') return undefined;
  const name = isNamed && tokens.kinds[at + 2] === Kind.word ? wordAt(tokens, at + 2) : undefined;
  const body = rangeOf(source, tokens, block, behind(tokens, block));
  return { tried: rangeOf(source, tokens, tried, at), body, ...(name === undefined ? {} : { name }) };
}

/** `send().catch((error) => …)` */
function ofMethod(source: SourceText, tokens: Tokens, at: number): Handler | undefined {
  const fn = functionAt(tokens, tokens.starts[at + 2] ?? -1);
  const tried = rangeOf(source, tokens, chainStart(tokens, at - 2), at - 1);
  return fn && { tried, ...given(source, tokens, fn) };
}

/** `client.interceptors.response.use((response) => …, (error) => …)`, which is given what any call throws. */
function ofInterceptor(source: SourceText, tokens: Tokens, at: number): Handler | undefined {
  const second = failingAt(tokens, at);
  const fn = second === undefined ? undefined : functionAt(tokens, tokens.starts[second] ?? -1);
  return fn && ofAny(source, tokens, fn);
}

/** The name of the function that an interceptor at token `at` is told to give what any call throws: `this.fail.bind(this)`. */
export function namedInterceptor(tokens: Tokens, at: number): string | undefined {
  const second = wordAt(tokens, at) === 'use' ? failingAt(tokens, at) : undefined;
  if (second === undefined) return undefined;
  const name = wordAt(tokens, second) === 'this' && wordAt(tokens, second + 1) === '.' ? second + 2 : second;
  const isName = tokens.kinds[name] === Kind.word && !functionAt(tokens, tokens.starts[second] ?? -1);
  return isName && /^[,).]$/.test(wordAt(tokens, name + 1)) ? wordAt(tokens, name) : undefined;
}

/** A function that is given what any call throws. */
export const ofAny = (source: SourceText, tokens: Tokens, fn: LocalFunction): Handler => ({
  tried: source.range(),
  ...given(source, tokens, fn),
});

/** Where the second argument begins of `client.interceptors.response.use(…)`, with `use` at token `at`. */
function failingAt(tokens: Tokens, at: number): number | undefined {
  if (wordAt(tokens, at - 2) !== 'response' || wordAt(tokens, at - 4) !== 'interceptors') return undefined;
  const end = behind(tokens, at + 1);
  for (
    let i = at + 2;
    i < end;
    i = tokens.kinds[i] === Kind.open ? Math.max(i + 1, behind(tokens, i)) : i + 1
  )
    if (wordAt(tokens, i) === ',') return i + 1 < end - 1 ? i + 1 : undefined;
  return undefined;
}

/** `hooks: { beforeError: [(error) => …] }` of got and ky, which is given what any call throws. */
function ofHook(source: SourceText, tokens: Tokens, at: number): Handler | undefined {
  if (wordAt(tokens, at + 1) !== ':') return undefined;
  const first = wordAt(tokens, at + 2) === '[' ? at + 3 : at + 2;
  const fn = functionAt(tokens, tokens.starts[first] ?? -1);
  return fn && ofAny(source, tokens, fn);
}

/** What a function that is given an error calls it, and its body. */
function given(source: SourceText, tokens: Tokens, fn: LocalFunction): Pick<Handler, 'name' | 'body'> {
  const name = tokens.kinds[fn.head] === Kind.open ? fn.head + 1 : fn.head;
  const body = rangeOf(source, tokens, fn.first, fn.end);
  return tokens.kinds[name] === Kind.word ? { name: wordAt(tokens, name), body } : { body };
}

/** The places of the tokens from `first` up to but not including `end`. */
const rangeOf = (source: SourceText, { starts, ends, text }: Tokens, first: number, end: number) =>
  source.range(starts[first] ?? text.length, Math.max(ends[end - 1] ?? 0, starts[first] ?? text.length));

/** The first token of a chain of members and calls that ends with token `last`. */
function chainStart(tokens: Tokens, last: number): number {
  const { kinds, mates } = tokens;
  let at = last;
  while (at > 0) {
    const before = at - 1;
    if (kinds[at] === Kind.close && mates[at]! > 0) {
      at = mates[at]!;
      const callee = wordAt(tokens, at - 1) === '>' ? beforeTypeArguments(tokens, at - 1) : at - 1;
      if (kinds[callee] !== Kind.word && kinds[callee] !== Kind.close) return at;
      at = callee;
    } else if (kinds[at] === Kind.word && /^\??\.$/.test(wordAt(tokens, before))) at -= 2;
    else return at;
  }
  return Math.max(at, 0);
}
