import { joinedBy, readEnvironment } from '../../idioms/environment.ts';
import { printedBy } from '../../idioms/printed.ts';
import { programLanguage } from '../../program/extract.ts';
import { grammar } from './grammar.ts';

/** Java, up to records, text blocks and pattern matching. */
export const language = programLanguage(
  {
    id: 'java',
    title: 'Java',
    languageIds: ['java'],
    extensions: ['.java'],
    fences: ['java'],
    comment: ['// ', ''],
    idioms: {
      ...readEnvironment({
        read: (name) => `System.getenv("${name}")`,
        within: joinedBy('+'),
        // The value of an annotation.
        never: /@\w+\([^()]*$/,
      }),
      printed: printedBy({
        printers:
          /\bSystem\.(?:out|err)\.print(?:ln|f)?\s*\(|\b(?:log|logger|LOG|LOGGER)\.(?:trace|debug|info|warn|error|fine|severe|warning)\s*\(/g,
      }),
    },
  },
  grammar,
);
