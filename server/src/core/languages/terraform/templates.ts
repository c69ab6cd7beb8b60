import { type Expression, unknownAt } from '../../expression.ts';
import { SourceText } from '../../source.ts';
import type { HclReader } from './expressions.ts';

/** A string as an expression; `closed` is false where its end was not found. */
interface Template {
  readonly value: Expression;
  readonly closed: boolean;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The quoted string that begins at the parser's place. */
export function readTemplate(parser: HclReader, depth: number): Template {
  const start = parser.at++;
  const pieces = new Pieces(parser, depth);
  const special = /["\n]|\\|[$%]\{|\$\$\{|%%\{/g;
  for (;;) {
    special.lastIndex = parser.at;
    const found = special.exec(parser.text);
    const at = found?.index ?? parser.text.length;
    pieces.verbatim(at);
    if (!found || found[0] === '\n') return pieces.template(start, false);
    if (found[0] === '"') {
      parser.at++;
      return pieces.template(start, true);
    }
    if (found[0] === '\\') pieces.escape();
    else pieces.special(found[0]);
  }
}

/** The here-document that begins at the parser's place; undefined when none does. */
export function readHereDocument(parser: HclReader, depth: number): Template | undefined {
  const start = parser.at;
  const opening = /<<(-?)([A-Za-z_][\w-]*)[ \t]*\r?\n/y;
  opening.lastIndex = start;
  const open = opening.exec(parser.text);
  if (!open) return undefined;
  const from = start + open[0].length;
  const closing = new RegExp(`^[ \\t]*${open[2]}(?=[ \\t\\r]*$)`, 'gm');
  closing.lastIndex = from;
  const close = closing.exec(parser.text);
  const end = close ? close.index : parser.text.length;
  const body = parser.text.slice(from, end);
  const indent = open[1] === '-' ? indentOf(body) : 0;
  const pieces = new Pieces(parser, depth);
  parser.at = from + Math.min(indent, body.length);
  const special = /\n|[$%]\{|\$\$\{|%%\{/g;
  while (parser.at < end) {
    special.lastIndex = parser.at;
    const found = special.exec(parser.text);
    const at = found && found.index < end ? found.index : end;
    pieces.verbatim(at);
    if (at === end) break;
    if (found![0] !== '\n') pieces.special(found![0]);
    else {
      pieces.verbatim(at + 1);
      parser.at = Math.min(end, at + 1 + blanksAt(parser.text, at + 1, indent));
    }
  }
  const closed = close !== null && parser.at <= end;
  parser.at = close ? Math.max(parser.at, close.index + close[0].length) : parser.text.length;
  return pieces.template(start, closed);
}

/** The smallest number of blanks that a line with text begins with. */
function indentOf(body: string): number {
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  return Math.min(...lines.map((line) => /^[ \t]*/.exec(line)![0].length), lines.length === 0 ? 0 : 1000);
}

/** How many blanks stand at `from`, at most `most`. */
function blanksAt(text: string, from: number, most: number): number {
  let count = 0;
  while (count < most && /[ \t]/.test(text[from + count] ?? '')) count++;
  return count;
}

/** The pieces of one string: text, and expressions between. */
class Pieces {
  private readonly parts: Expression[] = [];
  private text: SourceText[] = [];
  private textStart: number;

  constructor(
    private readonly parser: HclReader,
    private readonly depth: number,
  ) {
    this.textStart = parser.at;
  }

  /** Takes the characters up to index `to` as they stand. */
  verbatim(to: number): void {
    if (to > this.parser.at) this.text.push(this.parser.source.slice(this.parser.at, to));
    this.parser.at = Math.max(this.parser.at, to);
  }

  /** A backslash and what it stands before. */
  escape(): void {
    const { parser } = this;
    const found = /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|([^\n]))?/y;
    found.lastIndex = parser.at;
    const m = found.exec(parser.text)!;
    const range = parser.source.range(parser.at, parser.at + m[0].length);
    const code = m[1] ?? m[2];
    const point = code ? Number.parseInt(code, 16) : 0;
    const decoded = code
      ? point > 0x10ffff
        ? '\uFFFD'
        : String.fromCodePoint(point)
      : (ESCAPES[m[3] ?? ''] ?? m[3] ?? '\\');
    this.text.push(SourceText.decoded(decoded, range));
    parser.at += m[0].length;
  }

  /** `${…}`, `%{…}`, or one of both written twice, which stands for itself. */
  special(written: string): void {
    const { parser } = this;
    if (written.length === 3) {
      this.text.push(parser.source.slice(parser.at + 1, parser.at + 3));
      parser.at += 3;
      return;
    }
    this.flush();
    const start = parser.at;
    parser.at += 2;
    if (parser.text[parser.at] === '~') parser.at++;
    const value =
      written === '%{' ? unknownAt({ start, end: start }) : parser.expression(this.depth + 1, true);
    const stop = /[}\n"]/g;
    stop.lastIndex = parser.at;
    const end = stop.exec(parser.text)?.index ?? parser.text.length;
    const isWhole = written === '${' && /^[ \t]*~?$/.test(parser.text.slice(parser.at, end));
    parser.at = parser.text[end] === '}' ? end + 1 : end;
    this.parts.push(isWhole && parser.text[end] === '}' ? value : unknownAt({ start, end: parser.at }));
    this.textStart = parser.at;
  }

  template(start: number, closed: boolean): Template {
    const { parser } = this;
    this.flush();
    const end = parser.at;
    const [first] = this.parts;
    if (this.parts.length === 0) {
      const value = parser.source.slice(this.textStart, this.textStart);
      return { value: { kind: 'text', value, closed, start, end }, closed };
    }
    if (this.parts.length === 1 && first!.kind === 'text')
      return { value: { ...first!, closed, start, end }, closed };
    const rest = closed ? [] : [unknownAt({ start: end, end })];
    return { value: { kind: 'template', parts: [...this.parts, ...rest], start, end }, closed };
  }

  private flush(): void {
    if (this.text.length === 0) return;
    const value = SourceText.join(this.text);
    this.parts.push({ kind: 'text', value, closed: true, start: this.textStart, end: this.parser.at });
    this.text = [];
  }
}
