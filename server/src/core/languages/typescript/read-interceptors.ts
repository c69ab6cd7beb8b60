import { childOf, type SyntaxNode } from '../../syntax.ts';
import { type Place, textOf } from './read-nodes.ts';
import type { Reading } from './reading.ts';
import { tokenAt, wordAt } from './tokens.ts';

const INTERCEPTORS = /\binterceptors\s*\.\s*response\s*\.\s*use\s*\(/g;
const FUNCTION = /^(?:arrow_function|function_expression|identifier|member_expression)$/;

/**
 * The functions that a client is told to give what its calls throw: the second ones of `client.interceptors.response.use`,
 * for the client that the call at a place is of. None for `axios` itself, which others send through as well.
 */
export function interceptorsOf(
  reading: Reading,
  callPlace: (open: number) => Place | undefined,
  { node: call, island }: Place,
): readonly Place[] {
  const { tokens } = reading;
  if (!tokens.text.includes('interceptors')) return [];
  const client = clientOf(reading, { node: call, island }, 1);
  if (client === undefined) return [];
  return [...tokens.text.matchAll(INTERCEPTORS)].flatMap(({ index, 0: { length } }): readonly Place[] => {
    const open = tokenAt(tokens, index + length - 1);
    const place = wordAt(tokens, open) === '(' ? callPlace(open) : undefined;
    if (!place || clientOf(reading, place, 3) !== client) return [];
    const args = childOf(place.node, 'arguments')!.children.filter(({ type }) => type !== 'comment');
    const failing = args[1] && bound(reading, { island: place.island, node: args[1] });
    return failing && FUNCTION.test(failing.type) ? [{ island: place.island, node: failing }] : [];
  });
}

/** What tells one client from others: that of a call, from whose method it is `depth` members away. */
function clientOf(reading: Reading, { node: call, island }: Place, depth: number): string | undefined {
  const { tokens, scope } = reading;
  const callee = childOf(call, 'function');
  // `await a.b<T>()` is parsed as a call of what `await` gives.
  let node: SyntaxNode | undefined = callee?.type === 'await_expression' ? callee.children[0] : callee;
  for (let left = depth; left > 0; left--) node = node && childOf(node, 'object');
  if (!node) return undefined;
  const name = textOf(reading, island, node).replaceAll(/\s/g, '');
  const token = tokenAt(tokens, node.start + island.shift);
  if (/^this\.#?[\w$]+$/.test(name)) return `${name} of ${scope.classAround(token)}`;
  const declared = node.type === 'identifier' && name !== 'axios' ? scope.declaredAt(token) : undefined;
  return declared === undefined ? undefined : `${name} of ${declared}`;
}

/** `this.fail` of `this.fail.bind(this)`. */
function bound(reading: Reading, { node, island }: Place): SyntaxNode {
  const callee = node.type === 'call_expression' ? childOf(node, 'function') : undefined;
  const property = callee && childOf(callee, 'property');
  const object = callee && childOf(callee, 'object');
  return object && property && textOf(reading, island, property) === 'bind' ? object : node;
}
