import { joinedBy, readEnvironment } from '../../idioms/environment.ts';
import { printedBy } from '../../idioms/printed.ts';
import { literalLanguage } from '../../literals/extract.ts';
import { C_COMMENTS, type Hole } from '../../literals/syntax.ts';
import { answers } from './answers.ts';
import { idiom } from './idiom.ts';
import { readRequest } from './requests.ts';

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
    idioms: {
      ...readEnvironment({
        read: (name) => `System.getenv("${name}")`,
        within: joinedBy('+'),
        never: /\bconst\s+val\b[^=\n]*=\s*$|@\w+\([^()]*$/,
      }),
      printed: printedBy({
        printers:
          /(?<![\w.])print(?:ln)?\s*\(|\b(?:log|logger|Log|Timber)\.(?:v|d|i|w|e|trace|debug|info|warn|error)\s*\(/g,
        filled: { quotes: '"', open: '${', close: '}', dollar: true },
      }),
    },
  },
  {
    ...C_COMMENTS,
    skipped: /'(?:\\[^'\r\n]+|[^\\'\r\n])'/uy,
    word: /@?[A-Za-z_]\w*|`[^`\r\n]+`/y,
    functions: { words: ['fun'], end: '}' },
    strings: [
      { open: /"""/y, close: () => '"""', escapes: 'none', multiline: true, holes: () => HOLES },
      { open: /"/y, close: () => '"', escapes: 'all', multiline: false, holes: () => HOLES },
    ],
  },
  { idiom, readRequest, answers },
);
