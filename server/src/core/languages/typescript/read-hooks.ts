import { type Flow, kept, noteDoubt } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { type Place, textOf } from './read-nodes.ts';
import type { Reading } from './reading.ts';

/** Where what a function gives that it is handed is in what a hook gives, by the hook's name; none: it is that. */
const HOOKS: readonly (readonly [name: RegExp, inside: readonly string[]])[] = [
  [/^use(?:Suspense)?(?:Query|Mutation)$|^useSWR(?:Immutable|Mutation)?$/, ['data']],
  [/^use(?:Lazy)?AsyncData$/, ['data', 'value']],
  [/\.(?:fetchQuery|ensureQueryData)$/, []],
];
/** Options of hooks that are the function. */
const FUNCTIONS = /^(?:queryFn|mutationFn|fetcher)$/;
/** Options that are given what it gives. */
const CALLBACKS: readonly string[] = ['onSuccess', 'select', 'onSettled'];

/** What a hook makes of the value of a function that it is handed. */
export interface Hooked {
  /** The call of the hook, and the value inside of what that gives. */
  readonly call: SyntaxNode;
  readonly flow: Flow;
  /** Functions that are given the value as well. */
  readonly callbacks: readonly SyntaxNode[];
}

/** What a hook makes of the value that a function gives, where `node` is that function or names it. */
export function hookedBy(reading: Reading, { node, island }: Place, flow: Flow): Hooked | undefined {
  const pair = /^(?:pair|method_definition)$/.test(node.parent?.type ?? '') ? node.parent! : node;
  const key = childOf(pair, 'key') ?? (pair.type === 'method_definition' ? childOf(pair, 'name') : undefined);
  const options = pair.parent?.type === 'object' ? pair.parent : undefined;
  if (options && !FUNCTIONS.test(key ? textOf(reading, island, key) : textOf(reading, island, node)))
    return undefined;
  const list = (options ?? node).parent;
  const call = list?.type === 'arguments' ? list.parent : undefined;
  const callee = call && childOf(call, 'function');
  if (!call || !callee || call.broken) return undefined;
  const name = textOf(reading, island, callee);
  const hook = HOOKS.find(([known]) => known.test(name));
  if (!hook) return undefined;
  const given = options ?? list?.children.find((c) => c.type === 'object');
  // What it selects, its callers get.
  if (given && membersOf(reading, island, given).some(([member]) => member === 'select')) noteDoubt(flow);
  const callbacks = given
    ? membersOf(reading, island, given).flatMap(([member, value]) =>
        CALLBACKS.includes(member) ? [value] : [],
      )
    : [];
  return { call, flow: hook[1].reduceRight(kept, flow), callbacks };
}

/** The members of an object that is written in its place: names, and their values or the methods themselves. */
export function membersOf(
  reading: Reading,
  island: Place['island'],
  object: SyntaxNode,
): readonly (readonly [name: string, value: SyntaxNode])[] {
  return object.children.flatMap((member) => {
    const key = childOf(member, member.type === 'pair' ? 'key' : 'name');
    const value = member.type === 'pair' ? childOf(member, 'value') : member;
    return key && value ? [[textOf(reading, island, key), value] as const] : [];
  });
}
