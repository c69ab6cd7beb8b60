import type { ResponseRead } from '../model.ts';
import {
  Answers,
  type Flow,
  isOfV1,
  isWhole,
  noteDoubt,
  noteGiven,
  noteListGiven,
  noteQuestion,
} from '../reads/flow.ts';
import { LISTS } from '../reads/responses.ts';
import type { SyntaxNode } from '../syntax.ts';
import { givesOnly, keysRead, pathRead } from './answer-paths.ts';
import type { Access, AnswerSyntax, Move } from './answer-syntax.ts';
import { type AnswerReader, type AnswerText, placeAround, usesReached } from './answers.ts';
import { isComparedCode } from './compared-code.ts';
import { argumentIndex, GivenValues } from './given-values.ts';

interface Next {
  readonly node: SyntaxNode;
  readonly flow: Flow;
}

const DEEPEST = 4;
const MOST_FLOWS = 2_000;

/** Follows what calls give through a text of a language. */
export const answerReader =
  (syntax: AnswerSyntax): AnswerReader =>
  (text, sent) => {
    const reader = new Reader(text, syntax);
    for (const { node, client, call, oneOf } of sent) {
      const known = !call?.sdk && Object.hasOwn(syntax.ways, client) ? syntax.ways[client]! : [];
      const ways = known.length > 0 && syntax.isBody?.(text.to.written(node)) ? [[]] : known;
      if (ways.length === 0) continue;
      reader.follow(node, reader.answers.begin(call, ways, oneOf));
      for (const response of syntax.caught?.(node, text) ?? [])
        reader.follow(response, reader.answers.begin(call, known, oneOf));
    }
    reader.followGiven();
    return reader.answers.found();
  };

class Reader {
  readonly answers = new Answers();
  private readonly given: GivenValues;
  private flows = 0;

  constructor(
    private readonly text: AnswerText,
    private readonly syntax: AnswerSyntax,
  ) {
    this.given = new GivenValues(text);
  }

  /** What functions of the text do with the values that they are given. */
  followGiven(): void {
    for (const { uses, flow } of this.given.all()) for (const use of uses) this.follow(use, flow);
    for (const flow of this.given.rest()) {
      noteDoubt(flow);
      noteGiven(flow);
    }
  }

  /** Follows the value of a node up to where it is read, kept or given away. */
  follow(node: SyntaxNode, flow: Flow): void {
    if (++this.flows > MOST_FLOWS) return;
    let now: Next | undefined = { node, flow };
    while (now) {
      const parent: SyntaxNode | undefined = now.node.parent;
      now = parent ? this.through(parent, now.node, now.flow) : this.end(now.node, now.flow);
    }
  }

  private through(parent: SyntaxNode, node: SyntaxNode, flow: Flow): Next | undefined {
    if (parent.broken && !/statement|block|body|program|declaration|unit|file/.test(parent.type))
      return undefined;
    const move = this.syntax.move(parent, node, this.text);
    switch (move?.kind) {
      case 'same':
        return { node: move.node, flow };
      case 'member':
        return this.member(move, node, flow);
      case 'method':
        return this.method(move, node, flow);
      case 'index':
        return flow.body ? this.read({ whole: move.node, object: node, key: move.key }, flow) : undefined;
      case 'items':
        return this.items(move, node, flow);
      case 'argument':
        return this.argument(move.node, move.callee, node, flow);
      case 'bind':
        this.end(node, flow);
        this.bind(move.target, flow);
        return undefined;
      case 'chosen':
        if (move.others.every((other) => this.syntax.empty.test(this.text.to.written(other))))
          return { node: move.node, flow };
        noteDoubt(flow);
        noteQuestion(flow);
        return this.end(node, flow, move.node.start);
      case 'asked':
        noteQuestion(flow);
        return this.end(node, flow);
      case 'written':
        flow.body?.isChanged();
        return undefined;
      case 'returned':
        this.returned(move.node, node, flow, move.implicit ?? move.node.type);
        return this.end(node, flow);
      case 'given':
        noteGiven(flow);
        return this.end(node, flow);
      default:
        return this.end(node, flow);
    }
  }

  /** The uses of each item of a list; what gives the items on. */
  private items({ uses, next }: Move & { kind: 'items' }, node: SyntaxNode, flow: Flow): Next | undefined {
    const item = this.itemOf(node, flow);
    if (!item || !uses) noteListGiven(flow);
    if (!item) return this.end(node, flow);
    if (uses) this.answers.record(item, undefined);
    for (const use of uses ?? []) this.follow(use, item);
    return next ? { node: next, flow } : this.end(node, flow);
  }

  /** Any item of a list that v1 answered under another name than v2. */
  private itemOf(node: SyntaxNode, flow: Flow): Flow | undefined {
    const [list] = flow.path;
    const range = this.text.source.range(node.start, node.end);
    return list && LISTS.has(list.name) ? this.answers.item(flow, range) : undefined;
  }

  private end(node: SyntaxNode, flow: Flow, choice?: number): undefined {
    this.answers.record(
      flow,
      choice,
      false,
      isComparedCode(node, flow, (one) => this.text.to.written(one)),
    );
    return undefined;
  }

  private member(
    { node: whole, name }: Move & { kind: 'member' },
    node: SyntaxNode,
    flow: Flow,
  ): Next | undefined {
    const written = this.text.to.written(name);
    const item = this.syntax.eachByMember && this.itemOf(node, flow);
    if (item) this.answers.record(item, undefined);
    if (flow.body) return this.read({ whole, object: node, key: name }, item || flow, true);
    const stepped =
      this.answers.stepped(flow, 'member', written) ?? this.answers.stepped(flow, 'method', written);
    return stepped
      ? { node: whole, flow: stepped }
      : this.syntax.passes.test(written)
        ? { node: whole, flow }
        : undefined;
  }

  private method(
    { node: whole, name, args }: Move & { kind: 'method' },
    node: SyntaxNode,
    flow: Flow,
  ): Next | undefined {
    const { reads, paths, picks, plucks, passes, harmless } = this.syntax;
    const [key] = args;
    if (flow.body) {
      const item = key && plucks?.test(name) ? this.itemOf(node, flow) : undefined;
      if (key && item) {
        this.answers.record(item, undefined);
        const read = this.read({ whole, object: node, key, method: name }, item);
        return read ? this.end(read.node, read.flow) : this.end(node, flow);
      }
      if (key && reads.test(name)) {
        const read = this.read({ whole, object: node, key, method: name }, flow);
        // `dig('error', 'code')`
        return name === 'dig' ? this.deeper(read, args.slice(1)) : read;
      }
      if (key && picks?.test(name)) {
        for (const one of args) {
          const read = this.read({ whole, object: node, key: one, method: name }, flow);
          if (read) this.end(read.node, read.flow);
        }
        return undefined;
      }
      if (key && paths?.test(name)) return this.readPath({ whole, object: node, key, method: name }, flow);
      if (passes.test(name)) return { node: whole, flow };
      if (flow.path.length === 0 && !harmless.test(name)) {
        noteDoubt(flow);
        noteGiven(flow, name);
      }
      return this.end(node, flow);
    }
    const stepped = this.answers.stepped(flow, 'method', name) ?? this.answers.stepped(flow, 'member', name);
    if (stepped) return { node: whole, flow: stepped };
    return passes.test(name) ? { node: whole, flow } : undefined;
  }

  private argument(call: SyntaxNode, callee: string, node: SyntaxNode, flow: Flow): Next | undefined {
    const { parses, loads, harmless, asks } = this.syntax;
    if (parses.test(callee)) {
      const parsed = this.answers.stepped(flow, 'parse') ?? (isWhole(flow) ? flow : undefined);
      return parsed ? { node: call, flow: parsed } : this.end(node, flow);
    }
    if (loads?.test(callee)) {
      const loaded = this.answers.stepped(flow, 'load');
      return loaded && { node: call, flow: loaded };
    }
    if (asks?.test(callee)) {
      noteQuestion(flow);
      return this.end(node, flow);
    }
    const index = flow.depth < DEEPEST ? argumentIndex(call, node) : undefined;
    if (index !== undefined && this.given.add(call, index, flow)) return this.end(node, flow);
    if (!harmless.test(callee)) noteDoubt(flow);
    noteGiven(flow, callee);
    return this.end(node, flow);
  }

  private read(access: Access, flow: Flow, isMember = false): Next | undefined {
    const { whole, key } = access;
    const written = this.text.to.written(key);
    const name = isMember
      ? { name: written, start: key.start, end: key.end }
      : this.syntax.nameOf(key, this.text);
    const item = !name && /^\d+$/.test(written) && this.itemOf(key, flow);
    if (item) return { node: whole, flow: item };
    if (!name) return this.end(whole, flow);
    if (whole.parent && this.syntax.move(whole.parent, whole, this.text)?.kind === 'written') {
      flow.body?.isChanged();
      return undefined;
    }
    const { source } = this.text;
    const insert: ResponseRead['insert'] = source.isVerbatim(access.object.start, whole.end)
      ? (names) => (names.length === 0 ? [] : this.syntax.insert(access, names, this.text))
      : undefined;
    const found = { name: name.name, range: source.range(name.start, name.end) };
    const isNeeded = this.syntax.needs?.(access, this.text);
    const read = this.answers.member(flow, isNeeded ? { ...found, needed: true } : found, insert);
    return read && { node: whole, flow: read };
  }

  /** What further keys read of what is read. */
  private deeper(read: Next | undefined, keys: readonly SyntaxNode[]): Next | undefined {
    const [flow, isSeen] = read ? keysRead(this.answers, read.flow, keys, this.syntax, this.text) : [];
    if (!read || !flow) return undefined;
    return isSeen ? { node: read.node, flow } : this.end(read.node, flow);
  }

  /** `value.json('error.message')` */
  private readPath(access: Access, flow: Flow): Next | undefined {
    const name = this.syntax.nameOf(access.key, this.text);
    if (!name) return this.end(access.whole, flow);
    const now = pathRead(this.answers, flow, name, this.text);
    return now && { node: access.whole, flow: now };
  }

  /** The uses of a variable that is given a value. */
  private bind(target: SyntaxNode, flow: Flow): void {
    for (const use of usesReached(this.text, target)) this.follow(use, flow);
  }

  /** What the calls of the function around a `return` give, if it gives nothing else. */
  private returned(statement: SyntaxNode, value: SyntaxNode, flow: Flow, type: string): void {
    const place = placeAround(this.text.names, statement);
    if (!place || flow.depth >= DEEPEST || !givesOnly(this.text, this.syntax, place.node, statement, type)) {
      this.handedOn(value, flow);
      return;
    }
    const left = this.given.left(place, flow);
    if (left) this.follow(...left);
    const sites = left ? [] : this.text.sitesOf(place);
    if (!left && sites.length === 0) this.handedOn(value, flow);
    for (const site of sites) {
      const call = this.text.callAt(site) ?? flow.call;
      this.follow(site, { ...flow, call, depth: flow.depth + 1 });
    }
  }

  /** A value that goes to code which is not seen. */
  private handedOn(value: SyntaxNode, flow: Flow): void {
    const edits = isWhole(flow) && isOfV1(flow) ? this.syntax.handOn?.(value, this.text) : undefined;
    if (!edits) {
      noteGiven(flow);
      return;
    }
    const range = this.text.source.range(value.start, value.end);
    this.answers.handedOn(flow, range, (names) =>
      names.length === 1 && names[0] === 'data' ? edits : undefined,
    );
  }
}
