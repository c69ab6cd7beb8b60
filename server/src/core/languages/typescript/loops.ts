import type { Expression, Frame } from '../../expression.ts';
import { functionAround } from './local-functions.ts';
import { lower } from './lower.ts';
import type { Reading } from './reading.ts';
import { Block, Kind, wordAt } from './tokens.ts';

/** Methods of lists that call a function with each item. */
const EACH = /^(?:map|forEach|flatMap|filter|some|every|find)$/;
/** Longer lists hold data rather than requests. */
const MOST_ITEMS = 40;

/** One turn of a loop. */
export interface Turn {
  readonly frame: Frame;
  /** What the loop is about in it. */
  readonly item: Expression;
}

/** The turns of the innermost loop around a token that goes over a list that is known. */
export function turnsAround(reading: Reading, token: number): readonly Turn[] {
  const { tokens, islands } = reading;
  const { first } = islands.statementAround(token);
  const alone = wordAt(tokens, first) === 'for' ? loopTurns(reading, first + 1) : undefined;
  if (alone) return alone;
  for (let open = tokens.parents[token]!; open >= 0; open = tokens.parents[open]!) {
    if (tokens.kinds[open] !== Kind.open || tokens.blocks[open] !== Block.code) continue;
    const turns = loopBefore(reading, open);
    if (turns) return turns;
    if (functionAround(tokens, token)?.block === open) break;
  }
  return callbackTurns(reading, token);
}

/** `for (const item of list) {` */
function loopBefore(reading: Reading, block: number): readonly Turn[] | undefined {
  const { tokens } = reading;
  const open = block > 0 && tokens.kinds[block - 1] === Kind.close ? tokens.mates[block - 1]! : -1;
  return open > 0 && /^(?:for|await)$/.test(wordAt(tokens, open - 1)) ? loopTurns(reading, open) : undefined;
}

/** The turns of the loop whose `(` is token `open`. */
function loopTurns(reading: Reading, open: number): readonly Turn[] | undefined {
  const { tokens, scope } = reading;
  const close = wordAt(tokens, open) === '(' ? tokens.mates[open]! : -1;
  if (close < 0) return undefined;
  if (!/^(?:const|let|var)$/.test(wordAt(tokens, open + 1))) return undefined;
  let of = open + 2;
  while (of < close && (wordAt(tokens, of) !== 'of' || tokens.parents[of] !== open)) of++;
  if (of >= close - 1) return undefined;
  return turns(reading, of + 1, close, (item) => scope.functions.turn(open + 2, of, item));
}

/** `list.map((item) => …)` */
function callbackTurns(reading: Reading, token: number): readonly Turn[] {
  const { tokens, scope } = reading;
  const fn = functionAround(tokens, token);
  if (!fn) return [];
  let before = fn.head - 1;
  while (/^(?:async|function)$/.test(wordAt(tokens, before))) before--;
  if (wordAt(tokens, before) !== '(' || !EACH.test(wordAt(tokens, before - 1))) return [];
  if (!/^\??\.$/.test(wordAt(tokens, before - 2))) return [];
  const end = before - 2;
  let first = end - 1;
  if (tokens.kinds[first] === Kind.close) first = tokens.mates[first]!;
  // A call or a member of something.
  while (first > 0 && (tokens.kinds[first - 1] === Kind.word || wordAt(tokens, first - 1) === '.')) {
    if (/^(?:await|return|of|in|yield|=>)$/.test(wordAt(tokens, first - 1))) break;
    first--;
  }
  if (first < 0) return [];
  return turns(reading, first, end, (item) => scope.functions.frame(fn, [item], false, undefined)) ?? [];
}

/** The turns over the list written from token `first` up to `end`. */
function turns(
  { tokens, islands, source, values }: Reading,
  first: number,
  end: number,
  frame: (item: Expression) => Frame,
): readonly Turn[] | undefined {
  const island = islands.piece(first, tokens.ends[end - 1]!, ')', '(');
  const node = island?.root.children[0]?.children[0];
  if (!island || !node || island.root.broken) return undefined;
  const { value, certain, changes } = values.resolve(lower(source, island, node));
  if (value.kind !== 'array' || !certain || changes.sets.length > 0 || value.items.length > MOST_ITEMS)
    return undefined;
  return value.items.map((item) => ({ frame: frame(item), item }));
}
