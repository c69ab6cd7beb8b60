/** The UTF-16 offsets at which the lines of `text` begin. A line ends with LF, CR LF or CR, as the LSP has it. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

/** Index of the last number at or before `value` in ascending `numbers`; 0 when all are behind it. */
export function lastAtOrBefore(numbers: ArrayLike<number>, value: number): number {
  let lo = 0;
  let hi = numbers.length - 1;
  while (lo < hi) {
    const mid = (lo + hi + 1) >> 1;
    if (numbers[mid]! <= value) lo = mid;
    else hi = mid - 1;
  }
  return Math.max(0, lo);
}

/** Zero-based line of each UTF-16 offset of `text`. */
export function lineIndex(text: string): (offset: number) => number {
  const starts = lineStarts(text);
  return (offset) => lastAtOrBefore(starts, offset);
}
