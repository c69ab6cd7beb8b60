import type { Reading } from '../reading.ts';
import { Kind, type Tokens, wordAt } from '../tokens.ts';

/** Where the items of a list get a name. */
export interface NamedItems {
  /** The variable, or the bracket of the pattern that takes it apart. */
  readonly target: number;
  /** The last token of what is made of the list, where that is one of the items, or a list of them. */
  readonly item?: number;
  readonly list?: number;
}

const EACH = /^(?:map|forEach|some|every|flatMap|reduce|findIndex)$/;
const PICKS = /^(?:find|findLast)$/;
const KEEPS = /^(?:filter|toSorted|sort)$/;

/** The last token of one item of the list that ends with token `last`: `list[0]`, `list?.[0]`, `list.at(-1)`. */
export function itemBehind({ tokens }: Reading, last: number): number | undefined {
  const at = wordAt(tokens, last + 1) === '!' ? last + 2 : last + 1;
  const open = wordAt(tokens, at) === '?.' && wordAt(tokens, at + 1) === '[' ? at + 1 : at;
  if (wordAt(tokens, open) === '[' && tokens.breaks[open] === 0) return tokens.mates[open]!;
  const isAt = /^\??\.$/.test(wordAt(tokens, at)) && wordAt(tokens, at + 1) === 'at';
  return isAt && wordAt(tokens, at + 2) === '(' ? tokens.mates[at + 2]! : undefined;
}

/** The name of an item of the list whose expression is the tokens `first` to `last`: `for (const key of list)`, `list.map((key) => …)`. */
export function itemsOf({ tokens }: Reading, first: number, last: number): NamedItems | undefined {
  if (wordAt(tokens, first - 1) === 'of' && wordAt(tokens, last + 1) === ')') {
    const close = first - 2;
    const target = wordAt(tokens, close) === '}' ? tokens.mates[close]! : close;
    return target > 0 ? { target } : undefined;
  }
  const dot = wordAt(tokens, last + 1) === '!' ? last + 2 : last + 1;
  const method = wordAt(tokens, dot + 1);
  const list = behindTypes(tokens, dot + 2);
  if (!/^\??\.$/.test(wordAt(tokens, dot)) || wordAt(tokens, list) !== '(') return undefined;
  if (!EACH.test(method) && !PICKS.test(method) && !KEEPS.test(method)) return undefined;
  const start = wordAt(tokens, list + 1) === 'async' ? list + 2 : list + 1;
  const isBare = tokens.kinds[start] === Kind.word && wordAt(tokens, start + 1) === '=>';
  let target = isBare ? start : wordAt(tokens, start) === '(' ? start + 1 : -1;
  if (method === 'reduce') {
    while (target > 0 && target < tokens.mates[start]! && wordAt(tokens, target - 1) !== ',') target++;
    if (isBare || target >= tokens.mates[start]!) return undefined;
  }
  const isNamed = target > 0 && (tokens.kinds[target] === Kind.word || wordAt(tokens, target) === '{');
  const close = tokens.mates[list]!;
  if (!isNamed) return undefined;
  if (PICKS.test(method)) return { target, item: close };
  return KEEPS.test(method) ? { target, list: close } : { target };
}

/** The token behind the types that are given at `open`, as in `map<Summary>(…)`; `open` itself where none are. */
function behindTypes(tokens: Tokens, open: number): number {
  if (wordAt(tokens, open) !== '<') return open;
  let depth = 0;
  for (let at = open; at < open + MOST_TYPES && at < tokens.starts.length; at++) {
    const word = wordAt(tokens, at);
    if (word === '<') depth++;
    else if (/^>+$/.test(word)) depth -= word.length;
    else if (/^[(){};]$/.test(word)) break;
    if (depth <= 0) return at + 1;
  }
  return open;
}

/** Tokens that types in one pair of angle brackets may have. */
const MOST_TYPES = 40;

/** The last token of `list ?? []` or `answer || {}`, where token `last` ends the first of both; else that. */
export function withFallback(tokens: Tokens, last: number): number {
  const open = last + 2;
  const isEmpty = /^[[{]$/.test(wordAt(tokens, open)) && tokens.mates[open] === open + 1;
  return isEmpty && /^(?:\|\||\?\?)$/.test(wordAt(tokens, last + 1)) ? open + 1 : last;
}
