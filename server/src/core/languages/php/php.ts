import { joinedBy, readEnvironment } from '../../idioms/environment.ts';
import { printedBy } from '../../idioms/printed.ts';
import { programLanguage } from '../../program/extract.ts';
import { grammar } from './grammar.ts';

/** PHP 8, in files and templates. */
export const language = programLanguage(
  {
    id: 'php',
    title: 'PHP',
    languageIds: ['php'],
    extensions: ['.php', '.phtml', '.php8', '.inc'],
    fences: ['php', 'laravel', 'php8'],
    comment: ['// ', ''],
    idioms: {
      ...readEnvironment({
        read: (name, quote) => `getenv(${quote}${name}${quote})`,
        within: joinedBy('.'),
        // Constants, properties and parameters take no calls.
        never: /\b(?:const|public|private|protected|static|var|readonly|function)\b[^;{}]*=\s*$|#\[[^\]]*$/,
      }),
      printed: printedBy({
        printers:
          /(?<![\w>:$])(?:(?:print_r|var_dump|var_export|error_log|printf|dd|dump|logger|info|Log::(?:debug|info|notice|warning|error|critical))\s*\(|(?:echo|print)\b[ \t]*\(?)|->(?:debug|info|notice|warning|error|critical)\s*\(/g,
        filled: { quotes: '"', open: '{', close: '}', dollar: true },
      }),
    },
  },
  grammar,
);
