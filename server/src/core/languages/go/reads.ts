import type { ResponseRead } from '../../model.ts';
import { type AnswerReader, type AnswerText, placeAround, usesReached } from '../../program/answers.ts';
import { GivenValues } from '../../program/given-values.ts';
import { Answers, type Flow, member, method, type Steps } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { DecodedReads, type Target } from './decoded-reads.ts';
import { genericName, typeArgument, typeParameters } from './generics.ts';
import { structOf } from './structs.ts';

/** Functions that call functions that send. */
const DEEPEST = 4;
/** Values that are followed in one text. */
const MOST_FLOWS = 2_000;

/** Where the text of the body is, by client. To add one: a line here. */
const BODY: Readonly<Record<string, readonly Steps[]>> = {
  'net/http': [[member('Body')]],
  retryablehttp: [[member('Body')]],
  resty: [[method('Body')], [method('String')]],
  req: [[member('Body')], [method('Bytes')], [method('ToBytes')]],
};

/** Functions that give the text they are given, read or wrapped. */
const SAME =
  /^(?:io|ioutil)\.(?:ReadAll|LimitReader|NopCloser|TeeReader)$|^(?:bytes|strings)\.New\w+$|^bufio\.NewReader$|^(?:json|sonic|jsoniter)\.NewDecoder$|^string$|^\[\]byte$|^http\.MaxBytesReader$/;
/** Functions that make a request, and methods that give it again. */
const MAKES = /\bNewRequest(?:WithContext)?$/;
const AGAIN = /^(?:WithContext|Clone)$/;
/** Methods that send the request that they are given. */
const SENDS = /\.(?:Do|RoundTrip)$/;
const UNMARSHALS = /^(?:json|sonic|jsoniter|easyjson)\.Unmarshal(?:String)?$/;
/** What v2 has for `data` itself, and beside it. */
const PAGED = /json:"(?:keys|identities|overrides|cursor|total|data)\b/;
/** Methods of a request that say where its answer goes. */
const RESULTS = /^Set(?:Success|Error)?Result$|^SetError$/;

/** Follows what calls give through a text of Go, to the types that their bodies are decoded into. */
export const readAnswers: AnswerReader = (text, sent) => {
  const reader = new Reader(text);
  for (const { node, client, call, oneOf } of sent) {
    if (!Object.hasOwn(BODY, client)) continue;
    const made = childOf(node, 'function');
    // What another function sends is a request still.
    const sending = made && MAKES.test(text.to.written(made)) ? [method('Do')] : [];
    const ways = BODY[client]!.map((steps) => [...sending, ...steps]);
    reader.follow(node, reader.answers.begin(call, ways, oneOf));
    const targets = resultsOf(node, text);
    if (client === 'resty' && !/\.SetError\(/.test(text.to.written(node)))
      targets.push(...clientErrors(text));
    for (const target of targets) reader.decode(target, node, reader.whole({ call, oneOf }), 0);
  }
  return reader.found();
};

/** What the answer to a request is decoded into by its client: `client.R().SetResult(&out).Post(url)`. */
function resultsOf(call: SyntaxNode, { to }: AnswerText): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let at: SyntaxNode | undefined = call; at?.type === 'call_expression'; ) {
    const callee: SyntaxNode | undefined = childOf(at, 'function');
    const name = callee && childOf(callee, 'field');
    const [argument] = childOf(at, 'arguments')?.children ?? [];
    if (name && argument && RESULTS.test(to.written(name))) found.push(argument);
    at = callee && childOf(callee, 'operand');
  }
  return found;
}

/** What a client of resty decodes the errors of all its requests into. */
function clientErrors({ names, to }: AnswerText): readonly SyntaxNode[] {
  const found = names.nodes.flatMap((node) => {
    if (node.type !== 'field_identifier' || to.written(node) !== 'SetError') return [];
    const call = node.parent?.field === 'function' ? node.parent.parent : undefined;
    const operand = node.parent && childOf(node.parent, 'operand');
    const [target] = (call && childOf(call, 'arguments')?.children) ?? [];
    return target && operand && /\bresty\.New\(/.test(to.written(operand)) ? [target] : [];
  });
  return found.length === 1 ? found : [];
}

class Reader {
  readonly answers = new Answers();
  private readonly given: GivenValues;
  private readonly decoded: DecodedReads;
  private flows = 0;

  constructor(private readonly text: AnswerText) {
    this.given = new GivenValues(text);
    this.decoded = new DecodedReads(text, this.answers, (statement, flow) => this.givenBy(statement, flow));
  }

  /** The reads of all that was followed. */
  found(): readonly ResponseRead[] {
    for (let next = this.given.next(); next.length > 0; next = this.given.next())
      for (const { uses, flow } of next) for (const use of uses) this.follow(use, flow);
    return this.answers.found();
  }

  /** A body that was decoded. */
  whole({ call, oneOf, entered }: Pick<Flow, 'call' | 'oneOf' | 'entered'>): Flow {
    return { ...this.answers.begin(call, [[]], oneOf), ...(entered ? { entered } : {}) };
  }

  /** Follows a response, or the text of its body, up to where it is decoded. */
  follow(start: SyntaxNode, flow: Flow): void {
    if (++this.flows > MOST_FLOWS) return;
    let now = flow;
    for (let node = start; ; ) {
      const { parent } = node;
      if (!parent || parent.broken) return;
      const list = parent.type === 'expression_list' ? parent : node;
      const statement = list.parent;
      const call = parent.parent;
      if (parent.type === 'selector_expression' && node.field === 'operand') {
        const name = this.text.to.written(childOf(parent, 'field')!);
        const called = parent.field === 'function' && call?.type === 'call_expression' ? call : undefined;
        if (now.body) {
          if (called && name === 'Decode') this.decodeFirst(called, now);
          return;
        }
        const isAgain = called && AGAIN.test(name) && now.ways.some(([step]) => step?.kind === 'method');
        const stepped = isAgain ? now : this.answers.stepped(now, called ? 'method' : 'member', name);
        if (!stepped) return;
        now = stepped;
        node = called ?? parent;
      } else if (parent.type === 'argument_list' && call?.type === 'call_expression') {
        const name = this.text.to.written(childOf(call, 'function')!);
        if (now.body && UNMARSHALS.test(name)) {
          const target = parent.children[1];
          if (parent.children[0] === node && target) this.decode(target, call, this.whole(now), now.depth);
          return;
        }
        const answer = now.body || !SENDS.test(name) ? undefined : this.answers.stepped(now, 'method', 'Do');
        if (answer) now = answer;
        else if (!now.body || !SAME.test(name)) {
          if (now.depth < DEEPEST) this.given.add(call, parent.children.indexOf(node), now);
          return;
        }
        node = call;
      } else if (parent.type === 'type_conversion_expression' && genericName(parent, this.text.to)) {
        const name = this.text.to.written(genericName(parent, this.text.to)!);
        const places = this.text.names.functions.get(name) ?? [];
        if (places.length === 1 && now.depth < DEEPEST) this.given.add(parent, 0, now, places[0]);
        return;
      } else if (parent.type === 'type_conversion_expression' || parent.type === 'parenthesized_expression') {
        node = parent;
      } else if (
        statement &&
        /^(?:short_var_declaration|assignment_statement|var_spec)$/.test(statement.type)
      ) {
        const first = childOf(statement, 'left')?.children[0] ?? childOf(statement, 'name');
        const isFirst = list === node || list.children[0] === node;
        if (isFirst && first?.type === 'identifier')
          for (const use of usesReached(this.text, first)) this.follow(use, now);
        return;
      } else if (statement?.type === 'return_statement') {
        if (list.children[0] === node)
          for (const [site, given] of this.givenBy(statement, now)) this.follow(site, given);
        return;
      } else return;
    }
  }

  private decodeFirst(call: SyntaxNode, flow: Flow): void {
    const [target] = childOf(call, 'arguments')?.children ?? [];
    if (target) this.decode(target, call, this.whole(flow), flow.depth);
  }

  /** The calls of the function around a `return`, with what they give. */
  private givenBy(statement: SyntaxNode, flow: Flow): readonly (readonly [SyntaxNode, Flow])[] {
    const place = placeAround(this.text.names, statement);
    const left = place && this.given.left(place, flow);
    if (left) return [left];
    if (!place || flow.depth >= DEEPEST) return [];
    return this.text.sitesOf(place).map((site) => {
      const call = this.text.callAt(site) ?? flow.call;
      return [site, { ...flow, call, depth: flow.depth + 1 }] as const;
    });
  }

  /** A body that is decoded into `&out`, `out` or `new(T)` by the call at `node`. */
  decode(target: SyntaxNode, node: SyntaxNode, flow: Flow, depth: number): void {
    const { to } = this.text;
    const value = target.type === 'unary_expression' ? (childOf(target, 'operand') ?? target) : target;
    const made = madeType(value, to);
    if (made) this.decoded.typed(made, flow);
    else if (value.type === 'identifier') this.decodeName(value, node, flow, depth, target);
  }

  private decodeName(
    value: SyntaxNode,
    node: SyntaxNode,
    flow: Flow,
    depth: number,
    target: SyntaxNode,
  ): void {
    const { to, names } = this.text;
    const name = to.written(value);
    const events = names.homeOf(name, value.start)?.names.get(name) ?? [];
    const declared = events.filter((e) => e.declared.node.start < value.start).at(-1)?.declared;
    if (!declared) return;
    if (declared.kind === 'parameter') {
      this.filled(name, value, flow, depth);
      return;
    }
    const declaration = declared.node.parent;
    const list = declaration?.type === 'expression_list' ? declaration : undefined;
    const spec = list?.parent ?? declaration;
    const right = spec && (childOf(spec, 'right') ?? childOf(spec, 'value'));
    const at = list?.children.indexOf(declared.node) ?? 0;
    const initial = right?.type === 'expression_list' ? right.children[at] : right;
    const type = (spec && childOf(spec, 'type')) ?? (initial && madeType(initial, to));
    if (!type) return;
    if (type.type === 'map_type') this.decoded.mapped(name, value, node, flow);
    else {
      const isMade = /^&|^new\(/.test(initial ? to.written(initial) : '');
      const place = { node: target, isPointer: isMade && target === value };
      if (!this.parametric(type, flow, depth, place)) this.decoded.typed(type, flow, place);
    }
  }

  /** A type that the calls of the function around it say: `var out T`. */
  private parametric(type: SyntaxNode, flow: Flow, depth: number, target: Target): boolean {
    const { to, names } = this.text;
    const place = placeAround(names, type);
    const at = place ? typeParameters(place.node, to).indexOf(to.written(type)) : -1;
    if (!place || at < 0) return false;
    if (depth >= DEEPEST) return true;
    const left = this.given.left(place, flow);
    // What is a list itself would be looked for in what the others are in.
    const isList = this.text.sitesOf(place).some((site) => {
      const argument = typeArgument(site, at);
      const struct = argument && structOf(argument, to);
      return !struct || PAGED.test(to.written(struct));
    });
    for (const site of left ? [left[0]] : this.text.sitesOf(place)) {
      const call = left ? left[1].call : (this.text.callAt(site) ?? flow.call);
      const argument = typeArgument(site, at);
      const whole = this.whole({ ...(left ? left[1] : {}), call });
      if (argument && !this.parametric(argument, whole, depth + 1, target))
        this.decoded.typed(argument, whole, { ...target, isList });
    }
    return true;
  }

  /** A parameter that a body is decoded into: what the calls of its function give it. */
  private filled(name: string, node: SyntaxNode, flow: Flow, depth: number): void {
    const place = placeAround(this.text.names, node);
    const at = place?.shape.parameters.findIndex((p) => p.name === name) ?? -1;
    if (!place || at < 0 || depth >= DEEPEST) return;
    const left = this.given.left(place, flow);
    for (const site of left ? [left[0]] : this.text.sitesOf(place)) {
      const argument = childOf(site, 'arguments')?.children[at];
      const call = left ? left[1].call : (this.text.callAt(site) ?? flow.call);
      const whole = this.whole({ ...(left ? left[1] : {}), call });
      if (argument) this.decode(argument, site, whole, depth + 1);
    }
  }
}

/** The type of a value that is made on the spot: `T{}`, `&T{}`, `new(T)`, `make(T)`. */
function madeType(value: SyntaxNode, to: AnswerText['to']): SyntaxNode | undefined {
  const literal = value.type === 'unary_expression' ? childOf(value, 'operand') : value;
  if (literal?.type === 'composite_literal') return childOf(literal, 'type');
  const callee = literal?.type === 'call_expression' ? childOf(literal, 'function') : undefined;
  if (!callee || !/^(?:new|make)$/.test(to.written(callee))) return undefined;
  return childOf(literal!, 'arguments')?.children[0];
}
