import type { Idioms } from '../idioms/idioms.ts';
import type { ApiCall, CodeSwitch, NamedText, ResponseRead, SdkUse, TextEdit } from '../model.ts';
import { joinedOutlines, type Outline } from '../outline.ts';
import type { SdkProgram } from '../sdk/program.ts';
import type { Companion } from '../service.ts';
import type { Range, SourceText } from '../source.ts';
import type { SyntaxParser } from '../syntax.ts';

/** A language the engine reads. One folder a language; the registry is generated from the folders. */
export interface Language {
  /** Name of the folder: `shell`, `typescript`. */
  readonly id: string;
  /** What people call it, with what else it covers: as in the table of the docs. */
  readonly title: string;
  /** The HTTP clients that calls are read of. Missing: requests and URLs are what it holds itself. */
  readonly clients?: readonly string[];
  /** LSP language identifiers. */
  readonly languageIds: readonly string[];
  /** File name endings, with their dot, lower case. */
  readonly extensions: readonly string[];
  /** Whole file names that have no telling ending. */
  readonly filenames?: readonly string[];
  /** Matches the lower-case names of files that neither of both describes: `.env.production`. Tried first. */
  readonly filenamePattern?: RegExp;
  /** First words of Markdown fence info strings. */
  readonly fences: readonly string[];
  /** How a one-line comment is written around a text: `['// ', '']`, `['<!-- ', ' -->']`; none: no comments. */
  readonly comment?: readonly [open: string, close: string];
  /** True for text that people read: a name in it is spoken of, not used. */
  readonly prose?: true;
  /** How its programs read their environment and print; missing: not known. */
  readonly idioms?: Idioms;
  /** What nothing uses any more once `edits` are done to a text, where its compiler refuses that or it is certain. */
  readonly leftovers?: (text: string, edits: readonly TextEdit[]) => readonly Leftover[];
  /** Edits of the text that `edits` make of one, as the formatter of the language wants what stands beside them. */
  readonly format?: (text: string, edits: readonly TextEdit[]) => readonly TextEdit[];
  /** Other files that say what a text leaves open. */
  readonly companions?: {
    /** As {@link companionNames} describes them. */
    readonly names: readonly string[];
    /** True for a text that needs them. Asked for texts without a marker as well: it must cost no more than a scan. */
    readonly wanted: (text: string) => boolean;
  };
  /** Finds the calls. Must not throw on any text; broken text yields fewer calls. */
  extract(source: SourceText, context: ExtractContext): Extraction;
}

/** A name that is not used any more, and what takes it away. */
export interface Leftover {
  readonly name: string;
  readonly edit: TextEdit;
}

/** What a language is given beside the text. */
export interface ExtractContext {
  /** The whole document: edits of a fix may look at the text around a place. */
  readonly document: string;
  /** Path or URI of the document, as it was opened. */
  readonly path: string;
  /** Other files that say more about this one. */
  readonly companions: readonly Companion[];
  /** The language identifier the document or fence was opened with (`typescriptreact`, `tsx`, …). */
  readonly languageId: string;
  readonly syntax: SyntaxParser;
  /**
   * Reads a fence's content in the language its info string names; nothing is found for an unknown one.
   * @param place `browser` for a script that browsers run.
   */
  fence(language: string, source: SourceText, place?: 'browser'): Extraction;
  /** Reads commands that stand in text of another language, where a comment of a shell would be text. */
  commands(source: SourceText): Extraction;
}

/** What a language found in a text. */
export interface Extraction {
  readonly calls: readonly ApiCall[];
  readonly names?: readonly NamedText[];
  readonly sdk?: readonly SdkUse[];
  /** Uses of SDKs that can be rewritten. */
  readonly programs?: readonly SdkProgram[];
  /** Of answers to {@link Extraction.calls}, the same objects. */
  readonly reads?: readonly ResponseRead[];
  readonly switches?: readonly CodeSwitch[];
  /** Every comment, opening and closing tokens included. */
  readonly comments: readonly SourceText[];
  /** Places between whose lines no comment can be written: quoted text, folded lines. */
  readonly uncommented?: readonly Range[];
  /** Places that stand for text written in other files or at several places: fixes leave them alone. */
  readonly foreign?: readonly Range[];
  /** The functions of the text, where its language has such. */
  readonly outline?: () => Outline;
  /**
   * The string literal, quotes included, of whose text the character at a document offset is a part; undefined for code,
   * also for code that is filled into a string. Missing: not known.
   */
  readonly stringAt?: (offset: number) => Range | undefined;
}

export const NOTHING: Extraction = { calls: [], comments: [] };

/** All that was found in several pieces of a text. */
export const joined = (found: readonly Extraction[]): Extraction => ({
  calls: found.flatMap((e) => e.calls),
  names: found.flatMap((e) => e.names ?? []),
  sdk: found.flatMap((e) => e.sdk ?? []),
  programs: found.flatMap((e) => e.programs ?? []),
  reads: found.flatMap((e) => e.reads ?? []),
  switches: found.flatMap((e) => e.switches ?? []),
  comments: found.flatMap((e) => e.comments),
  foreign: found.flatMap((e) => e.foreign ?? []),
  uncommented: found.flatMap((e) => e.uncommented ?? []),
  outline: joinedOutlines(found.flatMap((e) => e.outline ?? [])),
  stringAt(offset) {
    for (const { stringAt } of found) {
      const range = stringAt?.(offset);
      if (range) return range;
    }
    return undefined;
  },
});
