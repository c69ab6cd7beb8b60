import type { Expression, Span } from '../expression.ts';
import type { Values } from '../resolve.ts';
import { SourceText } from '../source.ts';

/** A piece of a URL: text of a string literal, or code. */
export interface Piece extends Span {
  /** What it gives, as far as that is known. */
  readonly value: SourceText;
  /** True for text that is written here. */
  readonly isText: boolean;
  /** True for a whole literal with its quotes. */
  readonly isLiteral: boolean;
}

/** What of a piece lies between two positions. */
export interface Part {
  readonly piece: Piece;
  readonly isText: boolean;
  readonly text: string;
}

/** The pieces between two positions; undefined where code is cut. */
export function between(pieces: readonly Piece[], from: number, to: number): readonly Part[] | undefined {
  const found: Part[] = [];
  let at = 0;
  for (const piece of pieces) {
    const start = at;
    const end = at + piece.value.length;
    at = end;
    const lo = Math.max(from, start);
    const hi = Math.min(to, end);
    if (lo >= hi) continue;
    if (!piece.isText && (lo !== start || hi !== end)) return undefined;
    found.push({ piece, isText: piece.isText, text: piece.value.text.slice(lo - start, hi - start) });
  }
  return from < 0 || to > at ? undefined : found;
}

/** The pieces of a text that an expression puts together; undefined where it does something else. */
export function piecesOf(expression: Expression, values: Values): readonly Piece[] | undefined {
  if (expression.kind === 'text') return [textPiece(expression, values.source)];
  if (expression.kind !== 'template') return undefined;
  return expression.parts.flatMap((part): readonly Piece[] => {
    if (part.kind === 'text') return [textPiece(part, values.source)];
    if (part.kind === 'template') return piecesOf(part, values)!;
    const { text } = values.text(part, true);
    const value = SourceText.decoded(text, values.source.range(part.start, part.end));
    return [{ value, isText: false, isLiteral: false, start: part.start, end: part.end }];
  });
}

function textPiece(text: Expression & { readonly kind: 'text' }, source: SourceText): Piece {
  const { value, start, end } = text;
  return {
    value,
    isText: true,
    isLiteral: value.length > 0 && value.offset(0) > source.offset(start),
    start,
    end,
  };
}
