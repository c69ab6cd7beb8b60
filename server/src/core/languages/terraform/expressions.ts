import { type Expression, type ObjectEntry, unknownAt } from '../../expression.ts';
import type { SourceText } from '../../source.ts';
import { readHereDocument, readTemplate } from './templates.ts';

/** Deeper nesting is not written by people. */
export const DEEPEST = 60;
export const NAME = /[A-Za-z_][\w-]*/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const OPERATOR = /==|!=|<=|>=|&&|\|\||[-+*/%<>]/y;

/** Reads expressions of HCL at a place that moves on. Never throws. */
export class HclReader {
  readonly comments: SourceText[] = [];
  readonly text: string;
  at = 0;
  /** Set when an expression could not be read to its end. */
  broken = false;

  constructor(readonly source: SourceText) {
    this.text = source.text;
  }

  /** Blanks and comments; line ends only where they mean nothing. */
  blanks(lines: boolean): void {
    for (;;) {
      const c = this.text[this.at];
      if (c === ' ' || c === '\t' || c === '\r' || c === '\uFEFF' || (lines && c === '\n')) this.at++;
      else if (c === '#' || (c === '/' && this.text[this.at + 1] === '/')) this.comment(this.lineEnd());
      else if (c === '/' && this.text[this.at + 1] === '*') {
        const close = this.text.indexOf('*/', this.at + 2);
        this.comment(close < 0 ? this.text.length : close + 2);
      } else return;
    }
  }

  private comment(end: number): void {
    this.comments.push(this.source.slice(this.at, end).trim());
    this.at = end;
  }

  private lineEnd(): number {
    const newline = this.text.indexOf('\n', this.at);
    return newline < 0 ? this.text.length : newline;
  }

  /** Goes to the next line. */
  skipLine(): void {
    this.at = Math.min(this.text.length, this.lineEnd() + 1);
  }

  /** True when nothing more stands on the line. */
  endOfLine(): boolean {
    this.blanks(false);
    const c = this.text[this.at];
    return c === undefined || c === '\n' || c === '}' || c === ',';
  }

  /** Reads what matches the sticky `pattern` here. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** True when `c` stands here, behind blanks; then it is read. */
  private take(c: string, lines: boolean): boolean {
    this.blanks(lines);
    if (this.text[this.at] !== c) return false;
    this.at++;
    return true;
  }

  private fail(start: number): Expression {
    this.broken = true;
    return unknownAt({ start, end: this.at });
  }

  /** One expression. `lines`: line ends do not end it. */
  expression(depth: number, lines = false): Expression {
    this.blanks(lines);
    const start = this.at;
    if (depth > DEEPEST) return this.fail(start);
    let first = this.operand(depth, lines);
    let calculated = false;
    for (;;) {
      this.blanks(lines);
      const operator = this.match(OPERATOR);
      if (operator === undefined) break;
      this.operand(depth, lines);
      calculated = true;
    }
    if (calculated) first = unknownAt({ start, end: this.at });
    this.blanks(lines);
    if (this.text[this.at] !== '?') return first;
    this.at++;
    const second = this.expression(depth + 1, lines);
    if (!this.take(':', lines)) return this.fail(start);
    const third = this.expression(depth + 1, lines);
    return { kind: 'choice', how: 'either', first: second, second: third, start, end: this.at };
  }

  private operand(depth: number, lines: boolean): Expression {
    this.blanks(lines);
    const start = this.at;
    const c = this.text[start];
    if (c === '!' || c === '-') {
      this.at++;
      this.operand(depth + 1, lines);
      return unknownAt({ start, end: this.at });
    }
    let value = this.primary(depth);
    for (;;) {
      const here = this.at;
      if (this.text[here] === '.') {
        this.at++;
        const propertyStart = this.at;
        const property = this.match(NAME) ?? this.match(/\d+|\*/y);
        if (property === undefined) return this.fail(start);
        const propertySpan = { start: propertyStart, end: this.at };
        value = { kind: 'member', object: value, property, propertySpan, start, end: this.at };
      } else if (this.text[here] === '[') {
        this.at++;
        const isSplat = this.take('*', true);
        const index = isSplat ? unknownAt({ start: here, end: this.at }) : this.expression(depth + 1, true);
        if (!this.take(']', true)) return this.fail(start);
        value = { kind: 'element', object: value, index, start, end: this.at };
      } else return value;
    }
  }

  private primary(depth: number): Expression {
    const start = this.at;
    const c = this.text[start];
    if (depth > DEEPEST || c === undefined) return this.fail(start);
    if (c === '"') return this.template(readTemplate(this, depth));
    if (c === '<') {
      const read = readHereDocument(this, depth);
      return read ? this.template(read) : this.fail(start);
    }
    if (c === '(') {
      this.at++;
      const inner = this.expression(depth + 1, true);
      return this.take(')', true) ? inner : this.fail(start);
    }
    if (c === '[') return this.list(depth);
    if (c === '{') return this.object(depth);
    const number = this.match(NUMBER);
    if (number !== undefined) return { kind: 'number', value: Number(number), start, end: this.at };
    const name = this.match(NAME);
    if (name === undefined) return this.fail(start);
    const end = this.at;
    if (name === 'true' || name === 'false') return { kind: 'boolean', value: name === 'true', start, end };
    if (name === 'null') return { kind: 'null', start, end };
    const callee: Expression = { kind: 'name', name, start, end };
    if (this.text[end] !== '(') return callee;
    this.at++;
    const { items, complete } = this.sequence(')', depth);
    return {
      kind: 'call',
      callee,
      args: items,
      intact: complete,
      constructs: false,
      list: { start: end, end: this.at },
      start,
      end: this.at,
    };
  }

  private template(read: { readonly value: Expression; readonly closed: boolean }): Expression {
    if (!read.closed) this.broken = true;
    return read.value;
  }

  private list(depth: number): Expression {
    const start = this.at++;
    if (this.isFor()) return this.comprehension(start, ']', depth);
    const { items, complete } = this.sequence(']', depth);
    return { kind: 'array', items, complete, start, end: this.at };
  }

  /** Expressions up to and with `close`. */
  private sequence(close: string, depth: number): { items: Expression[]; complete: boolean } {
    const items: Expression[] = [];
    let complete = true;
    while (!this.take(close, true)) {
      if (this.at >= this.text.length) {
        this.broken = true;
        return { items, complete: false };
      }
      const before = this.at;
      items.push(this.expression(depth + 1, true));
      this.blanks(true);
      if (this.text.startsWith('...', this.at)) {
        this.at += 3;
        complete = false;
      }
      if (!this.take(',', true) && this.text[this.at] !== close) {
        complete = false;
        this.broken = true;
        if (this.at === before) return { items, complete };
      }
    }
    return { items, complete };
  }

  private object(depth: number): Expression {
    const start = this.at++;
    if (this.isFor()) return this.comprehension(start, '}', depth);
    const entries: ObjectEntry[] = [];
    let intact = true;
    while (!this.take('}', true)) {
      if (this.at >= this.text.length) {
        this.broken = true;
        return { kind: 'object', entries, intact: false, start, end: this.at };
      }
      const before = this.at;
      const name = this.expression(depth + 1);
      if (this.take('=', false) || this.take(':', false)) {
        const value = this.expression(depth + 1);
        entries.push({ kind: 'member', key: keyOf(name, this.source), value });
      } else intact = false;
      this.take(',', false);
      if (this.at === before) {
        // Nothing that can be read: the rest of the line is given up.
        intact = false;
        this.broken = true;
        this.skipLine();
      }
    }
    return { kind: 'object', entries, intact, start, end: this.at };
  }

  private isFor(): boolean {
    this.blanks(true);
    return /for\s/y.test(this.text.slice(this.at, this.at + 4));
  }

  /** `[for x in list : …]`, which is not looked into. */
  private comprehension(start: number, close: string, depth: number): Expression {
    const open = close === ']' ? '[' : '{';
    for (let nested = 1; this.at < this.text.length; ) {
      const c = this.text[this.at]!;
      if (c === '"') readTemplate(this, depth + 1);
      else this.at++;
      if (c === open) nested++;
      else if (c === close && --nested === 0) return unknownAt({ start, end: this.at });
    }
    return this.fail(start);
  }
}

/** A bare word as a key of an object is its own name. */
const keyOf = (key: Expression, source: SourceText): Expression =>
  key.kind === 'name'
    ? { kind: 'text', value: source.slice(key.start, key.end), closed: true, start: key.start, end: key.end }
    : key;
