import type { Expression, ObjectEntry } from '../../expression.ts';
import type { Lowering } from '../../program/grammar.ts';
import { stringExpression } from '../../program/strings.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { shapeOf } from './structs.ts';

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
    case 'float_literal': {
      const value = Number(to.written(node).replaceAll('_', ''));
      return Number.isNaN(value) ? undefined : { kind: 'number', value, ...span };
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
      return member(node, 'operand', 'field', to);
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
    case 'literal_value':
      return literal(node, to);
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
      return operator === '-' && operand.kind === 'number'
        ? { ...operand, value: -operand.value, ...span }
        : undefined;
    }
    case 'binary_expression': {
      if (childOf(node, 'operator')?.type !== '+') return undefined;
      const parts = [to.expression(childOf(node, 'left')), to.expression(childOf(node, 'right'))];
      return { kind: 'template', parts, ...span };
    }
    case 'func_literal':
      return { kind: 'function', ...span };
    default:
      return undefined;
  }
}

function member(node: SyntaxNode, object: string, field: string, to: Lowering): Expression | undefined {
  const [holder, name] = [childOf(node, object), childOf(node, field)];
  if (!holder || !name) return undefined;
  return {
    kind: 'member',
    object: to.expression(holder),
    property: to.written(name),
    propertySpan: to.span(name),
    ...to.span(node),
  };
}

function index(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [holder, key] = [childOf(node, 'operand'), to.expression(childOf(node, 'index'))];
  if (!holder || key.kind !== 'text' || !key.closed) return undefined;
  const propertySpan = { start: key.start + 1, end: key.end - 1 };
  return {
    kind: 'member',
    object: to.expression(holder),
    property: key.value.text,
    propertySpan,
    ...to.span(node),
  };
}

function call(node: SyntaxNode, to: Lowering): Expression | undefined {
  const list = childOf(node, 'arguments');
  if (!list) return undefined;
  const args = list.children.filter((c) => c.type !== 'comment');
  const spread = to.written(list).endsWith('...)');
  return {
    kind: 'call',
    callee: to.expression(childOf(node, 'function')),
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
  if (!type || !body) return undefined;
  const value = literal(body, to);
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
  if (value?.kind !== 'object') return undefined;
  if (type.type === 'map_type') return { ...value, ...span };
  return { ...value, shape: shapeOf(type, to), ...span };
}

function literal(node: SyntaxNode, to: Lowering): Expression | undefined {
  const span = to.span(node);
  const elements = node.children.filter((c) => c.type !== 'comment');
  if (elements.length === 0) return { kind: 'object', entries: [], intact: !node.broken, ...span };
  if (elements.every((c) => c.type !== 'keyed_element')) {
    return { kind: 'array', items: elements.map((c) => to.expression(c)), complete: !node.broken, ...span };
  }
  const entries = elements.flatMap((element): ObjectEntry[] => {
    if (element.type !== 'keyed_element') return [];
    const [first, second] = element.children;
    const key = first?.children[0] ?? first;
    if (!key) return [];
    const written = to.source.slice(key.start, key.end);
    const isField = key.type === 'identifier' && isStruct(node);
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

/** True for the body of a struct literal, where a bare name is that of a field. */
function isStruct(body: SyntaxNode): boolean {
  const type = body.parent?.type === 'composite_literal' ? childOf(body.parent, 'type') : undefined;
  return type !== undefined && type.type !== 'map_type';
}
