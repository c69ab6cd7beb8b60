import type { ResponseRead } from '../../model.ts';
import { type AnswerReader, type AnswerText, placeAround, usesReached } from '../../program/answers.ts';
import { GivenValues } from '../../program/given-values.ts';
import { valueExpression, valueIn } from '../../program/name-events.ts';
import { Answers, type Flow, isWhole, kept, noteDoubt, noteGiven, noteQuestion } from '../../reads/flow.ts';
import { MAY_BE_MISSING } from '../../reads/responses.ts';
import { apiName, nameInSdk } from '../../sdk/naming.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { waysToBody, waysToSdkBody } from './answers.ts';
import { Models, OF_DICTIONARY, OF_TEXT } from './models.ts';

interface Next {
  readonly node: SyntaxNode;
  readonly flow: Flow;
}

/** Functions that call functions that send. */
const DEEPEST = 4;
/** Values that are followed in one text. */
const MOST_FLOWS = 2_000;
/** How the SDK names attributes. */
const NAMING = 'snake_case';
const PARSES = /^(?:(?:json|orjson|ujson|simplejson)\.)?loads$/;
const LOADS = /^(?:(?:json|ujson|simplejson)\.)?load$/;
/** Functions that only look at what they are given. */
const READERS =
  /^(?:print|p?print|pprint\.pprint|len|str|repr|bool|type|isinstance|list|dict|sorted|json\.dumps|jsonify|(?:JSON|Json|Http)?Response|(?:\w+\.)*_?log(?:ger|ging)?(?:\.\w+)*|st\.\w+|(?:click|typer)\.echo|(?:console|rich)\.\w+)$/;
/** Functions that give the outcome of what they are given. */
const AWAITS = /^(?:asyncio\.(?:run|wait_for)|(?:\w+\.)*run_until_complete|async_to_sync)$/;
/** Functions that ask which attributes an object has: it is read by what they say. */
const ASKS = /^(?:(?:has|get|set|del)attr|vars)$/;
/** Tests that put something of their own in the place of the SDK, or of what makes its client. */
const PATCHED = /\bpatch(?:\.object)?\(\s*[^()\n]*unkey/i;
/** Methods of dictionaries that change nothing. */
const HARMLESS = /^(?:items|keys|values|copy|__contains__)$/;

/** Follows what calls give through a text of Python. */
export const readAnswers: AnswerReader = (text, sent) => {
  const reader = new Reader(text);
  for (const { node, client, call, oneOf } of sent) {
    if (call?.sdk) {
      const ways = PATCHED.test(text.source.text) ? [] : waysToSdkBody(client, call);
      if (ways.length > 0) reader.follow(node, { ...reader.answers.begin(call, ways), attributes: true });
      continue;
    }
    const ways = waysToBody(client);
    if (ways.length > 0) reader.follow(node, reader.answers.begin(call, ways, oneOf));
  }
  return reader.found();
};

class Reader {
  readonly answers = new Answers();
  private readonly given: GivenValues;
  private readonly models: Models;
  private flows = 0;

  constructor(private readonly text: AnswerText) {
    this.given = new GivenValues(text);
    this.models = new Models(text);
  }

  /** The reads of all that was followed. */
  found(): readonly ResponseRead[] {
    for (let next = this.given.next(); next.length > 0; next = this.given.next())
      for (const { uses, flow } of next) for (const use of uses) this.followUse(use, flow);
    for (const flow of this.given.rest()) {
      noteDoubt(flow);
      noteGiven(flow);
    }
    this.models.record(this.answers);
    return this.answers.found();
  }

  /** Follows the value of a node up to where it is read, kept or given away. */
  follow(node: SyntaxNode, flow: Flow): void {
    if (++this.flows > MOST_FLOWS) return;
    let now: Next | undefined = { node, flow };
    while (now) {
      const { parent } = now.node;
      if (!parent) {
        this.end(now.node, now.flow);
        return;
      }
      now = this.through(parent, now.node, now.flow);
    }
  }

  /** What the parent of a node gives; undefined where the way of its value ends. */
  private through(parent: SyntaxNode, node: SyntaxNode, flow: Flow): Next | undefined {
    if (parent.broken && !/statement|clause|block|module|definition/.test(parent.type)) return undefined;
    switch (parent.type) {
      case 'await':
      case 'parenthesized_expression':
        return { node: parent, flow };
      case 'attribute':
        return this.attribute(parent, node, flow);
      case 'subscript':
        return node.field === 'value' ? this.subscript(parent, node, flow) : this.end(node, flow);
      case 'keyword_argument':
        return this.argument(parent.parent, node, flow);
      case 'argument_list':
        return this.argument(parent, node, flow);
      case 'assignment':
      case 'named_expression': {
        const target = childOf(parent, 'left') ?? childOf(parent, 'name');
        this.end(node, flow);
        if (target && target !== node) this.bind(target, flow);
        return undefined;
      }
      case 'augmented_assignment':
        return node.field === 'right' ? this.end(node, flow) : written(flow);
      case 'as_pattern': {
        const target = parent.children[1];
        if (parent.children[0] === node && target) this.bind(target.children[0] ?? target, flow);
        return undefined;
      }
      case 'with_item':
        return undefined;
      case 'comparison_operator':
        return this.compared(parent, node, flow);
      case 'boolean_operator':
      case 'conditional_expression':
        return this.chosen(parent, node, flow);
      case 'not_operator':
      case 'if_statement':
      case 'elif_clause':
      case 'while_statement':
      case 'assert_statement':
        noteQuestion(flow);
        return this.end(node, flow);
      case 'delete_statement':
        return written(flow);
      case 'dictionary_splat': {
        const call = parent.parent?.parent;
        const callee = call?.type === 'call' ? childOf(call, 'function') : undefined;
        if (isWhole(flow) && callee && this.models.add(callee, flow)) return this.end(node, flow);
        noteDoubt(flow);
        return this.end(node, flow);
      }
      case 'list_splat':
        noteDoubt(flow);
        return this.end(node, flow);
      case 'return_statement':
        this.returned(parent, flow);
        return this.end(node, flow);
      case 'tuple':
      case 'expression_list':
        if (node.field === 'left') return this.end(node, flow);
        noteGiven(flow);
        this.end(node, flow);
        return { node: parent, flow: kept(flow, `${indexIn(node)}`) };
      default:
        if (/^(?:pair|list|set)$/.test(parent.type)) noteGiven(flow);
        return this.end(node, flow);
    }
  }

  private end(node: SyntaxNode, flow: Flow): undefined {
    this.answers.record(flow, choiceAround(node, this.text));
    return undefined;
  }

  /** `value.name`, `value.name()` */
  private attribute(parent: SyntaxNode, node: SyntaxNode, flow: Flow): Next | undefined {
    const attribute = childOf(parent, 'attribute');
    if (!attribute || node.field !== 'object') return undefined;
    const name = this.text.to.written(attribute);
    const call = parent.field === 'function' && parent.parent?.type === 'call' ? parent.parent : undefined;
    if (flow.inside) return undefined;
    if (!flow.body) {
      const stepped = this.answers.stepped(flow, call ? 'method' : 'member', name);
      const next = call ?? parent;
      if (stepped) return { node: next, flow: stepped };
      return call && /^(?:decode|strip|__enter__|__aenter__)$/.test(name) ? { node: call, flow } : undefined;
    }
    if (flow.attributes && !call) return this.ofObject(parent, node, attribute, flow);
    if (flow.attributes || !call) return this.end(node, flow);
    const key =
      name === 'get' ? childOf(call, 'arguments')?.children.find((c) => c.type !== 'comment') : undefined;
    if (key?.type === 'string') return this.got(call, node, key, flow);
    if (/^(?:pop|update|setdefault|clear|popitem)$/.test(name)) return written(flow);
    if (!HARMLESS.test(name)) noteDoubt(flow);
    return name === 'copy' ? { node: call, flow } : this.end(node, flow);
  }

  /** `value.name` of an object that an SDK makes. */
  private ofObject(whole: SyntaxNode, object: SyntaxNode, key: SyntaxNode, flow: Flow): Next | undefined {
    if (whole.field === 'left' && /assignment/.test(whole.parent?.type ?? '')) return written(flow);
    const { source, to } = this.text;
    const name = { name: apiName(to.written(key), NAMING), range: source.range(key.start, key.end) };
    const insert: ResponseRead['insert'] = source.isVerbatim(object.start, whole.end)
      ? (names) => [
          {
            range: source.range(object.end, object.end),
            newText: names.map((n) => `.${nameInSdk(n, NAMING)}`).join(''),
          },
        ]
      : undefined;
    const read = this.answers.member(flow, name, insert);
    return read && { node: whole, flow: read };
  }

  /** `value.get("name", other)` */
  private got(call: SyntaxNode, node: SyntaxNode, key: SyntaxNode, flow: Flow): Next | undefined {
    const read = this.read(call, node, key, flow);
    const other = childOf(call, 'arguments')?.children.filter((c) => c.type !== 'comment')[1];
    if (!read || !other || this.isEmpty(other) || read.flow.path.at(-1)!.name !== 'data') return read;
    noteQuestion(read.flow);
    return this.end(read.node, read.flow);
  }

  /** `value["name"]` */
  private subscript(parent: SyntaxNode, node: SyntaxNode, flow: Flow): Next | undefined {
    if (parent.field === 'left' && /assignment/.test(parent.parent?.type ?? '')) return written(flow);
    const key = childOf(parent, 'subscript');
    if (flow.inside && key?.type === 'integer') {
      const range = this.text.source.range(key.start, key.end);
      const taken = this.answers.member(flow, { name: this.text.to.written(key), range });
      return taken && { node: parent, flow: taken };
    }
    if (flow.attributes) return this.end(node, flow);
    return key?.type === 'string' ? this.read(parent, node, key, flow) : this.end(node, flow);
  }

  /** The member that a string names. `whole` is the node that gives it. */
  private read(whole: SyntaxNode, object: SyntaxNode, key: SyntaxNode, flow: Flow): Next | undefined {
    const { to, source } = this.text;
    const expression = to.expression(key);
    if (!flow.body || expression.kind !== 'text' || !expression.closed) return undefined;
    const name = { name: expression.value.text, range: expression.value.range() };
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
    const read = this.answers.member(flow, name, insert);
    return read && { node: whole, flow: read };
  }

  /** A value that a function is given. */
  private argument(list: SyntaxNode | undefined, node: SyntaxNode, flow: Flow): Next | undefined {
    const call = list?.parent;
    const callee = call && childOf(call, 'function');
    if (!call || !callee) return this.end(node, flow);
    const name = this.text.to.written(callee);
    if (LOADS.test(name) || PARSES.test(name)) {
      const parsed = this.answers.stepped(flow, LOADS.test(name) ? 'load' : 'parse');
      return parsed && { node: call, flow: parsed };
    }
    if (AWAITS.test(name)) return { node: call, flow };
    const index = indexIn(node);
    if (/^(?:asyncio\.)?gather$/.test(name)) return { node: call, flow: kept(flow, `${index}`) };
    if (/^(?:typing\.)?cast$/.test(name) && index === 1) return { node: call, flow };
    if (this.model(callee, flow)) return this.end(node, flow);
    const keyword = node.parent?.type === 'keyword_argument' ? childOf(node.parent, 'name') : undefined;
    const argument = keyword ? this.text.to.written(keyword) : index;
    if (flow.depth < DEEPEST && !list.children.some(({ type }) => /splat/.test(type)))
      if (this.given.add(call, argument, flow)) return this.end(node, flow);
    if (ASKS.test(name)) flow.body?.isChanged();
    else if (!READERS.test(name) && !flow.inside) noteDoubt(flow);
    noteGiven(flow, name);
    return this.end(node, flow);
  }

  /** `Model.model_validate(body)`, `Model.model_validate_json(text)` */
  private model(callee: SyntaxNode, flow: Flow): boolean {
    const [holder, name] = [childOf(callee, 'object'), childOf(callee, 'attribute')];
    if (callee.type !== 'attribute' || holder?.type !== 'identifier' || !name) return false;
    const method = this.text.to.written(name);
    if (OF_DICTIONARY.test(method)) return isWhole(flow) && this.models.add(holder, flow);
    const parsed = OF_TEXT.test(method) ? this.answers.stepped(flow, 'parse') : undefined;
    return parsed !== undefined && this.models.add(holder, parsed);
  }

  private compared(parent: SyntaxNode, node: SyntaxNode, flow: Flow): undefined {
    const [left, right] = parent.children.filter((c) => c.field !== 'operators');
    const asks = parent.children.some((c) => c.field === 'operators' && /\bin\b/.test(c.type));
    if (asks && right === node && isWhole(flow)) {
      const key = left && this.text.to.expression(left);
      if (key?.kind !== 'text' || key.value.text === 'data') noteDoubt(flow);
    } else noteQuestion(flow);
    return this.end(node, flow);
  }

  /** A value that is one of two, or decides. */
  private chosen(choice: SyntaxNode, node: SyntaxNode, flow: Flow): Next | undefined {
    const operands = choice.children.filter((c) => c.type !== 'comment' && c.field !== 'operator');
    const isEither = choice.type === 'conditional_expression';
    const isGuard = childOf(choice, 'operator')?.type === 'and';
    if (isGuard && operands[1] === node) return { node: choice, flow };
    if (isGuard || (isEither && operands[1] === node)) {
      noteQuestion(flow);
      return this.end(node, flow);
    }
    const others = operands.filter((c, i) => c !== node && !(isEither && i === 1));
    if (others.every((c) => this.isEmpty(c))) return { node: choice, flow };
    noteDoubt(flow);
    noteQuestion(flow);
    return this.end(node, flow);
  }

  /** True for `None`, `{}`, `""`. */
  private isEmpty(node: SyntaxNode): boolean {
    return /^(?:None|False|\{\s*\}|\[\s*\]|dict\(\)|""|'')$/.test(this.text.to.written(node));
  }

  /** The uses of a variable that is given a value. */
  private bind(target: SyntaxNode, flow: Flow): void {
    if (/^(?:pattern_list|tuple_pattern|list_pattern)$/.test(target.type) && flow.inside) {
      const { source } = this.text;
      for (const [i, item] of target.children.entries()) {
        const taken = this.answers.member(flow, { name: `${i}`, range: source.range(item.start, item.end) });
        if (taken) this.bind(item, taken);
      }
    }
    if (target.type === 'attribute') this.field(target, flow);
    if (target.type !== 'identifier') return;
    for (const use of usesReached(this.text, target)) this.followUse(use, flow);
  }

  private followUse(use: SyntaxNode, flow: Flow): void {
    const isName =
      use.field === 'attribute' || (use.field === 'name' && use.parent?.type === 'keyword_argument');
    if (!isName) this.follow(use, flow);
  }

  /** A field of the own object that gets its only value: `self.answer`. */
  private field(target: SyntaxNode, flow: Flow): void {
    const { names, to } = this.text;
    const own = to.expression(target);
    const owner = names.ownerOf(names.areaOf(target));
    if (own.kind !== 'member' || !names.isSelf(own.object) || owner === undefined) return;
    const others = (names.fields.get(owner)?.get(own.property) ?? []).filter(
      ({ declared }) => declared.node.start !== target.start,
    );
    const isEmpty = others.every((event) => {
      const value = valueExpression(to, valueIn(event));
      return !value || /^(?:null|undefined)$/.test(value.kind);
    });
    if (!isEmpty) {
      noteDoubt(flow);
      return;
    }
    for (const use of names.usesOf(own.property)) {
      const whole = use.parent;
      if (whole?.type !== 'attribute' || use.field !== 'attribute' || whole.start === target.start) continue;
      const read = to.expression(whole);
      if (read.kind !== 'member' || !names.isSelf(read.object)) continue;
      if (names.ownerOf(names.areaOf(whole)) === owner && whole.field !== 'left') this.follow(whole, flow);
    }
  }

  /** What the calls of the function around a `return` give, if it gives nothing else. */
  private returned(statement: SyntaxNode, flow: Flow): void {
    const place = placeAround(this.text.names, statement);
    if (!place || !this.givesOnly(place.node, statement)) return;
    const left = this.given.left(place, flow);
    if (left) this.follow(...left);
    if (left || flow.depth >= DEEPEST) return;
    const sites = this.text.sitesOf(place);
    if (sites.length === 0) noteGiven(flow);
    for (const site of sites) {
      const call = this.text.callAt(site) ?? flow.call;
      this.follow(site, { ...flow, call, depth: flow.depth + 1 });
    }
  }

  private givesOnly(node: SyntaxNode, statement: SyntaxNode): boolean {
    return node.children.every((child) => {
      if (child === statement || this.text.names.areaBy(child)) return true;
      if (child.type !== 'return_statement') return this.givesOnly(child, statement);
      const [value] = child.children;
      return !value || this.isEmpty(value);
    });
  }
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

const OPERANDS =
  /^(?:parenthesized_expression|attribute|subscript|call|await|not_operator|comparison_operator)$/;

/** Where the outermost choice begins that the value of a node is one side of. */
function choiceAround(node: SyntaxNode, { to }: AnswerText): number | undefined {
  let found: number | undefined;
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'conditional_expression') found = parent.start;
    else if (parent.type === 'boolean_operator') {
      if (childOf(parent, 'operator')?.type === 'or' || /\bor\b/.test(to.written(parent)))
        found = parent.start;
    } else if (!OPERANDS.test(parent.type)) break;
  }
  return found;
}
