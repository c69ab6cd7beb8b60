import type { Language } from '../languages/language.ts';
import type { TextEdit } from '../model.ts';
import type { Migration, MigrationStep } from './migration.ts';

/** An edit of a step, while others may become a part of it. */
interface Owned {
  readonly step: number;
  edit: TextEdit;
}

/** A migration that leaves a text as the formatter of its language would. */
export function formatted(migration: Migration, text: string, format: Language['format']): Migration {
  if (!format || migration.steps.length === 0) return migration;
  const owned = migration.steps
    .flatMap(({ edits }, step) => edits.map((edit): Owned => ({ step, edit })))
    .toSorted((a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end);
  // Steps that touch one another are each made alone.
  if (owned.some(({ edit }, i) => i > 0 && owned[i - 1]!.edit.range.end > edit.range.start)) return migration;
  const given = owned.map(({ edit }) => edit);
  const added: Owned[] = [];
  for (const pad of format(text, given).toReversed()) add(pad, given, owned, added);
  const steps = migration.steps.map((step, i): MigrationStep => {
    const own = [...owned, ...added].filter((one) => one.step === i).map(({ edit }) => edit);
    return { ...step, edits: own.toSorted((a, b) => a.range.start - b.range.start) };
  });
  return { ...migration, steps };
}

/** Adds an edit of the text that `given` edits make, the last of several first: to one of `owned`, or as one of its own. */
function add(pad: TextEdit, given: readonly TextEdit[], owned: readonly Owned[], added: Owned[]): void {
  const { start, end } = pad.range;
  let shift = 0;
  for (const [i, { range, newText }] of given.entries()) {
    const from = range.start + shift;
    const to = from + newText.length;
    if (end < from || (end === from && start < end)) {
      added.push({ step: owned[i]!.step, edit: moved(pad, -shift) });
      return;
    }
    if (start < to || (start === to && start === end)) {
      if (start < from || end > to) return;
      const { edit } = owned[i]!;
      const changed = edit.newText.slice(0, start - from) + pad.newText + edit.newText.slice(end - from);
      owned[i]!.edit = { ...edit, newText: changed };
      return;
    }
    shift += newText.length - (range.end - range.start);
  }
  const last = owned.at(-1);
  if (last) added.push({ step: last.step, edit: moved(pad, -shift) });
}

const moved = ({ range: { start, end }, newText }: TextEdit, by: number): TextEdit => ({
  range: { start: start + by, end: end + by },
  newText,
});
