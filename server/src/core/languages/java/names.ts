import type { Expression } from '../../expression.ts';
import { type DeclaredKind, declaration } from '../../program/declarations.ts';
import type { Declared, FunctionShape, Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { constantValue } from './data-types.ts';

/** Types whose objects no client has: what is declared so is not followed by its type. */
const ORDINARY =
  /^(?:var|String|Integer|Long|Double|Boolean|Object|Number|CharSequence|Map|HashMap|List|Set|Optional|T|R)$/;

/** The class, record, enumeration or interface that a node declares. */
export function className(node: SyntaxNode, to: Lowering): string | undefined {
  if (!/^(?:class|record|enum|interface)_declaration$/.test(node.type)) return undefined;
  const name = childOf(node, 'name');
  return name && to.written(name);
}

/** The method or constructor that a node declares. */
export function functionShape(node: SyntaxNode, to: Lowering): FunctionShape | undefined {
  const constructs = node.type === 'constructor_declaration';
  if (!constructs && node.type !== 'method_declaration') return undefined;
  const name = childOf(node, 'name');
  if (!name) return undefined;
  const parameters = (childOf(node, 'parameters')?.children ?? []).flatMap((parameter) => {
    const word = parameterName(parameter);
    if (!word) return [];
    return [{ name: to.written(word), ...(parameter.type === 'spread_parameter' ? { rest: true } : {}) }];
  });
  return {
    name: to.written(name),
    parameters,
    body: childOf(node, 'body'),
    ...(constructs ? { constructs } : {}),
  };
}

function parameterName(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'formal_parameter') return childOf(node, 'name');
  if (node.type !== 'spread_parameter') return undefined;
  const declarator = node.children.find((c) => c.type === 'variable_declarator');
  return declarator && childOf(declarator, 'name');
}

/** The names that a node itself declares. */
export function declared(node: SyntaxNode, to: Lowering): readonly Declared[] {
  switch (node.type) {
    case 'variable_declarator':
      return variable(node, to);
    case 'resource':
    case 'enhanced_for_statement': {
      const name = childOf(node, 'name');
      const value = node.type === 'resource' ? childOf(node, 'value') : undefined;
      return name ? [named('variable', name, to, value, node)] : [];
    }
    case 'instanceof_expression': {
      const name = childOf(node, 'name');
      return name ? [named('variable', name, to)] : [];
    }
    case 'formal_parameter':
    case 'spread_parameter': {
      const name = parameterName(node);
      if (!name) return [];
      const isComponent = node.parent?.parent?.type === 'record_declaration';
      const value = fallback(node, to) ?? delegated(node, to);
      return [named(isComponent ? 'field' : 'parameter', name, to, value, node)];
    }
    case 'catch_formal_parameter': {
      const name = childOf(node, 'name');
      return name ? [named('parameter', name, to)] : [];
    }
    case 'lambda_expression': {
      const parameters = childOf(node, 'parameters');
      const names = parameters?.type === 'identifier' ? [parameters] : [];
      return names.map((name) => named('parameter', name, to));
    }
    case 'inferred_parameters':
      return node.children.filter((c) => c.type === 'identifier').map((name) => named('parameter', name, to));
    case 'enum_constant': {
      const name = childOf(node, 'name');
      const value = constantValue(node, to);
      return name ? [named('field', name, to, value)] : [];
    }
    case 'superclass':
    case 'super_interfaces':
    case 'extends_interfaces':
      return bases(node, to);
    case 'assignment_expression':
      return assigned(node, to);
    case 'import_declaration':
      return imported(node, to);
    default:
      return [];
  }
}

/** The class and interfaces that a class is made from. */
const bases = (node: SyntaxNode, to: Lowering): readonly Declared[] =>
  (node.children[0]?.type === 'type_list' ? node.children[0].children : node.children).flatMap((type) => {
    const name = typeName(type, to);
    return name === undefined ? [] : [{ kind: 'base', name, node: type }];
  });

const named = (
  kind: DeclaredKind,
  node: SyntaxNode,
  to: Lowering,
  value?: SyntaxNode | Expression,
  holder?: SyntaxNode,
): Declared => declaration(kind, node, to, value, holder && typeName(childOf(holder, 'type'), to));

/** `HttpClient`, `WebClient.Builder`, `ResponseEntity` of `ResponseEntity<String>`. */
function typeName(node: SyntaxNode | undefined, to: Lowering): string | undefined {
  const name = node?.type === 'generic_type' ? node.children[0] : node;
  if (!name || !/^(?:scoped_)?type_identifier$/.test(name.type)) return undefined;
  const written = to.written(name);
  return ORDINARY.test(written) ? undefined : written;
}

function variable(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const name = childOf(node, 'name');
  const holder = node.parent;
  if (!name || !holder || !/_declaration$/.test(holder.type)) return [];
  const value = childOf(node, 'value') ?? fallback(holder, to);
  return [named('variable', name, to, value, holder)];
}

/** The default that an annotation gives a setting: `@Value("${unkey.base-url:https://api.unkey.com}")`. */
function fallback(holder: SyntaxNode, to: Lowering): Expression | undefined {
  const annotations = holder.children.find((c) => c.type === 'modifiers')?.children ?? [];
  for (const annotation of annotations) {
    const name = childOf(annotation, 'name');
    if (!name || to.written(name) !== 'Value') continue;
    const text = to.expression(childOf(annotation, 'arguments')?.children[0]);
    if (text.kind !== 'text' || !text.closed) return undefined;
    const match = /^\$\{[\w.-]+:(.*)\}$/.exec(text.value.text);
    if (!match?.[1]) return undefined;
    const from = text.value.length - match[1].length - 1;
    const second: Expression = { ...text, value: text.value.slice(from, text.value.length - 1) };
    const span = { start: text.start, end: text.end };
    return { kind: 'choice', how: 'fallback', first: { kind: 'unknown', ...span }, second, ...span };
  }
  return undefined;
}

/** What another constructor of the class gives a parameter of this one: `this(rootKey, "https://api.unkey.com")`. */
function delegated(parameter: SyntaxNode, to: Lowering): Expression | undefined {
  const maker = parameter.parent?.parent;
  if (maker?.type !== 'constructor_declaration') return undefined;
  const list = parameter.parent!.children.filter((c) => c.type === 'formal_parameter');
  for (const other of maker.parent?.children ?? []) {
    if (other === maker || other.type !== 'constructor_declaration') continue;
    const call = childOf(other, 'body')?.children.find((c) => c.type === 'explicit_constructor_invocation');
    const value = call && to.expression(call);
    if (value?.kind !== 'call' || value.args.length !== list.length) continue;
    const argument = value.args[list.indexOf(parameter)];
    const isPassedOn = argument?.kind === 'name' && parameterNames(other, to).includes(argument.name);
    if (argument && !isPassedOn) return argument;
  }
  return undefined;
}

const parameterNames = (node: SyntaxNode, to: Lowering): readonly string[] =>
  functionShape(node, to)?.parameters.map((p) => p.name) ?? [];

function assigned(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const [target, value] = [childOf(node, 'left'), childOf(node, 'right')];
  if (target?.type !== 'identifier' || !value) return [];
  const operator = childOf(node, 'operator')?.type;
  if (operator === '=') return [named('assignment', target, to, value)];
  if (operator !== '+=') return [named('assignment', target, to)];
  const parts = [to.expression(target), to.expression(value)];
  return [named('assignment', target, to, { kind: 'template', parts, ...to.span(node) })];
}

function imported(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const path = node.children.find((c) => c.type === 'scoped_identifier');
  const name = path && childOf(path, 'name');
  const module = path && childOf(path, 'scope');
  if (!name || !module || node.children.some((c) => c.type === 'asterisk')) return [];
  const word = to.written(name);
  return [{ kind: 'import', name: word, node: name, module: to.written(module), imported: word }];
}
