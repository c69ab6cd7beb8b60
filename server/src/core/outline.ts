import type { MockedCall } from './idioms/mocked.ts';
import type { UnhostedCall } from './idioms/unhosted.ts';
import { lazy } from './lazy.ts';
import type { Range } from './source.ts';

/** A function or method of a text, callbacks included. */
export interface CodeFunction {
  /** What it is called by; missing: it is used where it is written. */
  readonly name?: string;
  /** From its parameters or before, to its end. */
  readonly range: Range;
}

/** Code that runs where other code throws: `catch`, `except`, `rescue`. */
export interface Handler {
  /** What may throw. */
  readonly tried: Range;
  /** What it calls the error; missing: nothing, or its members have names. */
  readonly name?: string;
  readonly body: Range;
}

/** A place where code means a variable. */
export interface VariableUse {
  /** Of its name. */
  readonly range: Range;
  /** Set where it is declared or gets another value. */
  readonly given?: true;
}

/** The functions of a text, where it catches errors, and what its tests stand in for. Places are UTF-16 offsets of the document, half-open. */
export interface Outline {
  /** By where they begin; those around another one come before it. */
  readonly functions: readonly CodeFunction[];
  readonly handlers: readonly Handler[];
  /** What tests in it stand in for. */
  readonly mocked: readonly MockedCall[];
  /** Requests to a base URL that is set elsewhere. Not told by all languages. */
  readonly unhosted?: readonly UnhostedCall[];
  /**
   * Every place that means the variable of that name which is seen at an offset, in the order of the text. Undefined where
   * the text declares none that is seen there.
   */
  readonly usesOf: (name: string, offset: number) => readonly VariableUse[] | undefined;
}

export const NO_OUTLINE: Outline = { functions: [], handlers: [], mocked: [], usesOf: () => undefined };

/** The outline of several pieces of a text, worked out when it is first asked for. */
export const joinedOutlines = (outlines: readonly (() => Outline)[]): (() => Outline) =>
  lazy(() => {
    const all = outlines.map((outline) => outline());
    return {
      functions: inOrder(all.flatMap(({ functions }) => functions)),
      handlers: all.flatMap(({ handlers }) => handlers),
      mocked: all.flatMap(({ mocked }) => mocked),
      unhosted: all.flatMap(({ unhosted }) => unhosted ?? []),
      usesOf(name, offset) {
        for (const { usesOf } of all) {
          const uses = usesOf(name, offset);
          if (uses) return uses;
        }
        return undefined;
      },
    };
  });

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

/** What catches the errors that are thrown at an offset. */
export const handlersAround = ({ handlers }: Outline, offset: number): readonly Handler[] =>
  handlers.filter(({ tried }) => tried.start <= offset && offset < tried.end);

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
