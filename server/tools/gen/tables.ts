import type { EndpointRow, RemovedRow } from '../../src/core/catalogue/endpoint.ts';
import type { ObjectSchema } from '../../src/core/catalogue/schema.ts';
import { compileSchema, fail, objectAt } from './json-schema.ts';

/** The endpoints of the v1 table. Throws, naming the place, for any construct it does not know. */
export function readV1(table: unknown, file: string): readonly EndpointRow[] {
  return rowsOf(table, `${file}#`).map(([row, place]) => {
    const json = objectAt(row, place, [
      'method',
      'path',
      'auth',
      'unspecified',
      'successor',
      'query',
      'body',
    ]);
    const [, version, operation] = /^\/(v1|vx)\/(\S+)$/.exec(String(json['path'])) ?? [];
    if ((version !== 'v1' && version !== 'vx') || operation === undefined)
      fail(`${place}/path`, 'unknown path');
    const auth = json['auth'];
    if (auth !== 'bearer' && auth !== 'none')
      fail(`${place}/auth`, `unknown construct ${JSON.stringify(auth)}`);
    return {
      version,
      method: String(json['method']),
      operation,
      ...(auth === 'none' ? { auth } : {}),
      deprecated: true,
      ...(json['unspecified'] === true ? { unspecified: true } : {}),
      successor: json['successor'] === null ? null : String(json['successor']),
      ...('query' in json
        ? { query: compileSchema(json['query'], `${place}/query`, {}) as ObjectSchema }
        : {}),
      ...('body' in json ? { body: compileSchema(json['body'], `${place}/body`, {}) } : {}),
    };
  });
}

export interface RemovedTables {
  readonly endpoints: readonly RemovedRow[];
  /** Removed body fields: since and until by operation and field. */
  readonly fields: Readonly<
    Record<string, Readonly<Record<string, readonly [since: string, until: string]>>>
  >;
}

/** What v2 once had. */
export function readRemoved(table: unknown, file: string): RemovedTables {
  const json = objectAt(table, `${file}#`, ['endpoints', 'fields']);
  const endpoints = rowsOf(json['endpoints'], `${file}#/endpoints`).map(([row, place]) =>
    objectAt(row, place, ['operation', 'method', 'since', 'until', 'successor']),
  );
  const fields: Record<string, Record<string, readonly [string, string]>> = {};
  for (const [row, place] of rowsOf(json['fields'], `${file}#/fields`)) {
    const { operation, field, since, until } = objectAt(row, place, ['operation', 'field', 'since', 'until']);
    fields[String(operation)] ??= {};
    fields[String(operation)]![String(field)] = [String(since), String(until)];
  }
  return { endpoints: endpoints as unknown as readonly RemovedRow[], fields };
}

export interface ErrorTables {
  readonly codes: readonly unknown[];
  readonly legacy: readonly unknown[];
}

const CODE_KEYS = ['urn', 'current', 'status', 'title', 'since', 'until', 'documentedStatus', 'successor'];

/** The error codes of both versions, as rows of the catalogue. */
export function readErrors(table: unknown, file: string): ErrorTables {
  const json = objectAt(table, `${file}#`, ['codes', 'legacy']);
  const codes = rowsOf(json['codes'], `${file}#/codes`).map(([row, place]) => {
    const { urn, current, successor, ...rest } = objectAt(row, place, CODE_KEYS);
    if (!/^err:[a-z_]+:[a-z_]+:[a-z_]+$/.test(String(urn)))
      fail(`${place}/urn`, `unknown form ${String(urn)}`);
    return { code: urn, gone: current === true ? undefined : true, ...rest, successor };
  });
  const legacy = rowsOf(json['legacy'], `${file}#/legacy`).map(([row, place]) =>
    objectAt(row, place, ['code', 'status', 'successors']),
  );
  const current = new Set(codes.filter((c) => !c.gone).map((c) => c.code));
  const successors = [
    ...codes.map((c) => c.successor),
    ...legacy.flatMap((l) => l['successors'] as string[]),
  ];
  const lost = successors.find((s) => s !== undefined && !current.has(s));
  if (lost !== undefined) fail(`${file}#`, `successor ${String(lost)} is not a current code`);
  return { codes, legacy };
}

/** The items of a list with their places. */
export function rowsOf(value: unknown, place: string): readonly (readonly [unknown, string])[] {
  if (!Array.isArray(value)) fail(place, 'expected a list');
  return value.map((row, i) => [row, `${place}/${i}`] as const);
}
