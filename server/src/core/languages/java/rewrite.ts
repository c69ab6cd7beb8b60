import type { Notation } from '../../model.ts';
import { headerEditor } from '../../program/header-editor.ts';

const NOTATION: Notation = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: ['"', '", '],
  quote: '"',
  object: ['Map.of(', ')'],
  pad: '',
  list: ['List.of(', ')'],
};

/** Adds the header with the root key to requests whose headers are written out. */
export const editor = headerEditor({
  notation: NOTATION,
  token: '"Bearer " + System.getenv("UNKEY_ROOT_KEY")',
});
