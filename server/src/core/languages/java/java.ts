import { programLanguage } from '../../program/extract.ts';
import { grammar } from './grammar.ts';

/** Java, up to records, text blocks and pattern matching. */
export const language = programLanguage(
  {
    id: 'java',
    title: 'Java',
    languageIds: ['java'],
    extensions: ['.java'],
    fences: ['java'],
    comment: ['// ', ''],
  },
  grammar,
);
