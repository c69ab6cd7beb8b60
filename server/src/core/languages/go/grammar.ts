import type { Expression } from '../../expression.ts';
import type { Declared, FunctionShape, Grammar, Lowering } from '../../program/grammar.ts';
import {
  asJson,
  emptyObject,
  emptyText,
  environment,
  itself,
  joinedBySlash,
  reference,
  sameAs,
} from '../../program/reductions.ts';
import { piecesAt, withoutLongStrings } from '../../program/tree.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { clients } from './clients/clients.ts';
import { lower } from './lower.ts';
import { sprint, sprintf, testServer, urlStruct } from './reductions.ts';
import { shapeOf } from './structs.ts';

const TOKENS = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;

/** Types whose empty values are texts that are written to. */
const BUFFERS: ReadonlySet<string> = new Set(['bytes.Buffer', 'strings.Builder']);

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
  pieces: (text) =>
    piecesAt(withoutLongStrings(text, TOKENS, /^func[ (]/m), /^(?:func|type|var|const|import|package)\b/),
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
  caseOf(node) {
    const subject = node.parent && childOf(node.parent, 'value');
    if (!subject || !/^(?:expression|default)_case$/.test(node.type)) return undefined;
    return { subject, patterns: childOf(node, 'value')?.children ?? [] };
  },
  loops: new Set(['for_statement']),
  comments: new Set(['comment']),
  identifiers: new Set(['identifier', 'field_identifier']),
  calls: new Set(['call_expression', 'composite_literal']),
  strings: new Set(['interpreted_string_literal', 'raw_string_literal']),
  functions: {
    'json.Marshal': asJson,
    'json.MarshalIndent': asJson,
    // What is written to it later stands behind what it begins with.
    'bytes.NewBuffer': (call, values) => {
      const [first] = call.args;
      const value = first && values.resolve(first).value;
      const isEmpty = value?.kind === 'null' || (value?.kind === 'array' && value.items.length === 0);
      return isEmpty ? emptyText(call, values) : first;
    },
    'bytes.Buffer.new': emptyText,
    'strings.Builder.new': emptyText,
    '*.String': itself,
    '*.Bytes': itself,
    'bytes.NewReader': sameAs(),
    'bytes.NewBufferString': sameAs(),
    'strings.NewReader': sameAs(),
    'strings.Join': (call, values) => {
      const [list, separator] = call.args;
      const items = list && values.items(list);
      if (!separator || !items?.complete) return undefined;
      const parts = items.list.flatMap(({ value }, i) => (i > 0 ? [separator, value] : [value]));
      return { kind: 'template', parts, start: call.start, end: call.end };
    },
    'strings.TrimSpace': sameAs(),
    'strings.TrimSuffix': sameAs(),
    'strings.TrimRight': sameAs(),
    'io.NopCloser': sameAs(),
    string: sameAs(),
    'url.JoinPath': joinedBySlash,
    'path.Join': joinedBySlash,
    'url.Parse': sameAs(),
    'url.ParseRequestURI': sameAs(),
    'url.URL.new': urlStruct,
    '*.ResolveReference': (call, values) =>
      call.callee.kind === 'member'
        ? reference({ ...call, args: [call.callee.object, ...call.args] }, values)
        : undefined,
    '*.JoinPath': (call, values) =>
      call.callee.kind === 'member'
        ? joinedBySlash({ ...call, args: [call.callee.object, ...call.args] }, values)
        : undefined,
    'httptest.NewServer': testServer,
    'httptest.NewTLSServer': testServer,
    'httptest.NewUnstartedServer': testServer,
    'http.Header.new': (call, values) => call.named ?? emptyObject(call, values),
    'cmp.Or': environment(),
    'flag.String': environment(),
    make: (call, values) => emptyObject({ ...call, args: [] }, values),
    'fmt.Sprintf': (call) => sprintf(call),
    'fmt.Sprint': (call) => sprint(call),
  },
  mutators: {
    Set: 'set',
    Add: 'set',
    Del: 'unknown',
    Write: 'push',
    WriteString: 'push',
    WriteByte: 'unknown',
    WriteRune: 'unknown',
    Reset: 'unknown',
    Truncate: 'unknown',
    ReadFrom: 'unknown',
  },
  urlParts: { Path: 'path', Host: 'host' },
  buffers: new Set([
    ...BUFFERS,
    'bytes.NewBuffer',
    'bytes.NewBufferString',
    'url.Parse',
    'url.ParseRequestURI',
  ]),
  writers: {
    'json.NewEncoder': { methods: new Set(['Encode']), as: asJson },
    'fmt.Fprintf': { writes: (call) => sprintf({ ...call, args: call.args.slice(1) }) },
    'fmt.Fprint': { writes: (call) => sprint({ ...call, args: call.args.slice(1) }) },
    'io.WriteString': { writes: sameAs(1) },
  },
  clients,
};

function functionShape(node: SyntaxNode, to: Lowering): FunctionShape | undefined {
  if (node.type === 'func_literal')
    return { name: keptAs(node, to), parameters: parametersOf(node, to), body: childOf(node, 'body') };
  if (node.type !== 'function_declaration' && node.type !== 'method_declaration') return undefined;
  const name = childOf(node, 'name');
  return name && { name: to.written(name), parameters: parametersOf(node, to), body: childOf(node, 'body') };
}

/** The name of a function that a variable is: `do := func(…) {…}`. */
function keptAs(node: SyntaxNode, to: Lowering): string {
  const list = node.parent;
  const names = list?.parent && (childOf(list.parent, 'left')?.children ?? namesOf(list.parent));
  return list?.type === 'expression_list' && list.children.length === 1 && names?.length === 1
    ? to.written(names[0]!)
    : '';
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
      return specified(node, to);
    case 'short_var_declaration':
      return pairUp(childOf(node, 'left')?.children ?? [], childOf(node, 'right'), 'variable', {}, to);
    case 'assignment_statement': {
      const right = childOf(node, 'operator')?.type === '=' ? childOf(node, 'right') : undefined;
      return pairUp(childOf(node, 'left')?.children ?? [], right, 'assignment', {}, to);
    }
    case 'range_clause': {
      const [key, ...others] = pairUp(childOf(node, 'left')?.children ?? [], undefined, 'variable', {}, to);
      const each = childOf(node, 'right');
      return key?.kind === 'variable' && each && others.length > 0
        ? [{ ...key, each }, ...others]
        : key
          ? [key]
          : [];
    }
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
    case 'literal_element':
      return placedValue(node, to);
    case 'import_spec':
      return imported(node, to);
    default:
      return [];
  }
}

function specified(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const list = childOf(node, 'value');
  const type = childOf(node, 'type');
  const made = list
    ? undefined
    : (enumerated(node, to) ?? (type?.type === 'qualified_type' ? zero(type, to) : undefined));
  if (!made) return pairUp(namesOf(node), list, 'variable', typed(node, to), to);
  return namesOf(node).map((n) => ({
    kind: 'variable',
    name: to.written(n),
    node: n,
    value: made,
    ...typed(node, to),
  }));
}

/** The empty value that a variable of a struct type begins with: `var buffer bytes.Buffer`. */
function zero(type: SyntaxNode, to: Lowering): Expression | undefined {
  const { start, end } = type;
  const list = { start: end, end };
  const callee = to.expression(type);
  return BUFFERS.has(to.written(type))
    ? { kind: 'call', callee, args: [], intact: true, constructs: true, list, start, end }
    : undefined;
}

/** The number of a constant that goes on with what the one above it began: `iota`. */
function enumerated(spec: SyntaxNode, to: Lowering): Expression | undefined {
  const specs = spec.parent?.children.filter((c) => c.type === 'const_spec') ?? [];
  const at = specs.indexOf(spec);
  const first = specs.slice(0, Math.max(at, 0)).findLast((s) => childOf(s, 'value'));
  const value = first && childOf(first, 'value')?.children[0];
  const before = value?.type === 'iota' ? to.expression(value) : undefined;
  return before?.kind === 'number'
    ? { kind: 'number', value: at, start: spec.start, end: spec.end }
    : undefined;
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
  const names = namesOf(node);
  // What is embedded is a field as well, with the name of its type.
  const base = names.length === 0 ? typeName(childOf(node, 'type'), to) : undefined;
  if (base !== undefined) return [{ kind: 'base', owner: to.written(owner), name: base, node }];
  return names.map((n) => ({
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

/** `Client{"https://…"}` does so by the order of the fields. */
function placedValue(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const body = node.parent;
  const type = body?.parent?.type === 'composite_literal' ? childOf(body.parent, 'type') : undefined;
  const value = node.children[0];
  if (type?.type !== 'type_identifier' || !value) return [];
  const elements = body!.children.filter((c) => c.type !== 'comment');
  const names = [...(shapeOf(type, to).names?.keys() ?? [])];
  const name = names.length === elements.length ? names[elements.indexOf(node)] : undefined;
  return name === undefined ? [] : [{ kind: 'field', owner: to.written(type), name, node, value }];
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
  const name = alias ? to.written(alias) : last.replace(/^go-|\.v\d+$|\.dev$/g, '');
  // Packages of the standard library are known by their last name, as in examples that leave out their imports.
  const standard = !module.split('/')[0]!.includes('.');
  const from = standard ? last : module.replace(/\/v\d+$/, '');
  return [{ kind: 'import', name, node: alias ?? path, module: from, imported: '*' }];
}
