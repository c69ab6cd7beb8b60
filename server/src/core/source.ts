/** UTF-16 offsets into the whole document, half-open: `start` is inside, `end` is not. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** True for a range in another one. */
export const isWithin = (inner: Range, outer: Range): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;

/** Stands in a {@link SourceText} for a piece whose value is not known (a variable, a substitution). */
export const HOLE = '\uFFFC';

/**
 * A run of characters of a {@link SourceText}. Either every character was copied as it stands
 * (`length === end - start`), or the run was decoded as one (`\u0041`, a hole) and maps as a whole.
 */
interface Segment {
  readonly index: number;
  readonly length: number;
  readonly start: number;
  readonly end: number;
}

/** What stands between two pieces of one text: `}`, `" + `. */
const LONGEST_GAP = 8;

const isVerbatim = (s: Segment): boolean => s.length === s.end - s.start;

/**
 * Text cut out of, joined from or decoded from a document that still knows where each of its
 * characters came from. Immutable. Index arguments are positions in `text`; every {@link Range} it
 * gives is in document offsets. Holes are single {@link HOLE} characters.
 */
export class SourceText {
  private constructor(
    readonly text: string,
    private readonly segments: readonly Segment[],
    /** Where an empty text stands in the document. */
    private readonly anchor: number,
  ) {}

  /** A whole document, or a piece of one that starts at document offset `start`. */
  static verbatim(text: string, start = 0): SourceText {
    return new SourceText(
      text,
      text === '' ? [] : [{ index: 0, length: text.length, start, end: start + text.length }],
      start,
    );
  }

  /** `text` decoded from the document's `range` as one unit: an escape, an entity. */
  static decoded(text: string, range: Range): SourceText {
    return new SourceText(
      text,
      text === '' ? [] : [{ index: 0, length: text.length, start: range.start, end: range.end }],
      range.start,
    );
  }

  /** An unknown piece written at `range`. */
  static hole(range: Range): SourceText {
    return SourceText.decoded(HOLE, range);
  }

  /** The pieces one after the other. `anchor` is the place of the result when all are empty. */
  static join(pieces: readonly SourceText[], anchor = pieces[0]?.anchor ?? 0): SourceText {
    if (pieces.length === 1 && pieces[0]!.segments.length > 0) return pieces[0]!;
    const segments: Segment[] = [];
    let text = '';
    for (const piece of pieces) {
      for (const s of piece.segments) {
        const last = segments.at(-1);
        if (last && isVerbatim(last) && isVerbatim(s) && last.end === s.start) {
          segments[segments.length - 1] = { ...last, length: last.length + s.length, end: s.end };
        } else {
          segments.push({ ...s, index: text.length + s.index });
        }
      }
      text += piece.text;
    }
    return new SourceText(text, segments, anchor);
  }

  get length(): number {
    return this.text.length;
  }

  /** False when a piece of it is unknown. */
  get isLiteral(): boolean {
    return !this.text.includes(HOLE);
  }

  /** The characters from `from` up to `to`, with their places. */
  slice(from: number, to: number = this.text.length): SourceText {
    const a = Math.max(0, Math.min(from, this.text.length));
    const b = Math.max(a, Math.min(to, this.text.length));
    if (a === 0 && b === this.text.length) return this;
    const segments: Segment[] = [];
    for (let i = this.segmentAt(a); i < this.segments.length; i++) {
      const s = this.segments[i]!;
      if (s.index >= b) break;
      const lo = Math.max(a, s.index);
      const hi = Math.min(b, s.index + s.length);
      if (lo >= hi) continue;
      const verbatim = isVerbatim(s);
      segments.push({
        index: lo - a,
        length: hi - lo,
        start: verbatim ? s.start + (lo - s.index) : s.start,
        end: verbatim ? s.start + (hi - s.index) : s.end,
      });
    }
    return new SourceText(this.text.slice(a, b), segments, this.offset(a));
  }

  /** Without blanks at both ends. */
  trim(): SourceText {
    const a = this.text.length - this.text.trimStart().length;
    return this.slice(a, Math.max(a, this.text.trimEnd().length));
  }

  /** The document offset at which character `index` was written; at the end, just behind the last one. */
  offset(index: number): number {
    if (this.segments.length === 0) return this.anchor;
    if (index >= this.text.length) return this.segments.at(-1)!.end;
    const s = this.segments[this.segmentAt(Math.max(0, index))]!;
    return isVerbatim(s) ? s.start + Math.max(0, index) - s.index : s.start;
  }

  /** The part of the document in which the characters from `from` up to `to` were written. */
  range(from = 0, to: number = this.text.length): Range {
    const start = this.offset(from);
    if (to <= from) return { start, end: start };
    const last = this.segmentAt(to - 1);
    // What was written before all of it ends nothing.
    let at = last;
    while (at > 0 && this.segments[at]!.end < start) at--;
    const s = this.segments[at];
    if (!s) return { start, end: start };
    const end = at === last && isVerbatim(s) ? s.start + to - s.index : s.end;
    return { start, end: Math.max(start, end) };
  }

  /** The last part of {@link range} that is one place: without pieces that were written elsewhere before. */
  place(from = 0, to: number = this.text.length): Range {
    let first = from;
    for (let i = this.segmentAt(from); i + 1 < this.segments.length; i++) {
      const next = this.segments[i + 1]!;
      if (next.index >= to) break;
      const gap = next.start - this.segments[i]!.end;
      if (gap < 0 || gap > LONGEST_GAP) first = Math.max(first, next.index);
    }
    return this.range(first, to);
  }

  /** True when the characters from `from` up to `to` stand in the document just so, in one piece. */
  isVerbatim(from = 0, to: number = this.text.length): boolean {
    if (to <= from) return true;
    const s = this.segments[this.segmentAt(from)];
    return s !== undefined && isVerbatim(s) && to <= s.index + s.length;
  }

  /** True when the characters from `from` up to `to` stand in the document one behind the other, holes and escapes included. */
  isContiguous(from = 0, to: number = this.text.length): boolean {
    for (
      let i = this.segmentAt(from);
      i + 1 < this.segments.length && this.segments[i + 1]!.index < to;
      i++
    ) {
      if (this.segments[i]!.end !== this.segments[i + 1]!.start) return false;
    }
    return true;
  }

  /** Index of the character written at document offset `offset`, or -1 when it was written elsewhere. */
  indexOfOffset(offset: number): number {
    for (const s of this.segments) {
      if (offset >= s.start && offset < s.end) return isVerbatim(s) ? s.index + offset - s.start : s.index;
    }
    return -1;
  }

  /** Binary search: the segment that holds character `index`. */
  private segmentAt(index: number): number {
    let lo = 0;
    let hi = this.segments.length - 1;
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if (this.segments[mid]!.index <= index) lo = mid;
      else hi = mid - 1;
    }
    return lo;
  }
}
