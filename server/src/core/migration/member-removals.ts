import type { Json, JsonMember, TextEdit } from '../model.ts';
import type { Range } from '../source.ts';
import { JOINED_BLANKS, type Layout, type MemberPlace } from './layout.ts';
import { partRemoval } from './spread-parts.ts';
import { Unwritable } from './unwritable.ts';

/** What goes with the comma behind a member. */
const BLANKS = new RegExp(`^${JOINED_BLANKS}`);

/** Edits that take members out of an object in whose brackets they are written. */
export function removals(
  gone: readonly JsonMember[],
  { complete, unseen }: Json & { readonly kind: 'object' },
  keptSlots: ReadonlySet<JsonMember | undefined>,
  layout: Layout | undefined,
  document: string,
): readonly TextEdit[] {
  if (!layout) throw new Unwritable();
  const parts = gone.filter((m) => !layout.places.get(m)?.isPlain);
  if (parts.length > 0) {
    if (parts.length < gone.length) throw new Unwritable();
    return parts.map((m) => partRemoval(m, layout, document));
  }
  if (!complete) {
    if (!unseen) throw new Unwritable();
    return gone.map((m) => ({ range: besideOthers(layout.places.get(m)!, layout, document), newText: '' }));
  }
  const inOrder = [...layout.places];
  if (inOrder.every(([m]) => !keptSlots.has(m))) return [{ range: layout.inside, newText: '' }];
  const edits: TextEdit[] = [];
  const lastKept = inOrder.findLastIndex(([m]) => keptSlots.has(m));
  for (const [i, [member, place]] of inOrder.entries()) {
    if (keptSlots.has(member)) continue;
    const previous = inOrder[i - 1]?.[1];
    // The last one takes the comma before it along.
    const takes = i > lastKept && !layout.trailingComma ? 'before' : 'after';
    edits.push({ range: lineOrPart(place, previous, takes, layout, document), newText: '' });
  }
  const [, end] = inOrder[lastKept]!;
  if (lastKept < inOrder.length - 1 && !layout.trailingComma && end.comma !== undefined) {
    const start = end.comma;
    const next = edits.find((e) => e.range.start <= start && e.range.end > start);
    if (!next) edits.push({ range: { start, end: start + 1 }, newText: '' });
  }
  return edits;
}

/** A member with one of the commas around it, where what is spread stands between members. */
function besideOthers(place: MemberPlace, layout: Layout, document: string): Range {
  if (place.comma !== undefined) return lineOrPart(place, undefined, 'after', layout, document);
  const before = /,\s*$/.exec(document.slice(layout.inside.start, place.start));
  return { start: place.start - (before?.[0].length ?? 0), end: place.end };
}

/** The lines of a member with the comments behind it; in one line, the member and one of the commas. */
function lineOrPart(
  place: MemberPlace,
  previous: MemberPlace | undefined,
  takes: 'before' | 'after',
  layout: Layout,
  document: string,
): Range {
  const from = previous?.end ?? layout.inside.start;
  const to = place.comma === undefined ? place.end : place.comma + 1;
  const lead = /\r?\n[ \t>]*$/.exec(document.slice(Math.max(from, place.start - 200), place.start));
  const rest = /^(?:[ \t]*(?:\/\/|#)[^\n]*|[ \t]*\/\*(?:[^*\n]|\*(?!\/))*\*\/)?[ \t]*(?=\r?\n)/.exec(
    document.slice(to, Math.min(document.length, to + 400)),
  );
  if (lead && rest) return { start: place.start - lead[0].length, end: to + rest[0].length };
  if (takes === 'before') {
    const start = previous?.comma === undefined ? place.start : previous.comma;
    return { start, end: to };
  }
  const blanks = BLANKS.exec(document.slice(to, to + 200))![0].length;
  return { start: place.start, end: to + blanks };
}
