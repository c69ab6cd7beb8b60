import type { Expression, ObjectEntry, ObjectExpression } from '../../expression.ts';
import type { Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { called, keyOf } from './call.ts';
import { constructed } from './data-types.ts';

const MAPS = /^(?:Sorted|Concurrent)?Dictionary$|^(?:JsonObject|JObject|ExpandoObject|Hashtable)$/;
/** What says of which type the value is that stands in it. */
const HOLDERS = /^(?:variable|property|method)_declaration$|^local_function_statement$/;
const LISTS = /^(?:List|HashSet|JsonArray|JArray|Collection)$/;

const valuesIn = (node: SyntaxNode | undefined): readonly SyntaxNode[] =>
  node?.children.filter((c) => c.type !== 'comment') ?? [];

/** `new Name(…) { … }` */
export function creation(node: SyntaxNode, to: Lowering): Expression | undefined {
  const type = childOf(node, 'type');
  return type && made(node, type, childOf(node, 'arguments'), childOf(node, 'initializer'), to);
}

/** `new(…) { … }`: the type is that of what it is given to. */
export function implicitCreation(node: SyntaxNode, to: Lowering): Expression | undefined {
  const list = node.children.find((c) => c.type === 'argument_list');
  const sets = node.children.find((c) => c.type === 'initializer_expression');
  const type = declaredType(node);
  if (type) return made(node, type, list, sets, to);
  const name = typeOfProperty(node, to);
  const start = node.start;
  return name === undefined
    ? undefined
    : {
        ...called(node, { kind: 'name', name, start, end: start + 3 }, list, to),
        constructs: true,
      };
}

function declaredType(node: SyntaxNode): SyntaxNode | undefined {
  const { parent } = node;
  const isGiven = parent?.type === 'arrow_expression_clause' || parent?.type === 'return_statement';
  let holder = parent?.type === 'variable_declarator' || isGiven ? parent.parent : parent;
  while (isGiven && holder && !HOLDERS.test(holder.type) && holder.type !== 'lambda_expression')
    holder = holder.parent;
  if (!holder || !HOLDERS.test(holder.type)) return undefined;
  const type = childOf(holder, 'type') ?? childOf(holder, 'returns');
  return type?.type === 'nullable_type' ? childOf(type, 'type') : type;
}

/** Classes of properties of HTTP clients, by the properties' names. */
function typeOfProperty({ parent }: SyntaxNode, to: Lowering): string | undefined {
  const target = parent?.type === 'assignment_expression' ? childOf(parent, 'left') : undefined;
  const name = target && (target.type === 'identifier' ? target : childOf(target, 'name'));
  const word = name ? to.written(name) : '';
  if (word === 'Authorization') return 'AuthenticationHeaderValue';
  return /(?:Address|Uri|Url)$/.test(word) ? 'Uri' : undefined;
}

function made(
  node: SyntaxNode,
  type: SyntaxNode,
  list: SyntaxNode | undefined,
  body: SyntaxNode | undefined,
  to: Lowering,
): Expression | undefined {
  const callee = to.expression(type);
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : '';
  const sets = body && initializer(body, to);
  const span = to.span(node);
  if (name === 'JObject' && list && !body) {
    const members = valuesIn(list).map((argument) => property(argument, to));
    const known = members.filter((member) => member !== undefined);
    if (known.length > 0)
      return {
        kind: 'object',
        entries: known,
        intact: !node.broken && known.length === members.length,
        ...span,
      };
  }
  if (MAPS.test(name)) {
    const entries = sets?.kind === 'object' ? sets.entries : [];
    const intact = !node.broken && (!body || valuesIn(body).length === 0 || sets?.kind === 'object');
    return { kind: 'object', entries: [...copied(list, to), ...entries], intact, ...span };
  }
  if (LISTS.test(name)) {
    const items = sets?.kind === 'array' ? sets.items : [];
    const complete = !node.broken && copied(list, to).length === 0;
    return { kind: 'array', items, complete, ...span };
  }
  const given = sets?.kind === 'object' ? sets : undefined;
  const call = { ...called(node, callee, list, to, given), constructs: true };
  return constructed(call, name, to) ?? call;
}

/** `new JProperty("keyId", keyId)` */
function property(argument: SyntaxNode, to: Lowering): ObjectEntry | undefined {
  const value = to.expression(argument);
  const isProperty =
    value.kind === 'call' &&
    value.constructs &&
    value.callee.kind === 'name' &&
    value.callee.name === 'JProperty';
  const [key, content] = isProperty ? value.args : [];
  return key && content && { kind: 'member', key, value: content };
}

/** What a map or list is a copy of; sizes and comparers of its keys are none. */
function copied(list: SyntaxNode | undefined, to: Lowering): ObjectEntry[] {
  const [first] = valuesIn(list);
  const value = first && to.expression(first);
  if (!value || value.kind === 'number' || /Comparer/.test(to.written(first))) return [];
  return [{ kind: 'spread', value }];
}

/** What stands in the braces behind a constructor: members, keys with values, or a list. */
export function initializer(node: SyntaxNode, to: Lowering): ObjectExpression | Expression {
  const parts = valuesIn(node);
  const entries = parts.map((part) => entryOf(part, to));
  const isObject = entries.some((entry) => entry !== undefined);
  if (!isObject) {
    const items = parts.map((part) => to.expression(part));
    return { kind: 'array', items, complete: !node.broken, ...to.span(node) };
  }
  const known = entries.filter((entry) => entry !== undefined);
  const intact = !node.broken && known.length === parts.length;
  return { kind: 'object', entries: known, intact, ...to.span(node) };
}

function entryOf(part: SyntaxNode, to: Lowering): ObjectEntry | undefined {
  if (part.type === 'initializer_expression') {
    const [key, value, ...others] = valuesIn(part);
    if (!key || !value || others.length > 0) return undefined;
    return { kind: 'member', key: to.expression(key), value: to.expression(value) };
  }
  if (part.type !== 'assignment_expression') return undefined;
  const [target, value] = [childOf(part, 'left'), childOf(part, 'right')];
  if (!target || !value) return undefined;
  const index = target.type === 'element_binding_expression' ? target.children[0] : undefined;
  return {
    kind: 'member',
    key: index ? to.expression(index) : keyOf(target, to),
    value: to.expression(value),
  };
}
