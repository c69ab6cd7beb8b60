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
