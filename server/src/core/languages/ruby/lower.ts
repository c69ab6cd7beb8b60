import type { CallExpression, Expression, ObjectEntry } from '../../expression.ts';
import {
  binaryExpression,
  memberExpression,
  methodExpression,
  negativeExpression,
  numberExpression,
  type Operations,
} from '../../program/expressions.ts';
import type { Lowering } from '../../program/grammar.ts';
import { type Branch, branchOf } from '../../program/reductions.ts';
import { stringExpression } from '../../program/strings.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { isInClass, lastStatement } from './nodes.ts';
import { heredoc, holesIn, percent, string, text } from './strings.ts';

/**
 * Methods that are called although they are given nothing. Others without arguments are read as properties: `req.headers`.
 */
const ACTS =
  /^(?:new|get|post|put|patch|delete|head|run|execute|call|perform|to_\w+|freeze|dup|clone|strip|chomp|squish|presence|compact\w*|\w+!|with_indifferent_access|deep_\w+|(?:symbolize|stringify)_keys|itself|merge|reverse_merge|start)$/;

const OPERATIONS: Operations = {
  ...{ '||': 'fallback', or: 'fallback', '&&': 'guard', and: 'guard' },
  ...{ '==': 'equal', '===': 'equal', '!=': 'unequal' },
};

/** The expression that a node of Ruby stands for. */
export function lower(node: SyntaxNode, to: Lowering): Expression | undefined {
  const span = to.span(node);
  switch (node.type) {
    case 'string':
    case 'delimited_symbol':
      return string(node, to);
    case 'bare_string':
    case 'bare_symbol':
      return stringExpression(node, span, holesIn(node), { escapes: 'quotes' }, to);
    case 'chained_string':
      return { kind: 'template', parts: node.children.map((c) => to.expression(c)), ...span };
    case 'heredoc_beginning':
      return heredoc(node, to);
    case 'simple_symbol':
      return text(node.start + 1, node, to);
    case 'hash_key_symbol':
      return text(node.start, node, to);
    case 'integer':
    case 'float':
      return numberExpression(node, to);
    case 'true':
    case 'false':
      return { kind: 'boolean', value: node.type === 'true', ...span };
    case 'nil':
      return { kind: 'null', ...span };
    case 'self':
      return { kind: 'self', ...span };
    case 'identifier':
    case 'constant':
    case 'global_variable':
      return { kind: 'name', name: to.written(node), ...span };
    case 'instance_variable':
    case 'class_variable':
      return variable(node, to);
    case 'scope_resolution':
      return scoped(node, to);
    case 'element_reference':
      return element(node, to);
    case 'call':
      return call(node, to);
    case 'hash':
      return { kind: 'object', entries: entriesOf(node, to), intact: !node.broken, ...span };
    case 'array':
    case 'string_array':
    case 'symbol_array':
    case 'right_assignment_list': {
      const items = node.children.filter((c) => c.type !== 'comment');
      const complete = !node.broken && !items.some((c) => c.type === 'splat_argument');
      return { kind: 'array', items: items.map((c) => to.expression(c)), complete, ...span };
    }
    case 'assignment':
      return to.expression(childOf(node, 'right'));
    case 'operator_assignment':
      return childOf(node, 'operator')?.type === '||=' ? to.expression(childOf(node, 'right')) : undefined;
    case 'binary':
      return binary(node, to);
    case 'unary':
      return unary(node, to);
    case 'rescue_modifier':
      return to.expression(childOf(node, 'body'));
    case 'parenthesized_statements':
    case 'begin':
    case 'then':
    case 'else':
    case 'body_statement':
    case 'block_body': {
      const last = lastStatement(node);
      return node.broken ? undefined : last && to.expression(last);
    }
    case 'lambda':
    case 'block':
    case 'do_block':
      return { kind: 'function', ...span };
    case 'case':
      return cases(node, to);
    default:
      return conditional(node, to);
  }
}

/** `case` as the choice of one of its branches; those that raise an error give nothing. */
function cases(node: SyntaxNode, to: Lowering): Expression | undefined {
  const branches = node.children.flatMap((c): Branch[] => {
    const body = c.type === 'when' ? childOf(c, 'body') : c.type === 'else' ? c : undefined;
    const last = body && lastStatement(body);
    if (!last || /^(?:raise|fail)\b/.test(to.written(last))) return [];
    const patterns = c.children.filter((p) => p.type === 'pattern');
    const [pattern] = patterns.length === 1 ? patterns[0]!.children : [];
    return [{ value: to.expression(last), ...(pattern ? { pattern: to.expression(pattern) } : {}) }];
  });
  const subject = childOf(node, 'value');
  return node.broken ? undefined : branchOf(subject && to.expression(subject), branches, to.span(node));
}

/** `@name`, a field of the object; outside of a class a variable. */
function variable(node: SyntaxNode, to: Lowering): Expression {
  const name = to.written(node);
  const span = to.span(node);
  if (!isInClass(node)) return { kind: 'name', name, ...span };
  return { kind: 'member', object: { kind: 'self', ...span }, property: name, propertySpan: span, ...span };
}

function scoped(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [scope, name] = [childOf(node, 'scope'), childOf(node, 'name')];
  if (!name) return undefined;
  if (!scope) return { kind: 'name', name: to.written(name), ...to.span(node) };
  return memberExpression(scope, name, to.span(node), to);
}

function element(node: SyntaxNode, to: Lowering): Expression | undefined {
  const holder = childOf(node, 'object');
  const keys = node.children.filter((c) => c !== holder && c.type !== 'comment');
  const [key] = keys;
  if (!holder || !key || keys.length > 1 || node.broken) return undefined;
  const object = to.expression(holder);
  const index = to.expression(key);
  if (index.kind !== 'text' || !index.closed) return { kind: 'element', object, index, ...to.span(node) };
  const { value } = index;
  const quote = key.type === 'string' ? 1 : 0;
  const propertySpan = { start: key.end - quote - value.length, end: key.end - quote };
  return { kind: 'member', object, property: value.text, propertySpan, ...to.span(node) };
}

function call(node: SyntaxNode, to: Lowering): Expression | undefined {
  const receiver = childOf(node, 'receiver');
  const method = childOf(node, 'method');
  const list = childOf(node, 'arguments');
  const block = childOf(node, 'block');
  const name = method && to.written(method);
  const span = to.span(node);
  // The class of an object stands for the object: both have the constants and what the class was told.
  if (receiver?.type === 'self' && name === 'class') return { kind: 'self', ...span };
  const callee = calleeOf(receiver, method, to);
  if (!callee) return undefined;
  if (callee.kind === 'member' && !list && !block && name !== undefined && !ACTS.test(name))
    return { ...callee, called: true, ...span };
  // `request.(body)`, `request.call(body)`
  const isCode = receiver?.type === 'identifier' && (name === undefined || name === 'call');
  return {
    kind: 'call',
    callee: isCode ? to.expression(receiver) : callee,
    ...argumentsOf(list, to),
    ...(block ? { block: { kind: 'function', ...to.span(block) } } : {}),
    intact:
      !node.broken &&
      !isUnfinished(node, list, to) &&
      !list?.children.some((c) => /^(?:splat|forward|block)_argument$/.test(c.type)),
    constructs: false,
    list: list ? to.span(list) : { start: method?.end ?? node.end, end: method?.end ?? node.end },
    ...span,
  };
}

/** True for arguments without parentheses behind which another one is missing. */
const isUnfinished = (node: SyntaxNode, list: SyntaxNode | undefined, to: Lowering): boolean =>
  list !== undefined &&
  !to.written(list).startsWith('(') &&
  !/^(?:argument_list|array|hash|pair)$/.test(node.parent?.type ?? '') &&
  /^[ \t]*,/.test(to.source.text.slice(node.end, node.end + 40));

function calleeOf(
  receiver: SyntaxNode | undefined,
  method: SyntaxNode | undefined,
  to: Lowering,
): Expression | undefined {
  if (!receiver) return method && { kind: 'name', name: to.written(method), ...to.span(method) };
  if (!method) return to.expression(receiver);
  return methodExpression(receiver, method, to);
}

function argumentsOf(list: SyntaxNode | undefined, to: Lowering): Pick<CallExpression, 'args' | 'named'> {
  if (!list) return { args: [] };
  const args = list.children
    .filter(
      (c) =>
        !/^(?:comment|pair|hash_splat_argument|splat_argument|block_argument|heredoc_body)$/.test(c.type),
    )
    .map((c) => to.expression(c));
  const entries = entriesOf(list, to);
  if (entries.length === 0) return { args };
  return { args, named: { kind: 'object', entries, intact: !list.broken, ...to.span(list) } };
}

function entriesOf(node: SyntaxNode, to: Lowering): ObjectEntry[] {
  return node.children.flatMap((child): ObjectEntry[] => {
    if (child.type === 'hash_splat_argument')
      return [{ kind: 'spread', value: to.expression(child.children[0]) }];
    const key = child.type === 'pair' ? childOf(child, 'key') : undefined;
    if (!key) return [];
    const value = childOf(child, 'value');
    // `{ name: }` takes the value of that name.
    const own: Expression = { kind: 'name', name: to.written(key), ...to.span(key) };
    return [{ kind: 'member', key: to.expression(key), value: value ? to.expression(value) : own }];
  });
}

function binary(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  const operator = childOf(node, 'operator');
  if (!left || !right || !operator) return undefined;
  const [first, second] = [to.expression(left), to.expression(right)];
  const span = to.span(node);
  switch (operator.type) {
    case '+':
      return first.kind === 'array' || second.kind === 'array'
        ? undefined
        : { kind: 'template', parts: [first, second], ...span };
    case '<<': {
      const propertySpan = to.span(operator);
      const callee: Expression = {
        kind: 'member',
        object: first,
        property: '<<',
        propertySpan,
        start: left.start,
        end: operator.end,
      };
      const list = { start: right.start, end: right.end };
      return { kind: 'call', callee, args: [second], intact: !node.broken, constructs: false, list, ...span };
    }
    case '%':
      return percent(first, second);
    default:
      return binaryExpression(node, to, OPERATIONS);
  }
}

function unary(node: SyntaxNode, to: Lowering): Expression | undefined {
  const value = to.expression(childOf(node, 'operand'));
  const operator = childOf(node, 'operator')?.type;
  if (operator === '!' || operator === 'not') return { kind: 'not', value, ...to.span(node) };
  // `+'…'` is a text that can be changed.
  if (operator === '+') return value;
  return operator === '-' ? negativeExpression(value, to.span(node)) : undefined;
}

/** `a ? b : c`, and statements that have a value as well. */
function conditional(node: SyntaxNode, to: Lowering): Expression | undefined {
  const condition = childOf(node, 'condition');
  const [first, second] = [childOf(node, 'consequence'), childOf(node, 'alternative')];
  const body = childOf(node, 'body');
  const span = to.span(node);
  if (!condition || node.broken) return undefined;
  if (node.type === 'if_modifier' && body)
    return {
      kind: 'choice',
      how: 'guard',
      first: to.expression(condition),
      second: to.expression(body),
      ...span,
    };
  if (!/^(?:conditional|if)$/.test(node.type) || !first) return undefined;
  return {
    kind: 'choice',
    how: 'either',
    condition: to.expression(condition),
    first: to.expression(first),
    second: second ? to.expression(second) : { kind: 'null', start: node.end, end: node.end },
    ...span,
  };
}
