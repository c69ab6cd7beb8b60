import { type CodeFunction, functionNamed } from '../outline.ts';
import type { Range } from '../source.ts';
import type { Surroundings } from './surroundings.ts';

/** A call of a function by its name, on the own object or none. */
const OWN = /^(?:await\s+)?(?:this\.|self\.)?(?!fetch\b)([\w$]+)\s*(?:<[^()]*>)?\(/;
const CALLED = /(?<![\w$.>:])(?:[$@\w]+(?:\.|->|::))?([\w$]+)\s*(?:<[^()]*>)?\(/g;
/** Functions that call functions that send. */
const DEEPEST = 3;

/** The name of the function that a call calls, where that may be one of the text. */
export const calledName = ({ start, end }: Range, document: string): string | undefined =>
  OWN.exec(document.slice(start, end))?.[1];

/** The function of the text that has a name, and those that it calls; none where the text has none of that name. */
export function sendersFrom(
  name: string | undefined,
  { document, outline }: Surroundings,
): readonly CodeFunction[] {
  const found = new Map<string, CodeFunction>();
  let names = name === undefined ? [] : [name];
  for (let depth = 0; depth < DEEPEST && names.length > 0; depth++) {
    const called = names.flatMap((one) => (found.has(one) ? [] : (functionNamed(outline, one) ?? [])));
    for (const fn of called) found.set(fn.name!, fn);
    names = called.flatMap(({ range: { start, end } }) =>
      [...document.slice(start, end).matchAll(CALLED)].map(([, inner]) => inner!),
    );
  }
  return [...found.values()];
}

/** The functions of the text through which a call is sent, the one that it calls first; none for other calls. */
export const sendersOf = (call: Range, around: Surroundings): readonly CodeFunction[] =>
  sendersFrom(calledName(call, around.document), around);
