import { escapedName } from '../name-pattern.ts';
import type { VariableUse } from '../outline.ts';
import type { Range } from '../source.ts';
import type { Surroundings } from './surroundings.ts';

/** What stands behind a name that gets a value. */
const GETS = /^\s*(?::\s*\w+\s*)?:?=(?!=)/;
/** Farther behind a name no sign of that is looked for. */
const LONGEST_TYPE = 40;

/**
 * Where code behind an offset has the variable that is seen there under a name, in the order of the text. Of what is no
 * variable of the text, as a field, every such word: it may mean it.
 */
export function usesBehind(
  name: string,
  offset: number,
  { document, outline }: Surroundings,
): readonly VariableUse[] {
  const known = outline.usesOf(name, offset);
  if (known) return known.filter(({ range }) => range.start >= offset);
  const words = new RegExp(String.raw`(?<![\w$./])${escapedName(name)}(?![\w$])`, 'g');
  return [...document.slice(offset).matchAll(words)].map(({ index, 0: word }) => {
    const range = { start: offset + index, end: offset + index + word.length };
    const isGiven = GETS.test(document.slice(range.end, range.end + LONGEST_TYPE));
    return isGiven ? { range, given: true } : { range };
  });
}

/** Of uses those before the first that gives the variable another value. */
export function ofSameValue(uses: readonly VariableUse[]): readonly VariableUse[] {
  const next = uses.findIndex(({ given }) => given);
  return next < 0 ? uses : uses.slice(0, next);
}

/** A name, and what stands between it and what it is given: its type, and `await`. */
const GIVEN_NAME = /([\w$]+)\s*(?::[^={}\n]*)?=\s*(?:await\s+)?$/;

/**
 * Where code has the variable that is given what a range holds, until that gets another value. Undefined where what is
 * there is given to none.
 */
export function usesOfResult(
  { start, end }: Range,
  { document, outline }: Surroundings,
): readonly VariableUse[] | undefined {
  const lineStart = document.lastIndexOf('\n', start - 1) + 1;
  const found = GIVEN_NAME.exec(document.slice(lineStart, start));
  const uses = found ? outline.usesOf(found[1]!, start) : undefined;
  const isGiven = uses?.some(({ range, given }) => given && range.start === lineStart + found!.index);
  return isGiven ? ofSameValue(uses!.filter(({ range }) => range.start >= end)) : undefined;
}
