import type { SyntaxNode } from '../../syntax.ts';
import { childOf } from '../../syntax.ts';
import type { Cutter } from './cutter.ts';
import { nameOfFunction } from './function-names.ts';
import { behindTypeArguments, type Island } from './islands.ts';
import { functionAround, functionAt, type LocalFunction } from './local-functions.ts';
import { isEmptyValue, type Place } from './read-nodes.ts';
import type { Reading } from './reading.ts';
import { Block, Kind, tokenAt, wordAt } from './tokens.ts';
import { isMethodOf } from './typed-instances.ts';

/** Calls of one function that are looked at. */
const MOST_SITES = 100;
/** What stands behind `return` where nothing is given. */
const NOTHING = /^(?:;|\}|null|undefined|false|void)$/;

/**
 * The brackets with the arguments of a function's calls, if it gives nothing but the value at index `at` of the text.
 * `member`: the value is that member of what it gives, so that objects without it do not matter.
 */
export function callSitesOf(
  reading: Reading,
  cutter: Cutter,
  fn: LocalFunction,
  at: number,
  member?: string,
): readonly number[] {
  return givesOnly(reading, fn, tokenAt(reading.tokens, at), member) ? sitesOf(reading, cutter, fn) : [];
}

/** The brackets with the arguments of a function's calls. */
export function sitesOf(reading: Reading, cutter: Cutter, fn: LocalFunction): readonly number[] {
  const { tokens, scope, values } = reading;
  const name = nameOfFunction(tokens, fn);
  if (name === undefined) return [];
  const found: number[] = [];
  const asked: { readonly use: number; readonly open: number }[] = [];
  for (const use of scope.occurrences(name).slice(0, MOST_SITES)) {
    const open = wordAt(tokens, use + 1) === '<' ? behindTypeArguments(tokens, use + 1) : use + 1;
    if (open >= tokens.starts.length || wordAt(tokens, open) !== '(' || (use >= fn.first && use < fn.end))
      continue;
    const call = cutter.call(open);
    const { value } = call ? values.resolve(call.callee) : {};
    if (value?.kind === 'function') {
      if (functionAt(tokens, value.start)?.head === fn.head) found.push(open);
    } else if (call && /^\??\.$/.test(wordAt(tokens, use - 1))) asked.push({ use, open });
  }
  // Where it may be one of several classes that is asked, some would be left out.
  const isAll = asked.every(({ use }) => isMethodOf(reading, fn, use));
  return isAll ? [...found, ...asked.map(({ open }) => open)] : found;
}

/** The places where a function is handed to another one as a value. */
export function handedIn(
  { tokens, scope, islands, values, source }: Reading,
  fn: LocalFunction,
): readonly Place[] {
  const name = nameOfFunction(tokens, fn);
  if (name === undefined) return [];
  return scope
    .occurrences(name)
    .slice(0, MOST_SITES)
    .flatMap((use): readonly Place[] => {
      if (!/^[,)}]$/.test(wordAt(tokens, use + 1)) || !/^[,({:]$/.test(wordAt(tokens, use - 1))) return [];
      const island = islands.statement(use);
      const node = island && islands.node(island, use);
      if (!island || !node || !/^(?:shorthand_property_)?identifier$/.test(node.type)) return [];
      const { start, end } = { start: tokens.starts[use]!, end: tokens.ends[use]! };
      const { value } = values.resolve({ kind: 'name', name: source.text.slice(start, end), start, end });
      const isSame = value.kind === 'function' && functionAt(tokens, value.start)?.head === fn.head;
      return isSame ? [{ island, node }] : [];
    });
}

/** True where every other `return` of a function gives nothing, or an object without `member`. */
export function givesOnly({ tokens }: Reading, fn: LocalFunction, at: number, member?: string): boolean {
  if (fn.block === undefined) return true;
  const own = nameOfFunction(tokens, fn);
  for (let i = fn.first; i < fn.end; i++) {
    if (tokens.kinds[i] !== Kind.word || wordAt(tokens, i) !== 'return' || wordAt(tokens, i - 1) === '.')
      continue;
    if (i + 1 === at || functionAround(tokens, i)?.head !== fn.head) continue;
    if (NOTHING.test(wordAt(tokens, i + 1)) || tokens.breaks[i + 1]) continue;
    // A function that tries again gives the same.
    const callee = wordAt(tokens, i + 1) === 'await' ? i + 2 : i + 1;
    if (own !== undefined && wordAt(tokens, callee) === own && wordAt(tokens, callee + 1) === '(') continue;
    if (member === undefined || !lacks(tokens, i + 1, member)) return false;
  }
  return true;
}

/** True for an object written at token `open` that has no member of that name, or nothing in it. */
export function lacks(tokens: Reading['tokens'], open: number, member: string): boolean {
  if (wordAt(tokens, open) !== '{' || tokens.blocks[open] !== Block.object) return false;
  for (let i = open + 1; i < tokens.limits[open]!; i++) {
    if (tokens.parents[i] !== open || !/^[{,]$/.test(wordAt(tokens, i - 1))) continue;
    const word = wordAt(tokens, i);
    if (word === '...' || word === '[') return false;
    if (word.replace(/^["']|["']$/g, '') === member && !NOTHING.test(wordAt(tokens, i + 2))) return false;
  }
  return true;
}

/** True for a callback of `catch` that gives no value of its own: `() => null`, `(e) => { throw e; }`. */
export function givesNothingElse(reading: Reading, island: Island, callback: SyntaxNode): boolean {
  const body = childOf(callback, 'body');
  if (!body || callback.broken) return false;
  if (body.type !== 'statement_block') return isEmptyValue(reading, island, body);
  const { start, end } = body;
  return !/\breturn\b/.test(reading.tokens.text.slice(start + island.shift, end + island.shift));
}
