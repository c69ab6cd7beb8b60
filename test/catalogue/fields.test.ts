import assert from 'node:assert/strict';
import { earlierField } from '../../server/src/core/catalogue/earlier-fields.ts';
import { findEndpoint } from '../../server/src/core/catalogue/endpoints.ts';
import { nearestField } from '../../server/src/core/catalogue/nearest-field.ts';

describe('fields of bodies', () => {
  it('are known by their names of v1', () => {
    assert.deepEqual(earlierField('keys.createKey', 'ownerId'), {
      to: 'externalId',
      same: true,
      note: undefined,
    });
    assert.equal(earlierField('keys.createKey', 'remaining')?.to, 'credits.remaining');
    assert.equal(earlierField('keys.verifyKey', 'authorization')?.to, 'permissions');
    assert.equal(earlierField('keys.migrateKeys', 'keys[].ownerId')?.to, 'keys[].externalId');
    assert.equal(earlierField('keys.createKey', 'environment')?.to, undefined);
    assert.equal(earlierField('keys.createKey', 'name'), undefined);
  });

  it('are found by names that are near', () => {
    const body = findEndpoint('v2', 'keys.createKey')?.body;
    assert.ok(body?.type === 'object');
    const near = (name: string): string | undefined => nearestField(body, name)?.place;
    assert.equal(near('api_id'), 'apiId');
    assert.equal(near('metadata'), 'meta');
    assert.equal(near('expiresAt'), 'expires');
    assert.equal(near('permission'), 'permissions');
    assert.equal(near('refillDay'), 'credits.refill.refillDay');
    assert.equal(near('autoApply'), 'ratelimits[].autoApply');
    assert.equal(near('color'), undefined);
  });
});
