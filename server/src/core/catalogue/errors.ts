import { distance } from 'fastest-levenshtein';
import { lazy } from '../lazy.ts';
import { errorRows, legacyErrors } from './errors.generated.ts';

/** One error type of v2: `err:<system>:<category>:<specific>`. */
export interface ErrorCode {
  /** `err:unkey:data:key_not_found` */
  readonly code: string;
  readonly system: string;
  readonly category: string;
  readonly specific: string;
  /** False when the API no longer sends it. */
  readonly current: boolean;
  /** HTTP status the server sends with it, where known. */
  readonly status?: number;
  /** The title the server sends with it, where known. */
  readonly title?: string;
  /** ISO date of its first appearance. */
  readonly since?: string;
  /** ISO date at which a gone code was last seen; missing when it was only ever documented. */
  readonly until?: string;
  /** Today's code, for a gone one that clearly became another. */
  readonly successor?: string;
  /** The status the vendor's page shows, when it is not the one the server sends. */
  readonly documentedStatus?: number;
  /** The vendor's page of that code. A gone code's page may be gone too. */
  readonly page: string;
}

/** An {@link ErrorCode} as the generated table holds it. */
export interface ErrorRow extends Omit<ErrorCode, 'system' | 'category' | 'specific' | 'current' | 'page'> {
  readonly gone?: boolean;
}

/** An error code of v1: `NOT_FOUND`. */
export interface LegacyErrorCode {
  readonly code: string;
  /** HTTP status; missing for codes that were only documented. */
  readonly status?: number;
  /** Today's codes for what it said, the likeliest first. Empty where the API no longer has such an error. */
  readonly successors: readonly string[];
}

const table = lazy(() => {
  const codes: readonly ErrorCode[] = errorRows.map(({ gone, ...row }) => {
    const [, system, category, specific] = row.code.split(':') as [string, string, string, string];
    const page = `https://unkey.com/docs/errors/${system}/${category}/${specific}`;
    return { ...row, system, category, specific, current: gone !== true, page };
  });
  return {
    codes,
    current: codes.filter((error) => error.current),
    byCode: new Map(codes.map((error) => [error.code, error])),
    legacyByCode: new Map(legacyErrors.map((error) => [error.code, error])),
  };
});

/** The error with exactly this code, gone ones included. */
export function findError(code: string): ErrorCode | undefined {
  return table().byCode.get(code);
}

/** The codes the API sends today, sorted. */
export function currentErrors(): readonly ErrorCode[] {
  return table().current;
}

/** All errors, current ones first, whose last part is `specific`: `key_not_found` is two of them. */
export function errorsNamed(specific: string): readonly ErrorCode[] {
  return table()
    .codes.filter((e) => e.specific === specific)
    .sort((a, b) => Number(b.current) - Number(a.current));
}

/** The error code of v1. Case counts. */
export function findLegacyError(code: string): LegacyErrorCode | undefined {
  return table().legacyByCode.get(code);
}

/**
 * The current code that `code` was most likely meant to be: its successor, the same name in the nearest category, or a
 * typo of at most three letters. Undefined when none is near, or two are equally near.
 */
export function nearestError(code: string): string | undefined {
  const { byCode, current } = table();
  const known = byCode.get(code);
  if (known) return known.current ? known.code : known.successor;
  const specific = code.slice(code.lastIndexOf(':') + 1);
  const named = current.filter((error) => error.specific === specific);
  if (named.length === 1) return named[0]!.code;
  const [first, second] = (named.length > 0 ? named : current)
    .map((error) => ({ code: error.code, off: letters(error.code, code) }))
    .sort((a, b) => a.off - b.off);
  if (!first || first.off === second?.off) return undefined;
  return named.length > 0 || first.off <= 3 ? first.code : undefined;
}

/** How many letters differ; none in a part that is cut short (`auth` for `authentication`). */
function letters(code: string, given: string): number {
  const parts = code.split(':');
  const givenParts = given.split(':');
  if (parts.length !== givenParts.length) return distance(code, given);
  return parts.reduce((sum, part, i) => {
    const short = givenParts[i]!;
    return sum + (i < 3 && short.length > 2 && part.startsWith(short) ? 0 : distance(part, short));
  }, 0);
}
