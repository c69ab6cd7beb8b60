import type { Expression, FunctionExpression } from '../../../expression.ts';
import type { Reading } from '../reading.ts';
import { Kind, type Tokens, tokenAt, wordAt } from '../tokens.ts';
import type { ContextReads } from './contexts.ts';
import { entriesOf } from './patterns.ts';
import { variableUses } from './variable-uses.ts';

/** The first token right inside of a bracket, from `from` on, that is such a word; -1 for none. */
export function indexOf(
  tokens: Tokens,
  open: number,
  test: (word: string) => boolean,
  from = open + 1,
): number {
  for (let i = from, end = tokens.mates[open]!; i < end; i++)
    if (tokens.parents[i] === open && test(wordAt(tokens, i))) return i;
  return -1;
}

/** `req.unkey` in the handler that is wrapped. True where other code may read it, which is not seen. */
export function readsOfRequest(reading: Reading, handler: Expression, reads: ContextReads): boolean {
  const { tokens } = reading;
  const open = parametersAt(reading, handler);
  if (open === undefined) return true;
  const first = wordAt(tokens, open) === '(' ? open + 1 : open;
  if (wordAt(tokens, first) === ')') return false;
  if (wordAt(tokens, first) === '{') {
    const entries = entriesOf(tokens, first, 'withDefaults');
    const own = entries?.find(({ name }) => name === 'unkey');
    if (own?.target !== undefined && !own.rest)
      for (const use of variableUses(reading, own.target)) reads.use(use, use);
    else if (own) reads.pattern(own.nested!);
    return !entries || entries.some(({ rest }) => rest);
  }
  if (tokens.kinds[first] !== Kind.word) return true;
  let isHandedOn = false;
  for (const use of variableUses(reading, first)) {
    const dot = use + 1;
    if (!/^\??\.$/.test(wordAt(tokens, dot))) isHandedOn = true;
    else if (wordAt(tokens, dot + 1) === 'unkey') reads.use(use, dot + 1);
  }
  return isHandedOn;
}

/** Types that fit what v2 gives as well. */
const CONTEXT = /^(?:UnkeyContext|any|Awaited|Parameters)$/;

/** Types that fit the error that v2 gives as well. */
const ERROR = /^(?:APIError|Error|any|unknown|Parameters)$/;

/** The result that `handleInvalidKey` is given, and the error that `onError` is. */
export function readsOfHandlers(reading: Reading, options: Expression, reads: ContextReads): void {
  const { tokens } = reading;
  const start = tokenAt(tokens, options.start);
  const close = tokens.mates[start]!;
  for (let at = start + 1; at < close; at++) {
    const name = wordAt(tokens, at);
    if (!/^(?:handleInvalidKey|onError)$/.test(name) || tokens.parents[at] !== start) continue;
    for (const { name: named, open } of handlersAt(reading, at)) {
      if (named !== undefined && open === undefined) reads.elsewhere(named, name === 'onError');
      const comma = open === undefined ? -1 : indexOf(tokens, open, (word) => word === ',');
      const parameter = comma + 1;
      const isPattern = wordAt(tokens, parameter) === '{';
      if (comma < 0 || (tokens.kinds[parameter] !== Kind.word && !isPattern)) continue;
      const colon = (isPattern ? tokens.mates[parameter]! : parameter) + 1;
      const type = wordAt(tokens, colon) === ':' ? wordAt(tokens, colon + 1) : undefined;
      if (name === 'onError') {
        if (type !== undefined && !ERROR.test(type)) reads.typedError(colon);
        reads.error(parameter);
        continue;
      }
      if (type !== undefined && !CONTEXT.test(type)) reads.typed(colon);
      if (isPattern) reads.pattern(parameter);
      else for (const use of variableUses(reading, parameter)) reads.use(use, use);
    }
  }
}

/** A function that an option is given: the token of its name, and the bracket of its parameters where that is seen. */
interface Handler {
  readonly name?: number;
  readonly open?: number | undefined;
}

/** The functions that the option at token `at` may be: one of `config.onError || shown`. */
function handlersAt(reading: Reading, at: number): readonly Handler[] {
  const { tokens } = reading;
  const holder = tokens.parents[at]!;
  const isPair = wordAt(tokens, at + 1) === ':';
  const given = isPair ? at + 2 : at;
  const written = [1, 2, 3, 4, 5].map((i) => at + i).find((i) => wordAt(tokens, i) === '(');
  if (
    written !== undefined &&
    (isPair ? /^(?:async|function|\()$/.test(wordAt(tokens, given)) : written === at + 1)
  )
    return [{ open: written }];
  const found: Handler[] = [];
  let last = given;
  for (let i = given, end = tokens.mates[holder]!; i <= end; i++) {
    const word = wordAt(tokens, i);
    const isEnd = i === end || (tokens.parents[i] === holder && /^(?:,|\|\||\?\?|\?|:)$/.test(word));
    if (!isEnd) {
      if (tokens.parents[i] === holder && tokens.kinds[i] === Kind.word) last = i;
      continue;
    }
    const isNamed = tokens.kinds[last] === Kind.word && i === last + 1;
    const isMember = /^\??\.$/.test(wordAt(tokens, last - 1));
    // What is asked is no handler.
    if (isNamed && word !== '?')
      found.push({ name: last, open: isMember ? undefined : parametersOf(reading, last) });
    if (word === ',') break;
  }
  return found;
}

/** The bracket with the parameters of the function of the text that a name stands for. */
function parametersOf({ tokens, scope }: Reading, name: number): number | undefined {
  const declared = scope.declaredAt(name);
  if (declared === undefined) return undefined;
  const value = wordAt(tokens, declared - 1) === 'function' ? declared + 1 : declared + 2;
  if (value > declared + 1 && wordAt(tokens, declared + 1) !== '=') return undefined;
  const open = wordAt(tokens, value) === 'async' ? value + 1 : value;
  return wordAt(tokens, open) === '(' ? open : undefined;
}

/**
 * The bracket with the parameters, or the only parameter, of a function that is written in place, or that a name of the
 * text stands for.
 */
function parametersAt(
  { tokens, scope }: Reading,
  handler: Expression | FunctionExpression,
): number | undefined {
  const start = tokenAt(tokens, handler.start);
  if (handler.kind !== 'name')
    return handler.kind === 'function' ? parameterListAt(tokens, start) : undefined;
  const declared = scope.declaredAt(start);
  if (declared === undefined) return undefined;
  if (wordAt(tokens, declared - 1) === 'function') return parameterListAt(tokens, declared + 1);
  return wordAt(tokens, declared + 1) === '=' ? parameterListAt(tokens, declared + 2) : undefined;
}

/** The same of the function that begins with token `start`, or with its list of parameters. */
function parameterListAt(tokens: Tokens, start: number): number | undefined {
  for (let at = start; at < start + 4; at++) {
    if (wordAt(tokens, at) === '(') return at;
    if (wordAt(tokens, at + 1) === '=>') return at;
  }
  return undefined;
}

/** `c.get('unkey')`, `c.var.unkey` */
export function honoReads(reading: Reading, reads: ContextReads): void {
  const { tokens, scope } = reading;
  for (const at of scope.occurrences('get')) {
    const key = wordAt(tokens, at + 2);
    if (
      at < 2 ||
      !/^["'`]unkey["'`]$/.test(key) ||
      wordAt(tokens, at + 1) !== '(' ||
      wordAt(tokens, at - 1) !== '.'
    )
      continue;
    if (wordAt(tokens, at + 3) === ')') reads.use(at - 2, at + 3);
  }
  for (const at of scope.occurrences('unkey'))
    if (at > 3 && wordAt(tokens, at - 1) === '.' && wordAt(tokens, at - 2) === 'var') reads.use(at - 4, at);
}
