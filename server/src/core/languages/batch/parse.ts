import { SourceText } from '../../source.ts';
import type { Assignment, Block, Command, Script, Word, WordPart } from '../shell/syntax.ts';
import { wordOf } from '../shell/syntax.ts';

/** `@`, and words that only introduce the next command. */
const INTRODUCTION = /@+|(?:call|else|start(?:[ \t]+(?:"[^"\n]*"|\/\w+))*)(?=[ \t])/iy;
/** `%NAME%`, `!NAME!`, `%1`, `%~dp0`, `%%i`, `%NAME:a=b%` */
const VARIABLE =
  /%([A-Za-z_]\w*)%|!([A-Za-z_]\w*)!|%%~?[A-Za-z]+|%~?[\w*]+|%[A-Za-z_]\w*:[^%\n]*%|![A-Za-z_]\w*:[^!\n]*!/y;
const SET = /set[ \t]+(?:\/([ap])[ \t]+)?("?)([A-Za-z_]\w*)=/iy;
const COMMENT = /(?:::|rem(?=\s|$))[^\n]*/iy;

/** Reads a command file of Windows into what the shell's reader understands. Never throws. */
export function parseBatch(source: SourceText): Script {
  const parser = new BatchParser(source);
  parser.lines();
  const { commands, comments } = parser;
  return { commands, comments, functions: [], locals: [], exported: new Set() };
}

class BatchParser {
  readonly commands: Command[] = [];
  readonly comments: SourceText[] = [];
  private readonly text: string;
  private block: Block = { kind: 'script', parent: undefined, depth: 0 };
  private at = 0;

  constructor(private readonly source: SourceText) {
    this.text = source.text;
  }

  lines(): void {
    while (this.at < this.text.length) {
      this.blanks();
      const c = this.text[this.at];
      if (c === undefined) return;
      if (c === '(') this.open();
      else if (c === ')') this.close();
      else if (/[\n&|]/.test(c)) this.at++;
      else if (this.matches(COMMENT)) this.comment();
      else if (!this.skip(INTRODUCTION)) this.command();
    }
  }

  private matches(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  private skip(pattern: RegExp): boolean {
    const length = this.matches(pattern)?.[0].length ?? 0;
    this.at += length;
    return length > 0;
  }

  private open(): void {
    this.at++;
    if (this.block.depth < 100)
      this.block = { kind: 'branch', parent: this.block, depth: this.block.depth + 1 };
  }

  private close(): void {
    this.at++;
    this.block = this.block.parent ?? this.block;
  }

  /** Blanks and line ends behind `^`. */
  private blanks(): void {
    this.skip(/(?:[ \t\r,;]|\^\r?\n)+/y);
  }

  private comment(): void {
    const [written] = this.matches(COMMENT)!;
    const name = /^(?:::|rem)\s*/i.exec(written)![0].length;
    this.comments.push(this.source.slice(this.at + name, this.at + written.length).trim());
    this.at += written.length;
  }

  private command(): void {
    const start = this.at;
    const order = this.commands.length;
    const words: Word[] = [];
    let assignments: Assignment[] = [];
    const set = this.matches(SET);
    let end = start;
    let whole = true;
    if (set) {
      assignments = [this.assignment(set, order)];
      end = this.at;
    }
    while (!set) {
      this.blanks();
      const c = this.text[this.at];
      if (c === undefined || /[\n&|]/.test(c) || (words.length > 0 && c === ')')) break;
      if (c === '(') {
        // `if … ( …`, `for … do ( …`
        if (words.length === 0) break;
        this.open();
        break;
      }
      if (/[<>]/.test(c) || /^\d>/.test(this.text.slice(this.at, this.at + 2))) {
        this.skip(/\d?[<>]+(?:&\d)?[ \t]*/y);
        if (!/&/.test(this.text[this.at - 2] ?? '')) this.word();
      } else {
        const word = this.word();
        whole = whole && word.closed;
        words.push(word);
      }
      end = this.at;
      // A line that ends in a caret goes on, and the text ends there.
      if (
        /^[ \t]*\^\s*$/.test(this.text.slice(this.at, this.at + 40)) &&
        this.text.slice(this.at).trim() === '^'
      )
        whole = false;
    }
    if (this.at === start) this.at++;
    this.commands.push({
      words,
      assignments,
      input: undefined,
      inputFile: undefined,
      outputs: [],
      pipedFrom: undefined,
      range: this.source.range(start, Math.max(start, end)),
      whole,
      order,
      block: this.block,
    });
  }

  /** `set NAME=value`, `set "NAME=value"`: the value goes on to the end of the line. */
  private assignment(written: RegExpExecArray, order: number): Assignment {
    const [all, option, quote, name] = written;
    this.at += all.length;
    const from = this.at;
    const line = /[^\r\n&]*/y;
    line.lastIndex = from;
    let length = line.exec(this.text)![0].trimEnd().length;
    const closing = quote ? this.text.slice(from, from + length).lastIndexOf('"') : -1;
    if (closing >= 0) length = closing;
    const end = from + length;
    const parts: WordPart[] = [];
    while (this.at < end) this.piece(parts, true, end);
    this.at = end + (closing >= 0 ? 1 : 0);
    const word = wordOf(parts, this.source.range(from, end), true);
    return {
      name: name!,
      value: option ? { kind: 'unknown' } : { kind: 'word', word },
      append: false,
      prefix: false,
      order: order + 1 / 1024,
      block: this.block,
    };
  }

  private word(): Word {
    const start = this.at;
    const parts: WordPart[] = [];
    let quoted = false;
    while (this.at < this.text.length) {
      const c = this.text[this.at]!;
      if (c === '\n' || (c === '\r' && this.text[this.at + 1] === '\n')) break;
      if (c === '"') {
        this.at++;
        if (quoted && this.text[this.at] === '"') parts.push(this.taken(1, true));
        else {
          quoted = !quoted;
          parts.push({ kind: 'text', value: this.source.slice(this.at, this.at), quoted: true });
        }
      } else if (!quoted && /[\s&|()<>,;]/.test(c)) break;
      else if (!quoted && c === '^' && /\r?\n/y.test(this.text.slice(this.at + 1, this.at + 3))) break;
      else this.piece(parts, quoted, this.text.length);
    }
    return wordOf(parts, this.source.range(start, this.at), !quoted);
  }

  /** A variable, an escaped character, or a run of others, up to `end`. */
  private piece(parts: WordPart[], quoted: boolean, end: number): void {
    const from = this.at;
    const c = this.text[from]!;
    const variable = c === '%' || c === '!' ? this.matches(VARIABLE) : null;
    if (variable && from + variable[0].length <= end) {
      this.at += variable[0].length;
      const range = this.source.range(from, this.at);
      const name = variable[1] ?? variable[2];
      parts.push(
        name
          ? { kind: 'variable', name, quoted: true, range, elements: false }
          : variable[0] === '%*'
            ? { kind: 'variable', name: '@', quoted: true, range, elements: true }
            : { kind: 'unknown', quoted: true, range },
      );
    } else if (c === '\\' && this.text[from + 1] === '"' && from + 2 <= end) {
      this.at++;
      parts.push(this.taken(1, true, from));
    } else if (c === '^' && !quoted && from + 2 <= end) {
      this.at++;
      parts.push(this.taken(1, true, from));
    } else {
      const run = quoted ? /[^%!\\"\r\n]+/y : /[^%!\\"^\s&|()<>,;]+/y;
      run.lastIndex = from;
      const length = Math.min(run.exec(this.text)?.[0].length ?? 1, end - from);
      parts.push(this.taken(Math.max(1, length), quoted));
    }
  }

  /** The next `length` characters as text; with `from`, what was written from there on stands for them. */
  private taken(length: number, quoted: boolean, from?: number): WordPart {
    const at = this.at;
    this.at += length;
    const value =
      from === undefined
        ? this.source.slice(at, this.at)
        : SourceText.decoded(this.text.slice(at, this.at), this.source.range(from, this.at));
    return { kind: 'text', value, quoted };
  }
}
