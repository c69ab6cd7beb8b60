import { SourceText } from '../../source.ts';
import type { Word, WordPart } from './syntax.ts';

/** A place in a script, moved by the functions that read from it. */
export interface Cursor {
  readonly source: SourceText;
  readonly text: string;
  at: number;
}

/** Reads the commands of `$(…)` and `` `…` `` up to and including the closing character. */
export interface WordReader {
  /** True between backquotes, where the next one closes rather than opens. */
  readonly insideBackquotes: boolean;
  substitution(cursor: Cursor, close: ')' | '`'): boolean;
}

const ANSI_C: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  v: '\v',
};

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
    if (plain && /[\s;&|()<>]/.test(c)) {
      if ((c === '<' || c === '>') && cursor.text[cursor.at + 1] === '(') {
        cursor.at += 2;
        closed = reader.substitution(cursor, ')') && closed;
        parts.push(unknown(cursor, cursor.at - 1, false));
        continue;
      }
      const stand = cursor.at > start ? standIn(cursor) : undefined;
      if (!stand) break;
      parts.push(...stand.parts);
      continue;
    }
    if (c === "'" && plain) {
      closed = singleQuoted(cursor, parts) && closed;
    } else if (c === '"' && plain) {
      closed = doubleQuoted(cursor, reader, parts) && closed;
    } else if (c === '$') {
      closed = expansion(cursor, reader, parts, !plain) && closed;
    } else if (c === '`') {
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
  return { parts, range: cursor.source.range(start, cursor.at), closed };
}

/** Reads `<your-key>` at the cursor: not a redirection but a word that stands for another. */
export function standIn(cursor: Cursor): Word | undefined {
  if (cursor.text[cursor.at] !== '<') return undefined;
  const written = /^<[A-Za-z][\w .:-]*>(?=[\s;&|)/?'"]|$)/.exec(cursor.text.slice(cursor.at, cursor.at + 80));
  if (!written) return undefined;
  const from = cursor.at;
  cursor.at += written[0].length;
  const part = unknown(cursor, from, false);
  return { parts: [part], range: part.range, closed: true };
}

const stops = (c: string, plain: boolean): boolean => (plain ? /[\s;&|()<>'"$`\\]/ : /[$`\\]/).test(c);

function unknown(cursor: Cursor, from: number, quoted: boolean): WordPart & { kind: 'unknown' } {
  return { kind: 'unknown', quoted, range: cursor.source.range(from, cursor.at) };
}

function singleQuoted(cursor: Cursor, parts: WordPart[]): boolean {
  const close = cursor.text.indexOf("'", cursor.at + 1);
  const end = close < 0 ? cursor.text.length : close;
  parts.push({ kind: 'text', value: cursor.source.slice(cursor.at + 1, end), quoted: true });
  cursor.at = close < 0 ? end : end + 1;
  return close >= 0;
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
    else if (c === '`') closed = backquoted(cursor, reader, parts, true) && closed;
    else if (c === '\\') readEscape(cursor, parts, /["\\$`\n]/, true);
    else {
      const from = cursor.at;
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

function backquoted(cursor: Cursor, reader: WordReader, parts: WordPart[], quoted: boolean): boolean {
  const from = cursor.at;
  cursor.at++;
  const closed = reader.substitution(cursor, '`');
  parts.push(unknown(cursor, from, quoted));
  return closed;
}

function expansion(cursor: Cursor, reader: WordReader, parts: WordPart[], quoted: boolean): boolean {
  const from = cursor.at;
  const rest = cursor.text.slice(from, from + 200);
  if (rest.startsWith("$'") && !quoted) return ansiQuoted(cursor, parts);
  if (rest.startsWith('$((')) {
    const close = cursor.text.indexOf('))', from);
    cursor.at = close < 0 ? cursor.text.length : close + 2;
    parts.push(unknown(cursor, from, quoted));
    return close >= 0;
  }
  if (rest.startsWith('$(')) {
    cursor.at += 2;
    const closed = reader.substitution(cursor, ')');
    parts.push(unknown(cursor, from, quoted));
    return closed;
  }
  if (rest.startsWith('${')) return braced(cursor, reader, parts, quoted);
  const name = /^\$([A-Za-z_]\w*)/.exec(rest);
  if (name) {
    cursor.at += name[0].length;
    parts.push({
      kind: 'variable',
      name: name[1]!,
      quoted,
      range: cursor.source.range(from, cursor.at),
      elements: false,
    });
    return true;
  }
  const special = /^\$[0-9@*#?!$-]/.test(rest);
  cursor.at += special ? 2 : 1;
  if (special) parts.push(unknown(cursor, from, quoted));
  else parts.push({ kind: 'text', value: cursor.source.slice(from, cursor.at), quoted });
  return true;
}

/** `${NAME}`, `${NAME:-fallback}`, `${NAME[@]}`; every other operator makes the value unknown. */
function braced(cursor: Cursor, reader: WordReader, parts: WordPart[], quoted: boolean): boolean {
  const from = cursor.at;
  const end = closingBrace(cursor.text, from + 2);
  const closed = end < cursor.text.length;
  const inside = cursor.text.slice(from + 2, end);
  cursor.at = closed ? end + 1 : end;
  const range = cursor.source.range(from, cursor.at);
  const simple = /^([A-Za-z_]\w*)(\[[@*]\]|:?[-=]|$)/.exec(inside);
  if (!closed || !simple) {
    parts.push({ kind: 'unknown', quoted, range });
    return closed;
  }
  const name = simple[1]!;
  const operator = simple[2]!;
  if (operator === '' || operator.startsWith('[')) {
    if (operator !== '' && inside.length > simple[0].length) parts.push({ kind: 'unknown', quoted, range });
    else parts.push({ kind: 'variable', name, quoted, range, elements: operator !== '' });
    return true;
  }
  const defaultText = cursor.source.slice(from + 2 + simple[0].length, end);
  const inner: Cursor = { source: defaultText, text: defaultText.text, at: 0 };
  // Inside double quotes the fallback is read like a here-document, except that quotes may still group it.
  const unquotedFallback = !quoted || /^(["']).*\1$/s.test(defaultText.text);
  const fallback = readWord(inner, reader, unquotedFallback ? 'word' : 'here-document');
  const complete = inner.at >= inner.text.length;
  parts.push({ kind: 'variable', name, quoted, range, elements: false, ...(complete ? { fallback } : {}) });
  return true;
}

function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return text.length;
}

function ansiQuoted(cursor: Cursor, parts: WordPart[]): boolean {
  cursor.at += 2;
  parts.push({ kind: 'text', value: cursor.source.slice(cursor.at, cursor.at), quoted: true });
  while (cursor.at < cursor.text.length) {
    const from = cursor.at;
    const c = cursor.text[from]!;
    if (c === "'") {
      cursor.at++;
      return true;
    }
    if (c === '\\') {
      const m = /^\\(?:u([0-9a-fA-F]{1,4})|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))/.exec(
        cursor.text.slice(from, from + 6),
      );
      cursor.at += m ? m[0].length : 1;
      const code = m?.[1] ?? m?.[2];
      const decoded = code
        ? String.fromCharCode(Number.parseInt(code, 16))
        : m?.[3]
          ? String.fromCharCode(Number.parseInt(m[3], 8))
          : (ANSI_C[m?.[4] ?? ''] ?? m?.[4] ?? '\\');
      parts.push({
        kind: 'text',
        value: SourceText.decoded(decoded, cursor.source.range(from, cursor.at)),
        quoted: true,
      });
    } else {
      while (cursor.at < cursor.text.length && !/['\\]/.test(cursor.text[cursor.at]!)) cursor.at++;
      parts.push({ kind: 'text', value: cursor.source.slice(from, cursor.at), quoted: true });
    }
  }
  return false;
}
