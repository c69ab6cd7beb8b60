import { type Step, sourceOf } from '../catalogue/changes.ts';
import type { DraftObject } from './draft.ts';
import { type Obstacle, obstacle } from './obstacle.ts';

/** Whoever cannot see a whole object cannot say what of v1 is in it. */
const UNSEEN = obstacle(
  'The body is put together from parts that are not seen here. Change the names of its fields by hand.',
);

/** Why a step cannot be done to an object of which parts are not seen; undefined where none of them can hold what it is about. */
export function unseenPart({ json }: DraftObject, step: Step, document: string): Obstacle | undefined {
  if (!json?.unseen || json.broken) return UNSEEN;
  const source = sourceOf(step) ?? ('list' in step ? step.list : undefined);
  const first = source?.split('.')[0];
  for (const { range, fields } of json.unseen) {
    const code = document.slice(range.start, range.end);
    const name = /^[\w$.]+$/.test(code) ? `"${code}"` : 'a part of the body';
    const line = document.slice(0, range.start).split('\n').length;
    if (!fields)
      return obstacle(
        `What ${name} holds on line ${line} is not seen. Change the names of its fields by hand.`,
      );
    if (first === undefined || fields.includes(first))
      return obstacle(
        `${name[0]!.toUpperCase() + name.slice(1)} on line ${line} may hold "${first}". Change it by hand.`,
      );
  }
  return undefined;
}

/** A name that a part which is not seen may have, and v2 does not take. */
export function unknownField(
  { json }: DraftObject,
  known: Readonly<Record<string, unknown>>,
): string | undefined {
  return json?.unseen?.flatMap(({ fields }) => fields ?? []).find((field) => !Object.hasOwn(known, field));
}
