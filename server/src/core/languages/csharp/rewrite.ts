import type { Notation } from '../../model.ts';
import { headerEditor } from '../../program/header-editor.ts';

const NOTATION: Notation = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: ['', ' = '],
  quote: '"',
  object: ['new {', '}'],
  pad: ' ',
  list: ['new[] {', '}'],
  isTyped: true,
};

/** Adds the header with the root key to requests whose headers are written out. */
export const editor = headerEditor({
  notation: NOTATION,
  token: '"Bearer " + Environment.GetEnvironmentVariable("UNKEY_ROOT_KEY")',
});
