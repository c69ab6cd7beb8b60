import type { SyntaxNode, SyntaxParser } from '../syntax.ts';
import type { Grammar, Piece } from './grammar.ts';

/** Longer texts are always read in pieces, so that a keystroke costs one of them. */
const LONGEST_WHOLE = 40_000;

/**
 * The trees of a text, their places being those of the text. One tree where it parses; where it does not, one for each
 * piece of it, so that a half-typed statement costs its own piece only. Empty while the parser is not loaded.
 */
export function parseProgram(text: string, grammar: Grammar, syntax: SyntaxParser): readonly SyntaxNode[] {
  if (text.length <= LONGEST_WHOLE) {
    const whole = syntax.parse(grammar.parser, text);
    if (!whole) return [];
    if (!whole.broken) return [whole];
  }
  return grammar.pieces(text).flatMap((piece) => parsePiece(text, piece, grammar, syntax) ?? []);
}

function parsePiece(
  text: string,
  { start, end, prefix = '', suffix = '' }: Piece,
  grammar: Grammar,
  syntax: SyntaxParser,
): SyntaxNode | undefined {
  const root = syntax.parse(grammar.parser, prefix + text.slice(start, end) + suffix);
  return root && moved(root, start - prefix.length, start, end, undefined);
}

type Building = { -readonly [K in keyof SyntaxNode]: SyntaxNode[K] } & { children: SyntaxNode[] };

/** A copy of a tree, `by` further on, its places kept between `start` and `end`. */
function moved(
  node: SyntaxNode,
  by: number,
  start: number,
  end: number,
  parent: SyntaxNode | undefined,
): SyntaxNode {
  const within = (at: number): number => Math.min(Math.max(at + by, start), end);
  const copy: Building = { ...node, start: within(node.start), end: within(node.end), parent, children: [] };
  for (const child of node.children) copy.children.push(moved(child, by, start, end, copy));
  return copy;
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
