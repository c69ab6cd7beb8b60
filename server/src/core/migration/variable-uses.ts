import type { VariableUse } from '../outline.ts';
import type { Range } from '../source.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Where code behind an offset has the variable that is seen there under a name, in the order of the text. None where the
 * text declares no such variable.
 */
export const usesBehind = (name: string, offset: number, { outline }: Surroundings): readonly VariableUse[] =>
  (outline.usesOf(name, offset) ?? []).filter(({ range }) => range.start >= offset);

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
