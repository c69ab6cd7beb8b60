import { joinedBy, readEnvironment } from '../../idioms/environment.ts';
import { printedBy } from '../../idioms/printed.ts';
import { literalLanguage } from '../../literals/extract.ts';
import type { Hole } from '../../literals/syntax.ts';
import { answers } from './answers.ts';
import { idiom, readRequest } from './requests.ts';

const HOLES: readonly Hole[] = [{ open: '#{', close: '}' }];
const PAIRS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

/** What ends a sigil: the partner of its bracket, or what it began with. */
function closing(open: string): string {
  const delimiter = open.replace(/^~[A-Za-z]+/, '');
  return PAIRS[delimiter] ?? delimiter;
}

/** https://hexdocs.pm/elixir/syntax-reference.html */
export const language = literalLanguage(
  {
    id: 'elixir',
    title: 'Elixir',
    languageIds: ['elixir'],
    extensions: ['.ex', '.exs'],
    fences: ['elixir', 'ex', 'exs'],
    comment: ['# ', ''],
    idioms: {
      // An attribute of a module is worked out when the program is built.
      ...readEnvironment({
        read: (name) => `System.fetch_env!("${name}")`,
        within: joinedBy('<>'),
        never: /@\w+[ \t]+$/,
      }),
      printed: printedBy({
        printers:
          /\b(?:IO\.(?:puts|inspect|write)|Logger\.(?:debug|info|notice|warning|warn|error))(?:\s*\(|[ \t]+(?=["\w]))/g,
        filled: { quotes: '"', open: '#{', close: '}' },
      }),
    },
  },
  {
    lineComments: ['#'],
    blockComments: [],
    skipped: /\?(?:\\[^\s]|[^\s\w])/y,
    word: /@?[A-Za-z_]\w*[?!]?/y,
    functions: { words: ['def', 'defp'], end: 'end' },
    strings: [
      { open: /~r(?:"""|'''|[([{</|"'])/y, close: closing, escapes: 'none', multiline: true, pattern: true },
      { open: /~[A-Z]+(?:"""|'''|[([{</|"'])/y, close: closing, escapes: 'none', multiline: true },
      {
        open: /~[a-z](?:"""|'''|[([{</|"'])/y,
        close: closing,
        escapes: 'all',
        multiline: true,
        holes: () => HOLES,
      },
      { open: /"""|'''/y, close: closing, escapes: 'all', multiline: true, holes: () => HOLES },
      { open: /["']/y, close: closing, escapes: 'all', multiline: true, holes: () => HOLES },
    ],
  },
  { idiom, readRequest, answers },
);
