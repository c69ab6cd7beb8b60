import { movedOffset } from '../../edits.ts';
import type { TextEdit } from '../../model.ts';
import type { Range } from '../../source.ts';
import { importOrder } from './import-order.ts';

const TOKENS = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;
/** Name, type and tag of a field, each with the blanks behind it, and what stands behind them. */
const FIELD = /^[ \t]*(\w+)( +)([^\s`/][^`]*?)(?:( +)(`[^`]*`))?(?:( +)(\/\/.*))?$/;
/** Key and value of an element. */
const PAIR = /^[ \t]*((?:"(?:[^"\\]|\\.)*"|[\w.]+):)( +)(.*,)(?:( +)(\/\/.*))?$/;
/** Blocks in blocks whose values may have become longer than a line. */
const MOST_BLOCKS = 3;

/** Code without what stands in strings and comments, of the same length. */
const bare = (text: string): string => text.replaceAll(TOKENS, (token) => token.replaceAll(/[^\n]/g, '·'));

/**
 * Edits of the text that `edits` make of `text`: they line up the fields and elements beside what was edited as gofmt
 * does, where they were lined up before.
 */
export function alignment(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const sorted = edits.toSorted((a, b) => a.range.start - b.range.start);
  const [before, after] = [new Blocks(text), new Blocks(appliedTo(text, sorted))];
  const found = new Map<number, TextEdit>();
  const seen = new Set<number>();
  for (const { range, newText } of sorted) {
    const at = movedOffset(range.start, sorted);
    const inner = [...newText.matchAll(/\{\n/g)].map(({ index }) => at + index + 1);
    for (const place of [at, at + newText.length, ...inner])
      for (const block of after.around(place)) {
        if (seen.has(block.start)) continue;
        seen.add(block.start);
        const origin = originOf(block.start, sorted);
        const was = origin === undefined ? undefined : before.from(origin);
        if (was && before.pads(was).length > 0) continue;
        for (const pad of after.pads(block)) found.set(pad.range.start, pad);
      }
  }
  const ordered = importOrder(text).length === 0 ? importOrder(after.text) : [];
  return [...found.values(), ...ordered].toSorted((a, b) => a.range.start - b.range.start);
}

function appliedTo(text: string, sorted: readonly TextEdit[]): string {
  let [result, from] = ['', 0];
  for (const { range, newText } of sorted) {
    result += text.slice(from, range.start) + newText;
    from = range.end;
  }
  return result + text.slice(from);
}

/** Where a character stood before `sorted` edits; undefined for one that they wrote. */
function originOf(offset: number, sorted: readonly TextEdit[]): number | undefined {
  let shift = 0;
  for (const { range, newText } of sorted) {
    const start = range.start + shift;
    if (offset < start) break;
    if (offset < start + newText.length) return undefined;
    shift += newText.length - (range.end - range.start);
  }
  return offset - shift;
}

/** The blocks of a text, whose places are those of their braces. */
class Blocks {
  private readonly code: string;

  constructor(readonly text: string) {
    this.code = bare(text);
  }

  /** Those around an offset whose brace ends a line, innermost first. */
  around(offset: number): readonly Range[] {
    const found: Range[] = [];
    let depth = 0;
    for (let i = offset - 1; i >= 0 && found.length < MOST_BLOCKS; i--) {
      const c = this.code[i];
      if (c === '}') depth++;
      else if (c === '{' && --depth < 0) {
        depth = 0;
        const block = this.code[i + 1] === '\n' ? this.from(i) : undefined;
        if (block) found.push(block);
      } else if (c === '\n' && this.code.startsWith('func ', i + 1)) break;
    }
    return found;
  }

  /** The one that begins at an offset. */
  from(start: number): Range | undefined {
    if (this.code[start] !== '{') return undefined;
    let depth = 0;
    for (let i = start; i < this.code.length; i++) {
      if (this.code[i] === '{') depth++;
      else if (this.code[i] === '}' && --depth === 0) return { start, end: i };
    }
    return undefined;
  }

  /** Blanks in a block that gofmt would make more or less of. */
  pads({ start, end }: Range): readonly TextEdit[] {
    const isStruct = /\bstruct\s*$/.test(this.code.slice(Math.max(0, start - 20), start));
    const section: { readonly at: number; readonly cells: readonly string[] }[][] = [[]];
    let depth = 0;
    const last = this.code.lastIndexOf('\n', end);
    for (let at = this.code.indexOf('\n', start) + 1; at > 0 && at <= last; ) {
      const lineEnd = this.code.indexOf('\n', at);
      const code = this.code.slice(at, lineEnd);
      const outer = depth;
      depth += (code.match(/[([{]/g)?.length ?? 0) - (code.match(/[)\]}]/g)?.length ?? 0);
      const line = this.text.slice(at, lineEnd);
      const cells = outer === 0 ? cellsOf(line, isStruct, depth > 0) : undefined;
      if (cells === 'other') return [];
      if (cells) section.at(-1)!.push({ at, cells });
      else section.push([]);
      at = lineEnd + 1;
    }
    return section.flatMap((lines) => padsOf(lines));
  }
}

/** The texts of a line that stand below others, with the blanks behind each; undefined for a line without any. */
function cellsOf(line: string, isStruct: boolean, isOpen: boolean): readonly string[] | 'other' | undefined {
  if (/^\s*(?:\/\/.*)?$/.test(line)) return undefined;
  if (isStruct) {
    if (isOpen) {
      const [whole, name, blanks] = /^[ \t]*(\w+)( +)/.exec(line) ?? [];
      return whole === undefined
        ? undefined
        : [whole.slice(0, -name!.length - blanks!.length), name!, blanks!];
    }
    const match = FIELD.exec(line);
    return match ? cellsIn(match, line) : undefined;
  }
  if (isOpen) return /^[ \t]*(?:"[^"]*"|[\w.]+): \S/.test(line) ? undefined : 'other';
  const match = PAIR.exec(line);
  return match ? cellsIn(match, line) : 'other';
}

const cellsIn = ([, ...parts]: RegExpExecArray, line: string): readonly string[] => [
  /^[ \t]*/.exec(line)![0],
  ...parts.filter((part) => part !== undefined),
];

/** What differs from lines whose cells stand below each other. */
function padsOf(
  lines: readonly { readonly at: number; readonly cells: readonly string[] }[],
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const most = Math.max(0, ...lines.map(({ cells }) => cells.length));
  for (let column = 1; column + 1 < most; column += 2)
    for (let from = 0; from < lines.length; from++) {
      const run = lines.slice(from).findIndex(({ cells }) => cells.length <= column + 1);
      const rows = run < 0 ? lines.slice(from) : lines.slice(from, from + run);
      const width = Math.max(0, ...rows.map(({ cells }) => [...cells[column]!].length)) + 1;
      for (const { at, cells } of rows) {
        const start = at + cells.slice(0, column + 1).join('').length;
        const blanks = ' '.repeat(width - [...cells[column]!].length);
        const was = cells[column + 1]!;
        if (was !== blanks) edits.push({ range: { start, end: start + was.length }, newText: blanks });
      }
      from += rows.length;
    }
  return edits;
}
