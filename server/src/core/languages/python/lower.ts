import { type Expression, type ObjectEntry, unknownAt } from '../../expression.ts';
import {
  keyExpression,
  memberExpression,
  negativeExpression,
  numberExpression,
  subscriptExpression,
} from '../../program/expressions.ts';
import type { Lowering } from '../../program/grammar.ts';
import { formatted, stringExpression } from '../../program/strings.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { withoutThread, withoutWrapper } from './threads.ts';

/** The expression that a node of Python stands for. */
export function lower(node: SyntaxNode, to: Lowering): Expression | undefined {
  const span = to.span(node);
  switch (node.type) {
    case 'string':
      return string(node, to);
    case 'concatenated_string':
      return { kind: 'template', parts: node.children.map((c) => to.expression(c)), ...span };
    case 'integer':
    case 'float':
      return numberExpression(node, to);
    case 'true':
    case 'false':
      return { kind: 'boolean', value: node.type === 'true', ...span };
    case 'none':
      return { kind: 'null', ...span };
    case 'identifier':
      return { kind: 'name', name: to.written(node), ...span };
    case 'attribute':
      return memberExpression(childOf(node, 'object'), childOf(node, 'attribute'), span, to);
    case 'subscript':
      return subscript(node, to);
    case 'call':
      return call(node, to);
    case 'dictionary':
      return dictionary(node, to);
    case 'list':
    case 'tuple':
    case 'expression_list': {
      const items = node.children.filter((c) => c.type !== 'comment');
      const complete = !node.broken && !items.some((c) => c.type === 'list_splat');
      return { kind: 'array', items: items.map((c) => to.expression(c)), complete, ...span };
    }
    case 'list_comprehension': {
      // Of all its items one is written.
      const body = childOf(node, 'body');
      return body && { kind: 'array', items: [to.expression(body)], complete: false, ...span };
    }
    case 'dictionary_comprehension':
      return withoutNone(node, to);
    case 'parenthesized_expression':
    case 'await': {
      const inner = node.children.find((c) => c.type !== 'comment');
      return node.broken ? undefined : inner && to.expression(inner);
    }
    case 'binary_operator':
      return binary(node, to);
    case 'unary_operator': {
      const isNegative = childOf(node, 'operator')?.type === '-';
      return isNegative ? negativeExpression(to.expression(childOf(node, 'argument')), span) : undefined;
    }
    case 'boolean_operator': {
      const [first, second] = [childOf(node, 'left'), childOf(node, 'right')];
      const how = childOf(node, 'operator')?.type === 'or' ? 'fallback' : 'guard';
      return { kind: 'choice', how, first: to.expression(first), second: to.expression(second), ...span };
    }
    case 'conditional_expression': {
      const [first, condition, second] = node.children;
      return {
        kind: 'choice',
        how: 'either',
        condition: to.expression(condition),
        first: to.expression(first),
        second: to.expression(second),
        ...span,
      };
    }
    case 'not_operator':
      return { kind: 'not', value: to.expression(childOf(node, 'argument')), ...span };
    case 'comparison_operator':
      return comparison(node, to);
    case 'lambda':
      return { kind: 'function', ...span };
    case 'augmented_assignment':
      return mergesInto(node) ? merged(node, to) : undefined;
    default:
      return undefined;
  }
}

function string(node: SyntaxNode, to: Lowering): Expression {
  const opening = node.children.find((c) => c.type === 'string_start');
  const closing = node.children.find((c) => c.type === 'string_end');
  const written = to.written(node);
  const prefix = /^[a-z]*/i.exec(written)![0].toLowerCase();
  const quote = /^(?:"""|'''|"|')/.exec(written.slice(prefix.length))?.[0] ?? '"';
  const start = opening?.end ?? node.start + prefix.length + quote.length;
  const end = closing && closing.end > closing.start ? closing.start : node.end;
  const holes = node.children
    .filter((c) => c.type === 'interpolation')
    .map((c) => ({ node: c, value: c.broken ? undefined : (childOf(c, 'expression') ?? c.children[0]) }));
  const syntax = prefix.includes('r')
    ? ({ escapes: 'none' } as const)
    : ({ escapes: 'all', keepsUnknown: true } as const);
  const expression = stringExpression(node, { start, end }, holes, syntax, to);
  if (expression.kind !== 'text' || closing) return expression;
  return { ...expression, closed: false };
}

function subscript(node: SyntaxNode, to: Lowering): Expression | undefined {
  const object = childOf(node, 'value');
  const keys = node.children.filter((c) => c.field === 'subscript');
  const [key] = keys;
  if (!object || !key || keys.length > 1) return undefined;
  return subscriptExpression(object, to.expression(key), to.span(node), to);
}

function call(node: SyntaxNode, to: Lowering): Expression | undefined {
  const callee = childOf(node, 'function');
  const list = childOf(node, 'arguments');
  if (!callee || list?.type !== 'argument_list') return undefined;
  const args: Expression[] = [];
  const entries: ObjectEntry[] = [];
  let intact = !node.broken;
  for (const child of list.children) {
    if (child.type === 'comment') continue;
    if (child.type === 'keyword_argument') {
      const [name, value] = [childOf(child, 'name'), childOf(child, 'value')];
      if (!name) continue;
      const key: Expression = keyExpression(name, to);
      entries.push({ kind: 'member', key, value: to.expression(value) });
    } else if (child.type === 'dictionary_splat')
      entries.push({ kind: 'spread', value: to.expression(child.children[0]) });
    else if (child.type === 'list_splat') intact = false;
    else args.push(to.expression(child));
  }
  const named =
    entries.length > 0
      ? { named: { kind: 'object' as const, entries, intact: !list.broken, ...to.span(list) } }
      : {};
  const made = {
    kind: 'call',
    callee: withoutWrapper(to.expression(callee)),
    args,
    ...named,
    intact,
    constructs: false,
    list: to.span(list),
    ...to.span(node),
  } as const;
  return withoutThread(made, to.written(callee));
}

function dictionary(node: SyntaxNode, to: Lowering): Expression {
  const entries: ObjectEntry[] = [];
  for (const child of node.children) {
    if (child.type === 'pair') {
      const value = childOf(child, 'value');
      entries.push({
        kind: 'member',
        key: to.expression(childOf(child, 'key')),
        value: child.broken && value ? unknownAt(value) : to.expression(value),
      });
    } else if (child.type === 'dictionary_splat')
      entries.push({ kind: 'spread', value: to.expression(child.children[0]) });
  }
  return { kind: 'object', entries, intact: !node.broken, ...to.span(node) };
}

function comparison(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [operator, ...others] = node.children.filter((c) => c.field === 'operators');
  const [first, second] = node.children.filter((c) => c.field !== 'operators');
  if (!operator || others.length > 0 || !first || !second) return undefined;
  const span = to.span(node);
  const equal: Expression = {
    kind: 'equal',
    first: to.expression(first),
    second: to.expression(second),
    ...span,
  };
  if (/^(?:==|is)$/.test(operator.type)) return equal;
  return /^(?:!=|is not)$/.test(operator.type) ? { kind: 'not', value: equal, ...span } : undefined;
}

function binary(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  const operator = childOf(node, 'operator')?.type;
  if (!left || !right) return undefined;
  const span = to.span(node);
  if (operator === '+')
    return { kind: 'template', parts: [to.expression(left), to.expression(right)], ...span };
  if (operator === '/') {
    // `URL(base) / "path"` is a method of the left side.
    const [object, argument] = [to.expression(left), to.expression(right)];
    const propertySpan = { start: object.end, end: argument.start };
    const callee: Expression = { kind: 'member', object, property: '__truediv__', propertySpan, ...span };
    return {
      kind: 'call',
      callee,
      args: [argument],
      intact: true,
      constructs: false,
      list: propertySpan,
      ...span,
    };
  }
  if (operator === '|') {
    const entries = [left, right].map((n) => ({ kind: 'spread' as const, value: to.expression(n) }));
    return { kind: 'object', entries, intact: !node.broken, ...span };
  }
  if (operator !== '%') return undefined;
  const format = to.expression(left);
  const value = to.expression(right);
  const args = value.kind === 'array' ? value.items : [value];
  return formatted(format, args, /%%|%(?:\((\w+)\))?[-+ #0-9.]*[sdrif]/g, (_, i) => i);
}

/** True for `body |= {…}`, which puts the members of a dictionary into another one. */
export const mergesInto = (node: SyntaxNode): boolean =>
  node.type === 'augmented_assignment' &&
  childOf(node, 'operator')?.type === '|=' &&
  childOf(node, 'left')?.type === 'identifier' &&
  childOf(node, 'right')?.type === 'dictionary';

/** Such a statement as the call that does the same: `body.update({…})`. */
function merged(node: SyntaxNode, to: Lowering): Expression {
  const [object, argument] = [to.expression(childOf(node, 'left')), to.expression(childOf(node, 'right'))];
  const propertySpan = { start: object.end, end: argument.start };
  const span = to.span(node);
  return {
    kind: 'call',
    callee: { kind: 'member', object, property: 'update', propertySpan, ...span },
    args: [argument],
    intact: !node.broken,
    constructs: false,
    list: propertySpan,
    ...span,
  };
}

/** The dictionary of `{k: v for k, v in dictionary.items() if v is not None}`, which only takes out what is nothing. */
function withoutNone(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [body, clause, condition, ...others] = node.children.filter((c) => c.type !== 'comment');
  if (body?.type !== 'pair' || clause?.type !== 'for_in_clause' || others.length > 0) return undefined;
  const written = (part: SyntaxNode | undefined): string => (part ? to.written(part) : '');
  const [key, value] = [written(childOf(body, 'key')), written(childOf(body, 'value'))];
  const names = (childOf(clause, 'left')?.children ?? []).map(written);
  if (names.length !== 2 || names[0] !== key || names[1] !== value || !/^\w+$/.test(value)) return undefined;
  const kept = new RegExp(String.raw`^if\s+${value}(?:\s+is\s+not\s+None|\s*!=\s*None)?$`);
  if (condition && !kept.test(written(condition))) return undefined;
  const items = childOf(clause, 'right');
  const method = items?.type === 'call' ? childOf(items, 'function') : undefined;
  const object = method && childOf(method, 'object');
  const isItems = method?.type === 'attribute' && written(childOf(method, 'attribute')) === 'items';
  return object && isItems ? to.expression(object) : undefined;
}
