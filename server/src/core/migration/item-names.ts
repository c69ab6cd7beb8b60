/** What items of lists are called in v2; null: v2 has nothing in the place of it. By operation of v2. */
const ITEMS: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  'apis.listKeys': {
    id: 'keyId',
    ownerId: 'identity.externalId',
    remaining: 'credits.remaining',
    refill: 'credits.refill',
    ratelimit: null,
    apiId: null,
    workspaceId: null,
  },
  'ratelimit.listOverrides': { id: 'overrideId', async: null },
};

/**
 * Where v2 has what items of the list that an operation answers had as `name`, names joined by dots; null where it does
 * not answer it. Undefined for what is called as it was.
 */
export function movedInItem(operation: string, name: string): string | null | undefined {
  const names = Object.hasOwn(ITEMS, operation) ? ITEMS[operation]! : {};
  return Object.hasOwn(names, name) ? names[name] : undefined;
}
