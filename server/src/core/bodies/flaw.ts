import type { Fix } from '../finding.ts';
import { nameInSdk } from '../sdk/naming.ts';
import type { Range } from '../source.ts';
import type { BodyValue } from './values.ts';

/** What is wrong with a value of a body, and what is right. */
export interface Flaw {
  readonly range: Range;
  readonly message: string;
  readonly fix?: Fix;
}

/** What a value is called in a sentence: `limit`, `an item of roles`, the operation for the body itself. */
export function nameOf({ path, naming }: BodyValue, operation: string): string {
  const last = path.at(-1);
  if (last === undefined) return operation;
  if (last !== '[]') return nameInSdk(last, naming);
  const list = path.at(-2);
  return `an item of ${list === undefined ? operation : nameInSdk(list, naming)}`;
}

/** The place of a value. A list or an object, which may be long, is told by its name or its first character. */
export function rangeOf({ json, place }: BodyValue): Range {
  return json.kind === 'object' || json.kind === 'array' ? (place ?? firstCharacter(json.range)) : json.range;
}

/** The first character of a range; the range itself where it is empty. */
export const firstCharacter = ({ start, end }: Range): Range => ({ start, end: Math.min(start + 1, end) });

/** Replaces a number, or the text of one with its quotes, by another. */
export function numberFix({ json }: BodyValue, value: number, title = `Change to ${value}`): Fix {
  return { title, safety: 'suggestion', edits: [{ range: json.range, newText: String(value) }] };
}

/** A name at the beginning of a sentence. Fields keep their own spelling. */
export const atStart = (name: string): string => name.replace(/^an item/, 'An item');
