import { responseRows } from './responses.generated.ts';

/** What an endpoint of v2 answers with status 200. */
export interface ResponseShape {
  /** Names of the members of `data`; none of a list. */
  readonly fields: ReadonlySet<string>;
  /** True where `data` is a list. */
  readonly list: boolean;
  /** True where `pagination` stands beside `data`. */
  readonly paged: boolean;
}

/** The answer of an operation of v2; undefined where it is not known, or where `data` has no members. */
export function responseOf(operation: string): ResponseShape | undefined {
  if (!Object.hasOwn(responseRows, operation)) return undefined;
  const row = responseRows[operation]!;
  const list = row.startsWith('[');
  return { fields: new Set(list ? [] : row.split(' ')), list, paged: row.endsWith('+') };
}

/** What stands in every answer of v2 beside `data`: `pagination` of lists, `error` in the place of `data`. */
export const ENVELOPE: ReadonlySet<string> = new Set(['meta', 'data', 'pagination', 'error']);

/**
 * Where v2 has what v1 answered under another name, from the outermost member on; null: v2 does not answer it. By
 * operation of v2 and name of v1; names that only moved into `data` are left out.
 */
const MOVED: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  'keys.verifyKey': {
    remaining: 'data.credits',
    ownerId: 'data.identity.externalId',
    ratelimit: 'data.ratelimits',
    environment: null,
    requestId: 'meta.requestId',
  },
  'keys.getKey': {
    id: 'data.keyId',
    ownerId: 'data.identity.externalId',
    remaining: 'data.credits.remaining',
    refill: 'data.credits.refill',
    ratelimit: 'data.ratelimits',
    apiId: null,
    workspaceId: null,
  },
  'keys.whoami': {
    id: 'data.keyId',
    remaining: 'data.credits.remaining',
    environment: null,
  },
  'apis.getApi': { workspaceId: null },
  'apis.listKeys': { keys: 'data' },
  'identities.listIdentities': { identities: 'data' },
  'ratelimit.listOverrides': { overrides: 'data' },
  'ratelimit.getOverride': { id: 'data.overrideId', async: null },
};

const MOVED_PAGES: Readonly<Record<string, string | null>> = {
  cursor: 'pagination.cursor',
  hasMore: 'pagination.hasMore',
  total: null,
};

const MOVED_ERRORS: Readonly<Record<string, string>> = {
  code: 'error.type',
  message: 'error.detail',
  docs: 'error.type',
  requestId: 'meta.requestId',
};

/** Objects of answers of v2 that are missing where v1 left out what is in them. */
export const MAY_BE_MISSING: ReadonlySet<string> = new Set(['identity', 'credits']);

/** Members of `error` in v2. */
export const ERROR_MEMBERS: ReadonlySet<string> = new Set(['type', 'title', 'detail', 'status', 'errors']);

/**
 * The path in an answer of v2, from its outermost member on, of what v1 answered as `name` or what stands in `data`; null
 * where v2 does not answer it. Undefined for other names, and for those that v2 has at the same place.
 */
export function movedTo(operation: string, name: string): readonly string[] | null | undefined {
  const shape = responseOf(operation);
  if (!shape || ENVELOPE.has(name)) return undefined;
  for (const names of [MOVED[operation], shape.paged ? MOVED_PAGES : undefined]) {
    if (!names || !Object.hasOwn(names, name)) continue;
    return names[name]?.split('.') ?? null;
  }
  return shape.fields.has(name) ? ['data', name] : undefined;
}

/** The path in an answer of v2 of what v1 had in `error` as `name`. Undefined for other names. */
export function movedInError(name: string): readonly string[] | undefined {
  return Object.hasOwn(MOVED_ERRORS, name) ? MOVED_ERRORS[name]!.split('.') : undefined;
}
