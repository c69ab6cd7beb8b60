import { type Token, tokensOf } from '../../literals/lexer.ts';
import { C_COMMENTS, type LiteralSyntax } from '../../literals/syntax.ts';

/** https://doc.rust-lang.org/reference/tokens.html */
const SYNTAX: LiteralSyntax = {
  ...C_COMMENTS,
  skipped: /b?'(?:\\(?:u\{[^}']*\}|x[^']{2}|[^'])|[^\\'\r\n])'|'[A-Za-z_]\w*/uy,
  word: /[A-Za-z_]\w*/y,
  strings: [
    {
      open: /(?:b|c)?r#*"/y,
      close: (open) => open.replace(/^[bc]?r(#*)"$/, '"$1'),
      escapes: 'none',
      multiline: true,
    },
    { open: /[bc]?"/y, close: () => '"', escapes: 'all', multiline: true },
  ],
};

/** Macros of the standard library and of what everybody uses whose arguments are expressions, as those of functions. */
const LIKE_FUNCTIONS =
  /^(?:format|format_args|concat|e?print|e?println|write|writeln|panic|todo|unimplemented|unreachable|(?:debug_)?assert(?:_eq|_ne)?|dbg|anyhow|bail|ensure|eyre|(?:try_)?join|env|option_env|json)$/;

/**
 * `text` with calls of such macros written as calls of functions, lists as arrays and JSON as arrays too, each in its
 * place: the grammar reads the arguments of macros as mere tokens. Of the same length.
 */
export function withoutMacros(text: string): string {
  if (!text.includes('!')) return text;
  const tokens = tokensOf(text, SYNTAX).filter((t) => t.kind !== 'comment');
  const changes = new Map<number, string>();
  for (let i = 0; i + 2 < tokens.length; i++) {
    const [name, bang, open] = [tokens[i]!, tokens[i + 1]!, tokens[i + 2]!];
    if (name.kind !== 'word' || !isMark(text, bang, '!')) continue;
    const word = text.slice(name.start, name.end);
    if (word === 'vec' && isMark(text, open, '[') && !isMark(text, tokens[i - 1], '::')) {
      for (let at = name.start; at < bang.end; at++) changes.set(at, ' ');
    } else if (LIKE_FUNCTIONS.test(word) && isMark(text, open, '(')) {
      if (word === 'json' && !new JsonTokens(text, tokens).read(i + 3, changes)) continue;
      changes.set(bang.start, ' ');
    }
  }
  if (changes.size === 0) return text;
  const pieces: string[] = [];
  let from = 0;
  for (const [at, character] of [...changes].sort(([a], [b]) => a - b)) {
    pieces.push(text.slice(from, at), character);
    from = at + 1;
  }
  return pieces.join('') + text.slice(from);
}

const isMark = (text: string, token: Token | undefined, mark: string): boolean =>
  token?.kind === 'mark' && text.slice(token.start, token.end) === mark;

/** Deeper nesting is not written by people. */
const DEEPEST = 100;

/** The tokens of `json!(…)`: finds its braces and colons. */
class JsonTokens {
  private at = 0;
  private readonly found: [number, string][] = [];

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
  ) {}

  /** Notes the changes for the value that begins with token `at`. False where it is not understood. */
  read(at: number, changes: Map<number, string>): boolean {
    this.at = at;
    if (!this.value(0) || !this.is(')')) return false;
    for (const [index, character] of this.found) changes.set(index, character);
    return true;
  }

  private is(mark: string): boolean {
    return isMark(this.text, this.tokens[this.at], mark);
  }

  private value(depth: number): boolean {
    if (depth > DEEPEST) return false;
    if (this.is('{')) return this.object(depth);
    if (this.is('[')) return this.array(depth);
    return this.expression();
  }

  private object(depth: number): boolean {
    this.replace('[');
    while (!this.is('}')) {
      const from = this.at;
      while (this.at < this.tokens.length && !this.is(':') && !this.is('}') && !this.is('{') && !this.is(','))
        this.at++;
      if (!this.is(':') || this.at === from) return false;
      this.replace(',');
      if (!this.value(depth + 1)) return false;
      if (this.is(',')) this.at++;
      else if (!this.is('}')) return false;
    }
    this.replace(']');
    return true;
  }

  private array(depth: number): boolean {
    this.at++;
    while (!this.is(']')) {
      if (!this.value(depth + 1)) return false;
      if (this.is(',')) this.at++;
      else if (!this.is(']')) return false;
    }
    this.at++;
    return true;
  }

  /** Skips to the comma or bracket behind an expression, which is at least one token. */
  private expression(): boolean {
    const from = this.at;
    let open = 0;
    for (; this.at < this.tokens.length; this.at++) {
      const token = this.tokens[this.at]!;
      if (token.kind !== 'mark') continue;
      const mark = this.text[token.start]!;
      if ('([{'.includes(mark)) open++;
      else if (')]}'.includes(mark)) {
        if (open === 0) break;
        open--;
      } else if (mark === ',' && open === 0) break;
    }
    return this.at > from;
  }

  private replace(character: string): void {
    this.found.push([this.tokens[this.at]!.start, character]);
    this.at++;
  }
}
