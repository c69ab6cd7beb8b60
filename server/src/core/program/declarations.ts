import type { Expression } from '../expression.ts';
import { childOf, type SyntaxNode } from '../syntax.ts';
import type { Declared, Lowering } from './grammar.ts';

/** How a name is given what it stands for. */
export type DeclaredKind = 'variable' | 'assignment' | 'parameter' | 'field';

/** A name that is given a value or a type, each where it is known. */
export const declaration = (
  kind: DeclaredKind,
  node: SyntaxNode,
  to: Lowering,
  value?: SyntaxNode | Expression,
  type?: string,
): Declared => ({
  kind,
  name: to.written(node),
  node,
  ...(value ? { value } : {}),
  ...(type === undefined ? {} : { type }),
});

/**
 * What a node gives its left side, that puts the right one behind it (`+=`) or in its place where that is missing (`||=`);
 * undefined for other operators. `operators`: how the language writes these two.
 */
export function combinedValue(
  node: SyntaxNode,
  to: Lowering,
  operators: { readonly append: string; readonly fallback: string },
): Expression | undefined {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  if (!left || !right) return undefined;
  const [first, second] = [to.expression(left), to.expression(right)];
  const operator = childOf(node, 'operator')?.type;
  if (operator === operators.append) return { kind: 'template', parts: [first, second], ...to.span(node) };
  return operator === operators.fallback
    ? { kind: 'choice', how: 'fallback', first, second, ...to.span(node) }
    : undefined;
}

/** Reads the types that a text declares, once for each text: by their names, of equal ones the last that is read. */
export function typesByName<T>(
  read: (node: SyntaxNode, to: Lowering) => T | undefined,
): (to: Lowering) => ReadonlyMap<string, T> {
  const known = new WeakMap<object, ReadonlyMap<string, T>>();
  return (to) => {
    const before = known.get(to.roots);
    if (before) return before;
    const found = new Map<string, T>();
    const open = [...to.roots];
    for (let node = open.pop(); node; node = open.pop()) {
      open.push(...node.children);
      const type = read(node, to);
      const name = type && childOf(node, 'name');
      if (name) found.set(to.written(name), type);
    }
    known.set(to.roots, found);
    return found;
  };
}
