import { joinedBy, lineBefore, readEnvironment } from '../../idioms/environment.ts';
import { printedBy } from '../../idioms/printed.ts';
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
    idioms: {
      ...readEnvironment({
        read: (name, quote) => `os.environ[${quote}${name}${quote}]`,
        within: joinedBy('+'),
        imports: lineBefore(
          /^[ \t]*import[ \t]+(?:[\w.]+[ \t]*,[ \t]*)*os\b(?!\.)/m,
          /^(?:import[ \t]+\w|from[ \t]+(?!__future__)[\w.]+[ \t]+import\b)/m,
          'import os',
        ),
      }),
      printed: printedBy({
        printers:
          /(?<![\w.])(?:pp?rint|(?:logging|logger|log|LOG|LOGGER|_logger|self\.log(?:ger)?|app\.logger|structlog)\.(?:debug|info|warning|warn|error|critical|exception|log)|sys\.std(?:out|err)\.write|st\.write|click\.echo|typer\.echo)\s*\(/g,
        filled: { quotes: `"'`, prefix: /f/i, open: '{', close: '}' },
      }),
    },
  },
  grammar,
);
