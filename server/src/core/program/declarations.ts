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
