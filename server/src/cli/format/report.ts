import type { Finding } from '../../core/finding.ts';
import { lastAtOrBefore, lineStarts } from '../../core/line-index.ts';
import type { TextEdit } from '../../core/model.ts';

/** What is reported of one text. */
export interface FileReport {
  /** Relative to the working directory where it lies below it, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  /** Findings that `--fix` removed. */
  readonly fixed: number;
}

/** One-based line, one-based column in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Gives the place of an offset of `text`. */
export function placesOf(text: string): (offset: number) => Place {
  const starts = lineStarts(text);
  return (offset) => {
    const line = lastAtOrBefore(starts, offset);
    return { line: line + 1, column: offset - starts[line]! + 1 };
  };
}

/** What is reported of one text with calls to v1. Places are of the text as it is now: after the change where files are written. */
export interface MigrationReport {
  /** Relative to the working directory where it lies below it, with slashes. */
  readonly path: string;
  /** The content of the file, byte order mark included, and what it becomes. */
  readonly before: string;
  readonly after: string;
  /** What turns the one into the other, in the order of the text. */
  readonly edits: readonly TextEdit[];
  readonly calls: readonly ReportedCall[];
  readonly todos: readonly ReportedTodo[];
}

/** A migrated call, as programs read it. */
export interface ReportedCall {
  readonly from: string;
  readonly to: string;
  readonly notes: readonly string[];
  /** Counts the steps of the file from 0: calls of one step change together. */
  readonly step: number;
  readonly place: Place;
}

/** A call that is left to do, as programs read it. */
export interface ReportedTodo {
  readonly from: string;
  readonly reason: string;
  readonly place: Place;
}
