import type { ValueIdiom } from '../requests/url-expression.ts';

/** Around code in a text of JSON, until it becomes what the language has for it. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
/** Before code that gives a text. */
const TEXT = '\uE002';
const CODE = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, 'g');

/** Code in a text of JSON. */
export interface CodePiece {
  readonly code: string;
  /** True for code that gives a text, which JSON has in quotes. */
  readonly isText: boolean;
}

/** The idiom by which values are written into a text of JSON, code in it being marked for {@link withCode}. */
export const codedIdiom = (encoders: RegExp): ValueIdiom => ({
  quoted: (text) => JSON.stringify(text),
  encoders,
  text: (code) => OPEN + TEXT + code + CLOSE,
  number: (code) => OPEN + code + CLOSE,
  boolean: () => undefined,
  true: 'true',
  false: 'false',
});

/** A text of JSON with its pieces of code written by `write`; what stands between them is written by `plain`. */
export function withCode(
  json: string,
  write: (piece: CodePiece) => string,
  plain: (text: string) => string = (text) => text,
): string {
  const pieces: string[] = [];
  let at = 0;
  for (const found of json.matchAll(CODE)) {
    const inner = found[1]!;
    const isText = inner.startsWith(TEXT);
    pieces.push(plain(json.slice(at, found.index)));
    pieces.push(write({ code: isText ? inner.slice(TEXT.length) : inner, isText }));
    at = found.index + found[0].length;
  }
  pieces.push(plain(json.slice(at)));
  return pieces.join('');
}
