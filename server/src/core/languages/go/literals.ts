import type { LiteralSyntax } from '../../literals/syntax.ts';

/** How Go writes literals and comments: for places where a text does not parse. */
export const literals: LiteralSyntax = {
  lineComments: ['//'],
  blockComments: [{ open: /\/\*/y, close: () => '*/' }],
  skipped: /'(?:\\[^'\r\n]+|[^\\'\r\n])'/uy,
  word: /[A-Za-z_]\w*/y,
  strings: [
    { open: /"/y, close: () => '"', escapes: 'all', multiline: false },
    { open: /`/y, close: () => '`', escapes: 'none', multiline: true },
  ],
};
