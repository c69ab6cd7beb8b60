import type { Expression } from '../../expression.ts';
import type { Declared, FunctionShape, Grammar, Lowering } from '../../program/grammar.ts';
import { type NestSyntax, nestedPieces } from '../../program/nested-pieces.ts';
import {
  asJson,
  emptyObject,
  environment,
  itself,
  joinedBySlash,
  namedArguments,
  reference,
  sameAs,
  urlOfParts,
} from '../../program/reductions.ts';
import { formatted } from '../../program/strings.ts';
import { withoutLongStrings } from '../../program/tree.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { clients } from './clients/clients.ts';
import { lower } from './lower.ts';

const TOKENS =
  /^[ \t]*#[^\n]*(?:\n[ \t]*#[^\n]*)*|#[^\n]*|("""|''')(?:\\[\s\S]|(?!\1)[^\\])*\1|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/gm;
const CODE = /^(?:(?:async )?def \w+\(|class \w+[(:]|from [\w.]+ import )/m;

/** Classes are cut at their members, everything else at statements. */
const NESTS: NestSyntax = {
  opens: (line) =>
    /^class\s+\w+.*:\s*(?:#.*)?$/.test(line) ? { prefix: `${line}\n`, suffix: '' } : undefined,
  closes: /^(?!)/,
  begins: /^(?!(?:else|elif|except|finally)\b)[A-Za-z_@]/,
  attached: /^@/,
};

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
  // A context manager gives what it yields.
  returned: (node) =>
    node.type === 'lambda'
      ? childOf(node, 'body')
      : /^(?:return_statement|yield)$/.test(node.type)
        ? node.children[0]
        : undefined,
  pieces: (text) => nestedPieces(withoutLongStrings(text, TOKENS, CODE), NESTS),
  blocks: new Set(),
  branches: new Set([
    'if_statement',
    'elif_clause',
    'for_statement',
    'while_statement',
    'except_clause',
    'case_clause',
    'conditional_expression',
    'boolean_operator',
    'lambda',
    'list_comprehension',
    'try_statement',
  ]),
  removals: new Set(['delete_statement']),
  caseOf(node) {
    const clause =
      node.field === 'consequence' && node.parent?.type === 'case_clause' ? node.parent : undefined;
    const subject = clause?.parent?.parent && childOf(clause.parent.parent, 'subject');
    if (!clause || !subject || childOf(clause, 'guard')) return undefined;
    const others = clause.parent!.children.flatMap((other) => patternsOf(other));
    return { subject, patterns: patternsOf(clause), others };
  },
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
    '*.join': (call, values) => {
      const [list] = call.args;
      const items = list && values.items(list);
      const separator = call.callee.kind === 'member' ? call.callee.object : undefined;
      if (!items?.complete || separator?.kind !== 'text' || items.list.some((item) => item.conditional))
        return undefined;
      const parts = items.list.flatMap(({ value }, i) => (i > 0 ? [separator, value] : [value]));
      return { kind: 'template', parts, start: call.start, end: call.end };
    },
    // `URL(base) / "v2"`; what is divided otherwise is no URL.
    '*.__truediv__': (call, values) => {
      if (call.callee.kind !== 'member' || call.args.length !== 1) return undefined;
      const { object } = call.callee;
      if (!/:\/\//.test(values.text(object, true).text)) return undefined;
      return joinedBySlash({ ...call, args: [object, ...call.args] }, values);
    },
    'posixpath.join': joinedBySlash,
    'os.path.join': joinedBySlash,
    'urllib.parse.urlunsplit': urlOfParts,
    'urllib.parse.urlunparse': urlOfParts,
    str: sameAs(),
    bytes: sameAs(),
    dict: (call, values) => {
      const [first, ...others] = call.args;
      if (!first || others.length > 0) return namedArguments(call, values);
      const entries = [{ kind: 'spread' as const, value: first }, ...(call.named?.entries ?? [])];
      return call.named ? { ...call.named, entries } : first;
    },
    '*.enter_context': sameAs(),
    '*.enter_async_context': sameAs(),
    'copy.deepcopy': sameAs(),
    'urllib.parse.urljoin': reference,
    'os.getenv': environment(),
    'os.environ.get': environment(),
    getattr: environment(2),
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
    setdefault: 'default',
    pop: 'unknown',
    clear: 'unknown',
    popitem: 'unknown',
    append: 'push',
    extend: 'unknown',
    insert: 'unknown',
    remove: 'unknown',
  },
  partial: 'functools.partial',
  itself: new Set(['value']),
  clients,
};

/** What a case compares with; nothing for `_`. */
const patternsOf = (clause: SyntaxNode): readonly SyntaxNode[] =>
  clause.children.flatMap((pattern) => {
    if (pattern.type !== 'case_pattern') return [];
    const [only] = pattern.children;
    return only?.type === 'union_pattern' ? only.children : only ? [only] : [];
  });

function functionShape(node: SyntaxNode, to: Lowering): FunctionShape | undefined {
  if (node.type === 'lambda') {
    const kept = node.parent?.type === 'assignment' ? childOf(node.parent, 'left') : undefined;
    const parameters = parametersOf(childOf(node, 'parameters'), to);
    return { name: kept?.type === 'identifier' ? to.written(kept) : '', parameters, body: node };
  }
  if (node.type !== 'function_definition') return undefined;
  const name = childOf(node, 'name');
  if (!name) return undefined;
  const parameters = parametersOf(childOf(node, 'parameters'), to);
  const [first] = parameters;
  const isMethod = inClass(node) && first !== undefined && /^(?:self|cls|_?)$/.test(first.name);
  return {
    name: to.written(name),
    parameters: isMethod ? parameters.slice(1) : parameters,
    body: childOf(node, 'body'),
    ...(to.written(name) === '__init__' ? { constructs: true } : {}),
  };
}

const parametersOf = (list: SyntaxNode | undefined, to: Lowering): FunctionShape['parameters'] =>
  (list?.children ?? []).flatMap((p) => {
    const word = parameterName(p);
    if (!word) return [];
    return [
      {
        name: to.written(word),
        ...(/splat/.test(p.type) ? { rest: true, named: p.type === 'dictionary_splat_pattern' } : {}),
        ...(/default/.test(p.type) ? { optional: true } : {}),
      },
    ];
  });

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
      return assigned(childOf(node, 'left'), augmented(node, to), undefined, to);
    case 'named_expression':
      return assigned(childOf(node, 'name'), childOf(node, 'value'), undefined, to);
    case 'as_pattern': {
      const [value, target] = node.children;
      return node.parent?.type === 'with_item'
        ? assigned(target?.children[0] ?? target, value, undefined, to)
        : assigned(target?.children[0], undefined, undefined, to);
    }
    case 'for_statement':
    case 'for_in_clause': {
      const names = namesIn(childOf(node, 'left'));
      const each = names.length === 2 ? itemsOf(childOf(node, 'right'), to) : undefined;
      return names.map((n, i) => ({
        kind: 'assignment',
        name: to.written(n),
        node: n,
        ...(i === 0 && each ? { each } : {}),
      }));
    }
    case 'identifier':
    case 'default_parameter':
    case 'typed_default_parameter':
    case 'typed_parameter':
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
      return parameter(node, to);
    case 'class_definition':
      return bases(node, to);
    case 'import_statement':
    case 'import_from_statement':
      return imported(node, to);
    default:
      return [];
  }
}

/** `url += path`, `headers |= more` of a name. */
function augmented(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  const operator = childOf(node, 'operator')?.type;
  if (left?.type !== 'identifier' || !right) return undefined;
  const span = { start: left.start, end: right.end };
  const both = [to.expression(left), to.expression(right)];
  if (operator === '+=') return { kind: 'template', parts: both, ...span };
  const entries = both.map((value) => ({ kind: 'spread' as const, value }));
  return operator === '|=' ? { kind: 'object', entries, intact: !node.broken, ...span } : undefined;
}

function assigned(
  target: SyntaxNode | undefined,
  value: SyntaxNode | Expression | undefined,
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
  const values =
    value && 'type' in value && /^(?:expression_list|tuple)$/.test(value.type) ? value.children : [];
  return target.children.flatMap((t, i) =>
    assigned(t, values.length === target.children.length ? values[i] : undefined, undefined, to),
  );
}

/** The object of `object.items()`. */
function itemsOf(node: SyntaxNode | undefined, to: Lowering): SyntaxNode | undefined {
  const callee = node?.type === 'call' ? childOf(node, 'function') : undefined;
  const name = callee && childOf(callee, 'attribute');
  return callee && name && to.written(name) === 'items' ? childOf(callee, 'object') : undefined;
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

/** The classes that a class is made from, by their names. */
function bases(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const name = childOf(node, 'name');
  return (childOf(node, 'superclasses')?.children ?? []).flatMap((base) =>
    name && /^(?:identifier|attribute)$/.test(base.type)
      ? [{ kind: 'base' as const, owner: to.written(name), name: to.written(base), node: base }]
      : [],
  );
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
