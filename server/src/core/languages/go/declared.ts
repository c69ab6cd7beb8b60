import type { Expression } from '../../expression.ts';
import type { Declared, Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { PACKAGE_NAMES } from './clients/unkey-go.ts';
import { BUFFERS, namesOf, typed, typeName } from './names.ts';
import { shapeOf } from './structs.ts';

/** The names that a node itself declares. */
export function declared(node: SyntaxNode, to: Lowering): readonly Declared[] {
  switch (node.type) {
    case 'const_spec':
    case 'var_spec':
      return specified(node, to);
    case 'short_var_declaration':
      return pairUp(childOf(node, 'left')?.children ?? [], childOf(node, 'right'), 'variable', {}, to);
    case 'assignment_statement': {
      const operator = childOf(node, 'operator')?.type;
      const right = operator === '=' ? childOf(node, 'right') : undefined;
      const longer = operator === '+=' ? withQuery(node, to) : undefined;
      if (longer) return [longer];
      return pairUp(childOf(node, 'left')?.children ?? [], right, 'assignment', {}, to);
    }
    case 'range_clause': {
      const [key, ...others] = pairUp(childOf(node, 'left')?.children ?? [], undefined, 'variable', {}, to);
      const each = childOf(node, 'right');
      return key?.kind === 'variable' && each && others.length > 0
        ? [{ ...key, each }, ...others]
        : key
          ? [key]
          : [];
    }
    case 'parameter_declaration':
    case 'variadic_parameter_declaration': {
      const isReceiver = node.parent?.field === 'receiver';
      return namesOf(node).map((n) =>
        isReceiver
          ? { kind: 'self', name: to.written(n), node: n }
          : { kind: 'parameter', name: to.written(n), node: n, ...typed(node, to) },
      );
    }
    case 'field_declaration':
      return fields(node, to);
    case 'keyed_element':
      return fieldValue(node, to);
    case 'literal_element':
      return placedValue(node, to);
    case 'import_spec':
      return imported(node, to);
    default:
      return [];
  }
}

function specified(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const list = childOf(node, 'value');
  const type = childOf(node, 'type');
  const made = list
    ? undefined
    : (enumerated(node, to) ?? (type?.type === 'qualified_type' ? zero(type, to) : undefined));
  if (!made) return pairUp(namesOf(node), list, 'variable', typed(node, to), to);
  return namesOf(node).map((n) => ({
    kind: 'variable',
    name: to.written(n),
    node: n,
    value: made,
    ...typed(node, to),
  }));
}

/** The empty value that a variable of a struct type begins with: `var buffer bytes.Buffer`. */
function zero(type: SyntaxNode, to: Lowering): Expression | undefined {
  const { start, end } = type;
  const list = { start: end, end };
  const callee = to.expression(type);
  return BUFFERS.has(to.written(type))
    ? { kind: 'call', callee, args: [], intact: true, constructs: true, list, start, end }
    : undefined;
}

/** The number of a constant that goes on with what the one above it began: `iota`. */
function enumerated(spec: SyntaxNode, to: Lowering): Expression | undefined {
  const specs = spec.parent?.children.filter((c) => c.type === 'const_spec') ?? [];
  const at = specs.indexOf(spec);
  const first = specs.slice(0, Math.max(at, 0)).findLast((s) => childOf(s, 'value'));
  const value = first && childOf(first, 'value')?.children[0];
  const before = value?.type === 'iota' ? to.expression(value) : undefined;
  return before?.kind === 'number'
    ? { kind: 'number', value: at, start: spec.start, end: spec.end }
    : undefined;
}

function pairUp(
  names: readonly SyntaxNode[],
  list: SyntaxNode | undefined,
  kind: 'variable' | 'assignment',
  type: { type?: string },
  to: Lowering,
): readonly Declared[] {
  const values = list?.children ?? [];
  return names.flatMap((node, i) => {
    if (node.type !== 'identifier' || to.written(node) === '_') return [];
    // Of several results the first is what matters; the last tells whether there was an error.
    const value = values.length === names.length || i === 0 ? values[i] : undefined;
    return [{ kind, name: to.written(node), node, ...(value ? { value } : {}), ...type }];
  });
}

/** `u += "?" + query.Encode()` */
function withQuery(node: SyntaxNode, to: Lowering): Declared | undefined {
  const [name] = childOf(node, 'left')?.children ?? [];
  const [added] = childOf(node, 'right')?.children ?? [];
  if (name?.type !== 'identifier' || !added || !/^"\?/.test(to.written(added))) return undefined;
  const span = to.span(node);
  const parts = [to.expression(name), to.expression(added)];
  return {
    kind: 'assignment',
    name: to.written(name),
    node: name,
    value: { kind: 'template', parts, ...span },
  };
}

/** Fields of a struct, with their types. */
function fields(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const spec = node.parent?.parent?.parent;
  const owner = spec?.type === 'type_spec' ? childOf(spec, 'name') : undefined;
  if (!owner) return [];
  const names = namesOf(node);
  // What is embedded is a field as well, with the name of its type.
  const base = names.length === 0 ? typeName(childOf(node, 'type'), to) : undefined;
  if (base !== undefined) return [{ kind: 'base', owner: to.written(owner), name: base, node }];
  return names.map((n) => ({
    kind: 'field',
    owner: to.written(owner),
    name: to.written(n),
    node: n,
    ...typed(node, to),
  }));
}

/** `Client{base: "…"}` gives a field of every `Client` its value. */
function fieldValue(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const literal = node.parent?.parent;
  const type = literal?.type === 'composite_literal' ? childOf(literal, 'type') : undefined;
  const key = childOf(node, 'key')?.children[0];
  const value = childOf(node, 'value')?.children[0];
  if (type?.type !== 'type_identifier' || key?.type !== 'identifier' || !value) return [];
  return [{ kind: 'field', owner: to.written(type), name: to.written(key), node: key, value }];
}

/** `Client{"https://…"}` does so by the order of the fields. */
function placedValue(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const body = node.parent;
  const type = body?.parent?.type === 'composite_literal' ? childOf(body.parent, 'type') : undefined;
  const value = node.children[0];
  if (type?.type !== 'type_identifier' || !value) return [];
  const elements = body!.children.filter((c) => c.type !== 'comment');
  const names = [...(shapeOf(type, to).names?.keys() ?? [])];
  const name = names.length === elements.length ? names[elements.indexOf(node)] : undefined;
  return name === undefined ? [] : [{ kind: 'field', owner: to.written(type), name, node, value }];
}

function imported(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const path = childOf(node, 'path');
  if (!path) return [];
  const module = to.written(path).slice(1, -1);
  const alias = childOf(node, 'name');
  if (alias && alias.type !== 'package_identifier') return [];
  // `github.com/go-resty/resty/v2` is called resty.
  const last =
    module
      .split('/')
      .filter((part) => !/^v\d+$/.test(part))
      .at(-1) ?? module;
  const name = alias
    ? to.written(alias)
    : (PACKAGE_NAMES[module] ?? last.replace(/^go-|\.v\d+$|\.dev$/g, ''));
  // Packages of the standard library are known by their last name, as in examples that leave out their imports.
  const standard = !module.split('/')[0]!.includes('.');
  const from = standard ? last : module.replace(/\/v\d+$/, '');
  return [{ kind: 'import', name, node: alias ?? path, module: from, imported: '*' }];
}
