import { Block, behind, Kind, type Tokens, wordAt } from './tokens.ts';

const NOT_FUNCTIONS = /^(?:if|for|while|switch|with|catch)$/;

/** True when the `(` token `open` begins the parameters of a function, method or arrow function. */
export function isParameterList(tokens: Tokens, open: number): boolean {
  const before = open > 0 ? wordAt(tokens, open - 1) : '';
  if (NOT_FUNCTIONS.test(before)) return false;
  if (before === 'await' && open > 1 && wordAt(tokens, open - 2) === 'for') return false;
  return bodyToken(tokens, behind(tokens, open)) !== undefined;
}

/** The `=>` or `{` that follows a parameter list whose next token is `next`, its return type skipped. */
export function bodyToken(tokens: Tokens, next: number): number | undefined {
  const { kinds, blocks, starts } = tokens;
  if (next >= starts.length) return undefined;
  const isBody = (i: number): boolean => kinds[i] === Kind.open && blocks[i] === Block.code;
  if (wordAt(tokens, next) === '=>' || isBody(next)) return next;
  if (wordAt(tokens, next) !== ':') return undefined;
  for (let i = next + 1, left = 40; i < starts.length && left > 0; left--) {
    if (isBody(i)) return i;
    if (kinds[i] === Kind.open) {
      i = Math.max(i + 1, behind(tokens, i));
      continue;
    }
    if (kinds[i] === Kind.close) return undefined;
    const word = wordAt(tokens, i);
    if (word === '=>') return i;
    if (kinds[i] === Kind.operator && !/^[<>,.|&?]$|^\?\.$/.test(word)) return undefined;
    i++;
  }
  return undefined;
}

/** The token behind the body of the function whose `=>`, `{` or return type is token `next`. */
export function functionBody(tokens: Tokens, next: number): number {
  const { kinds, parents, starts, limits, breaks } = tokens;
  const body = bodyToken(tokens, next);
  if (body === undefined) return next;
  if (kinds[body] === Kind.open) return behind(tokens, body);
  const first = body + 1;
  if (first < starts.length && kinds[first] === Kind.open && tokens.blocks[first] === Block.code) {
    return behind(tokens, first);
  }
  // The expression of an arrow function lasts until its bracket ends or a comma or semicolon comes.
  const parent = parents[body]!;
  const limit = parent < 0 ? starts.length : limits[parent]!;
  for (let i = first; i < limit; ) {
    const word = wordAt(tokens, i);
    if (word === ',' || word === ';') return i;
    if (
      i > first &&
      breaks[i] &&
      kinds[i] === Kind.word &&
      /^(?:const|let|var|export|import|function|class|return|async)$/.test(word)
    ) {
      return i;
    }
    i = kinds[i] === Kind.open ? Math.max(i + 1, behind(tokens, i)) : i + 1;
  }
  return limit;
}
