import type { FunctionShape, Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';

/** Types whose empty values are texts that are written to. */
export const BUFFERS: ReadonlySet<string> = new Set(['bytes.Buffer', 'strings.Builder']);

/** The function, method or function literal that a node is. */
export function functionShape(node: SyntaxNode, to: Lowering): FunctionShape | undefined {
  if (node.type === 'func_literal')
    return { name: keptAs(node, to), parameters: parametersOf(node, to), body: childOf(node, 'body') };
  if (node.type !== 'function_declaration' && node.type !== 'method_declaration') return undefined;
  const name = childOf(node, 'name');
  return name && { name: to.written(name), parameters: parametersOf(node, to), body: childOf(node, 'body') };
}

/** The name of a function that a variable is: `do := func(…) {…}`. */
function keptAs(node: SyntaxNode, to: Lowering): string {
  const list = node.parent;
  const names = list?.parent && (childOf(list.parent, 'left')?.children ?? namesOf(list.parent));
  return list?.type === 'expression_list' && list.children.length === 1 && names?.length === 1
    ? to.written(names[0]!)
    : '';
}

const parametersOf = (node: SyntaxNode, to: Lowering): FunctionShape['parameters'] =>
  (childOf(node, 'parameters')?.children ?? []).flatMap((parameter) => {
    const type = childOf(parameter, 'type');
    return namesOf(parameter).map((n) => ({
      name: to.written(n),
      ...(type ? { type: to.written(type) } : {}),
      ...(parameter.type === 'variadic_parameter_declaration' ? { rest: true } : {}),
    }));
  });

/** The names a declaration gives; commas between them bear the same field. */
export const namesOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children.filter((c) => c.field === 'name' && /identifier$/.test(c.type));

/** The object that a method belongs to: its name and its type. */
export function receiverOf(
  method: SyntaxNode,
): { name: SyntaxNode | undefined; type: SyntaxNode | undefined } | undefined {
  const parameter = childOf(method, 'receiver')?.children[0];
  return parameter && { name: childOf(parameter, 'name'), type: childOf(parameter, 'type') };
}

/** `http.Client` of `*http.Client`. */
export function typeName(node: SyntaxNode | undefined, to: Lowering): string | undefined {
  if (!node) return undefined;
  if (node.type === 'pointer_type') return typeName(node.children[0], to);
  if (node.type === 'generic_type') return typeName(childOf(node, 'type'), to);
  return /^(?:type_identifier|qualified_type)$/.test(node.type) ? to.written(node) : undefined;
}

const ORDINARY = /^(?:string|int\d*|uint\d*|bool|float\d*|byte|rune|any|error)$/;

/** The type of what a node declares, where clients have objects of it. */
export function typed(node: SyntaxNode, to: Lowering): { type?: string } {
  const type = typeName(childOf(node, 'type'), to);
  return type === undefined || ORDINARY.test(type) ? {} : { type };
}
