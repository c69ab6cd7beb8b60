import { SourceText } from '../source.ts';

/** How a scalar of YAML is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** A line end in a flow scalar, with the blanks around it and the empty lines behind it. */
const LINE_ENDS = String.raw`(?<![ \t])[ \t]*(?:\r?\n[ \t]*)+`;
const SPECIAL: Readonly<Record<'plain' | 'single' | 'double', RegExp>> = {
  plain: new RegExp(LINE_ENDS, 'g'),
  single: new RegExp(`${LINE_ENDS}|''`, 'g'),
  double: new RegExp(
    String.raw`${LINE_ENDS}|\\(?:\r?\n[ \t]*|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[\s\S])`,
    'g',
  ),
};
/** Escapes of double quotes that do not stand for themselves (source: YAML 1.2.2, section 5.7). */
const ESCAPES: Readonly<Record<string, string>> = {
  0: '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};

/** The text of a plain or quoted scalar; `written` includes its quotes. Without the closing one, how it goes on is unknown. */
export function flowScalar(written: SourceText, style: 'plain' | 'single' | 'double'): SourceText {
  if (style === 'plain') return decoded(written, style);
  const quote = style === 'single' ? "'" : '"';
  const closed = written.length > 1 && written.text.endsWith(quote);
  const inner = decoded(written.slice(1, closed ? written.length - 1 : written.length), style);
  return closed ? inner : SourceText.join([inner, SourceText.hole(written.range(written.length))]);
}

function decoded(inner: SourceText, style: 'plain' | 'single' | 'double'): SourceText {
  const pieces: SourceText[] = [];
  let from = 0;
  for (const m of inner.text.matchAll(SPECIAL[style])) {
    const to = m.index + m[0].length;
    pieces.push(inner.slice(from, m.index), SourceText.decoded(meaning(m[0]), inner.range(m.index, to)));
    from = to;
  }
  return from === 0 ? inner : SourceText.join([...pieces, inner.slice(from)], inner.offset(0));
}

function meaning(written: string): string {
  if (written === "''") return "'";
  if (!written.startsWith('\\')) return foldedLineEnds(written.split('\n').length - 1);
  const code = written[1]!;
  if (code === '\n' || code === '\r') return '';
  if (written.length > 2) {
    const point = Number.parseInt(written.slice(2), 16);
    return point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point);
  }
  return ESCAPES[code] ?? code;
}

/** One line end becomes a blank; of several, all but one are kept. */
const foldedLineEnds = (count: number): string => (count < 2 ? ' ' : '\n'.repeat(count - 1));

/**
 * The text of a block scalar without the line ends behind it. `content` is the lines below the header, `indent` the
 * number of blanks that the header names for its lines; undefined: the first line tells.
 */
export function blockScalar(
  content: SourceText,
  style: 'literal' | 'folded',
  indent: number | undefined,
): SourceText {
  const depth = indent ?? /^(?:[ \t]*\r?\n)*( *)/.exec(content.text)![1]!.length;
  const pieces: SourceText[] = [];
  const lines = [...content.text.matchAll(/([^\n]*?)(\r?\n|$)/g)];
  let end = 0;
  // What stands between the line before and this one: where it ends and how many line ends there are.
  let gap = 0;
  let deeper = false;
  for (const [i, m] of lines.entries()) {
    const line = m[1]!;
    const blank = line.trim() === '';
    const from = m.index + Math.min(depth, / */y.exec(line)![0].length);
    const to = m.index + line.length;
    if (style === 'literal' || blank) {
      if (style === 'literal')
        pieces.push(content.slice(blank ? Math.min(from, to) : from, to + m[2]!.length));
      continue;
    }
    const isDeeper = /^[ \t]/.test(content.text.slice(from, to));
    if (pieces.length > 0) {
      const kept = deeper || isDeeper ? '\n'.repeat(i - gap) : foldedLineEnds(i - gap);
      pieces.push(SourceText.decoded(kept, content.range(end, from)));
    }
    pieces.push(content.slice(from, to));
    [end, gap, deeper] = [to, i, isDeeper];
  }
  const text = SourceText.join(pieces, content.offset(0));
  return text.slice(0, text.length - (/[\r\n]+$/.exec(text.text)?.[0].length ?? 0));
}
