import type { LiteralSyntax } from '../../literals/syntax.ts';

const HOLES = [{ open: '{', close: '}' }] as const;
/** Quotes without what stands before them: `f"""` ends with `"""`. */
const quotes = (open: string): string => open.replace(/^\w+/, '');

/** How Python writes literals and comments: for places where a text does not parse. */
export const literals: LiteralSyntax = {
  lineComments: ['#'],
  blockComments: [],
  word: /[A-Za-z_]\w*/y,
  strings: [
    { open: /[fF][rR]?(?:"""|''')/y, close: quotes, escapes: 'all', multiline: true, holes: () => HOLES },
    { open: /[rbuRBU]{0,2}(?:"""|''')/y, close: quotes, escapes: 'all', multiline: true },
    { open: /[fF][rR]?["']/y, close: quotes, escapes: 'all', multiline: false, holes: () => HOLES },
    { open: /[rbuRBU]{0,2}["']/y, close: quotes, escapes: 'all', multiline: false },
  ],
};
