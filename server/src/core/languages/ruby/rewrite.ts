import type { Notation } from '../../model.ts';
import { headerEditor } from '../../program/header-editor.ts';

const NOTATION: Notation = {
  true: 'true',
  false: 'false',
  null: 'nil',
  key: ['', ': '],
  quote: "'",
  object: ['{', '}'],
  pad: ' ',
  list: ['[', ']'],
};

/** Adds the header with the root key to requests whose headers are written out. */
export const editor = headerEditor({
  notation: NOTATION,
  token: `"Bearer #{ENV.fetch('UNKEY_ROOT_KEY')}"`,
});
