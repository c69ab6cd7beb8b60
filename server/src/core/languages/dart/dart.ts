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
const quotes = (open: string): string => open.replace('r', '');

/** https://dart.dev/language/built-in-types#strings */
export const language = literalLanguage(
  {
    id: 'dart',
    title: 'Dart',
    languageIds: ['dart'],
    extensions: ['.dart'],
    fences: ['dart'],
    comment: ['// ', ''],
    idioms: {
      ...readEnvironment({
        read: (name, quote) => `Platform.environment[${quote}${name}${quote}]!`,
        within: joinedBy('+'),
        imports: (text) => (/^import\s+['"]dart:io['"]/m.test(text) ? [] : undefined),
        never: /\bconst\b[^;]*$/,
      }),
      printed: printedBy({
        printers: /(?<![\w.])(?:print|debugPrint|log)\s*\(|\blogger\.(?:[tdiwef]|info|warning|severe)\s*\(/g,
        filled: { quotes: `"'`, open: '${', close: '}', dollar: true },
      }),
    },
  },
  {
    ...C_COMMENTS,
    word: /@?[A-Za-z_]\w*/y,
    functions: { end: '}' },
    strings: [
      { open: /r(?:'''|""")/y, close: quotes, escapes: 'none', multiline: true },
      { open: /r['"]/y, close: quotes, escapes: 'none', multiline: false },
      { open: /'''|"""/y, close: quotes, escapes: 'all', multiline: true, holes: () => HOLES },
      { open: /['"]/y, close: quotes, escapes: 'all', multiline: false, holes: () => HOLES },
    ],
  },
  { idiom, readRequest, answers },
);
