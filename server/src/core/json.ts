import { createScanner } from 'jsonc-parser';
import type { Json, JsonMember } from './model.ts';
import { HOLE, SourceText } from './source.ts';

/** jsonc-parser's `SyntaxKind`, an ambient const enum that modules compiled one by one cannot import. */
export const Token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  end: 17,
} as const;

/**
 * Reads JSON text that may be broken, commented or have holes. What cannot be read becomes `dynamic`, and
 * the object or array around it is marked incomplete. Undefined when the text does not start like an object or an array.
 */
export function parseJson(source: SourceText): Json | undefined {
  const first = source.text.trimStart()[0];
  if (first !== '{' && first !== '[') return undefined;
  return new JsonReader(source).read();
}

class JsonReader {
  private readonly scanner;
  private depth = 0;

  constructor(private readonly source: SourceText) {
    this.scanner = createScanner(source.text, true);
  }

  read(): Json {
    this.scanner.scan();
    return this.value();
  }

  private token(): number {
    return this.scanner.getToken();
  }

  private tokenSource(): SourceText {
    const at = this.scanner.getTokenOffset();
    return this.source.slice(at, at + this.scanner.getTokenLength());
  }

  private value(): Json {
    const token = this.tokenSource();
    const range = token.range();
    switch (this.token()) {
      case Token.openBrace:
        return this.nested(() => this.object());
      case Token.openBracket:
        return this.nested(() => this.array());
      case Token.string: {
        this.scanner.scan();
        return { kind: 'string', range, value: decodeJsonString(token) };
      }
      case Token.number: {
        this.scanner.scan();
        return { kind: 'number', range, value: Number(token.text) };
      }
      case Token.true:
      case Token.false: {
        const value = this.token() === Token.true;
        this.scanner.scan();
        return { kind: 'boolean', range, value };
      }
      case Token.null:
        this.scanner.scan();
        return { kind: 'null', range };
      default:
        return { kind: 'dynamic', range };
    }
  }

  /** Guards the recursion: text nested beyond any real body is given up. */
  private nested(read: () => Json): Json {
    if (this.depth >= 200) return { kind: 'dynamic', range: this.tokenSource().range() };
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  private object(): Json {
    const from = this.scanner.getTokenOffset();
    const members: JsonMember[] = [];
    let complete = true;
    this.scanner.scan();
    while (this.token() !== Token.closeBrace) {
      if (this.token() === Token.end)
        return { kind: 'object', range: this.from(from), members, complete: false };
      if (this.token() === Token.comma) {
        this.scanner.scan();
        continue;
      }
      const key = this.tokenSource();
      const isKey = this.token() === Token.string;
      this.scanner.scan();
      if (!isKey || this.token() !== Token.colon) {
        complete = false;
        continue;
      }
      this.scanner.scan();
      const value = this.value();
      if (!this.recover(Token.closeBrace)) complete = false;
      const name = decodeJsonString(key);
      if (name.isLiteral) members.push({ key: name.text, keyRange: name.range(), value });
      else complete = false;
    }
    this.scanner.scan();
    return { kind: 'object', range: this.from(from), members, complete };
  }

  private array(): Json {
    const from = this.scanner.getTokenOffset();
    const items: Json[] = [];
    let complete = true;
    this.scanner.scan();
    while (this.token() !== Token.closeBracket) {
      if (this.token() === Token.end)
        return { kind: 'array', range: this.from(from), items, complete: false };
      if (this.token() === Token.comma) {
        this.scanner.scan();
        continue;
      }
      items.push(this.value());
      if (!this.recover(Token.closeBracket)) complete = false;
    }
    this.scanner.scan();
    return { kind: 'array', range: this.from(from), items, complete };
  }

  /** Skips to the next comma or closing bracket. True when nothing had to be skipped. */
  private recover(close: number): boolean {
    let clean = true;
    while (this.token() !== Token.comma && this.token() !== close && this.token() !== Token.end) {
      clean = clean && this.tokenSource().text === HOLE;
      this.scanner.scan();
    }
    return clean;
  }

  /** From index `from` to the end of the token before the current one. */
  private from(from: number) {
    const to = this.token() === Token.end ? this.source.length : this.scanner.getTokenOffset();
    const text = this.source.text.slice(from, to).trimEnd();
    return this.source.range(from, from + text.length);
  }
}

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The characters of a quoted JSON string, escapes decoded. Without its closing quote, nobody knows how it goes on. */
export function decodeJsonString(quoted: SourceText): SourceText {
  const closed = quoted.length > 1 && /[^\\](?:\\\\)*"$|^""$/.test(quoted.text);
  const end = quoted.range(quoted.length);
  const inner = closed
    ? quoted.slice(1, quoted.length - 1)
    : SourceText.join([quoted.slice(1), SourceText.hole(end)]);
  if (!inner.text.includes('\\')) return inner;
  const pieces: SourceText[] = [];
  let from = 0;
  for (const m of inner.text.matchAll(/\\(?:u([0-9a-fA-F]{4})|([^u])|u?)/g)) {
    pieces.push(inner.slice(from, m.index));
    from = m.index + m[0].length;
    const decoded = m[1]
      ? String.fromCharCode(Number.parseInt(m[1], 16))
      : (SIMPLE[m[2] ?? ''] ?? m[2] ?? '');
    pieces.push(SourceText.decoded(decoded, inner.range(m.index, from)));
  }
  return SourceText.join([...pieces, inner.slice(from)], inner.offset(0));
}
