/** Kinds of characters below 128: 1 begins a word, 2 is a digit, 3 is blank. */
const CHARACTERS = Uint8Array.from({ length: 128 }, (_, c) => {
  const character = String.fromCharCode(c);
  if (/[\w$#]/.test(character)) return /\d/.test(character) ? 2 : 1;
  return c === 32 || (c >= 9 && c <= 13) ? 3 : 0;
});
/** True for a character that a name begins with, by its code. */
export const isWordStart = (c: number): boolean => (c < 128 ? CHARACTERS[c] === 1 : c > 127 && !isBlank(c));
/** True for a digit, by its code. */
export const isDigit = (c: number): boolean => c < 128 && CHARACTERS[c] === 2;
/** True for a character that stands in names, by its code. */
export const isWordPart = (c: number): boolean =>
  c < 128 ? CHARACTERS[c] === 1 || CHARACTERS[c] === 2 : c > 127 && !isBlank(c);
/** True for a blank or a line end, by its code. */
export const isBlank = (c: number): boolean =>
  c < 128 ? CHARACTERS[c] === 3 : c === 0xa0 || c === 0xfeff || c === 0x2028 || c === 0x2029;

/** Index of the line end at or behind `from`, or of the end of the text. */
export function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text.charCodeAt(end - 1) === 13 && end - 1 > from ? end - 1 : end;
}

/** Where a comment ends that is not closed: with its line, or the last one behind it that begins with a star. */
export function openCommentEnd(text: string, start: number): number {
  let end = lineEnd(text, start);
  for (;;) {
    let next = end;
    while (isBlank(text.charCodeAt(next))) next++;
    if (text.charCodeAt(next) !== 42) return end;
    end = lineEnd(text, next);
  }
}

/** How many blanks stand at the start of the line of `index`. */
export function indentationAt(text: string, index: number): number {
  const line = text.lastIndexOf('\n', index - 1) + 1;
  let at = line;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at - line;
}

/** Index behind the regular expression that begins at `start`, or -1 when its line ends first. */
export function regexEnd(text: string, start: number): number {
  let inClass = false;
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 13) return -1;
    if (c === 92) i++;
    else if (c === 91) inClass = true;
    else if (c === 93) inClass = false;
    else if (c === 47 && !inClass) {
      let end = i + 1;
      while (end < text.length && isWordPart(text.charCodeAt(end))) end++;
      return end;
    }
  }
  return -1;
}

/** The index behind the string that begins with `quote` at `start`: its other quote, or the end of its line. */
export function stringEnd(text: string, start: number, quote: number): number {
  let end = start + 1;
  while (end < text.length) {
    const c = text.charCodeAt(end);
    if (c === quote || c === 10 || c === 13) break;
    end += c === 92 ? (text.startsWith('\r\n', end + 1) ? 3 : 2) : 1;
  }
  end = Math.min(end, text.length);
  return text.charCodeAt(end) === quote ? end + 1 : end;
}

/** The index behind the operator that begins at `start`. */
export function operatorEnd(text: string, start: number): number {
  const c = text.charCodeAt(start);
  let end = start + 1;
  const next = text.charCodeAt(end);
  if (c === 61) {
    if (next === 62) end++;
    else while (text.charCodeAt(end) === 61) end++;
  } else if (c === 46) {
    if (text.startsWith('...', start)) end += 2;
  } else if (c === 63 && next === 46 && !isDigit(text.charCodeAt(end + 1))) end++;
  else if (c !== 62 && c !== 60 && c !== 44 && c !== 59 && c !== 58) {
    if (next === c) end++;
    while (text.charCodeAt(end) === 61) end++;
  }
  return end;
}
