import { Kind, type Tokens, wordAt } from '../tokens.ts';

/** True where a bracket holds arguments. */
export function isCalled(tokens: Tokens, open: number): boolean {
  const kind = open > 0 ? tokens.kinds[open - 1] : undefined;
  if (kind === Kind.close) return true;
  return (
    kind === Kind.word && !/^(?:return|if|while|await|throw|typeof|void)$/.test(wordAt(tokens, open - 1))
  );
}

/** What stands before and behind the tokens `first` to `last`, with `await` and the brackets around that. */
export function awaitedAround(
  tokens: Tokens,
  first: number,
  last: number,
): { readonly before: number; readonly after: number; readonly isAwaited: boolean } {
  let before = first - 1;
  let after = last + 1;
  let isAwaited = false;
  for (;;) {
    const word = before >= 0 ? wordAt(tokens, before) : '';
    if (word === 'await') isAwaited = true;
    else if (isAwaited && word === '(' && wordAt(tokens, after) === ')' && !isCalled(tokens, before)) after++;
    else return { before, after, isAwaited };
    before--;
  }
}

/** True where token `after` begins what is not of the expression before it. */
export function endsBefore(tokens: Tokens, after: number): boolean {
  const next = after < tokens.starts.length ? wordAt(tokens, after) : ';';
  return next === ';' || next === '}' || tokens.breaks[after] === 1;
}

/** True for a statement of its own: what stands between the tokens `before` and `after`. */
export function isAlone(tokens: Tokens, before: number, after: number): boolean {
  const word = before >= 0 ? wordAt(tokens, before) : ';';
  if (/^(?:=|=>|return|\(|,|:|\?|&&|\|\||\?\?)$/.test(word)) return false;
  const begins = /^[;{})]$/.test(word) || tokens.breaks[before + 1] === 1;
  return begins && endsBefore(tokens, after);
}

/** True behind the arrow of `await Promise.all(list.map((one) => …))`, a statement of its own. */
export function isAmongIgnored(tokens: Tokens, arrow: number): boolean {
  if (wordAt(tokens, arrow) !== '=>') return false;
  const mapped = tokens.parents[arrow]!;
  const all = mapped > 0 && wordAt(tokens, mapped - 1) === 'map' ? tokens.parents[mapped]! : -1;
  if (all < 3 || !/^all(?:Settled)?$/.test(wordAt(tokens, all - 1))) return false;
  const before = wordAt(tokens, all - 4) === 'await' ? all - 5 : all - 4;
  return isAlone(tokens, before, tokens.mates[all]! + 1);
}

/** True where the bracket `list` holds more than one argument. */
export function hasSecond(tokens: Tokens, list: number): boolean {
  for (let i = list + 1, end = tokens.mates[list]! - 1; i < end; i++)
    if (wordAt(tokens, i) === ',' && tokens.parents[i] === list) return true;
  return false;
}

/**
 * The one parameter of the arrow function that the bracket `list` holds: its token, or the bracket of its pattern; `none`
 * where it has none. Undefined for other arguments.
 */
export function parameterBehind(tokens: Tokens, list: number): number | 'none' | undefined {
  const open = list + 1;
  const isBare = tokens.kinds[open] === Kind.word;
  const first = isBare ? open : open + 1;
  const close = isBare ? -1 : tokens.mates[open]!;
  const arrow = isBare ? open + 1 : close + 1;
  if ((!isBare && wordAt(tokens, open) !== '(') || wordAt(tokens, arrow) !== '=>') return undefined;
  if (first === close) return 'none';
  const isWhole = wordAt(tokens, first) === '{' ? tokens.mates[first] === close - 1 : first === close - 1;
  return isBare || isWhole ? first : undefined;
}

/** True where a variable is only asked whether there is something in it: `if (!answer)`, `answer && answer.result`. */
export function isThereAsked(tokens: Tokens, use: number): boolean {
  const before = use > 0 ? wordAt(tokens, use - 1) : '';
  const behind = wordAt(tokens, use + 1);
  if (before === '!') return /^(?:\)|&&|\|\||\?)$/.test(behind);
  if (before === '(' && behind === ')') return /^(?:if|while)$/.test(wordAt(tokens, use - 2));
  return /^(?:&&|\?)$/.test(behind) && /^(?:[(=,;{}]|=>|return|&&|\|\|)$/.test(before);
}

/** True for the end of what verifying a key is given as `apiId`, which v2 does not take: `verifyKey({ key, apiId: got.apiId })`. */
export function isDroppedApi(tokens: Tokens, token: number): boolean {
  let first = token;
  while (/^\??\.$/.test(wordAt(tokens, first - 1))) first -= 2;
  const open = tokens.parents[first]!;
  const call = open > 1 && wordAt(tokens, open) === '{' ? open - 1 : -1;
  return (
    wordAt(tokens, first - 1) === ':' &&
    wordAt(tokens, first - 2) === 'apiId' &&
    /^[,}]$/.test(wordAt(tokens, token + 1)) &&
    wordAt(tokens, call) === '(' &&
    /^verify(?:Key)?$/.test(wordAt(tokens, call - 1))
  );
}
