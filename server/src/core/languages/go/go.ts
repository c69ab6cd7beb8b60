import { joinedBy, lineBefore, readEnvironment } from '../../idioms/environment.ts';
import { printedBy } from '../../idioms/printed.ts';
import { programLanguage } from '../../program/extract.ts';
import { alignment } from './alignment.ts';
import { grammar } from './grammar.ts';
import { leftovers } from './leftovers.ts';

/** Go. */
export const language = programLanguage(
  {
    id: 'go',
    title: 'Go',
    languageIds: ['go'],
    extensions: ['.go'],
    fences: ['go', 'golang'],
    comment: ['// ', ''],
    leftovers,
    format: alignment,
    idioms: {
      ...readEnvironment({
        read: (name) => `os.Getenv("${name}")`,
        within: joinedBy('+'),
        imports: lineBefore(/^import\s+"os"|^\s*"os"\s*$/m, /(?<=^import\s*\(\r?\n)/m, '\t"os"'),
        never: /\bconst\s+(?:\w[\w\s]*=\s*|\([^)]*)$/,
      }),
      printed: printedBy({
        printers:
          /(?<![\w.])(?:fmt\.(?:Print|Println|Printf)|(?:log|slog|logger|zap|logrus|sugar)\.(?:Print|Debug|Info|Warn|Error|Fatal|Panic)\w*)\s*\(/g,
      }),
    },
  },
  grammar,
);
