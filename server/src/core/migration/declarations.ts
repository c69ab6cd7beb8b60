import type { JsonMember, TextEdit } from '../model.ts';
import type { Range } from '../source.ts';
import { insertion } from './member-edits.ts';

/** Where the declaration of a member says, or could say, what it is in JSON. */
export interface DeclaredName {
  readonly range: Range;
  /** What stands around another name, before that place. Missing: the name is written there. */
  readonly named?: readonly [before: string, behind: string];
  /** What stands there to leave the member out. */
  readonly skipped: string;
}

/** Gives the member of a type another name in JSON, where that is declared; undefined where it cannot be. */
export function renamedDeclaration({ declared }: JsonMember, name: string): TextEdit | undefined {
  if (!declared?.named) return undefined;
  const [before, behind] = declared.named;
  return insertion(declared.range.start, before + name + behind);
}

/** Leaves the member of a type out of JSON, where it is declared; undefined where that cannot be done. */
export const skippedDeclaration = ({ declared }: JsonMember): TextEdit | undefined =>
  declared && { range: declared.range, newText: declared.skipped };
