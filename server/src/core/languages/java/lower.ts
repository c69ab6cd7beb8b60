import type { CallExpression, Expression, ObjectEntry } from '../../expression.ts';
import {
  binaryExpression,
  conditionalExpression,
  memberExpression,
  methodExpression,
  negativeExpression,
  numberExpression,
  type Operations,
} from '../../program/expressions.ts';
import type { Lowering } from '../../program/grammar.ts';
import { stringExpression } from '../../program/strings.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { built, constructed } from './data-types.ts';

const OPERATIONS: Operations = { '+': 'joined', '==': 'equal', '!=': 'unequal' };

/** The expression that a node of Java stands for. */
export function lower(node: SyntaxNode, to: Lowering): Expression | undefined {
  const span = to.span(node);
  switch (node.type) {
    case 'string_literal':
      return text(node, to);
    case 'decimal_integer_literal':
    case 'hex_integer_literal':
    case 'decimal_floating_point_literal':
      return numberExpression(node, to, /[lLfFdD]$/);
    case 'true':
    case 'false':
      return { kind: 'boolean', value: node.type === 'true', ...span };
    case 'null_literal':
      return { kind: 'null', ...span };
    case 'this':
      return { kind: 'self', ...span };
    case 'identifier':
    case 'type_identifier':
      return { kind: 'name', name: to.written(node), ...span };
    case 'field_access':
      return fieldAccess(node, to);
    case 'scoped_type_identifier':
      return scoped(node, to);
    case 'array_access':
      return {
        kind: 'element',
        object: to.expression(childOf(node, 'array')),
        index: to.expression(childOf(node, 'index')),
        ...span,
      };
    case 'method_invocation':
      return call(node, to);
    case 'method_reference':
      return reference(node, to);
    case 'object_creation_expression':
      return creation(node, to);
    case 'annotation':
      return annotation(node, to);
    case 'explicit_constructor_invocation':
      return delegation(node, to);
    case 'array_creation_expression':
      return to.expression(childOf(node, 'value'));
    case 'array_initializer':
      return {
        kind: 'array',
        items: valuesIn(node).map((c) => to.expression(c)),
        complete: !node.broken,
        ...span,
      };
    case 'parenthesized_expression':
      return node.broken ? undefined : to.expression(valuesIn(node)[0]);
    case 'cast_expression':
      return to.expression(childOf(node, 'value'));
    case 'assignment_expression':
      return childOf(node, 'operator')?.type === '=' ? to.expression(childOf(node, 'right')) : undefined;
    case 'binary_expression':
      return binaryExpression(node, to, OPERATIONS);
    case 'unary_expression':
      return unary(node, to);
    case 'ternary_expression':
      return conditionalExpression(node, to);
    case 'lambda_expression':
      return { kind: 'function', ...span };
    default:
      return undefined;
  }
}

const isComment = ({ type }: SyntaxNode): boolean => type === 'line_comment' || type === 'block_comment';

const valuesIn = (node: SyntaxNode): readonly SyntaxNode[] => node.children.filter((c) => !isComment(c));

function text(node: SyntaxNode, to: Lowering): Expression {
  const written = to.written(node);
  const opening = /^"""[ \t]*\r?\n?/.exec(written)?.[0] ?? '"';
  const quote = opening.startsWith('"""') ? '"""' : '"';
  const closed = written.length >= opening.length + quote.length && written.endsWith(quote);
  const content = {
    start: node.start + opening.length,
    end: closed ? node.end - quote.length : node.end,
  };
  const expression = stringExpression(node, content, [], { escapes: 'all' }, to);
  return expression.kind === 'text' && !closed ? { ...expression, closed: false } : expression;
}

function fieldAccess(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [object, field] = [childOf(node, 'object'), childOf(node, 'field')];
  if (!object || !field) return undefined;
  // `Outer.this`
  if (field.type === 'this') return { kind: 'self', ...to.span(node) };
  return memberExpression(object, field, to.span(node), to);
}

function scoped(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [object, name] = node.children;
  return memberExpression(object, name, to.span(node), to);
}

function call(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [name, list] = [childOf(node, 'name'), childOf(node, 'arguments')];
  if (!name || !list) return undefined;
  const object = childOf(node, 'object');
  const callee: Expression = object ? methodExpression(object, name, to) : to.expression(name);
  const result: CallExpression = { ...called(node, callee, list, to), constructs: false };
  return (to.written(name) === 'build' ? built(result, to) : undefined) ?? result;
}

/** `builder::header`: a call whose arguments are not known. */
function reference(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [object, name] = node.children;
  if (!object || name?.type !== 'identifier') return undefined;
  const property = to.written(name);
  const span = to.span(node);
  const callee: Expression = {
    kind: 'member',
    object: to.expression(object),
    property,
    propertySpan: to.span(name),
    ...span,
  };
  const list = { start: node.end, end: node.end };
  return { kind: 'call', callee, args: [], intact: false, constructs: false, list, ...span };
}

function called(
  node: SyntaxNode,
  callee: Expression,
  list: SyntaxNode,
  to: Lowering,
): Omit<CallExpression, 'constructs'> {
  return {
    kind: 'call',
    callee,
    args: valuesIn(list).map((c) => to.expression(c)),
    intact: !node.broken,
    list: to.span(list),
    ...to.span(node),
  };
}

/** `new Name<…>(…)`: an object of a class of the text whose members are known, or the call of a constructor. */
function creation(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [type, list] = [childOf(node, 'type'), childOf(node, 'arguments')];
  if (!type || !list) return undefined;
  const name = type.type === 'generic_type' ? type.children[0] : type;
  if (!name) return undefined;
  const body = node.children.find((c) => c.type === 'class_body');
  if (body) return filled(node, body, to);
  const call = { ...called(node, to.expression(name), list, to), constructs: true };
  return constructed(call, to) ?? call;
}

/** `new HashMap<>() {{ put(key, value); }}` */
function filled(node: SyntaxNode, body: SyntaxNode, to: Lowering): Expression | undefined {
  const [block, ...others] = valuesIn(body);
  if (block?.type !== 'block' || others.length > 0) return undefined;
  const entries: ObjectEntry[] = [];
  for (const statement of valuesIn(block)) {
    const put = statement.children[0] && to.expression(statement.children[0]);
    if (put?.kind !== 'call' || put.callee.kind !== 'name' || put.args.length !== 2) return undefined;
    entries.push({ kind: 'member', key: put.args[0]!, value: put.args[1]! });
  }
  return { kind: 'object', entries, intact: !node.broken, ...to.span(node) };
}

/** `this(…)` in a constructor: the call of another one of the same class. */
function delegation(node: SyntaxNode, to: Lowering): Expression | undefined {
  const list = childOf(node, 'arguments');
  const word = childOf(node, 'constructor');
  const name = node.parent?.parent && childOf(node.parent.parent, 'name');
  if (word?.type !== 'this' || !list || !name) return undefined;
  const callee: Expression = { kind: 'name', name: to.written(name), ...to.span(word) };
  return { ...called(node, callee, list, to), constructs: true };
}

/** `@POST("v2/keys.verifyKey")`: a call of which the rest is written elsewhere. */
function annotation(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [name, list] = [childOf(node, 'name'), childOf(node, 'arguments')];
  if (!name || !list) return undefined;
  const args = valuesIn(list).flatMap((c) => {
    if (c.type !== 'element_value_pair') return [to.expression(c)];
    const key = childOf(c, 'key');
    return key && /^(?:value|path|url)$/.test(to.written(key)) ? [to.expression(childOf(c, 'value'))] : [];
  });
  return {
    kind: 'call',
    callee: to.expression(name),
    args,
    intact: false,
    constructs: false,
    list: to.span(list),
    ...to.span(node),
  };
}

function unary(node: SyntaxNode, to: Lowering): Expression | undefined {
  const operator = childOf(node, 'operator')?.type;
  const operand = to.expression(childOf(node, 'operand'));
  if (operator === '!') return { kind: 'not', value: operand, ...to.span(node) };
  return operator === '-' ? negativeExpression(operand, to.span(node)) : undefined;
}
