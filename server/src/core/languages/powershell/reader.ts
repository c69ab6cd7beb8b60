import type { SyntaxNode } from '../../syntax.ts';

/** A node while its tree is built. */
export type Building = { -readonly [K in keyof SyntaxNode]: SyntaxNode[K] } & { children: Building[] };

const BLANKS = /(?:[ \t\r\f\u00a0]|`\r?\n)+/y;
const COMMENT = /#[^\n]*/y;
/** Deeper nesting is not written by people. */
const DEEPEST = 150;

/** A place in a text of PowerShell, and the nodes made of what was read. */
export class Reader {
  at = 0;
  /** Behind the last character that is no blank or comment. */
  end = 0;
  depth = 0;
  readonly comments: Building[] = [];

  constructor(readonly text: string) {}

  get char(): string {
    return this.text[this.at] ?? '';
  }

  /** What `pattern`, which is sticky, matches here. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0];
  }

  /** Goes behind `length` characters that mean something. */
  take(length: number): void {
    this.at = Math.min(this.text.length, this.at + length);
    this.end = this.at;
  }

  /** Goes behind `token` where it stands here, blanks before it left out. */
  accept(token: string): boolean {
    const from = this.at;
    this.blanks();
    if (this.text.startsWith(token, this.at)) {
      this.take(token.length);
      return true;
    }
    this.at = from;
    return false;
  }

  /** Skips blanks and comments of the line. */
  blanks(): void {
    for (;;) {
      const blank = this.match(BLANKS);
      if (blank !== undefined) this.at += blank.length;
      else if (this.text.startsWith('<#', this.at)) {
        const close = this.text.indexOf('#>', this.at);
        this.comment(close < 0 ? this.text.length : close + 2);
      } else if (this.char === '#' && (this.at === 0 || /[\s;{}()|&,=]/.test(this.text[this.at - 1]!)))
        this.comment(this.at + this.match(COMMENT)!.length);
      else return;
    }
  }

  /** Skips blanks, comments and line ends. */
  lines(): void {
    this.blanks();
    while (this.char === '\n') {
      this.at++;
      this.blanks();
    }
  }

  private comment(end: number): void {
    const text = this.text.slice(this.at, end).trimEnd();
    this.comments.push(this.leaf('comment', this.at, this.at + text.length));
    this.at = end;
  }

  leaf(type: string, start: number, end: number, field?: string): Building {
    return { type, field, start, end, parent: undefined, children: [], broken: false };
  }

  /** A node from `start` to the end of what was read, around `children`. */
  node(type: string, start: number, children: readonly (Building | undefined)[], broken = false): Building {
    const own = children.filter((c) => c !== undefined);
    const node = this.leaf(type, start, Math.max(start, this.end));
    node.broken = broken || own.some((c) => c.broken);
    for (const child of own) {
      child.parent = node;
      node.children.push(child);
      node.end = Math.max(node.end, child.end);
    }
    return node;
  }

  as(field: string, node: Building | undefined): Building | undefined {
    if (node) node.field = field;
    return node;
  }

  /** What `read` gives; where the text is nested too deeply, what is left of it is given up. */
  nested(read: () => Building): Building {
    if (this.depth >= DEEPEST) {
      const start = this.at;
      this.take(this.text.length);
      return this.node('ERROR', start, [], true);
    }
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }
}
