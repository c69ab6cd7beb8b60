import type { Range } from '../../source.ts';
import { SourceText } from '../../source.ts';
import { type Argument, argumentOf, isSplit, localText, openEnd, split } from './argument.ts';
import { Arrays } from './arrays.ts';
import { Decisions } from './conditions.ts';
import { Files } from './files.ts';
import { JqPlaces } from './jq-places.ts';
import { formatted, printed } from './output.ts';
import { Positionals } from './positionals.ts';
import { type Frame, frameOf, Reaching, type Site } from './reaching.ts';
import type { Assignment, Block, Command, Script, VariablePart, Word, WordPart } from './syntax.ts';
import { functionAround, isEmptyWord, literalOf } from './syntax.ts';
import { isClock, Times } from './times.ts';

/** The shell that runs a script inside of another: what it knows from there. */
export interface Outer {
  readonly environment: Environment;
  readonly site: Site;
  /** Which variables are handed on. */
  readonly hands: 'all' | 'exported' | 'none';
  /** `bash -c script name ARGUMENT…` */
  readonly args: readonly Argument[];
  /** `NAME=value bash -c …` */
  readonly prefix: readonly Assignment[];
  /** What it reads from standard input: as {@link inputOf} tells it. */
  readonly input: SourceText | 'unknown' | undefined;
}

/** Values longer than this grew by doubling: nobody's URL. */
const MAX_LENGTH = 20_000;
/** Variables that stand for variables: longer chains are not written by people. */
const DEEPEST = 40;

/** What a variable holds. */
export interface Known {
  readonly text: SourceText;
  readonly certain: boolean;
}

/** The values of a script's variables and words at every place. */
export class Environment {
  readonly reaching: Reaching;
  readonly files: Files;
  /** Unknown pieces that are times in seconds. */
  readonly times = new Times(this);
  readonly jq = new JqPlaces();
  private readonly values = new Map<Frame | undefined, Map<string, Known | undefined>>();
  private readonly bodies = new Map<Block | undefined, Command[]>();
  private readonly plainWords = new Map<Word, Argument>();
  readonly positionals: Positionals;
  readonly arrays = new Arrays(this);
  private depth = 0;

  constructor(
    readonly script: Script,
    readonly outer?: Outer,
  ) {
    const decisions = new Decisions(this);
    this.reaching = new Reaching(script, (branch, site) => decisions.decide(branch, site));
    this.files = new Files(this, script);
    this.positionals = new Positionals(this, script);
    for (const command of script.commands) {
      const around = functionAround(command.block);
      const body = this.bodies.get(around);
      if (body) body.push(command);
      else this.bodies.set(around, [command]);
    }
  }

  /** The commands in the body of a function; with undefined, those outside of functions. */
  commandsIn(body: Block | undefined): readonly Command[] {
    return this.bodies.get(body) ?? [];
  }

  /** The body of the one function of that name; undefined when there is none, or several. */
  functionNamed(name: string): Block | undefined {
    const named = this.script.functions.filter((f) => f.name === name);
    return named.length === 1 ? named[0] : undefined;
  }

  /** The place at which a command runs. */
  site(command: Command, frame?: Frame): Site {
    return { order: command.order, block: command.block, frame };
  }

  /** The characters of `word`, with a hole for each piece that is not known; with `guess`, fallbacks are taken. */
  text(word: Word, site: Site, guess = false): SourceText {
    const plain = this.plain(word);
    if (plain) return plain.value;
    const pieces = word.parts.map((part) => this.part(part, site, guess));
    return SourceText.join([...pieces, ...openEnd(word)], word.range.start);
  }

  /** The arguments that `word` becomes: one, none, or the elements of an array. */
  arguments(word: Word, site: Site): readonly Argument[] {
    const plain = this.plain(word);
    if (plain) return [plain];
    const [first, second] = word.parts;
    const isQuoted = first?.kind === 'text' && first.value.length === 0;
    const only = word.parts.length === 1 ? first : isQuoted && word.parts.length === 2 ? second : undefined;
    if (only?.kind === 'variable' && only.elements) return this.arrays.elements(only, site, word.range);
    const pieces = word.parts.map((part) => this.part(part, site, false));
    const value = SourceText.join([...pieces, ...openEnd(word)], word.range.start);
    const local = localText(word, pieces);
    const guesses = value.isLiteral ? pieces : word.parts.map((part) => this.part(part, site, true));
    const guess = value.isLiteral ? value : this.text(word, site, true);
    const localGuess = value.isLiteral ? local : localText(word, guesses);
    const argument = { value, guess, local, localGuess, range: word.range, conditional: false };
    const opaque = only !== undefined && only.kind !== 'text' && !only.quoted && !value.isLiteral;
    if (opaque) return [{ ...argument, opaque }];
    return split(word, pieces) ?? [{ ...argument, opaque: isSplit(word, pieces) }];
  }

  /** The argument that a word without variables is, made once. */
  private plain(word: Word): Argument | undefined {
    const known = this.plainWords.get(word);
    if (known || !word.closed || !word.parts.every((p) => p.kind === 'text')) return known;
    const value = SourceText.join(
      word.parts.flatMap((p) => (p.kind === 'text' ? [p.value] : [])),
      word.range.start,
    );
    const argument = argumentOf(value, word.range);
    this.plainWords.set(word, argument);
    return argument;
  }

  /** The arguments of a command, its name the first of them. */
  argumentsOf(command: Command, site: Site): readonly Argument[] {
    return command.words.flatMap((word) => this.arguments(word, site));
  }

  private part(part: WordPart, site: Site, guess: boolean): SourceText {
    if (part.kind === 'text') return part.value;
    const hole = SourceText.hole(part.range);
    if (part.kind === 'unknown') {
      if (part.arithmetic !== undefined && this.times.isSum(part.arithmetic, site))
        this.times.add(part.range);
      return hole;
    }
    if (part.kind === 'substitution') {
      if (isClock(part.commands)) this.times.add(part.range);
      return this.nested(() => printed(this, part.commands, site, guess)) ?? hole;
    }
    const known = this.nested(() => this.variable(part, site, guess));
    if (!known || !(known.certain || guess)) return hole;
    if (!this.times.has(known.text)) return known.text;
    // A time is judged where it is used.
    this.times.add(part.range);
    return hole;
  }

  /** What `read` gives; undefined where values are nested deeper than people write them. */
  nested<T>(read: () => T): T | undefined {
    if (this.depth >= DEEPEST) return undefined;
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  private variable(part: VariablePart, site: Site, guess: boolean): Known | undefined {
    if (part.elements) return this.arrays.joined(part, site);
    const found = this.valueOf(part.name, site, guess);
    const { fallback, trim } = part;
    if (found === 'unset' || found === 'empty') {
      if (!fallback) return found === 'empty' ? empty(part.range) : undefined;
      return { text: this.text(fallback, site, guess), certain: found === 'empty' };
    }
    if (!found) return undefined;
    if (fallback && found.text.length === 0)
      return { text: this.text(fallback, site, guess), certain: found.certain };
    if (!trim) return found;
    const pattern = literalOf(trim.text);
    if (pattern === undefined || /[*?[]/.test(pattern)) return undefined;
    const { text } = found;
    const length = text.length - pattern.length;
    if (trim.at === 'end')
      return text.text.endsWith(pattern) ? { ...found, text: text.slice(0, length) } : found;
    return text.text.startsWith(pattern) ? { ...found, text: text.slice(pattern.length) } : found;
  }

  /** The value of a variable; undefined where it is not known for sure. */
  named(name: string, site: Site): SourceText | undefined {
    const found = this.nested(() => this.valueOf(name, site, false));
    return typeof found === 'object' && found.certain ? found.text : undefined;
  }

  /** `unset`: nobody in this text gives it a value. `empty`: known to be empty. Undefined: not known. */
  private valueOf(name: string, site: Site, guess: boolean): Known | 'unset' | 'empty' | undefined {
    if (/^\d+$/.test(name)) return this.positional(Number(name), site, guess);
    const found = this.reaching.lookup(name, site);
    if (found === 'unknown') return undefined;
    if (found === 'unset') return this.element(name, site, guess) ?? this.inherited(name, guess);
    const { base, appended, certain, frame } = found;
    const first = base && this.assigned(base, frame, guess);
    if (!first) return undefined;
    if (first === 'empty') return appended.length === 0 ? 'empty' : undefined;
    if (first === 'unset') return appended.length === 0 ? 'unset' : undefined;
    const pieces = appended.map(({ assignment, conditional }) => {
      const more = conditional ? undefined : this.assigned(assignment, frame, guess);
      return more && typeof more === 'object'
        ? more.text
        : SourceText.hole(first.text.range(first.text.length));
    });
    const text = SourceText.join([first.text, ...pieces]);
    return text.length > MAX_LENGTH ? undefined : { text, certain: certain && first.certain };
  }

  /** The value that one assignment gives, worked out once. */
  private assigned(
    assignment: Assignment,
    frame: Frame | undefined,
    guess: boolean,
  ): Known | 'unset' | 'empty' | undefined {
    const { value } = assignment;
    if (value.kind === 'word' && isEmptyWord(value.word)) {
      // A variable without a value is there to be filled in; in a function it is a start.
      return frame ? 'empty' : 'unset';
    }
    const known = this.values.get(frame) ?? new Map<string, Known | undefined>();
    this.values.set(frame, known);
    const key = `${assignment.name} ${assignment.order} ${guess}`;
    if (known.has(key)) return known.get(key);
    known.set(key, undefined);
    const site: Site = { order: assignment.order, block: assignment.block, frame };
    const text = this.assignedText(assignment, site, guess);
    // What differs from the certain reading was guessed.
    const certain = !guess || !text || this.assignedText(assignment, site, false)?.text === text.text;
    const result = text && text.length <= MAX_LENGTH ? { text, certain } : undefined;
    known.set(key, result);
    return result;
  }

  private assignedText({ value }: Assignment, site: Site, guess: boolean): SourceText | undefined {
    switch (value.kind) {
      case 'word':
        return this.text(value.word, site, guess);
      case 'formatted':
        return formatted(this, value.format, value.args, site, guess);
      case 'input': {
        const { input } = value.command;
        return input && this.text(input, site, guess).trim();
      }
      case 'item': {
        const item = frameOf(site, value.loop)?.args[0];
        return guess ? item?.guess : item?.value;
      }
      case 'array':
        // Bash takes the first element, zsh all of them.
        return value.words.length === 1 ? this.text(value.words[0]!, site, guess) : undefined;
      default:
        return undefined;
    }
  }

  /** `${urls[create]}` of `declare -A urls=([create]=…)`, `${urls[0]}` of `urls=(…)`. */
  private element(name: string, site: Site, guess: boolean): Known | undefined {
    const [, array, key] = /^(\w+)\[(.*)\]$/.exec(name) ?? [];
    const found = array === undefined ? 'unset' : this.reaching.lookup(array, site);
    if (typeof found === 'string' || found.base?.value.kind !== 'array' || found.appended.length > 0)
      return undefined;
    const { words } = found.base.value;
    const place: Site = { order: found.base.order, block: found.base.block, frame: found.frame };
    const named = words.map((w) => this.text(w, place, guess)).find((t) => t.text.startsWith(`[${key}]=`));
    const numbered = /^\d+$/.test(key!) ? words[Number(key)] : undefined;
    const text = named?.slice(key!.length + 3) ?? (numbered && this.text(numbered, place, guess));
    return text && { text, certain: found.certain };
  }

  private inherited(name: string, guess: boolean): Known | 'unset' | 'empty' | undefined {
    const { outer } = this;
    if (!outer) return 'unset';
    const given = outer.prefix.find((a) => a.name === name);
    if (given?.value.kind === 'word')
      return { text: outer.environment.text(given.value.word, outer.site, guess), certain: true };
    if (outer.hands === 'none') return 'unset';
    const seen = outer.hands === 'all' || outer.environment.script.exported.has(name);
    return seen ? outer.environment.valueOf(name, outer.site, guess) : 'unset';
  }

  private positional(number: number, site: Site, guess: boolean): Known | 'unset' | 'empty' | undefined {
    const given = this.positionals.at(site, NOWHERE);
    if (!given) return 'unset';
    const argument = given.args[number - 1];
    const before = given.args.slice(0, number);
    if (!argument) return given.complete && !before.some((a) => a.opaque) ? 'empty' : 'unset';
    if (before.some((a) => a.opaque || a.conditional)) return undefined;
    return { text: guess ? argument.guess : argument.value, certain: true };
  }
}

const empty = (range: Range): Known => ({ text: SourceText.verbatim('', range.start), certain: true });
const NOWHERE: Range = { start: 0, end: 0 };
