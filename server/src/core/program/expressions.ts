import type { Expression, MemberExpression, Span, TextExpression } from '../expression.ts';
import { childOf, type SyntaxNode } from '../syntax.ts';
import type { Lowering } from './grammar.ts';

/** `object.name`; undefined where one of them is missing. */
export const memberExpression = (
  object: SyntaxNode | undefined,
  name: SyntaxNode | undefined,
  { start, end }: Span,
  to: Lowering,
): MemberExpression | undefined =>
  object &&
  name && {
    kind: 'member',
    object: to.expression(object),
    property: to.written(name),
    propertySpan: to.span(name),
    start,
    end,
  };

/** What `object.name(…)` calls. */
export const methodExpression = (object: SyntaxNode, name: SyntaxNode, to: Lowering): MemberExpression =>
  memberExpression(object, name, { start: object.start, end: name.end }, to)!;

/** `object["name"]`, a member, or `object[index]`. The name stands between quotes of one character. */
export function subscriptExpression(
  object: SyntaxNode,
  index: Expression,
  { start, end }: Span,
  to: Lowering,
): Expression {
  const holder = to.expression(object);
  if (index.kind !== 'text' || !index.closed) return { kind: 'element', object: holder, index, start, end };
  const propertySpan = { start: index.start + 1, end: index.end - 1 };
  return { kind: 'member', object: holder, property: index.value.text, propertySpan, start, end };
}

/** A number as it is written, without what may follow the digits; undefined where that is none. */
export function numberExpression(node: SyntaxNode, to: Lowering, suffix?: RegExp): Expression | undefined {
  const digits = to.written(node).replaceAll('_', '');
  const value = Number(suffix ? digits.replace(suffix, '') : digits);
  return Number.isNaN(value) ? undefined : { kind: 'number', value, ...to.span(node) };
}

/** `-value` of a number that is known. */
export const negativeExpression = (value: Expression, { start, end }: Span): Expression | undefined =>
  value.kind === 'number' ? { ...value, value: -value.value, start, end } : undefined;

/** What an operator makes of two values: one text, a test, the second where the first is missing, or where it is there. */
export type Operation = 'joined' | 'equal' | 'unequal' | 'fallback' | 'guard';

/** What operators make of two values, by how they are written, words in lower case. */
export type Operations = Readonly<Record<string, Operation>>;

/** `left + right`, of a node with these fields; undefined where its operator is none of these. */
export function binaryExpression(
  node: SyntaxNode,
  to: Lowering,
  operations: Operations,
): Expression | undefined {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  const operator = childOf(node, 'operator');
  const written = operator ? to.written(operator).toLowerCase() : '';
  if (!left || !right || !Object.hasOwn(operations, written)) return undefined;
  const [first, second, span] = [to.expression(left), to.expression(right), to.span(node)];
  const operation = operations[written]!;
  switch (operation) {
    case 'joined':
      return { kind: 'template', parts: [first, second], ...span };
    case 'equal':
      return { kind: 'equal', first, second, ...span };
    case 'unequal':
      return { kind: 'not', value: { kind: 'equal', first, second, ...span }, ...span };
    default:
      return { kind: 'choice', how: operation, first, second, ...span };
  }
}

/** `condition ? consequence : alternative`, of a node with these fields. */
export const conditionalExpression = (node: SyntaxNode, to: Lowering): Expression => ({
  kind: 'choice',
  how: 'either',
  condition: to.expression(childOf(node, 'condition')),
  first: to.expression(childOf(node, 'consequence')),
  second: to.expression(childOf(node, 'alternative')),
  ...to.span(node),
});

/** The key of a member whose name is written without quotes. */
export const keyExpression = (name: SyntaxNode, to: Lowering): TextExpression => ({
  kind: 'text',
  value: to.source.slice(name.start, name.end),
  closed: true,
  ...to.span(name),
});
