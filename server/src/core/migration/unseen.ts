import { type Changes, type Step, sourceOf } from '../catalogue/changes.ts';
import type { Json } from '../model.ts';
import type { DraftObject } from './draft.ts';
import { tableOf } from './limit-code.ts';
import { type Obstacle, obstacle } from './obstacle.ts';

export type WrittenObject = Json & { readonly kind: 'object' };
/** A part of a body whose members are not seen; `fields`: the names that they may have, by its type. */
export type Part = NonNullable<WrittenObject['unseen']>[number];

/** Whoever cannot see a whole object cannot say what of v1 is in it. */
const UNSEEN = obstacle(
  'The body is put together from parts that are not seen here. Change the names of its fields by hand.',
);

/** Where a step begins: the first name of the place that it takes. */
export const firstOf = (step: Step): string | undefined =>
  (sourceOf(step) ?? ('list' in step ? step.list : undefined))?.split('.')[0];

/** Where what a step makes of a value comes to stand. */
const targetOf = (step: Step): string | undefined => ('to' in step ? step.to.split('.')[0] : undefined);

export const mayHold = ({ fields }: Part, name: string): boolean =>
  fields === undefined || fields.includes(name);

/** True where a member stands behind a part, and so replaces what that one holds under the name. */
const isBehind = ({ members }: WrittenObject, name: string, part: Part): boolean =>
  members.some(({ key, keyRange }) => key === name && keyRange.start >= part.range.end);

/**
 * Why a step cannot be done to an object of which parts are not seen; undefined where it can. Where `told`, what such a part
 * may hold is told by {@link unseenNotes}, and in the way is only what would be lost with it: an object that is made of
 * several fields of v1, some of which the part may hold.
 */
export function unseenPart(
  { json }: DraftObject,
  step: Step,
  steps: readonly Step[],
  document: string,
  told: boolean,
): Obstacle | undefined {
  if (!json?.unseen || json.broken) return UNSEEN;
  const first = firstOf(step);
  for (const part of json.unseen) {
    const shown = shownOld(part, steps, document);
    if (shown) return shown;
    const place = nameOf(part, json, document);
    if (!told || (first !== undefined && isMade(step, json, first))) {
      const names = told ? madeBeside(step, steps) : first === undefined ? [] : [first];
      const held = names.find((name) => mayHold(part, name) && !(told && isBehind(json, name, part)));
      if (held !== undefined && part.fields)
        return obstacle(`${place} may hold "${held}". Change it by hand.`);
      if (held !== undefined || (!told && (!part.fields || first === undefined)))
        return obstacle(`What ${lower(place)} holds is not seen. Change the names of its fields by hand.`);
    }
  }
  return undefined;
}

/** Why a part stays that is taken out of a table of the document which has fields that v2 takes otherwise. */
function shownOld({ range }: Part, steps: readonly Step[], document: string): Obstacle | undefined {
  const code = document.slice(range.start, range.end);
  const table = /^[\w$.[\]'"]+$/.test(code) ? tableOf(code, document) : undefined;
  if (!table) return undefined;
  const has = (name: string): boolean =>
    new RegExp(String.raw`(?:[{,]|\n)\s*["']?${name}["']?\s*[:,}]`).test(table.code);
  const old = new Set(steps.flatMap((step) => firstOf(step) ?? []).filter(has));
  const line = document.slice(0, table.start).split('\n').length;
  return old.size === 0
    ? undefined
    : obstacle(
        `\`${code}\` has fields of v1 (${[...old].join(', ')}): change them on line ${line}, then this call.`,
      );
}

/** True for a step that makes an object or a list of a member that is there. */
const isMade = (step: Step, { members }: WrittenObject, first: string): boolean =>
  (step.kind === 'append' || (step.kind === 'move' && step.to.includes('.'))) &&
  members.some(({ key }) => key === first);

/** The fields of v1 that become one with what a step takes. */
const madeBeside = (step: Step, steps: readonly Step[]): readonly string[] =>
  steps.flatMap((one) => (targetOf(one) === targetOf(step) ? (firstOf(one) ?? []) : []));

/**
 * What a user has to look at in the parts of a body that are not seen: fields that v2 does not take as v1 did, and those it
 * needs as well. `json`: what is written of an object that has `members` in the end.
 */
export function unseenNotes(
  json: WrittenObject,
  members: readonly { readonly key: string }[],
  { steps, needs, to }: Changes,
  document: string,
): readonly string[] {
  const notes: string[] = [];
  const changed = new Set(steps.flatMap((step) => firstOf(step) ?? []));
  const schema = to?.body;
  for (const part of json.unseen ?? []) {
    const isOld = (name: string): boolean => mayHold(part, name) && !isBehind(json, name, part);
    const old = [...changed].filter(isOld);
    const place = nameOf(part, json, document);
    if (old.length > 0)
      notes.push(
        part.fields
          ? `${place} may hold fields of v1 (${old.join(', ')}), which have to become those of v2.`
          : `What ${lower(place)} holds is not seen: fields of v1 in it (${old.join(', ')}) have to become those of v2.`,
      );
    if (schema?.type !== 'object' || schema.extra) continue;
    for (const field of part.fields ?? [])
      if (!Object.hasOwn(schema.fields, field) && !changed.has(field) && isOld(field))
        notes.push(`v2 refuses "${field}", which ${lower(place)} may hold.`);
  }
  const given = new Set([
    ...members.map(({ key }) => key),
    ...(json.unseen ?? []).flatMap(({ fields }) => fields ?? []),
  ]);
  const [first] = (json.unseen ?? []).map((part) => nameOf(part, json, document));
  for (const { field, when, note } of needs)
    if (when === undefined && /^\w+$/.test(field) && !given.has(field))
      notes.push(`v2 needs "${field}", which ${lower(first ?? 'the body')} may not hold. ${note}`);
  return notes;
}

/** True where no part that is not seen can give a field. */
export const isSurelyWithout = ({ json, members }: DraftObject, field: string): boolean =>
  !members.some(({ key }) => key === field) &&
  !json?.broken &&
  (json?.complete !== false || (json.unseen?.every((part) => part.fields && !mayHold(part, field)) ?? false));

/** How a sentence begins that is about a part. */
function nameOf({ range }: Part, json: WrittenObject, document: string): string {
  const code = document.slice(range.start, range.end);
  const isValue = /\]["']?\s*(?:=>|[:=])\s*$/.test(
    document.slice(Math.max(0, range.start - 20), range.start),
  );
  const name =
    /^[\w$.]+$/.test(code) && !isValue
      ? `\`${code}\``
      : json.range === range
        ? 'The body'
        : 'A part of the body';
  return `${name} on line ${document.slice(0, range.start).split('\n').length}`;
}

const lower = (name: string): string => name.replace(/^(?:The|A)\b/, (word) => word.toLowerCase());
