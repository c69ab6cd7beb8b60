import { HOLE } from '../source.ts';
import { readClauses } from './clauses.ts';
import { bracketPairs, type Token, tokenize } from './tokens.ts';

/** A part of the text, as indexes in it, half-open. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A table as a query names it, with its database, or a function that stands for one. */
export interface TableName extends Span {
  readonly name: string;
  readonly call: boolean;
}

/** A name of a column, or of something that the query itself defines. */
export interface ColumnName extends Span {
  readonly name: string;
  /** `t` of `t.key_id`. */
  readonly qualifier: string | undefined;
  readonly quoted: boolean;
  /** True behind `=`, `!=`, …: where people write texts without their quotes. */
  readonly compared: boolean;
}

/** Something that is no SQL as the server reads it. */
export interface SqlFlaw extends Span {
  /** What is wrong, then what is right. */
  readonly message: string;
  /** What to write in its place, where that is likely. */
  readonly replacement?: string;
}

/** What a text of SQL names. Everything in it is in the order of the text. */
export interface SqlQuery {
  /** The first word; undefined where there is none, or something unknown comes first. */
  readonly first: Token | undefined;
  /** True when the text has nothing but blanks and comments. */
  readonly empty: boolean;
  /** The semicolon behind which another statement begins. */
  readonly separator: Span | undefined;
  readonly tables: readonly TableName[];
  readonly functions: readonly (Span & { readonly name: string })[];
  readonly columns: readonly ColumnName[];
  /** What the query names itself: aliases, parameters of lambdas, windows, common table expressions. */
  readonly names: ReadonlySet<string>;
  /** Those of the names that stand for a table. */
  readonly aliases: ReadonlySet<string>;
  /** Common table expressions, without regard to case. */
  readonly expressions: readonly (Span & { readonly name: string })[];
  /** The words SETTINGS. */
  readonly settings: readonly Span[];
  /** The first one, where the text is known well enough to tell. */
  readonly flaw: SqlFlaw | undefined;
  /** False when tables may be named, or given a name, in pieces that are not known. */
  readonly knowsTables: boolean;
  /** False when columns may be. */
  readonly knowsColumns: boolean;
}

/** Brackets inside each other; the database takes fewer. */
const DEEPEST = 100;

const NOTHING = {
  tables: [],
  functions: [],
  columns: [],
  names: new Set<string>(),
  aliases: new Set<string>(),
  expressions: [],
  settings: [],
  knowsTables: false,
  knowsColumns: false,
} as const;

/**
 * Reads the SQL of ClickHouse as far as the analytics of the API take it. It is no parser: what it does not know it steps
 * over and claims nothing about. Flaws are those that `AfterShip/clickhouse-sql-parser` refuses, with which the server
 * reads queries.
 */
export function readSql(text: string): SqlQuery {
  const { tokens, unclosed } = tokenize(text);
  const { pairs, lone, depth } = bracketPairs(tokens);
  const holes = tokens.some((t) => t.kind === 'hole');
  const first = tokens.find((t) => t.text !== ';' && t.text !== '(');
  const base = {
    first: first?.kind === 'word' ? first : undefined,
    empty: tokens.length === 0 && unclosed === undefined,
    separator: undefined,
  };
  if (unclosed !== undefined)
    return {
      ...NOTHING,
      ...base,
      flaw: holes || text.includes(HOLE) ? undefined : unclosedAt(text, unclosed),
    };
  if (lone !== undefined) {
    const { start, end } = tokens[lone]!;
    const message = `This bracket is missing its other half.`;
    return { ...NOTHING, ...base, flaw: holes ? undefined : { from: start, to: end, message } };
  }
  if (depth > DEEPEST) return { ...NOTHING, ...base, flaw: undefined };
  const begin = tokens.findIndex((t) => t.text !== ';');
  const stop = tokens.findIndex((t, i) => i > begin && t.kind === 'mark' && t.text === ';');
  const more = stop >= 0 && tokens.slice(stop).some((t) => t.text !== ';');
  const end = stop >= 0 ? stop : tokens.length;
  const separator = more ? { from: tokens[stop]!.start, to: tokens[stop]!.end } : undefined;
  return { ...base, separator, ...readClauses(tokens, pairs, Math.max(0, begin), end) };
}

function unclosedAt(text: string, at: number): SqlFlaw {
  const what = text[at] === "'" ? 'text' : text[at] === '/' ? 'comment' : 'name';
  const to = at + (what === 'comment' ? 2 : 1);
  return { from: at, to, message: `The ${what} that begins here has no end.` };
}
