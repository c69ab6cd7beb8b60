import type { ArraySchema, ObjectSchema } from '../catalogue/schema.ts';
import type { Naming } from '../sdk/naming.ts';
import type { Enclosed, ObjectSyntax } from './request-context-object.ts';

/** How bodies are written in one place: what is read around the cursor, and what is inserted. */
export interface BodyNotation {
  readonly syntax: ObjectSyntax;
  /** What the fields are called there. */
  readonly naming: Naming;
  /** True where keys are written in quotes; `words`: where they are no words. */
  readonly quotesKeys: boolean | 'words';
  /** True for the quote that is typed, false for that of the place. */
  readonly keepsQuote: boolean;
  readonly boolean: (value: boolean) => string;
  readonly brackets: (schema: ArraySchema | ObjectSchema) => readonly [open: string, close: string];
  /** What stands between the brackets of an object and its members. */
  readonly padding: ' ' | '';
  /** True where the last member of an object over several lines needs a comma. */
  readonly endsWithComma?: true;
}

const plainBrackets: BodyNotation['brackets'] = ({ type }) => (type === 'array' ? ['[', ']'] : ['{', '}']);

/** JSON text. */
export const jsonNotation: BodyNotation = {
  syntax: { quotes: '"', lineComment: '//', member: /^["\\]/ },
  naming: 'camelCase',
  quotesKeys: true,
  keepsQuote: false,
  boolean: String,
  brackets: plainBrackets,
  padding: ' ',
};

/** Object literals of TypeScript. */
export const typescriptNotation: BodyNotation = {
  ...jsonNotation,
  syntax: { quotes: '"\'`', lineComment: '//', member: /^(?:\.{3}|["'[]|[\w$]+\s*[:,}(])/ },
  quotesKeys: 'words',
  keepsQuote: true,
};

/** What makes a dictionary of its arguments. */
const DICTIONARY = /(?<![\w.])dict$/;
/** The same for classes, which those of the SDK are. */
const MODEL = /(?:(?<!\w)[A-Z]\w*|(?<![\w.])dict)$/;

const pythonBracket =
  (named: RegExp) =>
  (open: string, before: string): Enclosed => {
    if (open === '(') return named.test(before) ? 'arguments' : 'other';
    return open === '[' ? 'array' : 'object';
  };

/** Dictionaries of Python. */
export const pythonNotation: BodyNotation = {
  syntax: {
    quotes: '"\'',
    longQuotes: true,
    lineComment: '#',
    member: /^(?:\*\*|["'])/,
    bracket: pythonBracket(DICTIONARY),
  },
  naming: 'camelCase',
  quotesKeys: true,
  keepsQuote: true,
  boolean: (value) => (value ? 'True' : 'False'),
  brackets: plainBrackets,
  padding: '',
};

/** Arguments of methods of `unkey.py`, and what is in them. */
export const pythonArguments: BodyNotation = {
  ...pythonNotation,
  syntax: {
    ...pythonNotation.syntax,
    member: /^(?:\*\*|["']|\w+\s*=(?!=))/,
    bracket: pythonBracket(MODEL),
  },
  naming: 'snake_case',
};

/** Lists, by their types; `map[string][]string` is none. */
const LIST = /(?<!\bmap\[\w+\])\[\d*\]\*?(?:[\w.]+|map\[\w+\](?:[\w.]+|interface\s*\{\s*\}))\s*$/;

const goBracket = (open: string, before: string): Enclosed => {
  if (open === '{') return LIST.test(before) ? 'array' : 'object';
  return open === '[' ? 'array' : 'other';
};

/** Maps of Go. */
export const goNotation: BodyNotation = {
  syntax: { quotes: '"`', lineComment: '//', member: /^"/, bracket: goBracket },
  naming: 'camelCase',
  quotesKeys: true,
  keepsQuote: false,
  boolean: String,
  brackets: (schema) => {
    if (schema.type === 'object') return ['map[string]any{', '}'];
    const { type } = schema.items;
    return [type === 'string' ? '[]string{' : type === 'object' ? '[]map[string]any{' : '[]any{', '}'];
  },
  padding: '',
  endsWithComma: true,
};

/** Structs of the SDK for Go. */
export const goStructNotation: BodyNotation = {
  ...goNotation,
  syntax: { ...goNotation.syntax, member: /^\w+\s*:/ },
  naming: 'PascalCase',
  quotesKeys: false,
};
