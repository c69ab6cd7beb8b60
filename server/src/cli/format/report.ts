import type { Finding } from '../../core/finding.ts';

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

/** Gives the place of an offset of `text`. A line ends with LF, CR LF or CR. */
export function placesOf(text: string): (offset: number) => Place {
  const starts = lineStarts(text);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  };
}

function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (end) => end.index + end[0].length)];
}
