import type { Idioms, Printed } from '../../idioms/idioms.ts';

const ECHO = /^[ \t]*@?echo[ \t.:]([^\r\n]*)/gim;
const VARIABLE = /[%!](\w+)[%!]/g;
/** The output goes to another command or a file. */
const GOES_ON = /[|>]/;

/** How command files read their environment, and what they print. */
export const idioms: Idioms = {
  fromEnvironment(name, { text, start, end }) {
    // The variable itself is not given its own value.
    if (new RegExp(`\\b${name}=["']?$`, 'i').test(text.slice(0, start))) return undefined;
    return [{ start, end, newText: `%${name}%` }];
  },
  printed: (text) =>
    [...text.matchAll(ECHO)].flatMap((echo): Printed[] => {
      const [all, line] = echo as unknown as [string, string];
      if (GOES_ON.test(line)) return [];
      const from = echo.index + all.length - line.length;
      const end = from + line.length;
      return [
        { start: from - 1, end: end + 1, at: echo.index, expression: `"${line}"` },
        ...[...line.matchAll(VARIABLE)].map(({ index, 0: written, 1: name }) => ({
          start: from + index,
          end: from + index + written.length,
          at: echo.index,
          expression: name!,
        })),
      ];
    }),
};
