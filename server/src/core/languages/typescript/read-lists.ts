import { type Flow, isWhole, noteGiven, notePassed } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { handOn } from './read-handed.ts';
import type { Place } from './read-nodes.ts';
import { end, type Next } from './read-steps.ts';
import type { Walk } from './read-walk.ts';

/** Methods of lists that call a function with each item, and those that give one. */
const ITERATES = /^(?:map|flatMap|filter|forEach|some|every)$/;
const PICKS = /^(?:find|findLast|at|pop|shift)$/;

/** Methods that only a list has: v1 answered some without an object around. */
const LISTED = /^(?:map|flatMap|filter|forEach|some|every|find|findLast|reduce|join|slice|sort|at|push)$/;
/** Methods of lists that give a list of the same items. */
const SAME_ITEMS = /^(?:filter|slice|reverse|toReversed|sort|toSorted|concat)$/;

/** Said of a value that is not a list. */
export const NO_LIST = 'no list';

/** What a method gives that is called on a list, or on something in a value of the program's own. */
export function throughList(
  walk: Walk,
  { node: call, island }: Place,
  callee: SyntaxNode,
  name: string,
  flow: Flow,
): Next | undefined | typeof NO_LIST {
  const callback = childOf(call, 'arguments')?.children.find((c) => c.type !== 'comment');
  const list = walk.item({ island, node: callee }, flow);
  if (list && callback && name === 'reduce') {
    walk.callback({ island, node: callback }, list, 1);
    return flow.inside ? undefined : end(walk, { island, node: callee }, flow);
  }
  if (flow.inside || list) {
    const item = ITERATES.test(name) || PICKS.test(name) || SAME_ITEMS.test(name) ? list : undefined;
    if (item && callback) {
      walk.callback({ island, node: callback }, item);
      if (/ort(?:ed)?$/i.test(name)) walk.callback({ island, node: callback }, item, 1);
    } else if (!item) noteGiven(flow);
    if (list && !flow.inside) end(walk, { island, node: callee }, flow);
    if (item && PICKS.test(name)) return { node: call, flow: item };
    return item && SAME_ITEMS.test(name) ? { node: call, flow } : undefined;
  }
  if (isWhole(flow) && LISTED.test(name)) {
    const object = childOf(callee, 'object')!;
    notePassed(flow);
    handOn(walk, { island, node: object }, object, { ...flow, awaited: true });
    return undefined;
  }
  return NO_LIST;
}
