import { findError } from '../catalogue/errors.ts';
import type { ErrorReference, Facts } from '../model.ts';
import type { Link } from '../service.ts';

/** A link from every mention of an error type to its page of today. */
export function links(facts: Facts): Link[] {
  return facts.errors.flatMap((reference) => {
    const page = pageOf(reference);
    return page
      ? [{ range: reference.range, target: page, tooltip: 'Open the Unkey documentation of this error' }]
      : [];
  });
}

/** Today's page of an error type: its own, or its successor's. */
export function pageOf(reference: ErrorReference): string | undefined {
  const error = findError(reference.code);
  if (error?.current) return error.page;
  return error?.successor ? findError(error.successor)?.page : undefined;
}
