import { type Range, SourceText } from '../../source.ts';
import type { Word, WordPart } from './syntax.ts';

/** One argument of a command, its variables resolved. */
export interface Argument {
  readonly value: SourceText;
  /** The same with fallbacks and defaults where another value may be given from outside. */
  readonly guess: SourceText;
  /** The value with the text of variables standing where they are named. */
  readonly local: SourceText;
  /** The same of the guess. */
  readonly localGuess: SourceText;
  /** As written in the command. */
  readonly range: Range;
  /** True when it may stand for any number of arguments: `$OPTIONS`, `"$@"`. */
  readonly opaque: boolean;
  /** True when it may be left out. */
  readonly conditional: boolean;
}

/** An argument whose text is known as it is. */
export const argumentOf = (value: SourceText, range: Range): Argument => ({
  value,
  guess: value,
  local: value,
  localGuess: value,
  range,
  opaque: false,
  conditional: false,
});

/** Any number of arguments of which nothing is known. */
export const unseen = (range: Range): Argument => ({
  value: SourceText.hole(range),
  guess: SourceText.hole(range),
  local: SourceText.hole(range),
  localGuess: SourceText.hole(range),
  range,
  opaque: true,
  conditional: false,
});

/** The characters of a word, with the text of variables where they are named. */
export function localText(word: Word, pieces: readonly SourceText[]): SourceText {
  const own = word.parts.map((part, i) =>
    part.kind === 'text' ? part.value : SourceText.decoded(pieces[i]!.text, part.range),
  );
  return SourceText.join([...own, ...openEnd(word)], word.range.start);
}

const isLoose = (part: WordPart): boolean => part.kind === 'variable' && !part.quoted;

/** The words that unquoted variables of a word become, cut at blanks; undefined where nothing is cut. */
export function split(word: Word, pieces: readonly SourceText[]): readonly Argument[] | undefined {
  const values = pieces.filter((_, i) => isLoose(word.parts[i]!));
  if (values.some((v) => !v.isLiteral || /["'\\*?]/.test(v.text))) return undefined;
  if (!values.some((v) => v.length === 0 || /\s/.test(v.text))) return undefined;
  const words: SourceText[] = [];
  let open: SourceText[] = [];
  const end = (): void => {
    if (open.length > 0) words.push(SourceText.join(open));
    open = [];
  };
  for (const [i, part] of word.parts.entries()) {
    const value = pieces[i]!;
    if (!isLoose(part)) {
      if (value.length > 0 || part.quoted) open.push(value);
      continue;
    }
    let from = 0;
    for (const blank of value.text.matchAll(/\s+/g)) {
      if (blank.index > from) open.push(value.slice(from, blank.index));
      end();
      from = blank.index + blank[0].length;
    }
    if (from < value.length) open.push(value.slice(from));
  }
  end();
  const { range } = word;
  return words.map((value) => argumentOf(value, range));
}

/** True for an unquoted variable with blanks in its value that is cut in ways which are not followed. */
export const isSplit = (word: Word, pieces: readonly SourceText[]): boolean =>
  pieces.some((piece, i) => isLoose(word.parts[i]!) && /\s/.test(piece.text));

/** Without its closing quote, nobody knows how a word goes on. */
export const openEnd = ({ closed, range: { end } }: Word): readonly SourceText[] =>
  closed ? [] : [SourceText.hole({ start: end, end })];
