import type { Range, SourceText } from '../../source.ts';

/** A piece of a word, before variables are resolved. */
export type WordPart =
  | { readonly kind: 'text'; readonly value: SourceText; readonly quoted: boolean }
  | VariablePart
  /** `$(…)`: what its commands print. */
  | {
      readonly kind: 'substitution';
      readonly quoted: boolean;
      readonly range: Range;
      readonly commands: readonly Command[];
    }
  | {
      readonly kind: 'unknown';
      readonly quoted: boolean;
      readonly range: Range;
      /** Of `$((…))` what it computes. */
      readonly arithmetic?: string;
    };

/** A variable in a word. */
export interface VariablePart {
  readonly kind: 'variable';
  /** A name, the number of a positional parameter, `@` or `*`; with a subscript: `urls[create]`. */
  readonly name: string;
  readonly quoted: boolean;
  readonly range: Range;
  /** What `${NAME:-…}` gives when the variable is unset. */
  readonly fallback?: Word;
  /** `${NAME:=…}`: the fallback becomes the value. */
  readonly assigns?: boolean;
  /** `${NAME%…}`, `${NAME#…}`: what is taken off the end or the start. */
  readonly trim?: { readonly at: 'start' | 'end'; readonly text: Word };
  /** `${NAME[@]}`: every element of an array, each a word. */
  readonly elements: boolean;
  /** `${@:2}`: the first of the elements that counts, from 1. */
  readonly from?: number;
}

/** A word of a command. */
export interface Word {
  readonly parts: readonly WordPart[];
  /** As written, quotes included. */
  readonly range: Range;
  /** False when a quote or bracket in it is never closed. */
  readonly closed: boolean;
  /** Its characters when none of them is unknown. */
  readonly literal: string | undefined;
}

/** What a variable is given. */
export type AssignedValue =
  | { readonly kind: 'word'; readonly word: Word }
  | { readonly kind: 'array'; readonly words: readonly Word[] }
  /** `format` filled with `args`, as `printf` does it. */
  | { readonly kind: 'formatted'; readonly format: Word; readonly args: readonly Word[] }
  /** All that the command reads. */
  | { readonly kind: 'input'; readonly command: Command }
  /** One after the other what a loop goes through. */
  | { readonly kind: 'item'; readonly loop: Block }
  | { readonly kind: 'unknown' };

/** A variable that is given a value. */
export interface Assignment {
  readonly name: string;
  readonly value: AssignedValue;
  readonly append: boolean;
  /** True for `NAME=value command`: only the command sees it. */
  readonly prefix: boolean;
  /** Its place among the commands: behind those that its value runs, before the next one. */
  readonly order: number;
  readonly block: Block;
}

/** A part of a script that runs as a whole, under some condition, or in a shell of its own. */
export interface Block {
  readonly kind: 'script' | 'group' | 'function' | 'subshell' | 'branch' | 'loop';
  readonly parent: Block | undefined;
  readonly depth: number;
  /** Of a function. */
  readonly name?: string;
  /** The `if` or `case` that runs one of several branches. */
  readonly choice?: Block;
  /** What has to hold for a branch to run; undefined when that was not understood. */
  readonly test?: Test;
  /** Of `for NAME in WORD…`. */
  readonly items?: { readonly name: string; readonly words: readonly Word[]; readonly order: number };
}

/** What has to hold for a branch to run. */
export type Test =
  | { readonly kind: 'command'; readonly command: Command; readonly holds: boolean }
  | { readonly kind: 'case'; readonly word: Word; readonly patterns: readonly Word[] };

/** A command with its words. */
export interface Command {
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  /** What the command reads from standard input: a here-document or here-string; a word of its own for a file. */
  readonly input: Word | undefined;
  /** The file that standard input comes from. */
  readonly inputFile: Word | undefined;
  /** Files that standard output goes to. */
  readonly outputs: readonly Word[];
  /** The command whose output it reads. */
  readonly pipedFrom: Command | undefined;
  readonly range: Range;
  /** False when the text ends or breaks inside the command. */
  readonly whole: boolean;
  /** Its place in the order of the text. */
  readonly order: number;
  readonly block: Block;
}

/** What a script holds. */
export interface Script {
  /** Every simple command, those inside substitutions and functions included, in the order of the text. */
  readonly commands: readonly Command[];
  readonly comments: readonly SourceText[];
  /** The body of every function. */
  readonly functions: readonly Block[];
  /** Variables of one function only. */
  readonly locals: readonly { readonly name: string; readonly block: Block }[];
  /** Variables that the programs it runs see. */
  readonly exported: ReadonlySet<string>;
}

/** A word of these parts. */
export function wordOf(parts: readonly WordPart[], range: Range, closed: boolean): Word {
  let literal: string | undefined = '';
  for (const part of parts) {
    if (part.kind === 'text' && part.value.isLiteral) literal += part.value.text;
    else {
      literal = undefined;
      break;
    }
  }
  return { parts, range, closed, literal };
}

/** The word's characters when none of them is unknown. */
export const literalOf = (word: Word | undefined): string | undefined => word?.literal;

/** True for `""` and for a word that is not there. */
export const isEmptyWord = (word: Word): boolean =>
  word.parts.every((part) => part.kind === 'text' && part.value.length === 0);

/** The block itself or one that it is in. */
export function isWithin(inner: Block | undefined, outer: Block): boolean {
  let block = inner;
  while (block && block.depth > outer.depth) block = block.parent;
  return block === outer;
}

/** The body of the function around a block; undefined outside of functions. */
export function functionAround(inner: Block): Block | undefined {
  let block: Block | undefined = inner;
  while (block && block.kind !== 'function') block = block.parent;
  return block;
}
