import type { Notation } from '../../call-editor.ts';
import type { CallExpression } from '../../expression.ts';
import type { ValueIdiom } from '../../requests/url-expression.ts';
import type { Values } from '../../resolve.ts';

/** Dictionaries. */
export const DICT: Notation = {
  true: 'True',
  false: 'False',
  null: 'None',
  key: ['"', '": '],
  quote: '"',
  object: ['{', '}'],
  pad: '',
  list: ['[', ']'],
  extend: ['**', '.get("', '", {})'],
};

/** Dictionaries with single quotes. */
export const SINGLE: Notation = {
  ...DICT,
  key: ["'", "': "],
  quote: "'",
  extend: ['**', ".get('", "', {})"],
};

/** How URLs of Python are put together. */
export const IDIOM: ValueIdiom = {
  quoted: (text, like) => {
    const quote = /^[A-Za-z]*'/.test(like) ? "'" : '"';
    return quote + text.replaceAll(/[\\'"]/g, (c) => (c === '\\' || c === quote ? `\\${c}` : c)) + quote;
  },
  encoders: /^(?:(?:urllib\.)?(?:parse\.)?quote(?:_plus)?|str)\(([\s\S]*)\)$/,
  number: (code) => (/^\d+$/.test(code) ? code : `int(${code})`),
  boolean: () => undefined,
  true: 'True',
  false: 'False',
  plainOpening: (opening) => opening.replace(/f(?=[a-z]*["'])/i, ''),
  mixed: (pieces) =>
    pieces.some((p) => /["\\{}]/.test(p.text ?? p.code!))
      ? undefined
      : `f"${pieces.map((p) => p.text ?? `{${p.code}}`).join('')}"`,
};

/** `{k: v for k, v in body.items() if v is not None}` */
const FILTERS =
  /\{\s*(\w+)\s*:\s*(\w+)\s+for\s+\(?\1\s*,\s*\2\)?\s+in\b[\s\S]{0,600}?\.items\(\)\s+if\s+\2(\s+is\s+not\s+None|\s*!=\s*None)?\s*\}/;

/** Dictionaries with the quotes that a call has. */
export function notationIn({ list, start, end }: CallExpression, { source: { text } }: Values): Notation {
  const mark = /['"]/.exec(text.slice(list.start, list.end))?.[0];
  const notation = mark === "'" ? SINGLE : DICT;
  const filter = FILTERS.exec(text.slice(Math.max(0, text.lastIndexOf('def ', start)), end));
  if (!filter) return notation;
  const asks = filter[3] === undefined ? '' : ' is not None';
  const unlessNone = (value: string, object: string): string =>
    `${object} if ${/^[\w.]+$/.test(value) ? value : `(${value})`}${asks} else None`;
  return { ...notation, unlessNone };
}
