/** The code of a function, and where in its text it begins. */
export interface FunctionCode {
  readonly code: string;
  readonly start: number;
}

const EMPTY = String.raw`url\.Values\{\}|make\(url\.Values(?:,\s*\d+)?\)|(?:[\w.]+)\.Query\(\)`;
/** Values that are written down. */
export const FILLED = String.raw`url\.Values\{(?:[^{}]|\{[^{}]*\})*\}`;
/** What makes values of a query. */
export const MADE_VALUES = `${EMPTY}|${FILLED}`;
/** One of the values that are written down: its name and its code. */
export const ENTRY = /"(\w+)"\s*:\s*(?:\[\]string)?\{([^{}]*)\}/g;
/** What makes a text of a value. */
const TEXT_OF =
  /^(?:strconv\.(?:Itoa|FormatBool)\((.*)\)|strconv\.FormatU?[iI]nt\((.*),\s*10\)|fmt\.Sprint\((.*)\)|fmt\.Sprintf\("%[dvt]",\s*(.*)\))$/;

/** What code makes a text of; undefined where it does not. */
export const textOf = (code: string): string | undefined =>
  TEXT_OF.exec(code)
    ?.slice(1)
    .find((inner) => inner !== undefined);
