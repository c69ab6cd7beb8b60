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
  const broken = brokenOff(script.commands);
  const redefined = REDEFINED.test(source.text);
  for (const written of script.commands) {
    const command = broken.has(written) ? { ...written, whole: false } : written;
    const found = commandCalls(command, variables, context.document);
    calls.push(...(redefined ? found.map((call) => ({ ...call, headersComplete: false })) : found));
  }
  return { calls, comments: script.comments };
}

/** An alias, a function or a configuration file that gives every curl of the script options of its own. */
const REDEFINED = /\balias\s+curl=|\bcurl\s*\(\s*\)|\bfunction\s+curl\b|\bCURL_HOME=|\.curlrc\b/;

/** The commands whose options go on behind their end: at a line end whose backslash is missing or misplaced. */
function brokenOff(commands: readonly Command[]): ReadonlySet<Command> {
  const broken = new Set<Command>();
  let last: Command | undefined;
  for (const command of [...commands].sort((a, b) => a.range.start - b.range.start)) {
    const follows = last && last.range.end <= command.range.start;
    const name = command.words[0];
    if (last && follows && name && /^--?[A-Za-z]/.test(literalOf(name) ?? '')) broken.add(last);
    if (!last || command.range.end > last.range.end) last = command;
  }
  return broken;
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
