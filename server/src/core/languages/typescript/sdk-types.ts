import type { Expression } from '../../expression.ts';
import { apiMethods } from '../../sdk/methods.ts';
import { behindTypeArguments } from './islands.ts';
import type { Reading } from './reading.ts';
import type { SdkModules } from './sdk-modules.ts';
import type { SdkValue } from './sdk-values.ts';
import { Kind, tokenAt, wordAt } from './tokens.ts';
import { writesClient } from './written-clients.ts';

/** Types that are made of types. */
const DEEPEST = 8;
/** Types that are joined to one. */
const MOST_JOINED = 8;

/** Types of the language whose values have what those of their first argument have. */
const KEEPS = /^(?:Pick|Omit|Partial|Required|Readonly|NonNullable|Awaited|Promise)$/;

/** What a type is, and the token behind it; where that is not known nothing is joined to it. */
interface Typed {
  readonly value?: SdkValue | undefined;
  readonly next?: number;
}

/** Finds what of an SDK the types of one text stand for. */
export class SdkTypes {
  constructor(
    private readonly reading: Reading,
    private readonly modules: SdkModules,
    private readonly read: (expression: Expression) => SdkValue | undefined,
  ) {}

  /** What members of a variable, a parameter or a field are by its type. */
  of(holder: Expression, path: readonly string[]): SdkValue | undefined {
    const { scope, tokens } = this.reading;
    if (holder.kind === 'name') {
      const declared = scope.declaredAt(tokenAt(tokens, holder.start));
      return declared === undefined ? undefined : this.behind(declared, path);
    }
    if (holder.kind !== 'member') return undefined;
    const { object, property, start } = holder;
    if (object.kind !== 'self') return this.of(object, [property, ...path]);
    const own = scope.classAround(tokenAt(tokens, start));
    if (own < 0) return undefined;
    for (const place of scope.occurrences(property)) {
      if (/^\??\.$/.test(wordAt(tokens, place - 1)) || scope.classAround(place) !== own) continue;
      const found = this.behind(place, path);
      if (found) return found;
    }
    return undefined;
  }

  /** What a function gives by its type, whose parameters begin with token `head`. */
  given(head: number): SdkValue | undefined {
    const { tokens } = this.reading;
    const close = tokens.mates[head]!;
    return close > 0 && wordAt(tokens, close + 1) === ':' ? this.type(close + 2, [], 0) : undefined;
  }

  /** What the words between two tokens stand for, or what calling them gives. */
  private named(first: number, last: number, called: boolean): SdkValue | undefined {
    const { tokens } = this.reading;
    const start = tokens.starts[first]!;
    const end = tokens.ends[last]!;
    let callee: Expression = { kind: 'name', name: wordAt(tokens, first), start, end: tokens.ends[first]! };
    for (let at = first + 2; at <= last; at += 2) {
      const propertySpan = { start: tokens.starts[at]!, end: tokens.ends[at]! };
      const property = wordAt(tokens, at);
      callee = { kind: 'member', object: callee, property, propertySpan, start, end: propertySpan.end };
    }
    const call = { kind: 'call', callee, args: [], intact: true, constructs: false } as const;
    return this.read(called ? { ...call, list: { start: end, end }, start, end } : callee);
  }

  /** The same by the type that is written behind the name of it, or behind its pattern. */
  private behind(declared: number, path: readonly string[]): SdkValue | undefined {
    const { tokens } = this.reading;
    let at = declared;
    let way = path;
    for (let left = DEEPEST; left > 0; left--) {
      const type = typeBehind(this.reading, at);
      if (type !== undefined) return this.type(type, way, 0);
      const open = tokens.parents[at]!;
      if (open < 1 || wordAt(tokens, open) !== '{' || tokens.mates[open]! < 0) return undefined;
      const isNamed = at === open || wordAt(tokens, at - 1) === ':';
      const before = wordAt(tokens, at - 1);
      if (!/^[:,{]$/.test(before)) return undefined;
      way = [wordAt(tokens, isNamed ? at - 2 : at), ...way];
      at = open;
      const close = tokens.mates[open]!;
      const colon = wordAt(tokens, close + 1) === '?' ? close + 2 : close + 1;
      if (wordAt(tokens, colon) === ':' && !isInPattern(this.reading, open))
        return this.type(colon + 1, way, 0);
    }
    return undefined;
  }

  /** What members of a value of the type at token `first` are. */
  private type(first: number, path: readonly string[], depth: number): SdkValue | undefined {
    const { tokens } = this.reading;
    if (depth > DEEPEST) return undefined;
    let at = /^[|&]$/.test(wordAt(tokens, first)) ? first + 1 : first;
    for (let left = MOST_JOINED; left > 0; left--) {
      const one = /^(?:null|undefined)$/.test(wordAt(tokens, at))
        ? { next: at + 1 }
        : this.one(at, path, depth + 1);
      if (one.value || one.next === undefined || !/^[|&]$/.test(wordAt(tokens, one.next))) return one.value;
      at = one.next + 1;
    }
    return undefined;
  }

  private one(at: number, path: readonly string[], depth: number): Typed {
    const { tokens } = this.reading;
    const word = wordAt(tokens, at);
    const close = tokens.kinds[at] === Kind.open ? tokens.mates[at]! : -1;
    if (word === '(' && close > 0) {
      // What a function gives is what calling it gives.
      if (wordAt(tokens, close + 1) === '=>') return { value: this.type(close + 2, path, depth) };
      return this.indexed(close + 1, path, (way) => this.type(at + 1, way, depth));
    }
    if (word === '{' && close > 0) return { value: this.member(at, path, depth), next: close + 1 };
    if (tokens.kinds[at] !== Kind.word) return {};
    const first = word === 'typeof' ? at + 1 : at;
    let last = first;
    while (wordAt(tokens, last + 1) === '.' && tokens.kinds[last + 2] === Kind.word) last += 2;
    const generic = wordAt(tokens, last + 1) === '<' && !tokens.breaks[last + 1];
    const next = generic ? behindTypeArguments(tokens, last + 1) : last + 1;
    return this.indexed(next, path, (way) => {
      if (word === 'typeof') return joined(this.named(first, last, false), way);
      if (generic && KEEPS.test(word)) return this.type(last + 2, way, depth);
      if (generic && /^(?:InstanceType|ReturnType)$/.test(word) && wordAt(tokens, last + 2) === 'typeof')
        return joined(this.named(last + 3, next - 2, true), way);
      return this.ofName(first, last, way, depth);
    });
  }

  /** `Type['member']`, and nothing for a list of them. */
  private indexed(
    next: number,
    path: readonly string[],
    value: (path: readonly string[]) => SdkValue | undefined,
  ): Typed {
    const { tokens } = this.reading;
    if (wordAt(tokens, next) !== '[' || tokens.breaks[next]) return { value: value(path), next };
    if (tokens.kinds[next + 1] !== Kind.string || wordAt(tokens, next + 2) !== ']') return {};
    return { value: value([wordAt(tokens, next + 1).slice(1, -1), ...path]), next: next + 3 };
  }

  private ofName(first: number, last: number, path: readonly string[], depth: number): SdkValue | undefined {
    const { tokens, scope } = this.reading;
    const name = wordAt(tokens, first);
    const binding = scope.lookup(name, tokens.starts[first]!);
    if (binding.kind === 'import') {
      const found = this.modules.packageOf(binding.module);
      const type = last > first ? wordAt(tokens, last) : binding.name;
      return found === undefined ? undefined : joined({ package: found, path: `${type}()` }, path);
    }
    if (last > first) return undefined;
    const places = scope
      .occurrences(name)
      .filter((o) => /^(?:interface|type|class)$/.test(wordAt(tokens, o - 1)));
    const [place] = places;
    if (place === undefined || places.length > 1) return undefined;
    if (wordAt(tokens, place - 1) === 'type' && wordAt(tokens, place + 1) === '=') {
      if (wordAt(tokens, place + 2) !== '{') return this.type(place + 2, path, depth);
      return this.body(place, place + 2, path, depth);
    }
    let at = place + 1;
    if (wordAt(tokens, at) === 'extends') {
      const base = this.one(at + 1, path, depth);
      if (base.value) return base.value;
      at = base.next ?? at;
    }
    for (let left = 60; left > 0 && wordAt(tokens, at) !== '{' && at < tokens.starts.length; left--) at++;
    return wordAt(tokens, at) === '{' ? this.body(place, at, path, depth) : undefined;
  }

  /** What members of a type are whose body token `open` begins. */
  private body(name: number, open: number, path: readonly string[], depth: number): SdkValue | undefined {
    const [first] = path;
    const isGroup =
      first === undefined || [...apiMethods().keys()].some((one) => one.startsWith(`${first}.`));
    if (isGroup && writesClient(this.reading, name, open)) {
      const isOther = this.modules.generationOf('@unkey/api') === 'v2';
      return isOther ? undefined : joined({ package: '@unkey/api', path: 'Unkey()', written: name }, path);
    }
    return this.member(open, path, depth);
  }

  /** What members of a member of the braces at token `open` are. */
  private member(open: number, path: readonly string[], depth: number): SdkValue | undefined {
    const { tokens } = this.reading;
    const [name, ...rest] = path;
    if (name === undefined) return undefined;
    for (let at = open + 1; at < tokens.mates[open]!; at++) {
      if (wordAt(tokens, at) !== name || tokens.parents[at] !== open) continue;
      const type = typeBehind(this.reading, at);
      if (type !== undefined) return this.type(type, rest, depth);
    }
    return undefined;
  }
}

/** The token at which the type begins that is written behind a name: `unkey?: Unkey`. */
function typeBehind({ tokens }: Reading, name: number): number | undefined {
  if (tokens.kinds[name] !== Kind.word) return undefined;
  const colon = /^[?!]$/.test(wordAt(tokens, name + 1)) ? name + 2 : name + 1;
  return wordAt(tokens, colon) === ':' ? colon + 1 : undefined;
}

/** True for the `{` of a pattern in another one. */
function isInPattern({ tokens }: Reading, open: number): boolean {
  return wordAt(tokens, open - 1) === ':' && wordAt(tokens, tokens.parents[open]!) === '{';
}

const joined = (value: SdkValue | undefined, path: readonly string[]): SdkValue | undefined =>
  value && path.length > 0 ? { ...value, path: [value.path, ...path].join('.') } : value;
