import type { Endpoint } from '../catalogue/endpoint.ts';
import { SourceText } from '../source.ts';
import { jsonNotation } from './body-notation.ts';
import { bodyContext, indexAt, type Piece, type RequestContext } from './request-context.ts';

/** Escapes of blanks between the members of JSON. */
const BLANKS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * JSON that is written in a string of a program: the text of `piece` from `start` to `end`, between quotes that are
 * written `quote`.
 */
export function stringBody(
  { source, index, offset }: Piece,
  { start, end, quote }: { readonly start: number; readonly end: number; readonly quote: string },
  endpoint: Endpoint,
): RequestContext | undefined {
  const inner = source.slice(start, Math.max(start, end));
  const pieces: SourceText[] = [];
  let from = 0;
  for (const escaped of inner.text.matchAll(/\\(["'`\\nrt])/g)) {
    pieces.push(inner.slice(from, escaped.index));
    from = escaped.index + 2;
    const character = escaped[1]!;
    pieces.push(SourceText.decoded(BLANKS[character] ?? character, inner.range(escaped.index, from)));
  }
  const json = SourceText.join([...pieces, inner.slice(from)], source.offset(start));
  const at = index <= start ? 0 : indexAt(json, offset);
  return bodyContext({
    endpoint,
    source: json,
    index: at,
    offset,
    notation: jsonNotation,
    quote: quote === '"' ? '\\"' : '"',
  });
}

/** The quote mark the file writes most of its strings with; `usual` where it has as many of both. */
export const quoteOf = (text: string, usual: '"' | "'" = "'"): string => {
  const sample = text.slice(0, 20_000);
  const more = sample.split('"').length - sample.split("'").length;
  return more === 0 ? usual : more > 0 ? '"' : "'";
};
