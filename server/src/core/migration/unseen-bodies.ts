import type { Changes } from '../catalogue/changes.ts';
import { fieldsOf } from '../catalogue/schema.ts';
import type { ApiCall } from '../model.ts';

/** Why a body stays as it is of which nothing is seen, and what v2 wants of it. */
export function unseenReason({ from, steps, needs }: Changes, { range }: ApiCall, document: string): string {
  const wanted = needs.filter(
    (need) => need.when === undefined && need.value === undefined && /^\w+$/.test(need.field),
  );
  const lacks = wanted.map(({ field }) => ` v2 needs "${field}" in it as well.`).join('');
  return steps.some(({ kind }) => kind === 'wrap')
    ? `The list of keys is made elsewhere, and v2 takes an object with that list in it.${lacks} Write it by hand.`
    : namesFields(document.slice(range.start, range.end), Object.keys(from.body ? fieldsOf(from.body) : {}))
      ? `How the body gets into the request was not followed. Change the names of its fields, then this call.${lacks}`
      : `The body is made elsewhere. Change the names of its fields there, then this call.${lacks}`;
}

/** True for the code of a call with an object in it that has one of these fields. */
const namesFields = (code: string, fields: readonly string[]): boolean =>
  fields.some((field) => new RegExp(String.raw`[{,]\s*(["']?)${field}\1\s*(?::|=>)`).test(code));
