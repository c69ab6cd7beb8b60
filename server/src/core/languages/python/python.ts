import { programLanguage } from '../../program/extract.ts';
import { grammar } from './grammar.ts';

/** Python 3, in files and notebooks. */
export const language = programLanguage(
  {
    id: 'python',
    title: 'Python',
    languageIds: ['python'],
    extensions: ['.py', '.pyw', '.pyi'],
    fences: ['python', 'py', 'python3', 'py3'],
    comment: ['# ', ''],
  },
  grammar,
);
