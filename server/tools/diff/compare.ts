import type { EndpointRow } from '../../src/core/catalogue/endpoint.ts';
import { schemaChanges } from './schemas.ts';

const AUTH = { bearer: 'a root key', none: 'no key', cookie: "the cookie of an end user's session" };

/**
 * What a newer list of endpoints would change, in words, one a line, in the order of their paths. Permissions are
 * compared only where the newer list names any: a document may leave them out.
 */
export function endpointChanges(
  before: readonly EndpointRow[],
  after: readonly EndpointRow[],
): readonly string[] {
  const operations = [...new Set([...before, ...after].map((row) => row.operation))].sort();
  return operations.flatMap((operation) => {
    const old = before.filter((row) => row.operation === operation);
    const now = after.filter((row) => row.operation === operation);
    const [first, second] = [old[0], now[0]];
    if (first && second && old.length === 1 && now.length === 1)
      return rowChanges(first, second).map((change) => `${nameOf(second)}: ${change}`);
    return [
      // No document has had those that are known by name only.
      ...old.filter((row) => !row.unspecified && !methodIn(now, row)).map((row) => `${nameOf(row)}: gone`),
      ...now.flatMap((row) => {
        const same = methodIn(old, row);
        const changes = same ? rowChanges(same, row) : [newRow(row)];
        return changes.map((change) => `${nameOf(row)}: ${change}`);
      }),
    ];
  });
}

const nameOf = (row: EndpointRow): string => `${row.method} /${row.version}/${row.operation}`;

function methodIn(rows: readonly EndpointRow[], { method }: EndpointRow): EndpointRow | undefined {
  return rows.find((row) => row.method === method);
}

function newRow(row: EndpointRow): string {
  const required = row.body?.type === 'object' ? row.body.required : [];
  const fields = required.length > 0 ? `, requires ${required.join(', ')}` : '';
  return `new${row.deprecated ? ' and deprecated' : ''}, needs ${AUTH[row.auth ?? 'bearer']}${fields}`;
}

function rowChanges(old: EndpointRow, now: EndpointRow): readonly string[] {
  const changes: string[] = [];
  if (old.method !== now.method) changes.push(`the method is ${now.method}, was ${old.method}`);
  const [oldAuth, auth] = [old.auth ?? 'bearer', now.auth ?? 'bearer'];
  if (oldAuth !== auth) changes.push(`needs ${AUTH[auth]}, was ${AUTH[oldAuth]}`);
  if (now.deprecated && !old.deprecated) changes.push('deprecated now');
  if (!now.deprecated && old.deprecated) changes.push('no longer deprecated');
  if (now.permissions) {
    const known = old.permissions ?? [];
    for (const p of now.permissions) if (!known.includes(p)) changes.push(`asks for the permission ${p} now`);
    for (const p of known)
      if (!now.permissions.includes(p)) changes.push(`no longer asks for the permission ${p}`);
  }
  if (old.unspecified && !now.unspecified) return [...changes, 'its fields are known now'];
  if (!old.unspecified && now.unspecified) return [...changes, 'its fields are no longer known'];
  if (old.body && now.body) return [...changes, ...schemaChanges(old.body, now.body)];
  if (now.body) changes.push('takes a body now');
  if (old.body) changes.push('no longer takes a body');
  return changes;
}
