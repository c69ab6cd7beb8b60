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
  },
  grammar,
);
