import type { SourceText } from '../../source.ts';
import type { Assignment, Command, Script, Word, WordPart } from './syntax.ts';
import { type Cursor, readWord, standIn, type WordReader } from './word.ts';

/** Words at the start of a command that only introduce the next one. */
const INTRODUCERS = new Set([
  ...['if', 'then', 'else', 'elif', 'fi', 'do', 'done', 'while', 'until', 'esac', 'in', 'function'],
  ...['{', '}', '!', 'time'],
]);
/** Commands whose arguments are assignments. */
const DECLARERS = new Set(['export', 'local', 'declare', 'readonly', 'typeset']);
const ASSIGNMENT = /^([A-Za-z_]\w*)(\+?)=/;
/** Nesting of substitutions beyond which nothing is read. */
const MAX_DEPTH = 40;

/** Reads a Bourne-like script. Broken text yields commands that are not `whole`. Never throws. */
export function parseScript(source: SourceText): Script {
  const parser = new ScriptParser(source);
  parser.list('');
  return { commands: parser.commands, comments: parser.comments };
}

class ScriptParser implements WordReader {
  readonly commands: Command[] = [];
  readonly comments: SourceText[] = [];
  private cursor: Cursor;
  private readonly pending: {
    readonly tag: string;
    readonly raw: boolean;
    readonly strip: boolean;
    done: (body: Word) => void;
  }[] = [];
  insideBackquotes = false;
  private depth = 0;

  constructor(source: SourceText) {
    this.cursor = { source, text: source.text, at: 0 };
  }

  /** Reads commands up to `close` (`)`, `` ` `` or the end of the text). True when `close` was found. */
  list(close: string): boolean {
    while (this.cursor.at < this.cursor.text.length) {
      this.blanks();
      const c = this.cursor.text[this.cursor.at];
      if (c === undefined) break;
      if (close !== '' && c === close) {
        this.cursor.at++;
        return true;
      }
      if (c === '\n') {
        this.cursor.at++;
        this.hereDocuments();
      } else if (/[;&|()]/.test(c)) {
        this.cursor.at++;
      } else {
        const before = this.cursor.at;
        this.command(close);
        if (this.cursor.at === before) this.cursor.at++;
      }
    }
    return close === '';
  }

  substitution(cursor: Cursor, close: ')' | '`'): boolean {
    if (this.depth >= MAX_DEPTH) {
      cursor.at = cursor.text.length;
      return false;
    }
    const outer = this.cursor;
    const wasInside = this.insideBackquotes;
    this.insideBackquotes = close === '`';
    this.cursor = cursor;
    this.depth++;
    const closed = this.list(close);
    this.depth--;
    this.cursor = outer;
    this.insideBackquotes = wasInside;
    return closed;
  }

  private command(close: string): void {
    const { cursor } = this;
    const start = cursor.at;
    const words: Word[] = [];
    const assignments: Assignment[] = [];
    let input: Word | undefined;
    let whole = true;
    let end = start;
    const slot = this.commands.length;
    this.commands.push({ words, assignments, input, range: cursor.source.range(start, start), whole });

    for (;;) {
      whole = this.blanks() && whole;
      const c = cursor.text[cursor.at];
      if (c === undefined || c === '\n' || c === close || /[;&|()]/.test(c)) {
        // `2>&1` and `&>file` are read as redirections below; a lone & ends the command.
        if (c !== '&' || cursor.text[cursor.at + 1] !== '>') {
          // `name (` is no command of a shell but text, or the head of a function.
          if (c === '(' && words.length > 1) whole = false;
          break;
        }
      }
      const stand = standIn(cursor);
      if (stand) {
        words.push(stand);
        end = cursor.at;
        continue;
      }
      const redirection = /^(?:\d*|&)(<<<|<<-?|<>|>>|>&|<&|>\||[<>](?!\())/.exec(
        cursor.text.slice(cursor.at, cursor.at + 12),
      );
      if (redirection) {
        cursor.at += redirection[0].length;
        this.blanks();
        const word = readWord(this.cursor, this);
        whole = whole && word.closed;
        end = cursor.at;
        if (redirection[1] === '<<<') input = word;
        else if (redirection[1]?.startsWith('<<')) {
          this.expectHereDocument(word, redirection[1] === '<<-', (body) => {
            const old = this.commands[slot]!;
            this.commands[slot] = { ...old, input: body, whole: old.whole && body.closed };
          });
        } else if (redirection[1] === '<')
          input = {
            parts: [{ kind: 'unknown', quoted: true, range: word.range }],
            range: word.range,
            closed: true,
          };
        continue;
      }
      const declares =
        words.length === 0 || DECLARERS.has(literalOf(words[0]!) ?? '') || literalOf(words[0]!) === 'env';
      const assigned = declares ? ASSIGNMENT.exec(cursor.text.slice(cursor.at, cursor.at + 200)) : null;
      if (assigned) {
        cursor.at += assigned[0].length;
        const value = cursor.text[cursor.at] === '(' ? this.arrayElements() : readWord(this.cursor, this);
        assignments.push({ name: assigned[1]!, value, append: assigned[2] === '+' });
        whole = whole && (!('closed' in value) || value.closed);
        end = cursor.at;
        continue;
      }
      const word = readWord(this.cursor, this);
      if (cursor.at === end && word.parts.length === 0) break;
      end = cursor.at;
      whole = whole && word.closed;
      const text = literalOf(word);
      if (words.length === 0 && text !== undefined && INTRODUCERS.has(text)) {
        continue;
      }
      words.push(word);
      if (words.length === 2 && literalOf(words[0]!) === 'for' && text)
        assignments.push({ name: text, value: undefined, append: false });
      else if (words.length > 1 && literalOf(words[0]!) === 'read' && text && !text.startsWith('-')) {
        assignments.push({ name: text, value: undefined, append: false });
      }
    }
    const old = this.commands[slot]!;
    this.commands[slot] = {
      ...old,
      input: old.input ?? input,
      range: cursor.source.range(start, end),
      whole: whole && old.whole,
    };
  }

  private arrayElements(): Word[] {
    const elements: Word[] = [];
    this.cursor.at++;
    for (;;) {
      this.blanks();
      const c = this.cursor.text[this.cursor.at];
      if (c === undefined) return elements;
      if (c === ')') {
        this.cursor.at++;
        return elements;
      }
      if (c === '\n') {
        this.cursor.at++;
        continue;
      }
      const before = this.cursor.at;
      elements.push(readWord(this.cursor, this));
      if (this.cursor.at === before) this.cursor.at++;
    }
  }

  private expectHereDocument(word: Word, strip: boolean, done: (body: Word) => void): void {
    const tag = word.parts.map((p) => (p.kind === 'text' ? p.value.text : '')).join('');
    const raw = word.parts.some((p) => p.kind === 'text' && p.quoted);
    if (tag !== '') this.pending.push({ tag, raw, strip, done });
  }

  /** Reads the bodies of the here-documents that the line just ended has announced. */
  private hereDocuments(): void {
    for (const { tag, raw, strip, done } of this.pending.splice(0)) {
      const { cursor } = this;
      const start = cursor.at;
      let end = cursor.text.length;
      let closed = false;
      for (let at = start; at < cursor.text.length; ) {
        const newline = cursor.text.indexOf('\n', at);
        const lineEnd = newline < 0 ? cursor.text.length : newline;
        const line = cursor.text.slice(at, lineEnd).replace(/\r$/, '');
        if ((strip ? line.replace(/^\t+/, '') : line) === tag) {
          end = at;
          closed = true;
          cursor.at = newline < 0 ? cursor.text.length : newline + 1;
          break;
        }
        at = lineEnd + 1;
      }
      if (!closed) cursor.at = cursor.text.length;
      const body = cursor.source.slice(start, end);
      const parts: readonly WordPart[] = raw
        ? [{ kind: 'text', value: body, quoted: true }]
        : this.expanded(body);
      done({ parts, range: body.range(), closed });
    }
  }

  /** The text of an unquoted here-document: variables are expanded, quotes are plain characters. */
  private expanded(body: SourceText): readonly WordPart[] {
    const inner: Cursor = { source: body, text: body.text, at: 0 };
    return readWord(inner, this, 'here-document').parts;
  }

  /** Skips blanks, line continuations and comments. False when the text ends right behind a continuation. */
  private blanks(): boolean {
    const { cursor } = this;
    for (;;) {
      const c = cursor.text[cursor.at];
      if (c === ' ' || c === '\t' || c === '\r') cursor.at++;
      else if (c === '\\' && /^\\\r?\n/.test(cursor.text.slice(cursor.at, cursor.at + 3))) {
        cursor.at = cursor.text.indexOf('\n', cursor.at) + 1;
        if (cursor.text.slice(cursor.at).trim() === '') return false;
      } else if (c === '\\' && cursor.text.slice(cursor.at + 1).trim() === '') {
        cursor.at = cursor.text.length;
        return false;
      } else if (c === '#' && (cursor.at === 0 || /[\s;&|()]/.test(cursor.text[cursor.at - 1]!))) {
        const newline = cursor.text.indexOf('\n', cursor.at);
        const end = newline < 0 ? cursor.text.length : newline;
        this.comments.push(cursor.source.slice(cursor.at, end).trim());
        cursor.at = end;
      } else return true;
    }
  }
}

/** The word's characters when none of them is unknown. */
export function literalOf(word: Word): string | undefined {
  let text = '';
  for (const part of word.parts) {
    if (part.kind !== 'text') return undefined;
    text += part.value.text;
  }
  return text;
}
