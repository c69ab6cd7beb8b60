import { escapedName } from '../../../name-pattern.ts';
import type { Reading } from '../reading.ts';
import { Kind, wordAt } from '../tokens.ts';
import { itemsOf } from './items.ts';
import { variableUses } from './variable-uses.ts';

/** Where what a call answers arrives that is handed on. */
export interface Arrivals {
  /** Calls of the function that returns it: their first and last tokens. */
  readonly calls: readonly (readonly [first: number, last: number])[];
  /** Variables, and brackets of patterns, that it is given to. */
  readonly targets: readonly number[];
  /** True where it arrives nowhere else. */
  readonly areAll: boolean;
  /** True for what a function returns that says its type. */
  readonly isTyped?: boolean;
}

const NOWHERE: Arrivals = { calls: [], targets: [], areAll: false };

/** Where in the text the expression arrives that stands between the tokens `before` and `after`. */
export function arrivalsOf(reading: Reading, before: number, after: number): Arrivals {
  const { tokens } = reading;
  const start = wordAt(tokens, before) === 'await' ? before - 1 : before;
  const word = wordAt(tokens, start);
  const given = listedAt(reading, start);
  if (given !== undefined) return { calls: [], targets: [given], areAll: true };
  if (word !== 'return' && word !== '=>') return NOWHERE;
  const collected = word === '=>' ? collectedAt(reading, start) : undefined;
  if (collected !== undefined) return { calls: [], targets: itemTargets(reading, collected), areAll: false };
  const name = word === '=>' ? nameOfArrow(reading, start) : nameAround(reading, start);
  if (name === undefined || after < 0) return NOWHERE;
  const calls = callsOf(reading, name);
  return {
    calls,
    targets: [],
    areAll: areAllUses(reading, name, calls.length),
    isTyped: isTyped(reading, name),
  };
}

/** What takes the item behind token `before` of `const [a, b] = await Promise.all([call(), call()])`. */
function listedAt({ tokens }: Reading, before: number): number | undefined {
  const list = /^[[,]$/.test(wordAt(tokens, before)) ? tokens.parents[before + 1]! : -1;
  if (list < 6 || wordAt(tokens, list) !== '[' || wordAt(tokens, list - 1) !== '(') return undefined;
  if (wordAt(tokens, list - 2) !== 'all' || wordAt(tokens, list - 5) !== 'await') return undefined;
  const close = wordAt(tokens, list - 6) === '=' ? list - 7 : -1;
  const open = close > 0 && wordAt(tokens, close) === ']' ? tokens.mates[close]! : -1;
  if (open < 0) return undefined;
  let left = 0;
  for (let i = list + 1; i <= before; i++)
    if (wordAt(tokens, i) === ',' && tokens.parents[i] === list) left++;
  for (let i = open + 1; i < close; i++) {
    if (tokens.parents[i] !== open) continue;
    if (wordAt(tokens, i) === ',') left--;
    else if (left === 0) return tokens.kinds[i] === Kind.word || wordAt(tokens, i) === '{' ? i : undefined;
  }
  return undefined;
}

/** The variable of `const all = await Promise.all(list.map((one) => …))` around token `arrow`. */
function collectedAt({ tokens }: Reading, arrow: number): number | undefined {
  const mapped = tokens.parents[arrow]!;
  const all = mapped > 0 && wordAt(tokens, mapped - 1) === 'map' ? tokens.parents[mapped]! : -1;
  if (all < 5 || wordAt(tokens, all - 1) !== 'all' || wordAt(tokens, all - 4) !== 'await') return undefined;
  const isDeclared = wordAt(tokens, all - 5) === '=' && /^(?:const|let)$/.test(wordAt(tokens, all - 7));
  return isDeclared && tokens.kinds[all - 6] === Kind.word ? all - 6 : undefined;
}

const itemTargets = (reading: Reading, list: number): readonly number[] =>
  variableUses(reading, list).flatMap((use) => itemsOf(reading, use, use)?.target ?? []);

/** The name of a function whose body the token `arrow` begins: `const verify = (key) => …`. */
function nameOfArrow(reading: Reading, arrow: number): number | undefined {
  const { tokens, islands } = reading;
  const { first } = islands.statementAround(arrow);
  const lead = wordAt(tokens, first) === 'export' ? first + 1 : first;
  const isNamed = /^(?:const|let)$/.test(wordAt(tokens, lead)) && wordAt(tokens, lead + 2) === '=';
  const head = wordAt(tokens, lead + 3) === 'async' ? lead + 4 : lead + 3;
  const open = wordAt(tokens, head) === '(' ? tokens.mates[head]! : head;
  const isOwn = isNamed && tokens.parents[arrow] === tokens.parents[lead] && open > 0 && open < arrow;
  return isOwn && !/[{}]/.test(tokens.text.slice(tokens.ends[open], tokens.starts[arrow]))
    ? lead + 1
    : undefined;
}

/** The name of the function in whose body token `at` is a `return`, where no other of them gives anything. */
function nameAround({ tokens }: Reading, at: number): number | undefined {
  let block = tokens.parents[at]!;
  while (block > 0 && !isBody(tokens, block)) block = tokens.parents[block]!;
  if (block <= 0) return undefined;
  for (let i = block + 1, end = tokens.mates[block]!; i < end; i++)
    if (
      i !== at &&
      wordAt(tokens, i) === 'return' &&
      !/^(?:;|\}|null|undefined)$/.test(wordAt(tokens, i + 1))
    )
      return undefined;
  const arrow = wordAt(tokens, block - 1) === '=>';
  let close = arrow ? block - 2 : block - 1;
  // A return type.
  for (let left = 12; left > 0 && wordAt(tokens, close) !== ')'; left--) close--;
  const open = wordAt(tokens, close) === ')' ? tokens.mates[close]! : -1;
  if (open < 1) return undefined;
  if (!arrow) return tokens.kinds[open - 1] === Kind.word ? open - 1 : undefined;
  const equals = wordAt(tokens, open - 1) === 'async' ? open - 2 : open - 1;
  return wordAt(tokens, equals) === '=' && tokens.kinds[equals - 1] === Kind.word ? equals - 1 : undefined;
}

/** True for the body of a function, and false for a block in one. */
function isBody(tokens: Reading['tokens'], open: number): boolean {
  if (wordAt(tokens, open) !== '{') return false;
  const before = wordAt(tokens, open - 1);
  if (before === '=>') return true;
  if (/^(?:try|finally|else|do)$/.test(before)) return false;
  const close = before === ')' ? open - 1 : -1;
  const lead = close > 0 ? wordAt(tokens, tokens.mates[close]! - 1) : '';
  return !/^(?:if|for|while|switch|catch|with|await)$/.test(lead);
}

/** Where loops of the text name what the generator gives in which token `at` is: `for await (const key of this.keys())`. */
export function loopsOver(
  reading: Reading,
  at: number,
): { readonly targets: readonly number[]; readonly areAll: boolean } {
  const name = nameAround(reading, at);
  if (name === undefined || isTyped(reading, name)) return { targets: [], areAll: false };
  const calls = callsOf(reading, name);
  const targets = calls.flatMap(([first, last]) => {
    const isLoop = wordAt(reading.tokens, first - 1) === 'of';
    return isLoop ? (itemsOf(reading, first, last)?.target ?? []) : [];
  });
  return { targets, areAll: targets.length === calls.length && areAllUses(reading, name, calls.length) };
}

/** The calls of the function or method that token `name` names. */
function callsOf({ tokens, scope }: Reading, name: number): readonly (readonly [number, number])[] {
  const isDeclared = scope.declaredAt(name) === name;
  return scope.occurrences(wordAt(tokens, name)).flatMap((use): (readonly [number, number])[] => {
    const open = use + 1;
    if (use === name || wordAt(tokens, open) !== '(') return [];
    const isMember = /^\??\.$/.test(wordAt(tokens, use - 1));
    if (isDeclared) return !isMember && scope.declaredAt(use) === name ? [[use, tokens.mates[open]!]] : [];
    return isMember && wordAt(tokens, use - 2) === 'this' ? [[use - 2, tokens.mates[open]!]] : [];
  });
}

/** True for a function of the text alone, no method, that is used as many times. */
function areAllUses(reading: Reading, name: number, calls: number): boolean {
  if (calls === 0 || reading.scope.declaredAt(name) !== name) return false;
  return variableUses(reading, name).length === calls && !isExported(reading, name);
}

/** True for a function that says the type of what it gives. */
function isTyped({ tokens }: Reading, name: number): boolean {
  const open = [name + 1, name + 2, name + 3].find((at) => wordAt(tokens, at) === '(') ?? name;
  return wordAt(tokens, name + 1) === ':' || wordAt(tokens, tokens.mates[open]! + 1) === ':';
}

/** True for a name that other texts may import. */
function isExported({ tokens, islands }: Reading, name: number): boolean {
  const { first } = islands.statementAround(name);
  const exported = new RegExp(
    String.raw`\bexport\s*\{[^{}]*(?<![\w$])${escapedName(wordAt(tokens, name))}(?![\w$])`,
  );
  return wordAt(tokens, first) === 'export' || exported.test(tokens.text);
}
