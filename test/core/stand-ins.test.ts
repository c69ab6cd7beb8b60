import assert from 'node:assert/strict';
import { isStandIn } from '../../server/src/core/stand-ins.ts';

describe('stand-ins', () => {
  for (const text of [
    '<your-key>',
    '{keyId}',
    '$API_ID',
    '...',
    'api_…',
    'unkey_xxx',
    'YOUR_API_ID',
    'your-api-id',
    'NAMESPACE',
    'string',
    'integer',
    'timestamp',
    'insert key here',
  ])
    it(`are told: ${text}`, () => assert.ok(isStandIn(text)));

  for (const text of ['weekly', 'ada@example.com', 'api_123', 'my key', '60s', 'true', '2027-01-01', 'yours'])
    it(`are not taken for: ${text}`, () => assert.ok(!isStandIn(text)));
});
