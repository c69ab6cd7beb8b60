import { behindTypeArguments } from './islands.ts';
import { functionOf, type LocalFunction } from './local-functions.ts';
import { Block, Kind, type Tokens, wordAt } from './tokens.ts';

/** Tokens between `class` and its body. */
const LONGEST_HEAD = 40;
/** What stands before a class's name where nothing is made of it: a type, or a question for one. */
const NAMED = /^(?:class|instanceof|[:|&<]|is|as|satisfies|keyof|type)$/;

/** The constructor of the class that begins with token `first`; undefined where it has none of its own. */
export function constructorOf(tokens: Tokens, first: number): LocalFunction | undefined {
  if (wordAt(tokens, first) !== 'class') return undefined;
  let body = first + 1;
  while (tokens.blocks[body] !== Block.class || tokens.kinds[body] !== Kind.open)
    if (++body - first > LONGEST_HEAD || body >= tokens.starts.length) return undefined;
  const end = tokens.limits[body]!;
  for (let i = body + 1; i < end; i++)
    if (tokens.parents[i] === body && wordAt(tokens, i) === 'constructor' && wordAt(tokens, i + 1) === '(') {
      const fn = functionOf(tokens, i + 1);
      // Of several, the last has the code.
      if (fn) return fn;
    }
  return undefined;
}

/** The name of the class whose constructor a function is; undefined for other functions. */
export function classOf(tokens: Tokens, { head }: LocalFunction): string | undefined {
  const body = tokens.parents[head]!;
  const isOwn =
    wordAt(tokens, head - 1) === 'constructor' && body >= 0 && tokens.blocks[body] === Block.class;
  return isOwn ? classNamed(tokens, body) : undefined;
}

/** The name of the class whose body token `body` begins; undefined for one without. */
export function classNamed(tokens: Tokens, body: number): string | undefined {
  for (let i = body - 1; i >= 0 && i > body - LONGEST_HEAD; i--)
    if (wordAt(tokens, i) === 'class')
      return tokens.kinds[i + 1] === Kind.word ? wordAt(tokens, i + 1) : undefined;
  return undefined;
}

/**
 * What a use of a class's name means for what its constructor is given: nothing, the `(` of what is given, or undefined
 * where something else is done with it.
 */
export function usedAsClass(tokens: Tokens, use: number): 'nothing' | number | undefined {
  const before = wordAt(tokens, use - 1);
  if (before !== 'new') return NAMED.test(before) ? 'nothing' : undefined;
  const open = wordAt(tokens, use + 1) === '<' ? behindTypeArguments(tokens, use + 1) : use + 1;
  return open < tokens.starts.length && wordAt(tokens, open) === '(' ? open : undefined;
}
