import type { Changes, PropertySet } from '../../binding.ts';
import type { Expression } from '../../expression.ts';
import { escapedName } from '../../name-pattern.ts';
import { apiMethods } from '../../sdk/methods.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { decode } from './escapes.ts';
import { nameOfFunction } from './function-names.ts';
import { calleeStart } from './islands.ts';
import { functionAround } from './local-functions.ts';
import { lower } from './lower.ts';
import type { Text } from './text.ts';
import { behind, Kind, type Tokens, wordAt } from './tokens.ts';

/** Functions that read what they are given and keep no hold of it. */
const READERS =
  /^(?:fetch|request|get|post|put|patch|delete|head|options|axios|got|ky|\$fetch|ofetch|stringify|log|info|debug|error|warn|keys|entries|values|freeze|Headers|Request|URLSearchParams|URL|String|extend|create|structuredClone|write|end|send|json|byteLength|from|expect|then|catch|isArray|super)$/;
const MUTATORS = /^(?:delete|push|unshift|splice|pop|shift|sort|reverse|fill|use|defineProperty)$/;

/** Members that functions are given to put something in. */
const FILLED = /headers|options|init|config|params|query|body|data|payload|json/i;

type Use = 'harmless' | 'unknown' | PropertySet;

/**
 * What the places `uses` (tokens of one name) do to `value` that the name was given at token `from`, as seen from
 * token `at`.
 */
export function changesOf(
  text: Text,
  value: Expression,
  uses: readonly number[],
  from: number,
  at: number,
): Changes {
  const sets: PropertySet[] = [];
  let sealed = true;
  for (const token of uses) {
    const use = isTakenApart(text, value, token) ? 'harmless' : useOf(text, token, from, at);
    if (use === 'unknown') sealed = false;
    else if (use !== 'harmless') sets.push(use);
  }
  return { sets, sealed };
}

/** `const { a } = name`: copies of plain values, or of objects that nothing is assigned to a member of. */
function isTakenApart({ tokens, source }: Text, value: Expression, token: number): boolean {
  if (token < 2 || wordAt(tokens, token - 1) !== '=' || wordAt(tokens, token - 2) !== '}') return false;
  if (value.kind !== 'object') return false;
  const open = tokens.mates[token - 2]!;
  for (let i = open + 1; i < token - 2; i++) {
    if (tokens.kinds[i] !== Kind.word || tokens.parents[i] !== open) continue;
    const name = wordAt(tokens, i);
    const entry = value.entries.find(
      (e) => e.kind === 'member' && e.key.kind === 'text' && e.key.value.text === name,
    );
    const plain = entry && /^(?:text|template|number|boolean)$/.test(entry.value.kind);
    if (!plain && (name === 'headers' || isWrittenTo(source.text, name))) return false;
  }
  return true;
}

/** True when the text may assign to a member of what has that name, or hand it on to be changed. */
const isWrittenTo = (text: string, name: string): boolean =>
  new RegExp(
    `\\b${escapedName(name)}(?:\\.[\\w$]+|\\[[^\\]\n]{1,80}\\])+\\s*=[^=>]|\\(${escapedName(name)}[,)]`,
  ).test(text);

function useOf(text: Text, token: number, from: number, at: number): Use {
  const { tokens } = text;
  const first = wordAt(tokens, token - 1) === '.' && wordAt(tokens, token - 2) === 'this' ? token - 2 : token;
  const before = first > 0 ? wordAt(tokens, first - 1) : '';
  if (before === '.' || before === '?.') return 'harmless';
  if (before === 'delete') return 'unknown';
  const [path, next] = pathFrom(text, token);
  const after = next < tokens.starts.length ? wordAt(tokens, next) : '';
  if (path === undefined) return after === '=' ? 'unknown' : 'harmless';
  if (/^(?:=|\+=|-=|\?\?=|\|\|=|&&=)$/.test(after) && tokens.kinds[next] === Kind.operator) {
    if (path.length === 0) return 'harmless';
    return after === '=' ? (assigned(text, token, next, path, from, at) ?? 'unknown') : 'unknown';
  }
  if (after === '(' && path.length > 0) return called(text, token, next, path, from, at);
  if (isArgument(tokens, first, next)) {
    const given = path.at(-1)?.name;
    return given === undefined || FILLED.test(given) ? 'unknown' : 'harmless';
  }
  if (/^\??=$/.test(before) && path.length === 0 && tokens.kinds[first - 1] === Kind.operator)
    return 'unknown';
  return 'harmless';
}

interface Step {
  readonly name: string;
  /** The name without quotes. */
  readonly start: number;
  readonly end: number;
}

/** The properties written behind the name at `token`, and the token behind them. No path where one is computed. */
function pathFrom(text: Text, token: number): [readonly Step[] | undefined, number] {
  const { tokens } = text;
  const { kinds, starts, ends, mates } = tokens;
  const path: Step[] = [];
  let known = true;
  let i = token + 1;
  while (i < starts.length) {
    const word = wordAt(tokens, i);
    if (word === '!' || (word === '?.' && kinds[i + 1] === Kind.open)) i++;
    else if ((word === '.' || word === '?.') && kinds[i + 1] === Kind.word) {
      path.push({ name: wordAt(tokens, i + 1), start: starts[i + 1]!, end: ends[i + 1]! });
      i += 2;
    } else if (word === '[' && mates[i]! >= 0 && !tokens.breaks[i]) {
      if (mates[i] === i + 2 && kinds[i + 1] === Kind.string) {
        const [start, end] = [starts[i + 1]! + 1, ends[i + 1]! - 1];
        path.push({ name: decode(text.source.slice(start, end)).text, start, end });
      } else known = false;
      i = mates[i]! + 1;
    } else {
      const behindCast = castEnd(tokens, token, i);
      if (behindCast === undefined) break;
      i = behindCast;
    }
  }
  return [known ? path : undefined, i];
}

/** The token behind `(name.path as Type)`, whose `as` or closing parenthesis is token `i`. */
function castEnd(tokens: Tokens, token: number, i: number): number | undefined {
  const open = tokens.parents[token]!;
  const word = i < tokens.starts.length ? wordAt(tokens, i) : '';
  if (open < 0 || open !== token - 1 || wordAt(tokens, open) !== '(') return undefined;
  const ends = word === ')' ? tokens.mates[open] === i : /^(?:as|satisfies)$/.test(word);
  if (!ends || tokens.mates[open]! < 0 || calleeStart(tokens, open) !== undefined) return undefined;
  return behind(tokens, open);
}

/** True when a change runs in any case: a statement of its own in the block where the value was made, before its use. */
function isConditional(text: Text, token: number, from: number, at: number): boolean {
  const here = text.islands.statementAround(token);
  const made = text.islands.statementAround(from);
  if (here.block !== made.block || token > at) return true;
  return /^(?:if|for|while|switch|case|default|try|do|return)$/.test(wordAt(text.tokens, here.first));
}

/** The condition of the `if` that a statement in it depends on, where the value was made in the block around that. */
function conditionOf(text: Text, token: number, from: number): Expression | undefined {
  const { tokens, islands, source } = text;
  const here = islands.statementAround(token);
  const made = islands.statementAround(from).block;
  // `if (condition) name.path = value;` or the same in braces.
  const inBraces = here.block !== made && here.block > 0 && tokens.parents[here.block] === made;
  const open = inBraces ? tokens.mates[here.block - 1]! : here.first + 1;
  if (!inBraces && (here.block !== made || wordAt(tokens, here.first) !== 'if')) return undefined;
  if (open < 1 || wordAt(tokens, open) !== '(' || wordAt(tokens, open - 1) !== 'if') return undefined;
  if (open > 1 && wordAt(tokens, open - 2) === 'else') return undefined;
  const close = tokens.mates[open]!;
  const island = close < 0 ? undefined : islands.piece(open, tokens.ends[close]!, '');
  const node = island?.root.children[0]?.children[0];
  return island && node && !island.root.broken ? lower(source, island, node) : undefined;
}

function assigned(
  text: Text,
  token: number,
  operator: number,
  path: readonly Step[],
  from: number,
  at: number,
): PropertySet | undefined {
  const island = text.islands.statement(token);
  let node: SyntaxNode | undefined = island && text.islands.node(island, operator - 1);
  while (node && node.type !== 'assignment_expression') node = node.parent;
  const right = node && childOf(node, 'right');
  if (!island || !right) return undefined;
  return propertySet(text, path, lower(text.source, island, right), { token, from, at });
}

function propertySet(
  text: Text,
  path: readonly Step[],
  value: Expression,
  { token, from, at }: { readonly token: number; readonly from: number; readonly at: number },
): PropertySet {
  const last = path.at(-1)!;
  const conditional = isConditional(text, token, from, at);
  const condition = conditional && token <= at ? conditionOf(text, token, from) : undefined;
  return {
    path: path.map((step) => step.name),
    keySpan: last,
    key: text.source.slice(last.start, last.end),
    value,
    conditional,
    ...(condition ? { condition } : {}),
  };
}

/** A method called on the value, or on something in it. */
function called(
  text: Text,
  token: number,
  open: number,
  path: readonly Step[],
  from: number,
  at: number,
): Use {
  const method = path.at(-1)!.name;
  const holder = path.slice(0, -1);
  if (MUTATORS.test(method)) return 'unknown';
  if (method !== 'set' && method !== 'append') return 'harmless';
  const { tokens } = text;
  const key = open + 1;
  const island = text.islands.statement(token);
  let node: SyntaxNode | undefined = island && text.islands.node(island, key);
  while (node && node.type !== 'arguments') node = node.parent;
  const args = node?.children.filter((c) => c.type !== 'comment') ?? [];
  if (!island || args.length !== 2 || node!.broken || tokens.kinds[key] !== Kind.string) {
    return holder.some((name) => name.name === 'searchParams') ? 'harmless' : 'unknown';
  }
  const step = { start: tokens.starts[key]! + 1, end: tokens.ends[key]! - 1 };
  const name = decode(text.source.slice(step.start, step.end)).text;
  const value = lower(text.source, island, args[1]);
  return propertySet(text, [...holder, { name, ...step }], value, { token, from, at });
}

/** True when the tokens from `first` up to `next` are a whole argument of a function that may change it. */
function isArgument(tokens: Tokens, first: number, next: number): boolean {
  const open = tokens.parents[first]!;
  if (open < 1 || wordAt(tokens, open) !== '(' || calleeStart(tokens, open) === undefined) return false;
  const before = wordAt(tokens, first - 1);
  if (before !== '(' && before !== ',') return false;
  if (next !== behind(tokens, open) - 1 && wordAt(tokens, next) !== ',') return false;
  let callee = open - 1;
  if (wordAt(tokens, callee) === '>') while (callee > 0 && wordAt(tokens, callee) !== '<') callee--;
  if (wordAt(tokens, callee) === '<') callee--;
  const name = wordAt(tokens, callee);
  if (name === 'assign' && first !== open + 1) return false;
  // What a function gives itself, to try again, it is asked about anyway.
  const around = functionAround(tokens, first);
  if (around && name === nameOfFunction(tokens, around)) return false;
  return !READERS.test(name) && !isSdkMethod(tokens, callee);
}

/** `unkey.keys.createKey(name)`: what SDKs are given they send as it is. */
function isSdkMethod(tokens: Tokens, method: number): boolean {
  // The function of v1 that verifies keys.
  if (wordAt(tokens, method) === 'verifyKey' && wordAt(tokens, method - 1) !== '.') return true;
  const path = [4, 3, 2, 1, 0].map((back) => wordAt(tokens, Math.max(0, method - back)).replace('?.', '.'));
  return path[1] === '.' && path[3] === '.' && apiMethods().has(path.slice(2).join(''));
}
