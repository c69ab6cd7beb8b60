import { type Flow, isWhole } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { isEmptyValue, type Place, textOf } from './read-nodes.ts';
import type { Next } from './read-steps.ts';
import type { Reading } from './reading.ts';

/** What only says of a value what it is. */
const CAST = /^(?:parenthesized|non_null|as|satisfies)_expression$/;
/** What may stand between a part of a choice and the choice. */
const WITHIN =
  /^(?:(?:parenthesized|non_null|as|satisfies|member|subscript|unary|binary|call)_expression|arguments)$/;
/** What else a condition may ask for: whether a call failed is another question. */
const OTHERWISE = /\b(?:ok|status\w*|success|error\w*|err)\b/i;
/** What may be in the place of a body. */
const PARTS = /^(?:data|error)$/;
/** Words of a condition that are no names of its values. */
const WORDS = /^(?:in|typeof|undefined|null|object|Object|Boolean|Array|any|as)$/;

/**
 * What is given by `body.data ?? body` or `body.error ?? body`, or the same with a condition, where a node in it is what is
 * followed from there on: the choice. `'asked'` for what only decides there, or is the other side. Undefined elsewhere.
 */
export function unwrappedBy(reading: Reading, here: Place, flow: Flow): Next | 'asked' | undefined {
  const isPart = !flow.inside && !flow.unwrapped && flow.path.length === 1 && PARTS.test(flow.path[0]!.name);
  if (!flow.body || !(isWhole(flow) || isPart)) return undefined;
  const choice = choiceOf(here.node);
  const given = choice && givenBy(reading, here, choice);
  if (!choice || !given || CAST.test(here.node.parent!.type)) return undefined;
  if (here.node === given) {
    if (!isPart) flow.body.isUnwrapped();
    return { node: choice, flow: { ...flow, unwrapped: true } };
  }
  // The part of it is asked for.
  return !isPart && here.node.field === 'object' && !isCalled(here.node.parent!) ? undefined : 'asked';
}

const isCalled = ({ field, parent }: SyntaxNode): boolean =>
  field === 'function' && parent?.type === 'call_expression';

/** The choice that a node is a part of: the outermost of several that fall back one after the other. */
function choiceOf(node: SyntaxNode): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  for (let at = node.parent; at && WITHIN.test(at.type); at = at.parent) {
    if (isFallback(at)) found = at;
    else if (found && !CAST.test(at.type)) return found;
    if (!found && at.parent?.type === 'ternary_expression') return at.parent;
  }
  return found ?? (node.parent?.type === 'ternary_expression' ? node.parent : undefined);
}

const isFallback = (node: SyntaxNode): boolean =>
  node.type === 'binary_expression' && /^(?:\?\?|\|\|)$/.test(childOf(node, 'operator')?.type ?? '');

/** What is followed of a choice between a body and its `data`, or its error; undefined for another one. */
function givenBy(reading: Reading, { island }: Place, choice: SyntaxNode): SyntaxNode | undefined {
  const parts = operandsOf(choice);
  const codes = parts.map((part) => memberCode(reading, { island, node: part }));
  const has = (code: string | undefined, name: string): boolean =>
    code !== undefined && codes.includes(`${code}.${name}`);
  const body = codes.find((code) => has(code, 'data') || has(code, 'error'));
  if (body === undefined) return undefined;
  const name = has(body, 'error') ? 'error' : 'data';
  // In its place something empty may be given.
  const isSide = (part: SyntaxNode, at: number): boolean =>
    [body, `${body}.${name}`, ...(name === 'data' ? [`${body}.result`] : [])].includes(codes[at] ?? '') ||
    isEmptyValue(reading, island, part);
  const condition = childOf(choice, 'condition');
  const isAsked = !condition || asksFor(name, textOf(reading, island, condition), body);
  const followed = name === 'data' ? body : `${body}.error`;
  return isAsked && parts.every(isSide) ? parts[codes.indexOf(followed)] : undefined;
}

/** The values that a choice is between. */
function operandsOf(choice: SyntaxNode): readonly SyntaxNode[] {
  const parts = choice.children.filter(
    ({ type, field }) => type !== 'comment' && field !== 'operator' && field !== 'condition',
  );
  return choice.type === 'ternary_expression'
    ? parts
    : parts.flatMap((part) => (isFallback(part) ? operandsOf(part) : [part]));
}

/** A variable with the members behind it, without casts: `(body as Answer)?.data` is `body.data`. Undefined for other code. */
function memberCode(reading: Reading, { node, island }: Place): string | undefined {
  if (node.type === 'identifier') return textOf(reading, island, node);
  // `body && body.data`
  if (childOf(node, 'operator')?.type === '&&') {
    const [first, second] = node.children
      .filter(({ type, field }) => type !== 'comment' && field !== 'operator')
      .map((part) => memberCode(reading, { node: part, island }));
    return first !== undefined && second?.startsWith(`${first}.`) ? second : undefined;
  }
  const inner = childOf(node, 'object') ?? (CAST.test(node.type) ? node.children[0] : undefined);
  const code = inner && memberCode(reading, { node: inner, island });
  if (code === undefined || CAST.test(node.type)) return code;
  const name = childOf(node, 'property') ?? childOf(node, 'index');
  const key = name && /^[\w$]+$|^(["'])([\w$]+)\1$/.exec(textOf(reading, island, name));
  const isName = node.type === 'member_expression' || key?.[2] !== undefined;
  return key && isName ? `${code}.${key[2] ?? key[0]}` : undefined;
}

/** True for a condition that asks no more than whether a body has a member. */
function asksFor(name: 'data' | 'error', condition: string, body: string): boolean {
  const [root] = body.split('.');
  const names = [...condition.matchAll(/(?<![\w$.'"])[a-zA-Z_$][\w$]*/g)];
  const rest = condition.replaceAll(body, '');
  return (
    (name === 'data' ? /\bdata\b/ : /\berror\b/).test(rest) &&
    !(name === 'data' ? OTHERWISE : /[!=]|\bdata\b/).test(rest) &&
    names.every(([word]) => word === root || WORDS.test(word))
  );
}
