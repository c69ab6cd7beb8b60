import type { Reading } from '../reading.ts';

/**
 * What begins a line like the one around index `at` of the text: the line end, marks of a quotation and indentation.
 * Undefined where line ends of the text are written otherwise in the document: in a string of JSON.
 */
export function lineLike({ source, document }: Reading, at: number): string | undefined {
  const end = source.text.indexOf('\n');
  const isOwn = end < 0 ? source.text === document : document[source.offset(end)] === '\n';
  if (!isOwn) return undefined;
  const place = source.range(at, at).start;
  const lineStart = document.lastIndexOf('\n', place - 1) + 1;
  const lead = /^[ \t>]*/.exec(document.slice(lineStart, place))![0];
  return (document.includes('\r\n') ? '\r\n' : '\n') + lead;
}

/** The line of an offset of a document, from 1. */
export const lineAt = (document: string, offset: number): number =>
  document.slice(0, offset).split('\n').length;

/** The line of a token in the document, from 1. */
export const lineOf = ({ source, document, tokens }: Reading, token: number): number =>
  lineAt(document, source.range(tokens.starts[token]!, tokens.ends[token]!).start);
