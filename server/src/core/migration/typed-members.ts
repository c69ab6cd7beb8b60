import type { Json, JsonMember, TextEdit } from '../model.ts';
import type { Range } from '../source.ts';
import { Unwritable } from './unwritable.ts';

/** The line of a field in the declaration of a Go struct, with the comment lines above it. */
const FIELD = /(?:^[ \t]*\/\/[^\n]*\n)*^[ \t]*[A-Z]\w*[ \t]+[^\s`,][^`\n]*`[^`\n]*`[ \t]*(?:\/\/[^\n]*)?\n$/m;
/** Strings, comments, brackets and commas. */
const TOKENS = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|[()[\]{},]/g;

/** True for a member whose name is in the tag of a field: `json:"apiId"`. */
export const isTagged = ({ keyRange }: JsonMember, document: string): boolean =>
  document.slice(Math.max(0, keyRange.start - 6), keyRange.start) === 'json:"';

/**
 * Takes members away whose names the type of `json` declares: their values, and their lines in the declaration. Throws
 * {@link Unwritable} where one of both is written in another way.
 */
export function typedRemovals(
  members: readonly JsonMember[],
  json: Json & { readonly kind: 'object' },
  document: string,
): readonly TextEdit[] {
  if (members.length === 0) return [];
  const fields = members.map(({ keyRange }) => fieldLine(keyRange, document));
  const values = members.flatMap((member) => valueRange(member, json, document) ?? []);
  return [...fields, ...values].map((range) => ({ range, newText: '' }));
}

/** The element of a literal that gives a field its value; undefined where it has none there. */
function valueRange(
  { value, place }: JsonMember,
  json: Json & { readonly kind: 'object' },
  document: string,
): Range | undefined {
  if (value.range.start === json.range.start && value.range.end === json.range.end) return undefined;
  const elements = elementsOf(json, document);
  const at = (place ?? value.range).start;
  const index = elements.findIndex(({ start, end }) => start <= at && end > at);
  const isNamed = ({ start, end }: Range): boolean => /^\w+:/.test(document.slice(start, end));
  if (index < 0 || !elements.every(isNamed)) throw new Unwritable();
  return elementRange(elements, index, json, document);
}

function fieldLine({ start }: Range, document: string): Range {
  const from = Math.max(0, start - 1000);
  const lineEnd = document.indexOf('\n', start) + 1;
  const before = document.slice(from, lineEnd);
  const found = FIELD.exec(before.slice(before.lastIndexOf('{\n') + 2));
  if (lineEnd === 0 || !found) throw new Unwritable();
  return { start: lineEnd - found[0].length, end: lineEnd };
}

/** The elements of a literal between its braces, without the blanks around them. */
function elementsOf({ range }: Json, document: string): readonly Range[] {
  const text = document.slice(range.start, range.end);
  const open = text.indexOf('{') + 1;
  const found: Range[] = [];
  let depth = 0;
  let from = open;
  const add = (to: number): void => {
    const element = text.slice(from, to).replace(/^(?:\s|\/\/[^\n]*\n)+/, '');
    const start = to - element.length;
    if (element.trim() !== '')
      found.push({ start: range.start + start, end: range.start + start + element.trimEnd().length });
    from = to + 1;
  };
  for (const token of text.slice(open).matchAll(TOKENS)) {
    const mark = token[0];
    const at = open + token.index;
    if (/^[([{]$/.test(mark)) depth++;
    else if (/^[)\]}]$/.test(mark)) {
      if (depth-- === 0) {
        add(at);
        return found;
      }
    } else if (mark === ',' && depth === 0) add(at);
  }
  throw new Unwritable();
}

/** An element with its line where it has one of its own, and with one of the commas around it. */
function elementRange(elements: readonly Range[], index: number, { range }: Json, document: string): Range {
  const { start, end } = elements[index]!;
  const lineStart = document.lastIndexOf('\n', start - 1) + 1;
  const rest = /^,?[ \t]*(?:\/\/[^\n]*)?\n/.exec(document.slice(end, Math.min(document.length, end + 300)));
  if (rest && lineStart > range.start && /^[ \t]*$/.test(document.slice(lineStart, start)))
    return { start: lineStart, end: end + rest[0].length };
  const next = elements[index + 1];
  if (next) return { start, end: next.start };
  return { start: elements[index - 1]?.end ?? start, end };
}
