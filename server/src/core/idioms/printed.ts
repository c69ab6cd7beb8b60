import type { Span } from '../expression.ts';
import type { Idioms, Printed } from './idioms.ts';

interface PrintSyntax {
  /** Matches what prints up to its bracket; or, with nothing but a blank at its end, up to what it is given. Global. */
  readonly printers: RegExp;
  /** How values are filled into strings. */
  readonly filled?: Filling;
}

interface Filling {
  readonly quotes: string;
  /** Letters or marks that a string needs before its quote. */
  readonly prefix?: RegExp;
  readonly open: string;
  readonly close: string;
  /** True where `$name` is filled in as well. */
  readonly dollar?: true;
}

type Shown = Omit<Printed, 'at'>;

/** Nobody prints more at once. */
const LONGEST = 2_000;
const DEEPEST = 6;
const QUOTES = `"'\``;
/** What joins values to one, or separates arguments. */
const JOINS = /^(?:,|\?\?|\|\||\+|<>|\.\.|<<|&(?!&)|%|\s\.\s|\sor\s|\.(?=["'$]))/;
/** `rootKey: value`, `"key" => value`, `extra=value`. */
const NAMED = /^(?:[\w$]+|"[^"\n]*"|'[^'\n]*')\s*(?:=>|:(?!:)|=(?!=))\s*/;
/** Functions that give what they are given, as a text. */
const TEXTS =
  /^(?:JSON\.stringify|json\.dumps|json_encode|String|str|repr|util\.inspect|inspect|(?:fmt\.)?S?printf|fmt\.Sprint|(?:s|String\.)?format!?|encodeURIComponent|(?:chalk|pc|kleur|colors|picocolors)(?:\.\w+)+)\s*\($/;

/** Finds what calls of functions and statements print. Calls that are broken print nothing. */
export const printedBy =
  (syntax: PrintSyntax): NonNullable<Idioms['printed']> =>
  (text) => {
    return [...text.matchAll(syntax.printers)].flatMap((match) => {
      const shown: Shown[] = [];
      const from = match.index + match[0].length;
      const to = match[0].endsWith('(') ? closing(text, from) : statementEnd(text, from);
      if (to !== undefined) collect(text, from, to, syntax, shown, 0);
      return shown.map((value) => ({ ...value, at: match.index }));
    });
  };

/** Index of the bracket that closes one opened before `from`. */
function closing(text: string, from: number): number | undefined {
  let depth = 0;
  const limit = Math.min(text.length, from + LONGEST);
  for (let i = from; i < limit; i++) {
    const c = text[i]!;
    if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) {
      if (depth === 0) return i;
      depth--;
    } else if (QUOTES.includes(c)) i = stringEnd(text, i, limit);
  }
  return undefined;
}

/** Index of the end of a statement: of its line, or a `;` in it. */
function statementEnd(text: string, from: number): number {
  const rest = text.slice(from, from + LONGEST);
  let end = 0;
  while (end < rest.length && !/[\n;]/.test(rest[end]!))
    end = QUOTES.includes(rest[end]!) ? stringEnd(rest, end, rest.length) + 1 : end + 1;
  const modifier = /\s(?:if|unless)\s/.exec(rest.slice(0, end));
  return from + (modifier ? modifier.index : Math.min(end, rest.length));
}

/** Index of the quote that ends the string begun at `at`; `limit` when none does. */
function stringEnd(text: string, at: number, limit: number): number {
  const quote = text[at]!;
  if (text.startsWith(quote.repeat(3), at)) {
    const close = text.indexOf(quote.repeat(3), at + 3);
    return close < 0 ? limit : close + 2;
  }
  for (let i = at + 1; i < limit; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i;
    // Not a string but an apostrophe, a lifetime.
    else if (text[i] === '\n' && quote === "'") return at;
  }
  return limit;
}

/** Adds the values that the expressions between two indexes show. */
function collect(
  text: string,
  from: number,
  to: number,
  syntax: PrintSyntax,
  into: Shown[],
  depth: number,
): void {
  if (depth > DEEPEST) return;
  for (const span of operands(text, from, to)) {
    const written = text.slice(span.start, span.end);
    const named = NAMED.exec(written);
    const start = span.start + (named?.[0].length ?? 0);
    const expression = text.slice(start, span.end);
    const string = /^([A-Za-z$@]{0,3})(["'`])/.exec(expression);
    const call = /^[\w.!]+\s*\($|^[\w.!]+\s*\(/.exec(expression)?.[0];
    if (string) collectFilled(text, { start, end: span.end }, string[1]!, syntax, into, depth);
    else if (/^[([{]/.test(expression) && closing(text, start + 1) === span.end - 1)
      collect(text, start + 1, span.end - 1, syntax, into, depth + 1);
    else if (call && TEXTS.test(call) && closing(text, start + call.length) === span.end - 1)
      collect(text, start + call.length, span.end - 1, syntax, into, depth + 1);
    else if (expression !== '') into.push({ start, end: span.end, expression });
  }
}

/** Adds the values that are filled into a string, and what it is formatted with: `"{}".format(key)`. */
function collectFilled(
  text: string,
  { start, end }: Span,
  prefix: string,
  syntax: PrintSyntax,
  into: Shown[],
  depth: number,
): void {
  const { filled } = syntax;
  const open = start + prefix.length;
  const close = stringEnd(text, open, end);
  const format = /^\s*\.format\(/.exec(text.slice(close + 1, end));
  if (format) collect(text, close + 1 + format[0].length, end - 1, syntax, into, depth + 1);
  else if (text.slice(close + 1, end).trim() !== '') return;
  into.push({ start: open, end: close + 1, expression: text.slice(open, close + 1) });
  if (!filled?.quotes.includes(text[open]!) || (filled.prefix && !filled.prefix.test(prefix))) return;
  for (let i = open + 1; i < close; i++) {
    if (text[i - 1] === '\\') continue;
    if (text.startsWith(filled.open, i)) {
      const from = i + filled.open.length;
      const to = text.indexOf(filled.close, from);
      if (to < 0 || to >= close) return;
      // What tells how it is shown is no part of it.
      const expression = text
        .slice(from, to)
        .replace(/(?:![rsa])?(?::[\w#?.<>+-]*)?=?$/, '')
        .trim();
      if (expression !== '') into.push({ start: from, end: to, expression });
      i = to;
    } else if (filled.dollar && text[i] === '$') {
      const name = /^\$[A-Za-z_]\w*/.exec(text.slice(i, i + 100))?.[0];
      if (name) into.push({ start: i, end: i + name.length, expression: name });
    }
  }
}

/** The operands and arguments between two indexes, without blanks around them. */
function operands(text: string, from: number, to: number): Span[] {
  const found: Span[] = [];
  let start = from;
  const add = (end: number): void => {
    const written = text.slice(start, end);
    const lead = written.length - written.trimStart().length;
    found.push({ start: start + lead, end: Math.max(start + lead, start + written.trimEnd().length) });
  };
  for (let i = from; i < to; ) {
    const c = text[i]!;
    if (QUOTES.includes(c)) i = stringEnd(text, i, to) + 1;
    else if ('([{'.includes(c)) i = (closing(text, i + 1) ?? to) + 1;
    else {
      const join = JOINS.exec(text.slice(i, i + 6))?.[0];
      if (join) {
        add(i);
        start = i + join.length;
      }
      i += join?.length ?? 1;
    }
  }
  add(to);
  return found;
}
