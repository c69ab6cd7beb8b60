import { joinedBy, readEnvironment } from '../../idioms/environment.ts';
import { printedBy } from '../../idioms/printed.ts';
import { programLanguage } from '../../program/extract.ts';
import { grammar } from './grammar.ts';

/** C#, up to collection expressions and primary constructors. */
export const language = programLanguage(
  {
    id: 'csharp',
    title: 'C#',
    languageIds: ['csharp'],
    extensions: ['.cs', '.csx'],
    fences: ['csharp', 'cs', 'c#'],
    comment: ['// ', ''],
    idioms: {
      ...readEnvironment({
        read: (name, _, text) =>
          `${/^\s*(?:global\s+)?using\s+System\s*;/m.test(text) ? '' : 'System.'}Environment.GetEnvironmentVariable("${name}")`,
        within: joinedBy('+'),
        // A constant, a parameter, the value of an attribute, a verbatim string.
        never: /\bconst\b[^;=]*=\s*$|\[\w+\([^()\]]*$|\([^()]*\bstring\??\s+\w+\s*=\s*$|[@$]$/,
      }),
      printed: printedBy({
        printers:
          /\b(?:Console|Debug|Trace)\.(?:Error\.)?Write(?:Line)?\s*\(|\b_?(?:logger|log)\.(?:Log\w*|Debug|Info|Information|Warn|Warning|Error|Fatal)\s*\(/gi,
        filled: { quotes: '"', prefix: /\$/, open: '{', close: '}' },
      }),
    },
  },
  grammar,
);
