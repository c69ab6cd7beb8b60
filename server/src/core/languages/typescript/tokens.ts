/** What a token is. Brackets, `${` and the backticks of templates are `open` and `close`. */
export const Kind = {
  word: 1,
  number: 2,
  string: 3,
  chunk: 4,
  regex: 5,
  open: 6,
  close: 7,
  operator: 8,
} as const;

/** What a bracket encloses. */
export const Block = { group: 0, object: 1, code: 2, class: 3, template: 4 } as const;

/** The tokens of a text, column by column. All numbers are UTF-16 indexes into the text or indexes of tokens. */
export interface Tokens {
  readonly text: string;
  readonly kinds: ArrayLike<number>;
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
  /** 1 where a line break stands before the token. */
  readonly breaks: ArrayLike<number>;
  /** The `open` token around each token, or -1. */
  readonly parents: ArrayLike<number>;
  /** For an `open` token its `close`, and the other way round; -1 for none. */
  readonly mates: ArrayLike<number>;
  /** For an `open` token: the index behind the last token inside it. */
  readonly limits: ArrayLike<number>;
  /** For an `open` token: one of {@link Block}; 0 for others. */
  readonly blocks: ArrayLike<number>;
  /** Start and end of each comment. */
  readonly comments: readonly (readonly [start: number, end: number])[];
  /** False when brackets, templates or comments were left open or closed twice. */
  readonly balanced: boolean;
}

/** The characters of a token. */
export const wordAt = (tokens: Tokens, token: number): string =>
  tokens.text.slice(tokens.starts[token], tokens.ends[token]);

/** The last token that starts at or before index `at` of the text, or -1. */
export function tokenAt(tokens: Tokens, at: number): number {
  let lo = -1;
  let hi = tokens.starts.length - 1;
  while (lo < hi) {
    const mid = (lo + hi + 1) >> 1;
    if (tokens.starts[mid]! <= at) lo = mid;
    else hi = mid - 1;
  }
  return lo;
}

/** Index behind the bracket that token `open` begins. */
export const behind = (tokens: Tokens, open: number): number =>
  tokens.mates[open]! >= 0 ? tokens.mates[open]! + 1 : tokens.limits[open]!;

/** True where statements or class members stand, rather than an expression; -1 is the whole text. */
export const holdsStatements = (tokens: Tokens, open: number): boolean =>
  open < 0 || tokens.blocks[open] === Block.code || tokens.blocks[open] === Block.class;

/** The innermost bracket around a token that holds statements, or -1. */
export function blockAround(tokens: Tokens, token: number): number {
  let open = tokens.parents[token] ?? -1;
  while (!holdsStatements(tokens, open)) open = tokens.parents[open]!;
  return open;
}
