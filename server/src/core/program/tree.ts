import type { SyntaxNode, SyntaxParser } from '../syntax.ts';
import type { Grammar, Piece } from './grammar.ts';

/** Longer texts are always read in pieces, so that a keystroke costs one of them. */
const LONGEST_WHOLE = 40_000;

/**
 * The trees of a text, their places being those of the text. One tree where it parses; where it does not, one for each
 * piece of it, so that a half-typed statement costs its own piece only. Empty while the parser is not loaded.
 */
export function parseProgram(text: string, grammar: Grammar, syntax: SyntaxParser): readonly SyntaxNode[] {
  const opening = grammar.opening?.(text) ?? '';
  if (grammar.parse) return [grammar.parse(text)];
  if (text.length <= LONGEST_WHOLE) {
    const whole =
      opening === ''
        ? syntax.parse(grammar.parser, readable(text, grammar))
        : parsePiece(text, { start: 0, end: text.length, prefix: opening }, grammar, syntax);
    if (!whole) return [];
    if (!whole.broken) return [whole];
  }
  return grammar.pieces(text).flatMap((piece) => {
    const opened = piece.start === 0 ? { ...piece, prefix: opening + (piece.prefix ?? '') } : piece;
    return parsePiece(text, opened, grammar, syntax) ?? [];
  });
}

const readable = (text: string, grammar: Grammar): string => grammar.readable?.(text) ?? text;

function parsePiece(
  text: string,
  { start, end, prefix = '', copies = [], suffix = '' }: Piece,
  grammar: Grammar,
  syntax: SyntaxParser,
): SyntaxNode | undefined {
  const root = syntax.parse(grammar.parser, prefix + readable(text.slice(start, end), grammar) + suffix);
  if (!root) return undefined;
  // Most pieces are where they were before the last keystroke.
  const before = placed.get(root);
  const header = copies[0]?.start;
  if (before?.tree.start === start && before.header === header) return before.tree;
  const tree = moved(root, start - prefix.length, start, end, undefined);
  if (copies.length > 0) placeNames(tree, root, copies);
  placed.set(root, { tree, header });
  return tree;
}

/** Gives the names in what a prefix copied the places that they were copied from. */
function placeNames(tree: Building, root: SyntaxNode, copies: NonNullable<Piece['copies']>): void {
  if (root.children.length === 0) {
    const copy = copies.find((c) => root.start >= c.index && root.end <= c.index + c.length);
    if (!copy) return;
    tree.start = copy.start + root.start - copy.index;
    tree.end = copy.start + root.end - copy.index;
    return;
  }
  const last = copies.at(-1)!;
  for (const [i, child] of root.children.entries()) {
    if (child.start < last.index + last.length) placeNames(tree.children[i] as Building, child, copies);
  }
}

/** Trees at their last place in a text, by the trees as they were parsed. */
const placed = new WeakMap<SyntaxNode, { readonly tree: SyntaxNode; readonly header: number | undefined }>();

type Building = { -readonly [K in keyof SyntaxNode]: SyntaxNode[K] } & { children: SyntaxNode[] };

/** A copy of a tree, `by` further on, its places kept between `start` and `end`. */
function moved(
  node: SyntaxNode,
  by: number,
  start: number,
  end: number,
  parent: SyntaxNode | undefined,
): Building {
  const within = (at: number): number => Math.min(Math.max(at + by, start), end);
  // What is written in the piece and closed behind it is not closed yet.
  const isOpen = node.start + by >= start && node.end + by > end;
  // Every member by its name: nodes are copied by the thousand, and should all be of one shape.
  const copy: Building = {
    type: node.type,
    field: node.field,
    start: within(node.start),
    end: within(node.end),
    parent,
    children: [],
    broken: node.broken || isOpen,
  };
  for (const child of node.children) copy.children.push(moved(child, by, start, end, copy));
  return copy;
}

/**
 * A text of the same length in which strings over several lines have nothing but blanks in all but their first line.
 * `tokens` (with the flag `g`) matches strings and comments; what looks like `code` inside of one tells that its end is
 * missing.
 */
export function withoutLongStrings(text: string, tokens: RegExp, code: RegExp): string {
  let masked = '';
  let from = 0;
  tokens.lastIndex = 0;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token] = match;
    if (!token.includes('\n')) continue;
    if (code.test(token)) {
      tokens.lastIndex = text.indexOf('\n', match.index);
      continue;
    }
    masked +=
      text.slice(from, match.index) + token.replace(/(?<=\n)[^\n]+/g, (line) => ' '.repeat(line.length));
    from = match.index + token.length;
  }
  return masked + text.slice(from);
}

/**
 * Cuts a text into pieces: at the lines that `first` (without the flags `g` and `y`) accepts, each piece going on until the
 * next one.
 */
export function piecesAt(text: string, first: { test(line: string): boolean }): Piece[] {
  const starts = [0];
  let lineStart = 0;
  for (;;) {
    const newline = text.indexOf('\n', lineStart);
    if (newline < 0) break;
    lineStart = newline + 1;
    if (lineStart < text.length && first.test(text.slice(lineStart, lineStart + 200).split('\n', 1)[0]!)) {
      starts.push(lineStart);
    }
  }
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? text.length }));
}

/** Every node of the trees, parents first. */
export function nodesOf(roots: readonly SyntaxNode[]): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    found.push(node);
    for (const child of node.children) visit(child);
  };
  for (const root of roots) visit(root);
  return found;
}
