import type { JsonShape, Span } from '../../expression.ts';
import type { Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { typeParameters } from './generics.ts';

/** Structs in structs in structs. */
const DEEPEST = 4;

/** Struct types by name, by the trees of their text. */
const known = new WeakMap<object, ReadonlyMap<string, SyntaxNode>>();

/** How a value of a struct type is written as JSON; without names where its declaration is not in the text. */
export function shapeOf(type: SyntaxNode, to: Lowering, deep = 0): JsonShape {
  const struct = type.type === 'struct_type' ? type : structs(to).get(to.written(type));
  if (!struct) return { always: [] };
  const names = new Map<string, string | undefined>();
  const always: string[] = [];
  const places = new Map<string, Span>();
  for (const field of struct.children.flatMap((list) => list.children)) {
    if (field.type !== 'field_declaration') continue;
    const fieldNames = field.children.filter((c) => c.field === 'name' && c.type === 'field_identifier');
    const tag = childOf(field, 'tag');
    if (fieldNames.length === 0) {
      // An embedded struct has its fields among these.
      const inner = childOf(field, 'type');
      const shape = inner && !tag && deep < DEEPEST ? shapeOf(inner, to, deep + 1) : undefined;
      if (!inner || !shape?.names) return { always: [] };
      for (const [own, json] of shape.names) names.set(own, json);
      for (const [json, place] of shape.places ?? []) places.set(json, place);
      always.push(...shape.always);
      continue;
    }
    const written = tag ? /json:"([^"]*)"/.exec(to.written(tag).replaceAll('\\"', '"'))?.[1] : undefined;
    const [name = '', ...flags] = written?.split(',') ?? [];
    if (tag && name !== '' && name !== '-') {
      const start = tag.start + to.written(tag).indexOf(name, to.written(tag).indexOf('json:'));
      places.set(name, { start, end: start + name.length });
    }
    for (const node of fieldNames) {
      const own = to.written(node);
      const json = name === '-' && flags.length === 0 ? undefined : name || own;
      names.set(own, /^[A-Z]/.test(own) ? json : undefined);
      const optional = flags.includes('omitempty') || flags.includes('omitzero');
      if (json !== undefined && !optional && /^[A-Z]/.test(own)) always.push(json);
    }
  }
  return { names, always, places };
}

/** True for a field of a struct that has the fields of another struct among its own. */
export function isEmbedded(type: SyntaxNode, field: string, to: Lowering): boolean {
  const struct = type.type === 'struct_type' ? type : structs(to).get(to.written(type));
  return (struct?.children.flatMap((list) => list.children) ?? []).some((declaration) => {
    const inner = childOf(declaration, 'type');
    if (declaration.type !== 'field_declaration' || !inner || childOf(declaration, 'name')) return false;
    return to.written(inner).replace(/^.*[.*]/, '') === field;
  });
}

/** The struct that a type is or names, type arguments and pointers aside; undefined where it is not in the text. */
export function structOf(type: SyntaxNode, to: Lowering): SyntaxNode | undefined {
  if (type.type === 'struct_type') return type;
  const inner = type.type === 'pointer_type' ? type.children[0] : childOf(type, 'type');
  if (inner && /^(?:pointer|generic|parenthesized)_type$/.test(type.type)) return structOf(inner, to);
  if (type.type === 'unary_expression') return structOf(childOf(type, 'operand') ?? type.children[0]!, to);
  return /^(?:type_)?identifier$/.test(type.type) ? structs(to).get(to.written(type)) : undefined;
}

/** What the type parameters of a struct of the text stand for where its type is written: `T` of `envelope[Key]`. */
export function typesIn(
  type: SyntaxNode,
  to: Lowering,
  around: ReadonlyMap<string, SyntaxNode>,
): ReadonlyMap<string, SyntaxNode> {
  const generic = type.type === 'generic_type' ? type : type.children.find((c) => c.type === 'generic_type');
  const struct = generic && structOf(generic, to);
  const names = struct?.parent ? typeParameters(struct.parent, to) : [];
  const list = generic && childOf(generic, 'type_arguments');
  return new Map(
    names.flatMap((name, i) => {
      const given = list?.children[i];
      const own = given?.type === 'type_elem' ? given.children[0] : given;
      return own ? [[name, around.get(to.written(own)) ?? own] as const] : [];
    }),
  );
}

function structs(to: Lowering): ReadonlyMap<string, SyntaxNode> {
  const before = known.get(to.roots);
  if (before) return before;
  const found = new Map<string, SyntaxNode>();
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'type_spec') {
      const [name, type] = [childOf(node, 'name'), childOf(node, 'type')];
      if (name && type?.type === 'struct_type') found.set(to.written(name), type);
    }
    for (const child of node.children) visit(child);
  };
  for (const root of to.roots) visit(root);
  known.set(to.roots, found);
  return found;
}
