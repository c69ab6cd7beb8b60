import type { Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';

/** The children of a node that are no comments. */
export const items = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children.filter((c) => !/^(?:line_comment|block_comment|attribute_item)$/.test(c.type));

/** The expression at the end of a block, which the block gives. */
export function resultOfBlock(block: SyntaxNode): SyntaxNode | undefined {
  const last = items(block).at(-1);
  return last && !/_(?:statement|declaration|item|definition)$/.test(last.type) ? last : undefined;
}

/** The method that a call calls: the field, and its object. */
export function methodOf(call: SyntaxNode): { object: SyntaxNode; name: SyntaxNode } | undefined {
  const callee = childOf(call, 'function');
  const member = callee?.type === 'generic_function' ? childOf(callee, 'function') : callee;
  if (member?.type !== 'field_expression') return undefined;
  const [object, name] = [childOf(member, 'value'), childOf(member, 'field')];
  return object && name && { object, name };
}

/** The last part of a type's name. */
export function typeWord(type: SyntaxNode | undefined, to: Lowering): string | undefined {
  if (!type) return undefined;
  if (type.type === 'scoped_type_identifier') return typeWord(childOf(type, 'name'), to);
  if (type.type === 'generic_type' || type.type === 'generic_type_with_turbofish')
    return typeWord(childOf(type, 'type'), to);
  return /identifier$/.test(type.type) ? to.written(type) : undefined;
}

/** The name of the type that the methods around a node belong to. */
function implementedType(node: SyntaxNode, to: Lowering): string | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'impl_item') return typeWord(childOf(at, 'type'), to);
  }
  return undefined;
}

/** The name of the type of a struct literal. */
export function structName(literal: SyntaxNode, to: Lowering): string | undefined {
  const word = typeWord(childOf(literal, 'name'), to);
  return word === 'Self' ? implementedType(literal, to) : word;
}
