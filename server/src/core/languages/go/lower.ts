import { type Expression, type ObjectEntry, unknownAt } from '../../expression.ts';
import {
  binaryExpression,
  memberExpression,
  negativeExpression,
  numberExpression,
  type Operations,
  subscriptExpression,
} from '../../program/expressions.ts';
import type { Lowering } from '../../program/grammar.ts';
import { stringExpression } from '../../program/strings.ts';
import { SourceText } from '../../source.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { genericName } from './generics.ts';
import { isEmbedded, shapeOf } from './structs.ts';

const OPERATIONS: Operations = { '+': 'joined', '==': 'equal', '!=': 'unequal' };

/** The expression that a node of Go stands for. */
export function lower(node: SyntaxNode, to: Lowering): Expression | undefined {
  const span = to.span(node);
  switch (node.type) {
    case 'interpreted_string_literal':
    case 'raw_string_literal': {
      const raw = node.type === 'raw_string_literal';
      const closed = node.end - node.start > 1 && to.written(node).at(-1) === (raw ? '`' : '"');
      const content = { start: node.start + 1, end: closed ? node.end - 1 : node.end };
      const text = stringExpression(node, content, [], { escapes: raw ? 'none' : 'all' }, to);
      return text.kind === 'text' && !closed ? { ...text, closed: false } : text;
    }
    case 'int_literal':
    case 'float_literal':
      return numberExpression(node, to);
    case 'iota': {
      const spec = ancestor(node, 'const_spec');
      const specs = spec?.parent?.children.filter((c) => c.type === 'const_spec') ?? [];
      return spec && { kind: 'number', value: specs.indexOf(spec), ...span };
    }
    case 'true':
    case 'false':
      return { kind: 'boolean', value: node.type === 'true', ...span };
    case 'nil':
      return { kind: 'null', ...span };
    case 'identifier':
    case 'package_identifier':
    case 'type_identifier':
      return { kind: 'name', name: to.written(node), ...span };
    case 'selector_expression':
      return methodName(node, to) ?? member(node, 'operand', 'field', to);
    case 'qualified_type':
      return member(node, 'package', 'name', to);
    case 'index_expression':
      return index(node, to);
    case 'call_expression':
      return call(node, to);
    case 'type_conversion_expression':
      return to.expression(childOf(node, 'operand'));
    case 'composite_literal':
      return composite(node, to);
    case 'literal_value': {
      const type = typeOf(node);
      return type ? typedValue(node, type, node, to) : literal(node, undefined, to);
    }
    case 'literal_element':
    case 'parenthesized_expression':
      return node.broken ? undefined : to.expression(node.children[0]);
    case 'expression_list':
      // Of several results the first is what matters.
      return to.expression(node.children[0]);
    case 'unary_expression': {
      const operator = childOf(node, 'operator')?.type;
      const operand = to.expression(childOf(node, 'operand'));
      if (operator === '&' || operator === '*') return operand;
      if (operator === '!') return { kind: 'not', value: operand, ...span };
      return operator === '-' ? negativeExpression(operand, span) : undefined;
    }
    case 'binary_expression':
      return binaryExpression(node, to, OPERATIONS);
    case 'func_literal':
      return { kind: 'function', ...span };
    default:
      return undefined;
  }
}

/** `http.MethodGet` is a text. */
function methodName(node: SyntaxNode, to: Lowering): Expression | undefined {
  const method = /^http\.Method([A-Z][a-z]+)$/.exec(to.written(node))?.[1];
  const name = childOf(node, 'field');
  if (method === undefined || !name) return undefined;
  const value = SourceText.decoded(method.toUpperCase(), to.source.range(name.start, name.end));
  return { kind: 'text', value, closed: true, ...to.span(node) };
}

function ancestor(node: SyntaxNode, type: string): SyntaxNode | undefined {
  let at = node.parent;
  while (at && at.type !== type) at = at.parent;
  return at;
}

function member(node: SyntaxNode, object: string, field: string, to: Lowering): Expression | undefined {
  const [holder, name] = [childOf(node, object), childOf(node, field)];
  return memberExpression(holder, name, to.span(node), to);
}

function index(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [holder, key] = [childOf(node, 'operand'), to.expression(childOf(node, 'index'))];
  return holder && subscriptExpression(holder, key, to.span(node), to);
}

function call(node: SyntaxNode, to: Lowering): Expression | undefined {
  const list = childOf(node, 'arguments');
  if (!list) return undefined;
  const args = list.children.filter((c) => c.type !== 'comment');
  const callee = to.expression(genericName(node, to) ?? childOf(node, 'function'));
  const [type] = args;
  // `new(T)` makes what `&T{}` does.
  if (callee.kind === 'name' && callee.name === 'new' && type?.type === 'qualified_type') {
    const made = { callee: to.expression(type), args: [], constructs: true, list: to.span(list) };
    return { kind: 'call', ...made, intact: !node.broken, ...to.span(node) };
  }
  const spread = to.written(list).endsWith('...)');
  return {
    kind: 'call',
    callee,
    args: args.map((a) => to.expression(a)),
    intact: !node.broken && !spread,
    constructs: false,
    list: to.span(list),
    ...to.span(node),
  };
}

/** A map or struct of this text is an object; a struct of another package is made as by a constructor. */
function composite(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [type, body] = [childOf(node, 'type'), childOf(node, 'body')];
  return type && body && typedValue(node, type, body, to);
}

/** What `body` is as a value of a type, `node` being all of it. */
function typedValue(
  node: SyntaxNode,
  type: SyntaxNode,
  body: SyntaxNode,
  to: Lowering,
): Expression | undefined {
  const value = literal(body, type, to);
  const span = to.span(node);
  // `gin.H{"key": …}` is a map by another name.
  const keys = body.children.filter((c) => c.type === 'keyed_element').map((c) => c.children[0]?.children[0]);
  const isMap = keys.length > 0 && keys.every((key) => key && /string_literal$/.test(key.type));
  if (value?.kind === 'object' && isMap) return { ...value, ...span };
  if (type.type === 'qualified_type') {
    const named = value?.kind === 'object' ? { named: value } : {};
    const list = to.span(body);
    return {
      kind: 'call',
      callee: to.expression(type),
      args: [],
      ...named,
      intact: !node.broken,
      constructs: true,
      list,
      ...span,
    };
  }
  if (/^(?:slice_type|array_type|implicit_length_array_type)$/.test(type.type)) {
    return value?.kind === 'array'
      ? { ...value, ...span }
      : { kind: 'array', items: [], complete: !node.broken, ...span };
  }
  if (value?.kind === 'array' && type.type === 'map_type')
    return { kind: 'object', entries: [], intact: !node.broken, ...span };
  if (value?.kind === 'array') return positional(type, value, to);
  if (value?.kind !== 'object') return undefined;
  if (type.type === 'map_type') return { ...value, ...span };
  return { ...value, shape: shapeOf(type, to), ...span };
}

/** A struct whose fields are given in the order of their declaration. */
function positional(
  type: SyntaxNode,
  { items, complete, start, end }: Expression & { kind: 'array' },
  to: Lowering,
): Expression | undefined {
  const shape = shapeOf(type, to);
  const names = [...(shape.names?.keys() ?? [])];
  if (!complete || names.length !== items.length) return undefined;
  const entries = items.map((value, i): ObjectEntry => {
    const key = SourceText.decoded(names[i]!, to.source.range(value.start, value.start));
    const at = { start: value.start, end: value.start };
    return { kind: 'member', key: { kind: 'text', value: key, closed: true, ...at }, value };
  });
  return { kind: 'object', entries, intact: complete, shape, start, end };
}

/** The type of a literal, which inside of another one may be left out: `[]T{{…}}`, `map[string]T{"a": {…}}`. */
function typeOf(body: SyntaxNode): SyntaxNode | undefined {
  const { parent } = body;
  if (parent?.type === 'composite_literal') return childOf(parent, 'type');
  if (parent?.type !== 'literal_element') return undefined;
  const list = parent.parent?.type === 'keyed_element' ? parent.parent.parent : parent.parent;
  const around = list && typeOf(list);
  const inner = around && (childOf(around, 'element') ?? childOf(around, 'value'));
  return inner?.type === 'pointer_type' ? inner.children[0] : inner;
}

function literal(node: SyntaxNode, type: SyntaxNode | undefined, to: Lowering): Expression | undefined {
  const span = to.span(node);
  const elements = node.children.filter((c) => c.type !== 'comment');
  if (elements.length === 0) return { kind: 'object', entries: [], intact: !node.broken, ...span };
  if (elements.every((c) => c.type !== 'keyed_element')) {
    return { kind: 'array', items: elements.map((c) => to.expression(c)), complete: !node.broken, ...span };
  }
  const shape = type && /^(?:type_identifier|struct_type)$/.test(type.type) ? shapeOf(type, to) : undefined;
  const entries = elements.flatMap((element): ObjectEntry[] => {
    if (element.type !== 'keyed_element') return [];
    const [first, second] = element.children;
    const key = first?.children[0] ?? first;
    if (!key) return [];
    const written = to.source.slice(key.start, key.end);
    // In a struct a bare name is that of a field.
    const isField = key.type === 'identifier' && type !== undefined && type.type !== 'map_type';
    // A field that its struct does not have is being renamed.
    if (isField && shape?.names && !shape.names.has(written.text) && !isEmbedded(type, written.text, to))
      return [{ kind: 'spread', value: unknownAt(to.span(key)) }];
    if (isField && isEmbedded(type, written.text, to))
      return [{ kind: 'spread', value: to.expression(second) }];
    return [
      {
        kind: 'member',
        key: isField ? { kind: 'text', value: written, closed: true, ...to.span(key) } : to.expression(key),
        value: to.expression(second),
      },
    ];
  });
  return { kind: 'object', entries, intact: !node.broken, ...span };
}
