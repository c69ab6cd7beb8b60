/** Stands in a path for the items of an array. */
export const ITEM = '[]';

/** How objects are written, as far as a reader of half-typed ones has to know. */
export interface ObjectSyntax {
  readonly quotes: string;
  /** The quotes of strings over several lines: all of `quotes`, thrice. */
  readonly longQuotes?: true;
  readonly lineComment: string;
  /** What a member of an object begins with. */
  readonly member: RegExp;
  /** What a bracket encloses, by the text before it; as in JSON where this is missing. */
  readonly bracket?: (open: string, before: string) => Enclosed;
}

/** What brackets enclose: members with a colon, or with `=` as arguments of a call have it, or nothing that is known. */
export type Enclosed = 'object' | 'arguments' | 'array' | 'other';

/** A place in an object that may be half typed. Indexes count in the text it was read from. */
export interface ObjectPlace {
  readonly position: 'key' | 'value';
  /** Keys and {@link ITEM}s from the root to the object or array that holds the place; to the value, for a value. */
  readonly path: readonly string[];
  /** Keys of the object around the place, other than the one being typed; empty in an array. */
  readonly written: ReadonlySet<string>;
  /** The word or string being typed, its quotes included. */
  readonly token: ObjectToken | undefined;
  /** What stands between keys and values here. */
  readonly separator: ':' | '=';
  /** True when the separator, or another member without a comma before it, comes next. */
  readonly beforeColon: boolean;
  readonly beforeMember: boolean;
  /** Index at which a comma is missing: the end of the member on a line before. */
  readonly commaAt: number | undefined;
}

/** A token of a half-typed object. */
export interface ObjectToken {
  readonly start: number;
  readonly end: number;
  /** The quote it begins with; empty for a word. */
  readonly quote: string;
  /** False when the closing quote is missing. */
  readonly closed: boolean;
}

interface Frame {
  readonly kind: Enclosed;
  readonly keys: Set<string>;
  key: string | undefined;
  state: 'key' | 'value';
  /** True when something stands where the value belongs. */
  filled: boolean;
}

/** Text behind the cursor is read this far for the members that follow. */
const REACH = 20_000;
/** So much of the text before a bracket tells what it is. */
const TYPE_REACH = 120;

/**
 * Where index `cursor` is in the object or array that begins at `root`, in JSON or in a literal of a program; in
 * the arguments of a call where `root` is a parenthesis. Undefined outside of it, inside of expressions, and where neither a key nor a value is due.
 */
export function placeIn(
  text: string,
  root: number,
  cursor: number,
  syntax: ObjectSyntax,
): ObjectPlace | undefined {
  return new ObjectReader(text, root, cursor, syntax).read();
}

class ObjectReader {
  private readonly stack: Frame[] = [];
  private found: { place: ObjectPlace; frame: Frame } | undefined;
  private at: number;
  private given = false;
  /** Where the last key or value ended; -1 behind an operator. */
  private lastEnd = -1;

  constructor(
    private readonly text: string,
    root: number,
    private readonly cursor: number,
    private readonly syntax: ObjectSyntax,
  ) {
    this.at = root;
  }

  read(): ObjectPlace | undefined {
    const limit = Math.min(this.text.length, this.cursor + REACH);
    do {
      if (!this.given && this.at >= this.cursor && !this.mark(undefined)) return undefined;
      if (this.at >= limit || !this.step()) break;
    } while (this.stack.length > 0 && !this.isDone());
    if (!this.given && this.stack.length > 0 && this.at >= this.cursor) this.mark(undefined);
    return this.found?.place;
  }

  /** True once the object that holds the place has ended. */
  private isDone(): boolean {
    return this.found !== undefined && !this.stack.includes(this.found.frame);
  }

  /** Notes the place. False when nothing can be written there. */
  private mark(token: ObjectToken | undefined): boolean {
    this.given = true;
    const frame = this.stack.at(-1);
    if (!frame || this.stack.some(({ kind }) => kind === 'other')) return false;
    const behindMember = isKeyed(frame) && frame.filled && this.lastEnd >= 0;
    const lacksComma =
      behindMember && this.text.slice(this.lastEnd, token?.start ?? this.cursor).includes('\n');
    if (frame.filled && !lacksComma) return false;
    const path = this.stack.slice(0, -1).map(stepOf);
    const end = token?.end ?? this.cursor;
    const rest = this.text.slice(end, end + 200).trimStart();
    const position = lacksComma ? 'key' : frame.state;
    const separator = separatorOf(frame);
    const place: ObjectPlace = {
      position,
      path: position === 'value' ? [...path, stepOf(frame)] : path,
      written: frame.keys,
      token,
      separator,
      beforeColon: rest.startsWith(separator),
      beforeMember: this.syntax.member.test(rest),
      commaAt: lacksComma ? this.lastEnd : undefined,
    };
    this.found = { place, frame };
    return true;
  }

  /** Reads one token. False where the text cannot go on. */
  private step(): boolean {
    const c = this.text[this.at]!;
    if (/\s/.test(c)) this.at++;
    else if (this.syntax.quotes.includes(c)) return this.string(c);
    else if (this.isComment()) return this.comment();
    else if (/[{[(]/.test(c)) this.open(c);
    else if (/[}\])]/.test(c)) {
      this.stack.pop();
      this.at++;
      this.lastEnd = this.at;
      const frame = this.stack.at(-1);
      if (frame) frame.filled = true;
    } else if (c === ',') this.comma();
    else if (c === ':' || (c === '=' && this.stack.at(-1)!.kind === 'arguments')) this.colon(c);
    else if (/[\w$\uFFFC]/.test(c)) return this.word();
    else this.operator(c);
    return true;
  }

  private open(c: string): void {
    const frame = this.stack.at(-1);
    const kind = this.kindOf(c);
    if (frame && c === '(') frame.filled = true;
    const state = kind === 'object' || kind === 'arguments' ? 'key' : 'value';
    this.stack.push({ kind, keys: new Set(), key: undefined, state, filled: false });
    this.at++;
  }

  private kindOf(c: string): Enclosed {
    if (c === '(' && this.stack.length === 0) return 'arguments';
    const kind = c === '{' ? 'object' : c === '[' ? 'array' : 'other';
    return this.syntax.bracket?.(c, this.text.slice(Math.max(0, this.at - TYPE_REACH), this.at)) ?? kind;
  }

  private comma(): void {
    const frame = this.stack.at(-1)!;
    frame.key = undefined;
    frame.filled = false;
    if (isKeyed(frame)) frame.state = 'key';
    this.at++;
  }

  private colon(c: string): void {
    const frame = this.stack.at(-1)!;
    if (isKeyed(frame) && frame.state === 'key' && c === separatorOf(frame)) {
      frame.state = 'value';
      frame.filled = false;
    }
    this.at++;
  }

  /** A spread or any other operator: what stands beside it is no plain key or value. */
  private operator(c: string): void {
    const frame = this.stack.at(-1)!;
    if (isKeyed(frame) && frame.state === 'key' && c === '.') frame.state = 'value';
    if (c !== '-') frame.filled = true;
    this.lastEnd = -1;
    this.at++;
  }

  private isComment(): boolean {
    const { lineComment } = this.syntax;
    const isBlock = lineComment === '//' && this.text.startsWith('/*', this.at);
    return isBlock || this.text.startsWith(lineComment, this.at);
  }

  private comment(): boolean {
    const block = this.text[this.at + 1] === '*';
    const close = this.text.indexOf(block ? '*/' : '\n', this.at + 2);
    const end = close < 0 ? this.text.length : close + (block ? 2 : 1);
    if (!this.given && this.at < this.cursor && this.cursor < end) return false;
    this.at = end;
    return true;
  }

  private string(quote: string): boolean {
    const start = this.at;
    const long = quote.repeat(3);
    if (this.syntax.longQuotes && this.text.startsWith(long, start)) return this.longString(start, long);
    let end = start + 1;
    let closed = false;
    for (; end < this.text.length && !closed; end++) {
      const c = this.text[end]!;
      if (c === '\\') end++;
      else if (c === '\n' && quote !== '`') break;
      else if (c === quote) closed = true;
    }
    end = Math.min(end, this.text.length);
    return this.token({ start, end, quote, closed }, closed ? end - 1 : end);
  }

  /** Text over several lines: no key, and nothing is written into it. */
  private longString(start: number, quotes: string): boolean {
    const close = this.text.indexOf(quotes, start + 3);
    this.at = close < 0 ? this.text.length : close + 3;
    if (!this.given && start < this.cursor && this.cursor < this.at) return false;
    const frame = this.stack.at(-1);
    if (frame) frame.filled = true;
    this.lastEnd = this.at;
    return true;
  }

  private word(): boolean {
    const start = this.at;
    let end = start;
    while (end < this.text.length && /[\w$\uFFFC]/.test(this.text[end]!)) end++;
    return this.token({ start, end, quote: '', closed: true }, end);
  }

  /** Goes over a token; `reach` is the last index at which the cursor is in it. */
  private token(token: ObjectToken, reach: number): boolean {
    const frame = this.stack.at(-1);
    if (!frame) return false;
    const typed = !this.given && token.start < this.cursor && this.cursor <= reach;
    if (typed && !this.mark(this.cut(token))) return false;
    const { start, end, quote, closed } = token;
    if (isKeyed(frame) && frame.state === 'key') {
      const name =
        quote === '' ? this.text.slice(start, end) : this.text.slice(start + 1, closed ? end - 1 : end);
      if (!typed) frame.keys.add(name);
      frame.key = name;
    }
    frame.filled = true;
    this.lastEnd = end;
    this.at = typed ? this.found!.place.token!.end : end;
    return true;
  }

  /** A string without an end, or with the next string's beginning for one, goes no further than the word that is typed. */
  private cut(token: ObjectToken): ObjectToken {
    const behind = this.text.slice(this.cursor, token.end);
    const isKey = this.stack.at(-1)?.state === 'key';
    const runsOn = token.quote !== '' && (isKey ? /[,:{}]/ : /^[\w.-]*\s*[,}\]]\s*.$/).test(behind);
    if (token.closed && !runsOn) return token;
    const rest = /^[\w.-]*/.exec(behind)![0];
    return { ...token, end: this.cursor + rest.length, closed: false };
  }
}

const isKeyed = ({ kind }: Frame): boolean => kind === 'object' || kind === 'arguments';

const separatorOf = ({ kind }: Frame): ':' | '=' => (kind === 'arguments' ? '=' : ':');

const stepOf = ({ kind, key }: Frame): string => (kind === 'array' ? ITEM : (key ?? ''));
