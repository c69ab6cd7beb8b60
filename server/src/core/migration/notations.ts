import type { Notation } from '../call-editor.ts';

/** The text of JSON. */
export const JSON_TEXT: Notation = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: ['"', '": '],
  quote: '"',
  object: ['{', '}'],
  pad: '',
  list: ['[', ']'],
  isJson: true,
};

/** A program of jq, which stands in quotes. */
export const JQ_PROGRAM: Notation = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: ['', ': '],
  quote: '"',
  object: ['{', '}'],
  pad: '',
  list: ['[', ']'],
  inQuotes: true,
};

/** True for values that are written in JavaScript. */
export const isScript = ({ shorthand, missing }: Notation): boolean =>
  shorthand === true && missing === 'undefined';
