import type { JsonMember, TextEdit } from '../model.ts';
import { insertion } from './member-edits.ts';

/** Gives the member of a type another name in JSON, where that is declared; undefined where it cannot be. */
export function renamedDeclaration({ declared }: JsonMember, name: string): TextEdit | undefined {
  if (!declared?.named) return undefined;
  const [before, behind] = declared.named;
  return insertion(declared.range.start, before + name + behind);
}

/** Leaves the member of a type out of JSON, where it is declared; undefined where that cannot be done. */
export const skippedDeclaration = ({ declared }: JsonMember): TextEdit | undefined =>
  declared && { range: declared.range, newText: declared.skipped };
