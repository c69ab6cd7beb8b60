import type { ColumnName, Span, SqlFlaw, SqlQuery, TableName } from './query.ts';
import type { Token } from './tokens.ts';

/** What is gathered while the tokens of one statement are read. Indexes are of tokens. */
export class Reading {
  readonly tables: TableName[] = [];
  readonly functions: (Span & { readonly name: string })[] = [];
  readonly columns: ColumnName[] = [];
  readonly names = new Set<string>();
  readonly aliases = new Set<string>();
  readonly expressions: (Span & { readonly name: string })[] = [];
  readonly settings: Span[] = [];
  private readonly flaws: SqlFlaw[] = [];
  private knowsTables = true;
  private knowsColumns = true;
  private knowsSyntax = true;

  constructor(
    readonly tokens: readonly Token[],
    private readonly pairs: ReadonlyMap<number, number>,
  ) {}

  /** The word at `i` in capitals, when it is one that is not quoted; otherwise the mark there, or nothing. */
  word(i: number): string {
    const token = this.tokens[i];
    return token?.kind === 'word' ? token.text.toUpperCase() : token?.kind === 'mark' ? token.text : '';
  }

  isName(i: number): boolean {
    const kind = this.tokens[i]?.kind;
    return kind === 'word' || kind === 'quoted';
  }

  /** The bracket that closes the one at `i`. */
  close(i: number): number {
    return this.pairs.get(i) ?? i;
  }

  /** The index behind the token at `i`, and behind its brackets if it opens some. */
  after(i: number): number {
    return Math.max(i, this.close(i)) + 1;
  }

  span(from: number, to = from): Span {
    return { from: this.tokens[from]!.start, to: this.tokens[to]!.end };
  }

  flaw(at: number, message: string, replacement?: string, last = at): void {
    this.flaws.push({
      ...this.span(at, last),
      message,
      ...(replacement === undefined ? {} : { replacement }),
    });
  }

  /** Something is there that the reader does not know: how the rest is to be read is not known either. */
  unsure(): void {
    this.knowsSyntax = false;
  }

  /** An unknown piece that can be more than one value. */
  hole(inside: 'condition' | 'list' | 'tables'): void {
    this.knowsSyntax = false;
    if (inside !== 'condition') this.knowsColumns = false;
    if (inside === 'tables') this.knowsTables = false;
  }

  /** Columns have names that are not written. */
  hideColumns(): void {
    this.knowsColumns = false;
  }

  /** True when nothing is wrong with what was read so far, as far as that is known. */
  get sound(): boolean {
    return this.knowsSyntax && this.flaws.length === 0;
  }

  result(): Omit<SqlQuery, 'first' | 'empty' | 'separator'> {
    const { tables, functions, columns, names, aliases, expressions, settings, knowsTables } = this;
    const flaw = this.knowsSyntax ? this.flaws.toSorted((a, b) => a.from - b.from)[0] : undefined;
    const knowsColumns = this.knowsColumns && flaw === undefined;
    return {
      tables,
      functions,
      columns,
      names,
      aliases,
      expressions,
      settings,
      flaw,
      knowsTables,
      knowsColumns,
    };
  }
}
