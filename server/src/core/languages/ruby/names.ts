import type { Expression } from '../../expression.ts';
import { declaration } from '../../program/declarations.ts';
import { binaryExpression } from '../../program/expressions.ts';
import type { Declared, FunctionShape, Lowering, Parameter } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { isInClass, isLambda } from './nodes.ts';

/** The function that a node is. */
export function functionShape(node: SyntaxNode, to: Lowering): FunctionShape | undefined {
  if (node.type === 'method' || node.type === 'singleton_method') {
    const name = childOf(node, 'name');
    if (!name) return undefined;
    const written = to.written(name);
    return {
      name: written,
      parameters: parametersOf(node, to),
      body: node,
      ...(written === 'initialize' ? { constructs: true } : {}),
    };
  }
  if (node.type !== 'lambda' && !(/block$/.test(node.type) && isLambda(node, to.written.bind(to))))
    return undefined;
  if (node.parent?.type === 'lambda') return undefined;
  const whole = node.type === 'lambda' ? node : node.parent!;
  const target = whole.parent?.type === 'assignment' ? childOf(whole.parent, 'left') : undefined;
  const name = target ? to.written(target) : '';
  return { name, parameters: parametersOf(node, to), body: node };
}

const parametersOf = (node: SyntaxNode, to: Lowering): readonly Parameter[] =>
  (childOf(node, 'parameters')?.children ?? []).flatMap((p) => {
    const name = p.type === 'identifier' ? p : childOf(p, 'name');
    if (!name || p.type === 'block_parameter') return [];
    return [
      {
        name: to.written(name),
        ...(p.type === 'splat_parameter' ? { rest: true } : {}),
        ...(/^(?:identifier|optional_parameter)$/.test(p.type) ? { positional: true } : {}),
        ...(p.type === 'hash_splat_parameter' ? { named: true, optional: true } : {}),
        ...(childOf(p, 'value') ? { optional: true } : {}),
      },
    ];
  });

/** The names that a node itself declares. */
export function declared(node: SyntaxNode, to: Lowering): readonly Declared[] {
  switch (node.type) {
    case 'assignment':
      return assigned(childOf(node, 'left'), childOf(node, 'right'), to);
    case 'operator_assignment':
      return assigned(childOf(node, 'left'), combined(node, to), to);
    case 'identifier':
    case 'optional_parameter':
    case 'keyword_parameter':
    case 'splat_parameter':
    case 'hash_splat_parameter':
    case 'block_parameter':
      return parameter(node, to);
    case 'exception_variable':
      return assigned(node.children[0], undefined, to);
    case 'for':
      return assigned(childOf(node, 'pattern'), undefined, to);
    case 'class':
      return based(childOf(node, 'superclass')?.children[0], node, to);
    case 'call':
      return macro(node, to);
    case 'block':
    case 'do_block':
      return unnamed(node, to);
    default:
      return [];
  }
}

function assigned(
  target: SyntaxNode | undefined,
  value: SyntaxNode | Expression | undefined,
  to: Lowering,
): readonly Declared[] {
  if (!target) return [];
  switch (target.type) {
    case 'identifier':
    case 'global_variable':
      return [declaration('assignment', target, to, value)];
    case 'constant':
      return [declaration('variable', target, to, value)];
    case 'instance_variable':
      return isInClass(target) ? [] : [declaration('assignment', target, to, value)];
    case 'left_assignment_list':
    case 'rest_assignment':
    case 'destructured_left_assignment': {
      const values =
        value && 'children' in value && value.type === 'right_assignment_list' ? value.children : [];
      return target.children.flatMap((t, i) =>
        assigned(t, values.length === target.children.length ? values[i] : undefined, to),
      );
    }
    default:
      return [];
  }
}

/** `url += '/v2'`, `key ||= 'x'` of a variable. */
const combined = (node: SyntaxNode, to: Lowering): Expression | undefined =>
  childOf(node, 'left')?.type === 'identifier'
    ? binaryExpression(node, to, { '+=': 'joined', '||=': 'fallback' })
    : undefined;

function parameter(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const list = node.parent;
  if (!list || !/_parameters$|^destructured_parameter$/.test(list.type)) return [];
  const name = node.type === 'identifier' ? node : childOf(node, 'name');
  if (!name) return [];
  const value = childOf(node, 'value');
  const each = eachOf(node, to);
  return [
    {
      kind: 'parameter',
      name: to.written(name),
      node: name,
      ...(value ? { value } : {}),
      ...(each ? { each } : {}),
    },
  ];
}

/** The object that `headers.each do |name, value|` goes through, for the first of the two. */
function eachOf(node: SyntaxNode, to: Lowering): SyntaxNode | undefined {
  const list = node.parent;
  const call = list?.type === 'block_parameters' ? list.parent?.parent : undefined;
  const method = call?.type === 'call' ? childOf(call, 'method') : undefined;
  if (!call || !method || list?.children.length !== 2 || list.children[0] !== node) return undefined;
  return /^each(?:_pair)?$/.test(to.written(method)) ? childOf(call, 'receiver') : undefined;
}

/** `_1` and `it`, what a block is called with that names no parameters. */
function unnamed(block: SyntaxNode, to: Lowering): readonly Declared[] {
  if (childOf(block, 'parameters') || !/\b(?:_1|it)\b/.test(to.written(block))) return [];
  const word = wordIn(block, (node) => /^(?:_1|it)$/.test(to.written(node)));
  return word ? [declaration('parameter', word, to)] : [];
}

function wordIn(node: SyntaxNode, accepts: (node: SyntaxNode) => boolean): SyntaxNode | undefined {
  for (const child of node.children) {
    if (child.type === 'identifier' && child.field !== 'method' && accepts(child)) return child;
    const inner = wordIn(child, accepts);
    if (inner) return inner;
  }
  return undefined;
}

/** What a class is made from: `include HTTParty`, `class Client < Base`. */
function based(base: SyntaxNode | undefined, node: SyntaxNode, to: Lowering): readonly Declared[] {
  return base && /^(?:constant|scope_resolution)$/.test(base.type)
    ? [{ kind: 'base', name: to.written(base).replaceAll('::', '.'), node }]
    : [];
}

/** `attr_reader :base` makes a method that gives a field; `include` adds those of a module. */
function macro(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const method = childOf(node, 'method');
  if (!method || childOf(node, 'receiver')) return [];
  const args = childOf(node, 'arguments')?.children ?? [];
  const written = to.written(method);
  if (written === 'include') return args.flatMap((base) => based(base, node, to));
  if (!/^attr_(?:reader|accessor)$/.test(written) || !isInClass(node)) return [];
  return args.flatMap((symbol): Declared[] => {
    if (symbol.type !== 'simple_symbol') return [];
    const name = to.written(symbol).slice(1);
    const span = to.span(symbol);
    const value: Expression = {
      kind: 'member',
      object: { kind: 'self', ...span },
      property: `@${name}`,
      propertySpan: span,
      ...span,
    };
    return [{ kind: 'field', name, node: symbol, value }];
  });
}
