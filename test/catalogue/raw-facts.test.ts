import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

// The catalogue's inputs were made from these once; here they are compared wherever the originals are at hand.
const RAW = path.resolve('../shared/unkey');

// biome-ignore lint/suspicious/noExplicitAny: compared as they come
type Any = any;

const raw = (name: string): Any => JSON.parse(readFileSync(path.join(RAW, name), 'utf8'));
const input = (name: string): Any => JSON.parse(readFileSync(`server/tools/catalogue/${name}`, 'utf8'));

describe('catalogue: the raw facts', () => {
  before(function () {
    if (!existsSync(RAW)) this.skip();
  });

  it('agree with the endpoints of v2', () => {
    const document = input('unkey-v2.openapi.json');
    const facts = raw('endpoints-v2.json').filter((e: Any) => !e.removed);
    const specified = Object.entries<Any>(document.paths).filter(
      ([, item]) => !Object.values<Any>(item)[0]['x-unspecified'],
    );
    assert.deepEqual(specified.map(([place]) => place).sort(), facts.map((e: Any) => e.path).sort());
    const security: Any = {
      bearer: [{ rootKey: [] }],
      none: [],
      'portalSession-cookie': [{ portalSession: [] }],
    };
    for (const fact of facts) {
      const operation = document.paths[fact.path][fact.method.toLowerCase()];
      assert.ok(operation, fact.path);
      assert.deepEqual(operation.security, security[fact.auth], fact.path);
      assert.equal(operation.deprecated ?? false, fact.deprecated, fact.path);
      assert.equal(operation['x-since'], fact.first_seen, fact.path);
      assert.deepEqual(operation['x-permissions'] ?? [], fact.permissions, fact.path);
      const schema = operation.requestBody?.content['application/json'].schema;
      assert.deepEqual(
        resolve(schema, document.components.schemas),
        plain(fact.body ?? undefined),
        fact.path,
      );
    }
  });

  it('agree with what v2 lost', () => {
    const facts = raw('endpoints-v2.json').filter((e: Any) => e.removed);
    assert.deepEqual(
      input('unkey-v2-removed.json').endpoints.map((e: Any) => [e.operation, e.since, e.until]),
      facts.map((e: Any) => [e.path.slice('/v2/'.length), e.first_seen, e.last_seen]),
    );
  });

  it('agree with the endpoints of v1', () => {
    const table = input('unkey-v1.json');
    const facts = raw('endpoints-v1.json');
    assert.equal(table.length, facts.length);
    for (const fact of facts) {
      const row = table.find((r: Any) => r.path === fact.path && r.method === fact.method);
      assert.ok(row, `${fact.method} ${fact.path}`);
      assert.equal(row.auth, fact.auth, fact.path);
      assert.equal(row.successor && `/v2/${row.successor}`, fact.v2, fact.path);
      for (const part of ['query', 'body']) {
        assert.deepEqual(fieldNames(row[part]), fieldNames(fact[part]), `${fact.path} ${part}`);
      }
    }
  });

  it('agree with the error codes', () => {
    const { codes, legacy } = input('errors.json');
    const facts = raw('error-codes.json');
    // The statuses of the gateway are in its source, not among the raw facts.
    const unknown = new Set(facts.v2.filter((c: Any) => c.http_status === null).map((c: Any) => c.urn));
    const status = (c: Any): Any => (unknown.has(c.urn) ? null : (c.status ?? null));
    assert.deepEqual(
      codes.map((c: Any) => [c.urn, c.current, status(c), c.title ?? null, c.since ?? null]),
      facts.v2.map((c: Any) => [c.urn, c.current, c.http_status, c.title, c.first_seen?.date ?? null]),
    );
    assert.deepEqual(
      legacy.map((c: Any) => [c.code, c.status ?? null]),
      facts.v1.map((c: Any) => [c.code, c.http_status]),
    );
  });
});

/** Without names of schemas and without empty lists of required fields. */
function plain(schema: Any): Any {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries<Any>(schema).filter(
    ([key, value]) =>
      !(key === 'schema' && typeof value === 'string') && !(key === 'required' && value.length === 0),
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, plain(value)]));
}

/** Without the steps of numbers, which the raw facts leave out. */
function resolve(schema: Any, schemas: Any): Any {
  if (Array.isArray(schema)) return schema.map((s) => resolve(s, schemas));
  if (typeof schema !== 'object' || schema === null) return schema;
  if (typeof schema.$ref === 'string') return resolve(schemas[schema.$ref.split('/').at(-1)], schemas);
  const kept = Object.entries(schema).filter(([key]) => key !== 'multipleOf');
  return Object.fromEntries(kept.map(([key, value]) => [key, resolve(value, schemas)]));
}

/** Names of all fields at any depth, the required ones marked. */
function fieldNames(schema: Any): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = Object.keys(schema.properties ?? {}).map((f) => (schema.required?.includes(f) ? `${f}*` : f));
  const parts = [...Object.values(schema.properties ?? {}), schema.items, ...(schema.anyOf ?? [])];
  return [...own, ...parts.flatMap(fieldNames)];
}
