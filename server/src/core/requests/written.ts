import { parseJson } from '../json.ts';
import { ABSENT, DYNAMIC, type Fact, type Header, type Json, type TextEdit } from '../model.ts';
import { type Range, SourceText } from '../source.ts';
import type { Templates } from '../templates.ts';

/** A name and a value as a document of an HTTP tool writes them, templates and all. */
export interface WrittenPair {
  readonly name: SourceText;
  readonly value: SourceText;
}

/** The headers that are sent. `complete` is false when one has a name that is not known. */
export function expandHeaders(
  written: readonly WrittenPair[],
  templates: Templates,
): { readonly headers: Header[]; readonly complete: boolean } {
  const headers: Header[] = [];
  let complete = true;
  for (const { name, value } of written) {
    const sent = templates.expand(name).trim();
    if (!sent.isLiteral) complete = false;
    else if (sent.text !== '')
      headers.push({ name: sent.text, nameRange: name.range(), value: templates.expand(value) });
  }
  return { headers, complete };
}

/** A URL as far as its query, for tools that write the query in two places. */
export const withoutQuery = (url: SourceText): SourceText =>
  url.slice(0, /^[^?#]*/.exec(url.text)![0].length);

/** A body given as text: JSON, or something that is not looked into. Empty text is no body. */
export function textBody(text: SourceText): Fact<Json> {
  if (text.text.trim() === '') return ABSENT;
  const json = parseJson(text);
  return json ? { kind: 'literal', value: json, range: json.range } : DYNAMIC;
}

/**
 * The header that a tool makes of a token. An empty token is there to be filled in.
 * @param at what makes the tool send it.
 */
export function tokenHeader(token: SourceText, at: Range, prefix = 'Bearer'): Header {
  const sent = token.length === 0 ? SourceText.hole(token.range()) : token;
  const scheme = prefix === '' ? [] : [SourceText.decoded(`${prefix} `, at)];
  return { name: 'Authorization', nameRange: at, value: SourceText.join([...scheme, sent]) };
}

/** The header that a tool makes of a user and a password. */
export const basicHeader = (at: Range): Header => tokenHeader(SourceText.hole(at), at, 'Basic');

/** An Authorization that is sent, and of which nothing else is known. */
export const unknownAuthorization = (at: Range): Header => tokenHeader(SourceText.hole(at), at, '');

/**
 * Adds `line` below offset `at` of the document. It begins as the line that holds offset `like` does: with the quote
 * marks of a fence inside a block quote.
 */
export const lineBelow = (document: string, like: number, at: number, line: string): TextEdit =>
  linesBelow(document, like, at, [line]);

/** The same for several lines. */
export function linesBelow(document: string, like: number, at: number, lines: readonly string[]): TextEdit {
  const lineEnd =
    /^\r?\n/.exec(document.slice(at, at + 2))?.[0] ?? (document.includes('\r\n') ? '\r\n' : '\n');
  const lineStart = document.lastIndexOf('\n', like - 1) + 1;
  const prefix = /^[ \t>]*/.exec(document.slice(lineStart, like))?.[0] ?? '';
  const newText = lines.map((line) => lineEnd + (line === '' ? prefix.trimEnd() : prefix + line)).join('');
  return { range: { start: at, end: at }, newText };
}
