import type { Notation } from '../call-editor.ts';
import type { DraftMember, DraftObject } from './draft.ts';
import { isSetLater } from './draft.ts';

/**
 * Gives what stands around the text of a body that a query becomes: a query leaves out what is nothing, v2 refuses it in
 * a body. Values that a language can write so that they are left out are changed in `body`.
 */
export function leavingOut(
  body: DraftObject,
  notation: Notation,
  document: string,
): (text: string) => string {
  const { nothing, unlessNone } = notation;
  const keep = (text: string): string => text;
  if (!nothing) return keep;
  const { leaveOut, orMissing } = nothing;
  const found = body.members.filter((member) => {
    const code = codeOf(member, body, document);
    return code !== undefined && (unlessNone !== undefined || nothing.mayBe(code, document));
  });
  if (found.length === 0) return keep;
  if (leaveOut) return leaveOut;
  if (!orMissing) return keep;
  for (const member of found) {
    const code = codeOf(member, body, document)!;
    const { key, slot, origin } = member;
    const at = body.members.indexOf(member);
    const value = { kind: 'written', text: orMissing(code) } as const;
    if (slot === origin) body.members[at] = { key, value, ...(slot ? { slot } : {}) };
  }
  return keep;
}

/** The code of a value that is not known; undefined of others. */
function codeOf(member: DraftMember, body: DraftObject, document: string): string | undefined {
  const { value, origin } = member;
  if (value.kind !== 'scalar' || value.json.kind !== 'dynamic' || isSetLater(member, body)) return undefined;
  const { start, end } = value.member?.place ?? origin?.place ?? value.json.range;
  return document.slice(start, end);
}
