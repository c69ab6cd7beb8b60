import type { JsonMember, TextEdit } from '../model.ts';
import type { Range } from '../source.ts';
import type { Draft } from './draft.ts';
import { Unwritable } from './unwritable.ts';

/** Gives a member another name where it is. */
export function keyEdit({ keyRange, shorthand, typed }: JsonMember, key: string): TextEdit {
  if (typed) throw new Unwritable();
  return shorthand === undefined
    ? { range: keyRange, newText: key }
    : insertion(keyRange.start, key + shorthand);
}

/** True for a new value all of which came from one member. */
export function isMadeOf(draft: Draft, slot: JsonMember): boolean {
  switch (draft.kind) {
    case 'object':
      return draft.members.every((m) => m.origin === slot || isMadeOf(m.value, slot));
    case 'list':
      return draft.items.every((item) => isMadeOf(item, slot));
    case 'constant':
    case 'written':
      return true;
    case 'scalar': {
      const around = rangeOf(slot);
      if (draft.member && isIn(draft.member.keyRange, around)) return true;
      return draft.member === slot || isIn(draft.json.range, around);
    }
  }
}

/** The value of a member, with what is put into it behind it. */
const rangeOf = ({ place, value }: JsonMember): Range =>
  place && isIn(value.range, place) ? place : value.range;

const isIn = (inner: Range, outer: Range): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** The edit that puts a text at an offset. */
export const insertion = (at: number, newText: string): TextEdit => ({
  range: { start: at, end: at },
  newText,
});

/** Edits in order, those at one place as one. */
export function merged(edits: readonly TextEdit[]): readonly TextEdit[] {
  const found: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)) {
    const last = found.at(-1);
    if (last && edit.range.start < last.range.end) {
      // What goes twice goes once.
      if (edit.newText !== '' || last.newText !== '') throw new Unwritable();
      found[found.length - 1] = {
        range: { start: last.range.start, end: Math.max(last.range.end, edit.range.end) },
        newText: '',
      };
    } else if (last && last.range.end === edit.range.start) {
      found[found.length - 1] = {
        range: { start: last.range.start, end: edit.range.end },
        newText: last.newText + edit.newText,
      };
    } else found.push(edit);
  }
  return found;
}
