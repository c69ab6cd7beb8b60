import type { Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';

/** Names of functions with type parameters, by the trees of their text. */
const known = new WeakMap<object, ReadonlySet<string>>();

/** The name of what `f[T](…)` calls, where that is a function of the text with type parameters. */
export function genericName(call: SyntaxNode, to: Lowering): SyntaxNode | undefined {
  const callee = childOf(call, call.type === 'type_conversion_expression' ? 'type' : 'function');
  if (callee?.type !== 'index_expression' && callee?.type !== 'generic_type') return undefined;
  const name = childOf(callee, 'operand') ?? childOf(callee, 'type');
  return name && generics(to).has(to.written(name)) ? name : undefined;
}

/** The type that a call gives the type parameter at `index`. */
export function typeArgument(call: SyntaxNode, index: number): SyntaxNode | undefined {
  const callee = childOf(call, call.type === 'type_conversion_expression' ? 'type' : 'function');
  const list = childOf(call, 'type_arguments') ?? (callee && childOf(callee, 'type_arguments'));
  const argument = list?.children.filter(({ type }) => type !== 'comment')[index];
  if (argument) return argument.type === 'type_elem' ? argument.children[0] : argument;
  return index === 0 && callee?.type === 'index_expression' ? childOf(callee, 'index') : undefined;
}

/** The names of the type parameters of a function or type declaration. */
export const typeParameters = (declaration: SyntaxNode, to: Lowering): readonly string[] =>
  (childOf(declaration, 'type_parameters')?.children ?? []).flatMap((one) =>
    one.children.filter(({ field }) => field === 'name').map((name) => to.written(name)),
  );

function generics(to: Lowering): ReadonlySet<string> {
  const before = known.get(to.roots);
  if (before) return before;
  const found = new Set<string>();
  for (const root of to.roots)
    for (const child of root.children) {
      const name = child.type === 'function_declaration' ? childOf(child, 'name') : undefined;
      if (name && childOf(child, 'type_parameters')) found.add(to.written(name));
    }
  known.set(to.roots, found);
  return found;
}
