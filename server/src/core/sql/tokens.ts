import { HOLE } from '../source.ts';

/**
 * - `word`: a name or keyword. `quoted`: a name in `"` or backticks. `mark`: operators and brackets.
 * - `hole`: a piece whose value is not known, or which something else fills in (`?`, `:id`, `{{x}}`).
 */
export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'mark' | 'hole';

/** A token of SQL. `start` and `end` are indexes in the text read, half-open. */
export interface Token {
  readonly kind: TokenKind;
  /** As written; without quotes for `quoted`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The tokens of a query. */
export interface Tokens {
  readonly tokens: readonly Token[];
  /** Where a string, a quoted name or a comment begins that has no end. Everything behind it is left out. */
  readonly unclosed: number | undefined;
}

const BLANK = /(?:\s+|--[^\r\n]*|\/\*[\s\S]*?\*\/)+/y;
const STRING = /'(?:[^'\\]|\\[\s\S]|'')*'/y;
const QUOTED = /"[^"]*"|`[^`]*`/y;
const CAST = /::/y;
/** Templates, parameters of queries, and what samples leave out. */
const STAND_IN =
  /\$\{[^{}]*\}|\{\{[^{}]*\}\}|#\{[^{}]*\}|\{[^{}]*\}|%\(\w+\)[a-z]|%[sdvq](?!\w)|<[A-Za-z][\w-]*>|\$\w+|[:@][A-Za-z_]\w*|\?|\.{3,}/y;
const WORD = new RegExp(`[A-Za-z_${HOLE}][\\w${HOLE}]*`, 'y');
const NUMBER = /\d\w*(?:\.\d\w*)?(?:[eE][+-]\d+)?/y;
const MARK = /->|<=|>=|<>|!=|==|\|\||[\s\S]/y;

/** The tokens of a text, comments left out. Never fails: what is no SQL becomes a hole or a mark. */
export function tokenize(text: string): Tokens {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const push = (kind: TokenKind, written: string): void => {
    const last = tokens.at(-1);
    // `per_${period}_v1` is one name.
    const joins =
      last?.end === at &&
      ((kind === 'hole' && (last.kind === 'word' || last.kind === 'hole')) ||
        (last.kind === 'hole' && (kind === 'word' || kind === 'number')));
    if (joins) tokens.pop();
    const start = joins ? last.start : at;
    at += written.length;
    const name = kind === 'quoted' ? written.slice(1, -1) : text.slice(start, at);
    tokens.push({ kind: joins ? 'hole' : kind, text: name, start, end: at });
  };
  while (at < text.length) {
    const blank = match(BLANK);
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const quote = text[at]!;
    if (text.startsWith('/*', at)) return { tokens, unclosed: at };
    if (quote === "'" || quote === '"' || quote === '`') {
      const written = match(quote === "'" ? STRING : QUOTED);
      if (written === undefined) return { tokens, unclosed: at };
      push(quote === "'" ? 'string' : 'quoted', written);
      continue;
    }
    const word = match(WORD);
    const cast = word === undefined ? match(CAST) : undefined;
    const standIn = word === undefined && cast === undefined ? match(STAND_IN) : undefined;
    const number = match(NUMBER);
    if (word !== undefined) push(word.includes(HOLE) ? 'hole' : 'word', word);
    else if (cast !== undefined) push('mark', cast);
    else if (standIn !== undefined) push('hole', standIn);
    else if (number !== undefined) push('number', number);
    else {
      const mark = match(MARK)!;
      push(mark > '\x7f' ? 'hole' : 'mark', mark);
    }
  }
  return { tokens, unclosed: undefined };
}

/** For each bracket the index of the one that belongs to it; undefined elsewhere, and for those that have none. */
export function bracketPairs(tokens: readonly Token[]): {
  readonly pairs: ReadonlyMap<number, number>;
  /** The first bracket that has no other. */
  readonly lone: number | undefined;
  /** How many brackets are open at most. */
  readonly depth: number;
} {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  let depth = 0;
  const opening: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
  for (const [i, { kind, text }] of tokens.entries()) {
    if (kind !== 'mark') continue;
    if (text === '(' || text === '[' || text === '{') depth = Math.max(depth, open.push(i));
    const expected = opening[text];
    if (expected === undefined) continue;
    const from = open.pop();
    if (from === undefined || tokens[from]!.text !== expected) return { pairs, lone: from ?? i, depth };
    pairs.set(from, i);
    pairs.set(i, from);
  }
  return { pairs, lone: open[0], depth };
}
