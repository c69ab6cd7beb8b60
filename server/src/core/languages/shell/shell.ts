import type { ApiCall } from '../../model.ts';
import type { SourceText } from '../../source.ts';
import type { ExtractContext, Extraction, Language } from '../language.ts';
import { curlCalls } from './curl.ts';
import { literalOf, parseScript } from './parse.ts';
import type { Command } from './syntax.ts';
import { type Argument, Variables } from './variables.ts';

/** Commands that run the command behind them. */
const PREFIXES = new Set([
  'sudo',
  'command',
  'exec',
  'nohup',
  'env',
  'builtin',
  'time',
  'watch',
  'xargs',
  'timeout',
  'retry',
]);

export const language: Language = {
  id: 'shell',
  languageIds: ['shellscript'],
  extensions: ['.sh', '.bash', '.zsh', '.ksh', '.bats'],
  filenames: ['.bashrc', '.bash_profile', '.zshrc', '.profile', '.envrc'],
  fences: [
    'sh',
    'bash',
    'shell',
    'zsh',
    'shellscript',
    'console',
    'shell-session',
    'shellsession',
    'terminal',
    'curl',
  ],
  comment: ['# ', ''],
  extract,
};

function extract(source: SourceText, context: ExtractContext): Extraction {
  const script = parseScript(source);
  const variables = new Variables(script);
  const calls: ApiCall[] = [];
  for (const command of script.commands) calls.push(...commandCalls(command, variables, context.document));
  return { calls, comments: script.comments };
}

function commandCalls(command: Command, variables: Variables, document: string): ApiCall[] {
  const { words } = command;
  let at = 0;
  let whole = command.whole;
  // `$ curl …` as it is shown in consoles.
  if (literalOf(words[0] ?? { parts: [], range: command.range, closed: true }) === '$') at++;
  for (; at < words.length; at++) {
    const text = literalOf(words[at]!);
    if (text === undefined) return [];
    if (/^(?:.*\/)?curl(?:\.exe)?$/.test(text)) break;
    // `timeout 10 curl`, `sudo -u x curl`: options and numbers of the prefix.
    if (!PREFIXES.has(text) && !/^(?:-.*|\d+[smh]?)$/.test(text)) return [];
    if (text === 'xargs') whole = false;
  }
  const name = words[at];
  if (!name) return [];
  const args: Argument[] = words.slice(at + 1).flatMap((word) => variables.arguments(word));
  return curlCalls({ ...command, whole }, name.range, args, variables, document);
}
