import { lazy } from './lazy.ts';
import type { Range } from './source.ts';

/** A function or method of a text, callbacks included. */
export interface CodeFunction {
  /** What it is called by; missing: it is used where it is written. */
  readonly name?: string;
  /** From its parameters or before, to its end. */
  readonly range: Range;
}

/** The functions of a text. Places are UTF-16 offsets of the document, half-open. */
export interface Outline {
  /** By where they begin; those around another one come before it. */
  readonly functions: readonly CodeFunction[];
}

export const NO_OUTLINE: Outline = { functions: [] };

/** The outline of several pieces of a text, worked out when it is first asked for. */
export const joinedOutlines = (outlines: readonly (() => Outline)[]): (() => Outline) =>
  lazy(() => ({ functions: inOrder(outlines.flatMap((outline) => outline().functions)) }));

/** Functions as {@link Outline} has them. */
export const inOrder = (functions: readonly CodeFunction[]): readonly CodeFunction[] =>
  functions.toSorted((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);

/** The functions around an offset, innermost first. */
export const functionsAround = ({ functions }: Outline, offset: number): readonly CodeFunction[] =>
  functions.filter(({ range }) => range.start <= offset && offset < range.end).toReversed();

/** The innermost function around an offset that has a name; undefined outside of such. */
export const namedFunctionAround = (outline: Outline, offset: number): CodeFunction | undefined =>
  functionsAround(outline, offset).find(({ name }) => name !== undefined);

/** The first function of that name; undefined where a text has none. */
export const functionNamed = ({ functions }: Outline, name: string): CodeFunction | undefined =>
  functions.find((one) => one.name === name);

/**
 * What is left behind an offset of the function around it, up to `farthest`: of the innermost one with a name, or else of
 * the outermost one. Outside of functions, what stands before the next line that begins with a bracket that closes.
 */
export function restOfFunction(outline: Outline, offset: number, text: string, farthest: number): string {
  const around = functionsAround(outline, offset);
  const own = around.find(({ name }) => name !== undefined) ?? around.at(-1);
  const rest = text.slice(offset, Math.min(own?.range.end ?? text.length, offset + farthest));
  return own ? rest : rest.split('\n}', 1)[0]!;
}
