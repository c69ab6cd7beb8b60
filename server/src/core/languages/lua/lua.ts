import { joinedBy, readEnvironment } from '../../idioms/environment.ts';
import { printedBy } from '../../idioms/printed.ts';
import { literalLanguage } from '../../literals/extract.ts';
import { answers } from './answers.ts';
import { idiom, readRequest } from './requests.ts';

/** `[==[` ends with `]==]`. */
const closing = (open: string): string => open.replace(/^-*/, '').replaceAll('[', ']');

/** https://www.lua.org/manual/5.4/manual.html#3.1 */
export const language = literalLanguage(
  {
    id: 'lua',
    title: 'Lua',
    languageIds: ['lua', 'luau'],
    extensions: ['.lua', '.luau'],
    fences: ['lua', 'luau'],
    comment: ['-- ', ''],
    idioms: {
      ...readEnvironment({
        read: (name, quote) => `os.getenv(${quote}${name}${quote})`,
        within: joinedBy('..'),
      }),
      printed: printedBy({ printers: /(?<![\w.])(?:print|io\.write|ngx\.(?:say|log))\s*\(/g }),
    },
  },
  {
    lineComments: ['--'],
    blockComments: [{ open: /--\[=*\[/y, close: closing }],
    word: /[A-Za-z_]\w*/y,
    functions: { words: ['function'], end: 'end' },
    strings: [
      { open: /\[=*\[/y, close: closing, escapes: 'none', multiline: true },
      { open: /["']/y, close: (open) => open, escapes: 'all', multiline: false },
    ],
  },
  { idiom, readRequest, answers },
);
