import { programLanguage } from '../../program/extract.ts';
import { grammar } from './grammar.ts';

/** PHP 8, in files and templates. */
export const language = programLanguage(
  {
    id: 'php',
    title: 'PHP',
    languageIds: ['php'],
    extensions: ['.php', '.phtml', '.php8', '.inc'],
    fences: ['php', 'laravel', 'php8'],
    comment: ['// ', ''],
  },
  grammar,
);
