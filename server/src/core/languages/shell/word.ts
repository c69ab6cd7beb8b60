import { HOLE, SourceText } from '../../source.ts';
import { ansiQuoted, backquoted, expansion, substituted, unknown } from './expansion.ts';
import { type Command, type Word, type WordPart, wordOf } from './syntax.ts';

/** A place in a script, moved by the functions that read from it. */
export interface Cursor {
  readonly source: SourceText;
  readonly text: string;
  at: number;
}

/** Reads the commands inside of words. */
export interface WordReader {
  /** True between backquotes, where the next one closes rather than opens. */
  readonly insideBackquotes: boolean;
  /** True in the language of fish: `(…)` substitutes, backquotes and `${…}` are text. */
  readonly fish: boolean;
  /** How deep the reader is in braces and substitutions. */
  depth: number;
  /** Reads the commands of `$(…)` and `` `…` `` up to and including the closing character. */
  substitution(cursor: Cursor, close: ')' | '`'): { readonly closed: boolean; readonly commands: Command[] };
}

/** Nesting beyond which nothing is read. */
export const DEEPEST = 40;

/**
 * Reads one word at the cursor, or, in mode `here-document`, everything up to the end of the text.
 * The word has no parts when the cursor stands on a separator.
 */
export function readWord(cursor: Cursor, reader: WordReader, mode: 'word' | 'here-document' = 'word'): Word {
  const start = cursor.at;
  const parts: WordPart[] = [];
  let closed = true;
  const plain = mode === 'word';
  while (cursor.at < cursor.text.length) {
    const c = cursor.text[cursor.at]!;
    if (c === '`' && reader.insideBackquotes) break;
    if (plain && c === '(' && reader.fish) {
      closed = substituted(cursor, reader, parts, 1, false) && closed;
    } else if (plain && /[\s;&|()<>]/.test(c)) {
      if ((c === '<' || c === '>') && cursor.text[cursor.at + 1] === '(') {
        const from = cursor.at;
        cursor.at += 2;
        closed = reader.substitution(cursor, ')').closed && closed;
        parts.push(unknown(cursor, from, false));
        continue;
      }
      const stand = cursor.at > start ? standIn(cursor) : undefined;
      if (!stand) break;
      parts.push(...stand.parts);
    } else if (c === HOLE && plain) {
      cursor.at++;
      parts.push(unknown(cursor, cursor.at - 1, false));
    } else if (c === "'" && plain) {
      closed = singleQuoted(cursor, reader, parts) && closed;
    } else if (c === '"' && plain) {
      closed = doubleQuoted(cursor, reader, parts) && closed;
    } else if (c === '$') {
      closed = expansion(cursor, reader, parts, !plain) && closed;
    } else if (c === '`' && !reader.fish) {
      closed = backquoted(cursor, reader, parts, !plain) && closed;
    } else if (c === '\\') {
      readEscape(cursor, parts, plain ? /[\s\S]/ : /[\\$`\n]/, !plain);
    } else {
      const from = cursor.at;
      while (cursor.at < cursor.text.length && !stops(cursor.text[cursor.at]!, plain)) cursor.at++;
      if (cursor.at === from) cursor.at++;
      parts.push({ kind: 'text', value: cursor.source.slice(from, cursor.at), quoted: !plain });
    }
  }
  return wordOf(parts, cursor.source.range(start, cursor.at), closed);
}

/** Reads `<your-key>` at the cursor: not a redirection but a word that stands for another. */
export function standIn(cursor: Cursor): Word | undefined {
  if (cursor.text[cursor.at] !== '<') return undefined;
  const written = /^<[A-Za-z][\w .:-]*>(?=[\s;&|)/?'"]|$)/.exec(cursor.text.slice(cursor.at, cursor.at + 80));
  if (!written) return undefined;
  const from = cursor.at;
  cursor.at += written[0].length;
  const part = unknown(cursor, from, false);
  return wordOf([part], part.range, true);
}

const stops = (c: string, plain: boolean): boolean => (plain ? /[\s;&|()<>'"$`\\\uFFFC]/ : /[$`\\]/).test(c);

function singleQuoted(cursor: Cursor, reader: WordReader, parts: WordPart[]): boolean {
  // Only in fish a backslash keeps a quote mark from closing.
  const close = reader.fish
    ? cursor.at + 1 + /^(?:\\[\s\S]|[^'\\])*/.exec(cursor.text.slice(cursor.at + 1))![0].length
    : cursor.text.indexOf("'", cursor.at + 1);
  const end = close < 0 ? cursor.text.length : Math.min(close, cursor.text.length);
  parts.push({ kind: 'text', value: cursor.source.slice(cursor.at + 1, end), quoted: true });
  cursor.at = Math.min(end + 1, cursor.text.length);
  return cursor.text[end] === "'";
}

function doubleQuoted(cursor: Cursor, reader: WordReader, parts: WordPart[]): boolean {
  let closed = true;
  cursor.at++;
  // An empty part keeps `""` a word.
  parts.push({ kind: 'text', value: cursor.source.slice(cursor.at, cursor.at), quoted: true });
  while (cursor.at < cursor.text.length) {
    const c = cursor.text[cursor.at]!;
    if (c === '"') {
      cursor.at++;
      return closed;
    }
    if (c === '`' && reader.insideBackquotes) return false;
    if (c === '$') closed = expansion(cursor, reader, parts, true) && closed;
    else if (c === '`' && !reader.fish) closed = backquoted(cursor, reader, parts, true) && closed;
    else if (c === '\\') readEscape(cursor, parts, /["\\$`\n]/, true);
    else {
      const from = cursor.at++;
      while (cursor.at < cursor.text.length && !/["$`\\]/.test(cursor.text[cursor.at]!)) cursor.at++;
      parts.push({ kind: 'text', value: cursor.source.slice(from, cursor.at), quoted: true });
    }
  }
  return false;
}

/** A backslash: the next character stands for itself when `special` has it, and a line end vanishes. */
function readEscape(cursor: Cursor, parts: WordPart[], special: RegExp, quoted: boolean): void {
  const from = cursor.at;
  const lineEnd = /^\\\r?\n/.exec(cursor.text.slice(from, from + 3));
  if (lineEnd) {
    cursor.at += lineEnd[0].length;
    return;
  }
  const next = cursor.text[from + 1];
  cursor.at = Math.min(cursor.text.length, from + 2);
  if (next === undefined || !special.test(next))
    parts.push({ kind: 'text', value: cursor.source.slice(from, cursor.at), quoted });
  else
    parts.push({
      kind: 'text',
      value: SourceText.decoded(next, cursor.source.range(from, cursor.at)),
      quoted: true,
    });
}

/** The quotes and the dollar sign of `$'…'` and `$"…"` at the cursor; undefined when there are none. */
export function dollarQuoted(cursor: Cursor, reader: WordReader, parts: WordPart[]): boolean | undefined {
  const mark = cursor.text[cursor.at + 1];
  if (mark === "'") return ansiQuoted(cursor, parts);
  if (mark !== '"') return undefined;
  cursor.at++;
  return doubleQuoted(cursor, reader, parts);
}
