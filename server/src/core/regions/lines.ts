import type { SourceText } from '../source.ts';

/** One line of a text, without its line end. */
export interface Line {
  readonly source: SourceText;
  /** Indexes in the text: of the first character, and behind the line end. */
  readonly start: number;
  readonly next: number;
}

/** The lines of a text; `\n`, `\r\n` and a lone `\r` end one. */
export function linesOf(source: SourceText): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const m of source.text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ source: source.slice(start, m.index), start, next: m.index + m[0].length });
    start = m.index + m[0].length;
  }
  if (start < source.length) lines.push({ source: source.slice(start), start, next: source.length });
  return lines;
}
