import type { Span } from '../expression.ts';
import type { BlockComment, Hole, LiteralSyntax, StringForm } from './syntax.ts';

/** One token of a text; blanks are left out. */
export type Token = StringToken | (Span & { readonly kind: 'word' | 'comment' | 'number' | 'mark' });

/** A text of the program. */
export interface StringToken extends Span {
  readonly kind: 'string';
  readonly form: StringForm;
  /** Between the quotes. */
  readonly content: Span;
  /** False when its end is missing. */
  readonly closed: boolean;
  /** The expressions in it, their brackets included; `inner` is what stands between. */
  readonly holes: readonly (Span & { readonly inner: Span; readonly tokens: readonly Token[] })[];
}

const BLANK = /\s+/y;
const NUMBER = /\d[\w]*(?:\.\d[\w]*)?/y;
/** Operators of more than one character that are told apart. */
const MARK = /=>|->|[=!]==?|~=|=~|<>|\.\.\.?|::|\?[:.?]|&&|\|\||\+=|:=|\|>|[\s\S]/uy;
/** Strings inside strings inside strings. */
const DEEPEST = 8;

/** The tokens of `text`. Never fails: what has no end goes on to the end of the text, or of its line. */
export function tokensOf(text: string, syntax: LiteralSyntax): readonly Token[] {
  return new Lexer(text, syntax).read();
}

class Lexer {
  private at = 0;
  private depth = 0;
  /** Where what is being read must end. */
  private limit: number;

  constructor(
    private readonly text: string,
    private readonly syntax: LiteralSyntax,
  ) {
    this.limit = text.length;
  }

  read(): readonly Token[] {
    return this.until(undefined);
  }

  /** Tokens up to the bracket that closes a hole, which is not taken. */
  private until(close: ')' | '}' | undefined): readonly Token[] {
    const tokens: Token[] = [];
    let open = 0;
    while (this.at < this.limit) {
      this.match(BLANK);
      if (this.at >= this.limit) break;
      const character = this.text[this.at]!;
      if (close !== undefined) {
        if (character === close && open === 0) break;
        if (character === (close === ')' ? '(' : '{')) open++;
        else if (character === close) open--;
      }
      tokens.push(this.token());
    }
    return tokens;
  }

  private token(): Token {
    const start = this.at;
    const { syntax } = this;
    if (this.comment()) return { kind: 'comment', start, end: this.at };
    if (syntax.skipped && this.match(syntax.skipped)) return { kind: 'mark', start, end: this.at };
    for (const form of syntax.strings) {
      const opening = this.match(form.open);
      if (opening !== undefined) return this.string(start, opening, form);
    }
    if (this.match(syntax.word) !== undefined) return { kind: 'word', start, end: this.at };
    if (this.match(NUMBER) !== undefined) return { kind: 'number', start, end: this.at };
    this.match(MARK);
    return { kind: 'mark', start, end: this.at };
  }

  private comment(): boolean {
    const { text, syntax } = this;
    for (const form of syntax.blockComments) {
      const opening = this.match(form.open);
      if (opening === undefined) continue;
      this.block(opening, form);
      return true;
    }
    if (!syntax.lineComments.some((open) => text.startsWith(open, this.at))) return false;
    this.at = this.lineEnd();
    return true;
  }

  private block(opening: string, form: BlockComment): void {
    const close = form.close(opening);
    let depth = 1;
    while (this.at < this.text.length) {
      if (this.text.startsWith(close, this.at)) {
        this.at += close.length;
        if (--depth === 0) return;
      } else if (form.nested && this.match(form.open) !== undefined) depth++;
      else this.at++;
    }
  }

  private string(start: number, opening: string, form: StringForm): StringToken {
    const { text } = this;
    const from = this.at;
    const close = form.close(opening);
    const holes: (Span & { inner: Span; tokens: readonly Token[] })[] = [];
    const kinds = form.holes?.(opening) ?? [];
    const done = (end: number, closed: boolean): StringToken => {
      this.at = closed ? end + close.length : end;
      return { kind: 'string', start, end: this.at, form, content: { start: from, end }, closed, holes };
    };
    while (this.at < text.length) {
      if (text.startsWith(close, this.at)) return done(this.at, true);
      if (!form.multiline && /[\r\n]/.test(text[this.at]!)) return done(this.at, false);
      const hole = kinds.find((kind) => text.startsWith(kind.open, this.at));
      const read = hole && this.hole(hole, form);
      if (read) holes.push(read);
      else this.at += form.escapes !== 'none' && text[this.at] === '\\' ? 2 : 1;
    }
    return done(text.length, false);
  }

  private hole({ open, close }: Hole, { multiline }: StringForm): StringToken['holes'][number] | undefined {
    const start = this.at;
    const from = start + open.length;
    if (close === 'name') {
      const name = /[A-Za-z_]\w*/y;
      name.lastIndex = from;
      if (!name.test(this.text)) return undefined;
      this.at = name.lastIndex;
      const inner = { start: from, end: this.at };
      return { start, end: this.at, inner, tokens: [{ kind: 'word', ...inner }] };
    }
    if (this.depth >= DEEPEST) return undefined;
    this.at = from;
    const { limit } = this;
    // Without its bracket, it must not take the lines below with it.
    if (!multiline) this.limit = Math.min(limit, this.lineEnd());
    this.depth++;
    const tokens = this.until(close);
    this.depth--;
    this.at = Math.min(this.at, this.limit);
    const inner = { start: from, end: this.at };
    if (this.at < this.limit) this.at++;
    this.limit = limit;
    return { start, end: this.at, inner, tokens };
  }

  /** Takes what a sticky expression matches here. */
  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined || found === '') return undefined;
    this.at += found.length;
    return found;
  }

  private lineEnd(): number {
    const newline = this.text.indexOf('\n', this.at);
    const end = newline < 0 ? this.text.length : newline;
    return this.text[end - 1] === '\r' && end > this.at ? end - 1 : end;
  }
}
