import { parseJson } from '../../json.ts';
import { textOf } from '../../json-members.ts';
import type { NamedText } from '../../model.ts';
import { scriptOfWords } from '../../regions/argv.ts';
import { languageOfProgram } from '../../regions/interpreter.ts';
import { type Environment, readScript } from '../../regions/scripts.ts';
import { substitute } from '../../regions/substitution.ts';
import { settingCall, withoutUsedUrls } from '../../requests/bare-call.ts';
import { SourceText } from '../../source.ts';
import { type ExtractContext, type Extraction, joined, type Language } from '../language.ts';
import { type Instruction, parseDockerfile } from './parse.ts';

export const language: Language = {
  id: 'dockerfile',
  title: 'Dockerfile',
  languageIds: ['dockerfile', 'containerfile'],
  extensions: ['.dockerfile', '.containerfile'],
  filenames: ['dockerfile', 'containerfile'],
  filenamePattern: /^(?:dockerfile|containerfile)(?:[.-](?!(?:md|txt|ya?ml|json)$)[\w.-]+)?$/,
  fences: ['docker', 'dockerfile', 'containerfile'],
  comment: ['# ', ''],
  extract,
};

const ASSIGNMENT = /([A-Za-z_][\w.-]*)=("(?:[^"\\]|\\[\s\S])*"|'[^']*'|(?:\\[\s\S]|[^\s\\"'])*)/g;
const VARIABLE = /\$\{([A-Za-z_]\w*)(?::?-([^{}]*))?\}|\$([A-Za-z_]\w*)|\$\{[^{}]*\}/g;

function extract(source: SourceText, context: ExtractContext): Extraction {
  const { instructions, comments } = parseDockerfile(source);
  const names = instructions.flatMap(assignments);
  const environment = environmentOf(names);
  const resolved = names.map(({ name, value }) => ({ name, value: expand(value, environment) }));
  const found = [...commands(instructions, environment, context)];
  const calls = resolved.flatMap(({ name, value }) => settingCall(name, value) ?? []);
  const all = joined([...found, { calls, names: resolved.filter((n) => n.value.length > 0), comments }]);
  return { ...all, calls: withoutUsedUrls(all.calls) };
}

/** The variables that an instruction sets. */
function assignments({ keyword, text }: Instruction): NamedText[] {
  if (keyword !== 'ENV' && keyword !== 'ARG') return [];
  const old = keyword === 'ENV' ? /^([A-Za-z_]\w*)[ \t]+(?=[^\s=])/.exec(text.text) : null;
  if (old) return [{ name: old[1]!, value: text.slice(old[0].length).trim() }];
  return [...text.text.matchAll(ASSIGNMENT)].map((m) => {
    const to = m.index + m[0].length;
    const written = text.slice(to - m[2]!.length, to);
    const quote = /^["']/.exec(written.text)?.[0];
    const value = quote ? written.slice(1, written.length - 1) : written;
    return { name: m[1]!, value: quote === "'" ? value : unescaped(value) };
  });
}

const unescaped = (value: SourceText): SourceText =>
  substitute(value, /\\(\r?\n|[^$])/g, (m, written) =>
    m[1]!.endsWith('\n') ? written.slice(0, 0) : written.slice(1),
  );

/** The values of variables that are set once, those in them resolved as far as they were set before. */
function environmentOf(names: readonly NamedText[]): Environment {
  const environment = new Map<string, SourceText>();
  for (const { name, value } of names) {
    const own = expand(value, environment);
    const known = environment.has(name) || own.length > 20_000 ? SourceText.hole(value.range()) : own;
    environment.set(name, known);
  }
  return environment;
}

function expand(text: SourceText, environment: Environment): SourceText {
  if (!text.text.includes('$')) return text;
  return substitute(text, VARIABLE, (match, written) => {
    const value = environment.get(match[1] ?? match[3] ?? '');
    if (value && value.length > 0) return value;
    const fallback = match[2];
    if (!fallback) return SourceText.hole(written.range());
    return written.slice(written.length - 1 - fallback.length, written.length - 1);
  });
}

function* commands(
  instructions: readonly Instruction[],
  environment: Environment,
  context: ExtractContext,
): Generator<Extraction> {
  let shell: string | undefined = 'sh';
  let entrypoint: readonly SourceText[] = [];
  for (const instruction of instructions) {
    const { keyword, text, bodies, script } = instruction;
    switch (keyword) {
      case 'FROM':
        entrypoint = [];
        shell = 'sh';
        break;
      case 'SHELL':
        shell = languageOfProgram(words(text)?.words[0]?.text ?? '');
        break;
      case 'COPY':
      case 'ADD': {
        const ending = /\.([A-Za-z\d]+)$/.exec(text.text.trim())?.[1]?.toLowerCase() ?? '';
        for (const body of bodies)
          yield readScript({ language: ending, source: body, editable: true }, new Map(), context);
        break;
      }
      case 'RUN':
      case 'CMD':
      case 'ENTRYPOINT':
      case 'HEALTHCHECK': {
        const check = keyword === 'HEALTHCHECK' ? /^CMD[ \t]+/.exec(text.text) : undefined;
        if (check === null) break;
        const from = check?.[0].length ?? 0;
        const list = words(text.slice(from));
        if (list) {
          // What CMD lists is given to the program of ENTRYPOINT.
          const all = keyword === 'CMD' ? [...entrypoint, ...list.words] : list.words;
          const command = scriptOfWords(all, list.complete);
          if (keyword === 'ENTRYPOINT') entrypoint = list.words;
          if (command) yield readScript(command, environment, context);
        } else if (shell) {
          // `RUN <<EOF` runs the document itself.
          const alone = /^<<-?[ \t]*["']?\w+["']?\s*$/.test(text.text) ? bodies[0] : undefined;
          const run = alone ?? script.slice(from);
          yield readScript({ language: shell, source: run, editable: true }, environment, context);
        }
      }
    }
  }
}

/** The words of an instruction in its exec form; undefined for the shell form. */
function words(
  text: SourceText,
): { readonly words: readonly SourceText[]; readonly complete: boolean } | undefined {
  if (!text.text.trimStart().startsWith('[')) return undefined;
  const json = parseJson(text);
  if (json?.kind !== 'array' || json.items.length === 0) return undefined;
  const found = json.items.map(textOf);
  return found.every((word) => word !== undefined) ? { words: found, complete: json.complete } : undefined;
}
