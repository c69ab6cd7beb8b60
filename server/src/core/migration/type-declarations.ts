import type { Range } from '../source.ts';

/** The longest declaration of a type. */
const LONGEST = 2000;

/**
 * From the word that declares a type of that name up to the bracket behind which its members are; undefined where the
 * text declares none.
 */
export function declarationOf(name: string, document: string): Range | undefined {
  const found = new RegExp(
    String.raw`\b(?:record|class|struct|interface)(?:\s+struct)?\s+${name}\b(?:<[^>]*>)?\s*(?::[^({]*)?[({]`,
  ).exec(document);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}

/** Where the bracket before a text is closed in it. */
export function closeOf(text: string): number {
  let depth = 0;
  const longest = Math.min(text.length, LONGEST);
  for (let i = 0; i < longest; i++) {
    if ('({'.includes(text[i]!)) depth++;
    else if (')}'.includes(text[i]!) && depth-- === 0) return i;
  }
  return longest;
}
