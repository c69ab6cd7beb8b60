import { programLanguage } from '../../program/extract.ts';
import { grammar } from './grammar.ts';

/** Go. */
export const language = programLanguage(
  {
    id: 'go',
    languageIds: ['go'],
    extensions: ['.go'],
    fences: ['go', 'golang'],
    comment: ['// ', ''],
  },
  grammar,
);
