import { programLanguage } from '../../program/extract.ts';
import { grammar } from './grammar.ts';

/** Rust. */
export const language = programLanguage(
  {
    id: 'rust',
    title: 'Rust',
    languageIds: ['rust'],
    extensions: ['.rs'],
    fences: ['rust', 'rs'],
    comment: ['// ', ''],
  },
  grammar,
);
