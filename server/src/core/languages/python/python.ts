import { programLanguage } from '../../program/extract.ts';
import { PYPI_FILES, withDeclaredRelease } from '../../sdk/pypi.ts';
import type { Language } from '../language.ts';
import { grammar } from './grammar.ts';

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
  },
  grammar,
);

/** Python 3, in files and notebooks. */
export const language: Language = {
  ...program,
  extract: (source, context) => withDeclaredRelease(program.extract(source, context), context.companions),
};
