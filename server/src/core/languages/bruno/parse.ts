import { type Line, linesOf } from '../../regions/lines.ts';
import type { WrittenPair } from '../../requests/written.ts';
import type { SourceText } from '../../source.ts';

/** One block of a file: `headers { … }`, `body:json { … }`. */
export interface BruBlock {
  /** Empty for a block whose name is missing. */
  readonly name: SourceText;
  /** The entries of a dictionary; those switched off by `~` are left out. */
  readonly pairs: readonly WrittenPair[];
  /** False when a line of a dictionary is no entry, or the block is never closed. */
  readonly complete: boolean;
  /** The lines of a text block. */
  readonly text: SourceText;
  /** Where an entry can be added: the document offset behind the opening brace. */
  readonly entriesAt: number;
  readonly source: SourceText;
}

/** A file of Bruno. */
export interface BruFile {
  readonly blocks: readonly BruBlock[];
  /** False when something stands outside of the blocks, or a block is never closed. */
  readonly complete: boolean;
}

const OPENING = /^([a-z][\w-]*(?::[\w-]+)*)[ \t]*([{[])[ \t]*$/;
/** `name: value`, the name in quotes where it has blanks or colons. */
const PAIR = /^[ \t]*(?:@\w+(?:\([^)]*\))?[ \t]*)*(~?)("(?:[^"\\]|\\.)*"|[^\s:]+)[ \t]*:[ \t]*(.*)$/;
const FENCE = "'''";

/**
 * Reads a `.bru` file: blocks that begin with a name and a brace and end with a brace at the beginning of a line.
 * Never throws.
 */
export function parseBru(source: SourceText): BruFile {
  const lines = linesOf(source);
  const blocks: BruBlock[] = [];
  let complete = true;
  for (let at = 0; at < lines.length; at++) {
    const opening = OPENING.exec(lines[at]!.source.text);
    if (!opening) {
      if (lines[at]!.source.text.trim() !== '') complete = false;
      continue;
    }
    const [, name, brace] = opening;
    const close = brace === '[' ? /^\][ \t]*$/ : /^\}[ \t]*$/;
    let end = at + 1;
    // A block begins at the beginning of a line, so whatever is open there was never closed.
    while (end < lines.length && !close.test(lines[end]!.source.text) && !isOpening(lines[end]!)) end++;
    const closed = end < lines.length && close.test(lines[end]!.source.text);
    complete = complete && closed;
    blocks.push(blockOf(source, lines.slice(at, closed ? end + 1 : end), name!, closed));
    at = closed ? end : end - 1;
  }
  return { blocks, complete };
}

const isOpening = (line: Line): boolean => OPENING.test(line.source.text);

function blockOf(source: SourceText, lines: readonly Line[], name: string, closed: boolean): BruBlock {
  const first = lines[0]!;
  const inner = closed ? lines.slice(1, -1) : lines.slice(1);
  const from = inner[0]?.start ?? first.next;
  const to = inner.at(-1)?.next ?? from;
  const { pairs, complete } = dictionary(source, inner);
  const last = lines.at(-1)!;
  return {
    name: first.source.slice(0, name.length),
    pairs,
    complete: complete && closed,
    text: source.slice(from, to),
    entriesAt: source.offset(first.start + first.source.text.trimEnd().length),
    source: source.slice(first.start, last.start + last.source.length),
  };
}

function dictionary(
  source: SourceText,
  lines: readonly Line[],
): { readonly pairs: readonly WrittenPair[]; readonly complete: boolean } {
  const pairs: WrittenPair[] = [];
  let complete = true;
  for (let at = 0; at < lines.length; at++) {
    const { source: line, start } = lines[at]!;
    const m = PAIR.exec(line.text);
    if (!m) {
      if (line.text.trim() !== '') complete = false;
      continue;
    }
    const [, off, name, written] = m;
    const valueAt = line.length - written!.length;
    let value = line.slice(valueAt).trim();
    if (written!.startsWith(FENCE)) {
      const close = source.text.indexOf(FENCE, start + valueAt + FENCE.length);
      const end = (lines.at(-1)?.next ?? 0) - FENCE.length;
      if (close < 0 || close > end) complete = false;
      else {
        value = source.slice(start + valueAt + FENCE.length, close).trim();
        while (at + 1 < lines.length && lines[at + 1]!.start <= close) at++;
      }
    }
    if (off) continue;
    const nameAt = line.text.indexOf(name!, m[0].indexOf(off!));
    const quoted = name!.startsWith('"');
    const from = nameAt + (quoted ? 1 : 0);
    pairs.push({ name: line.slice(from, nameAt + name!.length - (quoted ? 1 : 0)), value });
  }
  return { pairs, complete };
}
