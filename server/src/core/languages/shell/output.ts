import { SourceText } from '../../source.ts';
import type { Environment } from './environment.ts';
import { jqOutput } from './jq.ts';
import { type Frame, frameOf, type Site } from './reaching.ts';
import type { Block, Command, Word } from './syntax.ts';
import { functionAround, literalOf } from './syntax.ts';

/** Functions that call functions that print: more are not written by people. */
const DEEPEST = 12;

/**
 * What a list of commands prints; undefined when that is not known. All but the last must only feed it.
 */
export function printed(
  environment: Environment,
  commands: readonly Command[],
  site: Site,
  guess: boolean,
): SourceText | undefined {
  const last = commands.at(-1);
  if (!last) return undefined;
  let feeding = 0;
  for (let c: Command | undefined = last; c && commands.includes(c); c = c.pipedFrom) feeding++;
  return feeding === commands.length ? outputOf(environment, last, site, guess) : undefined;
}

/**
 * What a command reads from standard input. Undefined: nothing is given to it. `unknown`: something is, and nobody
 * knows what.
 */
export function inputOf(
  environment: Environment,
  command: Command,
  site: Site,
  guess = false,
): SourceText | 'unknown' | undefined {
  const { input, inputFile, pipedFrom } = command;
  if (input) return environment.text(input, site, guess);
  if (inputFile) return fileContent(environment, inputFile, site, guess) ?? 'unknown';
  if (pipedFrom) return outputOf(environment, pipedFrom, site, guess) ?? 'unknown';
  // What is given to a function, the commands in it read.
  const body = functionAround(command.block);
  const frame = body && frameOf(site, body);
  if (!frame?.command) return body ? undefined : environment.outer?.input;
  const { command: call, caller } = frame;
  return environment.nested(() => inputOf(environment, call, caller, guess)) ?? undefined;
}

function fileContent(
  environment: Environment,
  file: Word,
  site: Site,
  guess: boolean,
): SourceText | undefined {
  const path = environment.text(file, site);
  return path.isLiteral ? environment.files.content(path.text, site, guess) : undefined;
}

/** What one command prints, without line ends behind it. */
function outputOf(
  environment: Environment,
  command: Command,
  at: Site,
  guess: boolean,
): SourceText | undefined {
  const site = environment.site(command, at.frame);
  const text = environment.nested(() => writtenBy(environment, command, site, guess));
  let end = text?.length ?? 0;
  while (end > 0 && /[\r\n]/.test(text!.text[end - 1]!)) end--;
  return text?.slice(0, end);
}

function writtenBy(
  environment: Environment,
  command: Command,
  site: Site,
  guess: boolean,
): SourceText | undefined {
  const { words } = command;
  const name = literalOf(words[0]);
  const texts = (from: number): SourceText[] =>
    words.slice(from).map((w) => environment.text(w, site, guess));
  const input = (): SourceText | undefined => {
    const read = inputOf(environment, command, site, guess);
    return read === 'unknown' ? undefined : read;
  };
  switch (name) {
    case undefined:
      return words.length === 0 && command.inputFile ? input() : undefined;
    case 'echo': {
      const from = words.findIndex((w, i) => i > 0 && !/^-[neE]+$/.test(literalOf(w) ?? ''));
      const escapes = words.slice(1, from).some((w) => /e/.test(literalOf(w) ?? ''));
      if (from < 0) return undefined;
      const text = spaced(texts(from));
      return escapes && text.text.includes('\\') ? undefined : text;
    }
    case 'printf': {
      const from = literalOf(words[1]) === '--' ? 2 : 1;
      const format = words[from];
      return format && formatted(environment, format, words.slice(from + 1), site, guess);
    }
    case 'cat':
    case 'tee': {
      const [file, ...more] = words.slice(1).filter((w) => !literalOf(w)?.startsWith('-'));
      if (!file || name === 'tee') return input();
      return more.length === 0 ? fileContent(environment, file, site, guess) : undefined;
    }
    case 'tr':
      return words.length === 3 && literalOf(words[1]) === '-d' && /^\\[nr]+/.test(literalOf(words[2]) ?? '')
        ? input()
        : undefined;
    case 'jq':
      return jqOutput(environment, words.slice(1), site, input, guess);
    default:
      return ofFunction(environment, command, name, site, guess);
  }
}

/** What a function of the script prints whose body ends in one command that does. */
function ofFunction(
  environment: Environment,
  command: Command,
  name: string,
  site: Site,
  guess: boolean,
): SourceText | undefined {
  const body = environment.functionNamed(name);
  if (!body || depthOf(site) > DEEPEST) return undefined;
  const commands = environment.commandsIn(body);
  const last = commands.at(-1);
  if (!last || !commands.every((c) => c === last || isSilent(c, body)) || last.block !== body)
    return undefined;
  const args = environment.argumentsOf({ ...command, words: command.words.slice(1) }, site);
  const frame: Frame = { block: body, args, complete: true, caller: site };
  return outputOf(environment, last, { ...site, frame }, guess);
}

const depthOf = (site: Site): number => {
  let depth = 0;
  for (let frame = site.frame; frame; frame = frame.caller.frame) depth++;
  return depth;
};

/** True for `local a=$1`, `shift` and what runs inside of their values. */
const isSilent = ({ words, block }: Command, body: Block): boolean =>
  block !== body ||
  words.length === 0 ||
  /^(?:local|declare|readonly|typeset|shift)$/.test(literalOf(words[0]) ?? '');

/** A format of `printf` with its `%s` and `%d` filled in; undefined where it is used in other ways. */
export function formatted(
  environment: Environment,
  format: Word,
  args: readonly Word[],
  site: Site,
  guess: boolean,
): SourceText | undefined {
  const text = environment.text(format, site, guess);
  const values = args.flatMap((word) => environment.arguments(word, site));
  if (values.some((v) => v.opaque)) return undefined;
  const pieces: SourceText[] = [];
  let from = 0;
  let used = 0;
  for (const m of text.text.matchAll(/%(%|-?\d*[sdib])|%|\\n$|\\(["\\/])|\\/g)) {
    pieces.push(text.slice(from, m.index));
    from = m.index + m[0].length;
    if (m[1] === '%') pieces.push(text.slice(m.index, m.index + 1));
    else if (m[1]) {
      const value = values[used++];
      pieces.push(value ? (guess ? value.guess : value.value) : text.slice(from, from));
    } else if (m[2]) pieces.push(text.slice(m.index + 1, from));
    else if (m[0] !== '\\n') return undefined;
  }
  // With more arguments the format is used again.
  return used < values.length ? undefined : SourceText.join([...pieces, text.slice(from)], text.offset(0));
}

/** The pieces with a blank between them, as `echo` prints them. */
export function spaced(pieces: readonly SourceText[]): SourceText {
  return SourceText.join(
    pieces.flatMap((piece, i) => {
      const start = piece.offset(0);
      return i === 0 ? [piece] : [SourceText.decoded(' ', { start, end: start }), piece];
    }),
  );
}
