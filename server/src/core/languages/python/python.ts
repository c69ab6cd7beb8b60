import { joinedBy, lineBefore, readEnvironment } from '../../idioms/environment.ts';
import { printedBy } from '../../idioms/printed.ts';
import { programLanguage } from '../../program/extract.ts';
import { PYPI_FILES, withDeclaredRelease } from '../../sdk/pypi.ts';
import type { Language } from '../language.ts';
import { grammar } from './grammar.ts';
import { leftovers } from './leftovers.ts';

/** Imports of modules that only releases from before v2 have. */
const EARLIER_MODULE = /^[ \t]*(?:from|import)[ \t]+unkey(?:_py)?(?![\w.])/m;

const program = programLanguage(
  {
    id: 'python',
    title: 'Python',
    languageIds: ['python'],
    extensions: ['.py', '.pyw', '.pyi'],
    fences: ['python', 'py', 'python3', 'py3'],
    comment: ['# ', ''],
    companions: { names: PYPI_FILES, wanted: (text) => EARLIER_MODULE.test(text) },
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
          /(?<![\w.])(?:pp?rint|(?:logging(?:\.getLogger\([^()\n]{0,80}\))?|logger|log|LOG|LOGGER|_logger|self\.log(?:ger)?|app\.logger|structlog)\.(?:debug|info|warning|warn|error|critical|exception|log)|sys\.std(?:out|err)\.write|st\.write|click\.echo|typer\.echo)\s*\(/g,
        filled: { quotes: `"'`, prefix: /f/i, open: '{', close: '}' },
      }),
    },
  },
  grammar,
);

/** Python 3, in files and notebooks. */
export const language: Language = {
  ...program,
  leftovers,
  extract: (source, context) => withDeclaredRelease(program.extract(source, context), context.companions),
};
