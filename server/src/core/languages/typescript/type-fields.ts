import { behindTypeArguments } from './islands.ts';
import { fieldsOfSchema } from './schema-fields.ts';
import { Kind, type Tokens, wordAt } from './tokens.ts';

/** Types that are made of types. */
const DEEPEST = 6;

/** What a type says of the members of its values, and the token behind it. */
interface Typed {
  readonly fields: readonly string[];
  readonly next: number;
}

/**
 * The names of the members that the type written behind the name at token `declared` gives its values; undefined for a
 * type that is not declared in the text, or that leaves names open.
 */
export function fieldsOfType(
  tokens: Tokens,
  declared: number,
  occurrences: (name: string) => readonly number[],
): readonly string[] | undefined {
  const colon = wordAt(tokens, declared + 1) === '?' ? declared + 2 : declared + 1;
  if (wordAt(tokens, colon) !== ':') return undefined;
  return new Types(tokens, occurrences).expression(colon + 1, 0)?.fields;
}

/** The same of the items of a list that is a member of what that name stands for: `config.items`. */
export function fieldsOfItems(
  tokens: Tokens,
  declared: number,
  members: readonly string[],
  occurrences: (name: string) => readonly number[],
): readonly string[] | undefined {
  const colon = wordAt(tokens, declared + 1) === '?' ? declared + 2 : declared + 1;
  if (wordAt(tokens, colon) !== ':') return undefined;
  const types = new Types(tokens, occurrences);
  let at: number | undefined = colon + 1;
  for (const name of members) at = at === undefined ? undefined : types.member(at, name);
  return at === undefined ? undefined : types.items(at);
}

class Types {
  constructor(
    private readonly tokens: Tokens,
    private readonly occurrences: (name: string) => readonly number[],
  ) {}

  /** Types joined by `&` and `|`. */
  expression(at: number, depth: number): Typed | undefined {
    const { tokens } = this;
    let now = at;
    const fields = new Set<string>();
    if (/^[|&]$/.test(wordAt(tokens, now))) now++;
    for (let left = 20; left > 0; left--) {
      if (/^(?:undefined|null)$/.test(wordAt(tokens, now))) now++;
      else {
        const one = this.one(now, depth + 1);
        if (!one) return undefined;
        for (const field of one.fields) fields.add(field);
        now = one.next;
      }
      if (!/^[|&]$/.test(wordAt(tokens, now))) break;
      now++;
    }
    return wordAt(tokens, now) === '[' && !tokens.breaks[now]
      ? undefined
      : { fields: [...fields], next: now };
  }

  /** The members of the items of a list type: `Item[]`, `Array<Item>`. */
  items(at: number): readonly string[] | undefined {
    const { tokens } = this;
    const first = wordAt(tokens, at) === 'readonly' ? at + 1 : at;
    if (/^(?:Readonly)?Array$/.test(wordAt(tokens, first)) && wordAt(tokens, first + 1) === '<')
      return this.expression(first + 2, 1)?.fields;
    const item = this.one(first, 1);
    const isList = item && wordAt(tokens, item.next) === '[' && wordAt(tokens, item.next + 1) === ']';
    return isList && wordAt(tokens, item.next + 2) !== '[' ? item.fields : undefined;
  }

  /** The token at which the type of a member of the type at `at` begins. */
  member(at: number, name: string): number | undefined {
    const { tokens } = this;
    const open = wordAt(tokens, at) === '{' ? at : this.bodyOf(wordAt(tokens, at));
    if (open === undefined || wordAt(tokens, open) !== '{') return undefined;
    for (let i = open + 1; i < tokens.mates[open]!; i++) {
      if (tokens.parents[i] !== open || wordAt(tokens, i) !== name) continue;
      const colon = wordAt(tokens, i + 1) === '?' ? i + 2 : i + 1;
      if (wordAt(tokens, colon) === ':') return colon + 1;
    }
    return undefined;
  }

  /** Where the braces of a type open that the text declares once, and that is nothing but them. */
  private bodyOf(name: string): number | undefined {
    const { tokens } = this;
    const places = this.occurrences(name).filter((o) => /^(?:interface|type)$/.test(wordAt(tokens, o - 1)));
    const [place] = places;
    if (place === undefined || places.length > 1) return undefined;
    return wordAt(tokens, place - 1) === 'type' && wordAt(tokens, place + 1) === '=' ? place + 2 : place + 1;
  }

  private one(at: number, depth: number): Typed | undefined {
    const { tokens } = this;
    if (depth > DEEPEST || at >= tokens.starts.length) return undefined;
    const word = wordAt(tokens, at);
    if (word === '{') return this.braces(at);
    if (tokens.kinds[at] !== Kind.word) return undefined;
    if (wordAt(tokens, at + 1) === '<') return this.generic(word, at, depth);
    if (word === 'z') return this.inferred(at);
    const fields = wordAt(tokens, at + 1) === '.' ? undefined : this.named(word, depth);
    return fields && { fields, next: at + 1 };
  }

  /** `z.infer<typeof schema>` */
  private inferred(at: number): Typed | undefined {
    const { tokens } = this;
    const words = [at + 1, at + 2, at + 3, at + 4, at + 6].map((token) => wordAt(tokens, token)).join(' ');
    const isInferred = /^\. (?:infer|output) < typeof >$/.test(words);
    const fields = isInferred ? fieldsOfSchema(tokens, wordAt(tokens, at + 5), this.occurrences) : undefined;
    return fields && { fields, next: at + 7 };
  }

  /** `Partial<Key>`, `Omit<Key, 'id'>` */
  private generic(word: string, at: number, depth: number): Typed | undefined {
    const { tokens } = this;
    if (!/^(?:Partial|Required|Readonly|Pick|Omit)$/.test(word)) return undefined;
    const inner = this.expression(at + 2, depth + 1);
    const next = behindTypeArguments(tokens, at + 1);
    if (!inner || next >= tokens.starts.length) return undefined;
    if (!/^(?:Pick|Omit)$/.test(word)) return { fields: inner.fields, next };
    const named = new Set<string>();
    for (let i = inner.next + 1; i < next - 1; i++) {
      if (tokens.kinds[i] === Kind.string) named.add(wordAt(tokens, i).slice(1, -1));
      else if (wordAt(tokens, i) !== '|') return undefined;
    }
    return { fields: inner.fields.filter((field) => named.has(field) === (word === 'Pick')), next };
  }

  /** A type that the text declares once. */
  private named(name: string, depth: number): readonly string[] | undefined {
    const { tokens } = this;
    const places = this.occurrences(name).filter((o) => /^(?:interface|type)$/.test(wordAt(tokens, o - 1)));
    const [place, ...others] = places;
    if (place === undefined || others.length > 0) return undefined;
    if (wordAt(tokens, place - 1) === 'type')
      return wordAt(tokens, place + 1) === '=' ? this.expression(place + 2, depth)?.fields : undefined;
    const fields: string[] = [];
    let at = place + 1;
    if (wordAt(tokens, at) === 'extends') {
      do {
        const base = this.one(at + 1, depth + 1);
        if (!base) return undefined;
        fields.push(...base.fields);
        at = base.next;
      } while (wordAt(tokens, at) === ',');
    }
    const own = wordAt(tokens, at) === '{' ? this.braces(at) : undefined;
    return own && [...fields, ...own.fields];
  }

  private braces(open: number): Typed | undefined {
    const { tokens } = this;
    const close = tokens.mates[open]!;
    if (close < 0) return undefined;
    const fields: string[] = [];
    let begins = true;
    for (let i = open + 1; i < close; i++) {
      if (tokens.parents[i] !== open) continue;
      const word = wordAt(tokens, i);
      const isKey = begins || tokens.breaks[i] === 1;
      begins = word === ';' || word === ',' || (begins && word === 'readonly');
      if (!isKey || begins || /^[|&?:>)\]}]$/.test(word)) continue;
      if (tokens.kinds[i] !== Kind.word && tokens.kinds[i] !== Kind.string) return undefined;
      const behind = wordAt(tokens, i + 1);
      if (!/^[?:(]$/.test(behind)) continue;
      fields.push(tokens.kinds[i] === Kind.string ? word.slice(1, -1) : word);
    }
    return { fields, next: close + 1 };
  }
}
