import { applyEdits } from '../../server/src/core/edits.ts';
import type { Migration } from '../../server/src/core/migration/migration.ts';

/** The text after every step of a migration. */
export const applySteps = (text: string, { steps }: Migration): string =>
  applyEdits(
    text,
    steps.flatMap((step) => step.edits),
  );
