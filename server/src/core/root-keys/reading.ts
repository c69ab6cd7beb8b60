import type { Span } from '../expression.ts';
import type { Extraction, Language } from '../languages/language.ts';
import type { Range, SourceText } from '../source.ts';
import type { HeldRootKeys } from './held.ts';

/** A piece of the document as one language read it. */
export interface Reading {
  readonly language: Language;
  readonly source: SourceText;
  /** True for a script that browsers run. */
  readonly inBrowser: boolean;
  readonly found: Extraction;
  /** The pieces of other languages inside of it. */
  readonly inner: readonly Reading[];
}

/** The innermost piece around a place. */
export function innermost(reading: Reading, range: Range): Reading {
  const inner = reading.inner.find(({ source }) => source.indexOfOffset(range.start) >= 0);
  return inner ? innermost(inner, range) : reading;
}

/** True for what stands between the quotes of one string literal, and is all of it. */
export function isWholeString(found: Extraction, { start, end }: Range): boolean {
  const string = found.stringAt?.(start);
  return string?.start === start - 1 && string.end === end + 1;
}

/** A place in the text of one piece, and what may be shown of what stands there. */
export interface Use extends Span {
  readonly shown: string;
}

/** The text of one piece, with what is known of its names. */
export interface Piece {
  /** Of the document. */
  readonly path: string;
  readonly text: string;
  /** The keys that are written out in it. */
  readonly keys: readonly Use[];
  readonly held: HeldRootKeys;
}
