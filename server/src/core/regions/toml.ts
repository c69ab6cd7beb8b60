import type { Json, JsonMember } from '../model.ts';
import { type Range, SourceText } from '../source.ts';

/** A TOML text as JSON would have it. */
export interface Toml {
  readonly root: Json;
  readonly comments: readonly SourceText[];
}

/** A table being filled. */
interface Table {
  readonly start: number;
  end: number;
  readonly entries: { readonly key: SourceText; readonly value: Json | Table }[];
  complete: boolean;
}

/** Deeper nesting is not written by people. */
const DEEPEST = 50;
const BARE_KEY = /[\w-]+/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', e: '\x1b' };

/** Reads TOML (source: TOML v1.0.0) that may be broken: what cannot be read is left out, and its table is incomplete. */
export function readToml(source: SourceText): Toml {
  const reader = new TomlReader(source);
  const root = reader.read();
  return { root, comments: reader.comments };
}

class TomlReader {
  readonly comments: SourceText[] = [];
  private readonly text: string;
  private at = 0;

  constructor(private readonly source: SourceText) {
    this.text = source.text;
  }

  read(): Json {
    const root = this.table();
    let current = root;
    for (;;) {
      this.blanks(true);
      if (this.at >= this.text.length) break;
      if (this.text[this.at] === '[') current = this.header(root) ?? current;
      else this.pair(current, 0);
      current.end = this.at;
      this.blanks(false);
      if (this.at < this.text.length && this.text[this.at] !== '\n') {
        current.complete = false;
        const newline = this.text.indexOf('\n', this.at);
        this.at = newline < 0 ? this.text.length : newline;
      }
    }
    root.end = this.text.length;
    return this.json(root, 0);
  }

  private table(): Table {
    return { start: this.at, end: this.at, entries: [], complete: true };
  }

  private json(table: Table | Json, depth: number): Json {
    if ('kind' in table) return table;
    const range = this.source.range(table.start, table.end);
    if (depth > DEEPEST) return { kind: 'dynamic', range };
    const members = table.entries.map(
      ({ key, value }): JsonMember => ({
        key: key.text,
        keyRange: key.range(),
        value: this.json(value, depth + 1),
      }),
    );
    return { kind: 'object', range, members, complete: table.complete };
  }

  private blanks(lines: boolean): void {
    for (;;) {
      const c = this.text[this.at];
      if (c === ' ' || c === '\t' || c === '\r' || c === '\uFEFF' || (lines && c === '\n')) this.at++;
      else if (c === '#') {
        const newline = this.text.indexOf('\n', this.at);
        const end = newline < 0 ? this.text.length : newline;
        this.comments.push(this.source.slice(this.at, end).trim());
        this.at = end;
      } else return;
    }
  }

  /** `[a.b]` or `[[a.b]]`: the table it opens. */
  private header(root: Table): Table | undefined {
    const isList = this.text[this.at + 1] === '[';
    this.at += isList ? 2 : 1;
    const keys = this.keys();
    if (!keys || this.text[this.at] !== ']') return undefined;
    this.at += isList ? 2 : 1;
    const holder = this.inside(root, keys.slice(0, -1));
    const inner = this.table();
    holder.entries.push({ key: keys.at(-1)!, value: inner });
    return inner;
  }

  /** The table that a path of keys leads to; what is missing of it is made. */
  private inside(table: Table, keys: readonly SourceText[]): Table {
    let current = table;
    for (const key of keys) {
      const known = current.entries.findLast((e) => e.key.text === key.text)?.value;
      const inner = known && !('kind' in known) ? known : this.table();
      if (inner !== known) current.entries.push({ key, value: inner });
      current = inner;
    }
    return current;
  }

  private keys(): SourceText[] | undefined {
    const keys: SourceText[] = [];
    for (;;) {
      this.blanks(false);
      const c = this.text[this.at];
      BARE_KEY.lastIndex = this.at;
      const bare = BARE_KEY.exec(this.text)?.[0];
      const quoted = c === '"' || c === "'" ? this.string() : undefined;
      if (quoted?.kind === 'string') keys.push(quoted.value);
      else if (bare !== undefined) {
        keys.push(this.source.slice(this.at, this.at + bare.length));
        this.at += bare.length;
      } else return undefined;
      this.blanks(false);
      if (this.text[this.at] !== '.') return keys;
      this.at++;
    }
  }

  private pair(table: Table, depth: number): boolean {
    const keys = this.keys();
    if (!keys || this.text[this.at] !== '=') {
      table.complete = false;
      return false;
    }
    this.at++;
    this.blanks(false);
    const value = this.value(depth);
    this.inside(table, keys.slice(0, -1)).entries.push({ key: keys.at(-1)!, value });
    return true;
  }

  private value(depth: number): Json {
    const from = this.at;
    const c = this.text[from];
    if (c === '"' || c === "'") return this.string();
    if (c === '[' && depth < DEEPEST) return this.list(depth);
    if (c === '{' && depth < DEEPEST) return this.inlineTable(depth);
    const end = from + this.text.slice(from, from + 200).search(/[\s,\]}#]|$/);
    this.at = end;
    const written = this.text.slice(from, end);
    const range = this.source.range(from, end);
    if (written === 'true' || written === 'false')
      return { kind: 'boolean', range, value: written === 'true' };
    if (/^[-+]?\d[\d_]*(?:\.\d+)?$/.test(written))
      return { kind: 'number', range, value: Number(written.replaceAll('_', '')) };
    return { kind: 'dynamic', range };
  }

  private list(depth: number): Json {
    const from = this.at++;
    const items: Json[] = [];
    for (;;) {
      this.blanks(true);
      const c = this.text[this.at];
      const closed = c === ']';
      if (closed) this.at++;
      // Where no value can begin, the list is broken off.
      if (closed || c === undefined || /[,}=]/.test(c))
        return { kind: 'array', range: this.source.range(from, this.at), items, complete: closed };
      items.push(this.value(depth + 1));
      this.blanks(true);
      if (this.text[this.at] === ',') this.at++;
    }
  }

  private inlineTable(depth: number): Json {
    const table = this.table();
    this.at++;
    for (;;) {
      this.blanks(true);
      const c = this.text[this.at];
      if (c === '}') {
        this.at++;
        break;
      }
      if (c === undefined || !this.pair(table, depth + 1)) {
        table.complete = false;
        break;
      }
      this.blanks(true);
      if (this.text[this.at] === ',') this.at++;
    }
    table.end = this.at;
    return this.json(table, depth);
  }

  private string(): Json {
    const from = this.at;
    const quote = this.text[from]!;
    const triple = this.text.startsWith(quote.repeat(3), from);
    const open = triple ? 3 : 1;
    const stop = triple ? quote.repeat(3) : quote;
    let end = from + open;
    for (; end < this.text.length; end++) {
      const c = this.text[end]!;
      if (c === '\\' && quote === '"') end++;
      else if (this.text.startsWith(stop, end) || (!triple && c === '\n')) break;
    }
    end = Math.min(end, this.text.length);
    const closed = this.text.startsWith(stop, end);
    // A line end right behind the opening quotes is no part of the text.
    const skip = triple ? (/^\r?\n/.exec(this.text.slice(from + open, from + open + 2))?.[0].length ?? 0) : 0;
    const inner = this.source.slice(from + open + skip, end);
    this.at = closed ? end + open : end;
    const range = this.source.range(from, this.at);
    const value = quote === '"' ? unescaped(inner) : inner;
    return { kind: 'string', range, value: closed ? value : withUnknownEnd(value, range) };
  }
}

const withUnknownEnd = (value: SourceText, { end }: Range): SourceText =>
  SourceText.join([value, SourceText.hole({ start: end, end })]);

function unescaped(inner: SourceText): SourceText {
  if (!inner.text.includes('\\')) return inner;
  const pieces: SourceText[] = [];
  let from = 0;
  for (const m of inner.text.matchAll(/\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|[ \t]*\r?\n\s*|([^\n]))/g)) {
    pieces.push(inner.slice(from, m.index));
    from = m.index + m[0].length;
    const code = m[1] ?? m[2];
    const point = code ? Number.parseInt(code, 16) : -1;
    const meaning = point > 0x10ffff ? '\uFFFD' : point >= 0 ? String.fromCodePoint(point) : undefined;
    const decoded = meaning ?? (m[3] === undefined ? '' : (ESCAPES[m[3]] ?? m[3]));
    pieces.push(SourceText.decoded(decoded, inner.range(m.index, from)));
  }
  return SourceText.join([...pieces, inner.slice(from)], inner.offset(0));
}
