import type { Declared, FunctionShape, Grammar, Lowering } from '../../program/grammar.ts';
import { asJson, emptyObject, environment, joinedBySlash, sameAs } from '../../program/reductions.ts';
import { formatted } from '../../program/strings.ts';
import { piecesAt } from '../../program/tree.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { clients } from './clients/clients.ts';
import { lower } from './lower.ts';

export const grammar: Grammar = {
  parser: 'go',
  lower,
  declared,
  functionShape,
  className: (node, to) => {
    const type = node.type === 'method_declaration' ? receiverOf(node)?.type : undefined;
    return type && typeName(type, to);
  },
  assignment(node) {
    if (node.type !== 'assignment_statement') return undefined;
    const [target, value] = [childOf(node, 'left'), childOf(node, 'right')];
    if (target?.children.length !== 1) return undefined;
    return { target, value: childOf(node, 'operator')?.type === '=' ? value : undefined };
  },
  returned: (node) => (node.type === 'return_statement' ? node.children[0] : undefined),
  pieces: (text) => piecesAt(text, /^(?:func|type|var|const|import|package)\b/),
  blocks: new Set([
    'block',
    'if_statement',
    'for_statement',
    'expression_case',
    'communication_case',
    'type_case',
  ]),
  branches: new Set([
    'if_statement',
    'for_statement',
    'expression_switch_statement',
    'type_switch_statement',
    'select_statement',
    'expression_case',
    'default_case',
    'type_case',
    'communication_case',
  ]),
  loops: new Set(['for_statement']),
  comments: new Set(['comment']),
  identifiers: new Set(['identifier', 'field_identifier']),
  calls: new Set(['call_expression', 'composite_literal']),
  strings: new Set(['interpreted_string_literal', 'raw_string_literal']),
  functions: {
    'json.Marshal': asJson,
    'json.MarshalIndent': asJson,
    'bytes.NewBuffer': sameAs(),
    'bytes.NewReader': sameAs(),
    'bytes.NewBufferString': sameAs(),
    'strings.NewReader': sameAs(),
    'strings.TrimSpace': sameAs(),
    'strings.TrimSuffix': sameAs(),
    'strings.TrimRight': sameAs(),
    'io.NopCloser': sameAs(),
    string: sameAs(),
    'url.JoinPath': joinedBySlash,
    'http.Header.new': (call, values) => call.named ?? emptyObject(call, values),
    'cmp.Or': environment(),
    make: (call, values) => emptyObject({ ...call, args: [] }, values),
    'fmt.Sprintf': (call) => {
      const [format, ...args] = call.args;
      return format && formatted(format, args, /%%|%[-+ #0]*\d*(?:\.\d+)?[svdqtx]/g, (_, i) => i);
    },
    'fmt.Sprint': (call) => ({ kind: 'template', parts: call.args, start: call.start, end: call.end }),
  },
  mutators: { Set: 'set', Add: 'set', Del: 'unknown' },
  clients,
};

function functionShape(node: SyntaxNode, to: Lowering): FunctionShape | undefined {
  if (node.type === 'func_literal')
    return { name: '', parameters: parametersOf(node, to), body: childOf(node, 'body') };
  if (node.type !== 'function_declaration' && node.type !== 'method_declaration') return undefined;
  const name = childOf(node, 'name');
  return name && { name: to.written(name), parameters: parametersOf(node, to), body: childOf(node, 'body') };
}

const parametersOf = (node: SyntaxNode, to: Lowering): FunctionShape['parameters'] =>
  (childOf(node, 'parameters')?.children ?? []).flatMap((parameter) =>
    namesOf(parameter).map((n) => ({
      name: to.written(n),
      ...(parameter.type === 'variadic_parameter_declaration' ? { rest: true } : {}),
    })),
  );

/** The names a declaration gives; commas between them bear the same field. */
const namesOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children.filter((c) => c.field === 'name' && /identifier$/.test(c.type));

function receiverOf(
  method: SyntaxNode,
): { name: SyntaxNode | undefined; type: SyntaxNode | undefined } | undefined {
  const parameter = childOf(method, 'receiver')?.children[0];
  return parameter && { name: childOf(parameter, 'name'), type: childOf(parameter, 'type') };
}

/** `http.Client` of `*http.Client`. */
function typeName(node: SyntaxNode | undefined, to: Lowering): string | undefined {
  if (!node) return undefined;
  if (node.type === 'pointer_type') return typeName(node.children[0], to);
  if (node.type === 'generic_type') return typeName(childOf(node, 'type'), to);
  return /^(?:type_identifier|qualified_type)$/.test(node.type) ? to.written(node) : undefined;
}

const ORDINARY = /^(?:string|int\d*|uint\d*|bool|float\d*|byte|rune|any|error)$/;

function typed(node: SyntaxNode, to: Lowering): { type?: string } {
  const type = typeName(childOf(node, 'type'), to);
  return type === undefined || ORDINARY.test(type) ? {} : { type };
}

function declared(node: SyntaxNode, to: Lowering): readonly Declared[] {
  switch (node.type) {
    case 'const_spec':
    case 'var_spec':
      return pairUp(namesOf(node), childOf(node, 'value'), 'variable', typed(node, to), to);
    case 'short_var_declaration':
      return pairUp(childOf(node, 'left')?.children ?? [], childOf(node, 'right'), 'variable', {}, to);
    case 'assignment_statement': {
      const right = childOf(node, 'operator')?.type === '=' ? childOf(node, 'right') : undefined;
      return pairUp(childOf(node, 'left')?.children ?? [], right, 'assignment', {}, to);
    }
    case 'range_clause':
      return pairUp(childOf(node, 'left')?.children ?? [], undefined, 'variable', {}, to);
    case 'parameter_declaration':
    case 'variadic_parameter_declaration': {
      const isReceiver = node.parent?.field === 'receiver';
      return namesOf(node).map((n) =>
        isReceiver
          ? { kind: 'self', name: to.written(n), node: n }
          : { kind: 'parameter', name: to.written(n), node: n, ...typed(node, to) },
      );
    }
    case 'field_declaration':
      return fields(node, to);
    case 'keyed_element':
      return fieldValue(node, to);
    case 'import_spec':
      return imported(node, to);
    default:
      return [];
  }
}

function pairUp(
  names: readonly SyntaxNode[],
  list: SyntaxNode | undefined,
  kind: 'variable' | 'assignment',
  type: { type?: string },
  to: Lowering,
): readonly Declared[] {
  const values = list?.children ?? [];
  return names.flatMap((node, i) => {
    if (node.type !== 'identifier' || to.written(node) === '_') return [];
    // Of several results the first is what matters; the last tells whether there was an error.
    const value = values.length === names.length || i === 0 ? values[i] : undefined;
    return [{ kind, name: to.written(node), node, ...(value ? { value } : {}), ...type }];
  });
}

/** Fields of a struct, with their types. */
function fields(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const spec = node.parent?.parent?.parent;
  const owner = spec?.type === 'type_spec' ? childOf(spec, 'name') : undefined;
  if (!owner) return [];
  return namesOf(node).map((n) => ({
    kind: 'field',
    owner: to.written(owner),
    name: to.written(n),
    node: n,
    ...typed(node, to),
  }));
}

/** `Client{base: "…"}` gives a field of every `Client` its value. */
function fieldValue(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const literal = node.parent?.parent;
  const type = literal?.type === 'composite_literal' ? childOf(literal, 'type') : undefined;
  const key = childOf(node, 'key')?.children[0];
  const value = childOf(node, 'value')?.children[0];
  if (type?.type !== 'type_identifier' || key?.type !== 'identifier' || !value) return [];
  return [{ kind: 'field', owner: to.written(type), name: to.written(key), node: key, value }];
}

function imported(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const path = childOf(node, 'path');
  if (!path) return [];
  const module = to.written(path).slice(1, -1);
  const alias = childOf(node, 'name');
  if (alias && alias.type !== 'package_identifier') return [];
  // `github.com/go-resty/resty/v2` is called resty.
  const last =
    module
      .split('/')
      .filter((part) => !/^v\d+$/.test(part))
      .at(-1) ?? module;
  const name = alias ? to.written(alias) : last.replace(/^go-|\.v\d+$/g, '');
  // Packages of the standard library are known by their last name, as in examples that leave out their imports.
  const standard = !module.split('/')[0]!.includes('.');
  const from = standard ? last : module.replace(/\/v\d+$/, '');
  return [{ kind: 'import', name, node: alias ?? path, module: from, imported: '*' }];
}
