import { SourceText } from '../source.ts';

/**
 * `text` with every match of `pattern` (which is global) replaced by what `replace` gives for it; where that is
 * undefined, it stays as it is.
 */
export function substitute(
  text: SourceText,
  pattern: RegExp,
  replace: (match: RegExpExecArray, written: SourceText) => SourceText | undefined,
): SourceText {
  const pieces: SourceText[] = [];
  let from = 0;
  for (const match of text.text.matchAll(pattern)) {
    const to = match.index + match[0].length;
    const piece = replace(match, text.slice(match.index, to));
    if (!piece) continue;
    pieces.push(text.slice(from, match.index), piece);
    from = to;
  }
  return from === 0 && pieces.length === 0
    ? text
    : SourceText.join([...pieces, text.slice(from)], text.offset(0));
}

/** `text` with every match of `pattern` as a piece that is not known. */
export const withHoles = (text: SourceText, pattern: RegExp): SourceText =>
  substitute(text, pattern, (_, written) => SourceText.hole(written.range()));
