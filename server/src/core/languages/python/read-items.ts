import type { ResponseRead } from '../../model.ts';
import { usesReached } from '../../program/answers.ts';
import { EACH, type Flow, isWhole, kept, noteGiven, taken } from '../../reads/flow.ts';
import { LISTS } from '../../reads/responses.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { end, type Next } from './read-steps.ts';
import type { Walk } from './read-walk.ts';

/** Functions that give a list of the same items. */
const SAME = /^(?:list|tuple|reversed|sorted|iter|(?:itertools\.)?islice|tqdm|track)$/;

/** True for a value in a body, which may be a list of items. */
const isList = ({ body, path, inside, attributes }: Flow): boolean =>
  body !== undefined && path.length > 0 && !inside && !attributes;

/** `for item in value`, also in a comprehension. */
export function iterated(walk: Walk, clause: SyntaxNode, node: SyntaxNode, flow: Flow): undefined {
  const target = childOf(clause, 'left');
  const own = taken(flow, EACH);
  if (flow.inside && own && target?.type === 'identifier') {
    followEach(walk, clause, target, own, flow);
    return undefined;
  }
  if (isWhole(flow) && !flow.attributes) return wholeList(walk, node, flow);
  if (!isList(flow) || target?.type !== 'identifier') return end(walk, node, flow);
  each(walk, clause, node, target, flow);
  return undefined;
}

/** A whole answer that is a list. */
function wholeList(walk: Walk, node: SyntaxNode, flow: Flow): undefined {
  const { source } = walk.text;
  const quote = source.text.split("'").length > source.text.split('"').length ? "'" : '"';
  const at = source.range(node.end, node.end);
  const insert: ResponseRead['insert'] = source.isVerbatim(node.start, node.end)
    ? (names) => [{ range: at, newText: names.map((n) => `[${quote}${n}${quote}]`).join('') }]
    : undefined;
  walk.answers.handedOn(flow, at, insert);
  return undefined;
}

function each(walk: Walk, clause: SyntaxNode, node: SyntaxNode, target: SyntaxNode, flow: Flow): void {
  const range = walk.text.source.range(node.start, node.end);
  const item = walk.answers.member(flow, { name: EACH, range });
  if (item && followEach(walk, clause, target, item, flow)) noteHarmless(walk, node, flow);
  else end(walk, node, flow);
}

/** Follows the name that a loop gives each item; false where it gets other values as well. */
function followEach(walk: Walk, clause: SyntaxNode, target: SyntaxNode, item: Flow, list: Flow): boolean {
  const around = clause.type === 'for_statement' ? childOf(clause, 'body') : clause.parent;
  const { names, to } = walk.text;
  const name = to.written(target);
  const isOther = (names.homeOf(name, target.start)?.names.get(name) ?? []).some(
    ({ declared: { node: at } }) => {
      return at.start !== target.start && around && at.start >= around.start && at.start < around.end;
    },
  );
  if (!around || isOther) {
    noteGiven(list);
    return false;
  }
  for (const use of usesIn(walk, around, name)) if (use.start !== target.start) walk.followUse(use, item);
  return true;
}

/** A list, or an item of one, that a name is given: kept as such where all uses of the name are followed. */
export function bound(walk: Walk, target: SyntaxNode, node: SyntaxNode, flow: Flow): undefined {
  const { names, to } = walk.text;
  const name = to.written(target);
  const home = target.type === 'identifier' ? names.homeOf(name, target.start) : undefined;
  const declared = new Set((home?.names.get(name) ?? []).map((event) => event.declared.node.start));
  const uses = home ? names.usesIn(home, name).filter((use) => !declared.has(use.start)) : [];
  const reached = new Set(home ? usesReached(walk.text, target) : []);
  if (!home || uses.length === 0 || uses.some((use) => !reached.has(use))) end(walk, node, flow);
  else asked(walk, node, flow);
  return undefined;
}

/** What a comprehension gives that is made of each item. */
export function ofEach(walk: Walk, whole: SyntaxNode, node: SyntaxNode, flow: Flow): Next | undefined {
  if (flow.path.length === 0) return { node: whole, flow: kept(flow, EACH) };
  if (!isList(flow) || flow.path.at(-1)!.name !== EACH) return end(walk, node, flow);
  return { node: whole, flow: { ...flow, path: flow.path.slice(0, -1) } };
}

/** `value[0]`, `value[-1]`, `value[:10]` */
export function itemAt(walk: Walk, whole: SyntaxNode, key: SyntaxNode, flow: Flow): Next | undefined {
  if (!isList(flow)) return undefined;
  if (key.type === 'slice') return { node: whole, flow };
  const written = walk.text.to.written(key);
  if (!/^-?\d+$/.test(written)) return undefined;
  const item = walk.answers.member(flow, {
    name: EACH,
    range: walk.text.source.range(key.start, key.end),
  });
  return item && { node: whole, flow: item };
}

/** What becomes of a list, or of an item of one, that a function is given; `kept`: all of it was followed. */
export function gathered(
  walk: Walk,
  call: SyntaxNode,
  name: string,
  node: SyntaxNode,
  flow: Flow,
): Next | 'kept' | undefined {
  if (name === 'len' && isWhole(flow) && !flow.attributes) {
    wholeList(walk, node, flow);
    return 'kept';
  }
  if (!isList(flow)) return undefined;
  const others = (childOf(call, 'arguments')?.children ?? []).filter(
    (c) => c !== node && c.type !== 'comment',
  );
  if (name === 'len') {
    noteHarmless(walk, node, flow);
    return 'kept';
  }
  if (SAME.test(name) && others.every(({ type }) => type !== 'keyword_argument')) return { node: call, flow };
  if (name === 'next') {
    const item = walk.answers.member(flow, {
      name: EACH,
      range: walk.text.source.range(node.start, node.end),
    });
    return item && { node: call, flow: item };
  }
  const { parent } = call;
  if (name === 'enumerate' && call.field === 'right' && parent && /^for_/.test(parent.type)) {
    const target = childOf(parent, 'left')?.children[1];
    if (target?.type !== 'identifier') return undefined;
    each(walk, parent, node, target, flow);
    return 'kept';
  }
  const [, collector, method] = /^([a-z_]\w*)\.(extend|append)$/.exec(name) ?? [];
  if (collector === undefined) return undefined;
  const isItem = flow.path.at(-1)!.name === EACH;
  if (isItem !== (method === 'append')) return undefined;
  return collect(walk, call, collector, isItem ? { ...flow, path: flow.path.slice(0, -1) } : flow)
    ? 'kept'
    : undefined;
}

/** Follows the uses of a list of the function that gets items; false where others may get at it. */
function collect(walk: Walk, call: SyntaxNode, name: string, flow: Flow): boolean {
  const { names } = walk.text;
  const area = names.homeOf(name, call.start);
  if (area?.kind !== 'function') return false;
  // Lists may be put into one another.
  const key = `${area.start} ${name} ${flow.call?.range.start}`;
  if (walk.collected.has(key)) return true;
  walk.collected.add(key);
  noteHarmless(walk, call, flow);
  const declared = new Set((area.names.get(name) ?? []).map((event) => event.declared.node.start));
  for (const use of names.usesIn(area, name))
    if (!declared.has(use.start) && !isGatheringAt(walk, use)) walk.followUse(use, flow);
  return true;
}

/** True for `items` of `items.append(item)`. */
const isGatheringAt = (walk: Walk, { parent, field }: SyntaxNode): boolean =>
  parent?.type === 'attribute' &&
  field === 'object' &&
  /\.(?:append|extend|sort|clear)$/.test(walk.text.to.written(parent));

/** Keeps that a list, or an item of one, is read in a way that does not ask what its items are called. */
function noteHarmless(walk: Walk, node: SyntaxNode, flow: Flow): void {
  const [list] = flow.path;
  if (!list || !LISTS.has(list.name)) {
    end(walk, node, flow);
    return;
  }
  const range = walk.text.source.range(node.end, node.end);
  const read = walk.answers.member({ ...flow, path: [list] }, { name: EACH, range });
  if (read) walk.answers.record(read, undefined);
}

/** A value that decides what is done: `if not keys`. */
export function asked(walk: Walk, node: SyntaxNode, flow: Flow): undefined {
  const { path } = flow;
  if (isList(flow) && (path.length === 1 || (path.length === 2 && path[1]!.name === EACH)))
    noteHarmless(walk, node, flow);
  else end(walk, node, flow);
  return undefined;
}

const usesIn = (walk: Walk, node: SyntaxNode, name: string): readonly SyntaxNode[] =>
  node.type === 'identifier'
    ? walk.text.to.written(node) === name
      ? [node]
      : []
    : node.children.flatMap((child) => usesIn(walk, child, name));
