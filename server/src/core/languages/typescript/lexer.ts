import { type Before, blockKind, isCodeLine, isResync, startsStatement } from './blocks.ts';
import {
  indentationAt,
  isBlank,
  isDigit,
  isWordPart,
  isWordStart,
  lineEnd,
  openCommentEnd,
  operatorEnd,
  regexEnd,
  stringEnd,
} from './characters.ts';
import { Columns } from './columns.ts';
import { Block, Kind, type Tokens } from './tokens.ts';

/**
 * The tokens of TypeScript or JavaScript text. `jsx` allows text between tags. When brackets do not balance, the text is
 * read again so that a statement keyword or a declaration at the start of a line ends what was left open.
 */
export function scan(text: string, jsx: boolean): Tokens {
  const tokens = scanAsWritten(text, jsx);
  return tokens.balanced ? tokens : new Scanner(text, jsx, true).run();
}

/** The same for any brackets: what is left open, a template too, goes on to the end. */
export const scanAsWritten = (text: string, jsx: boolean): Tokens => new Scanner(text, jsx, false).run();

/** Words after which a `/` begins a regular expression and a bracket an expression. */
const BEFORE_EXPRESSION =
  /^(?:return|typeof|instanceof|in|of|new|delete|void|throw|case|do|else|yield|await|default|extends)$/;
/** People lay out no deeper nesting. */
const DEEPEST_LAYOUT = 64;
const QUOTE = 39;
const DOUBLE = 34;
const BACKTICK = 96;
const SLASH = 47;
const STAR = 42;

class Scanner extends Columns {
  private readonly stack: number[] = [];
  /** For each bracket of the stack the depth of the innermost `(`, `[` and `{` that may be closed there, or -1. */
  private readonly open40: number[] = [];
  private readonly open91: number[] = [];
  private readonly open123: number[] = [];
  private at = 0;
  private lineBreak = true;
  /** Behind this index no comment is closed. */
  private lastClose: number | undefined;

  constructor(
    text: string,
    private readonly jsx: boolean,
    private readonly recovering: boolean,
  ) {
    super(text);
  }

  run(): Tokens {
    const { text } = this;
    if (text.startsWith('#!')) this.comment(0, lineEnd(text, 0));
    const { length } = text;
    while (this.at < length) {
      const top = this.stack.length - 1;
      if (top >= 0 && this.blocks[this.stack[top]!] === Block.template) {
        this.templateChunk();
        continue;
      }
      // Blanks and words are most of a text: they are read without a call for each.
      let at = this.at;
      let c = text.charCodeAt(at);
      while (isBlank(c)) {
        if (c === 10 || c === 13 || c === 0x2028) this.lineBreak = true;
        c = text.charCodeAt(++at);
      }
      if (isWordStart(c)) {
        let end = at + 1;
        while (isWordPart(text.charCodeAt(end))) end++;
        if (this.recovering && this.lineBreak) this.resync(at, end);
        this.push(Kind.word, at, end);
      } else {
        this.at = at;
        if (at < length) this.token(c);
      }
    }
    if (this.stack.length > 0) this.balanced = false;
    while (this.stack.length > 0) this.pop(-1);
    return this.tokens();
  }

  private top(): number {
    return this.stack.at(-1) ?? -1;
  }

  /** Reads the token that begins with character `c`, which is neither blank nor of a word. */
  private token(c: number): void {
    const { text } = this;
    const start = this.at;
    if (isDigit(c)) {
      let end = start + 1;
      while (end < text.length && (isWordPart(text.charCodeAt(end)) || text.charCodeAt(end) === 46)) end++;
      this.push(Kind.number, start, end);
    } else if (c === QUOTE || c === DOUBLE) this.string(c);
    else if (c === BACKTICK) this.open(start, start + 1, Block.template);
    else if (c === SLASH) this.slash();
    else if (c === 40 || c === 91) this.open(start, start + 1, Block.group);
    else if (c === 123) this.open(start, start + 1, blockKind(this.before(), this.count, this.top()));
    else if (c === 41 || c === 93 || c === 125) this.close(c);
    else this.push(Kind.operator, start, operatorEnd(text, start));
  }

  private before(): Before {
    const { text, kinds, starts, ends, parents, mates, blocks } = this;
    return { text, kinds, starts, ends, parents, mates, blocks };
  }

  private push(kind: number, start: number, end: number): void {
    if (this.count === this.kinds.length) this.grow();
    const token = this.count++;
    const open = this.stack.length - 1;
    this.kinds[token] = kind;
    this.starts[token] = start;
    this.ends[token] = end;
    this.breaks[token] = this.lineBreak ? 1 : 0;
    this.parents[token] = open < 0 ? -1 : this.stack[open]!;
    this.lineBreak = false;
    this.at = end;
  }

  private comment(start: number, end: number): void {
    this.comments.push([start, end]);
    if (this.text.slice(start, end).includes('\n')) this.lineBreak = true;
    this.at = end;
  }

  private string(quote: number): void {
    const { text } = this;
    const start = this.at;
    // An apostrophe in the text of an element: `<p>Don't</p>`.
    if (this.jsx && start > 0 && this.isWordEndingAt(start)) {
      this.at++;
      return;
    }
    this.push(Kind.string, start, stringEnd(text, start, quote));
  }

  private isWordEndingAt(index: number): boolean {
    const last = this.count - 1;
    return (
      this.kinds[last] === Kind.word && this.ends[last] === index && !BEFORE_EXPRESSION.test(this.word(last))
    );
  }

  private word(token: number): string {
    return this.text.slice(this.starts[token], this.ends[token]);
  }

  private slash(): void {
    const { text } = this;
    const start = this.at;
    const next = text.charCodeAt(start + 1);
    if (next === SLASH && this.jsx && /https?:$/.test(text.slice(Math.max(0, start - 6), start))) {
      // The text of an element again: `<a>https://…</a>`.
      const rest = /[\s<>"'`{}]/g;
      rest.lastIndex = start;
      this.at = rest.exec(text)?.index ?? text.length;
    } else if (next === SLASH) this.comment(start, lineEnd(text, start));
    else if (next === STAR) {
      this.lastClose ??= text.lastIndexOf('*/');
      const end = start + 2 > this.lastClose ? -1 : text.indexOf('*/', start + 2);
      if (end < 0) this.balanced = false;
      this.comment(start, end >= 0 ? end + 2 : this.recovering ? openCommentEnd(text, start) : text.length);
    } else {
      const end = this.startsExpression() ? regexEnd(text, start) : -1;
      if (end > 0) this.push(Kind.regex, start, end);
      else this.push(Kind.operator, start, start + 1);
    }
  }

  /** True where an expression may begin, rather than an operator. */
  private startsExpression(): boolean {
    const last = this.count - 1;
    if (last < 0) return true;
    const kind = this.kinds[last];
    if (kind === Kind.word) return BEFORE_EXPRESSION.test(this.word(last));
    if (kind === Kind.open) return true;
    if (kind === Kind.close) return this.word(last) === '}' && this.text.charCodeAt(this.at + 1) !== 62;
    return (
      kind === Kind.operator &&
      this.word(last) !== '<' &&
      this.word(last) !== '++' &&
      this.word(last) !== '--'
    );
  }

  private open(start: number, end: number, block: number): void {
    const token = this.count;
    this.push(Kind.open, start, end);
    this.blocks[token] = block;
    const depth = this.stack.push(token) - 1;
    const bracket = this.text.charCodeAt(end - 1);
    // Only a brace closes what was left open in a block.
    const barrier = block === Block.code || block === Block.class;
    this.open40[depth] = bracket === 40 ? depth : barrier ? -1 : (this.open40[depth - 1] ?? -1);
    this.open91[depth] = bracket === 91 ? depth : barrier ? -1 : (this.open91[depth - 1] ?? -1);
    this.open123[depth] = bracket === 123 ? depth : (this.open123[depth - 1] ?? -1);
  }

  /** Ends the innermost bracket: by token `mate`, or where it was left open with -1. */
  private pop(mate: number): void {
    const open = this.stack.pop()!;
    this.mates[open] = mate;
    this.limits[open] = mate < 0 ? this.count : mate;
  }

  private close(c: number): void {
    const opened = c === 41 ? this.open40 : c === 93 ? this.open91 : this.open123;
    let depth = opened[this.stack.length - 1] ?? -1;
    if (depth >= 0 && c === 125 && this.recovering && this.lineBreak) depth = this.byIndentation(depth);
    if (depth < 0) {
      this.balanced = false;
      this.push(Kind.operator, this.at, this.at + 1);
      return;
    }
    if (depth < this.stack.length - 1) this.balanced = false;
    while (this.stack.length > depth + 1) this.pop(-1);
    const open = this.top();
    const token = this.count;
    this.pop(token);
    this.push(Kind.close, this.at, this.at + 1);
    this.mates[token] = open;
  }

  /** The brace a `}` at the start of its line belongs to in code laid out by a person. */
  private byIndentation(depth: number): number {
    const indentation = indentationAt(this.text, this.at);
    for (let i = depth; i >= Math.max(0, depth - DEEPEST_LAYOUT); i--) {
      const open = this.stack[i]!;
      if (this.blocks[open] === Block.template) break;
      if (i === this.open123[i] && indentationAt(this.text, this.starts[open]!) === indentation) return i;
    }
    return depth;
  }

  /** Ends what was left open before a word that can only begin a statement. */
  private resync(start: number, end: number): void {
    const word = this.text.slice(start, end);
    if (!startsStatement(word)) return;
    if ((start === 0 || this.text.charCodeAt(start - 1) === 10) && isResync(this.text, start)) {
      while (this.stack.length > 0) this.pop(-1);
      return;
    }
    const last = this.count - 1;
    if (last === this.top() || /^(?:\.|\?\.|as|=>)$/.test(last < 0 ? '' : this.word(last))) return;
    if (/^\s*[:(,}?=]/.test(this.text.slice(end, end + 20))) return;
    while (this.stack.length > 0) {
      const block = this.blocks[this.top()];
      if (block === Block.code || block === Block.class || block === Block.template) return;
      this.pop(-1);
    }
  }

  /** The text of a template up to its next substitution or its end. */
  private templateChunk(): void {
    const { text } = this;
    const start = this.at;
    let end = start;
    for (; end < text.length; end++) {
      const c = text.charCodeAt(end);
      if (c === BACKTICK) break;
      if (c === 36 && text.charCodeAt(end + 1) === 123) break;
      if (c === 92) end++;
      else if (c === 10 && this.recovering && isCodeLine(text, end + 1)) {
        end = Math.min(end, text.length);
        this.push(Kind.chunk, start, end);
        this.balanced = false;
        this.pop(-1);
        return;
      }
    }
    end = Math.min(end, text.length);
    if (end > start) this.push(Kind.chunk, start, end);
    if (end >= text.length) {
      this.at = end;
    } else if (text.charCodeAt(end) === BACKTICK) {
      const token = this.count;
      const open = this.top();
      this.pop(token);
      this.push(Kind.close, end, end + 1);
      this.mates[token] = open;
    } else this.open(end, end + 2, Block.group);
  }
}
