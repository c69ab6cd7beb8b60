import { type GoAnswer, goAnswer } from '../../../catalogue/sdks/unkey-go-types.ts';
import type { Span } from '../../../expression.ts';
import type { TextEdit } from '../../../model.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import { FIRST_LIMIT } from '../../../sdk/answer-notes.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';
import {
  callOf,
  emptyEdits,
  firstOf,
  getterOf,
  givesEmpty,
  isPlace,
  isTaken,
  type Member,
  memberOf,
} from './answer-places.ts';
import { SHOWS } from './errors.ts';
import { givingOf, HANDED_ON, METHODS, RESPONSES } from './giving.ts';

/** How the places that take what a method gives change; indexes into the text. */
export interface GoAnswerEdits {
  readonly edits: readonly TextEdit[];
  readonly obstacle?: { readonly node: SyntaxNode; readonly reason: string };
  /** Types of v1 that change with them. */
  readonly types: readonly SyntaxNode[];
  readonly notes: readonly string[];
}

/** The edits that take what v2 answers in the place of what a call of `operation` of v1 gave. */
export function goAnswerEdits(
  text: SdkText,
  call: SyntaxNode,
  operation: string,
  body: string,
  components: string,
): GoAnswerEdits {
  const answer = goAnswer(operation);
  if (!answer) return { edits: [], types: [], notes: [] };
  const rewriter = new AnswerRewriter(text, answer, body, components);
  rewriter.taken(call, (use) => rewriter.response(use));
  return rewriter.found();
}

class AnswerRewriter {
  private readonly edits: TextEdit[] = [];
  private obstacle: GoAnswerEdits['obstacle'];
  private readonly seen = new Set<SyntaxNode>();
  private readonly types: SyntaxNode[] = [];
  private readonly notes = new Set<string>();

  constructor(
    private readonly text: SdkText,
    private readonly answer: GoAnswer,
    private readonly body: string,
    private readonly components: string,
  ) {}

  found(): GoAnswerEdits {
    const { edits, types, notes, obstacle } = this;
    return { edits, types, notes: [...notes], ...(obstacle ? { obstacle } : {}) };
  }

  private stop(node: SyntaxNode, reason = HANDED_ON): void {
    this.obstacle ??= { node, reason };
  }

  private replace({ start, end }: Span, newText: string): void {
    this.edits.push({ range: { start, end }, newText });
  }

  /** What takes a value: a name, whose uses `each` gets, nothing, or something that is not followed. */
  taken(node: SyntaxNode, each: (use: SyntaxNode) => void): void {
    const list = node.parent?.type === 'expression_list' ? node.parent : undefined;
    const statement = (list ?? node).parent;
    if (statement?.type === 'expression_statement') return;
    const names = statement && childOf(statement, 'left');
    const at = list?.children.indexOf(node) ?? 0;
    const target = names?.type === 'expression_list' ? names.children[at] : undefined;
    const isKept = statement && /^(?:short_var_declaration|assignment_statement)$/.test(statement.type);
    const operator = statement && childOf(statement, 'operator');
    if (!isKept || !target || target.type !== 'identifier' || (operator && operator.type !== '='))
      this.stop(node);
    else if (this.text.to.written(target) !== '_') this.variable(target, each);
  }

  /** Every use of a variable, all of which are of one type. */
  private variable(target: SyntaxNode, each: (use: SyntaxNode) => void): void {
    const { names, to } = this.text;
    const name = to.written(target);
    const home = names.homeOf(name, target.start);
    if (!home) {
      this.stop(target);
      return;
    }
    for (const use of names.usesIn(home, name)) {
      const isName =
        use.field === 'field' || (use.parent?.type === 'literal_element' && use.parent.field === 'key');
      if (isName || this.seen.has(use)) continue;
      this.seen.add(use);
      const isTarget = use.parent?.type === 'expression_list' && use.parent.field === 'left';
      if (!isTarget) each(use);
      else if (!this.text.names.grammar.assignment(use.parent!.parent!) && use !== target) this.retaken(use);
    }
  }

  /** A variable that is given a value once more: by another call, whose own part says what becomes of that. */
  private retaken(use: SyntaxNode): void {
    const right = childOf(use.parent!.parent!, 'right');
    if (right?.children[0]?.type !== 'call_expression') this.stop(use);
  }

  /** True for `value == nil` and for what only shows it. */
  private isLookedAt({ parent }: SyntaxNode): boolean {
    if (parent?.type === 'binary_expression') return parent.children.some((c) => c.type === 'nil');
    const callee = parent?.type === 'argument_list' && parent.parent && childOf(parent.parent, 'function');
    return Boolean(callee && SHOWS.test(this.text.to.written(callee)));
  }

  /** A use of what the method gives. */
  response(use: SyntaxNode): void {
    const member = memberOf(use);
    if (!member) {
      if (!this.isLookedAt(use)) this.stop(use);
      return;
    }
    const name = this.text.to.written(member.field);
    if (name === 'HTTPMeta' || name === 'GetHTTPMeta') return;
    const call = callOf(member.whole);
    if (call && name === `Get${this.answer.from}`) {
      const { isList, items = {} } = this.answer;
      this.replace(member.field, isList ? `Get${this.body}().GetData` : `Get${this.body}`);
      if (isList) this.list(call, items);
      else this.object(call);
      return;
    }
    if (call || name !== this.answer.from) {
      this.stop(member.field, `v2 answers no \`${name}\` here. Change it by hand, then migrate the file.`);
      return;
    }
    this.replace(member.field, this.answer.isList ? `${this.body}.Data` : this.body);
    if (this.answer.isList) this.list(member.whole, this.answer.items ?? {});
    else this.object(member.whole);
  }

  /** A use of the body. */
  private object(use: SyntaxNode): void {
    const member = memberOf(use);
    if (!member) {
      if (this.isLookedAt(use)) return;
      if (isTaken(use)) this.taken(use, (other) => this.object(other));
      else this.returned(use);
      return;
    }
    this.field(member, this.answer.fields);
  }

  /** A body that a function gives: its type changes, and what its callers do with it. */
  private returned(use: SyntaxNode): void {
    const { names, to } = this.text;
    const giving = givingOf(this.text, use);
    if (!giving || !RESPONSES.test(to.written(giving.type))) {
      this.stop(use);
      return;
    }
    const { name, type, place, isMethod, isOpen } = giving;
    if (this.seen.has(type)) return;
    this.seen.add(type);
    const sites = new Set(this.text.sitesOf(place));
    const word = to.written(name);
    for (const mention of names.usesOf(word)) {
      const isMember = mention.field === 'field';
      const isOther =
        isMember !== isMethod || (!isMember && names.homeOf(word, mention.start) !== names.file);
      if (mention.start === name.start || isOther) continue;
      const callee = isMember ? mention.parent! : mention;
      const call = callee.field === 'function' ? callee.parent : undefined;
      if (METHODS.test(to.written(callee))) continue;
      const site = call && [...sites].find(({ start, end }) => start === call.start && end === call.end);
      if (!site) {
        this.stop(mention);
        return;
      }
      this.taken(site, (other) => this.object(other));
    }
    this.types.push(type);
    this.replace(type, `${this.components}.${this.body}`);
    if (isOpen)
      this.notes.add(`Other files that call \`${word}\` get what v2 answers, with its members in Data.`);
  }

  private field({ whole, field }: Member, fields: GoAnswer['fields']): void {
    const name = this.text.to.written(field);
    const call = callOf(whole);
    if (call) {
      this.getter(call, field, fields);
      return;
    }
    const { Identity } = Object.hasOwn(fields, 'Identity') ? fields : {};
    if (name === 'OwnerID' && Identity !== undefined && this.owner(whole, field, Identity)) return;
    const now = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (now === undefined || (now.endsWith(')') && isPlace(whole))) {
      this.stopAt(field);
      return;
    }
    const first = firstOf(now);
    if (first) {
      this.replace(field, first.list);
      this.notes.add(FIRST_LIMIT);
      this.first(whole, field, first.members);
      return;
    }
    if (now !== name) this.replace(field, now);
    if (now === 'Data') this.list(whole, this.answer.items ?? {});
  }

  /** A use of a list in the place of one object, or of a variable that holds it. `field`: what v1 had there. */
  private first(use: SyntaxNode, field: SyntaxNode, members: ReadonlySet<string>): void {
    const member = memberOf(use);
    const empty = emptyEdits(use);
    if (empty) this.edits.push(...empty);
    else if (member && members.has(this.text.to.written(member.field)) && !isPlace(member.whole))
      this.replace({ start: use.end, end: use.end }, '[0]');
    else if (!member && this.isLookedAt(use)) return;
    else if (isTaken(use)) this.taken(use, (other) => this.first(other, field, members));
    else this.stopAt(member?.field ?? field);
  }

  private stopAt(field: SyntaxNode): void {
    const name = this.text.to.written(field);
    this.stop(
      field,
      `v2 answers \`${name}\` in another form, or not at all. Change it by hand, then migrate the file.`,
    );
  }

  private getter(call: SyntaxNode, field: SyntaxNode, fields: GoAnswer['fields']): void {
    const name = this.text.to.written(field);
    const whole = { start: field.start, end: call.end };
    const identity = name === 'GetOwnerID' ? getterOf('GetIdentity', fields) : undefined;
    if (identity && this.owner(call, whole, identity.place + (identity.ends ? '' : '()'))) return;
    const now = getterOf(name, fields);
    if (!now) {
      this.stopAt(field);
      return;
    }
    if (now.ends || now.place !== name) this.replace(now.ends ? whole : field, now.place);
    if (now.place === 'GetData') this.list(call, this.answer.items ?? {});
  }

  /** The owner of a key is its identity, which may be missing as it did: where that is asked, and where it is pointed to. */
  private owner(whole: SyntaxNode, field: Span, identity: string): boolean {
    const { parent } = whole;
    if (parent?.type === 'binary_expression' && parent.children.some((c) => c.type === 'nil')) {
      this.replace(field, identity);
      return true;
    }
    const call = parent?.type === 'argument_list' && parent.children.length === 1 ? parent.parent : undefined;
    const callee = call && childOf(call, 'function');
    if (call && callee && givesEmpty(this.text.to.written(callee), this.text.source.text)) {
      const place = `${identity}.GetExternalID()`;
      this.edits.push({ range: { start: call.start, end: whole.start }, newText: '' });
      this.replace(field, place);
      this.edits.push({ range: { start: whole.end, end: call.end }, newText: '' });
      return true;
    }
    if (parent?.type !== 'unary_expression' || childOf(parent, 'operator')?.type !== '*') return false;
    const isMember = parent.parent?.type === 'parenthesized_expression';
    if (isMember) return false;
    this.edits.push({ range: { start: parent.start, end: whole.start }, newText: '' });
    this.replace(field, `${identity}.ExternalID`);
    return true;
  }

  /** A use of a list. */
  private list(use: SyntaxNode, items: GoAnswer['fields']): void {
    const { parent } = use;
    const { to } = this.text;
    if (parent?.type === 'range_clause') {
      const item = childOf(parent, 'left')?.children[1];
      if (item && to.written(item) !== '_') this.variable(item, (one) => this.item(one, items));
      return;
    }
    if (parent?.type === 'index_expression' && use.field === 'operand') {
      this.item(parent, items);
      return;
    }
    const callee = parent?.type === 'argument_list' && parent.parent && childOf(parent.parent, 'function');
    if (this.isLookedAt(use) || (callee && to.written(callee) === 'len')) return;
    if (isTaken(use)) this.taken(use, (other) => this.list(other, items));
    else this.stop(use);
  }

  private item(use: SyntaxNode, items: GoAnswer['fields']): void {
    const member = memberOf(use);
    if (member) this.field(member, items);
    else if (!this.isLookedAt(use)) this.stop(use);
  }
}
