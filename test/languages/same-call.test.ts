import assert from 'node:assert/strict';
import { languageOfFence } from '../../server/src/core/languages/registry.ts';
import { service } from '../harness/pages.ts';
import { sameCalls } from './same-call.ts';

/** What is said of the call, whoever sends it. */
const EXPECTED = [
  'missing-authorization: No Authorization header. POST /v2/keys.createKey needs "Authorization: Bearer <root key>".',
  'unknown-body-field: keys.createKey has no field ownerId. In v2 it is externalId.',
  'wrong-id-prefix: apiId takes API ids (api_…). This is an API key id (key_…).',
];

describe('the same call', () => {
  for (const { language, client, text } of sameCalls) {
    it(`is judged alike in ${language} with ${client}`, async () => {
      const known = languageOfFence(language);
      assert.ok(known, `no language reads ${language}`);
      const path = `case${known.extensions[0]}`;
      const analysis = await service.analyze({ languageId: known.languageIds[0] ?? '', path, text });
      const findings = service.check(analysis, { rules: {} });
      const said = findings.map((f) => `${f.rule}: ${f.message}`);
      assert.deepEqual(said.sort(), EXPECTED, text);
      const words = findings.map((f) => text.slice(f.range.start, f.range.end));
      assert.ok(
        words.some((word) => word.includes('keys.createKey')),
        `${words}`,
      );
      assert.ok(
        words.some((word) => word.includes('ownerId')),
        `${words}`,
      );
      assert.ok(
        words.some((word) => word.includes('key_3ZHYXyz123')),
        `${words}`,
      );
    });
  }
});
