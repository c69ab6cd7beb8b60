import type { ResponseRead } from '../../model.ts';
import { type AnswerText, placeAround, type Sending, usesReached } from '../../program/answers.ts';
import { type FunctionPlace, functionOf } from '../../program/areas.ts';
import { GivenValues } from '../../program/given-values.ts';
import { valueExpression, valueIn } from '../../program/name-events.ts';
import { Answers, EACH, type Flow, isOfV1, noteDoubt, noteGiven } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { Models } from './models.ts';
import { isEmpty } from './read-choices.ts';
import { followRaised } from './read-failures.ts';
import { DEEPEST, end, type Next, through } from './read-steps.ts';

/** What makes a value of an error of `urllib`. */
const RAISED = /^json\.loads?\(\s*(\w+)(?:\.read\(\)(?:\.decode\([^()]*\))?)?\s*\)$/;
/** A value that a cache keeps. */
const OF_CACHE = /=\s*(?:await\s+)?(?:\w+\.)*_?(?:\w*_)?cache\w*(?:\.get\(|\[)/i;
/** Values that are followed in one text. */
const MOST_FLOWS = 2_000;

/** Values on their way through one text: to the names, functions and fields that get them. */
export class Walk {
  readonly answers = new Answers();
  readonly given: GivenValues;
  readonly models: Models;
  /** Lists of functions whose uses are followed already. */
  readonly collected = new Set<string>();
  private flows = 0;

  constructor(
    readonly text: AnswerText,
    private readonly sent: readonly Sending[],
  ) {
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
        end(this, now.node, now.flow);
        return;
      }
      now = through(this, parent, now.node, now.flow);
    }
  }

  /** The uses of a variable that is given a value. */
  bind(target: SyntaxNode, flow: Flow): void {
    if (/^(?:pattern_list|tuple_pattern|list_pattern)$/.test(target.type) && flow.inside) {
      const { source } = this.text;
      for (const [i, item] of target.children.entries()) {
        const taken = this.answers.member(flow, { name: `${i}`, range: source.range(item.start, item.end) });
        if (taken) this.bind(item, taken);
      }
    }
    if (target.type === 'attribute') this.field(target, flow);
    if (target.type !== 'identifier') return;
    const reached = usesReached(this.text, target);
    for (const use of reached) this.followUse(use, flow);
    for (const use of this.usesBeside(target, new Set(reached), flow)) this.followUse(use, flow);
  }

  /** The uses of a variable that gets this value, or one that a cache keeps: an answer of before. */
  private usesBeside(
    target: SyntaxNode,
    reached: ReadonlySet<SyntaxNode>,
    flow: Flow,
  ): readonly SyntaxNode[] {
    const { names, to } = this.text;
    const name = to.written(target);
    const home = names.homeOf(name, target.start);
    const nodes = (home?.names.get(name) ?? []).map(({ declared }) => declared.node);
    const others = nodes.filter((node) => node.start !== target.start);
    if (home?.kind !== 'function' || others.length === 0) return [];
    const own = target.parent?.end ?? target.end;
    const uses = names
      .usesIn(home, name)
      .filter((use) => use.start >= own && !reached.has(use) && !nodes.includes(use));
    if (others.every((node) => this.isOfCache(node) || this.isLoaded(node, name))) return uses;
    // What comes behind may be this value or another.
    const next = Math.min(...others.map(({ start }) => start).filter((start) => start >= own));
    if (uses.some((use) => use.start < next)) noteGiven(flow);
    return [];
  }

  followUse(use: SyntaxNode, flow: Flow): void {
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
  returned(statement: SyntaxNode, flow: Flow): void {
    const place = placeAround(this.text.names, statement);
    if (!place || !this.givesOnly(place.node, statement)) {
      noteGiven(flow);
      return;
    }
    if (isOfV1(flow)) this.models.typed(childOf(place.node, 'return_type'), flow, this.answers);
    const left = this.given.left(place, flow);
    if (left) this.follow(...left);
    if (left || flow.depth >= DEEPEST) return;
    const sites = this.text.sitesOf(place);
    if (sites.length === 0 || this.isOffered(place)) noteGiven(flow);
    for (const site of sites) {
      const call = this.text.callAt(site) ?? flow.call;
      this.follow(site, { ...flow, call, depth: flow.depth + 1 });
      followRaised(this, site, { call, oneOf: flow.oneOf }, flow.failed ?? [], this.sent);
    }
  }

  /**
   * Follows what a generator yields to where its calls are gone through. False where it yields something else as well, or
   * where others may call it.
   */
  yielded(node: SyntaxNode, flow: Flow): boolean {
    const place = placeAround(this.text.names, node);
    const isAll = /^yield\s+from\b/.test(this.text.to.written(node));
    const isItem = flow.path.at(-1)?.name === EACH;
    if (!place || flow.inside || flow.depth >= DEEPEST || isAll === isItem) return false;
    if (flow.path.length !== (isAll ? 1 : 2) || this.yieldsElse(place.node, node)) return false;
    const list = isAll ? flow : { ...flow, path: flow.path.slice(0, -1) };
    const left = this.given.left(place, list);
    const sites = this.text.sitesOf(place);
    if (left) this.follow(...left);
    else
      for (const site of sites)
        this.follow(site, { ...list, call: this.text.callAt(site) ?? flow.call, depth: flow.depth + 1 });
    return left !== undefined || (sites.length > 0 && !this.isOffered(place));
  }

  private yieldsElse(node: SyntaxNode, own: SyntaxNode): boolean {
    return node.children.some(
      (child) =>
        child !== own &&
        !this.text.names.areaBy(child) &&
        (child.type === 'yield' || this.yieldsElse(child, own)),
    );
  }

  /** True for a function that other files may call: no part of another one, of no script, and with a public name. */
  private isOffered({ shape, area }: FunctionPlace): boolean {
    if (shape.name.startsWith('_') || functionOf(area.parent)) return false;
    return !/\b__name__\s*==/.test(this.text.source.text);
  }

  /** `json.load(e)` of an error that is raised in the place of an answer, and is one as well. */
  private isRaised(value: SyntaxNode): boolean {
    const name = RAISED.exec(this.text.to.written(value))?.[1];
    if (name === undefined) return false;
    for (let at = value.parent; at; at = at.parent)
      if (at.type === 'except_clause')
        return new RegExp(String.raw`^except\b[^\n]*\bas\s+${name}\s*:`).test(this.text.to.written(at));
    return false;
  }

  /** A name that was given what a cache keeps: the same answer of before. */
  private isCached(value: SyntaxNode): boolean {
    const { names, to } = this.text;
    if (value.type !== 'identifier') return false;
    const name = to.written(value);
    const all = names.homeOf(name, value.start)?.names.get(name) ?? [];
    // What it is given later reaches it in a loop alone.
    const events = isInLoop(value) ? all : all.filter(({ declared: { node } }) => node.start < value.start);
    return events.length > 0 && events.every(({ declared }) => this.isOfCache(declared.node));
  }

  /** True for a name where it is given what a cache keeps. */
  private isOfCache({ parent }: SyntaxNode): boolean {
    return (
      parent !== undefined &&
      /assignment|named_expression/.test(parent.type) &&
      OF_CACHE.test(this.text.to.written(parent))
    );
  }

  /** True for a name where it is given an answer again that its function keeps as JSON. */
  private isLoaded({ parent }: SyntaxNode, name: string): boolean {
    if (!parent || !/=\s*(?:json\.)?loads\(/.test(this.text.to.written(parent))) return false;
    return new RegExp(String.raw`\bdumps\(\s*${name}\b`).test(this.text.source.text);
  }

  private givesOnly(node: SyntaxNode, statement: SyntaxNode): boolean {
    return node.children.every((child) => {
      if (child === statement || this.text.names.areaBy(child)) return true;
      if (child.type !== 'return_statement') return this.givesOnly(child, statement);
      const [value] = child.children;
      return !value || isEmpty(this, value) || this.isRaised(value) || this.isCached(value);
    });
  }
}

/** True in a loop of the function around a node. */
function isInLoop(node: SyntaxNode): boolean {
  for (let at = node.parent; at && at.type !== 'function_definition'; at = at.parent)
    if (/^(?:for|while)_statement$/.test(at.type)) return true;
  return false;
}
