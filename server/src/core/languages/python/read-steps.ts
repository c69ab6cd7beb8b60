import type { ReadName, ResponseRead } from '../../model.ts';
import { EACH, type Flow, isOfV1, kept, noteDoubt, noteGiven, noteQuestion } from '../../reads/flow.ts';
import { LISTS, MAY_BE_MISSING } from '../../reads/responses.ts';
import { apiName, nameInSdk } from '../../sdk/naming.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { isMadeOf, OF_DICTIONARY, OF_TEXT } from './models.ts';
import { choiceAround, chosen, compared, isEmpty } from './read-choices.ts';
import { readByFormat } from './read-formats.ts';
import { isHandedOn } from './read-handed.ts';
import { asked, bound, gathered, itemAt, iterated, ofEach } from './read-items.ts';
import type { Walk } from './read-walk.ts';

/** What a node gives whose value is followed. */
export interface Next {
  readonly node: SyntaxNode;
  readonly flow: Flow;
}

/** Functions that call functions that send. */
export const DEEPEST = 4;
/** How the SDK names attributes. */
const NAMING = 'snake_case';
const PARSES = /^(?:(?:json|orjson|ujson|simplejson)\.)?loads$/;
const LOADS = /^(?:(?:json|ujson|simplejson)\.)?load$/;
/** Functions that only look at what they are given. */
const READERS =
  /^(?:print|p?print|pprint\.pprint|len|str|repr|bool|type|isinstance|list|dict|sorted|json\.dumps|jsonify|(?:JSON|Json|Http)?Response|(?:\w+\.)*_?log(?:ger|ging)?(?:\.\w+)*|st\.\w+|(?:click|typer)\.echo|(?:console|rich)\.\w+)$/;
/** Functions that give the outcome of what they are given. */
const AWAITS = /^(?:asyncio\.(?:run|wait_for)|(?:\w+\.)*run_until_complete|async_to_sync)$/;
/** Functions that give the outcomes of what they are given as a list. */
const GATHERS = /^(?:asyncio\.)?gather$/;
/** Functions that ask which attributes an object has: it is read by what they say. */
const ASKS = /^(?:(?:has|get|set|del)attr|vars)$/;
/** Methods of dictionaries that change nothing. */
const HARMLESS = /^(?:items|keys|values|copy|__contains__)$/;

/** What the parent of a node gives; undefined where the way of its value ends. */
export function through(walk: Walk, parent: SyntaxNode, node: SyntaxNode, flow: Flow): Next | undefined {
  if (parent.broken && !/statement|clause|block|module|definition/.test(parent.type)) return undefined;
  switch (parent.type) {
    case 'await':
    case 'parenthesized_expression':
      return { node: parent, flow };
    case 'attribute':
      return attribute(walk, parent, node, flow);
    case 'subscript':
      return node.field === 'value' ? subscript(walk, parent, node, flow) : end(walk, node, flow);
    case 'keyword_argument':
      return argument(walk, parent.parent, node, flow);
    case 'argument_list':
      return argument(walk, parent, node, flow);
    case 'assignment':
    case 'named_expression': {
      const target = childOf(parent, 'left') ?? childOf(parent, 'name');
      if (!target || target === node) return end(walk, node, flow);
      if (isOfV1(flow)) walk.models.typed(childOf(parent, 'type'), flow, walk.answers);
      if (parent.type === 'assignment') bound(walk, target, node, flow);
      walk.bind(target, flow);
      // `(data := …)["key"]` is the value as well.
      return parent.type === 'assignment' ? undefined : { node: parent, flow };
    }
    case 'augmented_assignment':
      return node.field === 'right' ? end(walk, node, flow) : written(flow);
    case 'as_pattern': {
      const target = parent.children[1];
      if (parent.children[0] === node && target) walk.bind(target.children[0] ?? target, flow);
      return undefined;
    }
    case 'with_item':
      return undefined;
    case 'for_statement':
    case 'for_in_clause':
      return node.field === 'right' ? iterated(walk, parent, node, flow) : end(walk, node, flow);
    case 'list_comprehension':
    case 'generator_expression':
      return node.field === 'body' ? ofEach(walk, parent, node, flow) : end(walk, node, flow);
    case 'comparison_operator':
      return compared(walk, parent, node, flow);
    case 'boolean_operator':
    case 'conditional_expression':
      return chosen(walk, parent, node, flow);
    case 'not_operator':
    case 'if_statement':
    case 'elif_clause':
    case 'while_statement':
    case 'assert_statement':
      noteQuestion(flow);
      return asked(walk, node, flow);
    case 'delete_statement':
      return written(flow);
    case 'binary_operator':
      readByFormat(walk, node, flow);
      return end(walk, node, flow);
    case 'dictionary_splat': {
      const call = parent.parent?.parent;
      const callee = call?.type === 'call' ? childOf(call, 'function') : undefined;
      if (isMadeOf(flow) && callee && walk.models.add(callee, flow, node)) return end(walk, node, flow);
      if (flow.path.at(-1)?.name === EACH && callee) walk.models.addItem(callee);
      noteDoubt(flow);
      return end(walk, node, flow);
    }
    case 'list_splat': {
      const list = parent.parent;
      const call = list?.type === 'argument_list' ? list.parent : undefined;
      const callee = call && childOf(call, 'function');
      const isOnly = list?.children.every(({ type }) =>
        /^(?:list_splat|keyword_argument|comment)$/.test(type),
      );
      if (flow.inside && call && callee && isOnly && GATHERS.test(walk.text.to.written(callee)))
        return { node: call, flow };
      noteDoubt(flow);
      return end(walk, node, flow);
    }
    case 'return_statement':
      walk.returned(parent, flow);
      return end(walk, node, flow);
    case 'yield':
      return walk.yielded(parent, flow) ? asked(walk, node, flow) : end(walk, node, flow);
    case 'tuple':
    case 'expression_list':
      if (node.field === 'left') return end(walk, node, flow);
      noteGiven(flow);
      end(walk, node, flow);
      return { node: parent, flow: kept(flow, `${indexIn(node)}`) };
    default:
      if (/^(?:pair|list|set)$/.test(parent.type)) noteGiven(flow);
      return end(walk, node, flow);
  }
}

/** Ends the way of a value at a node, and keeps what was read of it. */
export function end(walk: Walk, node: SyntaxNode, flow: Flow): undefined {
  const last = flow.path.at(-1)?.name;
  if (last === EACH || (flow.path.length === 1 && last !== undefined && LISTS.has(last)))
    flow.body?.isListGiven();
  const { text, answers } = walk;
  answers.record(
    flow,
    choiceAround(node, text),
    isHandedOn(node, (part) => text.to.written(part)),
  );
  return undefined;
}

/** `value.name`, `value.name()` */
function attribute(walk: Walk, parent: SyntaxNode, node: SyntaxNode, flow: Flow): Next | undefined {
  const attribute = childOf(parent, 'attribute');
  if (!attribute || node.field !== 'object') return undefined;
  const name = walk.text.to.written(attribute);
  const call = parent.field === 'function' && parent.parent?.type === 'call' ? parent.parent : undefined;
  if (flow.inside) return undefined;
  if (!flow.body) {
    const stepped = walk.answers.stepped(flow, call ? 'method' : 'member', name);
    const next = call ?? parent;
    if (stepped) return { node: next, flow: stepped };
    return call && /^(?:decode|strip|raise_for_status|__enter__|__aenter__)$/.test(name)
      ? { node: call, flow }
      : undefined;
  }
  if (flow.attributes && !call) return ofObject(walk, parent, node, attribute, flow);
  if (flow.attributes || !call) return end(walk, node, flow);
  const key =
    name === 'get' ? childOf(call, 'arguments')?.children.find((c) => c.type !== 'comment') : undefined;
  if (key?.type === 'string') return got(walk, call, node, key, flow);
  if (/^(?:pop|update|setdefault|clear|popitem)$/.test(name)) return written(flow);
  if (!HARMLESS.test(name)) noteDoubt(flow);
  return name === 'copy' ? { node: call, flow } : end(walk, node, flow);
}

/** `value.name` of an object that an SDK makes. */
function ofObject(
  walk: Walk,
  whole: SyntaxNode,
  object: SyntaxNode,
  key: SyntaxNode,
  flow: Flow,
): Next | undefined {
  if (whole.field === 'left' && /assignment/.test(whole.parent?.type ?? '')) return written(flow);
  const { source, to } = walk.text;
  const name = { name: apiName(to.written(key), NAMING), range: source.range(key.start, key.end) };
  const insert: ResponseRead['insert'] = source.isVerbatim(object.start, whole.end)
    ? (names) => [
        {
          range: source.range(object.end, object.end),
          newText: names.map((n) => `.${nameInSdk(n, NAMING)}`).join(''),
        },
      ]
    : undefined;
  const read = walk.answers.member(flow, name, insert);
  return read && { node: whole, flow: read };
}

/** `value.get("name", other)` */
function got(walk: Walk, call: SyntaxNode, node: SyntaxNode, key: SyntaxNode, flow: Flow): Next | undefined {
  const read = named(walk, call, node, key, flow);
  const other = childOf(call, 'arguments')?.children.filter((c) => c.type !== 'comment')[1];
  if (!read || !other || isEmpty(walk, other) || read.flow.path.at(-1)!.name !== 'data') return read;
  noteQuestion(read.flow);
  return end(walk, read.node, read.flow);
}

/** `value["name"]` */
function subscript(walk: Walk, parent: SyntaxNode, node: SyntaxNode, flow: Flow): Next | undefined {
  if (parent.field === 'left' && /assignment/.test(parent.parent?.type ?? '')) return written(flow);
  const key = childOf(parent, 'subscript');
  if (flow.inside && key?.type === 'integer') {
    const range = walk.text.source.range(key.start, key.end);
    const taken = walk.answers.member(flow, { name: walk.text.to.written(key), range });
    return taken && { node: parent, flow: taken };
  }
  if (flow.attributes) return end(walk, node, flow);
  const item = key && itemAt(walk, parent, key, flow);
  if (item) return item;
  return key?.type === 'string' ? named(walk, parent, node, key, flow) : end(walk, node, flow);
}

/** The member that a string names. `whole` is the node that gives it. */
function named(
  walk: Walk,
  whole: SyntaxNode,
  object: SyntaxNode,
  key: SyntaxNode,
  flow: Flow,
): Next | undefined {
  const { to, source } = walk.text;
  const expression = to.expression(key);
  if (!flow.body || expression.kind !== 'text' || !expression.closed) return undefined;
  const found = { name: expression.value.text, range: expression.value.range() };
  const name: ReadName = whole.type === 'subscript' ? { ...found, needed: true } : found;
  const quote = /["']/.exec(to.written(key))?.[0] ?? '"';
  const insert: ResponseRead['insert'] = source.isVerbatim(object.start, whole.end)
    ? (names) => [
        {
          range: source.range(object.end, object.end),
          newText: names
            .map((n) =>
              whole.type === 'call' && MAY_BE_MISSING.has(n)
                ? `.get(${quote}${n}${quote}, {})`
                : `[${quote}${n}${quote}]`,
            )
            .join(''),
        },
      ]
    : undefined;
  const read = walk.answers.member(flow, name, insert);
  return read && { node: whole, flow: read };
}

/** A value that a function is given. */
function argument(walk: Walk, list: SyntaxNode | undefined, node: SyntaxNode, flow: Flow): Next | undefined {
  const call = list?.parent;
  const callee = call && childOf(call, 'function');
  if (!call || !callee) return end(walk, node, flow);
  const name = walk.text.to.written(callee);
  if (LOADS.test(name) || PARSES.test(name)) {
    const parsed = walk.answers.stepped(flow, LOADS.test(name) ? 'load' : 'parse');
    return parsed && { node: call, flow: parsed };
  }
  if (AWAITS.test(name)) return { node: call, flow };
  const listed = gathered(walk, call, name, node, flow);
  if (listed) return listed === 'kept' ? undefined : listed;
  readByFormat(walk, node, flow);
  const index = indexIn(node);
  if (GATHERS.test(name)) return { node: call, flow: kept(flow, `${index}`) };
  if (/^(?:typing\.)?cast$/.test(name) && index === 1) return { node: call, flow };
  if (model(walk, callee, node, flow)) return end(walk, node, flow);
  const keyword = node.parent?.type === 'keyword_argument' ? childOf(node.parent, 'name') : undefined;
  const argument = keyword ? walk.text.to.written(keyword) : index;
  if (flow.depth < DEEPEST && !list.children.some(({ type }) => /splat/.test(type)))
    if (walk.given.add(call, argument, flow)) return end(walk, node, flow);
  if (ASKS.test(name)) flow.body?.isChanged();
  else if (!READERS.test(name) && !flow.inside && !isOfV1(flow)) noteDoubt(flow);
  noteGiven(flow, name);
  return end(walk, node, flow);
}

/** `Model.model_validate(body)`, `Model.model_validate_json(text)` */
function model(walk: Walk, callee: SyntaxNode, node: SyntaxNode, flow: Flow): boolean {
  const [holder, name] = [childOf(callee, 'object'), childOf(callee, 'attribute')];
  if (callee.type !== 'attribute' || holder?.type !== 'identifier' || !name) return false;
  const method = walk.text.to.written(name);
  if (OF_DICTIONARY.test(method)) return isMadeOf(flow) && walk.models.add(holder, flow, node);
  const parsed = OF_TEXT.test(method) ? walk.answers.stepped(flow, 'parse') : undefined;
  return parsed !== undefined && walk.models.add(holder, parsed);
}

function written({ body }: Flow): undefined {
  body?.isChanged();
  return undefined;
}

/** The place of a node among the values of a list, comments aside. */
function indexIn(node: SyntaxNode): number {
  const own = node.parent?.type === 'keyword_argument' ? node.parent : node;
  return (own.parent?.children ?? []).filter(({ type }) => type !== 'comment').indexOf(own);
}
