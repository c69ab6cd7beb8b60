import { beforeTypeArguments } from './islands.ts';
import type { LocalFunction } from './local-functions.ts';
import { Kind, type Tokens, wordAt } from './tokens.ts';

/** Words that stand between a function and its name. */
const LEAD = /^(?:async|function|\*|export|default|return|new|await)$/;
const MODIFIER = /^(?:const|let|var|private|public|protected|readonly|static|override|declare|export|async)$/;

/**
 * The name by which a function is called: of a function or method its own, of a function that is given to a variable,
 * member or field the name of that. A function handed to another one (`useCallback(…)`) has the name of the outcome.
 */
export function nameOfFunction(tokens: Tokens, { head }: LocalFunction): string | undefined {
  const { kinds, mates, parents } = tokens;
  let i = head - 1;
  for (let left = 40; left > 0 && i >= 0; left--) {
    const word = wordAt(tokens, i);
    if (word === '>') {
      i = beforeTypeArguments(tokens, i);
    } else if (kinds[i] === Kind.word && !LEAD.test(word)) return word;
    else if (kinds[i] === Kind.word || word === '*') i--;
    else if (word === ':') return kinds[i - 1] === Kind.word ? wordAt(tokens, i - 1) : undefined;
    else if (word === '=') return variableBefore(tokens, i);
    else if (word === '(' && i > 0) {
      // An argument: the name is that of what the call gives.
      i--;
      while (i > 0 && (kinds[i] === Kind.word || /^\??\.$/.test(wordAt(tokens, i)))) {
        if (wordAt(tokens, i) === 'return') return undefined;
        i--;
      }
      if (wordAt(tokens, i) !== '=') return undefined;
    } else if (kinds[i] === Kind.close && mates[i]! >= 0) i = mates[i]! - 1;
    else if (word === ',' && parents[i] === parents[head]) i--;
    else return undefined;
  }
  return undefined;
}

/** The variable or field that the `=` token `equals` gives a value, a type between skipped. */
function variableBefore(tokens: Tokens, equals: number): string | undefined {
  const { kinds, parents } = tokens;
  if (wordAt(tokens, equals - 2) === '.') return wordAt(tokens, equals - 1);
  let name: string | undefined;
  for (let i = equals - 1, left = 60; i > parents[equals]! && left > 0; i--, left--) {
    const word = wordAt(tokens, i);
    if (parents[i] !== parents[equals] || word === ';' || word === '}') break;
    if (kinds[i] === Kind.word && MODIFIER.test(word)) break;
    if (kinds[i] === Kind.word) name = word;
    if (tokens.breaks[i] && kinds[i] === Kind.word && wordAt(tokens, i - 1) !== ':') break;
  }
  return name;
}
