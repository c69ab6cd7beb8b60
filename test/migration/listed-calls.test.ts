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

  it('are those that a test tells of, to a server that is not seen, and no rule accuses them', async () => {
    const text = `package keys_test

func TestDelete(t *testing.T) {
	answer := steps.Step[map[string]any]{
		Name:   "drop",
		Method: "POST",
		Url:    fmt.Sprintf("%s/v1/keys.deleteKey", SERVER),
		Header: map[string]string{"Authorization": fmt.Sprintf("Bearer %s", ROOT)},
		Body:   map[string]any{"keyId": "key_1"},
	}.Run(t)
	require.Equal(t, fmt.Sprintf("%s/v1/keys.createKey", SERVER), answer.Next)
	routes := []Route{{Method: "POST", Url: SERVER + "/v1/keys.getKey"}}
}
`;
    const document = { languageId: 'go', path: 'keys_test.go', text };
    const { steps, todos } = await service.migrate(document);
    assert.deepEqual(steps, []);
    assert.deepEqual(
      todos.map(({ from, reason }) => `${from}: ${reason}`),
      [
        '/v1/keys.deleteKey: A test sends this to a server that is not seen here. Change it when that is one of v2.',
      ],
    );
    const findings = service.check(await service.analyze(document), { rules: {} });
    assert.deepEqual(findings, []);
  });
});
