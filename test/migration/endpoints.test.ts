import assert from 'node:assert/strict';
import { type Changes, changesOf } from '../../server/src/core/catalogue/changes.ts';
import type { Endpoint } from '../../server/src/core/catalogue/endpoint.ts';
import { endpointsOf } from '../../server/src/core/catalogue/endpoints.ts';
import type { ApiCall, Json } from '../../server/src/core/model.ts';
import { objections, sample } from '../harness/changes.ts';
import { takeWarnings, testService } from '../harness/engine.ts';
import { applySteps } from '../harness/migration.ts';
import type { Program } from './program.ts';
import { programs } from './programs.ts';

/** v1 wanted one of several fields, which its table does not say. */
const EITHER_OR = new Set(['missing identity', 'missing namespace', 'missing keys[].hash']);

const service = testService();
const V1 = endpointsOf('v1').filter((e) => e.specified || e.pathParams.length > 0);

type Fields = Record<string, unknown>;

/** The parameters of a request to v1 that the table lets be migrated. */
function requestTo(endpoint: Endpoint, which: 'all' | 'required'): Program {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, 'id_123');
  const query = endpoint.query ? fromTheStart(sample(endpoint.query, which) as Fields) : {};
  const body = endpoint.body ? named(sample(endpoint.body, which) as Fields) : undefined;
  return { method: endpoint.method, path, query, body, authorized: endpoint.auth !== 'none' };
}

/** v2 has no other offset than none. */
const fromTheStart = (query: Fields): Fields => ('offset' in query ? { ...query, offset: 0 } : query);

/** Roles and permissions are told by id or by name: v2 knows names only. */
const named = (body: Fields): Fields =>
  Object.fromEntries(
    Object.entries(body).map(([field, value]) => {
      const isList = /^(?:roles|permissions)$/.test(field) && Array.isArray(value);
      return [field, isList && typeof value[0] === 'object' ? [{ name: 'text', ...value[0] }] : value];
    }),
  );

/** The value that a body has. */
function plain(json: Json): unknown {
  switch (json.kind) {
    case 'object':
      return Object.fromEntries(json.members.map((m) => [m.key, plain(m.value)]));
    case 'array':
      return json.items.map(plain);
    case 'string':
      return json.value.text;
    case 'null':
      return null;
    case 'dynamic':
      return undefined;
    default:
      return json.value;
  }
}

function assertMigrated(call: ApiCall | undefined, { to }: Changes, text: string): void {
  assert.ok(call && to, text);
  const { url, method, body } = call;
  assert.ok(
    url.host.kind === 'literal' && url.version.kind === 'literal' && url.operation.kind === 'literal',
  );
  assert.equal(url.host.value, 'api.unkey.com', text);
  assert.equal(`/${url.version.value}/${url.operation.value.text}`, to.path, text);
  assert.ok(method.kind === 'literal' && method.value.toUpperCase() === to.method, text);
  assert.equal(call.query.length, 0, text);
  if (!to.body) return;
  assert.ok(body.kind === 'literal', text);
  const found = objections(to.body, plain(body.value)).filter((objection) => !EITHER_OR.has(objection));
  assert.deepEqual(found, [], text);
  if (to.auth === 'bearer')
    assert.ok(
      call.headers.some((h) => /^authorization$/i.test(h.name)),
      text,
    );
  assert.ok(call.client !== 'curl' || call.headers.some((h) => /^content-type$/i.test(h.name)), text);
}

/** Endpoints whose v2 request needs what no v1 request has. */
const BY_HAND = /^(?:analytics|keys)\.getVerifications$|^migrations\.createKeys$|^apis\.deleteKeys$/;

describe('migration of each endpoint of v1', () => {
  afterEach(() => assert.deepEqual(takeWarnings(), []));
  for (const endpoint of V1) {
    for (const which of ['all', 'required'] as const) {
      const request = requestTo(endpoint, which);
      for (const { name, languageId, write } of programs) {
        const text = write(request);
        if (text === undefined) continue;
        it(`${endpoint.method} ${endpoint.path} with ${which} fields, ${name}`, async () => {
          const document = { languageId, path: '', text };
          const migration = await service.migrate(document);
          const changes = changesOf(endpoint.operation, endpoint.method)!;
          if (BY_HAND.test(endpoint.operation)) {
            assert.equal(migration.steps.length, 0);
            assert.equal(migration.todos.length, 1);
            return;
          }
          assert.deepEqual(migration.todos, [], text);
          const now = applySteps(text, migration);
          const after = await service.analyze({ ...document, text: now });
          assert.equal(after.facts.calls.length, 1, now);
          assertMigrated(after.facts.calls[0], changes, now);
          const again = await service.migrate({ ...document, text: now });
          assert.deepEqual(again, { steps: [], todos: [] }, now);
        });
      }
    }
  }
});
