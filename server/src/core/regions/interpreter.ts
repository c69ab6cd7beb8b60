import type { Range, SourceText } from '../source.ts';
import type { ScriptWriter } from './written-script.ts';

/** Fence names of the languages that programs read, by the program's name without version and path. */
const LANGUAGES: Readonly<Record<string, string>> = {
  sh: 'sh',
  bash: 'sh',
  zsh: 'sh',
  ksh: 'sh',
  dash: 'sh',
  ash: 'sh',
  bats: 'sh',
  fish: 'fish',
  pwsh: 'powershell',
  powershell: 'powershell',
  python: 'python',
  pypy: 'python',
  node: 'js',
  deno: 'ts',
  bun: 'ts',
  tsx: 'ts',
  'ts-node': 'ts',
  zx: 'js',
  ruby: 'ruby',
  php: 'php',
};

/** The language that a program of that name reads, as a fence would call it: `/usr/bin/python3.12` reads `python`. */
export function languageOfProgram(program: string): string | undefined {
  const name = program.slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1).toLowerCase();
  return LANGUAGES[name.replace(/\.exe$/, '').replace(/[\d.]+$/, '')];
}

/** The language named by a `#!` in the first line of a script; undefined when there is none, or it is not known. */
export function languageOfShebang(text: string): string | undefined {
  const line = /^#![ \t]*(\S+)(?:[ \t]+([^\r\n]*))?/.exec(text.trimStart());
  if (!line) return undefined;
  const isEnv = /(?:^|\/)env$/.test(line[1]!);
  const program = isEnv ? (line[2] ?? '').split(/\s+/).find((word) => /^[^-=]+$/.test(word)) : line[1];
  return program === undefined ? undefined : languageOfProgram(program);
}

/** A script in some language, as a fence would call it. */
export interface Script {
  readonly language: string;
  readonly source: SourceText;
  /** False where text cannot be added to it as it could to a file: what is added would need quotes or escapes. */
  readonly editable: boolean;
  /** How text is added to it all the same. */
  readonly writer?: ScriptWriter;
  /** Where its lines are joined before it is run, so that no comment can stand between them. */
  readonly folded?: readonly Range[];
}
