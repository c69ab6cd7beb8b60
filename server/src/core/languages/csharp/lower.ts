import type { Expression, ObjectEntry } from '../../expression.ts';
import {
  binaryExpression,
  conditionalExpression,
  memberExpression,
  negativeExpression,
  numberExpression,
  type Operations,
  subscriptExpression,
} from '../../program/expressions.ts';
import type { Lowering } from '../../program/grammar.ts';
import { SourceText } from '../../source.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { called, keyOf } from './call.ts';
import { creation, implicitCreation, initializer } from './creation.ts';
import { textExpression } from './text.ts';

const OPERATIONS: Operations = { '+': 'joined', '??': 'fallback', '==': 'equal', '!=': 'unequal' };

/** The expression that a node of C# stands for. */
export function lower(node: SyntaxNode, to: Lowering): Expression | undefined {
  const span = to.span(node);
  switch (node.type) {
    case 'string_literal':
    case 'verbatim_string_literal':
    case 'raw_string_literal':
    case 'interpolated_string_expression':
      return textExpression(node, to);
    case 'integer_literal':
    case 'real_literal':
      return numberExpression(node, to, /[lLuUfFdDmM]+$/);
    case 'boolean_literal':
      return { kind: 'boolean', value: to.written(node) === 'true', ...span };
    case 'null_literal':
      return { kind: 'null', ...span };
    case 'this':
      return { kind: 'self', ...span };
    case 'identifier':
    case 'predefined_type':
      return { kind: 'name', name: to.written(node), ...span };
    case 'generic_name':
      return to.expression(node.children[0]);
    case 'qualified_name':
      return member(node, childOf(node, 'qualifier'), childOf(node, 'name'), to);
    case 'member_access_expression': {
      const options = optionsOf(node, to);
      if (options) return to.expression(options);
      return member(node, childOf(node, 'expression'), childOf(node, 'name'), to);
    }
    case 'conditional_access_expression':
      return conditionalAccess(node, to);
    case 'element_access_expression':
      return element(node, to);
    case 'invocation_expression':
      return invocation(node, to);
    case 'attribute':
      return attribute(node, to);
    case 'object_creation_expression':
      return creation(node, to);
    case 'implicit_object_creation_expression':
      return implicitCreation(node, to);
    case 'anonymous_object_creation_expression':
      return anonymous(node, to);
    case 'array_creation_expression':
    case 'implicit_array_creation_expression': {
      const list = node.children.find((c) => c.type === 'initializer_expression');
      return list && arrayOf(valuesIn(list), list, to);
    }
    case 'initializer_expression':
      return initializer(node, to);
    case 'element_binding_expression':
      return arrayOf(
        node.children.map((c) => c.children[0] ?? c),
        node,
        to,
      );
    case 'parenthesized_expression':
    case 'await_expression':
    case 'checked_expression':
      return node.broken ? undefined : to.expression(valuesIn(node)[0]);
    case 'postfix_unary_expression':
      return to.written(node).endsWith('!') ? to.expression(valuesIn(node)[0]) : undefined;
    case 'argument':
      return childOf(node, 'name') ? undefined : to.expression(valuesIn(node)[0]);
    case 'cast_expression':
      return to.expression(childOf(node, 'value'));
    case 'as_expression':
      return to.expression(childOf(node, 'left'));
    case 'assignment_expression':
      return childOf(node, 'operator')?.type === '=' ? to.expression(childOf(node, 'right')) : undefined;
    case 'binary_expression':
      return binaryExpression(node, to, OPERATIONS);
    case 'prefix_unary_expression':
      return unary(node, to);
    case 'conditional_expression':
      return conditionalExpression(node, to);
    case 'arrow_expression_clause':
      return to.expression(valuesIn(node)[0]);
    case 'lambda_expression':
    case 'anonymous_method_expression':
      return { kind: 'function', ...span };
    default:
      return undefined;
  }
}

const valuesIn = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children.filter((c) => c.type !== 'comment');

/** `options` of `options.Value`, which is what an `IOptions<T>` holds. */
function optionsOf(node: SyntaxNode, to: Lowering): SyntaxNode | undefined {
  const [object, name] = [childOf(node, 'expression'), childOf(node, 'name')];
  if (!object || !name || !/^(?:Value|CurrentValue)$/.test(to.written(name))) return undefined;
  return /(?:options|settings|config|configuration|monitor|snapshot)$/i.test(to.written(object))
    ? object
    : undefined;
}

function arrayOf(items: readonly SyntaxNode[], node: SyntaxNode, to: Lowering): Expression {
  return {
    kind: 'array',
    items: items.map((c) => to.expression(c)),
    complete: !node.broken && !items.some((c) => c.type === 'range_expression'),
    ...to.span(node),
  };
}

function member(
  node: SyntaxNode,
  object: SyntaxNode | undefined,
  name: SyntaxNode | undefined,
  to: Lowering,
): Expression | undefined {
  const word = name?.type === 'generic_name' ? name.children[0] : name;
  return memberExpression(object, word, to.span(node), to);
}

/** `client?.Send` */
function conditionalAccess(node: SyntaxNode, to: Lowering): Expression | undefined {
  const binding = node.children.find((c) => c.type === 'member_binding_expression');
  return binding && member(node, childOf(node, 'condition'), childOf(binding, 'name'), to);
}

function element(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [object, list] = [childOf(node, 'expression'), childOf(node, 'subscript')];
  const [index, ...others] = list?.children ?? [];
  if (!object || !index || others.length > 0) return undefined;
  return subscriptExpression(object, to.expression(index), to.span(node), to);
}

function invocation(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [callee, list] = [childOf(node, 'function'), childOf(node, 'arguments')];
  if (!callee || !list) return undefined;
  return { ...called(node, to.expression(callee), list, to), constructs: false };
}

/** `[Post("/v2/keys.verifyKey")]`: a call of which the rest is written elsewhere. */
function attribute(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [name, list] = [
    childOf(node, 'name'),
    node.children.find((c) => c.type === 'attribute_argument_list'),
  ];
  if (!name || !list) return undefined;
  const args = list.children.flatMap((c) => (childOf(c, 'name') ? [] : [to.expression(c.children[0])]));
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

/** `new { keyId = id, apiId, request.Name }` */
function anonymous(node: SyntaxNode, to: Lowering): Expression {
  const entries: ObjectEntry[] = [];
  const parts = valuesIn(node);
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    const next = parts[i + 1];
    const isName = next && /^\s*=\s*$/.test(to.source.text.slice(part.end, next.start));
    if (isName) {
      entries.push({ kind: 'member', key: keyOf(part, to), value: to.expression(next) });
      i++;
      continue;
    }
    const value = to.expression(part);
    const word = value.kind === 'member' ? value.propertySpan : value.kind === 'name' ? value : undefined;
    if (!word) entries.push({ kind: 'spread', value: { kind: 'unknown', ...to.span(part) } });
    else {
      const { start, end } = value;
      const name = to.source.text.slice(word.start, word.end);
      const key =
        value.kind === 'name'
          ? to.source.slice(start, end)
          : SourceText.decoded(name, to.source.range(start, end));
      entries.push({ kind: 'member', key: { kind: 'text', value: key, closed: true, start, end }, value });
    }
  }
  const shape = { names: new Map<string, string>(), always: [] };
  return { kind: 'object', entries, intact: !node.broken, shorthand: ' = ', shape, ...to.span(node) };
}

function unary(node: SyntaxNode, to: Lowering): Expression | undefined {
  const operand = to.expression(valuesIn(node)[0]);
  const operator = to.written(node)[0];
  if (operator === '!') return { kind: 'not', value: operand, ...to.span(node) };
  return operator === '-' ? negativeExpression(operand, to.span(node)) : undefined;
}
