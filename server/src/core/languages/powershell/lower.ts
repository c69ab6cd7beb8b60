import type { Expression, ObjectEntry } from '../../expression.ts';
import { binaryExpression, negativeExpression, type Operations } from '../../program/expressions.ts';
import type { Lowering } from '../../program/grammar.ts';
import { formatted } from '../../program/strings.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { commandExpression } from './command.ts';
import { stringExpression, wordExpression } from './strings.ts';

const FACTORS: Readonly<Record<string, number>> = { kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

const OPERATIONS: Operations = { '??': 'fallback', '-eq': 'equal', '-ceq': 'equal', '-ieq': 'equal' };

/** A variable's name without what marks it and says where it lives; case does not count. */
export const nameOf = (written: string): string =>
  written
    .replace(/^[$@]/, '')
    .replace(/^\{(.*)\}$/s, '$1')
    .replace(/^(?:global|script|local|private|using|variable):/i, '')
    .toLowerCase();

/** The expression that a node of PowerShell stands for. */
export function lower(node: SyntaxNode, to: Lowering): Expression | undefined {
  const span = to.span(node);
  switch (node.type) {
    case 'string':
      return stringExpression(node, to);
    case 'word':
      return wordExpression(node, to);
    case 'number':
      return number(node, to);
    case 'variable':
      return variable(node, to);
    case 'member':
      return member(node, to);
    case 'element':
      return element(node, to);
    case 'type':
      return path(to.written(node).slice(1, -1), span);
    case 'invocation':
      return invocation(node, to);
    case 'command':
      return commandExpression(node, to);
    case 'pipeline':
    case 'chain':
      return node.type === 'chain' ? undefined : to.expression(node.children.at(-1));
    case 'parentheses':
    case 'subexpression': {
      const [only, ...others] = node.children;
      return only && others.length === 0 && !node.broken ? to.expression(only) : undefined;
    }
    case 'array':
      return array(node, to);
    case 'list': {
      const items = node.children.map((c) => to.expression(c));
      return { kind: 'array', items, complete: !node.broken, ...span };
    }
    case 'hash':
      return hash(node, to);
    case 'cast':
      return cast(node, to);
    case 'operation':
    case 'comparison':
      return operation(node, to);
    case 'unary':
      return unary(node, to);
    case 'ternary': {
      const [condition, first, second] = node.children.map((c) => to.expression(c));
      return {
        kind: 'choice',
        how: 'either',
        condition: condition!,
        first: first!,
        second: second!,
        ...span,
      };
    }
    case 'return_statement':
      return to.expression(childOf(node, 'value'));
    case 'script_block':
      return { kind: 'function', ...span };
    default:
      return undefined;
  }
}

function number(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [, digits, factor] = /^(.*?)(?:[uy]?[lsdny]|u)?([kmg]b)?$/i.exec(to.written(node)) ?? [];
  const value = Number(digits) * (FACTORS[factor?.toLowerCase() ?? ''] ?? 1);
  return Number.isNaN(value) ? undefined : { kind: 'number', value, ...to.span(node) };
}

function variable(node: SyntaxNode, to: Lowering): Expression | undefined {
  const name = nameOf(to.written(node));
  const span = to.span(node);
  if (name === 'true' || name === 'false') return { kind: 'boolean', value: name === 'true', ...span };
  if (name === 'null') return { kind: 'null', ...span };
  if (name === 'this') return { kind: 'self', ...span };
  return name === '_' || name === 'psitem' ? undefined : { kind: 'name', name, ...span };
}

function member(node: SyntaxNode, to: Lowering): Expression | undefined {
  const object = childOf(node, 'object');
  const name = childOf(node, 'property');
  if (!object || !name || node.broken) return undefined;
  const isMethod = node.field === 'function' && node.parent?.type === 'invocation';
  const property = isMethod ? to.written(name).toLowerCase() : to.written(name);
  // What an address is as text.
  if (/^(?:AbsoluteUri|OriginalString)$/i.test(property)) return to.expression(object);
  return {
    kind: 'member',
    object: to.expression(object),
    property,
    propertySpan: to.span(name),
    ...to.span(node),
  };
}

function element(node: SyntaxNode, to: Lowering): Expression | undefined {
  const object = childOf(node, 'object');
  const index = childOf(node, 'index');
  if (!object || !index || node.broken) return undefined;
  const key = to.expression(index);
  const span = to.span(node);
  if (key.kind !== 'text') return { kind: 'element', object: to.expression(object), index: key, ...span };
  const inner = index.children[0] ?? index;
  return {
    kind: 'member',
    object: to.expression(object),
    property: key.value.text,
    propertySpan: to.span(inner),
    ...span,
  };
}

/** `System.Uri` as members of a name, in small letters: the case of types does not count. */
export function path(written: string, span: { start: number; end: number }): Expression {
  const { start, end } = span;
  const [first = '', ...rest] = written
    .replace(/[[(].*$/s, '')
    .trim()
    .toLowerCase()
    .split('.');
  const root: Expression = { kind: 'name', name: first, start, end };
  return rest.reduce<Expression>(
    (object, property) => ({ kind: 'member', object, property, propertySpan: { start, end }, start, end }),
    root,
  );
}

function invocation(node: SyntaxNode, to: Lowering): Expression | undefined {
  const callee = childOf(node, 'function');
  const list = childOf(node, 'arguments');
  const made = callee && to.expression(callee);
  if (!made || !list || made.kind !== 'member') return undefined;
  // `[Environment]::SetEnvironmentVariable('NAME', 'value', 'User')`
  const counted = made.property === 'setenvironmentvariable' ? list.children.slice(0, 2) : list.children;
  const args = counted.map((c) => to.expression(c));
  const call = { args, intact: !node.broken, list: to.span(list), ...to.span(node) };
  const isType = childOf(callee!, 'object')?.type === 'type';
  if (isType && made.property === 'new')
    return { kind: 'call', callee: made.object, constructs: true, ...call };
  return { kind: 'call', callee: made, constructs: false, ...call };
}

/** `@(…)`: its statements, lists among them laid out. */
function array(node: SyntaxNode, to: Lowering): Expression {
  const items = node.children.flatMap((c) => (c.type === 'list' ? c.children : [c]));
  const complete =
    !node.broken && items.every((c) => /^(?:string|number|hash|variable|cast|member|array)$/.test(c.type));
  return { kind: 'array', items: items.map((c) => to.expression(c)), complete, ...to.span(node) };
}

function hash(node: SyntaxNode, to: Lowering): Expression {
  const entries = node.children.map((entry): ObjectEntry => {
    const key = childOf(entry, 'key');
    const written = key?.type === 'name' ? to.source.slice(key.start, key.end) : undefined;
    return {
      kind: 'member',
      key: written ? { kind: 'text', value: written, closed: true, ...to.span(key!) } : to.expression(key),
      value: to.expression(childOf(entry, 'value')),
    };
  });
  return { kind: 'object', entries, intact: !node.broken, ...to.span(node) };
}

/** Types whose values are those of what is cast to them. */
const SAME =
  /^(?:ordered|pscustomobject|hashtable|psobject|string|uri|system\.uri|system\.string|object|array|object\[\]|int|long|int32|int64|double|bool|psobject\[\]|hashtable\[\]|string\[\]|system\.collections\.\w+)$/;

function cast(node: SyntaxNode, to: Lowering): Expression | undefined {
  const type = childOf(node, 'type');
  if (!type || !SAME.test(to.written(type).slice(1, -1).trim().toLowerCase())) return undefined;
  return to.expression(childOf(node, 'value'));
}

function operation(node: SyntaxNode, to: Lowering): Expression | undefined {
  const operator = childOf(node, 'operator');
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  if (!operator || !left || !right) return undefined;
  const [first, second] = [to.expression(left), to.expression(right)];
  const span = to.span(node);
  switch (to.written(operator).toLowerCase()) {
    case '+':
      if (first.kind === 'object' && second.kind === 'object') {
        const entries = [...first.entries, ...second.entries];
        return { kind: 'object', entries, intact: first.intact && second.intact, ...span };
      }
      if (first.kind === 'number' && second.kind === 'number')
        return { kind: 'number', value: first.value + second.value, ...span };
      return isText(first) || isText(second)
        ? { kind: 'template', parts: [first, second], ...span }
        : undefined;
    case '*':
      return first.kind === 'number' && second.kind === 'number'
        ? { kind: 'number', value: first.value * second.value, ...span }
        : undefined;
    case '-f': {
      const args = second.kind === 'array' ? second.items : [second];
      return formatted(first, args, /\{\{|\}\}|\{(\d+)(?:,-?\d+)?(?::[^{}]*)?\}/g, (m) => Number(m[1]));
    }
    default:
      return binaryExpression(node, to, OPERATIONS);
  }
}

const isText = ({ kind }: Expression): boolean =>
  kind === 'text' || kind === 'template' || kind === 'name' || kind === 'member';

function unary(node: SyntaxNode, to: Lowering): Expression | undefined {
  const operator = childOf(node, 'operator');
  const value = node.children.at(-1);
  if (!operator || !value) return undefined;
  const inner = to.expression(value);
  const written = to.written(operator).toLowerCase();
  if (written === '-') return negativeExpression(inner, to.span(node));
  return written === '!' || written === '-not' ? { kind: 'not', value: inner, ...to.span(node) } : undefined;
}
