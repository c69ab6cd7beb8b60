import { type Range, SourceText } from '../../source.ts';
import type { Assignment, Script, Word, WordPart } from './syntax.ts';

/** One argument of a command, its variables resolved. */
export interface Argument {
  readonly value: SourceText;
  /** As written in the command. */
  readonly range: Range;
  /** True when it may stand for any number of arguments: `$OPTIONS`, `"$@"`. */
  readonly opaque: boolean;
}

/** Values longer than this, and arrays with more elements, grew by doubling: nobody's URL. */
const MAX_LENGTH = 20_000;
const MAX_ELEMENTS = 500;

/** The values of a script's variables: those assigned exactly once, and the fallbacks of those never assigned. */
export class Variables {
  private readonly assignments = new Map<string, Assignment[]>();
  /** Known values by name, worked out once; undefined while that is being done, and when there is none. */
  private readonly values = new Map<string, SourceText | undefined>();
  private readonly arrays = new Map<string, readonly Argument[]>();

  constructor(script: Script) {
    for (const command of script.commands) {
      for (const assignment of command.assignments) {
        const known = this.assignments.get(assignment.name);
        if (known) known.push(assignment);
        else this.assignments.set(assignment.name, [assignment]);
      }
    }
  }

  /** The arguments that `word` becomes: one, or the elements of an array. */
  arguments(word: Word): readonly Argument[] {
    const only =
      word.parts.length === 1 || (word.parts.length === 2 && isEmptyText(word.parts[0]!))
        ? word.parts.at(-1)!
        : undefined;
    if (only?.kind === 'variable' && only.elements) return this.elements(only.name, word.range);
    const opaque =
      only !== undefined && only.kind !== 'text' && !only.quoted && this.text(word).text.includes('\uFFFC');
    return [
      {
        value: this.text(word),
        range: word.range,
        opaque: opaque || this.splits(word) || isAllArguments(only),
      },
    ];
  }

  /** The characters of `word`, with a hole for each piece that is not known. */
  text(word: Word): SourceText {
    return SourceText.join(
      word.parts.map((part) => this.part(part)),
      word.range.start,
    );
  }

  private part(part: WordPart): SourceText {
    if (part.kind === 'text') return part.value;
    if (part.kind === 'unknown' || part.elements) return SourceText.hole(part.range);
    const value = this.assignments.has(part.name)
      ? this.valueOf(part.name, part)
      : part.fallback && this.text(part.fallback);
    return value ?? SourceText.hole(part.range);
  }

  private valueOf(name: string, part: WordPart & { kind: 'variable' }): SourceText | undefined {
    if (this.values.has(name)) return this.values.get(name);
    this.values.set(name, undefined);
    const word = this.wordOf(part);
    const text = word && this.text(word);
    const value = text && text.length <= MAX_LENGTH ? text : undefined;
    this.values.set(name, value);
    return value;
  }

  private wordOf(part: WordPart & { kind: 'variable' }): Word | undefined {
    const known = this.assignments.get(part.name) ?? [];
    const [first] = known;
    if (known.length !== 1 || first!.append || !first!.value || !('parts' in first!.value)) return undefined;
    // A variable without a value is there to be filled in.
    if (first!.value.parts.every(isEmptyText)) return undefined;
    // `BASE=${BASE:-https://…}`: the name on the right is the one from outside.
    const own = first!.value.parts.find((p) => p.kind === 'variable' && p.name === part.name);
    if (own?.kind === 'variable')
      return first!.value.parts.length === 1 || first!.value.parts.every((p) => p === own || isEmptyText(p))
        ? own.fallback
        : undefined;
    return first!.value;
  }

  private elements(name: string, range: Range): readonly Argument[] {
    const more = { value: SourceText.hole(range), range, opaque: true };
    const read = this.arrays.get(name);
    if (read) return read;
    // An array that holds itself.
    this.arrays.set(name, [more]);
    const known = this.assignments.get(name) ?? [];
    const values = known.flatMap((a) => (a.value && !('parts' in a.value) ? a.value : []));
    const all = values.flatMap((word) => this.arguments(word));
    const certain =
      all.length <= MAX_ELEMENTS &&
      known.length === 1 &&
      known[0]!.value !== undefined &&
      !('parts' in known[0]!.value);
    const elements = certain ? all : [...all.slice(0, MAX_ELEMENTS), more];
    this.arrays.set(name, elements);
    return elements;
  }

  /** An unquoted variable whose value has blanks becomes several words, cut without regard to quotes. */
  private splits(word: Word): boolean {
    return word.parts.some((p) => p.kind === 'variable' && !p.quoted && /\s/.test(this.part(p).text));
  }
}

const isEmptyText = (part: WordPart): boolean => part.kind === 'text' && part.value.length === 0;

/** `"$@"` is quoted and still many words. */
const isAllArguments = (part: WordPart | undefined): boolean =>
  part?.kind === 'unknown' && part.range.end - part.range.start === 2;
