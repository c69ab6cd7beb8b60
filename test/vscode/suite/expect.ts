/** Fails unless both have the same JSON. Of our own, as the browser's extension host has no `node:assert`. */
export function expectEqual(actual: unknown, expected: unknown, what = 'values'): void {
  if (JSON.stringify(actual) === JSON.stringify(expected)) return;
  const error = new Error(`The ${what} differ.`);
  // Mocha shows the difference of these.
  throw Object.assign(error, { name: 'AssertionError', actual, expected, showDiff: true });
}

/** Fails unless `text` contains `part`. */
export function expectContains(text: string, part: string): void {
  if (!text.includes(part)) throw new Error(`"${part}" is not in: ${text}`);
}
