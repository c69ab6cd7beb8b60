import { programLanguage } from '../../program/extract.ts';
import { grammar } from './grammar.ts';

/** C#, up to collection expressions and primary constructors. */
export const language = programLanguage(
  {
    id: 'csharp',
    title: 'C#',
    languageIds: ['csharp'],
    extensions: ['.cs', '.csx'],
    fences: ['csharp', 'cs', 'c#'],
    comment: ['// ', ''],
  },
  grammar,
);
