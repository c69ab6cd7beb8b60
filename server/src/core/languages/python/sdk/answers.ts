import { type AnswerChange, answerChangeOf } from '../../../catalogue/sdks/answers.ts';
import type { TextEdit } from '../../../model.ts';
import { placeAround, usesReached } from '../../../program/answers.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import { nameInSdk } from '../../../sdk/naming.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';

/** How the places that take what a method gives change; indexes into the text. */
export interface PythonAnswerEdits {
  readonly edits: readonly TextEdit[];
  readonly obstacle?: { readonly node: SyntaxNode; readonly reason: string };
  /** True where a function gives it that other files may call. */
  readonly isOffered?: true;
  /** True where a dictionary or JSON is made of all of it. */
  readonly isDumped?: true;
}

export const HANDED_ON =
  'What this call answers is handed on from here, and v2 answers otherwise. Change where it is read, then migrate the file.';
export const SHOWS = /^(?:print|pprint|str|repr|bool|(?:\w+\.)*_?log(?:ger|ging)?\.\w+|json\.dumps)$/;

/** What `keys.verifyKey` answers otherwise. */
const VERIFIED = answerChangeOf('keys.verifyKey').fields;

/** Follows values of the SDK and gathers what becomes of the places that read them. */
export class AnswerFlow {
  private readonly edits: TextEdit[] = [];
  private obstacle: PythonAnswerEdits['obstacle'];
  private readonly seen = new Set<SyntaxNode>();
  private readonly given = new Set<SyntaxNode>();
  private isOffered = false;
  private isDumped = false;

  constructor(private readonly text: SdkText) {}

  found(): PythonAnswerEdits {
    return {
      edits: this.edits,
      ...(this.obstacle ? { obstacle: this.obstacle } : {}),
      ...(this.isOffered ? { isOffered: true } : {}),
      ...(this.isDumped ? { isDumped: true } : {}),
    };
  }

  stop(node: SyntaxNode, reason = HANDED_ON): void {
    this.obstacle ??= { node, reason };
  }

  written(node: SyntaxNode): string {
    return this.text.to.written(node);
  }

  replace({ start, end }: { readonly start: number; readonly end: number }, newText: string): void {
    this.edits.push({ range: { start, end }, newText });
  }

  /** `value.name` */
  memberOf(use: SyntaxNode): { whole: SyntaxNode; field: SyntaxNode } | undefined {
    const { parent } = use;
    const field =
      parent?.type === 'attribute' && use.field === 'object' ? childOf(parent, 'attribute') : undefined;
    return parent && field ? { whole: parent, field } : undefined;
  }

  /** True for `pages = pages.next()`, by which both versions go to the next page. */
  isNextPage(member: SyntaxNode, now: string): boolean {
    const call = member.parent;
    if (call?.type !== 'call' || member.field !== 'function' || !/\.next$/.test(this.written(member)))
      return false;
    let at: SyntaxNode = call;
    while (at.parent && /^(?:await|parenthesized_expression)$/.test(at.parent.type)) at = at.parent;
    const target = at.parent?.type === 'assignment' ? childOf(at.parent, 'left') : undefined;
    return target !== undefined && this.written(target) === now;
  }

  /** What takes a value: `each` gets the value itself where it is read, or the uses of its name. */
  taken(node: SyntaxNode, now: string, each: (use: SyntaxNode, now: string) => void): void {
    let at = node;
    while (at.parent && /^(?:await|parenthesized_expression)$/.test(at.parent.type)) at = at.parent;
    const { parent } = at;
    if (parent?.type === 'expression_statement') return;
    if (parent?.type === 'assignment' && at.field === 'right') {
      const target = childOf(parent, 'left');
      if (target?.type === 'identifier') this.variable(target, each);
      else this.stop(node);
      return;
    }
    each(at, at === node ? now : this.written(at));
  }

  /** Every use of a name, if all of them see values that are followed. */
  variable(target: SyntaxNode, each: (use: SyntaxNode, now: string) => void): void {
    const { names, to } = this.text;
    const name = to.written(target);
    const area = names.homeOf(name, target.start);
    const events = area?.names.get(name) ?? [];
    const reached = usesReached(this.text, target);
    const others = events.filter((e) => e.declared.node.start !== target.start);
    const known = new Set(reached);
    for (const { declared } of others)
      for (const use of usesReached(this.text, declared.node)) known.add(use);
    const uses = area ? names.usesIn(area, name) : [];
    const isTarget = (use: SyntaxNode): boolean => events.some((e) => e.declared.node.start === use.start);
    const isName = (use: SyntaxNode): boolean =>
      use.field === 'attribute' || (use.field === 'name' && use.parent?.type === 'keyword_argument');
    const unseen = uses.find((use) => !known.has(use) && !isTarget(use) && !isName(use));
    if (!area || unseen) {
      this.stop(
        unseen ?? target,
        'What is read here may come from several places. Change it by hand, then migrate the file.',
      );
      return;
    }
    for (const use of reached) {
      if (isName(use) || this.seen.has(use)) continue;
      this.seen.add(use);
      each(use, name);
    }
  }

  /** True where it is only asked whether there is one, or it is shown. */
  isTested(use: SyntaxNode): boolean {
    const { parent } = use;
    if (!parent) return false;
    if (
      /^(?:not_operator|boolean_operator|if_statement|elif_clause|assert_statement|while_statement)$/.test(
        parent.type,
      )
    )
      return parent.type !== 'boolean_operator' || this.isCondition(parent);
    if (parent.type === 'comparison_operator') return parent.children.some((c) => c.type === 'none');
    if (parent.type === 'conditional_expression') return parent.children[1] === use;
    const callee = parent.type === 'argument_list' && parent.parent && childOf(parent.parent, 'function');
    return Boolean(callee && SHOWS.test(this.written(callee)));
  }

  private isCondition(node: SyntaxNode): boolean {
    const { parent } = node;
    if (!parent) return false;
    if (/^(?:boolean_operator|parenthesized_expression)$/.test(parent.type)) return this.isCondition(parent);
    if (parent.type === 'conditional_expression') return parent.children[1] === node;
    return /^(?:not_operator|if_statement|elif_clause|assert_statement|while_statement)$/.test(parent.type);
  }

  /** A use of what was answered. `now`: how it will be written. */
  object(use: SyntaxNode, now: string, change: AnswerChange): void {
    const member = this.memberOf(use);
    if (member) {
      this.field(member, now, change.fields, change);
      return;
    }
    if (this.isTested(use)) return;
    const { parent } = use;
    if (parent?.type === 'assignment' && use.field === 'right') {
      const target = childOf(parent, 'left');
      if (target?.type === 'identifier') {
        this.variable(target, (other, name) => this.object(other, name, change));
        return;
      }
    }
    if (Object.keys(change.fields).length > 0 && !this.returned(use, change)) this.stop(use);
  }

  /** Follows what a function gives to where the text calls it; false where it gives something else, or none is seen. */
  private returned(use: SyntaxNode, change: AnswerChange): boolean {
    if (use.parent?.type !== 'return_statement' || this.given.has(use)) return false;
    const place = placeAround(this.text.names, use);
    const sites = place ? this.text.sitesOf(place) : [];
    if (!place || sites.length === 0 || !this.givesOnly(place.node, use.parent)) return false;
    this.given.add(use);
    if (!place.shape.name.startsWith('_')) this.isOffered = true;
    for (const site of sites)
      this.taken(site, this.written(site), (other, now) => this.object(other, now, change));
    return true;
  }

  private givesOnly(node: SyntaxNode, statement: SyntaxNode): boolean {
    return node.children.every((child) => {
      if (child === statement || this.text.names.areaBy(child)) return true;
      if (child.type !== 'return_statement') return this.givesOnly(child, statement);
      const [value] = child.children;
      return !value || value.type === 'none';
    });
  }

  /** A read of a field, which v2 may call otherwise. */
  private field(
    { whole, field }: { readonly whole: SyntaxNode; readonly field: SyntaxNode },
    now: string,
    fields: AnswerChange['fields'],
    change?: AnswerChange,
  ): void {
    const name = this.written(field);
    const key = Object.keys(fields).find((one) => nameInSdk(one, 'snake_case') === name);
    const isGiven = whole.field === 'left' && /assignment/.test(whole.parent?.type ?? '');
    if (key === undefined) {
      const isMade = /^(?:model_dump(?:_json)?|dict|json|to_dict)$/.test(name);
      if (isMade && /^model_dump/.test(name) && whole.parent?.type === 'call') this.isDumped = true;
      else if (isGiven || isMade) this.stop(field);
      return;
    }
    const place = fields[key];
    if (key === 'ratelimit' && fields === VERIFIED && !isGiven) {
      this.firstLimit(whole, field, now);
      return;
    }
    if (place === undefined || isGiven) {
      this.stop(field, `v2 answers no \`${name}\` here. Change it by hand, then migrate the file.`);
      return;
    }
    const names = place.split(/\??\./).map((one) => nameInSdk(one, 'snake_case'));
    // What is read of nothing is an error in both.
    const isRead = whole.parent?.type === 'attribute' && whole.field === 'object';
    if (names.length === 1 || names[0] === 'pagination' || isRead) this.replace(field, names.join('.'));
    else {
      this.replace({ start: whole.start, end: whole.start }, '(');
      this.replace(field, `${names.join('.')} if ${now}.${names[0]} else None)`);
    }
    if (place === 'data' && change) this.list(whole, change.items?.fields ?? {});
  }

  /** The limit of a verified key, which is the first of a list in v2. */
  private firstLimit(whole: SyntaxNode, field: SyntaxNode, now: string): void {
    const { parent } = whole;
    if (parent?.type === 'attribute' && whole.field === 'object') this.replace(field, 'ratelimits[0]');
    else if (this.isTested(whole) && parent?.type !== 'comparison_operator')
      this.replace(field, 'ratelimits');
    else {
      this.replace({ start: whole.start, end: whole.start }, '(');
      this.replace(field, `ratelimits[0] if ${now}.ratelimits else None)`);
    }
  }

  /** A use of a list of what was answered. */
  list(use: SyntaxNode, fields: AnswerChange['fields']): void {
    const { parent } = use;
    if (!parent || this.isTested(use)) return;
    if (Object.keys(fields).length === 0) return;
    if (/^for_(?:statement|in_clause)$/.test(parent.type) && use.field === 'right') {
      const target = childOf(parent, 'left');
      const whole = parent.type === 'for_statement' ? parent : parent.parent;
      if (target?.type !== 'identifier' || !whole) this.stop(use);
      else this.items(target, whole, fields);
      return;
    }
    const callee = parent.type === 'argument_list' && parent.parent && childOf(parent.parent, 'function');
    if (callee && this.written(callee) === 'len') return;
    if (parent.type === 'subscript' && use.field === 'value') {
      const member = this.memberOf(parent);
      if (member) this.field(member, this.written(parent), fields);
      else this.stop(parent);
      return;
    }
    if (parent.type === 'assignment' && use.field === 'right') {
      const target = childOf(parent, 'left');
      if (target?.type === 'identifier') {
        this.variable(target, (other) => this.list(other, fields));
        return;
      }
    }
    this.stop(use);
  }

  /** The uses of the name that a loop gives each item, in the loop alone. */
  private items(target: SyntaxNode, loop: SyntaxNode, fields: AnswerChange['fields']): void {
    const name = this.written(target);
    const inside = this.text.names
      .usesOf(name)
      .filter(
        (use) =>
          use !== target && use.start >= loop.start && use.end <= loop.end && use.field !== 'attribute',
      );
    for (const use of inside) {
      const member = this.memberOf(use);
      if (member) this.field(member, name, fields);
      else if (!this.isTested(use) && !(use.field === 'name' && use.parent?.type === 'keyword_argument'))
        this.stop(use);
    }
  }
}
