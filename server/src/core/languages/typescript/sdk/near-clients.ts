import type { CallExpression } from '../../../expression.ts';
import type { Reading } from '../reading.ts';
import { Block, Kind, tokenAt, wordAt } from '../tokens.ts';
import { lineOf } from './lines.ts';
import { endsBefore } from './places.ts';
import type { ProgramItem } from './programs.ts';

/**
 * Code of the client that is at hand where a call is and that is surely made by then: a variable, a field, a function that
 * makes it. Undefined where there is none.
 */
export function clientNear(
  reading: Reading,
  items: readonly ProgramItem[],
  call: CallExpression,
): string | undefined {
  const at = tokenAt(reading.tokens, call.start);
  for (const item of items) {
    const code = isMade(item) ? madeNear(reading, item.call, at) : importedClient(reading, item, true);
    if (code !== undefined) return code;
  }
  return parameterNear(reading, at);
}

/** What to say of the first client of a text that is not at hand where another one is made; undefined where it has none. */
export function clientElsewhere(reading: Reading, items: readonly ProgramItem[]): string | undefined {
  for (const item of items) {
    const line = lineOf(reading, item.name);
    const imported = importedClient(reading, item, false);
    if (isMade(item))
      return `Line ${line} makes a client as well, which is not surely at hand here: take that one if you can.`;
    if (imported !== undefined)
      return `\`${imported}\` in line ${line} is a client as well: take that one if you can.`;
  }
  return undefined;
}

const isMade = ({ value, call }: ProgramItem): boolean => value.path === 'Unkey' && call.constructs;

/** `unkey` of `unkey.keys.create()`, which another file made. `isSure`: once nothing else tells that it is one. */
function importedClient(
  { scope }: Reading,
  { method, call }: ProgramItem,
  isSure: boolean,
): string | undefined {
  const group = method && call.callee.kind === 'member' ? call.callee.object : undefined;
  const holder = group?.kind === 'member' ? group.object : undefined;
  if (holder?.kind !== 'name') return undefined;
  const binding = scope.lookup(holder.name, holder.start, holder.frame);
  const isOther = binding.kind === 'import' && !binding.module.includes('@unkey/');
  const isTold = isOther && (/unkey/i.test(binding.module) || scope.occurrences('Unkey').length > 0);
  return isOther && (isTold || !isSure) ? holder.name : undefined;
}

/** What a `new Unkey()` is called where token `at` is. */
function madeNear(reading: Reading, made: CallExpression, at: number): string | undefined {
  const { tokens, scope } = reading;
  const { parents, kinds } = tokens;
  const first = tokenAt(tokens, made.start);
  const last = tokenAt(tokens, made.end - 1);
  if (!endsBefore(tokens, last + 1)) return undefined;
  const before = wordAt(tokens, first - 1);
  if (/^(?:=>|return)$/.test(before)) {
    const name = functionAround(reading, first, at);
    return name === undefined ? undefined : `${wordAt(tokens, name)}()`;
  }
  if (!/^(?:\?\?|\|\|)?=$/.test(before)) return undefined;
  const isAnnotated = wordAt(tokens, first - 3) === ':' && wordAt(tokens, first - 2) === 'Unkey';
  const name = isAnnotated ? first - 4 : first - 2;
  const block = parents[name]!;
  if (kinds[name] !== Kind.word) return undefined;
  const word = wordAt(tokens, name);
  if (wordAt(tokens, name - 1) === '.') {
    const isOwn = wordAt(tokens, name - 2) === 'this' && scope.classAround(first) === classAt(reading, at);
    if (!isOwn || before !== '=') return undefined;
    return (isConstructor(reading, block) && begins(reading, name - 2)) || isGuarded(reading, word, at)
      ? `this.${word}`
      : undefined;
  }
  if (block >= 0 && tokens.blocks[block] === Block.class) {
    const isStatic = wordAt(tokens, name - 1) === 'static' || wordAt(tokens, name - 2) === 'static';
    return !isStatic && scope.classAround(first) === classAt(reading, at) ? `this.${word}` : undefined;
  }
  if (wordAt(tokens, name - 1) === 'const')
    return isVisible(reading, name, at) && (name < at || blocksAround(reading, at).length > 0)
      ? word
      : undefined;
  const getter = getterOf(reading, name, first, at);
  return getter === undefined ? undefined : `${wordAt(tokens, getter)}()`;
}

/** True where the variable of token `declared` is meant by its name at token `at`. */
function isVisible({ tokens, scope }: Reading, declared: number, at: number): boolean {
  const block = tokens.parents[declared]!;
  const isAround = block < 0 || (block < at && at < tokens.mates[block]! && declared < at);
  return isAround && scope.declaredAs(wordAt(tokens, declared), at) === declared;
}

/** The brackets of code around token `at`, from the innermost. */
function blocksAround({ tokens }: Reading, at: number): readonly number[] {
  const found: number[] = [];
  for (let open = tokens.parents[at]!; open >= 0; open = tokens.parents[open]!)
    if (tokens.blocks[open] === Block.code) found.push(open);
  return found;
}

/** The name of the function of the top level that gives what token `first` begins, and nothing else, without being given anything. */
function functionAround(reading: Reading, first: number, at: number): number | undefined {
  const { tokens } = reading;
  const isArrow = wordAt(tokens, first - 1) === '=>';
  if (isArrow) return nameOf(reading, first - 1, at);
  const body = tokens.parents[first]!;
  if (body < 0 || tokens.blocks[body] !== Block.code || returnsIn(reading, body) !== 1) return undefined;
  return nameOf(reading, body, at);
}

/** The same of one that keeps it in the variable of token `kept`: `if (!kept) kept = new Unkey(); return kept;`. */
function getterOf(reading: Reading, kept: number, first: number, at: number): number | undefined {
  const { tokens } = reading;
  const word = wordAt(tokens, kept);
  const isLazy = /^(?:\?\?|\|\|)=$/.test(wordAt(tokens, first - 1));
  let body = tokens.parents[kept]!;
  if (body < 0) return undefined;
  if (!isLazy) {
    const close =
      wordAt(tokens, kept - 1) === ')' ? kept - 1 : wordAt(tokens, body - 1) === ')' ? body - 1 : -1;
    const open = close < 0 ? -1 : tokens.mates[close]!;
    const isTest = wordAt(tokens, open - 1) === 'if' && wordAt(tokens, open + 1) === '!';
    if (!isTest || wordAt(tokens, open + 2) !== word || close !== open + 3) return undefined;
    body = tokens.parents[open]!;
  }
  if (body < 0 || returnsIn(reading, body) !== 1) return undefined;
  const close = tokens.mates[body]!;
  const end = wordAt(tokens, close - 1) === ';' ? close - 2 : close - 1;
  if (wordAt(tokens, end) !== word || wordAt(tokens, end - 1) !== 'return') return undefined;
  return nameOf(reading, body, at);
}

function returnsIn({ tokens }: Reading, body: number): number {
  let count = 0;
  for (let i = body + 1; i < tokens.mates[body]!; i++) if (wordAt(tokens, i) === 'return') count++;
  return count;
}

/** The name of the function without parameters whose body begins with token `body`, or whose arrow that is. */
function nameOf(reading: Reading, body: number, at: number): number | undefined {
  const { tokens } = reading;
  const arrow = wordAt(tokens, body) === '=>' ? body : wordAt(tokens, body - 1) === '=>' ? body - 1 : -1;
  let close = arrow > 0 ? arrow - 1 : body - 1;
  if (wordAt(tokens, close) === 'Unkey' && wordAt(tokens, close - 1) === ':') close -= 2;
  if (wordAt(tokens, close) !== ')' || wordAt(tokens, close - 1) !== '(') return undefined;
  const name = arrow > 0 ? close - 3 : close - 2;
  const lead = wordAt(tokens, name - 1);
  const isNamed =
    arrow > 0
      ? wordAt(tokens, close - 2) === '=' && lead === 'const'
      : lead === 'function' && wordAt(tokens, name - 2) !== 'async';
  const own = wordAt(tokens, body) === '{' ? tokens.mates[body]! : body;
  const isInside = at > name && at < own;
  return isNamed && !isInside && tokens.parents[name]! < 0 && isVisible(reading, name, at) ? name : undefined;
}

/** True where token `first` begins a statement of its block, and no condition stands before it. */
function begins({ tokens }: Reading, first: number): boolean {
  const before = wordAt(tokens, first - 1);
  if (/^[{};]$/.test(before)) return true;
  const open = before === ')' ? tokens.mates[first - 1]! : -1;
  return (
    tokens.breaks[first] === 1 &&
    before !== 'else' &&
    !(open > 0 && /^(?:if|for|while|with)$/.test(wordAt(tokens, open - 1)))
  );
}

/** True for the body of a constructor. */
function isConstructor({ tokens }: Reading, body: number): boolean {
  const open = body > 0 && wordAt(tokens, body - 1) === ')' ? tokens.mates[body - 1]! : -1;
  return open > 0 && wordAt(tokens, open - 1) === 'constructor';
}

/** The class whose `this` token `at` sees. */
function classAt(reading: Reading, at: number): number | undefined {
  const { tokens, scope } = reading;
  const found = scope.classAround(at);
  if (found < 0) return undefined;
  for (const block of blocksAround(reading, at)) {
    if (block < found) break;
    const close = wordAt(tokens, block - 1) === ')' ? block - 1 : -1;
    const open = close > 0 ? tokens.mates[close]! : -1;
    if (open > 0 && /^(?:function|static)$/.test(wordAt(tokens, open - 2))) return undefined;
    if (open > 0 && (wordAt(tokens, open - 1) === 'function' || isStatic(reading, open - 1)))
      return undefined;
  }
  return found;
}

/** True for the name of a method that belongs to its class: `static async check`. */
function isStatic({ tokens }: Reading, name: number): boolean {
  for (let i = name - 1; i > name - 4; i--) if (wordAt(tokens, i) === 'static') return true;
  return false;
}

/** True where a test around token `at`, in the same function, says that the field is there: `if (this.unkey) {`. */
function isGuarded(reading: Reading, field: string, at: number): boolean {
  const { tokens } = reading;
  for (const block of blocksAround(reading, at)) {
    const close = block - 1;
    const word = wordAt(tokens, close);
    if (word === '=>') return false;
    if (word !== ')') continue;
    const open = tokens.mates[close]!;
    if (!/^(?:if|for|while|switch|catch)$/.test(wordAt(tokens, open - 1))) return false;
    const isThere =
      close === open + 4 && wordAt(tokens, open + 1) === 'this' && wordAt(tokens, open + 3) === field;
    if (isThere && wordAt(tokens, open - 1) === 'if') return true;
  }
  return false;
}

/** A parameter that is a client: `(unkey: Unkey, key: string)`, `constructor(private readonly unkey: Unkey)`. */
function parameterNear(reading: Reading, at: number): string | undefined {
  const { tokens, scope } = reading;
  for (const type of scope.occurrences('Unkey')) {
    const name = type - 2;
    const list = tokens.parents[type]!;
    const isTyped = wordAt(tokens, type - 1) === ':' && /^[,)]$/.test(wordAt(tokens, type + 1));
    if (!isTyped || list < 1 || wordAt(tokens, list) !== '(' || tokens.kinds[name] !== Kind.word) continue;
    const lead = wordAt(tokens, name - 1);
    if (/^(?:private|public|protected|readonly)$/.test(lead)) {
      const isOwn =
        wordAt(tokens, list - 1) === 'constructor' && scope.classAround(list) === classAt(reading, at);
      if (isOwn) return `this.${wordAt(tokens, name)}`;
    } else if (/^[(,]$/.test(lead) && scope.declaredAs(wordAt(tokens, name), at) === name)
      return wordAt(tokens, name);
  }
  return undefined;
}
