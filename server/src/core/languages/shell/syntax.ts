import type { Range, SourceText } from '../../source.ts';

/** A piece of a word, before variables are resolved. */
export type WordPart =
  | { readonly kind: 'text'; readonly value: SourceText; readonly quoted: boolean }
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly quoted: boolean;
      readonly range: Range;
      /** What `${NAME:-…}` gives when the variable is unset. */
      readonly fallback?: Word;
      /** `${NAME[@]}`: every element of an array, each a word. */
      readonly elements: boolean;
    }
  | { readonly kind: 'unknown'; readonly quoted: boolean; readonly range: Range };

export interface Word {
  readonly parts: readonly WordPart[];
  /** As written, quotes included. */
  readonly range: Range;
  /** False when a quote or bracket in it is never closed. */
  readonly closed: boolean;
}

export interface Assignment {
  readonly name: string;
  /** One word, the elements of an array, or undefined when the value is not written here (`read`, `for`). */
  readonly value: Word | readonly Word[] | undefined;
  readonly append: boolean;
}

export interface Command {
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  /** What the command reads from standard input: a here-document or here-string. */
  readonly input: Word | undefined;
  readonly range: Range;
  /** False when the text ends or breaks inside the command. */
  readonly whole: boolean;
}

export interface Script {
  /** Every simple command, those inside substitutions and functions included, in no particular order. */
  readonly commands: readonly Command[];
  readonly comments: readonly SourceText[];
}
