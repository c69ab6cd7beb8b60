import { readEnvironment } from '../../idioms/environment.ts';
import { printedBy } from '../../idioms/printed.ts';
import { programLanguage } from '../../program/extract.ts';
import { grammar } from './grammar.ts';

/** Rust. */
export const language = programLanguage(
  {
    id: 'rust',
    title: 'Rust',
    languageIds: ['rust'],
    extensions: ['.rs'],
    fences: ['rust', 'rs'],
    comment: ['// ', ''],
    idioms: {
      ...readEnvironment({
        read: (name) => `&std::env::var("${name}").unwrap()`,
        within: (lead, value, tail) =>
          /[{}]/.test(lead + tail) ? undefined : `&format!("${lead}{}${tail}", ${value.replace(/^&/, '')})`,
        never: /\b(?:const|static)\b[^;=]*=\s*$/,
      }),
      printed: printedBy({
        printers:
          /(?<![\w.])(?:e?print(?:ln)?|dbg|(?:log::|tracing::)?(?:trace|debug|info|warn|error))!\s*\(/g,
        filled: { quotes: '"', open: '{', close: '}' },
      }),
    },
  },
  grammar,
);
