import type { CallExpression } from '../../expression.ts';
import type { Sdk } from '../../model.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { functionAt } from './local-functions.ts';
import type { Place } from './read-nodes.ts';
import type { Reading } from './reading.ts';
import { variableUses } from './sdk/variable-uses.ts';
import type { SdkModules } from './sdk-modules.ts';
import { Kind, tokenAt, wordAt } from './tokens.ts';

/** A use of middleware: `withUnkey(handler, { … })`, `unkey({ … })`. */
export interface Middleware {
  readonly name: 'withUnkey' | 'unkey';
  readonly call: CallExpression;
  readonly generation: Sdk['generation'];
}

/** What middleware of v2 hands to handlers, `{ meta, data }`: the places where a program asks for it. */
export interface Contexts {
  readonly answers: readonly Place[];
  /** Functions that are given it as their second argument. */
  readonly handlers: readonly Place[];
}

/**
 * The release of middleware: as declared, or as its options prove. Only v2 takes a `rootKey`.
 * https://github.com/unkeyed/sdks, folders `hono` and `nextjs`
 */
export function middlewareOf(
  reading: Reading,
  call: CallExpression,
  name: string,
  declared: Sdk['generation'],
): Middleware | undefined {
  if (name !== 'withUnkey' && name !== 'unkey') return undefined;
  const options = call.args[optionsOf(name)];
  const json = options && reading.values.json(options);
  const names = json?.kind === 'object' ? json.members.map(({ key }) => key) : [];
  const generation = declared ?? (names.includes('rootKey') && !names.includes('apiId') ? 'v2' : undefined);
  return { name, call, generation };
}

/** Which argument of middleware its options are. */
export const optionsOf = (name: Middleware['name']): number => (name === 'unkey' ? 0 : 1);

/** The types of what middleware hands in, by package. */
const TYPES: Readonly<Record<string, string>> = {
  UnkeyContext: '@unkey/hono',
  NextRequestWithUnkeyContext: '@unkey/nextjs',
};

/** The token of such a type that a text imports, whose middleware is used elsewhere, where it is known to be of v2. */
export function contextTypeOf(
  { tokens, scope }: Reading,
  modules: SdkModules,
): { readonly package: string; readonly name: number } | undefined {
  for (const [type, packageName] of Object.entries(TYPES)) {
    const [name] = scope.occurrences(type);
    const binding = name === undefined ? undefined : scope.lookup(type, tokens.starts[name]!);
    if (name === undefined || binding?.kind !== 'import') continue;
    if (modules.packageOf(binding.module) !== packageName) continue;
    return modules.generationOf(packageName) === 'v2' ? { package: packageName, name } : undefined;
  }
  return undefined;
}

/** The name at a token, as what stands for a call that is not in the text. */
export function nameAt({ tokens }: Reading, token: number): CallExpression {
  const span = { start: tokens.starts[token]!, end: tokens.ends[token]! };
  const callee = { kind: 'name', name: wordAt(tokens, token), ...span } as const;
  return { kind: 'call', callee, args: [], intact: false, constructs: false, list: span, ...span };
}

/** Where a text asks for what middleware of a package found out, if all its middleware is of v2. */
export function contextsOf(
  reading: Reading,
  packageName: string,
  middleware: readonly Middleware[],
): Contexts {
  const { tokens, scope } = reading;
  const answers: (Place | undefined)[] = [];
  const handlers: (Place | undefined)[] = [];
  if (middleware.some(({ generation }) => generation !== 'v2')) return { answers: [], handlers: [] };
  for (const { name, call } of middleware) {
    const options = call.args[optionsOf(name)];
    const from = options ? tokenAt(tokens, options.start) : -1;
    if (options?.kind === 'object')
      for (const use of scope.occurrences('handleInvalidKey'))
        if (tokens.parents[use] === from) handlers.push(memberAt(reading, use));
    if (name !== 'withUnkey' || !call.args[0]) continue;
    const request = firstParameter(reading, call.args[0]);
    for (const use of request === undefined ? [] : variableUses(reading, request))
      if (isMember(reading, use + 2, 'unkey')) answers.push(placeAt(reading, use + 2, 'member_expression'));
  }
  if (packageName === '@unkey/nextjs') answers.push(...typedRequests(reading));
  else answers.push(...honoContexts(reading));
  const found = (places: readonly (Place | undefined)[]): readonly Place[] =>
    places.filter((p) => p !== undefined);
  return { answers: found(answers), handlers: found(handlers) };
}

/** `c.get('unkey')`, `c.var.unkey`, where nothing else is kept there. */
function honoContexts(reading: Reading): readonly (Place | undefined)[] {
  const { tokens, scope } = reading;
  if (/\.set\(\s*["'`]unkey["'`]/.test(tokens.text)) return [];
  const got = scope
    .occurrences('get')
    .filter(
      (at) =>
        wordAt(tokens, at + 1) === '(' &&
        /^["'`]unkey["'`]$/.test(wordAt(tokens, at + 2)) &&
        wordAt(tokens, at + 3) === ')',
    )
    .map((at) => placeAt(reading, at, 'call_expression'));
  const kept = scope
    .occurrences('unkey')
    .filter((at) => isMember(reading, at, 'unkey') && wordAt(tokens, at - 2) === 'var')
    .map((at) => placeAt(reading, at, 'member_expression'));
  return [...got, ...kept];
}

/** `request.unkey` of a parameter whose type says that it is one of the middleware. */
function typedRequests(reading: Reading): readonly (Place | undefined)[] {
  const { tokens, scope } = reading;
  return scope.occurrences('NextRequestWithUnkeyContext').flatMap((type) => {
    if (wordAt(tokens, type - 1) !== ':' || tokens.kinds[type - 2] !== Kind.word) return [];
    return variableUses(reading, type - 2)
      .filter((use) => isMember(reading, use + 2, 'unkey'))
      .map((use) => placeAt(reading, use + 2, 'member_expression'));
  });
}

function isMember({ tokens }: Reading, at: number, name: string): boolean {
  return at < tokens.starts.length && wordAt(tokens, at) === name && /^\??\.$/.test(wordAt(tokens, at - 1));
}

/** The token of the first parameter of a function that is written in place or named. */
function firstParameter(
  { tokens, values }: Reading,
  handler: CallExpression['args'][number],
): number | undefined {
  const { value } = values.resolve(handler);
  const fn = value.kind === 'function' ? functionAt(tokens, value.start) : undefined;
  if (!fn) return undefined;
  const first = tokens.kinds[fn.head] === Kind.open ? fn.head + 1 : fn.head;
  return tokens.kinds[first] === Kind.word ? first : undefined;
}

/** The node of a type around token `at`. */
function placeAt({ islands }: Reading, at: number, type: string): Place | undefined {
  const island = islands.statement(at);
  let node: SyntaxNode | undefined = island && islands.node(island, at);
  while (node && node.type !== type) node = node.parent;
  return island && node && !node.broken ? { island, node } : undefined;
}

/** The value of the member whose name is token `key`, or the method itself. */
function memberAt({ islands }: Reading, key: number): Place | undefined {
  const island = islands.statement(key);
  const { parent } = (island && islands.node(island, key)) ?? {};
  if (!island || !parent) return undefined;
  const node = parent.type === 'pair' ? parent.children.find(({ field }) => field === 'value') : parent;
  return node && { island, node };
}
