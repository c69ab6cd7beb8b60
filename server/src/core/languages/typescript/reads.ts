import { lazy } from '../../lazy.ts';
import type { ApiCall, ResponseRead } from '../../model.ts';
import {
  Answers,
  type Flow,
  isWhole,
  noteDoubt,
  noteGiven,
  noteQuestion,
  type Steps,
} from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { AWAITS, answersOtherwise, IN_SENDER, mayUnwrap, PASSES, READERS, waysToBody } from './answers.ts';
import { isAssigned } from './assigned.ts';
import type { Cutter } from './cutter.ts';
import { functionAround, type LocalFunction } from './local-functions.ts';
import type { Match } from './origin.ts';
import {
  AS_TEXT,
  catcherOf,
  deliveriesOf,
  isText,
  onlyOwner,
  PIECES,
  piped,
  TEXTS,
  waysFromError,
} from './read-callbacks.ts';
import { insertedInMember } from './read-edits.ts';
import { fieldUses } from './read-fields.ts';
import { callSitesOf, givesNothingElse, givesOnly, handedIn } from './read-functions.ts';
import { GivenValues, indexIn, isAwaited, keptIn } from './read-given.ts';
import { hookedBy } from './read-hooks.ts';
import { callOf, choiceAround, isEmptyValue, type Place, textOf } from './read-nodes.ts';
import { type Bound, boundBy, boundByCallback, boundByParameter } from './read-patterns.ts';
import { typedAs } from './read-types.ts';
import type { Reading } from './reading.ts';
import type { Contexts } from './sdk-contexts.ts';
import { tokenAt, wordAt } from './tokens.ts';

/** What a node gives whose value is followed. */
interface Next {
  readonly node: SyntaxNode;
  readonly flow: Flow;
}

/** Functions that call functions that send. */
const DEEPEST = 4;
/** Values that are followed in one text. */
const MOST_FLOWS = 2_000;
/** Finds what is read of the answers to calls, by following what these give through a text. */
export class ReadFinder {
  private readonly answers = new Answers();
  private readonly given: GivenValues;
  private flows = 0;
  private readonly unwraps = lazy(() => mayUnwrap(this.reading.tokens.text));

  /** @param callAt the request that the call with its arguments at token `open` sends, where there is just one. */
  constructor(
    private readonly reading: Reading,
    private readonly cutter: Cutter,
    private readonly callAt: (open: number) => ApiCall | undefined,
  ) {
    this.given = new GivenValues(reading);
  }

  /**
   * Follows what the call of a client gives whose arguments begin with token `open`. `oneOf`: one of the calls that it is,
   * where that depends on who calls the function around it.
   */
  ofClient(open: number, { client, name, token, proven }: Match, oneOf: ApiCall | undefined): void {
    const { tokens, scope } = this.reading;
    if ((client.name !== 'fetch' && this.unwraps()) || (!proven && scope.replacesFetch)) return;
    if (answersOtherwise(client.name, tokens.text)) return;
    const called = name || tokens.text.slice(token.start, token.end);
    const failed = waysFromError(client.name);
    this.from(open, waysToBody(client.name, called), {
      ...{ chain: client.chain ?? {}, oneOf },
      ...(failed ? { failed } : {}),
    });
    this.delivered(open, client.name, oneOf);
  }

  /** What a client calls functions with, keeps in the object that sends, or throws. */
  private delivered(open: number, client: string, oneOf: ApiCall | undefined): void {
    const place = this.callPlace(open);
    const begin = (ways: readonly Steps[]): Flow => this.answers.begin(this.callAt(open), ways, oneOf);
    if (!place) return;
    for (const { callback, index, ways } of deliveriesOf(this.reading, client, place))
      this.callback({ island: place.island, node: callback }, begin(ways), index);
    const inSender = Object.hasOwn(IN_SENDER, client) ? IN_SENDER[client] : undefined;
    const owner = inSender && onlyOwner(this.reading, place);
    if (inSender && owner !== undefined) this.used(this.reading.tokens.starts[owner]!, begin(inSender));
    const failed = waysFromError(client);
    const catcher = failed && catcherOf(this.reading, open);
    if (failed && catcher !== undefined) this.used(this.reading.tokens.starts[catcher]!, begin(failed));
  }

  /** Follows what middleware of an SDK hands in, which is the answer to `call`. */
  ofContexts(call: ApiCall, { answers, handlers }: Contexts): void {
    // One value, wherever it is asked for.
    const flow = this.answers.begin(call, [[]]);
    for (const place of answers) this.follow(place, flow);
    for (const place of handlers) this.callback(place, flow, 1);
  }

  /** The reads of all that was followed, in no order. */
  found(): readonly ResponseRead[] {
    for (let next = this.given.next(); next.length > 0; next = this.given.next())
      for (const { parameter, flow } of next)
        if (typeof parameter === 'number') this.used(parameter, flow);
        else this.bound(boundByParameter(this.reading, this.answers, parameter, flow));
    for (const flow of this.given.rest()) {
      noteDoubt(flow);
      noteGiven(flow);
    }
    return this.answers.found();
  }

  /** Follows what a call gives by which one of `ways` leads to the body; the call of an SDK may give it itself. */
  from(open: number, ways: readonly Steps[], more: Pick<Flow, 'chain' | 'oneOf' | 'failed'> = {}): void {
    const place = ways.length > 0 ? this.callPlace(open) : undefined;
    if (!place) return;
    const flow = { ...this.answers.begin(this.callAt(open), ways), ...more };
    this.follow(place, this.typed(place, 'type_arguments', flow));
  }

  /** The call whose arguments begin with token `open`. */
  private callPlace(open: number): Place | undefined {
    const { islands, tokens } = this.reading;
    const [island, node] = islands.enclosing(open, 'arguments');
    const call = node?.parent;
    if (!island || !call || call.broken || call.type !== 'call_expression') return undefined;
    return node.start + island.shift === tokens.starts[open] ? { island, node: call } : undefined;
  }

  private typed({ island, node }: Place, field: string, flow: Flow): Flow {
    return typedAs(this.reading, island, childOf(node, field), flow);
  }

  /** Follows the value of a node up to where it is read, kept or given away. */
  private follow({ island, node }: Place, flow: Flow): void {
    if (++this.flows > MOST_FLOWS) return;
    let now: Next | undefined = { node, flow };
    while (now) {
      const { parent } = now.node;
      if (!parent) {
        this.end({ island, node: now.node }, now.flow);
        return;
      }
      now = this.through({ island, node: parent }, now.node, now.flow);
    }
  }

  /** What the parent of a node gives; undefined where the way of its value ends. */
  private through(up: Place, node: SyntaxNode, flow: Flow): Next | undefined {
    const { node: parent, island } = up;
    if (parent.broken && !/statement|body|program/.test(parent.type)) return undefined;
    const here: Place = { island, node };
    switch (parent.type) {
      case 'await_expression':
      case 'parenthesized_expression':
      case 'non_null_expression':
        return { node: parent, flow };
      case 'as_expression':
      case 'satisfies_expression':
      case 'type_assertion': {
        const type = parent.children.find((c) => c !== node && c.type !== 'comment');
        return { node: parent, flow: typedAs(this.reading, island, type, flow) };
      }
      case 'member_expression':
        return this.member(up, flow);
      case 'subscript_expression':
        return node.field === 'object' ? this.element(up, node, flow) : this.end(here, flow);
      case 'variable_declarator': {
        const name = childOf(parent, 'name');
        this.end(here, flow);
        if (name && node.field === 'value') this.bind({ island, node: name }, this.typed(up, 'type', flow));
        return undefined;
      }
      case 'assignment_expression': {
        const left = childOf(parent, 'left');
        if (node.field !== 'right' || !left) return undefined;
        if (left.type === 'identifier') this.assigned(left.start + island.shift, flow);
        else if (left.type === 'member_expression') this.field({ island, node: left }, flow);
        return this.end(here, flow);
      }
      case 'arguments':
        return this.argument(up, node, flow);
      case 'binary_expression':
      case 'ternary_expression':
        return this.chosen(up, node, flow);
      case 'unary_expression':
        return /^delete\b/.test(textOf(this.reading, island, parent))
          ? written(flow)
          : this.asked(here, flow);
      case 'if_statement':
      case 'while_statement':
        return this.asked(here, flow);
      case 'spread_element':
        noteDoubt(flow);
        return this.end(here, flow);
      case 'arrow_function':
        if (node.field === 'body') this.returned(node.start + island.shift, flow);
        return node.field === 'body' ? this.end(here, flow) : undefined;
      case 'return_statement':
        this.returned(node.start + island.shift, flow);
        return this.end(here, flow);
      case 'augmented_assignment_expression':
      case 'update_expression':
        if (node.field === 'right' && isText(flow)) return this.collected(up, childOf(parent, 'left'), flow);
        return node.field === 'right' ? this.end(here, flow) : written(flow);
      case 'pair':
      case 'array':
      case 'object': {
        if (parent.type !== 'array' || !isAwaited(this.reading, island, parent)) noteGiven(flow);
        this.end(here, flow);
        return keptIn(this.reading, island, node, flow);
      }
      default:
        return this.end(here, flow);
    }
  }

  private end(here: Place, flow: Flow): undefined {
    this.answers.record(flow, choiceAround(here));
    return undefined;
  }

  /** A value that is asked for, to decide what to do. */
  private asked(here: Place, flow: Flow): undefined {
    noteQuestion(flow);
    return this.end(here, flow);
  }

  /** `value.name` */
  private member({ node: parent, island }: Place, flow: Flow): Next | undefined {
    const property = childOf(parent, 'property');
    if (!property) return undefined;
    const name = textOf(this.reading, island, property);
    const call = callOf(parent);
    if (call) return this.method({ island, node: call }, parent, name, flow);
    return this.named(parent, { island, node: property }, name, flow);
  }

  /** `value['name']` */
  private element({ node: parent, island }: Place, node: SyntaxNode, flow: Flow): Next | undefined {
    const index = childOf(parent, 'index');
    if (index?.type === 'number' && flow.inside)
      return this.named(parent, { island, node: index }, textOf(this.reading, island, index), flow);
    if (index?.type !== 'string') return this.end({ island, node }, flow);
    const key = { ...index, start: index.start + 1, end: index.end - 1 };
    return this.named(parent, { island, node: key }, textOf(this.reading, island, key), flow);
  }

  private named(
    parent: SyntaxNode,
    { node: key, island }: Place,
    name: string,
    flow: Flow,
  ): Next | undefined {
    if (parent.field === 'left' && /assignment/.test(parent.parent?.type ?? '')) return written(flow);
    const range = this.reading.source.range(key.start + island.shift, key.end + island.shift);
    const insert = insertedInMember(this.reading, island, parent);
    const read = this.answers.member(flow, { name, range }, insert);
    return read && { node: parent, flow: read };
  }

  /** A method called on a value. */
  private method(
    { node: call, island }: Place,
    callee: SyntaxNode,
    name: string,
    flow: Flow,
  ): Next | undefined {
    if (call.broken) return undefined;
    const callback = childOf(call, 'arguments')?.children.find((c) => c.type !== 'comment');
    if (/^(?:then|done|subscribe)$/.test(name)) {
      if (callback) this.callback({ island, node: callback }, flow);
      const next = call.parent?.type === 'member_expression' ? childOf(call.parent, 'property') : undefined;
      const isCaught = flow.failed && next && /^(?:catch|fail)$/.test(textOf(this.reading, island, next));
      return isCaught ? { node: call, flow: this.failing(flow) } : undefined;
    }
    if (name === 'finally') return { node: call, flow };
    if (name === 'pipe' && !flow.inside) {
      const { callbacks, gives } = piped(this.reading, { island, node: call });
      for (const node of callbacks) this.callback({ island, node }, flow);
      return gives ? { node: call, flow } : undefined;
    }
    if (/^(?:catch|fail)$/.test(name) && callback && flow.failed)
      this.callback({ island, node: callback }, this.answers.begin(flow.call, flow.failed, flow.oneOf));
    if (name === 'fail') return { node: call, flow };
    if (name === 'catch')
      return callback && givesNothingElse(this.reading, island, callback) ? { node: call, flow } : undefined;
    if (flow.inside) {
      noteGiven(flow);
      return undefined;
    }
    if (flow.body) {
      noteDoubt(flow);
      return this.end({ island, node: callee }, flow);
    }
    if (name === 'json' && callback?.type === 'string')
      return this.selected({ island, node: callback }, call, flow);
    if (isText(flow) && AS_TEXT.test(name)) return { node: call, flow };
    const typed = this.typed({ island, node: call }, 'type_arguments', flow);
    const pieces = name === 'on' && callback && this.answers.stepped(typed, 'method', PIECES);
    if (pieces) {
      const listener = childOf(call, 'arguments')!.children.filter((c) => c.type !== 'comment')[1];
      const isData = /^["'`]data["'`]$/.test(textOf(this.reading, island, callback));
      if (listener && isData) this.callback({ island, node: listener }, pieces);
      return undefined;
    }
    // `json(value)` of some clients says what is sent.
    const isSent = callback && flow.chain !== undefined && Object.hasOwn(flow.chain, name);
    const stepped = this.answers.stepped(typed, 'method', name);
    if (stepped && isSent && /function/.test(callback.type)) {
      this.callback({ island, node: callback }, stepped);
      return undefined;
    }
    if (stepped && !isSent) return { node: call, flow: stepped };
    const isSame = PASSES.test(name) || (flow.chain !== undefined && Object.hasOwn(flow.chain, name));
    return isSame ? { node: call, flow } : undefined;
  }

  /** `response.json('data.keyId')`, as k6 has it: `text` holds the path. */
  private selected({ island, node: text }: Place, call: SyntaxNode, flow: Flow): Next | undefined {
    const start = text.start + 1 + island.shift;
    const path = textOf(this.reading, island, text).slice(1, -1);
    const body = this.answers.stepped(flow, 'method', 'json');
    if (flow.call?.client !== 'k6' || !body || !/^\w+(?:\.\w+)*$/.test(path)) return undefined;
    const { source } = this.reading;
    const insert = (names: readonly string[]) => [
      { range: source.range(start, start), newText: names.map((name) => `${name}.`).join('') },
    ];
    let at = start;
    let now: Flow | undefined = body;
    for (const name of path.split('.')) {
      const range = source.range(at, at + name.length);
      now = now && this.answers.member(now, { name, range }, insert);
      at += name.length + 1;
    }
    return now && { node: call, flow: now };
  }

  /** `check(response, { name: (response) => … })` of k6. */
  private checked({ island, node: list }: Place, flow: Flow): void {
    const checks = list.children.find((c) => c.type === 'object');
    for (const pair of checks?.children ?? []) {
      const callback = childOf(pair, 'value');
      if (!callback) continue;
      const bound = boundByCallback(this.reading, this.answers, { island, node: callback }, flow);
      for (const { at, flow: given } of bound) this.used(at, given);
    }
  }

  /** A value that a function is given. */
  private argument({ node: list, island }: Place, node: SyntaxNode, flow: Flow): Next | undefined {
    const call = list.parent;
    const callee = call && (childOf(call, 'function') ?? childOf(call, 'constructor'));
    if (!call || !callee) return undefined;
    const name = textOf(this.reading, island, callee).replace(/^await\s+/, '');
    if (name === 'JSON.parse') {
      const parsed = this.answers.stepped(flow, 'parse') ?? (isWhole(flow) ? flow : undefined);
      return parsed && { node: call, flow: parsed };
    }
    if (name === 'check' && flow.call?.client === 'k6') this.checked({ island, node: list }, flow);
    if (AWAITS.test(name) || (isText(flow) && TEXTS.test(name))) return { node: call, flow };
    if (isText(flow) && /\.push$/.test(name))
      return this.collected({ island, node: call }, childOf(callee, 'object'), flow);
    const [site, index] = [
      tokenAt(this.reading.tokens, list.start + island.shift),
      indexIn(this.reading, island, node),
    ];
    if (flow.depth < DEEPEST && this.given.add({ island, node: callee }, site, index, flow))
      return this.end({ island, node }, flow);
    if (!READERS.test(name) && !flow.inside) noteDoubt(flow);
    noteGiven(flow, name);
    return this.end({ island, node }, flow);
  }

  /** A value that is one of two, or decides. */
  private chosen({ node: choice, island }: Place, node: SyntaxNode, flow: Flow): Next | undefined {
    const here = { island, node };
    const operator = childOf(choice, 'operator')?.type;
    const operands = choice.children.filter((c) => c.type !== 'comment' && c.field !== 'operator');
    // `'error' in body` says nothing of `data`.
    if (operator === 'in' && !/^["'](?!data["'])/.test(textOf(this.reading, island, operands[0]!)))
      noteDoubt(flow);
    if (operator === '&&' && operands[0] !== node) return { node: choice, flow };
    const isFallback = operator === '??' || operator === '||';
    const decides = choice.type === 'ternary_expression' ? node.field === 'condition' : !isFallback;
    if (decides) return this.asked(here, flow);
    const others = operands.filter((c) => c !== node && c.field !== 'condition');
    if (others.every((c) => isEmptyValue(this.reading, island, c))) return { node: choice, flow };
    noteDoubt(flow);
    return this.asked(here, flow);
  }

  /** A value that a name or a pattern is given. */
  private bind(place: Place, flow: Flow): void {
    this.bound(boundBy(this.reading, this.answers, place, flow));
  }

  private bound(variables: readonly Bound[]): void {
    for (const { at, flow } of variables) this.used(at, flow);
  }

  /** A function that is called with a value: written in its place, or named. */
  private callback(place: Place, flow: Flow, index = 0): void {
    const list = place.node.parent;
    const site = tokenAt(this.reading.tokens, (list?.start ?? 0) + place.island.shift);
    if (list?.type !== 'arguments' || flow.depth >= DEEPEST || !this.given.add(place, site, index, flow))
      this.bound(boundByCallback(this.reading, this.answers, place, flow, index));
  }

  /** A variable that pieces of a text are added to. */
  private collected({ island }: Place, variable: SyntaxNode | undefined, flow: Flow): undefined {
    const { tokens, scope } = this.reading;
    if (variable?.type !== 'identifier') return undefined;
    const declared = scope.declaredAt(tokenAt(tokens, variable.start + island.shift));
    if (declared === undefined) return undefined;
    const uses = scope.usesOf(declared).filter((use) => use !== declared && !isAssigned(tokens, use));
    for (const use of uses) this.usedAt(use, flow);
    return undefined;
  }

  /** What is left of a promise whose value goes elsewhere: what it throws. */
  private failing({ body: _, ...flow }: Flow): Flow {
    return { ...flow, ways: [], path: [], body: undefined };
  }

  /** The value of a function that a hook is handed. */
  private hooked(place: Place, flow: Flow): boolean {
    const hook = hookedBy(this.reading, place, flow);
    if (!hook) return false;
    for (const node of hook.callbacks) this.callback({ island: place.island, node }, flow);
    this.follow({ island: place.island, node: hook.call }, hook.flow);
    return true;
  }

  /** A field of the object around a place that gets its only value. */
  private field(left: Place, flow: Flow): void {
    const uses = fieldUses(this.reading, left);
    if (!uses) noteDoubt(flow);
    for (const use of uses ?? []) this.follow(use, flow);
  }

  /** The uses of the variable that is declared at an index of the text. `from`: the one that gives it its value. */
  private used(at: number, flow: Flow, from?: number): void {
    const { tokens, scope } = this.reading;
    const uses = scope.usesOf(tokenAt(tokens, at)).filter((use) => use !== from);
    if (uses.some((use) => isAssigned(tokens, use))) {
      flow.body?.takesBoth();
      return;
    }
    for (const use of uses.filter((u) => this.mayLead(u, flow))) this.usedAt(use, flow);
  }

  private usedAt(use: number, flow: Flow): void {
    const { islands } = this.reading;
    const island = islands.statement(use);
    const node = island && islands.node(island, use);
    if (island && node && /^(?:shorthand_property_)?identifier$/.test(node.type))
      this.follow({ island, node }, flow);
  }

  /** False for `response.ok`, seen without parsing what is around it. */
  private mayLead(use: number, { body, ways, chain }: Flow): boolean {
    const { tokens } = this.reading;
    if (body || !/^\??\.$/.test(wordAt(tokens, use + 1))) return true;
    const name = wordAt(tokens, use + 2);
    if (ways.some(([step]) => step && 'name' in step && step.name === name)) return true;
    return PASSES.test(name) || (chain !== undefined && Object.hasOwn(chain, name));
  }

  /** A variable declared elsewhere that gets its only value at an index of the text. */
  private assigned(at: number, flow: Flow): void {
    const { tokens, scope } = this.reading;
    const token = tokenAt(tokens, at);
    const declared = scope.declaredAt(token);
    if (declared !== undefined) this.used(tokens.starts[declared]!, flow, token);
  }

  /** A value that the function around an index of the text gives. */
  private returned(at: number, flow: Flow): void {
    const { tokens, islands } = this.reading;
    const fn = functionAround(tokens, tokenAt(tokens, at));
    const island = fn && islands.statement(fn.head);
    let node = island && islands.node(island, fn.head);
    while (node && !/function|method/.test(node.type)) node = node.parent;
    if (!fn || !island || !node) return;
    if (this.hooked({ island, node }, flow)) return;
    const call = node.parent?.type === 'arguments' ? node.parent.parent : undefined;
    const callee = call && childOf(call, 'function');
    const method = callee && childOf(callee, 'property');
    if (!call) this.returnedBy(fn, at, this.typed({ island, node }, 'return_type', flow));
    else if (method && textOf(this.reading, island, method) === 'then')
      this.follow({ island, node: call }, flow);
  }

  /** What the calls of a function of the text give. */
  private returnedBy(fn: LocalFunction, at: number, flow: Flow): void {
    const entry = flow.entered?.find(({ head }) => head === fn.head);
    if (entry) {
      const place = this.callPlace(entry.site);
      const entered = flow.entered!.slice(flow.entered!.indexOf(entry) + 1);
      if (place && givesOnly(this.reading, fn, tokenAt(this.reading.tokens, at), flow.inside?.[0]))
        this.follow(place, { ...flow, entered });
      return;
    }
    if (flow.depth >= DEEPEST) return;
    const sites = callSitesOf(this.reading, this.cutter, fn, at, flow.inside?.[0]);
    if (sites.length === 0) noteGiven(flow);
    for (const place of handedIn(this.reading, fn)) this.hooked(place, { ...flow, depth: flow.depth + 1 });
    for (const open of sites) {
      const place = this.callPlace(open);
      const call = this.callAt(open) ?? flow.call;
      if (place)
        this.follow(place, { ...this.typed(place, 'type_arguments', flow), call, depth: flow.depth + 1 });
    }
  }
}

function written({ body }: Flow): undefined {
  body?.isChanged();
  return undefined;
}
