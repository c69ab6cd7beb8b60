import type { Span } from '../expression.ts';

/** What programs of a language do with values that have to stay secret. */
export interface Idioms {
  /** How expressions read variables of the environment. Missing where that takes more than an expression. */
  readonly environment?: EnvironmentReading;
  /**
   * Replaces a value that is written out by the environment variable `name`; indexes are of the text given. Undefined
   * where the place does not allow it: a constant has to be known when the program is built.
   */
  readonly fromEnvironment?: (name: string, place: WrittenPlace) => readonly Replacement[] | undefined;
  /** The values that a program shows, in logs and on its output. */
  readonly printed?: (text: string) => readonly Printed[];
}

/** Expressions of a language that read its environment. */
export interface EnvironmentReading {
  /**
   * The expression whose value is that of the variable `name`, in a program with this text.
   * @param quote the one that strings around have: `"`, `'`, `` ` ``.
   */
  readonly read: (name: string, quote: string, text: string) => string;
  /**
   * The expression of a string that has `value` between two texts: `"Bearer " + value`. The texts are written as they
   * were between quotes of that kind. Undefined where that cannot be.
   */
  readonly within: (lead: string, value: string, tail: string, quote: string) => string | undefined;
  /** What {@link read} needs at the top of a program; none when it is there, undefined where it cannot be added. */
  readonly imports?: (text: string) => readonly Replacement[] | undefined;
  /** Matches what stands before a literal that no expression may replace. */
  readonly never?: RegExp;
}

/** Text to write instead of a part of another. */
export interface Replacement extends Span {
  readonly newText: string;
}

/** Where a value is written out. */
export interface WrittenPlace extends Span {
  readonly text: string;
  /** The string literal of the language around it, quotes included, if one is. */
  readonly string: Span | undefined;
}

/** One value that is shown. */
export interface Printed extends Span {
  /** Where the call or command that prints it begins. */
  readonly at: number;
  /** What gives it: a string literal, or an expression of the language without what fills it into a text. */
  readonly expression: string;
}
