import type { TextEdit } from '../model.ts';

/** A type that a text declares for other files too, up to its members. */
const EXPORTED = /^export\s+(?:interface\s+\w|type\s+\w+\s*=)[^\n{}]*\{/gm;

/** Where types begin that other files may use as well, and whose members edits change. */
export function openTypes(edits: readonly TextEdit[], document: string): readonly number[] {
  if (edits.length === 0) return [];
  return [...document.matchAll(EXPORTED)].flatMap(({ index, 0: head }) => {
    const from = index + head.length;
    const end = from + document.slice(from).search(/^\}|\}[ \t]*;?[ \t]*$/m);
    return edits.some(({ range }) => range.start >= from && range.start <= end) ? [index] : [];
  });
}
