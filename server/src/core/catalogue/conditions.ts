/*
 * What the server asks for beyond the schema of its document, from svc/api/routes/*\/handler.go and
 * internal/services/ratelimit/ratelimit.go of unkeyed/unkey.
 */

/** A field that is asked for, or not, because of another one. */
export interface Condition {
  /** The field it is about. */
  readonly field: string;
  /** It has to be there (and not null), or must not be there, or, where it is there, not be null. */
  readonly rule: 'needed' | 'refused' | 'notNull';
  /** Holds only where this other field of the object is there, with one of `values` if there are any. */
  readonly when: { readonly field: string; readonly values?: readonly string[] };
}

const REFILL: readonly Condition[] = [
  { field: 'refillDay', rule: 'needed', when: { field: 'interval', values: ['monthly'] } },
  { field: 'refillDay', rule: 'refused', when: { field: 'interval', values: ['daily'] } },
];

/** By operation and the place of the object that they hold for; an empty place is the body itself. */
const CONDITIONS: Readonly<Record<string, Readonly<Record<string, readonly Condition[]>>>> = {
  'keys.createKey': {
    credits: [{ field: 'remaining', rule: 'notNull', when: { field: 'refill' } }],
    'credits.refill': REFILL,
  },
  'keys.updateKey': { 'credits.refill': REFILL },
  'keys.migrateKeys': { 'keys[].credits.refill': REFILL },
  'keys.updateCredits': {
    '': [
      { field: 'value', rule: 'needed', when: { field: 'operation', values: ['increment', 'decrement'] } },
    ],
  },
  'deployments.listDeployments': {
    '': [
      { field: 'project', rule: 'needed', when: { field: 'app' } },
      { field: 'app', rule: 'needed', when: { field: 'environment' } },
    ],
  },
  'deployments.createDeployment': {
    git: [{ field: 'commitSha', rule: 'needed', when: { field: 'repository' } }],
  },
};

/** Limits of numbers that are tighter than those of the schema, by operation and place. */
const MINIMA: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'keys.verifyKey': { 'ratelimits[].limit': 1, 'ratelimits[].duration': 1000 },
};

/** The conditions of the object at `place` of the body of `operation`: `credits.refill`, or empty for the body itself. */
export const conditionsAt = (operation: string, place: string): readonly Condition[] =>
  CONDITIONS[operation]?.[place] ?? [];

/** The least number that the server takes at `place`, where its document names a smaller one or none. */
export const stricterMinimum = (operation: string, place: string): number | undefined =>
  MINIMA[operation]?.[place];
