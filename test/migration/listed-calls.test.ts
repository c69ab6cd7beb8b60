import assert from 'node:assert/strict';
import { testService } from '../harness/engine.ts';

const service = testService();

describe('calls that a migration lists', () => {
  it('are each listed once, however often a loop makes them', async () => {
    const text = `#!/usr/bin/env bash
BASE="https://api.unkey.dev/v1"
NAMES=(one two)
send() {
  curl -sS -X POST "$BASE/$1" -H "Authorization: Bearer $ROOT" -H "Content-Type: application/json" -d "$2"
}
for name in "\${NAMES[@]}"; do
  send keys.createKey "{\\"apiId\\": \\"api_1\\", \\"name\\": \\"$name\\"}"
done
send keys.deleteKey "{\\"keyId\\": \\"$FIRST\\"}"
send keys.deleteKey "{\\"keyId\\": \\"$SECOND\\"}"
`;
    const { steps } = await service.migrate({ languageId: 'shellscript', path: 'keys.sh', text });
    assert.deepEqual(
      steps.flatMap(({ calls }) => calls.map(({ to }) => to)),
      ['POST /v2/keys.createKey', 'POST /v2/keys.deleteKey', 'POST /v2/keys.deleteKey'],
    );
  });
});
