import { sdkChange } from '../../catalogue/sdk-changes.ts';
import type { CallExpression, Expression, Span } from '../../expression.ts';
import type { Sdk, SdkUse, TextEdit } from '../../model.ts';
import type { SourceText } from '../../source.ts';
import type { Client } from '../client.ts';
import type { Program } from '../extract/program.ts';
import type { Declared } from '../grammar.ts';
import { pathOf } from '../scope/paths.ts';
import type { SdkThing } from './calls.ts';

/** An import among the names of a text. */
type Import = Declared & { readonly kind: 'import' };

/** What a text uses of SDKs from before v2, beside methods those of `things`, which sent requests. */
export function sdkUsesOf(
  { source, grammar, names, callNodes, to, scope }: Program,
  things: readonly SdkThing[],
): readonly SdkUse[] {
  const clients = grammar.clients.filter((client) => client.sdk && client.evidence?.test(source.text));
  if (clients.length === 0) return [];
  const imports = names.nodes.flatMap((node) => {
    if (!/import/.test(node.type)) return [];
    const one = grammar.declared(node, to).find((declared) => declared.kind === 'import');
    return (one && importUse(one, node, clients, source)) ?? [];
  });
  const functions = callNodes.flatMap((node) => {
    const call = to.expression(node);
    const path = call.kind === 'call' ? pathOf(scope, call.callee) : undefined;
    return call.kind === 'call' && path !== undefined ? functionUses(call, path, clients, source) : [];
  });
  const methods = things.flatMap((thing) => methodUse(thing, source) ?? []);
  return [...imports, ...functions, ...methods].sort((a, b) => a.range.start - b.range.start);
}

const sdkOf = ({ sdk }: Client): Sdk => ({ package: sdk!.package, generation: sdk!.generation });

/** The use that an import of a package from before v2 is. `statement` is all of it. */
function importUse(
  { module, imported }: Import,
  statement: Span,
  clients: readonly Client[],
  source: SourceText,
): SdkUse | undefined {
  for (const client of clients) {
    const found = Object.entries(client.sdk?.earlier?.imports ?? {}).find(([path]) => isWithin(module, path));
    if (!found) continue;
    const [path, symbol] = found;
    const at = source.text.indexOf(path, statement.start);
    if (at < 0 || at >= statement.end) return undefined;
    const sdk = sdkOf(client);
    const written = source.text.startsWith(module, at) ? module : path;
    const range = source.range(at, at + written.length);
    const successor = sdkChange(sdk.package, symbol)?.successor;
    // Where the import gives the package no name of its own, that of the successor may be another.
    const named = imported !== '*' || source.text.slice(statement.start, at).trim() !== '"';
    const isWhole = module === path && !/^[\w./]/.test(source.text.slice(at + path.length));
    const edits = successor !== undefined && isWhole && named ? [{ range, newText: successor }] : undefined;
    return { sdk, symbol, range, ...(edits ? { edits } : {}) };
  }
  return undefined;
}

const isWithin = (module: string, path: string): boolean =>
  module === path || (module.startsWith(path) && /^[./]/.test(module.slice(path.length)));

/** The uses that a call of a function of an SDK is: of the function itself, of the names of its arguments. */
function functionUses(
  call: CallExpression,
  path: string,
  clients: readonly Client[],
  source: SourceText,
): SdkUse[] {
  return clients.flatMap((client): SdkUse[] => {
    const { functions = {}, arguments: named = {} } = client.sdk?.earlier ?? {};
    const { callee } = call;
    const uses: SdkUse[] = [];
    if (Object.hasOwn(functions, path))
      uses.push({
        sdk: sdkOf(client),
        symbol: functions[path]!,
        range: source.range(callee.start, callee.end),
      });
    const renamed = Object.hasOwn(named, path) ? named[path]! : {};
    for (const entry of call.named?.entries ?? []) {
      if (entry.kind === 'spread' || entry.key.kind !== 'text') continue;
      const { text } = entry.key.value;
      if (!Object.hasOwn(renamed, text)) continue;
      const symbol = renamed[text]!;
      const range = entry.key.value.range();
      const successor = sdkChange(client.sdk!.package, symbol)?.successor;
      const edits = successor === undefined ? undefined : [{ range, newText: successor }];
      uses.push({ sdk: sdkOf(client), symbol, range, ...(edits ? { edits } : {}) });
    }
    return uses;
  });
}

/** The use that a call of a method from before v2 is, or one that is given its request as v1 took it. */
function methodUse({ client, member, call, token }: SdkThing, source: SourceText): SdkUse | undefined {
  if (!client.sdk || !member || !call) return undefined;
  const sdk = sdkOf(client);
  const whole = call.named?.entries.find(
    (e) => e.kind === 'member' && e.key.kind === 'text' && e.key.value.text === 'request',
  );
  if (member.symbol !== undefined) {
    const edits = whole || call.args.length > 0 ? undefined : renaming(call, member.symbol, sdk, source);
    const named = groupToChange(call, member.symbol, sdk) ?? token;
    const range = source.range(named.start, named.end);
    return { sdk, symbol: member.symbol, range, ...(edits ? { edits } : {}) };
  }
  if (!member.request?.named || member.request.whole || whole?.kind !== 'member' || whole.key.kind !== 'text')
    return undefined;
  return { sdk, symbol: 'request=', range: whole.key.value.range() };
}

/** The group of a method that alone is another one in v2: `ratelimits` of `ratelimits.limit`. */
function groupToChange({ callee }: CallExpression, symbol: string, sdk: Sdk): Span | undefined {
  const holder = callee.kind === 'member' ? callee.object : undefined;
  const method = symbol.slice(symbol.indexOf('.'));
  const isOnlyGroup = sdkChange(sdk.package, symbol)?.successor?.endsWith(method) ?? false;
  return isOnlyGroup && holder?.kind === 'member' && symbol.startsWith(`${holder.property}.`)
    ? holder.propertySpan
    : undefined;
}

/** Writes the successor of a method, and of its group where that changed too. Methods that wait keep their ending. */
function renaming(
  { callee }: CallExpression,
  symbol: string,
  sdk: Sdk,
  source: SourceText,
): readonly TextEdit[] | undefined {
  const [group, name] = sdkChange(sdk.package, symbol)?.successor?.split('.') ?? [];
  // Requests have types of their own in other languages.
  if (sdk.package !== 'unkey.py' || !group || !name || callee.kind !== 'member') return undefined;
  const edit = (span: Span, newText: string): TextEdit => ({
    range: source.range(span.start, span.end),
    newText,
  });
  const ending = /_async$/.exec(callee.property)?.[0] ?? '';
  const holder: Expression = callee.object;
  if (holder.kind !== 'member' || !symbol.startsWith(`${holder.property}.`)) return undefined;
  return [
    ...(holder.property === group ? [] : [edit(holder.propertySpan, group)]),
    ...(callee.property === name + ending ? [] : [edit(callee.propertySpan, name + ending)]),
  ];
}
