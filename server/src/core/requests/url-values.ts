/** The text of a value in a URL as a value of JSON; undefined where it is not one of its type, or not well encoded. */
export function plainValue(
  text: string,
  type: 'string' | 'number' | 'boolean',
  quoted: (text: string) => string = JSON.stringify,
): string | undefined {
  if (type === 'number') return /^-?\d+$/.test(text) ? text : undefined;
  if (type === 'boolean') return /^(?:true|false)$/.test(text) ? text : undefined;
  try {
    return quoted(decodeURIComponent(text.replaceAll('+', ' ')));
  } catch {
    return undefined;
  }
}
