import type { Expression } from '../../expression.ts';
import { declaration } from '../../program/declarations.ts';
import type { Declared, Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { inClass, parameterName } from './functions.ts';
import { mergesInto } from './lower.ts';

/** The names that a node itself declares. */
export function declared(node: SyntaxNode, to: Lowering): readonly Declared[] {
  switch (node.type) {
    case 'assignment':
      return assigned(childOf(node, 'left'), childOf(node, 'right'), typeName(childOf(node, 'type'), to), to);
    case 'augmented_assignment':
      return mergesInto(node) ? [] : assigned(childOf(node, 'left'), augmented(node, to), undefined, to);
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
        ...(node.type === 'for_in_clause' ? { inClause: true as const } : {}),
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
    return [declaration('assignment', target, to, value, type)];
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

const COMPREHENSIONS: ReadonlySet<string> = new Set([
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);

/** True for a comprehension whose names stand for its items only, and for nothing that it goes over. */
export function comprehends(node: SyntaxNode, to: Lowering): boolean {
  if (!COMPREHENSIONS.has(node.type)) return false;
  const clauses = node.children.filter((child) => child.type === 'for_in_clause');
  const own = new Set(
    clauses.flatMap((clause) => namesIn(childOf(clause, 'left'))).map((n) => to.written(n)),
  );
  const over = clauses.map((clause) => childOf(clause, 'right'));
  return !over.some(
    (list) => list && [...(to.written(list).match(/\w+/g) ?? [])].some((word) => own.has(word)),
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

/** Types whose values are told by what they are given, not by their names. */
const PLAIN =
  /^(?:(?:typing|t|collections\.abc)\.)?(?:str|int|bool|float|dict|list|set|tuple|bytes|object|None|Any|Dict|List|Set|Tuple|(?:Mutable)?Mapping|Sequence|Iterable|JSON|Json)$/;

/** `Session` of `requests.Session`, `Session | None`, `Optional[Session]`. */
function typeName(node: SyntaxNode | undefined, to: Lowering): string | undefined {
  if (!node) return undefined;
  const written = to
    .written(node)
    .replace(/^["']|["']$/g, '')
    .replace(/^Optional\[(.*)\]$/, '$1')
    .split('|')[0]!
    .trim();
  return /^[\w.]+$/.test(written) && !PLAIN.test(written) ? written : undefined;
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
