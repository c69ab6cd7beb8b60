import { SourceText } from '../../source.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
};
const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S])|$)/g;

/** The characters a string literal's content stands for. */
export function decode(content: SourceText): SourceText {
  if (!content.text.includes('\\')) return content;
  const pieces: SourceText[] = [];
  let from = 0;
  for (const m of content.text.matchAll(ESCAPE)) {
    pieces.push(content.slice(from, m.index));
    from = m.index + m[0].length;
    const code = m[1] ?? m[2] ?? m[3];
    const simple = m[4] ?? '';
    const point = code ? Number.parseInt(code, 16) : 0;
    const character = code
      ? String.fromCodePoint(Math.min(point, 0x10ffff))
      : /^[\r\n\u2028\u2029]/.test(simple)
        ? ''
        : (SIMPLE[simple] ?? simple);
    pieces.push(SourceText.decoded(character, content.range(m.index, from)));
  }
  return SourceText.join([...pieces, content.slice(from)], content.offset(0));
}
