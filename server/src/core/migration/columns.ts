import type { TextEdit } from '../model.ts';
import type { Range } from '../source.ts';

/** Name, type and tag of a field of a Go struct, with the blanks between them. */
export const FIELD_COLUMNS = /^[ \t]*(\w+)( +)(\S.*?)( +)(`[^`]*`)$/;
/** Name and value of an element of a literal. */
export const VALUE_COLUMNS = /^[ \t]*(\w+:)( +)(\S.*,)$/;

const COMMENT = /^[ \t]*\/\//;

/** Lines up what stays of a block of lines, of which `gone` go, where all of them are lined up. */
export function aligned(pattern: RegExp, gone: readonly Range[], document: string): readonly TextEdit[] {
  const [first] = gone;
  if (!first) return [];
  const lineAt = (at: number): string => document.slice(at, Math.max(at, document.indexOf('\n', at)));
  const belongs = (line: string): boolean => pattern.test(line) || COMMENT.test(line);
  let start = document.lastIndexOf('\n', first.start) + 1;
  while (start > 0) {
    const before = document.lastIndexOf('\n', start - 2) + 1;
    if (!belongs(lineAt(before))) break;
    start = before;
  }
  const lines: { readonly at: number; readonly columns: RegExpExecArray; readonly stays: boolean }[] = [];
  for (let at = start; belongs(lineAt(at)); at += lineAt(at).length + 1) {
    const columns = pattern.exec(lineAt(at));
    if (columns) lines.push({ at, columns, stays: !gone.some((one) => one.start <= at && one.end > at) });
  }
  const edits: TextEdit[] = [];
  const staying = lines.filter(({ stays }) => stays);
  for (let column = 1; lines[0]?.columns[column + 1] !== undefined; column += 2) {
    const widest = (all: typeof lines): number =>
      Math.max(0, ...all.map(({ columns }) => columns[column]!.length));
    const isAligned = ({ columns }: (typeof lines)[number]): boolean =>
      columns[column]!.length + columns[column + 1]!.length === widest(lines) + 1;
    if (!lines.every(isAligned)) return [];
    for (const { at, columns } of staying) {
      const rest = columns.slice(column + 1).join('').length;
      const from = at + columns[0].length - rest;
      const blanks = ' '.repeat(widest(staying) + 1 - columns[column]!.length);
      if (blanks !== columns[column + 1])
        edits.push({ range: { start: from, end: from + columns[column + 1]!.length }, newText: blanks });
    }
  }
  return edits;
}
