import type { Notation, Nothing } from '../../call-editor.ts';
import type { Span } from '../../expression.ts';
import { escapedName } from '../../name-pattern.ts';
import type { ValueIdiom } from '../../requests/url-expression.ts';
import type { Reading } from './reading.ts';

/** JSON leaves out what is undefined, and keeps null. */
const NOTHING: Nothing = {
  mayBe: (code, document) => {
    const name = /^(?:[\w$]+\.)*([\w$]+)$/.exec(code)?.[1];
    if (name === undefined) return /\?\?\s*null$/.test(code);
    const pattern = escapedName(name);
    return new RegExp(
      String.raw`(?<![\w$.])${pattern}\??\s*:[^,;)=\n{}]*\bnull\b|(?<![\w$.])${pattern}\s*=\s*null\b`,
    ).test(document);
  },
  orMissing: (code) =>
    /\?\?\s*null$/.test(code) ? code.replace(/null$/, 'undefined') : `${code} ?? undefined`,
};

/** Object literals. */
export const OBJECT_LITERAL: Notation = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: ['', ': '],
  quote: "'",
  object: ['{', '}'],
  pad: ' ',
  list: ['[', ']'],
  shorthand: true,
  optional: ['...(', ' ? { ', ' } : {})'],
  extend: ['...', '.', ''],
  missing: 'undefined',
  nothing: NOTHING,
};

/** Values of a URL as object literals write them. */
export const IDIOM: ValueIdiom = {
  quoted: (text, like) => {
    const quote = like.startsWith('"') ? '"' : "'";
    return quote + text.replaceAll(/[\\'"]/g, (c) => (c === '\\' || c === quote ? `\\${c}` : c)) + quote;
  },
  encoders: /^(?:encodeURIComponent|encodeURI|String)\(([\s\S]*)\)$/,
  number: (code) => (/^[\d.]+$/.test(code) ? code : `Number(${code})`),
  boolean: (code) => `String(${code}) === 'true'`,
  true: 'true',
  false: 'false',
  mixed: (pieces) =>
    `\`${pieces.map((p) => (p.code === undefined ? p.text!.replaceAll(/[\\`$]/g, '\\$&') : `\${${p.code}}`)).join('')}\``,
};

/** The quotes that the text uses for its URLs. */
export function quoteOf({ source, document }: Reading, { start }: Span): string {
  const mark = source.text[start];
  if (mark === '"' || mark === "'") return mark;
  const imported = /\bfrom (["'])/.exec(document)?.[1];
  if (imported === '"' || imported === "'") return imported;
  return document.split('"').length > document.split("'").length ? '"' : "'";
}
