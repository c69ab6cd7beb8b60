import { type Changes, stepsAt } from '../catalogue/changes.ts';
import { fieldsOf, type Schema } from '../catalogue/schema.ts';
import { type Draft, isUntouched } from './draft.ts';

/** True for a field that a body has in v2 as it has it now. */
export const isAsBefore = (draft: Draft, field: string): boolean =>
  draft.kind === 'object' &&
  draft.members.some(
    ({ key, origin, slot, value }) =>
      key === field && origin?.key === field && slot === origin && isUntouched(value),
  );

/** True for a parameter of v1 that a body to v2 has under the same name and in the same form. */
export const isKept = (field: string, { from, steps }: Changes, body: Schema): boolean =>
  stepsAt(steps, field).length === 0 &&
  from.query !== undefined &&
  fieldsOf(from.query)[field]?.type === fieldsOf(body)[field]?.type;
