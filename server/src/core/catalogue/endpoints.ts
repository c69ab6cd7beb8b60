import { lazy } from '../lazy.ts';
import type { ApiVersion, Endpoint } from './endpoint.ts';
import { endpointOf, removedEndpointOf } from './endpoint.ts';
import { endpointRows, removedFields, removedRows } from './endpoints.generated.ts';

export type { ApiVersion, Endpoint, EndpointAuth } from './endpoint.ts';

const NONE: readonly Endpoint[] = [];
const table = lazy(() => {
  const all = endpointRows.map(endpointOf);
  const byPath = groupBy(all, (endpoint) => endpoint.path);
  return {
    byPath,
    byVersion: groupBy(all, (endpoint) => endpoint.version),
    patterns: [...byPath.values()].filter(([first]) => first!.pathParams.length > 0),
    removed: new Map(removedRows.map((row) => [row.operation, removedEndpointOf(row)])),
  };
});

/**
 * Every method of the path `operation` of `version`, GET before POST, PUT and DELETE; empty when there is no such
 * path. Case counts. `operation` has no slash at its ends; its path parameters may be concrete (`keys/key_123`),
 * unknown (`HOLE`) or both (`keys/key_\uFFFC`). A hole never stands for an operation's name.
 */
export function endpointsAt(version: string, operation: string): readonly Endpoint[] {
  const { byPath, patterns } = table();
  const exact = byPath.get(`/${version}/${operation}`);
  if (exact) return exact;
  if (!operation.includes('/')) return NONE;
  const segments = operation.split('/');
  return patterns.find(([e]) => e!.version === version && matches(e!.operation, segments)) ?? NONE;
}

/** Those of `endpoints` that have the path `operation` of `version`, compared as {@link endpointsAt} does. */
export function endpointsAmong(
  endpoints: readonly Endpoint[],
  version: string,
  operation: string,
): readonly Endpoint[] {
  const segments = operation.split('/');
  return endpoints.filter(
    (e) => e.version === version && (e.operation === operation || matches(e.operation, segments)),
  );
}

/**
 * The endpoint of {@link endpointsAt} with that method; the first one without a method, or when none has it (so that
 * a wrong method can be told from a wrong path). Undefined when there is no such path.
 */
export function findEndpoint(version: string, operation: string, method?: string): Endpoint | undefined {
  const candidates = endpointsAt(version, operation);
  return candidates.find((endpoint) => endpoint.method === method) ?? candidates[0];
}

/** True when the API has or, for v1, had that path, whatever the method. Removed endpoints of v2 are not known. */
export function isKnownOperation(version: string, operation: string): boolean {
  return endpointsAt(version, operation).length > 0;
}

/** True for an operation of the form that those of one of the API's namespaces have: `keys.anything`. */
export const isInNamespace = (operation: string): boolean =>
  namespaces().has(/^(\w+)\.\w+$/.exec(operation)?.[1] ?? '');

const namespaces = lazy(
  () =>
    new Set(
      ['v1', 'v2'].flatMap((version) =>
        endpointsOf(version as ApiVersion).map((e) => e.operation.split('.')[0]!),
      ),
    ),
);

/** All endpoints of a version, those known only by their path included. */
export function endpointsOf(version: ApiVersion): readonly Endpoint[] {
  return table().byVersion.get(version) ?? NONE;
}

/** An endpoint that this version had for a while and that is gone: `keys.updateRemaining` of v2. */
export function removedEndpoint(version: string, operation: string): Endpoint | undefined {
  return version === 'v2' ? table().removed.get(operation) : undefined;
}

/** The endpoint of v2 that took over. Undefined when nothing did, or when it is not superseded. */
export function successorOf(endpoint: Endpoint): Endpoint | undefined {
  return endpoint.successor ? findEndpoint('v2', endpoint.successor.operation) : undefined;
}

/** Since and until when (ISO dates) v2 had the top-level body field `field` in `operation`, if it is gone. */
export function removedField(
  operation: string,
  field: string,
): { readonly since: string; readonly until: string } | undefined {
  if (!Object.hasOwn(removedFields, operation)) return undefined;
  const fields = removedFields[operation]!;
  if (!Object.hasOwn(fields, field)) return undefined;
  const [since, until] = fields[field]!;
  return { since, until };
}

/** An id has no dot, an operation's name has: `keys/keys.getKey` is no key of that name. */
function matches(pattern: string, segments: readonly string[]): boolean {
  const parts = pattern.split('/');
  return (
    parts.length === segments.length &&
    parts.every((part, i) => (part.startsWith('{') ? /^[^.]+$/.test(segments[i]!) : part === segments[i]))
  );
}

function groupBy(
  endpoints: readonly Endpoint[],
  key: (e: Endpoint) => string,
): Map<string, readonly Endpoint[]> {
  const groups = new Map<string, Endpoint[]>();
  for (const endpoint of endpoints) {
    const group = groups.get(key(endpoint));
    if (group) group.push(endpoint);
    else groups.set(key(endpoint), [endpoint]);
  }
  return groups;
}
