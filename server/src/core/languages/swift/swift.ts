import { joinedBy, readEnvironment } from '../../idioms/environment.ts';
import { printedBy } from '../../idioms/printed.ts';
import { literalLanguage } from '../../literals/extract.ts';
import { C_COMMENTS, type Hole } from '../../literals/syntax.ts';
import { answers } from './answers.ts';
import { idiom, readRequest } from './requests.ts';

/** `#"` ends with `"#`. */
const closing = (open: string): string => open.replace(/^(#*)("+)$/, '$2$1');
/** `\(`, in `#"…"#` written `\#(`. */
const holes = (open: string): readonly Hole[] => [{ open: `\\${/^#*/.exec(open)![0]}(`, close: ')' }];

/** https://docs.swift.org/swift-book/documentation/the-swift-programming-language/lexicalstructure */
export const language = literalLanguage(
  {
    id: 'swift',
    title: 'Swift',
    languageIds: ['swift'],
    extensions: ['.swift'],
    fences: ['swift'],
    comment: ['// ', ''],
    idioms: {
      ...readEnvironment({
        read: (name) => `ProcessInfo.processInfo.environment["${name}"]!`,
        within: joinedBy('+'),
        imports: (text) => (/^\s*import\s+(?:Foundation|UIKit|SwiftUI)\b/m.test(text) ? [] : undefined),
        never: /\bcase\b[^\n]*$/,
      }),
      printed: printedBy({
        printers:
          /(?<![\w.])(?:print|debugPrint|NSLog)\s*\(|\blogger\.(?:debug|info|notice|warning|error)\s*\(/g,
        filled: { quotes: '"', open: '\\(', close: ')' },
      }),
    },
  },
  {
    ...C_COMMENTS,
    word: /@?[A-Za-z_]\w*/y,
    functions: { words: ['func'], end: '}' },
    strings: [
      { open: /#+"""/y, close: closing, escapes: 'none', multiline: true, holes },
      { open: /"""/y, close: closing, escapes: 'all', multiline: true, holes },
      { open: /#+"/y, close: closing, escapes: 'none', multiline: false, holes },
      { open: /"/y, close: closing, escapes: 'all', multiline: false, holes },
    ],
  },
  { idiom, readRequest, answers },
);
