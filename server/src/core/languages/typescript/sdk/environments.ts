import type { CallExpression } from '../../../expression.ts';
import type { Reading } from '../reading.ts';
import { tokenAt, wordAt } from '../tokens.ts';

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

/** True for an argument of its own: `app.use('*', unkey())`. */
export function isArgument({ tokens }: Reading, call: CallExpression): boolean {
  const first = tokenAt(tokens, call.start);
  const last = tokenAt(tokens, call.end - 1);
  return /^[(,]$/.test(wordAt(tokens, first - 1)) && /^[),]$/.test(wordAt(tokens, last + 1));
}

/** True for an app of Hono whose platform hands in its environment. */
export const hasBindings = ({ source: { text } }: Reading): boolean =>
  BINDINGS.test(text) && !/\bprocess\.env\b/.test(text);
