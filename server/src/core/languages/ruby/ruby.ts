import { joinedBy, readEnvironment } from '../../idioms/environment.ts';
import { printedBy } from '../../idioms/printed.ts';
import { programLanguage } from '../../program/extract.ts';
import { grammar } from './grammar.ts';

/** Ruby 3, in files, tasks and the files of its tools. */
export const language = programLanguage(
  {
    id: 'ruby',
    title: 'Ruby',
    languageIds: ['ruby'],
    extensions: ['.rb', '.rake', '.ru', '.gemspec', '.thor', '.jbuilder'],
    filenames: ['rakefile', 'gemfile', 'guardfile', 'capfile', 'thorfile', 'fastfile'],
    fences: ['ruby', 'rb', 'irb'],
    comment: ['# ', ''],
    idioms: {
      ...readEnvironment({
        read: (name, quote) => `ENV.fetch(${quote}${name}${quote})`,
        within: joinedBy('+'),
      }),
      printed: printedBy({
        printers:
          /(?<![\w.:@$])(?:puts|p|pp|print|warn)(?:[ \t]*\(|[ \t]+(?=["'@A-Za-z$]))|\b(?:logger|Rails\.logger|log)\.(?:debug|info|warn|error|fatal|unknown)(?:[ \t]*\(|[ \t]+(?=["'@A-Za-z$]))/g,
        filled: { quotes: '"', open: '#{', close: '}' },
      }),
    },
  },
  grammar,
);
