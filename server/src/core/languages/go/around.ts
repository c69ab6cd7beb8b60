import type { Span } from '../../expression.ts';

/** Where a declaration begins that is in no other. */
const DECLARED = /^(?:func|var|const|type)\b/gm;

/** Where the declaration of the text around a place is: a function, or a variable that has one in it. */
export function functionAround({ start, end }: Span, text: string): Span {
  let from = 0;
  for (const { index } of text.slice(0, start).matchAll(DECLARED)) from = index;
  const closed = text.indexOf('\n}', end);
  return { start: from, end: closed < 0 ? text.length : closed };
}
