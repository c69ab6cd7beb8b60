import type { Json } from '../model.ts';
import { type Draft, isUntouched } from './draft.ts';

/** A variable of JavaScript or Python whose type nothing says. */
const DECLARED = /(?:\b(?:const|let|var)\s+[\w$]+|\n[ \t]*\w+)\s*=\s*$/;

/**
 * True for a list under a name whose items get more members and keep what they have: what else uses it is not disturbed.
 */
export function isExtendedList(draft: Draft, document: string): boolean {
  if (draft.kind !== 'list' || !draft.json) return false;
  const { json, items } = draft;
  return (
    isNamedList(json, document) &&
    items.length === json.items.length &&
    items.every(
      (item, i) =>
        item.kind === 'object' &&
        item.json !== undefined &&
        item.json === json.items[i] &&
        item.json.members.every((own) =>
          item.members.some((m) => m.origin === own && m.key === own.key && isUntouched(m.value)),
        ),
    )
  );
}

/** True for a value that a variable is given where it is declared. */
export const isNamedList = ({ range: { start } }: Json, document: string): boolean =>
  DECLARED.test(document.slice(Math.max(0, start - 120), start));
