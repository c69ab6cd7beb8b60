import assert from 'node:assert/strict';
import { hasMarker } from '../../server/src/core/marker.ts';
import { createService } from '../../server/src/core/service.ts';

describe('documents without a marker', () => {
  it('are not parsed, and no grammar is loaded for them', async () => {
    let asked = 0;
    const service = createService({
      readAsset: () => {
        asked++;
        return Promise.reject(new Error('must not be asked for'));
      },
      warn: (message) => assert.fail(message),
    });
    const text = "export const x = await fetch('https://api.example.com/v2/users');\n".repeat(2000);
    const analysis = await service.analyze({ languageId: 'typescript', path: 'a.ts', text });
    assert.equal(analysis.language, undefined);
    assert.equal(asked, 0);
  });

  it('are those of other APIs, whose paths have no dot in them', () => {
    for (const text of ['/v1/users/me', '/v1/watch/deployments', '/v2/keys', "base + '/v1/keys/verify'"])
      assert.equal(hasMarker(text), false, text);
    for (const text of ['/v2/keys.getKey', '${base}/v2/rootKeys.createKey', 'UNKEY_API_ID', '@unkey/api'])
      assert.equal(hasMarker(text), true, text);
  });

  it('with a marker load what they need, and miss only facts when it cannot be read', async () => {
    const warnings: string[] = [];
    const service = createService({
      readAsset: () => Promise.reject(new Error('no such file')),
      warn: (message) => warnings.push(message),
    });
    const text = "await fetch('https://api.unkey.com/v1/keys.getKey'); // err:unkey:data:key_not_found\n";
    for (let i = 0; i < 3; i++) {
      const analysis = await service.analyze({ languageId: 'typescript', path: 'a.ts', text });
      assert.equal(analysis.facts.errors.length, 1);
    }
    assert.equal(warnings.length, 1, 'told once');
  });
});
