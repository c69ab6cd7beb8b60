import type { ObjectSchema, Schema } from './schema.ts';

/** The versions that paths of the API name. */
export type ApiVersion = 'v1' | 'v2' | 'vx';

/** `cookie`: the session of an end user in the portal, set by the API itself. */
export type EndpointAuth = 'bearer' | 'none' | 'cookie';

/** One method on one path of the API. */
export interface Endpoint {
  readonly version: ApiVersion;
  /** Upper case. */
  readonly method: string;
  /** `/v2/keys.getKey` */
  readonly path: string;
  /** What follows the version: `keys.getKey`, `keys/verify`, `apis/{apiId}/keys`. */
  readonly operation: string;
  readonly auth: EndpointAuth;
  readonly deprecated: boolean;
  /** False where only the path is known: then nothing may be said of its parameters and its body. */
  readonly specified: boolean;
  /** ISO date of its first appearance; not known for v1. */
  readonly since?: string;
  /** Set on endpoints of v2 that are gone, ISO dates. All of v1 is gone and does not carry it. */
  readonly removed?: { readonly since: string; readonly until: string };
  /** Permissions of the root key, as alternatives and additions alike. Empty: none known. */
  readonly permissions: readonly string[];
  readonly query?: ObjectSchema;
  /** Names of the path's parameters, in order. */
  readonly pathParams: readonly string[];
  /** Schema of the required JSON body; missing: the endpoint takes none (or is not specified). */
  readonly body?: Schema;
  /** True when the server takes unknown fields at the body's top level. */
  readonly acceptsExtraFields: boolean;
  /** The endpoint of v2 that replaces it; null: nothing does; missing: it is not superseded. */
  readonly successor?: { readonly operation: string } | null;
}

/** An {@link Endpoint} as the generated table holds it: what is usual is left out. */
export interface EndpointRow {
  readonly version: ApiVersion;
  readonly method: string;
  readonly operation: string;
  /** Missing: bearer. */
  readonly auth?: EndpointAuth;
  readonly deprecated?: boolean;
  readonly unspecified?: boolean;
  readonly since?: string;
  readonly permissions?: readonly string[];
  readonly query?: ObjectSchema;
  readonly body?: Schema;
  readonly successor?: string | null;
}

/**
 * An endpoint that a user named because the catalogue does not have it. `path` starts with its version
 * (`/v2/keys.getKey`); undefined when it does not, or is no path of an endpoint.
 */
export function additionalEndpoint(method: string, path: string, auth?: EndpointAuth): Endpoint | undefined {
  const [, version, operation] =
    /^\/(v1|v2)\/((?:[\w.-]+|\{\w+\})(?:\/(?:[\w.-]+|\{\w+\}))*)$/.exec(path) ?? [];
  if ((version !== 'v1' && version !== 'v2') || operation === undefined) return undefined;
  return endpointOf({ version, method, operation, unspecified: true, ...(auth ? { auth } : {}) });
}

/** An endpoint that v2 no longer has. */
export interface RemovedRow {
  readonly operation: string;
  readonly method: string;
  readonly since: string;
  readonly until: string;
  readonly successor: string | null;
}

/** First and last day of removed body fields, by operation and field. */
export type RemovedFields = Readonly<
  Record<string, Readonly<Record<string, readonly [since: string, until: string]>>>
>;

/** The full form of a table row. */
export function endpointOf(row: EndpointRow): Endpoint {
  const { auth, deprecated, unspecified, permissions, successor, ...rest } = row;
  return {
    ...rest,
    path: `/${row.version}/${row.operation}`,
    auth: auth ?? 'bearer',
    deprecated: deprecated ?? false,
    specified: unspecified !== true,
    permissions: permissions ?? [],
    pathParams: row.operation.includes('{')
      ? [...row.operation.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
      : [],
    acceptsExtraFields: acceptsExtraFields(row),
    ...(successor === undefined ? {} : { successor: successor === null ? null : { operation: successor } }),
  };
}

/** v1 dropped unknown fields silently, whatever the endpoint. */
function acceptsExtraFields({ version, body }: EndpointRow): boolean {
  return version !== 'v2' || body?.type !== 'object' || body.extra;
}

/** The full form of an endpoint that is gone. */
export function removedEndpointOf(row: RemovedRow): Endpoint {
  const endpoint = endpointOf({ ...row, version: 'v2', deprecated: true, unspecified: true });
  return { ...endpoint, removed: { since: row.since, until: row.until } };
}
