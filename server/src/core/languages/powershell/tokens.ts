import { type Building, Reader } from './reader.ts';

const VARIABLE = /[$@](?:\{(?:[^{}`\n]|`.)*\}|(?:\w+:(?!:))?\w+|[$?^_])/y;
const NUMBER = /(?:0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?:[uy]?[lsdny]|u)?(?:[kmgtp]b)?(?![\w.-])/iy;
const HERE_STRING = /@(["'])[ \t]*\r?\n/y;
/** What goes on in a word of a command until its end. */
const BARE = /(?:[^\s`$"'(){}|;&,<>\u201c\u201d]|`[^\r\n])+/y;
/** The kinds of double quotes that PowerShell takes for one. */
const DOUBLE = /["\u201c\u201d\u201e]/;
const SINGLE = /['\u2018\u2019\u201a\u201b]/;

/** Reads strings, variables, numbers and words. */
export abstract class TokenReader extends Reader {
  /** The commands between parentheses that begin here. */
  abstract subexpression(): Building;

  get startsString(): boolean {
    return DOUBLE.test(this.char) || SINGLE.test(this.char) || this.match(HERE_STRING) !== undefined;
  }

  variable(): Building | undefined {
    const written = this.match(VARIABLE);
    if (written === undefined) return undefined;
    const start = this.at;
    this.take(written.length);
    return this.node('variable', start, []);
  }

  number(): Building | undefined {
    const written = this.match(NUMBER);
    if (written === undefined) return undefined;
    const start = this.at;
    this.take(written.length);
    return this.node('number', start, []);
  }

  string(): Building {
    const here = this.match(HERE_STRING);
    if (here !== undefined) return this.hereString(here);
    return DOUBLE.test(this.char) ? this.expandable() : this.verbatim();
  }

  private verbatim(): Building {
    const start = this.at;
    let at = start + 1;
    for (; at < this.text.length; at++) {
      if (!SINGLE.test(this.text[at]!)) continue;
      if (!SINGLE.test(this.text[at + 1] ?? '')) break;
      at++;
    }
    const closed = at < this.text.length;
    this.take(at + 1 - start);
    const content = this.leaf('content', start + 1, Math.min(at, this.text.length), 'verbatim');
    return this.node('string', start, [content], !closed);
  }

  private expandable(): Building {
    const start = this.at;
    this.at++;
    const holes: Building[] = [];
    let closed = false;
    while (this.at < this.text.length && !closed) {
      const c = this.char;
      if (c === '`') this.at += 2;
      else if (DOUBLE.test(c)) {
        if (DOUBLE.test(this.text[this.at + 1] ?? '')) this.at += 2;
        else closed = true;
      } else if (c === '$') holes.push(...this.hole());
      else this.at++;
    }
    const content = this.leaf('content', start + 1, Math.min(this.at, this.text.length), 'expandable');
    this.take(closed ? 1 : 0);
    return this.node('string', start, [content, ...holes], !closed);
  }

  /** `$name`, `${name}` or `$(…)` in a string; a `$` alone is text. */
  private hole(): Building[] {
    if (this.text.startsWith('$(', this.at)) return [this.subexpression()];
    const variable = this.variable();
    if (variable) return [variable];
    this.at++;
    return [];
  }

  private hereString(opening: string): Building {
    const start = this.at;
    const quote = opening[1]!;
    const from = start + opening.length;
    const close = new RegExp(`\\r?\\n${quote}@`, 'g');
    close.lastIndex = from - 1;
    const found = close.exec(this.text);
    const end = found ? Math.max(from, found.index) : this.text.length;
    const holes: Building[] = [];
    this.at = from;
    while (quote === '"' && this.at < end) {
      if (this.char === '`') this.at += 2;
      else if (this.char === '$') holes.push(...this.hole());
      else this.at++;
    }
    this.at = start;
    this.take((found ? found.index + found[0].length : end) - start);
    const content = this.leaf('content', from, end, quote === '"' ? 'expandable' : 'verbatim');
    const inside = holes.filter((h) => h.end <= end);
    return this.node('string', start, [content, ...inside], !found);
  }

  /** A word of a command, as far as it is written together: `https://x/$path`, `key=$id`. */
  word(): Building {
    const start = this.at;
    const parts: Building[] = [];
    for (;;) {
      const bare = this.match(BARE);
      if (bare !== undefined) {
        const from = this.at;
        this.take(bare.length);
        parts.push(this.leaf('content', from, this.at, 'bare'));
      } else if (this.char === '$') {
        const holes = this.hole();
        if (holes.length === 0) this.take(0);
        parts.push(...holes);
        this.end = Math.max(this.end, this.at);
      } else if (DOUBLE.test(this.char) || SINGLE.test(this.char)) parts.push(this.string());
      else break;
    }
    if (this.at === start) this.take(1);
    return this.node('word', start, parts);
  }
}
