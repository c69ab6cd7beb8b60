import type { ObjectSchema } from '../catalogue/schema.ts';
import type { DraftObject } from './draft.ts';

/** Code that gives a mail address, by its name: `email`, `user["email"]`, `account.getEmail()`. */
const ADDRESS = /(?:[Ee][-_]?[Mm]ail|EMAIL)(?:_?(?:[Aa]ddress|ADDRESS))?["'\])}]*(?:\(\))?$/;
/** What is in every mail address. */
const SIGN = '@';

/** Notes the fields to which code gives what seems to be a mail address, where v2 takes none and v1 took any text. */
export function noteAddresses(
  body: DraftObject,
  { fields }: ObjectSchema,
  notes: Set<string>,
  document: string,
): void {
  const schema = Object.hasOwn(fields, 'externalId') ? fields['externalId'] : undefined;
  if (schema?.type !== 'string' || !schema.pattern || new RegExp(schema.pattern).test(SIGN)) return;
  const values = body.members.flatMap(({ key, value }) =>
    key === 'externalId' && value.kind === 'scalar' && value.json.kind === 'dynamic' ? [value] : [],
  );
  const isAddress = values.some(({ json, member }) => {
    const { start, end } = member?.place ?? json.range;
    return ADDRESS.test(document.slice(start, end).trim());
  });
  if (isAddress)
    notes.add('v2 refuses an externalId with @ in it, as mail addresses have: send another id then.');
}
