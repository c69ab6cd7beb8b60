import type { StringSyntax } from '../program/strings.ts';

/** How the literals and comments of a language are written. Expressions must be sticky. */
export interface LiteralSyntax {
  /** What a comment that ends with its line begins with. */
  readonly lineComments: readonly string[];
  readonly blockComments: readonly BlockComment[];
  readonly strings: readonly StringForm[];
  /** What looks like the beginning of a literal and is none: characters, lifetimes. */
  readonly skipped?: RegExp;
  /** Words that may begin with more than letters: `@base_url`. */
  readonly word: RegExp;
}

/** What is told of a language that is read by its literals alone. */
export interface CodeSyntax extends LiteralSyntax {
  readonly functions: FunctionSyntax;
}

/** How the functions of a language are written. */
export interface FunctionSyntax {
  /** The words before their names; missing: a type may stand there. */
  readonly words?: readonly string[];
  /** What ends them, where it is no single expression. */
  readonly end: '}' | 'end';
}

/** How a comment over several lines begins and ends. */
export interface BlockComment {
  readonly open: RegExp;
  /** What ends a comment that began with `open`. */
  readonly close: (open: string) => string;
  /** True when comments inside of it count. */
  readonly nested?: boolean;
}

/** A kind of string literal. */
export interface StringForm extends StringSyntax {
  readonly open: RegExp;
  /** What ends a string that began with `open`. */
  readonly close: (open: string) => string;
  /** False for one that must end on its line. */
  readonly multiline: boolean;
  /** The expressions in it, by how they begin. */
  readonly holes?: (open: string) => readonly Hole[];
  /** True for a pattern rather than a text. */
  readonly pattern?: boolean;
}

/** How an expression inside a string is written: between brackets, or as a name that `open` stands before. */
export interface Hole {
  readonly open: string;
  readonly close: ')' | '}' | 'name';
}

/** Comments of the languages that took them from C. */
export const C_COMMENTS: Pick<LiteralSyntax, 'lineComments' | 'blockComments'> = {
  lineComments: ['//'],
  blockComments: [{ open: /\/\*/y, close: () => '*/', nested: true }],
};
