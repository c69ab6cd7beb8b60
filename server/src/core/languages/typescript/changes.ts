import type { Changes, PropertySet } from '../../binding.ts';
import type { Expression } from '../../expression.ts';
import type { SourceText } from '../../source.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { calleeStart, type Islands } from './islands.ts';
import { decode, lower } from './lower.ts';
import { behind, Kind, type Tokens, wordAt } from './tokens.ts';

interface Text {
  readonly source: SourceText;
  readonly tokens: Tokens;
  readonly islands: Islands;
}

/** Functions that read what they are given and keep no hold of it. */
const READERS =
  /^(?:fetch|request|get|post|put|patch|delete|head|options|axios|got|ky|\$fetch|ofetch|stringify|log|info|debug|error|warn|keys|entries|values|freeze|Headers|Request|URLSearchParams|URL|String|extend|create|structuredClone|expect|then|catch|isArray|super)$/;
const MUTATORS = /^(?:delete|push|unshift|splice|pop|shift|sort|reverse|fill|use|defineProperty)$/;

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
  const isFlat =
    value.kind === 'object' &&
    value.entries.every(
      (e) => e.kind === 'member' && /^(?:text|template|number|boolean)$/.test(e.value.kind),
    );
  for (const token of uses) {
    const use = isFlat && isTakenApart(text.tokens, token) ? 'harmless' : useOf(text, token, from, at);
    if (use === 'unknown') sealed = false;
    else if (use !== 'harmless') sets.push(use);
  }
  return { sets, sealed };
}

/** `const { a } = name`: copies of plain values. */
const isTakenApart = (tokens: Tokens, token: number): boolean =>
  token > 1 && wordAt(tokens, token - 1) === '=' && wordAt(tokens, token - 2) === '}';

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
  if (isArgument(tokens, first, next)) return 'unknown';
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
    } else break;
  }
  return [known ? path : undefined, i];
}

/** True when a change runs in any case: a statement of its own in the block where the value was made, before its use. */
function isConditional(text: Text, token: number, from: number, at: number): boolean {
  const here = text.islands.statementAround(token);
  const made = text.islands.statementAround(from);
  if (here.block !== made.block || token > at) return true;
  return /^(?:if|for|while|switch|case|default|try|do|return)$/.test(wordAt(text.tokens, here.first));
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
  return propertySet(text, path, lower(text.source, island, right), isConditional(text, token, from, at));
}

function propertySet(
  text: Text,
  path: readonly Step[],
  value: Expression,
  conditional: boolean,
): PropertySet {
  const last = path.at(-1)!;
  return {
    path: path.map((step) => step.name),
    keySpan: last,
    key: text.source.slice(last.start, last.end),
    value,
    conditional,
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
  if (holder.some((step) => step.name === 'searchParams')) return 'harmless';
  const { tokens } = text;
  const key = open + 1;
  const island = text.islands.statement(token);
  let node: SyntaxNode | undefined = island && text.islands.node(island, key);
  while (node && node.type !== 'arguments') node = node.parent;
  const args = node?.children.filter((c) => c.type !== 'comment') ?? [];
  if (!island || args.length !== 2 || node!.broken || tokens.kinds[key] !== Kind.string) return 'unknown';
  const step = { start: tokens.starts[key]! + 1, end: tokens.ends[key]! - 1 };
  const name = decode(text.source.slice(step.start, step.end)).text;
  const value = lower(text.source, island, args[1]);
  return propertySet(text, [...holder, { name, ...step }], value, isConditional(text, token, from, at));
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
  return !READERS.test(name);
}
