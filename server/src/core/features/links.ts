import { findError } from '../catalogue/errors.ts';
import { findWholeCodes } from '../error-mentions.ts';
import type { Analysis, Link } from '../service.ts';
import type { Range } from '../source.ts';

/** A link from every mention of a whole error type to its page of today. Bare names are not linked. */
export function links({ facts, language, document: { text } }: Analysis): Link[] {
  if (language === undefined) return [];
  const found: { readonly range: Range; readonly code: string }[] = [...facts.errors];
  for (const { range, codes } of findWholeCodes(text)) {
    const known = facts.errors.some((e) => e.range.start < range.end && range.start < e.range.end);
    if (!known) found.push({ range, code: codes[0]! });
  }
  return found.flatMap(({ range, code }) => {
    const target = pageOf(code);
    return target ? [{ range, target, tooltip: 'Open the Unkey documentation of this error' }] : [];
  });
}

/** Today's page of an error type: its own, or its successor's. */
export function pageOf(code: string): string | undefined {
  const error = findError(code);
  if (error?.current) return error.page;
  return error?.successor ? findError(error.successor)?.page : undefined;
}
