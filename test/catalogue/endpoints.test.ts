import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ApiVersion } from '../../server/src/core/catalogue/endpoints.ts';
import {
  endpointsAt,
  endpointsOf,
  findEndpoint,
  isKnownOperation,
  removedEndpoint,
  removedField,
  successorOf,
} from '../../server/src/core/catalogue/endpoints.ts';
import { fieldsOf, requiredFields } from '../../server/src/core/catalogue/schema.ts';
import { HOLE } from '../../server/src/core/source.ts';

const input = (name: string) => JSON.parse(readFileSync(`server/tools/catalogue/${name}`, 'utf8'));

describe('catalogue: endpoints', () => {
  it('has 83 documented endpoints of v2 and 6 known by name', () => {
    const v2 = endpointsOf('v2');
    assert.equal(v2.filter((e) => e.specified).length, 83);
    assert.deepEqual(
      v2.filter((e) => !e.specified).map((e) => `${e.auth} ${e.method} ${e.path}`),
      [
        'bearer POST /v2/portal.createPortal',
        'bearer POST /v2/rootKeys.createKey',
        'bearer POST /v2/rootKeys.deleteKey',
        'bearer POST /v2/rootKeys.listKeys',
        'bearer POST /v2/rootKeys.rerollKey',
        'bearer POST /v2/rootKeys.updateKey',
      ],
    );
    assert.deepEqual(
      v2.filter((e) => e.method !== 'POST').map((e) => `${e.method} ${e.path}`),
      ['GET /v2/liveness'],
    );
  });

  it('has 52 endpoints of v1 and one of vx, each superseded but apis.deleteKeys', () => {
    assert.equal(endpointsOf('v1').length, 52);
    assert.deepEqual(
      endpointsOf('vx').map((e) => e.operation),
      ['keys.getVerifications'],
    );
    const old = [...endpointsOf('v1'), ...endpointsOf('vx')];
    assert.deepEqual(
      old.filter((e) => successorOf(e) === undefined).map((e) => [e.operation, e.successor]),
      [['apis.deleteKeys', null]],
    );
    assert.ok(old.every((e) => e.deprecated && e.acceptsExtraFields));
  });

  for (const [path, methods] of Object.entries(input('unkey-v2.openapi.json').paths)) {
    it(`finds ${path}`, () => {
      const [method] = Object.keys(methods as object);
      const found = findEndpoint('v2', path.slice('/v2/'.length));
      assert.equal(found?.path, path);
      assert.equal(found?.method, method!.toUpperCase());
      assert.equal(findEndpoint('v1', path.slice('/v2/'.length))?.path.startsWith('/v2/') ?? false, false);
    });
  }

  for (const { method, path, successor } of input('unkey-v1.json')) {
    it(`finds ${method} ${path}`, () => {
      const [, version, operation] = /^\/(v1|vx)\/(.*)$/.exec(path) as unknown as [
        string,
        ApiVersion,
        string,
      ];
      const concrete = operation.replace(/\{\w+\}/g, 'key_123');
      for (const written of [operation, concrete, operation.replace(/\{\w+\}/g, HOLE)]) {
        const found = findEndpoint(version, written, method);
        assert.equal(found?.path, path);
        assert.equal(found?.method, method);
        assert.equal(found && successorOf(found)?.operation, successor ?? undefined);
      }
    });
  }

  it('knows who needs no root key', () => {
    const auth = (version: ApiVersion, kind: string) =>
      endpointsOf(version)
        .filter((e) => e.auth === kind)
        .map((e) => e.operation);
    assert.deepEqual(auth('v2', 'none'), ['liveness', 'portal.exchangeCode']);
    assert.deepEqual(auth('v2', 'cookie'), [
      'portal.getVerifications',
      'portal.listKeys',
      'portal.rerollKey',
    ]);
    assert.deepEqual(auth('v1', 'none'), ['keys.verifyKey', 'keys/verify', 'liveness']);
    assert.deepEqual(auth('v1', 'cookie'), []);
  });

  it('tells methods on one path apart and falls back to GET', () => {
    const methods = endpointsAt('v1', 'keys/key_1').map((e) => e.method);
    assert.deepEqual(methods, ['GET', 'PUT', 'DELETE']);
    assert.equal(findEndpoint('v1', 'keys/key_1', 'DELETE')?.successor?.operation, 'keys.deleteKey');
    assert.equal(findEndpoint('v1', 'keys/key_1', 'PATCH')?.method, 'GET');
    assert.equal(findEndpoint('v1', 'keys/key_1')?.method, 'GET');
    assert.equal(findEndpoint('v2', 'keys.getKey', 'GET')?.method, 'POST');
    assert.deepEqual(findEndpoint('v1', 'apis/api_1/keys')?.pathParams, ['apiId']);
    assert.equal(findEndpoint('v1', 'keys/verify', 'POST')?.operation, 'keys/verify');
    assert.equal(findEndpoint('v1', `keys/key_${HOLE}`)?.operation, 'keys/{keyId}');
  });

  const unknown: readonly (readonly [string, string])[] = [
    ['v2', HOLE],
    ['v2', `keys.${HOLE}`],
    ['v1', HOLE],
    ['v1', `keys.${HOLE}`],
    ['v1', 'keys/'],
    ['v1', 'keys/keys.getKey'],
    ['v1', `apis/api_1/${HOLE}`],
    ['v1', 'apis/api_1/keys/key_1'],
    ['v2', 'keys/key_1'],
    ['v2', 'keys.getkey'],
    ['v2', 'keys.updateKeyAuth'],
    ['v2', 'keys.updateRemaining'],
    ['v2', ''],
    ['v2', 'constructor'],
    ['vx', 'keys.getKey'],
    ['v3', 'keys.getKey'],
  ];
  for (const [version, operation] of unknown) {
    it(`does not know ${version} ${JSON.stringify(operation)}`, () => {
      assert.equal(isKnownOperation(version, operation), false);
      assert.equal(findEndpoint(version, operation), undefined);
    });
  }

  it('remembers what v2 lost', () => {
    const updateRemaining = removedEndpoint('v2', 'keys.updateRemaining');
    assert.deepEqual(updateRemaining?.removed, { since: '2025-06-19', until: '2025-07-03' });
    assert.equal(successorOf(updateRemaining!)?.path, '/v2/keys.updateCredits');
    assert.equal(removedEndpoint('v2', 'deploy.generateUploadUrl')?.successor, null);
    assert.equal(
      removedEndpoint('v2', 'portal.exchangeSession')?.successor?.operation,
      'portal.exchangeCode',
    );
    assert.equal(removedEndpoint('v1', 'keys.updateRemaining'), undefined);
    assert.equal(removedEndpoint('v2', 'keys.getKey'), undefined);
    assert.deepEqual(removedField('keys.verifyKey', 'apiId'), { since: '2025-07-03', until: '2025-07-24' });
    assert.equal(removedField('keys.verifyKey', 'key'), undefined);
    assert.equal(removedField('keys.verifyKey', 'constructor'), undefined);
    assert.equal(removedField('toString', 'length'), undefined);
  });

  it('names the successor of a deprecated endpoint of v2', () => {
    const deprecated = endpointsOf('v2').filter((e) => e.deprecated);
    assert.deepEqual(
      deprecated.map((e) => [e.operation, successorOf(e)?.operation]),
      [
        ['deploy.createDeployment', 'deployments.createDeployment'],
        ['deploy.getDeployment', 'deployments.getDeployment'],
      ],
    );
  });

  it('knows fields and limits', () => {
    const body = (operation: string) => findEndpoint('v2', operation)!.body!;
    assert.deepEqual(requiredFields(body('keys.updateCredits')), ['keyId', 'operation']);
    assert.deepEqual(requiredFields(body('ratelimit.multiLimit')), [
      'namespace',
      'identifier',
      'limit',
      'duration',
    ]);
    assert.deepEqual(requiredFields({ type: 'string' }), []);
    assert.deepEqual(fieldsOf({ type: 'any' }), {});
    const createKey = fieldsOf(body('keys.createKey'));
    assert.deepEqual(Object.keys(createKey).length, 13);
    assert.deepEqual(requiredFields(createKey['ratelimits']!), ['name', 'limit', 'duration', 'autoApply']);
    assert.deepEqual(createKey['byteLength'], { type: 'integer', minimum: 16, maximum: 255, default: 16 });
    assert.equal(fieldsOf(body('keys.updateKey'))['credits']?.nullable, true);
    assert.equal(fieldsOf(body('apps.updateApp'))['git']?.nullable, true);
    assert.deepEqual(fieldsOf(body('keys.updateCredits'))['operation'], {
      type: 'string',
      enum: ['set', 'increment', 'decrement'],
    });
    const deployment = body('deployments.createDeployment');
    assert.deepEqual(deployment.type === 'object' && deployment.exactlyOneOf, ['image', 'git', 'deployment']);
    assert.deepEqual(findEndpoint('v1', 'keys.getKey')?.query?.required, ['keyId']);
    assert.equal(findEndpoint('v1', 'keys.getKey')?.body, undefined);
  });

  it('knows which endpoints of v2 take unknown fields', () => {
    const withBody = endpointsOf('v2').filter((e) => e.body?.type === 'object');
    assert.deepEqual(
      withBody.filter((e) => e.acceptsExtraFields).map((e) => e.operation),
      [
        'analytics.getGatewayRequests',
        'analytics.getRatelimits',
        'analytics.getRuntimeLogs',
        'analytics.getVerifications',
        'deploy.createDeployment',
        'deploy.getDeployment',
        'identities.createIdentity',
        'keys.rerollKey',
        'portal.rerollKey',
      ],
    );
  });
});
