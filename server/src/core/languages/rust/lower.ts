import type { Expression, ObjectEntry } from '../../expression.ts';
import {
  memberExpression,
  negativeExpression,
  numberExpression,
  subscriptExpression,
} from '../../program/expressions.ts';
import type { Lowering } from '../../program/grammar.ts';
import { stringExpression } from '../../program/strings.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { awaited, call, isFallback, isSame, macroName } from './calls.ts';
import { items, resultOfBlock, structName } from './nodes.ts';
import { structNamed } from './structs.ts';

/** `Method::POST` */
const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;

/** The expression that a node of Rust stands for. */
export function lower(node: SyntaxNode, to: Lowering): Expression | undefined {
  const span = to.span(node);
  switch (node.type) {
    case 'string_literal':
    case 'raw_string_literal':
      return string(node, to);
    case 'integer_literal':
    case 'float_literal':
      return numberExpression(node, to, /(?:[iu](?:8|16|32|64|128|size)|(?<!0x.*)f(?:32|64))$/);
    case 'boolean_literal':
      return { kind: 'boolean', value: to.written(node) === 'true', ...span };
    case 'identifier':
    case 'type_identifier':
      return named(node, to);
    case 'self':
      return { kind: 'self', ...span };
    case 'scoped_identifier':
    case 'scoped_type_identifier':
      return scoped(node, to);
    case 'field_expression':
      return field(node, to);
    case 'generic_function':
    case 'generic_type':
      return to.expression(childOf(node, 'function') ?? childOf(node, 'type'));
    case 'index_expression':
      return index(node, to);
    case 'call_expression':
      return call(node, to);
    case 'await_expression':
      return awaited(node, to);
    case 'macro_invocation': {
      const callee = macroName(childOf(node, 'macro'), to);
      const list = { start: node.end, end: node.end };
      return callee && { kind: 'call', callee, args: [], intact: false, constructs: false, list, ...span };
    }
    case 'struct_expression':
      return struct(node, to);
    case 'array_expression':
      return array(node, to);
    case 'tuple_expression':
      return {
        kind: 'array',
        items: items(node).map((c) => to.expression(c)),
        complete: !node.broken,
        ...span,
      };
    case 'parenthesized_expression':
    case 'try_expression':
      return node.broken ? undefined : to.expression(items(node)[0]);
    case 'reference_expression':
    case 'type_cast_expression':
      return to.expression(childOf(node, 'value'));
    case 'unary_expression':
      return unary(node, to);
    case 'binary_expression': {
      if (childOf(node, 'operator')?.type !== '+') return undefined;
      const parts = [to.expression(childOf(node, 'left')), to.expression(childOf(node, 'right'))];
      return { kind: 'template', parts, ...span };
    }
    case 'if_expression': {
      const otherwise = childOf(node, 'alternative');
      if (!otherwise) return undefined;
      const first = to.expression(childOf(node, 'consequence'));
      return { kind: 'choice', how: 'either', first, second: to.expression(otherwise.children[0]), ...span };
    }
    case 'match_expression':
      return match(node, to);
    case 'block':
      return to.expression(resultOfBlock(node));
    case 'unsafe_block':
      return to.expression(node.children[0]);
    case 'closure_expression':
      return isFallback(node, to) ? to.expression(childOf(node, 'body')) : { kind: 'function', ...span };
    default:
      return undefined;
  }
}

/** Names of nothing, and all other names. */
function named(node: SyntaxNode, to: Lowering): Expression {
  const name = to.written(node);
  const span = to.span(node);
  // `null` is a word of JSON, in `json!`.
  if (name === 'None' || name === 'null') return { kind: 'null', ...span };
  return name === 'Self' ? { kind: 'self', ...span } : { kind: 'name', name, ...span };
}

function string(node: SyntaxNode, to: Lowering): Expression {
  const written = to.written(node);
  const opening = /^(?:[bc]?r(#*)"|[bc]?")/.exec(written);
  const raw = node.type === 'raw_string_literal';
  const closing = `"${opening?.[1] ?? ''}`;
  const from = opening?.[0].length ?? 0;
  const closed = !node.broken && written.length >= from + closing.length && written.endsWith(closing);
  const content = { start: node.start + from, end: closed ? node.end - closing.length : node.end };
  const text = stringExpression(node, content, [], { escapes: raw ? 'none' : 'all' }, to);
  return text.kind === 'text' && !closed ? { ...text, closed: false } : text;
}

/** `reqwest::Client`; what stands in this file is named without `crate::` before it. */
function scoped(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [path, name] = [childOf(node, 'path'), childOf(node, 'name')];
  if (!name) return undefined;
  if (!path || /^(?:crate|super|self)$/.test(to.written(path)))
    return { ...named(name, to), ...to.span(node) };
  const word = to.written(name);
  if (METHOD.test(word) && /(?:^|::)Method$/.test(to.written(path))) {
    const value = to.source.slice(name.start, name.end);
    return { kind: 'text', value, closed: true, ...to.span(name) };
  }
  return {
    kind: 'member',
    object: to.expression(path),
    property: word,
    propertySpan: to.span(name),
    ...to.span(node),
  };
}

function field(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [object, name] = [childOf(node, 'value'), childOf(node, 'field')];
  if (!object || !name) return undefined;
  if (isSame(node, name, to)) return to.expression(object);
  return memberExpression(object, name, to.span(node), to);
}

function index(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [holder, place] = items(node);
  const key = to.expression(place);
  if (!holder || key.kind !== 'text' || !key.closed) return undefined;
  return subscriptExpression(holder, key, to.span(node), to);
}

/** An array, or an object of `json!` that the parser was shown as one. */
function array(node: SyntaxNode, to: Lowering): Expression {
  const span = to.span(node);
  const elements = items(node);
  if (to.source.text[node.start] !== '{') {
    const complete = !node.broken && childOf(node, 'length') === undefined;
    return { kind: 'array', items: elements.map((c) => to.expression(c)), complete, ...span };
  }
  const entries: ObjectEntry[] = [];
  for (let i = 0; i + 1 < elements.length; i += 2) {
    entries.push({ kind: 'member', key: to.expression(elements[i]), value: to.expression(elements[i + 1]) });
  }
  return { kind: 'object', entries, intact: !node.broken && elements.length % 2 === 0, ...span };
}

const fieldName = (initializer: SyntaxNode): SyntaxNode | undefined =>
  initializer.type === 'shorthand_field_initializer'
    ? initializer.children[0]
    : childOf(initializer, 'field');

function struct(node: SyntaxNode, to: Lowering): Expression | undefined {
  const name = structName(node, to);
  const body = childOf(node, 'body');
  if (name === undefined || !body) return undefined;
  const declared = structNamed(name, to);
  const keys = body.children.flatMap((child) => fieldName(child) ?? []);
  // Another struct may have the same name.
  const known = keys.every((key) => declared?.fields.includes(to.written(key))) ? declared : undefined;
  const given = new Set<string>();
  const entries: ObjectEntry[] = [];
  for (const child of body.children) {
    const key = fieldName(child);
    if (child.type === 'base_field_initializer') {
      entries.push({ kind: 'spread', value: { kind: 'unknown', ...to.span(child) } });
    } else if (key) {
      given.add(to.written(key));
      const value = to.source.slice(key.start, key.end);
      const content = to.expression(
        child.type === 'shorthand_field_initializer' ? key : childOf(child, 'value'),
      );
      const json = known?.shape.names?.get(to.written(key));
      const isLeftOut = content.kind === 'null' && json !== undefined && !known?.shape.always.includes(json);
      entries.push({
        kind: 'member',
        key: { kind: 'text', value, closed: true, ...to.span(key) },
        value: isLeftOut ? { ...content, kind: 'undefined' } : content,
      });
    }
  }
  // `..Default::default()` gives the other fields: those that are always written are known to be there.
  const others = known?.fields.filter((field) => !given.has(field)) ?? [];
  const named = others.every((field) => {
    const json = known?.shape.names?.get(field);
    return json === undefined || known?.shape.always.includes(json);
  });
  return {
    kind: 'object',
    entries: known && named ? entries.filter((e) => e.kind === 'member') : entries,
    intact: !node.broken && (known?.closed ?? true),
    shape: known?.serializes ? known.shape : { always: [] },
    ...to.span(node),
  };
}

function unary(node: SyntaxNode, to: Lowering): Expression | undefined {
  const operator = to.written(node)[0];
  const value = to.expression(items(node)[0]);
  if (operator === '*') return value;
  if (operator === '!') return { kind: 'not', value, ...to.span(node) };
  return operator === '-' ? negativeExpression(value, to.span(node)) : undefined;
}

/** One of the values of its arms, those left out that leave the function. */
function match(node: SyntaxNode, to: Lowering): Expression | undefined {
  const values = (childOf(node, 'body')?.children ?? []).flatMap((arm) => {
    const value = arm.type === 'match_arm' ? childOf(arm, 'value') : undefined;
    return value && !leaves(value, to) ? [to.expression(value)] : [];
  });
  return values.reduceRight<Expression | undefined>(
    (second, first) => (second ? { kind: 'choice', how: 'either', first, second, ...to.span(node) } : first),
    undefined,
  );
}

/** True for an expression after which nothing follows. */
function leaves(node: SyntaxNode, to: Lowering): boolean {
  if (/^(?:return|break|continue)_expression$/.test(node.type)) return true;
  if (node.type === 'call_expression' || node.type === 'macro_invocation') {
    const callee = to.expression(node);
    return (
      callee.kind === 'call' &&
      callee.callee.kind === 'member' &&
      /^(?:panic|bail|unreachable|exit|todo)$/.test(callee.callee.property)
    );
  }
  const last = node.type === 'block' ? items(node).at(-1) : undefined;
  const inner = last?.type === 'expression_statement' ? last.children[0] : last;
  return inner !== undefined && leaves(inner, to);
}
