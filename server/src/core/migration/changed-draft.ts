import type { Changes } from '../catalogue/changes.ts';
import { type Draft, type DraftObject, isWhole } from './draft.ts';
import { noteEmptyTexts } from './empty-texts.ts';
import { noteAddresses } from './mail-addresses.ts';
import { fillNeeds } from './needs.ts';
import type { Obstacle } from './obstacle.ts';
import { applySteps, type BodyText } from './steps.ts';
import { unseenNotes } from './unseen.ts';

/** Makes the parameters of v1 what v2 takes. */
export function changed(
  draft: Draft,
  changes: Changes,
  notes: Set<string>,
  text: BodyText,
): Obstacle | undefined {
  const had = fieldsOf(draft);
  const found = applySteps(changes.steps, draft, notes, text);
  if (found || draft.kind !== 'object') return found;
  const schema = changes.to?.body;
  dropUnknown(draft, changes, notes);
  if (schema?.type === 'object') {
    noteAddresses(draft, schema, notes, text.document);
    noteEmptyTexts(draft, schema, notes, text.document);
  }
  const lacks = fillNeeds(changes, draft, had, notes, text);
  if (!lacks && draft.json && !isWhole(draft))
    for (const note of unseenNotes(draft.json, draft.members, changes, text.document)) notes.add(note);
  return lacks;
}

/** The fields of an object, and of the objects in its lists. */
function fieldsOf(draft: Draft): ReadonlySet<string> {
  if (draft.kind === 'list') return new Set(draft.items.flatMap((item) => [...fieldsOf(item)]));
  if (draft.kind !== 'object') return new Set();
  const inner = draft.members.flatMap(({ value }) => (value.kind === 'list' ? [...fieldsOf(value)] : []));
  return new Set([...draft.members.map((m) => m.key), ...inner]);
}

/** v1 took no notice of fields that it did not know. v2 refuses them. */
function dropUnknown(body: DraftObject, { to }: Changes, notes: Set<string>): void {
  const schema = to?.body;
  if (schema?.type !== 'object' || schema.extra || !isWhole(body)) return;
  const unknown = body.members.filter(({ key }) => !Object.hasOwn(schema.fields, key));
  for (const member of unknown) {
    body.members.splice(body.members.indexOf(member), 1);
    notes.add(`v1 took no notice of "${member.key}" and v2 refuses it: it was taken out.`);
  }
}
