import { SourceText } from '../../source.ts';
import type { VariablePart, Word, WordPart } from './syntax.ts';
import { type Cursor, DEEPEST, dollarQuoted, readWord, type WordReader } from './word.ts';

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

/** Longer ones are not looked into. */
const LONGEST_FORMULA = 300;

/** A piece from index `from` to the cursor whose value is not known. */
export function unknown(cursor: Cursor, from: number, quoted: boolean): WordPart & { kind: 'unknown' } {
  return { kind: 'unknown', quoted, range: cursor.source.range(from, cursor.at) };
}

/** Reads a command substitution whose opening is `opening` characters long. False when it is never closed. */
export function substituted(
  cursor: Cursor,
  reader: WordReader,
  parts: WordPart[],
  opening: number,
  quoted: boolean,
): boolean {
  const from = cursor.at;
  const close = cursor.text[from] === '`' ? '`' : ')';
  cursor.at += opening;
  const { closed, commands } = reader.substitution(cursor, close);
  parts.push({ kind: 'substitution', quoted, range: cursor.source.range(from, cursor.at), commands });
  return closed;
}

/** Reads a command in backquotes, from the cursor on. */
export const backquoted = (cursor: Cursor, reader: WordReader, parts: WordPart[], quoted: boolean): boolean =>
  substituted(cursor, reader, parts, 1, quoted);

/** Reads what begins with the `$` at the cursor. False when it is never closed. */
export function expansion(cursor: Cursor, reader: WordReader, parts: WordPart[], quoted: boolean): boolean {
  const from = cursor.at;
  const rest = cursor.text.slice(from, from + 200);
  const string = quoted ? undefined : dollarQuoted(cursor, reader, parts);
  if (string !== undefined) return string;
  if (rest.startsWith('$((')) {
    const close = cursor.text.indexOf('))', from);
    cursor.at = close < 0 ? cursor.text.length : close + 2;
    const arithmetic = cursor.text.slice(from + 3, Math.min(cursor.at - 2, from + LONGEST_FORMULA));
    parts.push({ ...unknown(cursor, from, quoted), arithmetic });
    return close >= 0;
  }
  if (rest.startsWith('$(')) return substituted(cursor, reader, parts, 2, quoted);
  if (rest.startsWith('${') && !reader.fish) return braced(cursor, reader, parts, quoted);
  const name = /^\$([A-Za-z_]\w*|[1-9@*])/.exec(rest)?.[1];
  if (name) {
    cursor.at += name.length + 1;
    const range = cursor.source.range(from, cursor.at);
    const elements = name === '@' || (name === '*' && !quoted) || (name === 'argv' && reader.fish);
    parts.push({ kind: 'variable', name: name === 'argv' ? '@' : name, quoted, range, elements });
    return true;
  }
  const special = /^\$[0#?!$-]/.test(rest);
  cursor.at += special ? 2 : 1;
  if (special) parts.push(unknown(cursor, from, quoted));
  else parts.push({ kind: 'text', value: cursor.source.slice(from, cursor.at), quoted });
  return true;
}

const BRACED = /^([A-Za-z_]\w*|[1-9]\d*|[@*])(\[[^\]\n]*\])?([\s\S]*)$/;

/** `${NAME}` with its operators; those that are not understood make the value unknown. */
function braced(cursor: Cursor, reader: WordReader, parts: WordPart[], quoted: boolean): boolean {
  const from = cursor.at;
  const end = closingBrace(cursor.text, from + 2);
  const closed = end < cursor.text.length;
  const inside = cursor.source.slice(from + 2, end);
  cursor.at = closed ? end + 1 : end;
  const range = cursor.source.range(from, cursor.at);
  const written = closed && reader.depth < DEEPEST ? BRACED.exec(inside.text) : null;
  reader.depth++;
  const part = written && variable(written, inside, reader, quoted);
  reader.depth--;
  parts.push(part ? { ...part, quoted, range } : { kind: 'unknown', quoted, range });
  return closed;
}

function variable(
  [, name = '', subscript = '', operator = '']: RegExpExecArray,
  inside: SourceText,
  reader: WordReader,
  quoted: boolean,
): Omit<VariablePart, 'quoted' | 'range'> | undefined {
  const at = inside.length - operator.length;
  const every = name === '@' || name === '*' || /^\[[@*]\]$/.test(subscript);
  if (every) {
    const from = /^:[ \t]*(\d+)$/.exec(operator)?.[1];
    const base = { kind: 'variable', name: name === '*' ? '@' : name, elements: true } as const;
    if (from !== undefined) return { ...base, from: Number(from) };
    // `${args[@]+"${args[@]}"}` keeps an old bash from calling an empty array unset.
    const same = operator.replace(/^:?\+/, '').replace(/^"(.*)"$/, '$1') === `\${${name}${subscript}}`;
    return operator === '' || operator === ':-' || operator === '-' || same ? base : undefined;
  }
  if (name === '1' && /^\+"?\$@"?$/.test(operator)) return { kind: 'variable', name: '@', elements: true };
  const key = /^\[["']?([\w.-]+)["']?\]$/.exec(subscript)?.[1];
  if (subscript !== '' && key === undefined) return undefined;
  const base = {
    kind: 'variable',
    name: key === undefined ? name : `${name}[${key}]`,
    elements: false,
  } as const;
  if (operator === '' || /^:?\?/.test(operator)) return base;
  const defaults = /^:?[-=]/.exec(operator)?.[0];
  if (defaults) {
    const fallback = whole(inside.slice(at + defaults.length), reader, quoted);
    return fallback && { ...base, fallback, ...(defaults.endsWith('=') ? { assigns: true } : {}) };
  }
  const trimmed = /^(?:%%?|##?)/.exec(operator)?.[0];
  if (!trimmed) return undefined;
  const text = whole(inside.slice(at + trimmed.length), reader, false);
  return text && { ...base, trim: { at: trimmed.startsWith('%') ? 'end' : 'start', text } };
}

/** A text that is one word; undefined when it goes on behind it. */
function whole(text: SourceText, reader: WordReader, quoted: boolean): Word | undefined {
  const inner: Cursor = { source: text, text: text.text, at: 0 };
  // Inside double quotes the fallback is read like a here-document, except that quotes may still group it.
  const grouped = !quoted || /^(["']).*\1$/s.test(text.text);
  const word = readWord(inner, reader, grouped ? 'word' : 'here-document');
  return inner.at >= inner.text.length ? word : undefined;
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

/** Reads `$'…'` at the cursor. False when it is never closed. */
export function ansiQuoted(cursor: Cursor, parts: WordPart[]): boolean {
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
