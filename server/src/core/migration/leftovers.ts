import { collide } from '../edits.ts';
import type { Language } from '../languages/language.ts';
import type { Migration, MigrationStep } from './migration.ts';

/** A migration that takes away what nothing uses any more behind it, each with the last step that used it. */
export function withoutLeftovers(
  migration: Migration,
  text: string,
  leftovers: Language['leftovers'],
): Migration {
  if (!leftovers || migration.steps.length === 0) return migration;
  const steps: MigrationStep[] = [...migration.steps];
  for (const { name, edit } of leftovers(
    text,
    steps.flatMap((step) => step.edits),
  )) {
    const at = steps.findLastIndex((step) =>
      step.edits.some(({ range }) => text.slice(range.start, range.end).includes(name)),
    );
    const step = steps[Math.max(at, 0)]!;
    const { start, end } = edit.range;
    const beside = steps.findIndex(({ edits }) =>
      edits.some(({ range }) => range.start === start && range.end === start),
    );
    if (beside >= 0) {
      // What is put in front of it is put in its place.
      const joined = steps[beside]!.edits.map((own) =>
        own.range.start === start && own.range.end === start
          ? { range: { start, end }, newText: own.newText }
          : own,
      );
      steps[beside] = { ...steps[beside]!, edits: joined };
      continue;
    }
    if (steps.some(({ edits }) => collide(edits, [edit]))) continue;
    const edits = [...step.edits, edit].toSorted((a, b) => a.range.start - b.range.start);
    steps[Math.max(at, 0)] = { ...step, edits };
  }
  return { ...migration, steps };
}
