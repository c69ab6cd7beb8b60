/** Opening and closing codes of the terminal. */
const STYLES = {
  red: ['31', '39'],
  yellow: ['33', '39'],
  green: ['32', '39'],
  blue: ['34', '39'],
  cyan: ['36', '39'],
  bold: ['1', '22'],
  dim: ['2', '22'],
  underline: ['4', '24'],
} as const;

/** A style of {@link STYLES}. */
export type Style = keyof typeof STYLES;
/** Text in a style. */
export type Paint = (style: Style, text: string) => string;

/** For terminals. */
export const colored: Paint = (style, text) => `\x1b[${STYLES[style][0]}m${text}\x1b[${STYLES[style][1]}m`;
/** For everything else. */
export const plain: Paint = (_, text) => text;

/** Control characters become blanks, so that a file cannot write to the terminal and a tab is one column. */
export function printable(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, ' ');
}

/** `1 file`, `2 files`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
