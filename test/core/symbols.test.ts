import assert from 'node:assert/strict';
import { testService } from '../harness/engine.ts';

const service = testService();

async function symbolsOf(languageId: string, text: string): Promise<string[]> {
  const found = service.symbols(await service.analyze({ languageId, path: '', text }));
  for (const { range, selection } of found) {
    assert.ok(
      range.start <= selection.start && selection.start < selection.end && selection.end <= range.end,
    );
    assert.ok(range.end <= text.length);
  }
  return found.map(
    ({ name, detail, selection }) => `${detail}: ${name} @ ${text.slice(selection.start, selection.end)}`,
  );
}

describe('symbols', () => {
  it('name method, endpoint and version of each call', async () => {
    const http = [
      'POST https://api.unkey.com/v2/keys.getKey\n\n{}\n###',
      'GET https://api.unkey.dev/v1/keys.getKey?keyId=key_1\n',
    ].join('\n');
    assert.deepEqual(await symbolsOf('http', http), [
      'http: POST keys.getKey (v2) @ api.unkey.com/v2/keys.getKey',
      'http: GET keys.getKey (v1) @ api.unkey.dev/v1/keys.getKey',
    ]);
    assert.deepEqual(await symbolsOf('shellscript', "curl https://api.unkey.com/v2/keys.whoami -d '{}'"), [
      'curl: POST keys.whoami (v2) @ api.unkey.com/v2/keys.whoami',
    ]);
  });

  it('stay inside the call where its address is written elsewhere', async () => {
    const code =
      "const URL = 'https://api.unkey.com/v2/keys.getKey';\nawait fetch(URL, { method: 'POST', body: '{}' });\n";
    assert.ok((await symbolsOf('typescript', code)).includes('fetch: POST keys.getKey (v2) @ URL'));
  });

  it('leave out the method that nobody knows', async () => {
    const text = "send('https://api.unkey.com/v2/keys.getKey');";
    assert.deepEqual(await symbolsOf('typescript', text), [
      'url: keys.getKey (v2) @ api.unkey.com/v2/keys.getKey',
    ]);
  });

  it('are none in other texts', async () => {
    assert.deepEqual(await symbolsOf('typescript', "fetch('https://example.com/v2/keys')"), []);
    assert.deepEqual(await symbolsOf('json', '{ "unkey": "https://api.unkey.com/v2/keys.getKey" }'), []);
  });
});
