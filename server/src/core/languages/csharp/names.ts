import type { Expression } from '../../expression.ts';
import { type DeclaredKind, declaration } from '../../program/declarations.ts';
import { binaryExpression } from '../../program/expressions.ts';
import type { Declared, FunctionShape, Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';

const TYPES = /^(?:class|record|struct|record_struct|interface|enum)_declaration$/;
/** Types whose objects no client has: what is declared so is not followed by its type. */
const ORDINARY =
  /^(?:String|Object|Dictionary|IDictionary|List|IEnumerable|Task|Guid|Uri|CancellationToken|T)$/;

/** The class, record, struct, enumeration or interface that a node declares. */
export function className(node: SyntaxNode, to: Lowering): string | undefined {
  const name = TYPES.test(node.type) ? childOf(node, 'name') : undefined;
  return name && to.written(name);
}

/** The method, constructor or local function that a node declares. */
export function functionShape(node: SyntaxNode, to: Lowering): FunctionShape | undefined {
  if (!/^(?:method_declaration|constructor_declaration|local_function_statement)$/.test(node.type))
    return undefined;
  const name = childOf(node, 'name');
  if (!name) return undefined;
  const constructs = node.type === 'constructor_declaration';
  return {
    name: to.written(name),
    parameters: parametersOf(childOf(node, 'parameters'), to),
    body: childOf(node, 'body'),
    ...(constructs ? { constructs } : {}),
  };
}

/** The parameters in a list; one that takes any number of arguments has no node of its own. */
function parametersOf(list: SyntaxNode | undefined, to: Lowering): FunctionShape['parameters'] {
  return (list?.children ?? []).flatMap((child) => {
    if (child.type === 'parameter') {
      const name = childOf(child, 'name');
      // What an extension method is called on is none of its arguments.
      const isReceiver = child.children[0]?.type === 'modifier' && to.written(child.children[0]) === 'this';
      return name && !isReceiver ? [{ name: to.written(name) }] : [];
    }
    return child.field === 'name' ? [{ name: to.written(child), rest: true }] : [];
  });
}

/** The names that a node itself declares. */
export function declared(node: SyntaxNode, to: Lowering): readonly Declared[] {
  switch (node.type) {
    case 'variable_declarator': {
      const name = childOf(node, 'name');
      const value = node.children.find((c) => c !== name && !/^(?:comment|bracketed_)/.test(c.type));
      return name && node.parent?.type === 'variable_declaration'
        ? [named('variable', name, to, value, node.parent)]
        : [];
    }
    case 'property_declaration': {
      const name = childOf(node, 'name');
      return name ? [named('field', name, to, propertyValue(node), node)] : [];
    }
    case 'enum_member_declaration':
      return [];
    case 'parameter':
      return parameter(node, to);
    case 'implicit_parameter':
      return [named('parameter', node, to)];
    case 'parameter_list': {
      const name = childOf(node, 'name');
      return name ? [named('parameter', name, to)] : [];
    }
    case 'foreach_statement': {
      const name = childOf(node, 'left');
      return name?.type === 'identifier' ? [named('variable', name, to, undefined, node)] : [];
    }
    case 'catch_declaration':
    case 'declaration_expression':
    case 'declaration_pattern':
    case 'recursive_pattern':
    case 'var_pattern': {
      const name = childOf(node, 'name');
      return name?.type === 'identifier' ? [named('variable', name, to, undefined, node)] : [];
    }
    case 'base_list':
      return node.children.flatMap((type) => {
        const base = typeName(type, to);
        return base === undefined ? [] : [{ kind: 'base', name: base, node: type }];
      });
    case 'assignment_expression':
      return assigned(node, to);
    case 'using_directive':
      return alias(node, to);
    default:
      return [];
  }
}

const named = (
  kind: DeclaredKind,
  node: SyntaxNode,
  to: Lowering,
  value?: SyntaxNode | Expression,
  holder?: SyntaxNode,
): Declared => declaration(kind, node, to, value, holder && typeName(childOf(holder, 'type'), to));

/** `HttpClient` of `HttpClient?`, `IFlurlClient`, `RestClient`. */
function typeName(node: SyntaxNode | undefined, to: Lowering): string | undefined {
  if (node?.type === 'nullable_type') return typeName(childOf(node, 'type'), to);
  const [held] = node?.type === 'generic_name' && HOLDER.test(to.written(node)) ? argumentsOf(node) : [];
  if (held) return typeName(held, to);
  const name = node?.type === 'generic_name' ? node.children[0] : node;
  if (!name || !/^(?:identifier|qualified_name)$/.test(name.type)) return undefined;
  const written = to.written(name).split('.').at(-1)!;
  return ORDINARY.test(written) ? undefined : written;
}

/** What is configured elsewhere, and held by an object of its own. */
const HOLDER = /^IOptions(?:Snapshot|Monitor)?</;

const argumentsOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children.find((child) => child.type === 'type_argument_list')?.children ?? [];

/** What a property is: its initial value, or what its getter gives. */
function propertyValue(node: SyntaxNode): SyntaxNode | undefined {
  const value = childOf(node, 'value');
  if (value) return value.type === 'arrow_expression_clause' ? value.children[0] : value;
  for (const accessor of childOf(node, 'accessors')?.children ?? []) {
    const body = childOf(accessor, 'body');
    if (childOf(accessor, 'name')?.type !== 'get' || !body) continue;
    if (body.type === 'arrow_expression_clause') return body.children[0];
    const [statement, ...others] = body.children;
    return statement?.type === 'return_statement' && others.length === 0 ? statement.children[0] : undefined;
  }
  return undefined;
}

function parameter(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const name = childOf(node, 'name');
  const owner = node.parent?.parent;
  if (!name || !owner) return [];
  const last = node.children.at(-1);
  const value = last !== name && last?.field === undefined ? last : undefined;
  // The parameters of a primary constructor are known in the whole class.
  return [
    named(TYPES.test(owner.type) ? 'field' : 'parameter', name, to, value ?? delegated(node, to), node),
  ];
}

/** What another constructor of the class gives a parameter of this one: `: this(rootKey, "https://api.unkey.com")`. */
function delegated(node: SyntaxNode, to: Lowering): Expression | undefined {
  const own = node.parent?.parent;
  if (own?.type !== 'constructor_declaration') return undefined;
  const list = node.parent!.children.filter((c) => c.type === 'parameter');
  for (const other of own.parent?.children ?? []) {
    const call = other.children.find((c) => c.type === 'constructor_initializer');
    if (other === own || !call || !to.written(call).replace(/^:\s*/, '').startsWith('this')) continue;
    const args = call.children.find((c) => c.type === 'argument_list')?.children ?? [];
    const given = args.length === list.length ? args[list.indexOf(node)] : undefined;
    const value = given && to.expression(given);
    const names = functionShape(other, to)?.parameters.map((p) => p.name) ?? [];
    if (value && !(value.kind === 'name' && names.includes(value.name))) return value;
  }
  return undefined;
}

function assigned(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const [target, value] = [childOf(node, 'left'), childOf(node, 'right')];
  if (target?.type !== 'identifier' || !value || isMemberOfInitializer(node)) return [];
  const operator = childOf(node, 'operator')?.type;
  if (operator === '=') return [named('assignment', target, to, value)];
  const combined = binaryExpression(node, to, { '+=': 'joined', '??=': 'fallback' });
  return [named('assignment', target, to, combined)];
}

/** True for `Name = value` in braces behind a constructor. */
const isMemberOfInitializer = ({ parent }: SyntaxNode): boolean => parent?.type === 'initializer_expression';

/** `using Json = System.Text.Json.JsonSerializer;` */
function alias(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const name = childOf(node, 'name');
  const target = node.children.find((c) => c !== name);
  if (!name || !target) return [];
  const path = to.written(target).split('.');
  const imported = path.at(-1)!;
  const module = path.slice(0, -1).join('.');
  return [{ kind: 'import', name: to.written(name), node: name, module, imported }];
}
