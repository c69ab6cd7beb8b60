import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { typescriptFile } from '../../bench/workload.ts';
import { endpointsOf } from '../../server/src/core/catalogue/endpoints.ts';
import { CURL, HTTP, labels, offered, service, TS, taken } from '../harness/completion.ts';

describe('completion of endpoints', () => {
  const all = endpointsOf('v2').length;
  const PLACES: readonly [languageId: string, marked: string][] = [
    ['typescript', "fetch('https://api.unkey.com/v2/<|>');"],
    ['typescript', "fetch('https://api.unkey.com/v2/keys.<|>', { method: 'POST' });"],
    ['typescript', "const BASE = 'https://api.unkey.com/v2';\nfetch(`${BASE}/<|>`);"],
    ['typescript', "const HOST = 'https://api.unkey.com';\nfetch(`${HOST}/v2/keys.<|>`);"],
    [
      'javascript',
      "import axios from 'axios';\nconst c = axios.create({ baseURL: 'https://api.unkey.com/v2' });\nc.post('/keys.<|>');",
    ],
    ['shellscript', 'curl https://api.unkey.com/v2/<|>'],
    ['shellscript', 'BASE="https://api.unkey.com/v2"\ncurl "$BASE/keys.<|>"'],
    ['http', 'POST https://api.unkey.com/v2/<|>'],
    ['http', '@host = https://api.unkey.com\n\nPOST {{host}}/v2/keys.<|>'],
    ['http', '# unkey\nPOST {{host}}/v2/<|>'],
    ['markdown', 'Ask `https://api.unkey.com/v2/<|>`.'],
    ['markdown', '```sh\ncurl https://api.unkey.com/v2/key<|>\n```'],
  ];
  for (const [languageId, marked] of PLACES) {
    it(`${languageId}: ${marked}`, async () => {
      const items = await offered(languageId, marked);
      assert.equal(items.length, all);
      assert.ok(items.every((i) => i.kind === 'endpoint'));
    });
  }

  it('replaces the whole operation', async () => {
    assert.equal(
      await taken('http', 'POST https://api.unkey.com/v2/keys.<|>get?x=1', 'keys.getKey'),
      'POST https://api.unkey.com/v2/keys.getKey?x=1',
    );
  });

  it('are offered behind unknown bases unless they are named after somebody else', async () => {
    const count = async (name: string): Promise<number> =>
      (await labels('typescript', `// unkey\nfetch(\`\${${name}}/v2/<|>\`);`)).length;
    for (const name of ['baseUrl', 'process.env.UNKEY_API_URL', 'HOST'])
      assert.equal(await count(name), all, name);
    for (const name of ['STRIPE_URL', 'keyId', 'path']) assert.equal(await count(name), 0, name);
  });

  it('are not offered elsewhere', async () => {
    for (const marked of [
      "// unkey\nfetch('https://example.com/v2/<|>');",
      "// unkey\nfetch('/v2/<|>');",
      "fetch('https://api.unkey.com/<|>');",
      "fetch('https://api.unkey.com/v1/<|>');",
      "// unkey\nconst BASE = 'https://example.com';\nfetch(`${BASE}/v2/<|>`);",
      "// unkey\nconst x = '<|>';",
      "fetch('https://unkey.example.com/v2/<|>');",
    ])
      assert.deepEqual(await labels('typescript', marked), [], marked);
  });
});

describe('completion of methods and headers', () => {
  it('in .http files', async () => {
    assert.deepEqual(await labels('http', 'P<|> https://api.unkey.com/v2/keys.getKey'), ['POST']);
    assert.equal(
      await taken('http', '<|>https://api.unkey.com/v2/keys.getKey', 'POST'),
      'POST https://api.unkey.com/v2/keys.getKey',
    );
    const request = 'POST https://api.unkey.com/v2/keys.getKey\n';
    assert.deepEqual(await labels('http', `${request}<|>\n\n{}`), ['Authorization', 'Content-Type']);
    assert.deepEqual(await labels('http', `${request}A<|>\nContent-Type: application/json\n`), [
      'Authorization',
    ]);
    assert.equal(
      await taken('http', `@rootKey = x\n${request}A<|>\n`, 'Authorization'),
      `@rootKey = x\n${request}Authorization: Bearer {{rootKey}}\n`,
    );
    assert.equal(
      await taken('http', `${request}Content-Type: <|>\n`, 'application/json'),
      `${request}Content-Type: application/json\n`,
    );
    assert.deepEqual(await labels('http', '# unkey\nPOST https://example.com/v2/keys.getKey\n<|>\n'), []);
    assert.deepEqual(await labels('http', `${request}\n{}\n\n###\n\n<|>\n`), []);
  });

  it('in curl commands', async () => {
    const curl = 'curl https://api.unkey.com/v2/keys.getKey';
    assert.deepEqual(await labels('shellscript', `${curl} -X <|>`), ['POST']);
    assert.equal(
      await taken('shellscript', `${curl} -H "<|>"`, 'Authorization'),
      `${curl} -H "Authorization: Bearer $UNKEY_ROOT_KEY"`,
    );
    assert.equal(
      await taken('shellscript', `${curl} -H '<|>'`, 'Authorization'),
      `${curl} -H 'Authorization: Bearer '`,
    );
    assert.equal(
      await taken('shellscript', `${curl} -H <|>`, 'Content-Type'),
      `${curl} -H "Content-Type: application/json"`,
    );
    assert.deepEqual(await labels('shellscript', `${curl} -H "Content-Type: <|>"`), ['application/json']);
    assert.deepEqual(await labels('shellscript', `# unkey\ncurl https://example.com -H "<|>"`), []);
  });

  it('in options of fetch', async () => {
    const call = (options: string): string =>
      `fetch('https://api.unkey.com/v2/keys.getKey', { ${options} });`;
    assert.deepEqual(await labels('typescript', call("method: '<|>'")), ['POST']);
    assert.equal(
      await taken('typescript', call('headers: { A<|> }'), 'Authorization'),
      call('headers: { Authorization: `Bearer ${process.env.UNKEY_ROOT_KEY}` }'),
    );
    assert.deepEqual(await labels('typescript', call("headers: { Authorization: x, '<|>' }")), [
      'Content-Type',
    ]);
    assert.deepEqual(
      await labels('typescript', "// unkey\nfetch('https://example.com', { headers: { <|> } });"),
      [],
    );
    assert.deepEqual(await labels('typescript', call('<|>')), []);
  });
});

describe('completion of errors and permissions', () => {
  it('offers error types where one is begun', async () => {
    for (const [languageId, marked] of [
      ['typescript', "const unkey = 'err:<|>';"],
      ['json', '{ "type": "https://unkey.com/docs/errors/<|>" }'],
      ['markdown', 'Unkey says err:unkey:<|>'],
    ] as const)
      assert.equal((await labels(languageId, marked)).length, 89, marked);
    assert.equal(
      await taken(
        'json',
        '{ "type": "https://unkey.com/docs/errors/un<|>" }',
        'err:unkey:data:key_not_found',
      ),
      '{ "type": "https://unkey.com/docs/errors/unkey/data/key_not_found" }',
    );
  });

  it('offers error types where one is compared', async () => {
    for (const marked of [
      "// unkey\nif (error.type === '<|>') {}",
      "// unkey\nif (body.error.type !== '<|>') {}",
      "// unkey\nswitch (error.type) {\n  case '<|>':\n}",
    ])
      assert.equal((await labels('typescript', marked)).length, 89, marked);
    for (const marked of [
      "// unkey\nif (event.type === '<|>') {}",
      "// unkey\nswitch (shape.kind) {\n  case '<|>':\n}",
      '// unkey\nconst o = { err:<|> };',
    ])
      assert.deepEqual(await labels('typescript', marked), [], marked);
  });

  it('offers permissions in lists of them', async () => {
    const found = await labels('typescript', "// unkey\nconst permissions = ['api.<|>'];");
    assert.ok(found.includes('api.*.create_key') && found.every((p) => p.startsWith('api.')));
    assert.ok((await labels('json', '{ "unkey": { "permissions": ["identity.*.<|>"] } }')).length > 0);
    assert.deepEqual(await labels('typescript', "// unkey\nconst url = 'api.<|>';"), []);
    assert.deepEqual(await labels('typescript', "// unkey\nconst permissions = ['documents.<|>'];"), []);
  });
});

describe('completion', () => {
  it('is silent in texts without a marker', async () => {
    for (const marked of ["const a = '<|>';", "fetch('/v2/<|>')", "if (error.type === '<|>') {}"])
      assert.deepEqual(await labels('typescript', marked), []);
  });

  it('documents every item it offers', async () => {
    const places: readonly (readonly [string, string])[] = [
      ['http', 'POST https://api.unkey.com/v2/<|>'],
      ['http', HTTP('{ <|> }', 'keys.createKey')],
      ['http', HTTP('{ "ratelimits": [{ <|> }] }', 'keys.createKey')],
      ['http', HTTP('{ "keyId": "<|>" }')],
      ['http', 'POST https://api.unkey.com/v2/keys.getKey\n<|>\n'],
      ['typescript', "const unkey = 'err:<|>';"],
      ['typescript', "// unkey\nconst permissions = ['api.<|>'];"],
    ];
    for (const [languageId, marked] of places) {
      for (const item of await offered(languageId, marked))
        assert.ok(service.documentCompletion(item), item.subject);
    }
  });

  it('never throws, wherever the cursor is and the text ends', async () => {
    const texts = [
      ['http', HTTP('{ "credits": { "refill": [ { "a": "b" } ] } }', 'keys.createKey')],
      ['shellscript', CURL('{ "credits": { "a": [1, "b"] } }', 'keys.createKey')],
      ['typescript', TS("{ apiId, credits: { refill: { interval: 'daily' } } }", 'keys.createKey')],
    ] as const;
    for (const [languageId, text] of texts) {
      const whole = await service.analyze({ languageId, path: '', text });
      for (let at = 0; at <= text.length; at++) {
        service.complete(whole, at);
        service.signature(whole, at);
        const cut = await service.analyze({ languageId, path: '', text: text.slice(0, at) });
        service.complete(cut, at);
        service.signature(cut, at);
      }
    }
  });

  it('stays inside of every fixture, on the line of the cursor', async () => {
    for (const file of readdirSync('test/rules').filter((f) => f.endsWith('.md'))) {
      const text = readFileSync(`test/rules/${file}`, 'utf8');
      const analysis = await service.analyze({ languageId: 'markdown', path: '', text });
      for (let at = 0; at <= text.length; at += 41) {
        service.signature(analysis, at);
        for (const { range } of service.complete(analysis, at)) {
          assert.ok(range.start <= at && at <= range.end && range.end <= text.length, `${file} ${at}`);
          assert.ok(!/[\r\n]/.test(text.slice(range.start, range.end)), `${file} ${at}`);
        }
      }
    }
  });

  it('is quick in a long file', async () => {
    const text = typescriptFile(2000);
    const analysis = await service.analyze({ languageId: 'typescript', path: '', text });
    const offset = text.lastIndexOf('JSON.stringify({ key') + 'JSON.stringify({ '.length;
    assert.ok(service.complete(analysis, offset).length > 0);
    const times: number[] = [];
    for (let i = 0; i < 20; i++) {
      const start = performance.now();
      service.complete(analysis, offset);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    console.log(`      completion in 2,000 lines: ${times[10]!.toFixed(1)} ms`);
  });
});
