import type { CallExpression, Expression, ObjectEntry, ObjectExpression } from '../../expression.ts';
import type { Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';

/** A call with these arguments, and what an object initializer behind it sets. */
export function called(
  node: SyntaxNode,
  callee: Expression,
  list: SyntaxNode | undefined,
  to: Lowering,
  sets?: ObjectExpression,
): Omit<CallExpression, 'constructs'> {
  const args: Expression[] = [];
  const entries: ObjectEntry[] = [];
  for (const argument of list?.children ?? []) {
    if (argument.type === 'comment') continue;
    const name = childOf(argument, 'name');
    const value = argument.children.find((c) => c !== name && c.type !== 'comment');
    if (!name) args.push(to.expression(value ?? argument));
    else entries.push({ kind: 'member', key: keyOf(name, to), value: to.expression(value) });
  }
  entries.push(...(sets?.entries ?? []));
  const span = list ? to.span(list) : { start: node.end, end: node.end };
  const intact = !list?.broken && (sets?.intact ?? true);
  const named = entries.length > 0 ? { named: { kind: 'object' as const, entries, intact, ...span } } : {};
  return { kind: 'call', callee, args, ...named, intact: !node.broken, list: span, ...to.span(node) };
}

/** A name as the key of a member; `@` only tells it from a word of the language. */
export function keyOf(node: SyntaxNode, to: Lowering): Expression {
  const start = to.source.text[node.start] === '@' ? node.start + 1 : node.start;
  return { kind: 'text', value: to.source.slice(start, node.end), closed: true, start, end: node.end };
}
