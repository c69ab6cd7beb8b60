import { createScanner } from 'jsonc-parser';
import type { Json, JsonMember } from './model.ts';
import { HOLE, type Range, SourceText } from './source.ts';

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
  lineBreak: 14,
  blank: 15,
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

/** In a comment, dots that begin it, or that stand for words: `// ... other fields`, `// and more...`. */
const ABRIDGED =
  /^(?:\/\/|\/\*+|#)\s*(?:\.\.\.|\u2026)|(?:\s|\/\/|\/\*)[A-Za-z]*(?:\.\.\.|\u2026)(?=[\s*]|$)/;

/** True for a comment that says that something was left out, not for one with a cut value: `// such as app_1a2b...`. */
export const isAbridgement = (comment: string): boolean => ABRIDGED.test(comment);

/** Text nested beyond any real body is given up. */
const DEEPEST = 200;

class JsonReader {
  private readonly scanner;
  /** How many comments so far say that something was left out. */
  private abridged = 0;
  private depth = 0;
  private unclosed = false;

  constructor(private readonly source: SourceText) {
    this.scanner = createScanner(source.text);
  }

  read(): Json {
    this.scan();
    const value = this.value();
    const unbalanced = this.unclosed || this.token() !== Token.end;
    return unbalanced && (value.kind === 'object' || value.kind === 'array')
      ? { ...value, broken: true }
      : value;
  }

  /** Steps to the next token, blanks and comments left out. */
  private scan(): void {
    for (;;) {
      const token: number = this.scanner.scan();
      if (token === Token.lineComment || token === Token.blockComment) {
        if (isAbridgement(this.scanner.getTokenValue())) this.abridged++;
      } else if (token !== Token.lineBreak && token !== Token.blank) return;
    }
  }

  private token(): number {
    return this.scanner.getToken();
  }

  private tokenSource(): SourceText {
    const at = this.scanner.getTokenOffset();
    return this.source.slice(at, at + this.scanner.getTokenLength());
  }

  private tokenRange(): Range {
    const at = this.scanner.getTokenOffset();
    return this.source.range(at, at + this.scanner.getTokenLength());
  }

  private value(): Json {
    const range = this.tokenRange();
    switch (this.token()) {
      case Token.openBrace:
        return this.nested(() => this.object());
      case Token.openBracket:
        return this.nested(() => this.array());
      case Token.string: {
        const token = this.tokenSource();
        this.scan();
        return { kind: 'string', range, value: decodeJsonString(token) };
      }
      case Token.number: {
        const value = Number(this.scanner.getTokenValue());
        this.scan();
        // It may be in the middle of being typed.
        if (this.token() === Token.end) return { kind: 'dynamic', range };
        return { kind: 'number', range, value };
      }
      case Token.true:
      case Token.false: {
        const value = this.token() === Token.true;
        this.scan();
        return { kind: 'boolean', range, value };
      }
      case Token.null:
        this.scan();
        return { kind: 'null', range };
      default:
        return { kind: 'dynamic', range };
    }
  }

  /** Guards the recursion. */
  private nested(read: () => Json): Json {
    if (this.depth >= DEEPEST) return { kind: 'dynamic', range: this.tokenRange() };
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
    const { abridged } = this;
    let complete = true;
    this.scan();
    while (this.token() !== Token.closeBrace) {
      if (this.token() === Token.end) {
        this.unclosed = true;
        return { kind: 'object', range: this.from(from), members, complete: false };
      }
      if (this.token() === Token.comma) {
        this.scan();
        continue;
      }
      const key = this.tokenSource();
      const isKey = this.token() === Token.string;
      this.scan();
      if (!isKey || this.token() !== Token.colon) {
        complete = false;
        continue;
      }
      this.scan();
      const value = this.value();
      if (!this.recover(Token.closeBrace)) complete = false;
      const name = decodeJsonString(key);
      if (name.isLiteral) members.push({ key: name.text, keyRange: name.range(), value });
      else complete = false;
    }
    complete = complete && this.abridged === abridged;
    this.scan();
    return { kind: 'object', range: this.from(from), members, complete };
  }

  private array(): Json {
    const from = this.scanner.getTokenOffset();
    const items: Json[] = [];
    const { abridged } = this;
    let complete = true;
    this.scan();
    while (this.token() !== Token.closeBracket) {
      if (this.token() === Token.end) {
        this.unclosed = true;
        return { kind: 'array', range: this.from(from), items, complete: false };
      }
      if (this.token() === Token.comma) {
        this.scan();
        continue;
      }
      items.push(this.value());
      if (!this.recover(Token.closeBracket)) complete = false;
    }
    complete = complete && this.abridged === abridged;
    this.scan();
    return { kind: 'array', range: this.from(from), items, complete };
  }

  /** Skips to the next comma or closing bracket. True when nothing had to be skipped. */
  private recover(close: number): boolean {
    let clean = true;
    while (this.token() !== Token.comma && this.token() !== close && this.token() !== Token.end) {
      clean = clean && UNKNOWN_VALUE.test(this.tokenSource().text);
      // What is inside of brackets does not belong here.
      const opens = this.token() === Token.openBrace || this.token() === Token.openBracket;
      if (opens && this.depth < DEEPEST) this.value();
      else this.scan();
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

/** True for a quoted string whose last character is the quote that closes it. */
function isClosed(quoted: string): boolean {
  let backslashes = 0;
  while (quoted[quoted.length - 2 - backslashes] === '\\') backslashes++;
  return quoted.length > 1 && quoted.endsWith('"') && backslashes % 2 === 0;
}

/** A value that is not known, or a number of which some digits are: `{{$timestamp}}000`. */
const UNKNOWN_VALUE = new RegExp(`^-?${HOLE}[0-9]*$`);

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The characters of a quoted JSON string, escapes decoded. Without its closing quote, nobody knows how it goes on. */
export function decodeJsonString(quoted: SourceText): SourceText {
  const closed = isClosed(quoted.text);
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
