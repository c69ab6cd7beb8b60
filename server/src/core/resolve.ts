import type { Binding, Changes, Items, Member, Members, PropertySet, Resolved } from './binding.ts';
import { merge, PUSHED, UNCHANGED } from './binding.ts';
import { inCamelCase } from './camel-case.ts';
import type {
  CallExpression,
  ChoiceExpression,
  Expression,
  Frame,
  JsonShape,
  JsonStyle,
  MemberExpression,
  ObjectEntry,
  ObjectExpression,
  Span,
} from './expression.ts';
import { calledAlone, unknownAt } from './expression.ts';
import { within } from './frame.ts';
import { parseJson } from './json.ts';
import type { Json, JsonMember } from './model.ts';
import { SourceText } from './source.ts';
import { isNothing, sameValue, truthOf } from './truth.ts';
import { givesSeconds } from './unix-time.ts';
import { namesApi, resolveReference } from './url.ts';

/** What a language tells about the names in a text. Places are indexes into the {@link SourceText} it reads. */
export interface Scope {
  lookup(name: string, at: number, frame?: Frame): Binding;
  /** A property of the object whose method holds place `at`: a class field. */
  self(property: string, at: number, frame?: Frame): Binding;
  /** A property of what `holder`, which is resolved, stands for, where that is no object that is written down. */
  property?(holder: Expression, property: string, written: Expression): Held | undefined;
  /** What a call of a well-known pure function gives: `JSON.stringify(x)`, `new URL(a, b)`. */
  reduce(call: CallExpression, values: Values): Expression | undefined;
}

/** What a property is bound to, and the call whose names it is read with. */
export interface Held {
  readonly binding: Binding;
  readonly frame: Frame | undefined;
}

/** Members on their way into {@link Members}. */
interface Collected {
  readonly list: Member[];
  settled: number;
}

const AS_WRITTEN: JsonStyle = { names: 'kept', nulls: 'kept' };
/** The name of a member that depends on settings made elsewhere. */
const UNSURE = Symbol();
const NO_MEMBERS: Members = { list: [], complete: false, settled: 0 };
/** Longer chains of names are not written by people; a cycle ends here. */
const DEEPEST = 24;
/** Names that each stand for two others double the work at every step: no value of a request takes so many. */
const MOST_STEPS = 2000;

/** Finds the values of expressions of one text. Whatever it cannot prove is unknown. */
export class Values {
  private depth = 0;
  private steps = 0;
  private style = AS_WRITTEN;

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
      case 'name': {
        const { name, start, frame } = expression;
        return this.bound(this.scope.lookup(name, start, frame), expression, frame);
      }
      case 'member':
        return this.member(expression.object, expression.property, expression, expression);
      case 'element': {
        const index = this.text(expression.index);
        if (index.isLiteral) return this.member(expression.object, index.text, expression);
        break;
      }
      case 'choice':
        return this.choose(expression);
      case 'call': {
        const reduced = this.scope.reduce(expression, this);
        if (reduced) return this.resolve(reduced);
        break;
      }
    }
    return { value: expression, certain: true, changes: UNCHANGED };
  }

  private bound(binding: Binding, at: Span, frame: Frame | undefined): Resolved {
    if (binding.kind === 'instance' && binding.value)
      return { value: { ...binding.value, start: at.start, end: at.end }, certain: true, changes: UNCHANGED };
    if (binding.kind !== 'value') return { value: unknownAt(at), certain: true, changes: UNCHANGED };
    const inner = this.resolve(within(binding.value, frame));
    return {
      value: inner.value,
      certain: inner.certain && binding.certain,
      changes: merge(inner.changes, changesWithin(binding.changes, frame)),
    };
  }

  private choose(choice: ChoiceExpression): Resolved {
    const { how, condition, first, second } = choice;
    if (how === 'fallback') {
      const preferred = this.resolve(first);
      const there = truthOf(preferred.value);
      if (there) return preferred;
      const other = this.resolve(second);
      return there === false && preferred.certain ? other : { ...other, certain: false };
    }
    const holds = this.truth(how === 'guard' ? first : condition);
    if (holds === undefined) return { value: choice, certain: true, changes: UNCHANGED };
    return this.resolve(how === 'guard' ? (holds ? second : first) : holds ? first : second);
  }

  /** Whether a condition holds; undefined where that is not known. */
  truth(condition: Expression | undefined): boolean | undefined {
    if (!condition) return undefined;
    const { value, certain } = this.resolve(condition);
    if (!certain) return undefined;
    if (value.kind === 'not') {
      const holds = this.truth(value.value);
      return holds === undefined ? undefined : !holds;
    }
    if (value.kind === 'equal') {
      const [a, b] = [this.resolve(value.first), this.resolve(value.second)];
      return a.certain && b.certain ? sameValue(a.value, b.value) : undefined;
    }
    return truthOf(value);
  }

  private member(object: Expression, property: string, at: Span, method?: MemberExpression): Resolved {
    const holder = this.resolve(object);
    if (holder.value.kind === 'self') {
      const { frame } = holder.value;
      return this.bound(this.scope.self(property, at.start, frame), at, frame);
    }
    const unknown = { value: unknownAt(at), certain: false, changes: UNCHANGED };
    if (method?.called) {
      const reduced = this.scope.reduce(calledAlone(method), this);
      if (reduced) return this.resolve(reduced);
      if (/^(?:object|array|unknown|call)$/.test(holder.value.kind)) return unknown;
    }
    if (property === 'href' && /^(?:text|template|reference)$/.test(holder.value.kind)) return holder;
    if (holder.value.kind === 'array') {
      const { items, complete } = holder.value;
      const item = complete && holder.changes === UNCHANGED ? items[Number(property)] : undefined;
      return item ? this.resolve(item) : unknown;
    }
    if (holder.value.kind !== 'object') {
      const found = this.scope.property?.(holder.value, property, object);
      return found ? this.bound(found.binding, at, found.frame) : unknown;
    }
    const members = this.membersOf(holder);
    const index = members.list.findLastIndex((m) => m.key === property);
    const found = members.list[index];
    if (!found && members.complete && property !== 'length')
      return {
        value: { kind: 'undefined', start: at.start, end: at.end },
        certain: true,
        changes: UNCHANGED,
      };
    if (!found || found.conditional || index < members.settled) return unknown;
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
    if ((!certain && !guess) || !changes.sealed || this.depth > DEEPEST) return hole();
    this.depth++;
    try {
      const address = changes.sets.filter((s) => isAddress(s.path[0]));
      if (address.length > 0) return this.withPath(value, address, guess) ?? hole();
      const pushed = changes.sets.filter((s) => s.path[0] === PUSHED);
      if (pushed.some((s) => s.conditional || s.path.length > 1)) return hole();
      if (pushed.length > 0 && (value.kind === 'text' || value.kind === 'template'))
        return SourceText.join([this.text(value, guess), ...pushed.map((s) => this.text(s.value, guess))]);
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
          return resolveReference(this.text(value.reference, guess), this.text(value.base, guess));
        case 'choice':
          return (guess ? this.guessed(value) : undefined) ?? hole();
        default:
          return hole();
      }
    } finally {
      this.depth--;
    }
  }

  /** A URL whose path was set: `url.Path = "/v2/keys.getKey"`. Undefined where more of it was. */
  private withPath(url: Expression, sets: readonly PropertySet[], guess: boolean): SourceText | undefined {
    const last = sets.at(-1);
    const known = sets.every(
      (s) => s.path.length === 1 && /^path(?:name)?$/i.test(s.path[0]!) && !s.conditional,
    );
    const origin = known ? /^[a-z]+:\/\/[^/?#]*/i.exec(this.text(url, guess).text)?.[0] : undefined;
    if (!last || origin === undefined) return undefined;
    const path = this.text(last.value, guess);
    const slash = SourceText.decoded(path.text.startsWith('/') ? '' : '/', path.range(0, 0));
    return SourceText.join([this.text(url, guess).slice(0, origin.length), slash, path]);
  }

  /** Of two values, the one that names the API. */
  private guessed({ how, first, second }: ChoiceExpression): SourceText | undefined {
    if (how !== 'either') return undefined;
    return [first, second].map((e) => this.text(e, true)).find((text) => namesApi(text));
  }

  /** The items of what an expression stands for; undefined when that is no list. */
  items(expression: Expression): Items | undefined {
    return this.itemsOf(this.resolve(expression));
  }

  /** The items of a value already resolved. */
  itemsOf({ value, certain, changes }: Resolved): Items | undefined {
    const pushed = changes.sets.filter((s) => s.path.length === 1 && s.path[0] === PUSHED);
    const isEmpty = value.kind === 'object' && value.list && pushed.length === changes.sets.length;
    if (value.kind !== 'array' && !isEmpty) return undefined;
    const first =
      value.kind === 'array' ? value.items.map((item) => ({ value: item, conditional: false })) : [];
    const whole = value.kind === 'array' ? value.complete : value.intact;
    return {
      list: [...first, ...pushed.map((s) => ({ value: s.value, conditional: s.conditional }))],
      complete: whole && certain && changes.sealed && pushed.length === changes.sets.length,
    };
  }

  /** The members of what an expression stands for. Incomplete and empty when that is not an object. */
  members(expression: Expression): Members {
    return this.membersOf(this.resolve(expression));
  }

  /** The value of a member with what was changed in it later. */
  valueOf({ value, changes }: Member): Expression {
    if (!changes.sealed) return unknownAt(value);
    if (changes.sets.length === 0) return value;
    const { start, end } = value;
    const resolved = this.resolve(value);
    const items = this.itemsOf({ ...resolved, changes: merge(resolved.changes, changes) });
    if (items) {
      const complete = items.complete && items.list.every((item) => !item.conditional);
      return { kind: 'array', items: items.list.map((item) => item.value), complete, start, end };
    }
    const entries: ObjectEntry[] = [{ kind: 'spread', value }];
    for (const { path, key, value: set, conditional } of changes.sets) {
      if (path.length > 1 || conditional || path[0] === PUSHED) return unknownAt(value);
      entries.push({
        kind: 'member',
        key: { kind: 'text', value: key, closed: true, start, end },
        value: set,
      });
    }
    return { kind: 'object', entries, intact: true, start, end };
  }

  /** The members of a value already resolved. */
  membersOf(resolved: Resolved): Members {
    const { value, certain, changes } = resolved;
    if (value.kind !== 'object') return NO_MEMBERS;
    const collected = { list: [] as Member[], settled: 0 };
    const { list } = collected;
    let complete = this.collect(value, false, collected) && certain && changes.sealed;
    for (const written of changes.sets) {
      const holds = this.truth(written.condition);
      if (holds === false) continue;
      const set = holds ? { ...written, conditional: false } : written;
      const [first, ...rest] = set.path;
      if (first === undefined) continue;
      if (first === PUSHED) {
        complete = false;
        continue;
      }
      if (rest.length === 0) {
        const { key: keySource, value, conditional } = set;
        list.push({ key: first, keySource, value, conditional, changes: UNCHANGED });
        continue;
      }
      const inner = { sets: [{ ...set, path: rest }], sealed: true };
      const at = list.findLastIndex((m) => m.key === first);
      if (at >= 0) list[at] = { ...list[at]!, changes: merge(list[at]!.changes, inner) };
      else if (!complete) continue;
      else {
        // Where this is allowed it makes the object: `$body['meta']['plan'] = 'pro'`.
        const { key, keySpan, conditional } = set;
        const value = { kind: 'object', entries: [], intact: true, list: true, ...keySpan } as const;
        const keySource = SourceText.decoded(first, key.range(0, 0));
        list.push({ key: first, keySource, value, conditional, changes: inner });
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
      const resolved = this.resolve(expression);
      const { value } = resolved;
      if (value.kind === 'choice') {
        if (value.how === 'fallback' || !resolved.changes.sealed) return false;
        const second = this.spread(value.second, true, into);
        return (value.how === 'guard' || this.spread(value.first, true, into)) && second;
      }
      if (isNothing(value) && resolved.certain && resolved.changes === UNCHANGED) return true;
      const { list: members, complete } = this.membersOf(resolved);
      into.list.push(...members.map((m) => (conditional ? { ...m, conditional } : m)));
      return complete;
    } finally {
      this.depth--;
    }
  }

  /** A value as JSON; names are followed where the value is certain. */
  json(expression: Expression, style: JsonStyle = this.style): Json {
    const range = this.source.range(expression.start, expression.end);
    const resolved = this.resolve(expression);
    const { value } = resolved;
    if (!resolved.certain || !resolved.changes.sealed || this.depth > DEEPEST)
      return this.dynamic([expression], range);
    const before = this.style;
    this.style = style;
    this.depth++;
    try {
      return this.jsonOf(resolved, this.source.range(value.start, value.end));
    } finally {
      this.depth--;
      this.style = before;
    }
  }

  private jsonOf(resolved: Resolved, range: Json['range']): Json {
    const { value } = resolved;
    switch (value.kind) {
      case 'template': {
        // A sum of numbers has no text in it.
        const joins = value.parts.some((part) => part.kind === 'text');
        return joins
          ? { kind: 'string', range, value: this.text(value) }
          : this.dynamic([value, ...value.parts.map((part) => this.resolve(part).value)], range);
      }
      case 'text':
        return { kind: 'string', range, value: this.text(value) };
      case 'number':
        return { kind: 'number', range, value: value.value };
      case 'boolean':
        return { kind: 'boolean', range, value: value.value };
      case 'null':
        return { kind: 'null', range };
      case 'array':
        return this.listOf(this.itemsOf(resolved)!, range);
      case 'object': {
        const items = this.itemsOf(resolved);
        if (items) return this.listOf(items, range);
        const { list, complete: seen } = this.membersOf(resolved);
        const members: JsonMember[] = [];
        const { shape } = value;
        const { nulls } = this.style;
        const isTyped = shape !== undefined && value.shorthand === undefined;
        let complete = seen;
        if (shape && !shape.names) return { kind: 'dynamic', range };
        for (const m of list) {
          const key = shape?.names?.has(m.key) ? shape.names.get(m.key) : this.named(m.key, shape);
          if (key === UNSURE) complete = false;
          if (key === undefined || key === UNSURE) continue;
          const missing = shape && nulls !== 'kept' ? this.isNull(m.value) : false;
          if (missing !== false) {
            if (nulls === 'unsure' || missing === undefined) complete = false;
            continue;
          }
          const at = members.findIndex((other) => other.key === key);
          if (at >= 0) members.splice(at, 1);
          // A member that may have another value, or was changed in unknown ways, is there without a value to judge.
          const doubtful = (m.conditional && at >= 0) || !m.changes.sealed;
          const resolvedMember = this.resolve(m.value);
          if (resolvedMember.value.kind === 'undefined' && resolvedMember.certain) continue;
          const place = this.placeOf(key, shape);
          const at_ = this.source.range(m.value.start, m.value.end);
          members.push({
            key,
            keyRange: place ?? m.keySource.range(),
            value: doubtful ? { kind: 'dynamic', range: at_ } : this.json(this.valueOf(m)),
            ...(isShorthand(m, this.source) ? { shorthand: value.shorthand ?? ': ' } : {}),
            ...(isTyped && !place ? { typed: true as const } : {}),
          });
        }
        const unset = (shape?.nullable ?? []).filter((name) => !list.some((m) => m.key === name));
        if (unset.length > 0 && nulls === 'unsure') complete = false;
        const filled = nulls === 'kept' ? unset : [];
        const always = filled.map((name) =>
          shape?.names?.has(name) ? shape.names.get(name) : this.named(name, shape),
        );
        for (const key of [...(shape?.always ?? []), ...always]) {
          if (key === UNSURE) complete = false;
          if (key === undefined || key === UNSURE) continue;
          if (members.some((m) => m.key === key)) continue;
          const place = this.placeOf(key, shape);
          const declared = shape?.declared?.get(key);
          const at = declared ? this.source.range(declared.start, declared.end) : range;
          const typed = place ? {} : { typed: true as const };
          members.push({ key, keyRange: place ?? at, value: { kind: 'dynamic', range }, ...typed });
        }
        return { kind: 'object', range, members, complete };
      }
      default:
        return this.dynamic([value], range);
    }
  }

  private listOf({ list, complete }: Items, range: Json['range']): Json {
    const items = list.map(({ value, conditional }): Json => {
      const at = this.source.range(value.start, value.end);
      return conditional ? { kind: 'dynamic', range: at } : this.json(value);
    });
    return { kind: 'array', range, items, complete: complete && list.every((i) => !i.conditional) };
  }

  /** What is not known but for its unit, which the code of one of `terms` may tell. */
  private dynamic(terms: readonly Span[], range: Json['range']): Json {
    const seconds = terms.some(({ start, end }) => givesSeconds(this.source.text.slice(start, end)));
    return seconds ? { kind: 'dynamic', range, unit: 'seconds' } : { kind: 'dynamic', range };
  }

  /** Where the type of a value says what one of its members is called in JSON. */
  private placeOf(key: string, shape: JsonShape | undefined): Json['range'] | undefined {
    const place = shape?.places?.get(key);
    return place && this.source.range(place.start, place.end);
  }

  /** Whether a value is null; undefined where it may be. */
  private isNull(expression: Expression): boolean | undefined {
    const { value } = this.resolve(expression);
    if (value.kind !== 'choice' || value.how !== 'either') return value.kind === 'null';
    return [value.first, value.second].some((e) => this.resolve(e).value.kind === 'null') ? undefined : false;
  }

  /** What a member that has no name of its own in JSON is called there. */
  private named(key: string, shape: JsonShape | undefined): string | typeof UNSURE {
    const { names } = this.style;
    if (!shape || names === 'kept') return key;
    const camelCase = inCamelCase(key);
    return names === 'camelCase' || camelCase === key ? camelCase : UNSURE;
  }

  /** The JSON that the text of an expression holds: a value put into words, or a literal in JSON. */
  jsonText(expression: Expression): Json | undefined {
    const { value, certain, changes } = this.resolve(expression);
    if (!certain || !changes.sealed) return undefined;
    if (value.kind === 'json') return this.json(value.value, value.style ?? AS_WRITTEN);
    if (value.kind !== 'text' && value.kind !== 'template') return undefined;
    // A buffer that was written to once.
    const [written, ...others] = changes.sets;
    const isBuffer = value.kind === 'text' && value.value.text === '' && others.length === 0;
    if (isBuffer && written?.path[0] === PUSHED && written.path.length === 1 && !written.conditional)
      return this.jsonText(written.value);
    return parseJson(this.text(expression));
  }
}

/** True where a member's key is the name of its value: `{ apiId }`. */
const isShorthand = ({ keySource, value }: Member, source: SourceText): boolean =>
  value.kind === 'name' && keySource.offset(0) === source.offset(value.start);

/** Changes that are seen from inside of a call. */
const changesWithin = (changes: Changes, frame: Frame | undefined): Changes =>
  frame && changes.sets.length > 0
    ? { ...changes, sets: changes.sets.map((set) => setWithin(set, frame)) }
    : changes;

const setWithin = (set: PropertySet, frame: Frame): PropertySet => ({
  ...set,
  value: within(set.value, frame),
  ...(set.condition ? { condition: within(set.condition, frame) } : {}),
});

/** Parts of a URL object that, once set, make it another address. */
const isAddress = (property: string | undefined): boolean =>
  property !== undefined &&
  /^(?:href|host|hostname|protocol|scheme|port|path|rawpath|pathname|origin|opaque)$/i.test(property);
