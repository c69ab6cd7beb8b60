import assert from 'node:assert/strict';
import type { Analysis } from '../../server/src/core/service.ts';
import { testService } from '../harness/engine.ts';

const service = testService();
const analyze = (languageId: string, text: string): Promise<Analysis> =>
  service.analyze({ languageId, path: '', text });

/** What is shown at `<|>`. */
async function hoverAt(languageId: string, marked: string): Promise<string | undefined> {
  const offset = marked.indexOf('<|>');
  const analysis = await analyze(languageId, marked.replace('<|>', ''));
  return service.hover(analysis, offset)?.markdown;
}

describe('hover', () => {
  it('tells the two key_not_found apart', async () => {
    const data = await hoverAt('json', '{"t":"err:unkey:data:<|>key_not_found"}');
    const authentication = await hoverAt('json', '{"t":"err:unkey:authentication:<|>key_not_found"}');
    assert.match(data ?? '', /HTTP 404[\s\S]*err:unkey:authentication:key_not_found/);
    assert.match(authentication ?? '', /HTTP 401[\s\S]*err:unkey:data:key_not_found/);
  });

  it('names the status the server sends where the documentation says another', async () => {
    const markdown = await hoverAt('json', '{"t":"err:unkey:authentication:<|>missing"}');
    assert.match(markdown ?? '', /HTTP 400/);
    assert.match(markdown ?? '', /401/);
  });

  it('names the successor of an error that is gone', async () => {
    const markdown = await hoverAt('markdown', 'err:unkey:data:<|>portal_config_not_found');
    assert.match(markdown ?? '', /no longer[\s\S]*err:unkey:data:portal_not_found/);
  });

  it('explains error codes of v1', async () => {
    const markdown = await hoverAt(
      'markdown',
      'https://unkey.dev/docs/api-reference/errors/code/<|>RATE_LIMITED',
    );
    assert.match(markdown ?? '', /v1 \(HTTP 429\)/);
  });

  it('works in comments', async () => {
    assert.match((await hoverAt('typescript', '// err:unkey:data:<|>key_not_found')) ?? '', /404/);
  });

  it('describes an endpoint', async () => {
    const markdown = await hoverAt('http', 'POST https://api.unkey.com/v2/keys.<|>createKey\n');
    for (const said of [
      'POST /v2/keys.createKey',
      'Bearer',
      'api.*.create_key',
      '`apiId` string, required',
      '`prefix`',
    ]) {
      assert.ok(markdown?.includes(said), said);
    }
    assert.ok(markdown!.indexOf('`apiId`') < markdown!.indexOf('`prefix`'), 'required fields come first');
  });

  it('tells what became of an endpoint of v1', async () => {
    const markdown = await hoverAt('http', 'GET https://api.unkey.dev/v1/apis.<|>listKeys?ownerId=x\n');
    for (const said of ['switched off', 'POST /v2/apis.listKeys', 'GET became POST', '`ownerId`']) {
      assert.ok(markdown?.includes(said), said);
    }
  });

  it('describes the nearest of an endpoint that does not exist', async () => {
    assert.match(
      (await hoverAt('http', 'POST https://api.unkey.com/v2/keys.<|>listKeys\n')) ?? '',
      /apis\.listKeys/,
    );
  });

  it('is silent elsewhere', async () => {
    assert.equal(await hoverAt('http', 'POST https://example.com/<|>v2/keys.createKey\n# unkey'), undefined);
    assert.equal(await hoverAt('http', 'PO<|>ST https://api.unkey.com/v2/keys.createKey\n'), undefined);
  });
});

describe('links', () => {
  it('lead to the page of today', async () => {
    const text =
      'err:unkey:data:key_not_found https://unkey.com/docs/api-reference/errors-v2/unkey/data/api_not_found';
    const targets = service.links(await analyze('markdown', text)).map((l) => l.target);
    assert.deepEqual(targets, [
      'https://unkey.com/docs/errors/unkey/data/key_not_found',
      'https://unkey.com/docs/errors/unkey/data/api_not_found',
    ]);
  });

  it('lead there from a path, once, and not from a bare name', async () => {
    const text =
      'unkey/data/key_not_found, "code": "NOT_FOUND" https://unkey.com/docs/errors/unkey/data/api_not_found';
    const found = service.links(await analyze('markdown', text));
    assert.deepEqual(
      found.map((l) => text.slice(l.range.start, l.range.end)),
      ['https://unkey.com/docs/errors/unkey/data/api_not_found', 'unkey/data/key_not_found'],
    );
  });
});

describe('fix all', () => {
  it('applies safe fixes until none is left and leaves suggestions', async () => {
    const text =
      'POST https://api.unkey.com/v1/ratelimits.limit\nAuthorization: bearer {{k}}\n\n{}\n\n###\nGET https://api.unkey.com/v2/keys.whoami?key=k\nAuthorization: Bearer {{k}}\n';
    const fixed = await service.fixAll({ languageId: 'http', path: '', text }, { rules: {} });
    assert.equal(fixed.applied, 2);
    assert.ok(
      fixed.text.startsWith('POST https://api.unkey.com/v2/ratelimit.limit\nAuthorization: Bearer {{k}}\n'),
    );
    assert.ok(fixed.text.includes('GET https://api.unkey.com/v2/keys.whoami?key=k'));
    assert.deepEqual(
      await service.fixAll({ languageId: 'http', path: '', text: fixed.text }, { rules: {} }),
      { text: fixed.text, applied: 0 },
    );
  });

  it('leaves an operation that became another one', async () => {
    const text = 'curl -X POST https://api.unkey.com/v1/keys.updateRemaining -H "Authorization: Bearer $K"\n';
    const fixed = await service.fixAll({ languageId: 'shellscript', path: '', text }, { rules: {} });
    assert.deepEqual(fixed, { text, applied: 0 });
  });

  it('counts a base URL that several calls share once', async () => {
    const text =
      'B=https://api.unkey.com/v1\ncurl -X POST $B/keys.whoami -H "Authorization: Bearer $K"\ncurl -X POST $B/keys.deleteKey -H "Authorization: Bearer $K"\n';
    const fixed = await service.fixAll({ languageId: 'shellscript', path: '', text }, { rules: {} });
    assert.equal(fixed.text, text.replace('/v1', '/v2'));
  });
});

describe('related places', () => {
  it('show where the host of a call is written', async () => {
    const text =
      'BASE=https://api.unkey.dev/v1\ncurl -X POST "$BASE/keys.whoami" -H "Authorization: Bearer $K"\n';
    const [finding] = service.check(await analyze('shellscript', text), { rules: {} });
    const [related] = finding?.related ?? [];
    assert.ok(related);
    assert.equal(text.slice(related.range.start, related.range.end), 'api.unkey.dev');
  });
});
