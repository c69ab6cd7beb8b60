import type { ResponseRead } from '../../model.ts';
import { type AnswerReader, type AnswerText, placeAround, usesReached } from '../../program/answers.ts';
import { GivenValues } from '../../program/given-values.ts';
import {
  Answers,
  type Flow,
  isWhole,
  member,
  method,
  noteDoubt,
  noteQuestion,
  type Steps,
} from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { genericName, typeArgument, typeParameters } from './generics.ts';
import { structOf, typesIn } from './structs.ts';

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
const UNMARSHALS = /^(?:json|sonic|jsoniter|easyjson)\.Unmarshal(?:String)?$/;
/** Functions that only look at what they are given. */
const READERS =
  /^(?:fmt|log|slog|zap|spew|json)\.\w+$|^(?:len|print|println)$|^(?:\w+\.)*[lL]og(?:ger)?\.\w+$/;
/** Methods of a request that say where its answer goes. */
const RESULTS = /^Set(?:Success|Error)?Result$|^SetError$/;

/** Follows what calls give through a text of Go, to the types that their bodies are decoded into. */
export const readAnswers: AnswerReader = (text, sent) => {
  const reader = new Reader(text);
  for (const { node, client, call, oneOf } of sent) {
    if (!Object.hasOwn(BODY, client)) continue;
    reader.follow(node, reader.answers.begin(call, BODY[client]!, oneOf));
    for (const target of resultsOf(node, text)) reader.decode(target, node, reader.whole({ call, oneOf }), 0);
  }
  return reader.found();
};

/** What the answer to a request is decoded into by its client: `client.R().SetResult(&out).Post(url)`. */
function resultsOf(call: SyntaxNode, { to }: AnswerText): readonly SyntaxNode[] {
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

class Reader {
  readonly answers = new Answers();
  private readonly given: GivenValues;
  private flows = 0;

  constructor(private readonly text: AnswerText) {
    this.given = new GivenValues(text);
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
        const stepped = this.answers.stepped(now, called ? 'method' : 'member', name);
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
        if (!now.body || !SAME.test(name)) {
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
    if (made) this.typed(made, flow);
    else if (value.type === 'identifier') this.decodeName(value, node, flow, depth, this.around(target));
  }

  /** What decodes `data` of a body into the `&out` that the body was decoded into. */
  private around({ type, start, end }: SyntaxNode): ResponseRead['insert'] {
    const { source } = this.text;
    if (type !== 'unary_expression' || source.text[start] !== '&' || !source.isVerbatim(start, end))
      return undefined;
    const any = this.anyType();
    const line = source.text.slice(source.text.lastIndexOf('\n', start) + 1, start);
    const indentation = /^[ \t]*/.exec(line)![0];
    return (names) => {
      if (names.length !== 1 || names[0] !== 'data') return names.length === 0 ? [] : undefined;
      const newText = `&struct {\n${indentation}\tData ${any} \`json:"data"\`\n${indentation}}{`;
      return [
        { range: source.range(start, start), newText },
        { range: source.range(end, end), newText: '}' },
      ];
    };
  }

  /** What this text calls the type of anything. */
  private anyType(): string {
    return /\binterface\{\}/.test(this.text.source.text) ? 'interface{}' : 'any';
  }

  private decodeName(
    value: SyntaxNode,
    node: SyntaxNode,
    flow: Flow,
    depth: number,
    insert: ResponseRead['insert'],
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
    if (type.type === 'map_type') this.mapped(name, value, node, flow);
    else if (!this.parametric(type, flow, depth)) this.typed(type, flow, insert);
  }

  /** A type that the calls of the function around it say: `var out T`. */
  private parametric(type: SyntaxNode, flow: Flow, depth: number): boolean {
    const { to, names } = this.text;
    const place = placeAround(names, type);
    const at = place ? typeParameters(place.node, to).indexOf(to.written(type)) : -1;
    if (!place || at < 0) return false;
    if (depth >= DEEPEST) return true;
    const left = this.given.left(place, flow);
    for (const site of left ? [left[0]] : this.text.sitesOf(place)) {
      const call = left ? left[1].call : (this.text.callAt(site) ?? flow.call);
      const argument = typeArgument(site, at);
      const whole = this.whole({ ...(left ? left[1] : {}), call });
      if (argument && !this.parametric(argument, whole, depth + 1)) this.typed(argument, whole);
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

  /** The members of a struct that a body is decoded into. */
  private typed(
    given: SyntaxNode,
    flow: Flow,
    insert?: ResponseRead['insert'],
    around: ReadonlyMap<string, SyntaxNode> = new Map(),
  ): void {
    const type = around.get(this.text.to.written(given).replace(/^\*/, '')) ?? given;
    const own = typesIn(type, this.text.to, around);
    const struct = ++this.flows > MOST_FLOWS ? undefined : structOf(type, this.text.to);
    if (!struct || struct.broken || /\bUnmarshalJSON\(/.test(this.text.source.text)) return;
    // What is beside `data` in v2 would be looked for in it.
    const isApart = /json:"(?:error|pagination|data|requestId)\b/.test(this.text.to.written(struct));
    for (const field of struct.children.flatMap((list) => list.children)) {
      if (field.type !== 'field_declaration') continue;
      const inner = childOf(field, 'type');
      if (!inner) continue;
      const name = childOf(field, 'name') && this.tagOf(field);
      if (name === undefined) {
        // An embedded struct has its fields among these.
        if (!childOf(field, 'name')) this.embedded(inner, flow);
        continue;
      }
      const read = name && this.answers.member(flow, name, isApart ? undefined : insert);
      if (!read) continue;
      if (isWhole(flow) && name.name === 'data') noteQuestion(read);
      this.answers.record(read, undefined);
      if (read.path.length < 3) this.typed(inner, read, undefined, own);
    }
  }

  private embedded(type: SyntaxNode, flow: Flow): void {
    if (structOf(type, this.text.to)) this.typed(type, flow);
    else noteDoubt(flow);
  }

  /** The name of a field in JSON, where its tag says it. */
  private tagOf(field: SyntaxNode): Flow['path'][number] | undefined {
    const tag = childOf(field, 'tag');
    if (!tag) return undefined;
    const { to, source } = this.text;
    const match = /json:"([\w.-]+)/.exec(to.written(tag));
    if (!match || match[1] === '-') return undefined;
    const start = tag.start + match.index + match[0].length - match[1]!.length;
    return { name: match[1]!, range: source.range(start, start + match[1]!.length) };
  }

  /** The members that are read of a map that a body was decoded into. */
  private mapped(name: string, target: SyntaxNode, node: SyntaxNode, flow: Flow): void {
    const { names } = this.text;
    const area = names.homeOf(name, target.start);
    if (!area) return;
    const later = (area.names.get(name) ?? []).some((e) => e.declared.node.start > node.start);
    if (later) return;
    for (const use of names.usesIn(area, name)) if (use.start >= node.end) this.read(use, flow);
  }

  /** What reads a member of `data` in a map that a body was decoded into. */
  private inMap({ end }: SyntaxNode, whole: SyntaxNode): ResponseRead['insert'] {
    const { source } = this.text;
    const { text } = source;
    const line = text.slice(text.lastIndexOf('\n', whole.start) + 1, whole.start);
    // What is asked for may be missing.
    if (!source.isVerbatim(whole.start, whole.end) || /,\s*\w+\s*:?=\s*$/.test(line)) return undefined;
    const newText = `["data"].(map[string]${this.anyType()})`;
    return (names) =>
      names.length === 1 && names[0] === 'data' ? [{ range: source.range(end, end), newText }] : undefined;
  }

  /** What is read of a decoded value. */
  private read(start: SyntaxNode, flow: Flow): void {
    if (++this.flows > MOST_FLOWS) return;
    const { to, source } = this.text;
    let now = flow;
    for (let node = start; ; ) {
      const { parent } = node;
      if (!parent || parent.broken) break;
      const list = parent.type === 'expression_list' ? parent : node;
      const statement = list.parent;
      if (parent.type === 'index_expression' && node.field === 'operand') {
        const key = childOf(parent, 'index');
        if (isTarget(parent)) {
          now.body?.isChanged();
          return;
        }
        if (key?.type !== 'interpreted_string_literal') break;
        const word = to.written(key).slice(1, -1);
        const range = source.range(key.start + 1, key.end - 1);
        const read = this.answers.member(now, { name: word, range }, this.inMap(node, parent));
        if (!read) return;
        now = read;
        node = parent;
      } else if (/^(?:type_assertion_expression|parenthesized_expression)$/.test(parent.type)) {
        node = parent;
      } else if (parent.type === 'argument_list') {
        const callee = parent.parent && childOf(parent.parent, 'function');
        if (!callee || !READERS.test(to.written(callee))) noteDoubt(now);
        break;
      } else if (statement && /^(?:short_var_declaration|assignment_statement)$/.test(statement.type)) {
        const names = childOf(statement, 'left')?.children ?? [];
        if (names.length > 1) noteQuestion(now);
        this.answers.record(now, undefined);
        const [first] = names;
        if (list.field === 'right' && first?.type === 'identifier')
          for (const use of usesReached(this.text, first)) this.read(use, now);
        return;
      } else if (statement?.type === 'return_statement' && list.children[0] === node) {
        this.answers.record(now, undefined);
        for (const [site, given] of this.givenBy(statement, now)) this.read(site, given);
        return;
      } else {
        if (parent.type === 'binary_expression') noteQuestion(now);
        break;
      }
    }
    this.answers.record(now, undefined);
  }
}

/** True for the left side of `=`, which makes no new name. */
const isTarget = ({ parent: list }: SyntaxNode): boolean =>
  list?.field === 'left' && list.parent?.type === 'assignment_statement';

/** The type of a value that is made on the spot: `T{}`, `&T{}`, `new(T)`, `make(T)`. */
function madeType(value: SyntaxNode, to: AnswerText['to']): SyntaxNode | undefined {
  const literal = value.type === 'unary_expression' ? childOf(value, 'operand') : value;
  if (literal?.type === 'composite_literal') return childOf(literal, 'type');
  const callee = literal?.type === 'call_expression' ? childOf(literal, 'function') : undefined;
  if (!callee || !/^(?:new|make)$/.test(to.written(callee))) return undefined;
  return childOf(literal!, 'arguments')?.children[0];
}
