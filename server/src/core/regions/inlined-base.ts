import type { ApiCall, TextEdit } from '../model.ts';
import { HOLE } from '../source.ts';

/** A variable of make or just at the end of a text: `$(HOST)`, `${HOST}`, `{{host}}`. */
const REFERENCE = /(?:\$\(\w+\)|\$\{\w+\}|\{\{\s*\w+\s*\}\})$/;
/** How long such a variable may be. */
const LONGEST = 80;

/**
 * Writes the value of the variable that a URL begins with into the URL; undefined where the URL does not begin with one
 * whose value was put in its place.
 */
export function inlinedBase(
  { url: { text }, range }: ApiCall,
  document: string,
): readonly TextEdit[] | undefined {
  let length = 1;
  while (length < text.length && text.offset(length) === text.offset(length - 1) + 1) length++;
  const value = text.text.slice(0, length);
  if (length === text.length || value.includes(HOLE) || !/^https?:\/\/[^\s"'$]+$/.test(value))
    return undefined;
  const end = text.offset(length);
  const written = REFERENCE.exec(document.slice(Math.max(0, end - LONGEST), end))?.[0];
  if (written === undefined || end < range.start || end > range.end) return undefined;
  return [{ range: { start: end - written.length, end }, newText: value }];
}
