import { type Flow, noteDoubt } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { PASSES } from './answers.ts';
import { AS_TEXT, isText, PIECES, piped } from './read-callbacks.ts';
import { givesNothingElse } from './read-functions.ts';
import { selected } from './read-k6.ts';
import { NO_LIST, throughList } from './read-lists.ts';
import { type Place, textOf } from './read-nodes.ts';
import { end, type Next } from './read-steps.ts';
import type { Walk } from './read-walk.ts';

/** A method called on a value. */
export function method(
  walk: Walk,
  { node: call, island }: Place,
  callee: SyntaxNode,
  name: string,
  flow: Flow,
): Next | undefined {
  if (call.broken) return undefined;
  const callback = childOf(call, 'arguments')?.children.find((c) => c.type !== 'comment');
  if (/^(?:then|done|subscribe)$/.test(name)) {
    if (callback) walk.callback({ island, node: callback }, { ...flow, awaited: true });
    const next = call.parent?.type === 'member_expression' ? childOf(call.parent, 'property') : undefined;
    const isCaught = flow.failed && next && /^(?:catch|fail)$/.test(textOf(walk.reading, island, next));
    return isCaught ? { node: call, flow: failing(flow) } : undefined;
  }
  if (name === 'finally') return { node: call, flow };
  if (name === 'pipe' && !flow.inside) {
    const { callbacks, gives } = piped(walk.reading, { island, node: call });
    for (const node of callbacks) walk.callback({ island, node }, { ...flow, awaited: true });
    return gives ? { node: call, flow } : undefined;
  }
  if (/^(?:catch|fail)$/.test(name) && callback && flow.failed)
    walk.callback(
      { island, node: callback },
      { ...walk.answers.begin(flow.call, flow.failed, flow.oneOf), isError: true },
    );
  if (name === 'fail') return { node: call, flow };
  if (name === 'catch')
    return callback && givesNothingElse(walk.reading, island, callback) ? { node: call, flow } : undefined;
  const listed = throughList(walk, { island, node: call }, callee, name, flow);
  if (listed !== NO_LIST) return listed;
  if (flow.body) {
    noteDoubt(flow);
    return end(walk, { island, node: callee }, flow);
  }
  if (isText(flow) && AS_TEXT.test(name)) return { node: call, flow };
  if (name === 'json' && callback?.type === 'string') {
    const read = selected(walk, { island, node: callback }, flow);
    return read && { node: call, flow: read };
  }
  const typed = walk.typed({ island, node: call }, 'type_arguments', flow);
  const pieces = name === 'on' && callback && walk.answers.stepped(typed, 'method', PIECES);
  if (pieces) {
    const listener = childOf(call, 'arguments')!.children.filter((c) => c.type !== 'comment')[1];
    const isData = /^["'`]data["'`]$/.test(textOf(walk.reading, island, callback));
    if (listener && isData) walk.callback({ island, node: listener }, pieces);
    return undefined;
  }
  // `json(value)` of some clients says what is sent.
  const isSent = callback && flow.chain !== undefined && Object.hasOwn(flow.chain, name);
  const stepped = walk.answers.stepped(typed, 'method', name);
  if (stepped && isSent && /function/.test(callback.type)) {
    walk.callback({ island, node: callback }, stepped);
    return undefined;
  }
  if (stepped && !isSent) return { node: call, flow: promised(stepped) };
  const isSame = PASSES.test(name) || (flow.chain !== undefined && Object.hasOwn(flow.chain, name));
  return isSame ? { node: call, flow } : undefined;
}

/** A promise of what a value is. */
export function promised({ awaited: _, ...flow }: Flow): Flow {
  return flow;
}

/** What is left of a promise whose value goes elsewhere: what it throws. */
function failing({ body: _, ...flow }: Flow): Flow {
  return { ...flow, ways: [], path: [], body: undefined };
}
