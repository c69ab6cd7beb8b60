import type { Binding, Member, Members, Resolved } from './binding.ts';
import { merge, UNCHANGED } from './binding.ts';
import type { CallExpression, Expression, ObjectEntry, ObjectExpression, Span } from './expression.ts';
import { unknownAt } from './expression.ts';
import { parseJson } from './json.ts';
import type { Json, JsonMember } from './model.ts';
import { HOLE, SourceText } from './source.ts';

/** What a language tells about the names in a text. Places are indexes into the {@link SourceText} it reads. */
export interface Scope {
  lookup(name: string, at: number): Binding;
  /** A property of the object whose method holds place `at`: a class field. */
  self(property: string, at: number): Binding;
  /** What a call of a well-known pure function gives: `JSON.stringify(x)`, `new URL(a, b)`. */
  reduce(call: CallExpression, values: Values): Expression | undefined;
}

/** Members on their way into {@link Members}. */
interface Collected {
  readonly list: Member[];
  settled: number;
}

const NO_MEMBERS: Members = { list: [], complete: false, settled: 0 };
/** Longer chains of names are not written by people; a cycle ends here. */
const DEEPEST = 24;
/** Names that each stand for two others double the work at every step: no value of a request takes so many. */
const MOST_STEPS = 2000;

/** Finds the values of expressions of one text. Whatever it cannot prove is unknown. */
export class Values {
  private depth = 0;
  private steps = 0;

  constructor(
    readonly source: SourceText,
    private readonly scope: Scope,
  ) {}

  /** Follows names, members and pure functions to what they stand for. */
  resolve(expression: Expression): Resolved {
    if (this.depth === 0) this.steps = 0;
    if (this.depth > DEEPEST || ++this.steps > MOST_STEPS) {
      return { value: unknownAt(expression), certain: false, changes: UNCHANGED };
    }
    this.depth++;
    try {
      return this.step(expression);
    } finally {
      this.depth--;
    }
  }

  private step(expression: Expression): Resolved {
    switch (expression.kind) {
      case 'name':
        return this.bound(this.scope.lookup(expression.name, expression.start), expression);
      case 'member':
        return this.member(expression.object, expression.property, expression);
      case 'choice': {
        if (expression.how !== 'fallback') break;
        const second = this.resolve(expression.second);
        return { ...second, certain: false };
      }
      case 'call': {
        const reduced = this.scope.reduce(expression, this);
        if (reduced) return this.resolve(reduced);
        break;
      }
    }
    return { value: expression, certain: true, changes: UNCHANGED };
  }

  private bound(binding: Binding, at: Span): Resolved {
    if (binding.kind !== 'value') return { value: unknownAt(at), certain: true, changes: UNCHANGED };
    const inner = this.resolve(binding.value);
    return {
      value: inner.value,
      certain: inner.certain && binding.certain,
      changes: merge(inner.changes, binding.changes),
    };
  }

  private member(object: Expression, property: string, at: Span): Resolved {
    if (object.kind === 'self') return this.bound(this.scope.self(property, at.start), at);
    const holder = this.resolve(object);
    const unknown = { value: unknownAt(at), certain: false, changes: UNCHANGED };
    if (property === 'href' && /^(?:text|template|reference)$/.test(holder.value.kind)) return holder;
    if (holder.value.kind !== 'object') return unknown;
    const members = this.membersOf(holder);
    const found = members.list.findLast((m) => m.key === property);
    if (!found || found.conditional || !members.complete) return unknown;
    const inner = this.resolve(found.value);
    return {
      value: inner.value,
      certain: inner.certain && holder.certain,
      changes: merge(inner.changes, found.changes),
    };
  }

  /**
   * The text an expression makes, unknown pieces as holes. With `guess`, a default argument or a fallback stands for
   * the value that a caller or the environment may give instead.
   */
  text(expression: Expression, guess = false): SourceText {
    const { value, certain, changes } = this.resolve(expression);
    const hole = (): SourceText => SourceText.hole(this.source.range(expression.start, expression.end));
    if ((!certain && !guess) || !changes.sealed || changes.sets.some((s) => isAddress(s.path[0])))
      return hole();
    if (this.depth > DEEPEST) return hole();
    this.depth++;
    try {
      switch (value.kind) {
        case 'text':
          // What is being typed is not known yet.
          return value.closed ? value.value : hole();
        case 'template':
          return SourceText.join(
            value.parts.map((part) => this.text(part, guess)),
            this.source.offset(value.start),
          );
        case 'number':
        case 'boolean':
          return SourceText.decoded(String(value.value), this.source.range(value.start, value.end));
        case 'reference':
          return this.refer(this.text(value.reference, guess), this.text(value.base, guess));
        default:
          return hole();
      }
    } finally {
      this.depth--;
    }
  }

  private refer(reference: SourceText, base: SourceText): SourceText {
    if (/^[a-z][a-z\d+.-]*:\/\//i.test(reference.text)) return reference;
    const origin = /^(?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]*/i.exec(base.text)?.[0];
    const hidden = origin === undefined || origin.includes(HOLE) || reference.text.startsWith(HOLE);
    if (hidden) {
      const known = origin === undefined && base.text !== HOLE ? SourceText.hole(base.range()) : base;
      return reference.text.startsWith('/')
        ? SourceText.join([originOf(known), reference])
        : SourceText.hole(reference.range());
    }
    if (reference.text.startsWith('//')) return reference;
    if (reference.text.startsWith('/')) return SourceText.join([base.slice(0, origin.length), reference]);
    const path = /^[^?#]*/.exec(base.text)![0];
    const directory = path.lastIndexOf('/') < origin.length ? origin.length : path.lastIndexOf('/') + 1;
    const slash = directory === origin.length ? [SourceText.decoded('/', reference.range(0, 0))] : [];
    return SourceText.join([base.slice(0, directory), ...slash, reference]);
  }

  /** The members of what an expression stands for. Incomplete and empty when that is not an object. */
  members(expression: Expression): Members {
    return this.membersOf(this.resolve(expression));
  }

  /** The members of a value already resolved. */
  membersOf(resolved: Resolved): Members {
    const { value, certain, changes } = resolved;
    if (value.kind !== 'object') return NO_MEMBERS;
    const collected = { list: [] as Member[], settled: 0 };
    const { list } = collected;
    let complete = this.collect(value, false, collected) && certain && changes.sealed;
    for (const set of changes.sets) {
      const [first, ...rest] = set.path;
      if (first === undefined) continue;
      if (rest.length === 0) {
        const { key: keySource, value, conditional } = set;
        list.push({ key: first, keySource, value, conditional, changes: UNCHANGED });
        continue;
      }
      const at = list.findLastIndex((m) => m.key === first);
      if (at < 0) complete = false;
      else {
        const inner = { sets: [{ ...set, path: rest }], sealed: true };
        list[at] = { ...list[at]!, changes: merge(list[at]!.changes, inner) };
      }
    }
    const settled = certain && changes.sealed ? collected.settled : list.length;
    return { list, complete, settled };
  }

  private collect(object: ObjectExpression, conditional: boolean, into: Collected): boolean {
    let complete = object.intact;
    for (const entry of object.entries) {
      const known =
        entry.kind === 'spread'
          ? this.spread(entry.value, conditional, into)
          : this.entry(entry, conditional, into);
      if (known) continue;
      complete = false;
      into.settled = into.list.length;
    }
    return complete;
  }

  private entry(entry: ObjectEntry & { kind: 'member' }, conditional: boolean, into: Collected): boolean {
    const key = this.text(entry.key);
    if (!key.isLiteral) return false;
    into.list.push({ key: key.text, keySource: key, value: entry.value, conditional, changes: UNCHANGED });
    return true;
  }

  private spread(expression: Expression, conditional: boolean, into: Collected): boolean {
    if (this.depth > DEEPEST) return false;
    this.depth++;
    try {
      if (expression.kind === 'choice') {
        if (expression.how === 'fallback') return false;
        const second = this.spread(expression.second, true, into);
        return (expression.how === 'guard' || this.spread(expression.first, true, into)) && second;
      }
      if (isNothing(expression)) return true;
      const { list: members, complete } = this.members(expression);
      into.list.push(...members.map((m) => (conditional ? { ...m, conditional } : m)));
      return complete;
    } finally {
      this.depth--;
    }
  }

  /** A value as JSON; names are followed where the value is certain. */
  json(expression: Expression): Json {
    const range = this.source.range(expression.start, expression.end);
    const resolved = this.resolve(expression);
    const { value } = resolved;
    if (!resolved.certain || !resolved.changes.sealed || this.depth > DEEPEST)
      return { kind: 'dynamic', range };
    this.depth++;
    try {
      return this.jsonOf(resolved, this.source.range(value.start, value.end));
    } finally {
      this.depth--;
    }
  }

  private jsonOf(resolved: Resolved, range: Json['range']): Json {
    const { value } = resolved;
    switch (value.kind) {
      case 'text':
      case 'template':
        return { kind: 'string', range, value: this.text(value) };
      case 'number':
        return { kind: 'number', range, value: value.value };
      case 'boolean':
        return { kind: 'boolean', range, value: value.value };
      case 'null':
        return { kind: 'null', range };
      case 'array':
        return {
          kind: 'array',
          range,
          items: value.items.map((i) => this.json(i)),
          complete: value.complete,
        };
      case 'object': {
        const { list, complete } = this.membersOf(resolved);
        const members: JsonMember[] = [];
        for (const m of list) {
          const at = members.findIndex((other) => other.key === m.key);
          if (at >= 0) members.splice(at, 1);
          // A member that may be missing, or changed on the way, is there without a value to judge.
          const doubtful =
            m.conditional || !m.changes.sealed || m.changes.sets.length > 0 || m.value.kind === 'choice';
          if (m.value.kind === 'undefined') continue;
          const at_ = this.source.range(m.value.start, m.value.end);
          members.push({
            key: m.key,
            keyRange: m.keySource.range(),
            value: doubtful ? { kind: 'dynamic', range: at_ } : this.json(m.value),
          });
        }
        return { kind: 'object', range, members, complete };
      }
      default:
        return { kind: 'dynamic', range };
    }
  }

  /** The JSON that the text of an expression holds: a value put into words, or a literal in JSON. */
  jsonText(expression: Expression): Json | undefined {
    const { value, certain, changes } = this.resolve(expression);
    if (!certain || !changes.sealed) return undefined;
    if (value.kind === 'json') return this.json(value.value);
    if (value.kind !== 'text' && value.kind !== 'template') return undefined;
    return parseJson(this.text(value));
  }
}

const isNothing = (e: Expression): boolean =>
  e.kind === 'null' ||
  e.kind === 'undefined' ||
  (e.kind === 'boolean' && !e.value) ||
  (e.kind === 'object' && e.entries.length === 0 && e.intact);

const originOf = (base: SourceText): SourceText => {
  const origin = /^(?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]*/i.exec(base.text)?.[0];
  return origin === undefined ? base : base.slice(0, origin.length);
};

/** Parts of a URL object that, once set, make it another address. */
const isAddress = (property: string | undefined): boolean =>
  property !== undefined && /^(?:href|host|hostname|protocol|port|pathname|origin)$/.test(property);
