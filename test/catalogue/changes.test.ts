import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Changes, changesOf } from '../../server/src/core/catalogue/changes.ts';
import { endpointsOf } from '../../server/src/core/catalogue/endpoints.ts';
import { readChanges } from '../../server/tools/gen/changes.ts';
import { applyChanges, objections, permissionQuery, sample } from '../harness/changes.ts';

const changesFor = (operation: string, method = 'POST'): Changes => {
  const changes = changesOf(operation, method);
  assert.ok(changes, `${method} ${operation}`);
  return changes;
};

/** The parameters of v1, those of the path included. */
function parametersOf({ from, to, pathToBody }: Changes, which: 'all' | 'required'): unknown {
  if (from.body?.type === 'array') return sample(from.body, which);
  const known = (name: string) => to?.body?.type === 'object' && name in to.body.fields;
  return {
    ...Object.fromEntries(pathToBody.filter(known).map((name) => [name, 'id_123'])),
    ...(from.query ? (sample(from.query, which) as object) : {}),
    ...(from.body ? (sample(from.body, which) as object) : {}),
  };
}

/** v1 wanted one of several fields, which its table does not say. */
const EITHER_OR = new Set([
  'missing identity',
  'missing namespace',
  'no string roles[]',
  'no string permissions[]',
]);

describe('catalogue: changes from v1 to v2', () => {
  for (const endpoint of endpointsOf('v1')) {
    it(`turn what ${endpoint.method} ${endpoint.path} takes into what v2 takes`, () => {
      const changes = changesFor(endpoint.operation, endpoint.method);
      assert.equal(changes.from, endpoint);
      assert.equal(changes.to?.operation, endpoint.successor?.operation);
      if (!changes.to) {
        assert.ok(changes.note);
        return;
      }
      // Where only the path is known, so is nothing but the parameters in it.
      if (!endpoint.specified && endpoint.pathParams.length === 0) return;
      const needed = changes.needs.map((need) => `missing ${need.field}`);
      const left = (which: 'all' | 'required') => {
        const body = applyChanges(changes, parametersOf(changes, which));
        const found = changes.to?.body ? objections(changes.to.body, body) : [];
        return found.filter((objection) => !needed.includes(objection));
      };
      assert.deepEqual(left('all'), []);
      assert.deepEqual(
        left('required').filter((objection) => !EITHER_OR.has(objection)),
        [],
      );
    });
  }

  it('know methods, queries, paths and keys', () => {
    const shown = ({ method, queryToBody, pathToBody, needsRootKey }: Changes) => [
      method,
      queryToBody,
      pathToBody,
      needsRootKey,
    ];
    assert.deepEqual(shown(changesFor('keys.getKey', 'GET')), ['POST', true, [], false]);
    assert.deepEqual(shown(changesFor('keys.createKey')), [undefined, false, [], false]);
    assert.deepEqual(shown(changesFor('keys.verifyKey')), [undefined, false, [], true]);
    assert.deepEqual(shown(changesFor('apis/api_1/keys', 'GET')), ['POST', true, ['apiId'], false]);
    assert.deepEqual(shown(changesFor('keys/key_1', 'DELETE')), ['POST', false, ['keyId'], false]);
    assert.deepEqual(shown(changesFor('liveness', 'GET')), [undefined, false, [], false]);
  });

  it('are found without a method only where there is one', () => {
    assert.equal(changesOf('keys.createKey')?.to?.operation, 'keys.createKey');
    assert.equal(changesOf('keys/key_1'), undefined);
    assert.equal(changesOf('keys/key_1', 'PATCH'), undefined);
    assert.equal(changesOf('keys.rerollKey'), undefined);
    assert.equal(changesOf('constructor'), undefined);
  });

  const cases: readonly (readonly [string, string, unknown, unknown])[] = [
    [
      'POST',
      'keys.createKey',
      {
        apiId: 'a',
        ownerId: 'o',
        remaining: 5,
        refill: { interval: 'daily', amount: 5 },
        environment: 'live',
      },
      { apiId: 'a', externalId: 'o', credits: { remaining: 5, refill: { interval: 'daily', amount: 5 } } },
    ],
    [
      'POST',
      'keys.createKey',
      { apiId: 'a', ownerId: 'o', externalId: 'e' },
      { apiId: 'a', externalId: 'e' },
    ],
    [
      'POST',
      'keys.createKey',
      { apiId: 'a', ratelimit: { async: true, limit: 10, duration: 1000 } },
      { apiId: 'a', ratelimits: [{ name: 'default', autoApply: true, limit: 10, duration: 1000 }] },
    ],
    [
      'POST',
      'keys',
      { apiId: 'a', ratelimit: { type: 'fast', limit: 10, refillRate: 10, refillInterval: 1000 } },
      { apiId: 'a', ratelimits: [{ name: 'default', autoApply: true, limit: 10, duration: 1000 }] },
    ],
    [
      'POST',
      'keys.updateKey',
      { keyId: 'k', ratelimit: null, remaining: null, roles: [{ name: 'a' }, { id: 'x', name: 'b' }] },
      { keyId: 'k', ratelimits: [], credits: { remaining: null }, roles: ['a', 'b'] },
    ],
    [
      'POST',
      'keys.updateRemaining',
      { keyId: 'k', op: 'set', value: null },
      { keyId: 'k', operation: 'set', value: null },
    ],
    [
      'POST',
      'keys.verifyKey',
      {
        apiId: 'a',
        key: 'k',
        authorization: { permissions: { and: ['x', { or: ['y', 'z'] }] } },
        remaining: { cost: 2 },
        ratelimit: { cost: 3 },
        ratelimits: [{ name: 'n' }],
      },
      {
        key: 'k',
        permissions: 'x AND (y OR z)',
        credits: { cost: 2 },
        ratelimits: [{ name: 'n' }, { name: 'default', cost: 3 }],
      },
    ],
    [
      'POST',
      'keys.verifyKey',
      { key: 'k', remaining: {}, ratelimit: {} },
      { key: 'k', ratelimits: [{ name: 'default' }] },
    ],
    [
      'POST',
      'keys.addPermissions',
      { keyId: 'k', permissions: [{ name: 'a.b', create: true }] },
      { keyId: 'k', permissions: ['a.b'] },
    ],
    ['GET', 'identities.getIdentity', { externalId: 'e' }, { identity: 'e' }],
    ['GET', 'identities.getIdentity', { identityId: 'i', externalId: 'e' }, { identity: 'i' }],
    [
      'GET',
      'ratelimits.getOverride',
      { namespaceName: 'n', identifier: 'u' },
      { namespace: 'n', identifier: 'u' },
    ],
    [
      'POST',
      'migrations.createKeys',
      [{ apiId: 'a', hash: { value: 'h', variant: 'sha256_base64' }, ownerId: 'o', start: 's' }],
      { apiId: 'a', keys: [{ hash: 'h', externalId: 'o' }] },
    ],
  ];
  for (const [method, operation, v1, v2] of cases) {
    it(`turn ${operation} ${JSON.stringify(v1)} into v2`, () =>
      assert.deepEqual(applyChanges(changesFor(operation, method), v1), v2));
  }

  it('write permissions as a query', () => {
    assert.equal(permissionQuery('a'), 'a');
    assert.equal(permissionQuery({ or: ['a', { and: ['b', 'c'] }] }), 'a OR (b AND c)');
  });

  it('stop the generator at what it does not know', () => {
    const table = JSON.parse(readFileSync('server/tools/catalogue/unkey-v1-changes.json', 'utf8'));
    const row = { version: 'v1', method: 'POST', operation: 'a.b' } as const;
    const read = (more: object) => () => readChanges([{ of: ['POST a.b'], ...more }], 'c', [row]);
    assert.equal(read({})().length, 1);
    assert.throws(
      () => readChanges(table.slice(1), 'c', endpointsOf('v1')),
      /c#: nothing is said of POST apis, /,
    );
    assert.throws(read({ of: ['POST a.b', 'POST a.b'] }), /c#\/0\/of\/1: no endpoint/);
    assert.throws(read({ steps: [{ kind: 'swap' }] }), /c#\/0\/steps\/0\/kind: unknown step swap/);
    assert.throws(read({ steps: [{ kind: 'move', from: 'a' }] }), /c#\/0\/steps\/0\/to: expected a text/);
    assert.throws(
      read({ steps: [{ kind: 'drop', field: 'a', to: 'b' }] }),
      /steps\/0\/to: unknown construct/,
    );
    assert.throws(read({ needs: [{ field: 'a' }] }), /needs\/0\/note: expected a text/);
    assert.throws(
      read({ steps: [{ kind: 'each', list: 'a', steps: [{ kind: 'x' }] }] }),
      /steps\/0\/steps\/0\/kind/,
    );
  });
});
