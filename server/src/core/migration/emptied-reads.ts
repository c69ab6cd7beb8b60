import type { ReadName, ResponseRead } from '../model.ts';

/**
 * What v1 answered although it was empty, and v2 then leaves out, by operation of v2. From the handlers of v1 and the
 * types of the answers of v2.
 */
const LEFT_OUT: Readonly<Record<string, ReadonlySet<string>>> = {
  'identities.getIdentity': new Set(['meta', 'ratelimits']),
  'identities.updateIdentity': new Set(['meta', 'ratelimits']),
  'keys.getKey': new Set(['permissions', 'roles']),
  'keys.verifyKey': new Set(['permissions', 'roles', 'identity.meta']),
};

/** The first place of each name at which a program fails because v2 leaves out what is empty, and v1 did not. */
export function emptiedReads(reads: readonly ResponseRead[], operation: string): readonly ReadName[] {
  if (!Object.hasOwn(LEFT_OUT, operation)) return [];
  const found = new Map<string, ReadName | undefined>();
  for (const { path } of reads)
    for (const [index, one] of path.entries()) {
      const name = path
        .slice(0, index + 1)
        .map((part) => part.name)
        .join('.');
      if (!LEFT_OUT[operation]!.has(name)) continue;
      // A program that asks whether it is there knows what to do.
      if (!one.needed) found.set(name, undefined);
      else if (!found.has(name)) found.set(name, one);
    }
  return [...found.values()].filter((one) => one !== undefined);
}
