import type { Reading } from '../reading.ts';
import { Block, Kind, type Tokens, wordAt } from '../tokens.ts';

/** Where the variable is used that is declared at token `declared`: neither the declaration nor what shares its name. */
export function variableUses(reading: Reading, declared: number): readonly number[] {
  const { scope, tokens } = reading;
  return scope.usesOf(declared).filter((use) => {
    if (use === declared || /^\??\.$/.test(wordAt(tokens, use - 1))) return false;
    const holder = tokens.parents[use]!;
    const isObject = holder >= 0 && tokens.blocks[holder] === Block.object;
    const isKey = isObject && wordAt(tokens, use + 1) === ':' && /^[{,]$/.test(wordAt(tokens, use - 1));
    return (
      !isKey && scope.declaredAt(use) === declared && !isAttribute(tokens, use) && !isShownText(reading, use)
    );
  });
}

/** Closes an element of JSX. */
const CLOSES = /<\/|\/>/;

/** True for a word of what an element shows: `error` in `<p>An error occurred</p>`. */
function isShownText({ islands, source }: Reading, word: number): boolean {
  if (!CLOSES.test(source.text)) return false;
  const island = islands.statement(word);
  return island !== undefined && islands.node(island, word).type === 'jsx_text';
}

/** True where the variable that token `declared` declares is not used. */
export const isUnused = (reading: Reading, declared: number | undefined): boolean =>
  declared !== undefined && variableUses(reading, declared).length === 0;

/** How many tokens of an element are looked at. */
const MOST_TOKENS = 200;

/** True for the name of an attribute: `key` in `<Row key={key.id}>`. */
function isAttribute(tokens: Tokens, name: number): boolean {
  const { ends, kinds, mates, parents, starts } = tokens;
  if (wordAt(tokens, name + 1) !== '=' || !/^(?:\{|["'])/.test(wordAt(tokens, name + 2))) return false;
  const first = Math.max(parents[name]! + 1, name - MOST_TOKENS);
  for (let at = name - 1; at >= first; at--) {
    if (wordAt(tokens, at) === '<') return kinds[at + 1] === Kind.word && ends[at] === starts[at + 1];
    if (wordAt(tokens, at) === '}') at = mates[at]!;
    else if (kinds[at] !== Kind.word && kinds[at] !== Kind.string && !/^[=.:-]$/.test(wordAt(tokens, at)))
      return false;
  }
  return false;
}

/** Where the variable is declared that only token `target` gives a value: `let answer; try { answer = …`. */
export function declaredBefore(reading: Reading, target: number): number | undefined {
  const { tokens, scope } = reading;
  const declared = tokens.kinds[target] === Kind.word ? scope.declaredAt(target) : undefined;
  if (declared === undefined || !/^(?:let|var)$/.test(wordAt(tokens, declared - 1))) return undefined;
  const isNone =
    wordAt(tokens, declared + 1) === '=' && /^(?:null|undefined)$/.test(wordAt(tokens, declared + 2));
  const end = isNone ? declared + 3 : declared + 1;
  const isBare = wordAt(tokens, end) === ';' || tokens.breaks[end] === 1;
  const given = variableUses(reading, declared).filter((use) =>
    /^(?:\?\?|\|\||&&)?=$/.test(wordAt(tokens, use + 1)),
  );
  return isBare && given.length === 1 && given[0] === target ? declared : undefined;
}
