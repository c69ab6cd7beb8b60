import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isKnownOperation } from '../../server/src/core/catalogue/endpoints.ts';
import { findResultCode, resultCodes } from '../../server/src/core/catalogue/results.ts';

describe('catalogue: result codes of keys.verifyKey', () => {
  it('explains all of them, once each', () => {
    assert.deepEqual(resultCodes.map((result) => result.code).sort(), [
      'DISABLED',
      'EXPIRED',
      'FORBIDDEN',
      'INSUFFICIENT_PERMISSIONS',
      'NOT_FOUND',
      'RATE_LIMITED',
      'USAGE_EXCEEDED',
      'VALID',
    ]);
  });

  for (const result of resultCodes) {
    it(`says what to do about ${result.code}`, () => {
      assert.equal(findResultCode(result.code), result);
      assert.equal(result.valid, result.code === 'VALID');
      assert.equal(result.fixes.length >= 2, !result.valid);
    });
  }

  it('knows no other spelling', () => {
    assert.equal(findResultCode('valid'), undefined);
    assert.equal(findResultCode('KEY_NOT_FOUND'), undefined);
  });

  it('names only endpoints that exist', () => {
    const source = readFileSync('server/src/core/catalogue/results.ts', 'utf8');
    const names = [...source.matchAll(/`((?:keys|identities)\.[a-zA-Z]+)`/g)].map((match) => match[1]!);
    assert.ok(names.length > 5);
    for (const name of names) assert.ok(isKnownOperation('v2', name), name);
  });
});
