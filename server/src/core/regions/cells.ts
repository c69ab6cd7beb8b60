import type { NamedText } from '../model.ts';
import { SourceText } from '../source.ts';
import type { Fence } from './fences.ts';
import { languageOfProgram } from './interpreter.ts';
import { type Line, linesOf } from './lines.ts';
import { withHoles } from './substitution.ts';

/** A cell of a notebook, taken apart. */
export interface Cell {
  /** What the kernel's own language reads. Empty for a cell that is all in another. */
  readonly code: SourceText;
  /** Commands given to the shell, and cells in another language. */
  readonly others: readonly Fence[];
  /** Variables set by `%env`. */
  readonly names: readonly NamedText[];
}

/** Magics of IPython that say something about a cell of Python (source: IPython, Built-in magic commands). */
const STILL_CODE = /^(?:capture|time|timeit|prun|memit|mprun|debug)\b/;
const LANGUAGES: Readonly<Record<string, string>> = {
  bash: 'sh',
  sh: 'sh',
  '!': 'sh',
  system: 'sh',
  sx: 'sh',
  javascript: 'js',
  js: 'js',
  ruby: 'ruby',
  python: 'python',
  python3: 'python',
  pypy: 'python',
  html: 'html',
  markdown: 'markdown',
};
const CELL_MAGIC = /^%%(!|[\w]+)[ \t]*(.*)$/;
/** `!curl …`, `result = !curl …`, `%sx curl …` */
const COMMAND = /^([ \t]*)((?:[A-Za-z_]\w*[ \t]*=[ \t]*)?(?:!{1,2}|%(?:sx|system)[ \t]+))(?=[^\s=!])/;
const VARIABLE = /^[ \t]*%(?:set_)?env[ \t]+([A-Za-z_]\w*)[ \t=]+(.*)$/;
const MAGIC = /^([ \t]*)(?:%[A-Za-z]\w*|\?{1,2}[\w.]+|[\w.]+\?{1,2}$)/;
/** A variable of the notebook put into a command. */
const INSERTED = /\{[A-Za-z_][\w.]*(?:\[[^\]{}\n]*\])*\}/g;

/** Takes a cell of a kernel that reads `language` apart. Only IPython has magics. */
export function readCell(source: SourceText, language: string): Cell {
  if (language !== 'python') return { code: source, others: [], names: [] };
  const lines = linesOf(source);
  let first = lines.findIndex((line) => line.source.text.trim() !== '');
  if (first < 0) return { code: source, others: [], names: [] };
  for (let magic = magicAt(lines[first]); magic; magic = magicAt(lines[++first])) {
    if (STILL_CODE.test(magic.name)) continue;
    const content = source.slice(lines[first]!.next);
    const inner = languageOfMagic(magic.name, magic.rest);
    return { code: source.slice(0, 0), others: inner ? [{ language: inner, content }] : [], names: [] };
  }
  return readLines(source, lines.slice(first));
}

function magicAt(line: Line | undefined): { readonly name: string; readonly rest: string } | undefined {
  const magic = line && CELL_MAGIC.exec(line.source.text);
  return magic ? { name: magic[1]!, rest: magic[2]!.trim() } : undefined;
}

function languageOfMagic(name: string, rest: string): string | undefined {
  if (name === 'script')
    return languageOfProgram(rest.split(/\s+/).find((word) => !word.startsWith('-')) ?? '');
  if (name === 'writefile' || name === 'file') return /\.([A-Za-z\d]+)$/.exec(rest)?.[1]?.toLowerCase();
  return LANGUAGES[name];
}

function readLines(source: SourceText, lines: readonly Line[]): Cell {
  const code: SourceText[] = [];
  const others: Fence[] = [];
  const names: NamedText[] = [];
  for (let i = 0; i < lines.length; i++) {
    const { source: line, start } = lines[i]!;
    const command = COMMAND.exec(line.text);
    const variable = VARIABLE.exec(line.text);
    const magic = command ?? MAGIC.exec(line.text);
    if (!magic) {
      code.push(source.slice(start, lines[i]!.next));
      continue;
    }
    if (variable)
      names.push({ name: variable[1]!, value: line.slice(line.length - variable[2]!.length).trim() });
    // Something stands where the line was, so that the block around it has a body.
    const instead = command && /=/.test(command[2]!) ? `${command[2]!.split('=')[0]!.trim()} = None` : 'pass';
    code.push(SourceText.decoded(`${magic[1]!}${instead}\n`, line.range()));
    while (command && lines[i]!.source.text.endsWith('\\') && i + 1 < lines.length) i++;
    if (!command) continue;
    const content = source.slice(start + command[0].length, lines[i]!.next);
    others.push({ language: 'sh', content: withHoles(content, INSERTED) });
  }
  return { code: SourceText.join(code, source.offset(0)), others, names };
}
