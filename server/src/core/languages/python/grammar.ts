import type { Declared, FunctionShape, Grammar, Lowering } from '../../program/grammar.ts';
import {
  asJson,
  emptyObject,
  environment,
  itself,
  namedArguments,
  reference,
  sameAs,
} from '../../program/reductions.ts';
import { formatted } from '../../program/strings.ts';
import { piecesAt } from '../../program/tree.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { clients } from './clients/clients.ts';
import { lower } from './lower.ts';

/** Lines that begin something new at the left edge. */
const FIRST = /^(?:[A-Za-z_@][\w.]*)/;
const CONTINUES = /^(?:else|elif|except|finally)\b/;

export const grammar: Grammar = {
  parser: 'python',
  lower,
  declared,
  functionShape,
  className: (node, to) => {
    const name = node.type === 'class_definition' ? childOf(node, 'name') : undefined;
    return name && to.written(name);
  },
  assignment(node) {
    if (node.type !== 'assignment' && node.type !== 'augmented_assignment') return undefined;
    const target = childOf(node, 'left');
    const value = node.type === 'assignment' ? childOf(node, 'right') : undefined;
    return target && { target, value };
  },
  returned: (node) => (node.type === 'return_statement' ? (node.children[0] ?? undefined) : undefined),
  pieces: (text) => piecesAt(text, { test: (line: string) => FIRST.test(line) && !CONTINUES.test(line) }),
  blocks: new Set(),
  branches: new Set([
    'if_statement',
    'elif_clause',
    'for_statement',
    'while_statement',
    'except_clause',
    'match_statement',
    'case_clause',
    'conditional_expression',
    'boolean_operator',
    'lambda',
    'list_comprehension',
    'try_statement',
  ]),
  loops: new Set(['for_statement', 'while_statement']),
  comments: new Set(['comment']),
  identifiers: new Set(['identifier']),
  calls: new Set(['call']),
  strings: new Set(['string', 'concatenated_string']),
  functions: {
    'json.dumps': asJson,
    'orjson.dumps': asJson,
    'ujson.dumps': asJson,
    'simplejson.dumps': asJson,
    '*.encode': itself,
    '*.strip': itself,
    '*.rstrip': itself,
    '*.copy': itself,
    str: sameAs(),
    bytes: sameAs(),
    dict: (call, values) =>
      call.args.length === 1 && !call.named ? call.args[0] : namedArguments(call, values),
    'copy.deepcopy': sameAs(),
    'urllib.parse.urljoin': reference,
    'os.getenv': environment(),
    'os.environ.get': environment(),
    'collections.OrderedDict': emptyObject,
    'httpx.URL': sameAs(),
    'yarl.URL': sameAs(),
    'httpx.Headers': sameAs(),
    '*.format': (call) => {
      if (call.callee.kind !== 'member') return undefined;
      const named = (name: string) =>
        call.named?.entries.find(
          (e) => e.kind === 'member' && e.key.kind === 'text' && e.key.value.text === name,
        )?.value;
      return formatted(
        call.callee.object,
        call.args,
        /\{\{|\}\}|\{(\w*)(?:![rsa])?(?::[^{}]*)?\}/g,
        (m, i) => {
          const name = m[1] ?? '';
          return name === '' ? i : /^\d+$/.test(name) ? Number(name) : name;
        },
        named,
      );
    },
  },
  mutators: {
    update: 'merge',
    setdefault: 'unknown',
    pop: 'unknown',
    clear: 'unknown',
    popitem: 'unknown',
    append: 'unknown',
    extend: 'unknown',
    insert: 'unknown',
    remove: 'unknown',
  },
  clients,
};

function functionShape(node: SyntaxNode, to: Lowering): FunctionShape | undefined {
  if (node.type !== 'function_definition') return undefined;
  const name = childOf(node, 'name');
  if (!name) return undefined;
  const parameters = (childOf(node, 'parameters')?.children ?? []).flatMap((p) => {
    const word = parameterName(p);
    if (!word) return [];
    return [
      {
        name: to.written(word),
        ...(/splat/.test(p.type) ? { rest: true, named: p.type === 'dictionary_splat_pattern' } : {}),
      },
    ];
  });
  const [first] = parameters;
  const isMethod = inClass(node) && first !== undefined && /^(?:self|cls|_?)$/.test(first.name);
  return {
    name: to.written(name),
    parameters: isMethod ? parameters.slice(1) : parameters,
    body: childOf(node, 'body'),
    ...(to.written(name) === '__init__' ? { constructs: true } : {}),
  };
}

/** True for a function directly in the body of a class. */
function inClass(node: SyntaxNode): boolean {
  const around = node.parent?.type === 'decorated_definition' ? node.parent.parent : node.parent;
  return around?.parent?.type === 'class_definition';
}

function parameterName(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.type) {
    case 'identifier':
      return node;
    case 'default_parameter':
    case 'typed_default_parameter':
      return childOf(node, 'name');
    case 'typed_parameter':
      return node.children[0] && parameterName(node.children[0]);
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
      return node.children[0];
    default:
      return undefined;
  }
}

function declared(node: SyntaxNode, to: Lowering): readonly Declared[] {
  switch (node.type) {
    case 'assignment':
      return assigned(childOf(node, 'left'), childOf(node, 'right'), typeName(childOf(node, 'type'), to), to);
    case 'augmented_assignment':
      return assigned(childOf(node, 'left'), undefined, undefined, to);
    case 'named_expression':
      return assigned(childOf(node, 'name'), childOf(node, 'value'), undefined, to);
    case 'as_pattern': {
      const [value, target] = node.children;
      return node.parent?.type === 'with_item'
        ? assigned(target?.children[0] ?? target, value, undefined, to)
        : assigned(target?.children[0], undefined, undefined, to);
    }
    case 'for_statement':
    case 'for_in_clause':
      return namesIn(childOf(node, 'left')).map((n) => ({
        kind: 'assignment',
        name: to.written(n),
        node: n,
      }));
    case 'identifier':
    case 'default_parameter':
    case 'typed_default_parameter':
    case 'typed_parameter':
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
      return parameter(node, to);
    case 'import_statement':
    case 'import_from_statement':
      return imported(node, to);
    default:
      return [];
  }
}

function assigned(
  target: SyntaxNode | undefined,
  value: SyntaxNode | undefined,
  type: string | undefined,
  to: Lowering,
): readonly Declared[] {
  if (!target) return [];
  if (target.type === 'identifier') {
    return [
      {
        kind: 'assignment',
        name: to.written(target),
        node: target,
        ...(value ? { value } : {}),
        ...(type ? { type } : {}),
      },
    ];
  }
  if (!/^(?:pattern_list|tuple_pattern|tuple|expression_list)$/.test(target.type)) return [];
  const values = value && /^(?:expression_list|tuple)$/.test(value.type) ? value.children : [];
  return target.children.flatMap((t, i) =>
    assigned(t, values.length === target.children.length ? values[i] : undefined, undefined, to),
  );
}

const namesIn = (node: SyntaxNode | undefined): readonly SyntaxNode[] =>
  !node ? [] : node.type === 'identifier' ? [node] : node.children.flatMap(namesIn);

function parameter(node: SyntaxNode, to: Lowering): readonly Declared[] {
  if (node.parent?.type !== 'parameters' && node.parent?.type !== 'lambda_parameters') return [];
  const name = parameterName(node);
  if (!name) return [];
  const list = node.parent;
  const method = list.parent;
  const word = to.written(name);
  if (
    method &&
    list.children.find((c) => c.type !== 'comment') === node &&
    /^(?:self|cls)$/.test(word) &&
    inClass(method)
  ) {
    return [{ kind: 'self', name: word, node: name }];
  }
  const value = childOf(node, 'value');
  const type = typeName(childOf(node, 'type'), to);
  return [
    { kind: 'parameter', name: word, node: name, ...(value ? { value } : {}), ...(type ? { type } : {}) },
  ];
}

/** `Session` of `requests.Session`, `Session | None`, `Optional[Session]`. */
function typeName(node: SyntaxNode | undefined, to: Lowering): string | undefined {
  if (!node) return undefined;
  const written = to
    .written(node)
    .replace(/^["']|["']$/g, '')
    .replace(/^Optional\[(.*)\]$/, '$1')
    .split('|')[0]!
    .trim();
  return /^[\w.]+$/.test(written) && !/^(?:str|int|bool|float|dict|list|bytes|None|Any)$/.test(written)
    ? written
    : undefined;
}

function imported(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const from = childOf(node, 'module_name');
  const found: Declared[] = [];
  for (const child of node.children) {
    if (child === from || (child.field !== 'name' && child.type !== 'aliased_import')) continue;
    const path = child.type === 'aliased_import' ? childOf(child, 'name') : child;
    const alias = childOf(child, 'alias');
    if (!path) continue;
    const written = to.written(path);
    if (from) {
      const name = alias ?? path;
      found.push({
        kind: 'import',
        name: to.written(name),
        node: name,
        module: to.written(from),
        imported: written,
      });
    } else if (alias)
      found.push({ kind: 'import', name: to.written(alias), node: alias, module: written, imported: '*' });
    else {
      // `import urllib.request` makes the name `urllib`.
      const first = written.split('.')[0]!;
      found.push({ kind: 'import', name: first, node: path, module: first, imported: '*' });
    }
  }
  return found;
}
