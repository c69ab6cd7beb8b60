/** A name as a regular expression has to spell it: `$` is the one character of names that means something else there. */
export const escapedName = (name: string): string => name.replaceAll('$', '\\$');
