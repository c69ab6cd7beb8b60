import { itemsOf, memberOf, membersOf, textOf, valueAt, wordAt } from '../../json-members.ts';
import type { Json } from '../../model.ts';
import { quotedWords, scriptOfWords } from '../../regions/argv.ts';
import { languageOfProgram, type Script } from '../../regions/interpreter.ts';
import type { ScriptWriter } from '../../regions/written-script.ts';
import { type Range, SourceText } from '../../source.ts';
import { baseName } from './environment.ts';
import { writtenInScalar } from './scalars.ts';

/** How the text of scalars is taken. */
export interface Reading {
  /** Undoes what is done to a text before a program gets it. */
  decode(text: SourceText): SourceText;
  /** The whole document. */
  readonly document: string;
  /** True for a literal or folded block, which takes any text that is added to it. */
  isBlock(json: Json): boolean;
  /** True for a scalar on several lines that become one. */
  isFolded(json: Json): boolean;
}

/** What is known of the place a mapping stands at. */
export interface ScriptPlace {
  /** The language of scripts that name none. Undefined: one that is not read. */
  readonly language: string | undefined;
  /** Where an image or action is named whose program is curl. */
  readonly curl: SourceText | undefined;
}

/** The scripts of one mapping, and the keys of the members they were read from. */
export interface ScriptsFound {
  readonly scripts: readonly Script[];
  readonly read: ReadonlySet<string>;
}

/** Keys whose text, or list of lines, is run. */
const RUN =
  /^(?:run|sh|bash|shell|raw|pwsh|powershell|win_shell|cmds?|exec|install|runcmd|bootcmd|entrypoint|test|hooks?|user_?data|inline)$|^(?:before|after)_|(?:commands?|scripts?)$/;
/** Keys of which a list is the words of one command, in the order in which they are put together. */
const WORDS = ['entrypoint', 'path', 'command', 'args', 'argv'] as const;
/** Tasks of Azure Pipelines and actions of GitHub whose scripts are in a language of their own. */
const TASKS: readonly (readonly [name: RegExp, language: string])[] = [
  [/(?:^|\/)github-script@/, 'js'],
  [/^(?:Azure)?PowerShell@/, 'powershell'],
  [/^PythonScript@/, 'python'],
];

/** `pre-build` and `ansible.builtin.shell` as they are compared. */
const normal = (key: string): string => baseName(key).toLowerCase().replaceAll('-', '_');

/** True for a key whose text is run, by its name. */
export const isRun = (key: string): boolean => RUN.test(normal(key));

/** What holds inside of `mapping`, which stands at `outer`. */
export function placeIn(mapping: Json, outer: ScriptPlace): ScriptPlace {
  const shell = wordAt(mapping, 'defaults', 'run', 'shell');
  const task = wordAt(mapping, 'uses') ?? wordAt(mapping, 'task');
  const known = TASKS.find(([name]) => task !== undefined && name.test(task));
  const kind = wordAt(mapping, 'scriptType');
  const windows = /^windows/.test(wordAt(mapping, 'runs-on') ?? '');
  const language = shell
    ? languageOfShell(shell)
    : known
      ? known[1]
      : windows || kind === 'pscore' || kind === 'ps'
        ? 'powershell'
        : outer.language;
  return { language, curl: curlImage(mapping) ?? outer.curl };
}

/** `bash -e {0}` is read by a shell. */
const languageOfShell = (shell: string): string | undefined =>
  languageOfProgram(shell.trim().split(/\s/)[0]!);

function curlImage(mapping: Json): SourceText | undefined {
  for (const key of ['image', 'uses', 'name']) {
    const text = textOf(valueAt(mapping, key));
    const found = text && /(?:^|\/)curl(?=[:@]|$)/.exec(text.text);
    if (text && found)
      return text.slice(found.index + found[0].indexOf('curl'), found.index + found[0].length);
  }
  return undefined;
}

/** The scripts that the members of `mapping` hold. */
export function scriptsOf(mapping: Json, place: ScriptPlace, reading: Reading): ScriptsFound {
  const scripts: Script[] = [];
  const read = new Set<string>();
  const command = commandOf(mapping, place, reading);
  if (command) {
    scripts.push(command.script);
    for (const key of command.keys) read.add(key);
  }
  const program = words(memberOf(mapping, 'command')?.value)?.[0]?.text;
  for (const { key, value } of membersOf(mapping)) {
    if (read.has(key)) continue;
    const inline = key === 'source' && program !== undefined;
    if (!inline && !isRun(key)) continue;
    const found = value.kind === 'array' ? lines(value, reading) : scriptOf(value, reading);
    const language = inline ? languageOfShell(program) : languageOf(mapping, key, place);
    if (!found) continue;
    read.add(key);
    if (language) scripts.push({ language, ...found });
  }
  return { scripts, read };
}

/** The language of the script under `key`. */
function languageOf(mapping: Json, key: string, place: ScriptPlace): string | undefined {
  if (/^(?:pwsh|powershell|win_shell)$/.test(normal(key))) return 'powershell';
  if (/^(?:bash|sh)$/.test(normal(key))) return 'sh';
  const shell = wordAt(mapping, 'shell') ?? wordAt(mapping, 'args', 'executable');
  return shell !== undefined && normal(key) !== 'shell' ? languageOfShell(shell) : place.language;
}

type Written = Omit<Script, 'language'>;

/** How text is added to a script in the scalars at these places. */
const writerOf = (scalars: readonly Range[], { document }: Reading): ScriptWriter => ({
  write: (text, at) => {
    const range = scalars.find((one) => one.start <= at && at <= one.end);
    return range && writtenInScalar(text, range, document);
  },
});

/** A scalar as a script. */
export function scriptOf(json: Json, reading: Reading): Written | undefined {
  if (json.kind !== 'string') return undefined;
  const folded = reading.isFolded(json) ? { folded: [json.range] } : {};
  const source = reading.decode(json.value);
  return { source, editable: reading.isBlock(json), writer: writerOf([json.range], reading), ...folded };
}

/** The lines of a script in a list, lists in it taken apart (an anchor's lines among others). */
function lines(json: Json, reading: Reading): Written | undefined {
  const pieces: SourceText[] = [];
  const folded: Range[] = [];
  const scalars: Range[] = [];
  let editable = true;
  const add = (items: readonly Json[], depth: number): void => {
    for (const item of items) {
      // `[curl, -X, POST]` is one command, unless its first word has blanks: then it is a list of lines.
      const command = words(item);
      if (command && command.length > 1 && !/\s/.test(command[0]!.text)) {
        const end = command.at(-1)!;
        pieces.push(
          quotedWords(command.map(reading.decode)),
          SourceText.decoded('\n', end.range(end.length)),
        );
        editable = false;
      } else if (item.kind === 'array' && depth < 5) add(item.items, depth + 1);
      const script = scriptOf(item, reading);
      if (!script) continue;
      pieces.push(script.source, SourceText.decoded('\n', script.source.range(script.source.length)));
      editable = editable && script.editable;
      folded.push(...(script.folded ?? []));
      scalars.push(item.range);
    }
  };
  add(itemsOf(json), 0);
  if (pieces.length === 0) return undefined;
  return { source: SourceText.join(pieces), editable, folded, writer: writerOf(scalars, reading) };
}

/** The words of a list; undefined when it is none, or holds something else. */
function words(json: Json | undefined): readonly SourceText[] | undefined {
  if (json?.kind !== 'array' || json.items.length === 0) return undefined;
  const found = json.items.map((item) => {
    if (item.kind === 'number' || item.kind === 'boolean')
      return SourceText.decoded(String(item.value), item.range);
    return item.kind === 'dynamic' ? SourceText.hole(item.range) : textOf(item);
  });
  return found.every((word) => word !== undefined) ? found : undefined;
}

/** The command that lists of words in a mapping make together: of a container, a health check, a step. */
function commandOf(
  mapping: Json,
  { curl }: ScriptPlace,
  { decode }: Reading,
): { readonly script: Script; readonly keys: readonly string[] } | undefined {
  const all: SourceText[] = [];
  const keys: string[] = [];
  let complete = true;
  for (const key of WORDS) {
    const value = memberOf(mapping, key)?.value;
    const own = words(value) ?? (key === 'path' && value?.kind === 'string' ? [value.value] : undefined);
    // A first word with blanks in it is a line of a script.
    if (!own || (all.length === 0 && /\s/.test(own[0]!.text) && key !== 'args')) continue;
    all.push(...own.map(decode));
    keys.push(key);
    if (value?.kind === 'array') complete = complete && value.complete;
  }
  const test = words(memberOf(mapping, 'test')?.value);
  if (keys.length === 0 && test && /^(?:CMD|CMD-SHELL|NONE)$/.test(test[0]!.text)) {
    all.push(...test.map(decode));
    keys.push('test');
  }
  const [first] = keys;
  const isProgram = first !== undefined && first !== 'args' && first !== 'path';
  if (!isProgram && !(first === 'path' && keys.includes('args'))) {
    return curl ? curlCommand(mapping, curl, all, complete, keys, decode) : undefined;
  }
  if (first === 'command' && curl && all[0]!.text.startsWith('-'))
    return curlCommand(mapping, curl, all, complete, keys, decode);
  const script = scriptOfWords(all, complete);
  return script && { script, keys };
}

/** What an image or action whose program is curl is given. */
function curlCommand(
  mapping: Json,
  curl: SourceText,
  all: readonly SourceText[],
  complete: boolean,
  keys: readonly string[],
  decode: Reading['decode'],
): { readonly script: Script; readonly keys: readonly string[] } | undefined {
  if (all.length > 0) {
    const script = scriptOfWords([curl, ...all], complete);
    return script && { script, keys };
  }
  const key = ['command', 'args'].find((name) => textOf(valueAt(mapping, name))?.text.trim().startsWith('-'));
  const text = key && textOf(valueAt(mapping, key));
  if (!key || !text) return undefined;
  const blank = SourceText.decoded(' ', text.range(0, 0));
  const source = SourceText.join([quotedWords([curl]), blank, decode(text)]);
  return { script: { language: 'sh', source, editable: false }, keys: [key] };
}
