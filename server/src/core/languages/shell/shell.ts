import { keyUnset } from '../../regions/root-key-variable.ts';
import type { SourceText } from '../../source.ts';
import { readBatch } from '../batch/read.ts';
import type { ExtractContext, Extraction, Language } from '../language.ts';
import { CallFinder } from './calls.ts';
import { clients } from './clients/clients.ts';
import { fromEnvironment, printed } from './idioms.ts';
import { parseScript } from './parse.ts';
import { commandsShown } from './session.ts';

/** Bourne-like shells and fish. */
export const language: Language = {
  id: 'shell',
  title: 'Shell: sh, bash, zsh, fish',
  clients: clients.map(({ name }) => name),
  languageIds: ['shellscript', 'fish'],
  extensions: ['.sh', '.bash', '.zsh', '.ksh', '.bats', '.fish', '.command'],
  filenames: [
    ...[
      '.bashrc',
      '.bash_profile',
      '.bash_login',
      '.bash_aliases',
      '.zshrc',
      '.zshenv',
      '.zprofile',
      '.profile',
    ],
    ...['.kshrc', '.envrc', 'config.fish'],
    // Hooks of git.
    ...[
      'pre-commit',
      'pre-push',
      'pre-rebase',
      'prepare-commit-msg',
      'commit-msg',
      'post-commit',
      'post-merge',
    ],
    ...['post-checkout', 'post-rewrite', 'pre-receive', 'post-receive'],
  ],
  fences: [
    ...[
      'sh',
      'bash',
      'shell',
      'zsh',
      'ksh',
      'fish',
      'shellscript',
      'console',
      'shell-session',
      'shellsession',
    ],
    ...['terminal', 'curl', 'bats'],
  ],
  comment: ['# ', ''],
  idioms: { fromEnvironment, printed },
  extract,
};

/** Calls that functions and loops of one document make are followed up to this number. */
const MOST_RUNS = 3000;

function extract(source: SourceText, context: ExtractContext): Extraction {
  if (WINDOWS.test(source.text) && !UNIX.test(source.text)) return readBatch(source, context.document);
  const script = parseScript(commandsShown(source), context.languageId === 'fish');
  const reading = {
    document: context.document,
    rootKey: '$UNKEY_ROOT_KEY',
    continuation: '\\',
    runs: MOST_RUNS,
  };
  const { calls, names, comments } = new CallFinder(script, reading).find();
  const redefined = REDEFINED.test(source.text);
  const keyed = LOCAL_KEY.test(source.text) ? calls.map(keyUnset) : calls;
  return {
    calls: redefined ? keyed.map((call) => ({ ...call, headersComplete: false })) : keyed,
    names,
    comments,
  };
}

/** The variable with the root key where one function alone, or one command, has it. */
const LOCAL_KEY = /\blocal\s+(?:-\w+\s+)*UNKEY_ROOT_KEY=|^[ \t]*UNKEY_ROOT_KEY=(?:"[^"\n]*"|\$?\w+)[ \t]+\w/m;

/** A command that goes on in the next line as it does on Windows, and one that does as it does elsewhere. */
const WINDOWS = /\bcurl\b[^\n]*\^[ \t]*\r?\n/;
const UNIX = /\\\r?\n|^#!/;

/** An alias, a function or a configuration file that gives every curl of the script options of its own. */
const REDEFINED = /\balias\s+curl=|\bcurl\s*\(\s*\)|\bfunction\s+curl\b|\bCURL_HOME=|\.curlrc\b/;
