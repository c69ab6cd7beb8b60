import { literalLanguage } from '../../literals/extract.ts';
import { C_COMMENTS, type Hole } from '../../literals/syntax.ts';

const HOLES: readonly Hole[] = [
  { open: '${', close: '}' },
  { open: '$', close: 'name' },
];

/** https://kotlinlang.org/spec/syntax-and-grammar.html */
export const language = literalLanguage(
  {
    id: 'kotlin',
    title: 'Kotlin',
    languageIds: ['kotlin', 'kotlinscript'],
    extensions: ['.kt', '.kts'],
    fences: ['kotlin', 'kt', 'kts'],
    comment: ['// ', ''],
  },
  {
    ...C_COMMENTS,
    skipped: /'(?:\\[^'\r\n]+|[^\\'\r\n])'/uy,
    word: /@?[A-Za-z_]\w*|`[^`\r\n]+`/y,
    strings: [
      { open: /"""/y, close: () => '"""', escapes: 'none', multiline: true, holes: () => HOLES },
      { open: /"/y, close: () => '"', escapes: 'all', multiline: false, holes: () => HOLES },
    ],
  },
);
