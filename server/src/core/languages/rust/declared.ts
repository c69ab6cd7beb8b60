import type { Expression } from '../../expression.ts';
import { declaration } from '../../program/declarations.ts';
import type { Declared, FunctionShape, Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { clients } from './clients/clients.ts';
import { structName } from './nodes.ts';

/** The names that a node of Rust declares. */
export function declared(node: SyntaxNode, to: Lowering): readonly Declared[] {
  switch (node.type) {
    case 'let_declaration':
    case 'let_condition':
      return bound(childOf(node, 'pattern'), childOf(node, 'value'), typed(node, to), to);
    case 'const_item':
    case 'static_item':
      return bound(childOf(node, 'name'), childOf(node, 'value'), {}, to);
    // What stands behind it in its arm sees the value.
    case 'match_pattern': {
      const match = node.parent?.parent?.parent;
      const value = match?.type === 'match_expression' ? childOf(match, 'value') : undefined;
      return bound(node.children[0], value, {}, to);
    }
    case 'for_expression':
      return bound(childOf(node, 'pattern'), undefined, {}, to);
    case 'assignment_expression': {
      const assigned = assignmentOf(node);
      return assigned && !isContinued(assigned, to) ? given(assigned.target, assigned.value, to) : [];
    }
    case 'compound_assignment_expr':
      return appended(childOf(node, 'left'), childOf(node, 'right'), node, to);
    case 'call_expression':
      return pushed(node, to);
    case 'parameter':
      return parameter(node, to);
    case 'identifier':
      // A parameter of a closure without its type.
      return node.parent?.type === 'closure_parameters'
        ? [{ kind: 'parameter', name: to.written(node), node }]
        : [];
    case 'self_parameter':
      return [{ kind: 'self', name: 'self', node }];
    case 'field_declaration':
      return field(node, to);
    case 'field_initializer':
    case 'shorthand_field_initializer':
      return initialised(node, to);
    case 'use_declaration':
      return imported(childOf(node, 'argument'), '', to);
    case 'macro_invocation':
      return lazyStatics(node, to);
    default:
      return [];
  }
}

/** Target and value of a plain assignment; those in the arguments of a macro are named arguments. */
export function assignmentOf(
  node: SyntaxNode,
): { target: SyntaxNode; value: SyntaxNode | undefined } | undefined {
  if (node.type === 'compound_assignment_expr') {
    const target = childOf(node, 'left');
    return target && { target, value: undefined };
  }
  if (node.type !== 'assignment_expression' || node.parent?.type === 'arguments') return undefined;
  const target = childOf(node, 'left');
  return target && { target, value: childOf(node, 'right') };
}

const BUILDING: ReadonlySet<string> = new Set(
  clients.flatMap((client) =>
    Object.values(client.types).flatMap(({ members }) =>
      Object.keys(members).filter((name) => members[name]!.gives === 'same'),
    ),
  ),
);

/** True for `request = request.header(…)`: that is no other request, but the same with more. */
function isContinued({ target, value }: NonNullable<ReturnType<typeof assignmentOf>>, to: Lowering): boolean {
  let builds = false;
  let at = value && to.expression(value);
  while (at?.kind === 'call' && at.callee.kind === 'member') {
    if (BUILDING.has(at.callee.property)) builds = true;
    at = at.callee.object;
  }
  return builds && at?.kind === 'name' && target.type === 'identifier' && at.name === to.written(target);
}

/** The names in a pattern: `Some(x)` and `Ok(x)` name the value itself. */
function bound(
  pattern: SyntaxNode | undefined,
  value: SyntaxNode | undefined,
  type: { type?: string },
  to: Lowering,
): readonly Declared[] {
  if (!pattern) return [];
  if (pattern.type === 'identifier') {
    const name = to.written(pattern);
    return name === 'None'
      ? []
      : [{ kind: 'variable', name, node: pattern, ...(value ? { value } : {}), ...type }];
  }
  if (pattern.type === 'tuple_struct_pattern') {
    const [first, ...others] = pattern.children.filter((c) => c.field !== 'type');
    const isValue = /^(?:Some|Ok)$/.test(written(childOf(pattern, 'type'), to)) && others.length === 0;
    if (isValue) return bound(first, value, {}, to);
  }
  if (pattern.type === 'tuple_pattern') {
    const values = value?.type === 'tuple_expression' ? value.children : [];
    return pattern.children.flatMap((part, i) => bound(part, values[i], {}, to));
  }
  if (/^(?:mut_pattern|ref_pattern|reference_pattern|captured_pattern)$/.test(pattern.type))
    return bound(pattern.children.at(-1), value, type, to);
  return pattern.children.filter((c) => c.field !== 'type').flatMap((part) => bound(part, undefined, {}, to));
}

const written = (node: SyntaxNode | undefined, to: Lowering): string => (node ? to.written(node) : '');

function given(target: SyntaxNode, value: SyntaxNode | undefined, to: Lowering): readonly Declared[] {
  if (target.type !== 'identifier') return [];
  return [declaration('assignment', target, to, value)];
}

/** `url += "/v2"` */
function appended(
  target: SyntaxNode | undefined,
  added: SyntaxNode | undefined,
  node: SyntaxNode,
  to: Lowering,
): readonly Declared[] {
  if (target?.type !== 'identifier' || !added) return [];
  const parts = [to.expression(target), to.expression(added)];
  const value: Expression = { kind: 'template', parts, ...to.span(node) };
  return [declaration('assignment', target, to, value)];
}

/** `url.push_str("/v2")` and `url.set_path("/v2")` give the variable another value. */
function pushed(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const callee = childOf(node, 'function');
  const [target, method] = [callee && childOf(callee, 'value'), callee && childOf(callee, 'field')];
  const [added] = childOf(node, 'arguments')?.children ?? [];
  if (callee?.type !== 'field_expression' || !method || !added) return [];
  const name = to.written(method);
  if (name === 'push_str') return appended(target, added, node, to);
  if (name !== 'set_path' || target?.type !== 'identifier') return [];
  const [base, reference] = [to.expression(target), to.expression(added)];
  const value: Expression = { kind: 'reference', base, reference, ...to.span(node) };
  return [declaration('assignment', target, to, value)];
}

function parameter(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const pattern = childOf(node, 'pattern');
  const name = pattern?.type === 'mut_pattern' ? pattern.children.at(-1) : pattern;
  if (name?.type !== 'identifier') return [];
  return [{ kind: 'parameter', name: to.written(name), node: name, ...typed(node, to) }];
}

/** Types that say nothing about what may be done with a value. */
const ORDINARY =
  /^(?:str|String|bool|char|[iu](?:8|16|32|64|128|size)|f32|f64|Self|Value|serde_json\.Value|Vec)$/;
/** Types that hold one of another type. */
const HOLDER =
  /^(?:Arc|Rc|Box|Mutex|RwLock|Option|Data|State|Extension|Cow|std\.sync\.Arc|web\.Data|(?:[\w.]+\.)?(?:Lazy|LazyLock|LazyCell|OnceLock|OnceCell))$/;

function typed(node: SyntaxNode, to: Lowering): { type?: string } {
  const type = typeName(childOf(node, 'type'), to);
  return type === undefined || ORDINARY.test(type) ? {} : { type };
}

/** `reqwest.Client` of `&Arc<reqwest::Client>`. */
function typeName(node: SyntaxNode | undefined, to: Lowering): string | undefined {
  switch (node?.type) {
    case 'reference_type':
      return typeName(childOf(node, 'type'), to);
    case 'generic_type': {
      const name = typeName(childOf(node, 'type'), to);
      const [inner] = (childOf(node, 'type_arguments')?.children ?? []).filter((c) => c.type !== 'lifetime');
      return name !== undefined && HOLDER.test(name) ? typeName(inner, to) : name;
    }
    case 'type_identifier':
    case 'scoped_type_identifier':
      return to.written(node).replaceAll('::', '.');
    default:
      return undefined;
  }
}

/** A field of a struct, with its type. */
function field(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const struct = node.parent?.parent;
  const owner = struct?.type === 'struct_item' ? childOf(struct, 'name') : undefined;
  const name = childOf(node, 'name');
  if (!owner || !name) return [];
  return [
    { kind: 'field', owner: to.written(owner), name: to.written(name), node: name, ...typed(node, to) },
  ];
}

/** `Client { base: "…" }` gives a field of every `Client` its value. */
function initialised(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const literal = node.parent?.parent;
  const owner = literal?.type === 'struct_expression' ? structName(literal, to) : undefined;
  const isShort = node.type === 'shorthand_field_initializer';
  const key = isShort ? node.children[0] : childOf(node, 'field');
  const value = isShort ? key : childOf(node, 'value');
  if (owner === undefined || !key || !value) return [];
  return [{ kind: 'field', owner, name: to.written(key), node, value }];
}

/** What a `use` brings: `prefix` is the path it stands in, with dots. */
function imported(node: SyntaxNode | undefined, prefix: string, to: Lowering): readonly Declared[] {
  if (!node) return [];
  const under = (path: SyntaxNode | undefined): string =>
    [prefix, written(path, to).replaceAll('::', '.')].filter((part) => part !== '').join('.');
  switch (node.type) {
    case 'scoped_use_list':
      return imported(childOf(node, 'list'), under(childOf(node, 'path')), to);
    case 'use_list':
      return node.children.flatMap((child) => imported(child, prefix, to));
    case 'use_as_clause': {
      const [path, alias] = [childOf(node, 'path'), childOf(node, 'alias')];
      return alias ? [importOf(under(path), alias, to)] : [];
    }
    case 'self':
      return [{ ...importOf(prefix, node, to), name: prefix.slice(prefix.lastIndexOf('.') + 1) }];
    case 'identifier':
    case 'scoped_identifier': {
      const name = node.type === 'identifier' ? node : childOf(node, 'name');
      return name ? [importOf(under(node), name, to)] : [];
    }
    default:
      return [];
  }
}

function importOf(path: string, name: SyntaxNode, to: Lowering): Declared {
  const dot = path.lastIndexOf('.');
  return {
    kind: 'import',
    name: to.written(name),
    node: name,
    module: dot < 0 ? path : path.slice(0, dot),
    imported: dot < 0 ? '*' : path.slice(dot + 1),
  };
}

/** `lazy_static! { static ref BASE: String = "…".to_string(); }`: the parser sees only its tokens. */
function lazyStatics(node: SyntaxNode, to: Lowering): readonly Declared[] {
  if (!/lazy_static$/.test(written(childOf(node, 'macro'), to))) return [];
  const tokens = node.children.find((c) => c.type === 'token_tree')?.children ?? [];
  const found: Declared[] = [];
  let name: SyntaxNode | undefined;
  for (const token of tokens) {
    const isName = token.type === 'identifier' && /^[A-Z][A-Z\d_]*$/.test(to.written(token));
    if (isName) {
      const before = to.source.text.slice(Math.max(0, token.start - 20), token.start);
      name = /\bref\s+$/.test(before) ? token : undefined;
    } else if (name && /^(?:raw_)?string_literal$/.test(token.type)) {
      const rest = to.source.text.slice(token.end, token.end + 40);
      const plain = /=\s*$/.test(to.source.text.slice(name.end, token.start));
      if (plain && /^\s*(?:\.(?:to_string|to_owned|into)\(\)\s*)?;/.test(rest))
        found.push({ kind: 'variable', name: to.written(name), node: name, value: token });
      name = undefined;
    }
  }
  return found;
}

/** The function or closure that a node of Rust is. */
export function functionShape(node: SyntaxNode, to: Lowering): FunctionShape | undefined {
  if (node.type === 'closure_expression') {
    // `let call = |path| …` can be called by its name.
    const kept = node.parent?.type === 'let_declaration' ? childOf(node.parent, 'pattern') : undefined;
    return {
      name: kept?.type === 'identifier' ? to.written(kept) : '',
      parameters: parametersOf(node, to),
      body: childOf(node, 'body'),
    };
  }
  const name = node.type === 'function_item' ? childOf(node, 'name') : undefined;
  if (!name) return undefined;
  const gives = written(childOf(node, 'return_type'), to);
  const isNew =
    /\bSelf\b/.test(gives) && !childOf(node, 'parameters')?.children.some((c) => c.type === 'self_parameter');
  return {
    name: to.written(name),
    parameters: parametersOf(node, to),
    body: childOf(node, 'body'),
    ...(isNew ? { constructs: true } : {}),
  };
}

const parametersOf = (node: SyntaxNode, to: Lowering): FunctionShape['parameters'] =>
  (childOf(node, 'parameters')?.children ?? []).flatMap((parameter) => {
    if (parameter.type === 'identifier') return [{ name: to.written(parameter) }];
    if (parameter.type !== 'parameter') return [];
    return [{ name: written(childOf(parameter, 'pattern'), to).replace(/^mut\s+/, '') }];
  });
