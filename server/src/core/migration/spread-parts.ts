import type { JsonMember, TextEdit } from '../model.ts';
import type { Layout } from './layout.ts';
import { Unwritable } from './unwritable.ts';

/** What spreads into an object: its sign, and brackets around what is spread. */
const SIGN = /(?:\.\.\.|\*\*)\s*(\(*)\s*$/;

/** Takes out what is spread into an object and brings only a member that goes, with a comma of those around it. */
export function partRemoval({ part }: JsonMember, { inside }: Layout, document: string): TextEdit {
  if (!part || part.start < inside.start || part.end > inside.end) throw new Unwritable();
  const sign = SIGN.exec(document.slice(Math.max(inside.start, part.start - 40), part.start));
  if (!sign) throw new Unwritable();
  const start = part.start - sign[0].length;
  const closes = new RegExp(String.raw`^(?:\s*\)){${sign[1]!.length}}`).exec(
    document.slice(part.end, inside.end),
  );
  if (!closes) throw new Unwritable();
  const end = part.end + closes[0].length;
  const behind = /^\s*,/.exec(document.slice(end, inside.end))?.[0];
  const before = document.slice(inside.start, start);
  const lead = /\r?\n[ \t]*$/.exec(before)?.[0] ?? '';
  if (behind !== undefined) {
    const blanks = lead === '' ? /^[ \t]*/.exec(document.slice(end + behind.length))![0].length : 0;
    return { range: { start: start - lead.length, end: end + behind.length + blanks }, newText: '' };
  }
  const comma = /,\s*$/.exec(before)?.[0];
  return { range: { start: start - (comma?.length ?? lead.length), end }, newText: '' };
}
