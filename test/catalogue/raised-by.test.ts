import assert from 'node:assert/strict';
import { findEndpoint } from '../../server/src/core/catalogue/endpoints.ts';
import { currentErrors } from '../../server/src/core/catalogue/errors.ts';
import { raisedBy } from '../../server/src/core/catalogue/raised-by.ts';
import { fieldsOf } from '../../server/src/core/catalogue/schema.ts';

const operationsOf = (code: string): readonly string[] => raisedBy(code)?.operations ?? [];

describe('catalogue: which endpoints answer an error', () => {
  it('names endpoints that exist', () => {
    for (const { code } of currentErrors())
      for (const operation of operationsOf(code))
        assert.ok(findEndpoint('v2', operation), `${code}: ${operation}`);
  });

  it('is told for most errors of the API, and for none of the gateway', () => {
    const known = currentErrors().filter((e) => raisedBy(e.code));
    assert.equal(known.filter((e) => e.system === 'frontline').length, 0);
    assert.ok(known.length >= 50, String(known.length));
    for (const { code } of known) assert.ok(operationsOf(code).length > 0, code);
  });

  it('agrees with the fields the endpoints take', () => {
    const fields: Readonly<Record<string, readonly string[]>> = {
      key_not_found: ['keyId', 'key'],
      api_not_found: ['apiId', 'namespace'],
      identity_not_found: ['identity'],
      app_not_found: ['app'],
      environment_not_found: ['environment'],
      ratelimit_namespace_not_found: ['namespace'],
      ratelimit_override_not_found: ['identifier'],
      portal_not_found: ['portal'],
      migration_not_found: ['migrationId'],
    };
    for (const [name, taken] of Object.entries(fields)) {
      for (const operation of operationsOf(`err:unkey:data:${name}`)) {
        const body = findEndpoint('v2', operation)?.body;
        assert.ok(body && taken.some((field) => field in fieldsOf(body)), `${name}: ${operation}`);
      }
    }
  });

  it('leaves out verifyKey where it answers 200 instead', () => {
    assert.ok(!operationsOf('err:unkey:data:key_not_found').includes('keys.verifyKey'));
    assert.ok(!operationsOf('err:unkey:authorization:insufficient_permissions').includes('keys.verifyKey'));
    assert.ok(operationsOf('err:unkey:authentication:key_not_found').includes('keys.verifyKey'));
    assert.ok(!operationsOf('err:unkey:authentication:missing').includes('liveness'));
  });

  it('says nothing of codes it does not know', () =>
    assert.equal(raisedBy('err:unkey:data:nothing'), undefined));
});
