import type { FunctionExpression } from '../../expression.ts';
import { behindTypeArguments } from './islands.ts';
import { bodyToken, functionBody, isParameterList } from './parameters.ts';
import { Block, behind, Kind, type Tokens, tokenAt, wordAt } from './tokens.ts';

/** A function of the text, by its tokens. */
export interface LocalFunction {
  /** The `(` of its parameters, or its only parameter where that stands alone. */
  readonly head: number;
  /** Its body, from token `first` up to but not including `end`. */
  readonly first: number;
  readonly end: number;
  /** The `{` around its body; undefined where that is an expression. */
  readonly block: number | undefined;
}

/** The function that begins at index `start` of the text: with `async`, its name, its parameters. */
export function functionAt(tokens: Tokens, start: number): LocalFunction | undefined {
  const { kinds, starts } = tokens;
  let i = tokenAt(tokens, start);
  if (i < 0 || starts[i] !== start) return undefined;
  for (let left = 40; left > 0 && i < starts.length; left--) {
    const word = wordAt(tokens, i);
    if (word === 'class' || word === 'new') return undefined;
    if (word === '(') return isParameterList(tokens, i) ? functionOf(tokens, i) : undefined;
    if (kinds[i] === Kind.word || word === '*') {
      if (wordAt(tokens, i + 1) === '=>') return functionOf(tokens, i);
      i++;
    } else if (word === '<') i = behindTypeArguments(tokens, i);
    else if (word === '[') i = behind(tokens, i);
    else return undefined;
  }
  return undefined;
}

/** The function or class that begins with token `first`, as a value. */
export function functionFrom(tokens: Tokens, first: number): FunctionExpression | undefined {
  const start = tokens.starts[first];
  if (start === undefined) return undefined;
  if (wordAt(tokens, first) === 'class') return { kind: 'function', start, end: tokens.ends[first]! };
  const fn = functionAt(tokens, start);
  const last = fn && (fn.block === undefined ? fn.end - 1 : fn.end);
  return last === undefined
    ? undefined
    : { kind: 'function', start, end: tokens.ends[last] ?? tokens.text.length };
}

/** The function whose parameters token `head` is. */
export function functionOf(tokens: Tokens, head: number): LocalFunction | undefined {
  const { kinds, blocks, limits } = tokens;
  const next = kinds[head] === Kind.open ? behind(tokens, head) : head + 1;
  const body = bodyToken(tokens, next);
  if (body === undefined) return undefined;
  const block = kinds[body] === Kind.open ? body : body + 1;
  if (block < kinds.length && kinds[block] === Kind.open && blocks[block] === Block.code) {
    return { head, first: block + 1, end: limits[block]!, block };
  }
  return { head, first: body + 1, end: functionBody(tokens, next), block: undefined };
}

/** The innermost function whose body holds a token. */
export function functionAround(tokens: Tokens, token: number): LocalFunction | undefined {
  const { parents, kinds, blocks } = tokens;
  for (let at = token; at >= 0; at = parents[at]!) {
    const arrow = arrowBefore(tokens, at);
    if (arrow) return arrow;
    const open = parents[at]!;
    const fn =
      open >= 0 && kinds[open] === Kind.open && blocks[open] === Block.code
        ? ofBlock(tokens, open)
        : undefined;
    if (fn) return fn;
  }
  return undefined;
}

/** The arrow function without braces that token `at` is in the body of. */
function arrowBefore(tokens: Tokens, at: number): LocalFunction | undefined {
  const { kinds, parents, mates } = tokens;
  for (let i = at, left = 200; i > parents[at]! && left > 0; i--, left--) {
    if (kinds[i] === Kind.close && mates[i]! >= 0 && i !== at) i = mates[i]!;
    const word = wordAt(tokens, i);
    if (word === ';' || (word === ',' && i !== at)) return undefined;
    if (word !== '=>') continue;
    const head = headBefore(tokens, i) ?? (kinds[i - 1] === Kind.word ? i - 1 : undefined);
    const fn = head === undefined ? undefined : functionOf(tokens, head);
    return fn && fn.block === undefined && at >= fn.first && at < fn.end ? fn : undefined;
  }
  return undefined;
}

/** The function whose body the `{` token `block` begins; undefined for other blocks. */
export function ofBlock(tokens: Tokens, block: number): LocalFunction | undefined {
  const before = block - 1;
  if (before < 0) return undefined;
  const arrow = wordAt(tokens, before) === '=>';
  const alone = arrow && tokens.kinds[before - 1] === Kind.word ? before - 1 : undefined;
  const head = headBefore(tokens, arrow ? before : block) ?? alone;
  const fn = head === undefined ? undefined : functionOf(tokens, head);
  return fn?.block === block ? fn : undefined;
}

/** The `(` of the parameters whose `=>` or `{` is token `body`, a return type between skipped. */
export function headBefore(tokens: Tokens, body: number): number | undefined {
  const { kinds, mates, parents } = tokens;
  for (let i = body - 1, left = 60; i > parents[body]! && left > 0; i--, left--) {
    if (kinds[i] !== Kind.close) continue;
    const open = mates[i]!;
    if (open < 0) return undefined;
    if (wordAt(tokens, i) === ')' && isParameterList(tokens, open) && bodyToken(tokens, i + 1) === body)
      return open;
    i = open;
  }
  return undefined;
}
