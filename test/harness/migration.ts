import type { Migration } from '../../server/src/core/migration/migration.ts';
import { applied } from '../../server/src/core/migration/text-edits.ts';

/** The text after every step of a migration. */
export const applySteps = (text: string, { steps }: Migration): string =>
  applied(
    text,
    { start: 0, end: text.length },
    steps.flatMap((step) => step.edits),
  );
