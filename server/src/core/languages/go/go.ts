import { programLanguage } from '../../program/extract.ts';
import { grammar } from './grammar.ts';

/** Go. */
export const language = programLanguage(
  {
    id: 'go',
    title: 'Go',
    languageIds: ['go'],
    extensions: ['.go'],
    fences: ['go', 'golang'],
    comment: ['// ', ''],
  },
  grammar,
);
