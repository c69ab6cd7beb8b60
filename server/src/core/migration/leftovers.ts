import { collide } from '../edits.ts';
import type { Language } from '../languages/language.ts';
import type { TextEdit } from '../model.ts';
import { escapedName } from '../name-pattern.ts';
import type { Migration, MigrationStep } from './migration.ts';

/**
 * A migration that takes away what nothing uses any more behind it, with the step that used it. Steps that used the same
 * become one: whoever leaves out one of them still needs it.
 */
export function withoutLeftovers(
  migration: Migration,
  text: string,
  leftovers: Language['leftovers'],
): Migration {
  if (!leftovers || migration.steps.length === 0) return migration;
  let { steps } = migration;
  const all = steps.flatMap((step) => step.edits);
  for (const { name, edit } of leftovers(text, all)) {
    const word = new RegExp(String.raw`(?<![\w$])${escapedName(name)}(?![\w$])`);
    const isUser = ({ edits }: MigrationStep): boolean =>
      edits.some(({ range }) => word.test(text.slice(range.start, range.end)));
    const isBeside = ({ edits }: MigrationStep): boolean => edits.some((own) => isInFront(own, edit));
    const users = steps.filter((step) => isUser(step) || isBeside(step));
    const [first = steps[0]!, ...others] = users;
    if (!steps.some(isBeside) && steps.some(({ edits }) => collide(edits, [edit]))) continue;
    const joined = withEdit([first, ...others], edit);
    steps = steps.filter((step) => !others.includes(step)).map((step) => (step === first ? joined : step));
  }
  return { ...migration, steps };
}

/** True for a text that is put right in front of what another edit takes away. */
const isInFront = ({ range: { start, end } }: TextEdit, { range }: TextEdit): boolean =>
  start === range.start && end === range.start;

/** One step of several, and an edit more. What is put in front of that one is put in its place. */
function withEdit(steps: readonly MigrationStep[], edit: TextEdit): MigrationStep {
  const given = steps.flatMap(({ edits }) => edits);
  const edits = given.some((own) => isInFront(own, edit))
    ? given.map((own) => (isInFront(own, edit) ? { ...own, range: edit.range } : own))
    : [...given, edit];
  const along = steps.flatMap((step) => step.along ?? []);
  return {
    calls: steps.flatMap(({ calls }) => calls).toSorted((a, b) => a.range.start - b.range.start),
    edits: edits.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end),
    ...(along.length > 0 ? { along } : {}),
  };
}
