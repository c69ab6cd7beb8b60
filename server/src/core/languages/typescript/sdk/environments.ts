import type { CallExpression } from '../../../expression.ts';
import type { TextEdit } from '../../../model.ts';
import type { Reading } from '../reading.ts';
import { tokenAt, wordAt } from '../tokens.ts';
import { entriesOf } from './patterns.ts';
import { variableUses } from './variable-uses.ts';

/** Variables of an environment that requests are handed: `env.NAME`, `c.env.NAME`, `env(c).NAME`. */
const VARIABLE = /(?<![\w$.])((?:[\w$]+\.)*env(?:<[^<>()]*>)?(?:\(\w+\))?)\.\w+/g;
const GLOBAL = /^(?:process|import\.meta|Deno|Bun)\b/;
/** The type that Hono's apps have where their platform hands in its environment. */
const BINDINGS = /\bBindings\b/;
const WORKER = /\b(?:async\s+)?fetch\s*(?::\s*async\s*)?\(\s*\w+[^()]*,\s*(env)\b/;

/**
 * The code of the environment that a platform hands in with each request, where a call is made with one: programs of
 * such platforms have no other. Undefined for a call in other programs.
 */
export function environmentAt(reading: Reading, call: CallExpression): string | undefined {
  const { source } = reading;
  const own = environmentIn(reading, source.text.slice(call.start, call.end), call.start);
  if (own !== undefined) return own;
  const { text } = source;
  if (BINDINGS.test(text) && /["'`]hono["'`]/.test(text) && isLocal(reading, 'c', call.start)) return 'c.env';
  return WORKER.test(text) && isLocal(reading, 'env', call.start) ? 'env' : undefined;
}

function environmentIn(reading: Reading, code: string, at: number): string | undefined {
  for (const [, holder] of code.matchAll(VARIABLE)) {
    const first = /\((\w+)\)$/.exec(holder!)?.[1] ?? /^[\w$]+/.exec(holder!)![0];
    if (!GLOBAL.test(holder!) && isLocal(reading, first, at)) return holder;
  }
  return undefined;
}

/** True for a name that is declared inside of a statement of the text: a parameter, or a variable of a function. */
function isLocal({ scope, islands, tokens }: Reading, name: string, at: number): boolean {
  const uses = scope.occurrences(name);
  const before = uses.filter((one) => tokens.starts[one]! <= at && scope.declaredAt(one) === one);
  const binding = scope.lookup(name, at);
  if (binding.kind === 'global' || binding.kind === 'import') return false;
  return before.some((one) => islands.statementAround(one).block >= 0 || tokens.parents[one]! >= 0);
}

/** An `apiId` that each request is asked for: its parameter, and the environment that it reads. */
export interface AskedFor {
  readonly parameter: string;
  readonly environment: string;
}

const ASKED =
  /\bapiId:\s*(?:async\s*)?\(?\s*(\w+)(?:\s*:\s*\w+)?\s*\)?\s*=>\s*(?:\{[^}]*?(?:\}[^}]*?)?)?((?:\1\.env\b)|(?:\benv(?:<[^<>()]*>)?\(\1\)))/;

/** What `unkey({ apiId: (c) => c.env.UNKEY_API_ID })` asks; undefined for other functions. */
export function askedFor(code: string): AskedFor | undefined {
  const [, parameter, environment] = ASKED.exec(code.replaceAll(/\s+/g, ' ')) ?? [];
  return parameter === undefined || environment === undefined ? undefined : { parameter, environment };
}

const HOLDER = String.raw`(?:(?:[\w$]+\.)+env|(?:[\w$]+\.)*env(?:<[^<>()]*>)?\(\w+\))`;
const TAKEN = new RegExp(`^\\s*=\\s*(${HOLDER})(?:\\.(\\w+))?(\\s+as\\s+[\\w$.]+)?\\s*(?:[;\\n]|$)`);
const WRITTEN = new RegExp(String.raw`\bapiId:\s*(${HOLDER})\.(\w+)`);

/** A variable of an environment that a platform hands in, in the place of which another one is taken. */
export interface TakenVariable {
  /** The environment with the variable that is taken now, for its type. */
  readonly near: string;
  /** Code that gives the other one. */
  readonly code: string;
  /** What makes it be there. */
  readonly edits: readonly TextEdit[];
}

/** What takes `wanted` where `apiId: c.env.UNKEY_API_ID` is written in a call. */
export function writtenVariable(call: string, wanted: string): TakenVariable | undefined {
  const [, holder, name] = WRITTEN.exec(call) ?? [];
  if (holder === undefined || GLOBAL.test(holder)) return undefined;
  return { near: `${holder}.${name}`, code: `${holder}.${wanted}`, edits: [] };
}

/** The same where token `use` is a variable that got it: `const { UNKEY_API_ID } = env(c)`, `const id = c.env.UNKEY_API_ID`. */
export function takenVariable(reading: Reading, use: number, wanted: string): TakenVariable | undefined {
  const { tokens, scope, source } = reading;
  const declared = scope.declaredAt(use);
  if (declared === undefined) return undefined;
  const open = tokens.parents[declared]!;
  const isPattern =
    open >= 0 && wordAt(tokens, open) === '{' && wordAt(tokens, tokens.mates[open]! + 1) === '=';
  const entry = isPattern ? entriesOf(tokens, open)?.find(({ target }) => target === declared) : undefined;
  if (isPattern && !entry) return undefined;
  const behind = isPattern ? tokens.ends[tokens.mates[open]!]! : tokens.ends[declared]!;
  const [, holder, member, type] = TAKEN.exec(source.text.slice(behind, behind + 120)) ?? [];
  const name = entry?.name ?? member;
  if (holder === undefined || name === undefined || GLOBAL.test(holder) || (entry && member))
    return undefined;
  const near = `${holder}.${name}`;
  const isFree = scope.occurrences(wanted).every((at) => wordAt(tokens, at - 1) === '.');
  if (!entry || !isFree || variableUses(reading, declared).length > 1)
    return { near, code: `${type && entry ? `(${holder}${type})` : holder}.${wanted}`, edits: [] };
  return {
    near,
    code: wanted,
    edits: [{ range: source.range(tokens.starts[entry.at]!, tokens.ends[declared]!), newText: wanted }],
  };
}

/** True for an argument of its own: `app.use('*', unkey())`. */
export function isArgument({ tokens }: Reading, call: CallExpression): boolean {
  const first = tokenAt(tokens, call.start);
  const last = tokenAt(tokens, call.end - 1);
  return /^[(,]$/.test(wordAt(tokens, first - 1)) && /^[),]$/.test(wordAt(tokens, last + 1));
}

/** True for an app of Hono whose platform hands in its environment. */
export const hasBindings = ({ source: { text } }: Reading): boolean =>
  BINDINGS.test(text) && !/\bprocess\.env\b/.test(text);
