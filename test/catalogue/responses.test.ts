import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { endpointsOf } from '../../server/src/core/catalogue/endpoints.ts';
import { movedInError, movedTo, responseOf } from '../../server/src/core/reads/responses.ts';
import { responsesSource } from '../../server/tools/gen/responses.ts';
import { readResponsesV2 } from '../../server/tools/sdk/responses.ts';

describe('catalogue: answers', () => {
  it('have the names that the official SDK reads', () => {
    const table = JSON.parse(readFileSync('server/tools/catalogue/unkey-v2-responses.json', 'utf8'));
    assert.deepEqual(table, readResponsesV2(process.cwd()));
  });

  it('are known of endpoints that exist', () => {
    const operations = new Set(endpointsOf('v2').map((e) => e.operation));
    const table = JSON.parse(readFileSync('server/tools/catalogue/unkey-v2-responses.json', 'utf8'));
    assert.deepEqual(
      Object.keys(table).filter((operation) => !operations.has(operation)),
      [],
    );
  });

  it('say where v2 has what v1 answered', () => {
    assert.deepEqual(movedTo('keys.verifyKey', 'valid'), ['data', 'valid']);
    assert.deepEqual(movedTo('keys.verifyKey', 'remaining'), ['data', 'credits']);
    assert.deepEqual(movedTo('keys.verifyKey', 'ownerId'), ['data', 'identity', 'externalId']);
    assert.equal(movedTo('keys.verifyKey', 'environment'), null);
    assert.deepEqual(movedTo('ratelimit.limit', 'remaining'), ['data', 'remaining']);
    assert.deepEqual(movedTo('apis.listKeys', 'keys'), ['data']);
    assert.deepEqual(movedTo('apis.listKeys', 'cursor'), ['pagination', 'cursor']);
    assert.equal(movedTo('apis.listKeys', 'total'), null);
    assert.deepEqual(movedInError('message'), ['error', 'detail']);
  });

  it('say nothing of other names', () => {
    assert.equal(movedTo('keys.verifyKey', 'meta'), undefined);
    assert.equal(movedTo('keys.verifyKey', 'constructor'), undefined);
    assert.equal(movedTo('keys.verifyKey', 'cursor'), undefined);
    assert.equal(movedTo('apis.listKeys', 'keyId'), undefined);
    assert.equal(movedTo('constructor', 'name'), undefined);
    assert.equal(movedInError('toString'), undefined);
    assert.equal(responseOf('keys.nothing'), undefined);
  });

  it('are refused where the table has another form', () => {
    assert.throws(() => responsesSource({ 'a.b': { fields: 'x' } }), /a\.b\/fields/);
    assert.throws(() => responsesSource({ 'a.b': { fields: [], more: 1 } }), /a\.b/);
  });
});
