import { Kind, type Tokens, wordAt } from './tokens.ts';

/** Methods of lists that call a function with each item. */
const EACH = /^(?:map|forEach|flatMap|filter|some|every|find)$/;

/**
 * The names of the list of whose items the variable declared at a token is one, outermost first: `for (const item of
 * config.items)`, `config.items.map((item) => …)`. Undefined for other variables, and for lists that code makes.
 */
export function listOf(tokens: Tokens, declared: number): readonly number[] | undefined {
  if (wordAt(tokens, declared + 1) === 'of' && /^(?:const|let|var)$/.test(wordAt(tokens, declared - 1))) {
    const path = [declared + 2];
    while (wordAt(tokens, path.at(-1)! + 1) === '.') path.push(path.at(-1)! + 2);
    return wordAt(tokens, path.at(-1)! + 1) === ')' ? named(tokens, path) : undefined;
  }
  let open = declared - 1;
  if (wordAt(tokens, open) === '(' && wordAt(tokens, open - 1) === 'async') open--;
  if (wordAt(tokens, open) === '(' && wordAt(tokens, open - 1) === '(') open--;
  if (wordAt(tokens, open) === 'async') open--;
  if (wordAt(tokens, open) !== '(' || !EACH.test(wordAt(tokens, open - 1))) return undefined;
  const path: number[] = [];
  for (let dot = open - 2; wordAt(tokens, dot) === '.' || wordAt(tokens, dot) === '?.'; dot -= 2)
    path.unshift(dot - 1);
  return named(tokens, path);
}

const named = (tokens: Tokens, path: readonly number[]): readonly number[] | undefined =>
  path.length > 0 && path.every((at) => tokens.kinds[at] === Kind.word) ? path : undefined;
