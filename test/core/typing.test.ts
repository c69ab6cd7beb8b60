import assert from 'node:assert/strict';
import { typescriptFile } from '../../bench/workload.ts';
import type { DocumentInput, Service } from '../../server/src/core/service.ts';
import { takeWarnings, testService } from '../harness/engine.ts';

/** Texts, and what is typed into each at `‸`. What it changes is read elsewhere. */
const TYPED: readonly (readonly [languageId: string, text: string, typed: string])[] = [
  [
    'typescript',
    `const BASE = 'https://api.unkey.com/v2';
async function send(path: string, body: unknown) {
  const response = await fetch(\`\${BASE}/\${path}\`, {
    method: 'POST',
    headers: { Authorization: \`Bearer \${process.env.UNKEY_ROOT_KEY}\` },
    body: JSON.stringify(body),
  });
‸  return response.json();
}
export async function verify(key: string) {
  const answer = await send('keys.verifyKey', { key });
  return answer.valid;
}
export const created = await send('keys.createKey', { apiId: 'api_1', ratelimit: {} });
console.log(created.keyId, created.data.key);
`,
    `  if (!response.ok) {\n    const { error } = await response.json();\n    throw new Error(error.message);\n  }\n`,
  ],
  [
    'python',
    `import requests

BASE = "https://api.unkey.com/v2"


def send(path, body):
    response = requests.post(f"{BASE}/{path}", json=body, headers={"Authorization": "Bearer x"})
    return response.json()


def verify(key):
‸    return send("keys.verifyKey", {"key": key})["valid"]


created = send("keys.createKey", {"apiId": "api_1", "ownerId": "me"})
print(created["keyId"], created["data"]["key"])
`,
    `    if not key:\n        answer = send("keys.getKey", {"keyId": "key_1"})\n        print(answer["name"], answer["data"]["id"])\n`,
  ],
  [
    'shellscript',
    `BASE="https://api.unkey.com/v2"
‸curl -X POST "$BASE/keys.createKey" -H "Authorization: Bearer $UNKEY_ROOT_KEY" -d '{"apiId":"api_1","ownerId":"me"}'
echo "$UNKEY_ROOT_KEY"
`,
    `send() { curl "$BASE/$1" -d "$2" -H "Authorization: $UNKEY_ROOT_KEY"; }\nsend keys.getKey '{"id":"key_1"}'\n`,
  ],
];

/** Everything that a user may be told of a text. */
async function said(service: Service, document: DocumentInput) {
  const analysis = await service.analyze(document);
  assert.deepEqual(takeWarnings(), [], document.text);
  return { findings: service.check(analysis, { rules: {} }), links: service.links(analysis) };
}

describe('typing', function () {
  this.timeout(120_000);

  /** What a service that has seen nothing else says. */
  async function saidAfresh(document: DocumentInput) {
    const fresh = testService();
    try {
      return await said(fresh, document);
    } finally {
      fresh.dispose();
    }
  }

  for (const [languageId, text, typed] of TYPED) {
    it(`gives at every character what ${languageId} gives that is read afresh`, async () => {
      const warm = testService();
      const [before, behind] = text.split('‸') as [string, string];
      const counts = new Set<number>();
      for (let length = 0; length <= typed.length; length++) {
        const document = { languageId, path: '', text: before + typed.slice(0, length) + behind };
        const now = await said(warm, document);
        assert.deepEqual(now, await saidAfresh(document), document.text);
        counts.add(now.findings.length);
      }
      assert.ok(counts.size > 1, 'what is typed changes what is found');
      // What was there before is given again.
      const start = { languageId, path: '', text: before + behind };
      assert.deepEqual(await said(warm, start), await saidAfresh(start));
      warm.dispose();
    });
  }

  it('costs a long text nothing of what was found elsewhere in it', async () => {
    const warm = testService();
    const text = typescriptFile(300);
    const at = text.indexOf('return data.valid', text.length / 2);
    const typed = 'if (data.code) data.keyId; ';
    for (let length = 0; length <= typed.length; length += 3) {
      const document = {
        languageId: 'typescript',
        path: '',
        text: text.slice(0, at) + typed.slice(0, length) + text.slice(at),
      };
      assert.deepEqual(await said(warm, document), await saidAfresh(document));
    }
    warm.dispose();
  });
});
