import type { FunctionShape, Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';

/** The function or lambda that a node is. */
export function functionShape(node: SyntaxNode, to: Lowering): FunctionShape | undefined {
  if (node.type === 'lambda') {
    const kept = node.parent?.type === 'assignment' ? childOf(node.parent, 'left') : undefined;
    const parameters = parametersOf(childOf(node, 'parameters'), to);
    return { name: kept?.type === 'identifier' ? to.written(kept) : '', parameters, body: node };
  }
  if (node.type !== 'function_definition') return undefined;
  const name = childOf(node, 'name');
  if (!name) return undefined;
  const parameters = parametersOf(childOf(node, 'parameters'), to);
  const [first] = parameters;
  const isMethod = inClass(node) && first !== undefined && /^(?:self|cls|_?)$/.test(first.name);
  return {
    name: to.written(name),
    parameters: isMethod ? parameters.slice(1) : parameters,
    body: childOf(node, 'body'),
    ...(to.written(name) === '__init__' ? { constructs: true } : {}),
  };
}

const parametersOf = (list: SyntaxNode | undefined, to: Lowering): FunctionShape['parameters'] =>
  (list?.children ?? []).flatMap((p) => {
    const word = parameterName(p);
    if (!word) return [];
    const { type } = (p.type === 'typed_parameter' && p.children[0]) || p;
    return [
      {
        name: to.written(word),
        ...(/splat/.test(type) ? { rest: true, named: type === 'dictionary_splat_pattern' } : {}),
        ...(/default/.test(p.type) ? { optional: true } : {}),
      },
    ];
  });

/** True for a function directly in the body of a class. */
export function inClass(node: SyntaxNode): boolean {
  const around = node.parent?.type === 'decorated_definition' ? node.parent.parent : node.parent;
  return around?.parent?.type === 'class_definition';
}

/** The word of a parameter. */
export function parameterName(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.type) {
    case 'identifier':
      return node;
    case 'default_parameter':
    case 'typed_default_parameter':
      return childOf(node, 'name');
    case 'typed_parameter':
      return node.children[0] && parameterName(node.children[0]);
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
      return node.children[0];
    default:
      return undefined;
  }
}
