import type { ReadName, ResponseRead, TypedItem } from '../../model.ts';
import { type AnswerText, usesReached } from '../../program/answers.ts';
import { type Answers, type Flow, isWhole, noteDoubt, noteGiven, noteQuestion } from '../../reads/flow.ts';
import { apiName } from '../../sdk/naming.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { TypedFields } from './fields.ts';
import { anyTypeIn, type Holder, MapHolders } from './map-holders.ts';
import { structOf, typesIn } from './structs.ts';
import { itemStructIn } from './types.ts';

/** Values that are followed in one text. */
const MOST_FLOWS = 2_000;

/** Functions that only look at what they are given. */
const READERS =
  /^(?:fmt|log|slog|zap|spew|json)\.\w+$|^(?:len|print|println)$|^(?:\w+\.)*[lL]og(?:ger)?\.\w+$/;
/** What a body is decoded into, as it is written; `isPointer` where that is no address of a variable. */
export interface Target {
  readonly node: SyntaxNode;
  readonly isPointer: boolean;
  /** True where lists are decoded into it as well, which stand beside what else there is of an answer. */
  readonly isList?: boolean;
}

/** The calls of the function around a `return`, with what they give. */
type GivenBy = (statement: SyntaxNode, flow: Flow) => readonly (readonly [SyntaxNode, Flow])[];

/** What is read of bodies that are decoded: fields of structs, members of maps. */
export class DecodedReads {
  private flows = 0;
  private readonly fields: TypedFields;
  private readonly holders: MapHolders;

  constructor(
    private readonly text: AnswerText,
    private readonly answers: Answers,
    private readonly givenBy: GivenBy,
  ) {
    this.fields = new TypedFields(text);
    this.holders = new MapHolders(text.source);
  }

  /**
   * What decodes `data` of a body into the `&out` that the body was decoded into, or into `out` where that `isPointer`.
   * `error`: the field of it that takes errors.
   */
  around(
    { type, start, end }: SyntaxNode,
    isPointer: boolean,
    error: string | undefined,
  ): ResponseRead['insert'] {
    const { source } = this.text;
    const isAddress = type === 'unary_expression' && source.text[start] === '&';
    if (!(isAddress || isPointer) || !source.isVerbatim(start, end)) return undefined;
    const any = anyTypeIn(source.text);
    const line = source.text.slice(source.text.lastIndexOf('\n', start) + 1, start);
    const indentation = /^[ \t]*/.exec(line)![0];
    const target = source.text.slice(isAddress ? start + 1 : start, end);
    if (error !== undefined && !/^\w+$/.test(target)) return undefined;
    const fields = [['Data ', 'data'], ...(error === undefined ? [] : [['Error', 'error']])].map(
      ([name, tag]) => `${indentation}\t${error === undefined ? 'Data' : name} ${any} \`json:"${tag}"\`\n`,
    );
    const behind = error === undefined ? '}' : `, &${target}.${error}}`;
    return (names) =>
      names.length === 1 && names[0] === 'data'
        ? [
            { range: source.range(start, start), newText: `&struct {\n${fields.join('')}${indentation}}{` },
            { range: source.range(end, end), newText: behind },
          ]
        : undefined;
  }

  /** The members of a struct that a body is decoded into. */
  typed(
    given: SyntaxNode,
    flow: Flow,
    target?: Target,
    around: ReadonlyMap<string, SyntaxNode> = new Map(),
  ): void {
    const type = around.get(this.text.to.written(given).replace(/^\*/, '')) ?? given;
    const own = typesIn(type, this.text.to, around);
    const struct = ++this.flows > MOST_FLOWS ? undefined : structOf(type, this.text.to);
    if (!struct || struct.broken || /\bUnmarshalJSON\(/.test(this.text.source.text)) return;
    // What is beside `data` in v2 would be looked for in it.
    const isApart = /json:"(?:pagination|data|requestId)\b/.test(this.text.to.written(struct));
    const wrap =
      target && !target.isList && !isApart
        ? this.around(target.node, target.isPointer, this.errorIn(struct))
        : undefined;
    const fields = struct.children.flatMap((list) => list.children);
    const isBare = !fields.some((field) => childOf(field, 'tag'));
    for (const field of fields) {
      if (field.type !== 'field_declaration') continue;
      const inner = childOf(field, 'type');
      if (!inner) continue;
      const name = childOf(field, 'name') && this.tagOf(field);
      if (isBare && childOf(field, 'name')) {
        this.bare(field, inner, flow, wrap, own);
        continue;
      }
      if (name === undefined) {
        // An embedded struct has its fields among these.
        if (!childOf(field, 'name')) this.embedded(inner, flow);
        continue;
      }
      const items = this.itemsOf(inner);
      const typed = { ...this.fields.usesOf(struct, field), ...(items ? { items } : {}) };
      const insert: ResponseRead['insert'] = (names, last = name.name) => {
        const holders = names[0] === 'data' ? names.slice(1) : names;
        const moved = holders.length === 0 ? [] : this.fields.moved(struct, field, holders, last);
        const outer = names[0] === 'data' ? wrap?.(['data']) : [];
        return moved && outer && [...outer, ...moved];
      };
      const read = this.answers.member(flow, { ...name, typed }, target ? insert : undefined);
      if (!read) continue;
      if (isWhole(flow) && name.name === 'data') noteQuestion(read);
      this.answers.record(read, undefined);
      if (read.path.length < 3) this.typed(inner, read, undefined, own);
    }
  }

  /** Fields without tags, which take what is called as they are but for capitals. */
  private bare(
    field: SyntaxNode,
    type: SyntaxNode,
    flow: Flow,
    wrap: ResponseRead['insert'],
    around: ReadonlyMap<string, SyntaxNode>,
  ): void {
    const { to, source } = this.text;
    const names = field.children.filter((child) => child.field === 'name');
    for (const node of names) {
      const { start, end } = node;
      const written = to.written(node);
      if (!/^[A-Z]/.test(written)) continue;
      const name = apiName(written, 'PascalCase');
      const insert: ResponseRead['insert'] = (holders, last = name) => {
        if (holders.length > 1 || (last !== name && names.length > 1)) return undefined;
        const tag = { range: source.range(type.end, type.end), newText: ` \`json:"${last}"\`` };
        const outer = holders[0] === 'data' ? wrap?.(['data']) : holders.length === 0 ? [] : undefined;
        return outer && [...outer, ...(last === name ? [] : [tag])];
      };
      const read = this.answers.member(flow, { name, range: source.range(start, end) }, wrap && insert);
      if (!read) continue;
      if (isWhole(flow) && name === 'data') noteQuestion(read);
      this.answers.record(read, undefined);
      if (read.path.length < 3) this.typed(type, read, undefined, around);
    }
  }

  /** The field of a struct that takes the error of an answer. */
  private errorIn(struct: SyntaxNode): string | undefined {
    const field = struct.children
      .flatMap((list) => list.children)
      .find((one) => childOf(one, 'tag') && this.tagOf(one)?.name === 'error');
    const name = field && childOf(field, 'name');
    return name && this.text.to.written(name);
  }

  /** The fields of what a type is a list of; undefined where that is not seen. */
  private itemsOf(type: SyntaxNode): readonly TypedItem[] | undefined {
    const struct = itemStructIn(type, this.text);
    if (!struct || struct.broken) return undefined;
    const found: TypedItem[] = [];
    for (const field of struct.children.flatMap((list) => list.children)) {
      if (field.type !== 'field_declaration') continue;
      const name = childOf(field, 'name') && this.tagOf(field);
      if (!name) return undefined;
      const insert = (names: readonly string[], last: string) =>
        names.length === 0 ? [] : this.fields.moved(struct, field, names, last);
      found.push({ ...name, typed: this.fields.usesOf(struct, field), insert });
    }
    return found;
  }

  private embedded(type: SyntaxNode, flow: Flow): void {
    if (structOf(type, this.text.to)) this.typed(type, flow);
    else noteDoubt(flow);
  }

  /** The name of a field in JSON, where its tag says it. */
  private tagOf(field: SyntaxNode): ReadName | undefined {
    const tag = childOf(field, 'tag');
    if (!tag) return undefined;
    const { to, source } = this.text;
    const match = /json:"([\w.-]+)/.exec(to.written(tag));
    if (!match || match[1] === '-') return undefined;
    const start = tag.start + match.index + match[0].length - match[1]!.length;
    return { name: match[1]!, range: source.range(start, start + match[1]!.length) };
  }

  /** The members that are read of a map that a body was decoded into. */
  mapped(name: string, target: SyntaxNode, node: SyntaxNode, flow: Flow): void {
    const { names } = this.text;
    const area = names.homeOf(name, target.start);
    if (!area) return;
    const later = (area.names.get(name) ?? []).some((e) => e.declared.node.start > node.start);
    if (later) return;
    const uses = names.usesIn(area, name).filter((use) => use.start >= node.end);
    const holder = this.holders.behind(name, node, uses);
    for (const use of uses) this.read(use, flow, holder);
  }

  /** What is read of a decoded value. */
  private read(start: SyntaxNode, flow: Flow, holder?: Holder): void {
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
        const read = this.answers.member(
          now,
          { name: word, range },
          this.holders.inserts(node, parent, holder),
        );
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
        if (list.field !== 'right' || first?.type !== 'identifier') return;
        const uses = usesReached(this.text, first);
        const kept = isWhole(now) ? this.holders.before(to.written(first), statement, uses) : undefined;
        for (const use of uses) this.read(use, now, kept);
        return;
      } else if (statement?.type === 'return_statement' && list.children[0] === node) {
        this.answers.record(now, undefined);
        const sites = this.givenBy(statement, now);
        // Whoever gets it is not seen.
        if (sites.length === 0) noteGiven({ ...now, call: now.call ?? now.oneOf });
        for (const [site, given] of sites) this.read(site, given);
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
