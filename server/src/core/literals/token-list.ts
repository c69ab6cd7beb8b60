import type { StringToken, Token } from './lexer.ts';

const OPENS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const CLOSES = new Set([')', ']', '}']);

/** Tokens of one text or of one expression inside a string, comments left out, with their brackets. Indexes are of tokens. */
export class TokenList {
  readonly list: readonly Token[];
  /** Of each bracket the other one; -1 where there is none. */
  private readonly partners: readonly number[];
  /** Of each token the innermost bracket around it that is open; -1: none. */
  private readonly around: readonly number[];

  constructor(
    readonly text: string,
    tokens: readonly Token[],
  ) {
    this.list = tokens.filter((token) => token.kind !== 'comment');
    const partners: number[] = [];
    const around: number[] = [];
    const open: number[] = [];
    for (let i = 0; i < this.list.length; i++) {
      const written = this.list[i]!.kind === 'mark' ? this.written(i) : '';
      partners.push(-1);
      if (CLOSES.has(written)) {
        // A bracket that is missing is that of an inner pair.
        const at = open.findLastIndex((o) => OPENS[this.written(o)] === written);
        if (at >= 0) {
          partners[i] = open[at]!;
          partners[open[at]!] = i;
          open.length = at;
        }
      }
      around.push(open.at(-1) ?? -1);
      if (Object.hasOwn(OPENS, written)) open.push(i);
    }
    this.partners = partners;
    this.around = around;
  }

  get length(): number {
    return this.list.length;
  }

  /** The text of a token; empty where there is none. */
  written(at: number): string {
    const token = this.list[at];
    return token ? this.text.slice(token.start, token.end) : '';
  }

  isMark(at: number, ...marks: readonly string[]): boolean {
    return this.list[at]?.kind === 'mark' && marks.includes(this.written(at));
  }

  isWord(at: number): boolean {
    return this.list[at]?.kind === 'word';
  }

  string(at: number): StringToken | undefined {
    const token = this.list[at];
    return token?.kind === 'string' ? token : undefined;
  }

  partner(at: number): number {
    return this.partners[at] ?? -1;
  }

  /** The bracket around a token. */
  opener(at: number): number {
    return this.around[at] ?? -1;
  }

  /** True where a token stands on the line of the one before it. */
  continuesLine(at: number): boolean {
    const [before, token] = [this.list[at - 1], this.list[at]];
    return (
      before !== undefined && token !== undefined && !this.text.slice(before.end, token.start).includes('\n')
    );
  }

  /** The first token of the value that ends with token `at`: `a.b(c)[d]!`. */
  valueStart(at: number): number {
    let start = at;
    while (start > 0 && this.isMark(start, '!', '?')) start--;
    for (;;) {
      if (this.isMark(start, ')', ']', '}')) {
        const open = this.partner(start);
        if (open < 0) return start;
        const isCall = this.isWord(open - 1) || this.isMark(open - 1, ')', ']', '!', '?');
        if (!isCall || !this.continuesLine(open)) return open;
        start = open - 1;
        while (start > 0 && this.isMark(start, '!', '?')) start--;
        continue;
      }
      const joined =
        this.isMark(start - 1, '.', '?.', '::') ||
        (this.isMark(start - 1, ':') && this.isWord(start - 2) && this.isTight(start));
      if (this.isWord(start) && joined && start >= 2) start -= 2;
      else return start;
    }
  }

  /** True where nothing stands between a token and those on both sides of the one before it: `a:b`. */
  private isTight(at: number): boolean {
    const [a, b, c] = [this.list[at - 2]!, this.list[at - 1]!, this.list[at]!];
    return a.end === b.start && b.end === c.start;
  }

  /** The names that are called with the bracket `open`, outermost first: `http`, `post` of `http.post(`. */
  callee(open: number): readonly string[] {
    let last = open - 1;
    // A type argument, a label of a closure.
    while (last > 0 && this.isMark(last, '!', '?')) last--;
    if (!this.isWord(last)) return [];
    const names: string[] = [];
    for (let at = this.valueStart(last); at <= last; at++) if (this.isWord(at)) names.push(this.written(at));
    return names;
  }
}
