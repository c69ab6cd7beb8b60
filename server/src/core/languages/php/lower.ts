import type { Expression, ObjectEntry } from '../../expression.ts';
import {
  binaryExpression,
  keyExpression,
  methodExpression,
  negativeExpression,
  numberExpression,
  type Operations,
} from '../../program/expressions.ts';
import type { Lowering } from '../../program/grammar.ts';
import { type Branch, branchOf } from '../../program/reductions.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { constant, keyOf, member, qualified, subscript } from './members.ts';
import { heredoc, string } from './strings.ts';

const OPERATIONS: Operations = {
  ...{ '.': 'joined', '??': 'fallback', '&&': 'guard', and: 'guard' },
  ...{ '===': 'equal', '==': 'equal', '!==': 'unequal', '!=': 'unequal' },
};

/** The expression that a node of PHP stands for. */
export function lower(node: SyntaxNode, to: Lowering): Expression | undefined {
  const span = to.span(node);
  switch (node.type) {
    case 'string':
    case 'encapsed_string':
      return string(node, to);
    case 'heredoc':
    case 'nowdoc':
      return heredoc(node, to);
    case 'integer':
    case 'float':
      return numberExpression(node, to);
    case 'boolean':
      return { kind: 'boolean', value: to.written(node).toLowerCase() === 'true', ...span };
    case 'null':
      return { kind: 'null', ...span };
    case 'variable_name': {
      const name = to.written(node);
      return name === '$this' ? { kind: 'self', ...span } : { kind: 'name', name, ...span };
    }
    case 'relative_scope':
      return to.written(node) === 'parent' ? undefined : { kind: 'self', ...span };
    case 'name':
      return { kind: 'name', name: to.written(node), ...span };
    case 'qualified_name':
    case 'namespace_name':
      return qualified(node, to);
    case 'member_access_expression':
    case 'nullsafe_member_access_expression':
      return member(childOf(node, 'object'), childOf(node, 'name'), node, to);
    case 'scoped_property_access_expression':
      return member(childOf(node, 'scope'), childOf(node, 'name'), node, to);
    case 'class_constant_access_expression':
      return constant(node, to);
    case 'subscript_expression':
      return subscript(node, to);
    case 'function_call_expression':
      return call(node, to.expression(childOf(node, 'function')), to);
    case 'member_call_expression':
    case 'nullsafe_member_call_expression':
      return called(node, childOf(node, 'object'), to);
    case 'scoped_call_expression':
      return called(node, childOf(node, 'scope'), to);
    case 'object_creation_expression':
      return creation(node, to);
    case 'array_creation_expression':
      return array(node, to);
    case 'argument':
    case 'parenthesized_expression':
    case 'error_suppression_expression':
    case 'clone_expression': {
      const inner = node.children.filter((c) => c.type !== 'comment' && c.field !== 'name').at(-1);
      return node.broken ? undefined : inner && to.expression(inner);
    }
    case 'cast_expression': {
      const type = childOf(node, 'type');
      const same = type && /^\s*(?:string|array|object)\s*$/i.test(to.written(type));
      return same ? to.expression(childOf(node, 'value')) : undefined;
    }
    case 'assignment_expression':
      return to.expression(childOf(node, 'right'));
    case 'augmented_assignment_expression':
      return childOf(node, 'operator')?.type === '??=' ? to.expression(childOf(node, 'right')) : undefined;
    case 'binary_expression':
      return binary(node, to);
    case 'unary_op_expression':
      return unary(node, to);
    case 'conditional_expression':
      return conditional(node, to);
    case 'match_expression':
      return match(node, to);
    case 'anonymous_function':
    case 'arrow_function':
      return { kind: 'function', ...span };
    default:
      return undefined;
  }
}

function called(node: SyntaxNode, object: SyntaxNode | undefined, to: Lowering): Expression | undefined {
  const name = childOf(node, 'name');
  if (!object || !name) return undefined;
  if (name.type !== 'name') return call(node, { kind: 'unknown', ...to.span(name) }, to);
  const callee: Expression = methodExpression(object, name, to);
  return call(node, callee, to);
}

function creation(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [type] = node.children;
  if (!type || !/^(?:name|qualified_name)$/.test(type.type)) return undefined;
  return call(node, to.expression(type), to);
}

function call(node: SyntaxNode, callee: Expression, to: Lowering): Expression {
  const list = node.children.find((c) => c.type === 'arguments');
  const args: Expression[] = [];
  const entries: ObjectEntry[] = [];
  let intact = !node.broken;
  for (const child of list?.children ?? []) {
    if (child.type === 'comment') continue;
    const name = childOf(child, 'name');
    const value = child.children.filter((c) => c.type !== 'comment' && c.field !== 'name').at(-1);
    if (child.type !== 'argument' || !value || value.type === 'variadic_unpacking') intact = false;
    else if (name) {
      const key: Expression = keyExpression(name, to);
      entries.push({ kind: 'member', key, value: to.expression(value) });
    } else args.push(to.expression(value));
  }
  const end = { start: node.end, end: node.end };
  return {
    kind: 'call',
    callee,
    args,
    ...(entries.length > 0 ? { named: { kind: 'object', entries, intact, ...to.span(list!) } } : {}),
    intact,
    constructs: node.type === 'object_creation_expression',
    list: list ? to.span(list) : end,
    ...to.span(node),
  };
}

/** A list, or an object where it has keys. What is empty may become either. */
function array(node: SyntaxNode, to: Lowering): Expression {
  const elements = node.children.filter((c) => c.type === 'array_element_initializer');
  const parts = elements.map((e) => e.children.filter((c) => c.type !== 'comment'));
  const span = to.span(node);
  if (elements.length === 0)
    return { kind: 'object', entries: [], intact: !node.broken, list: true, ...span };
  const spreads = parts.filter(([first]) => first?.type === 'variadic_unpacking');
  const keyed = parts.some((p) => p.length === 2);
  if (!keyed && spreads.length < parts.length) {
    const complete = !node.broken && spreads.length === 0;
    return { kind: 'array', items: parts.map(([item]) => to.expression(item)), complete, ...span };
  }
  let intact = !node.broken;
  const entries: ObjectEntry[] = [];
  for (const [key, value] of parts) {
    if (key?.type === 'variadic_unpacking')
      entries.push({ kind: 'spread', value: to.expression(key.children[0]) });
    else if (key && value) entries.push({ kind: 'member', key: keyOf(key, to), value: to.expression(value) });
    else intact = false;
  }
  return { kind: 'object', entries, intact, ...span };
}

function binary(node: SyntaxNode, to: Lowering): Expression | undefined {
  const operation = binaryExpression(node, to, OPERATIONS);
  if (operation || childOf(node, 'operator')?.type !== '+') return operation;
  const [first, second] = [to.expression(childOf(node, 'left')), to.expression(childOf(node, 'right'))];
  // What the first array has stays. Numbers are left alone.
  if (first.kind !== 'object' && second.kind !== 'object') return undefined;
  const entries = [second, first].map((value) => ({ kind: 'spread' as const, value }));
  return { kind: 'object', entries, intact: !node.broken, ...to.span(node) };
}

function unary(node: SyntaxNode, to: Lowering): Expression | undefined {
  const value = to.expression(childOf(node, 'argument'));
  const operator = childOf(node, 'operator')?.type;
  if (operator === '!') return { kind: 'not', value, ...to.span(node) };
  return operator === '-' ? negativeExpression(value, to.span(node)) : undefined;
}

function conditional(node: SyntaxNode, to: Lowering): Expression {
  const condition = to.expression(childOf(node, 'condition'));
  const body = childOf(node, 'body');
  const second = to.expression(childOf(node, 'alternative'));
  return body
    ? { kind: 'choice', how: 'either', condition, first: to.expression(body), second, ...to.span(node) }
    : { kind: 'choice', how: 'fallback', first: condition, second, ...to.span(node) };
}

/** `match` as the choice of one of its arms; those that throw give nothing. */
function match(node: SyntaxNode, to: Lowering): Expression | undefined {
  const arms = childOf(node, 'body')?.children ?? [];
  const branches = arms.flatMap((arm): Branch[] => {
    const value = childOf(arm, 'return_expression');
    if (!value || value.type === 'throw_expression') return [];
    const patterns = childOf(arm, 'conditional_expressions')?.children ?? [];
    const pattern = patterns.length === 1 ? { pattern: to.expression(patterns[0]) } : {};
    return [{ value: to.expression(value), ...pattern }];
  });
  const subject = childOf(node, 'condition');
  return node.broken ? undefined : branchOf(subject && to.expression(subject), branches, to.span(node));
}
