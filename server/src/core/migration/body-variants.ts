import type { Json, JsonMember, TextEdit } from '../model.ts';

/** More statements than these that set members again are not looked at apart. */
const MOST_VARIANTS = 8;

/**
 * A body as it is after each of the statements that set a member which others set as well, in the branches of a
 * condition. One where there are none.
 */
export function variantsOf(json: Json): readonly Json[] {
  if (json.kind !== 'object') return [json];
  const again = json.members.filter((member) => member.earlier);
  const count = again.reduce((sum, { earlier }) => sum + earlier!.length, 1);
  if (again.length === 0 || count > MOST_VARIANTS || again.some((m) => m.typed)) return [json];
  const last = json.members.map(alone);
  const variants: Json[] = [{ ...json, members: last }];
  for (const [i, { earlier }] of json.members.entries())
    for (const one of earlier ?? []) variants.push({ ...json, members: last.with(i, alone(one)) });
  return variants;
}

/** The member as one statement sets it. */
function alone({ earlier: _, written, ...member }: JsonMember): JsonMember {
  return written ? { ...member, value: written } : member;
}

/** The edits of all variants, each once; undefined where they contradict one another. */
export function joinedEdits(all: readonly (readonly TextEdit[])[]): readonly TextEdit[] | undefined {
  const [only, ...others] = all;
  if (only && others.length === 0) return only;
  const edits = new Map(all.flat().map((edit) => [JSON.stringify(edit), edit]));
  const sorted = [...edits.values()].toSorted(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  );
  const isApart = (edit: TextEdit, i: number): boolean => {
    const before = sorted[i - 1]?.range;
    return (
      !before ||
      edit.range.start > before.end ||
      (edit.range.start === before.end && before.start < before.end)
    );
  };
  return sorted.every(isApart) ? sorted : undefined;
}
