import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { typescriptFile } from '../../bench/workload.ts';
import type { Endpoint } from '../../server/src/core/catalogue/endpoint.ts';
import { endpointsOf } from '../../server/src/core/catalogue/endpoints.ts';
import { requiredFields } from '../../server/src/core/catalogue/schema.ts';
import type { Completion, InsertPiece } from '../../server/src/core/features/complete-item.ts';
import { testService } from '../harness/engine.ts';

const service = testService();
const CURSOR = '<|>';

/** What is offered at `<|>`. */
async function offered(languageId: string, marked: string): Promise<readonly Completion[]> {
  const offset = marked.indexOf(CURSOR);
  assert.ok(offset >= 0, 'no cursor');
  const text = marked.replace(CURSOR, '');
  const items = service.complete(await service.analyze({ languageId, path: '', text }), offset);
  for (const { range } of items) {
    assert.ok(range.start <= offset && offset <= range.end, `${range.start}-${range.end} without ${offset}`);
    assert.ok(!text.slice(range.start, range.end).includes('\n'));
  }
  const labels = items.map(({ label }) => label);
  assert.equal(new Set(labels).size, labels.length, 'offered twice');
  return items;
}

const labels = async (languageId: string, marked: string): Promise<string[]> =>
  [...(await offered(languageId, marked))]
    .sort((a, b) => (a.sortText < b.sortText ? -1 : 1))
    .map(({ label }) => label);

/** The text without its places to type at. */
const plain = (insert: readonly InsertPiece[]): string =>
  insert.map((p) => (typeof p === 'string' ? p : (p.choices?.[0] ?? p.text ?? ''))).join('');

/** The text after the item was taken. */
async function taken(languageId: string, marked: string, label: string): Promise<string> {
  const item = (await offered(languageId, marked)).find((i) => i.label === label);
  assert.ok(item, `${label} is not offered`);
  const text = marked.replace(CURSOR, '');
  const whole = text.slice(0, item.range.start) + plain(item.insert) + text.slice(item.range.end);
  return item.also.reduceRight(
    (after, { range, newText }) => after.slice(0, range.start) + newText + after.slice(range.end),
    whole,
  );
}

const HTTP = (body: string, operation = 'keys.getKey'): string =>
  `POST https://api.unkey.com/v2/${operation}\nAuthorization: Bearer {{key}}\n\n${body}\n`;
const CURL = (body: string, operation = 'keys.getKey'): string =>
  `curl -X POST https://api.unkey.com/v2/${operation} -H "Authorization: Bearer $K" -d '${body}'\n`;
const TS = (body: string, operation = 'keys.getKey'): string => `
export async function send(id: string) {
  const response = await fetch('https://api.unkey.com/v2/${operation}', {
    method: 'POST',
    headers: { Authorization: \`Bearer \${process.env.UNKEY_ROOT_KEY}\` },
    body: JSON.stringify(${body}),
  });
  return response.json();
}
`;

describe('completion in bodies', () => {
  const documented = endpointsOf('v2').filter((e) => e.specified);
  const withBody = documented.filter((e) => e.body);

  it('covers the documented endpoints, all but two of which take a body', () => {
    assert.equal(documented.length, 83);
    const others = documented.filter((e) => !e.body).map((e) => e.operation);
    assert.equal(others.length, 2, others.join());
  });

  const BODIES: readonly [name: string, (open: string, close: string) => string][] = [
    ['empty', (open, close) => `${open} ${CURSOR} ${close}`],
    ['unclosed', (open) => `${open} ${CURSOR}`],
  ];
  const JSON_BODIES: typeof BODIES = [
    ...BODIES,
    ['in a key', (open, close) => `${open} "${CURSOR}" ${close}`],
    ['in an open key', (open) => `${open} "${CURSOR}`],
    ['behind a field', (open, close) => `${open} "zzz": "x", ${CURSOR}${close}`],
  ];
  const TS_BODIES: typeof BODIES = [
    ...BODIES,
    ['in a word', (open, close) => `${open} z${CURSOR} ${close}`],
    ['behind a field', (open, close) => `${open} zzz: 'x', ${CURSOR}${close}`],
    ['behind a shorthand', (open, close) => `${open} zzz, ${CURSOR}${close}`],
  ];
  const LANGUAGES = [
    ['http', HTTP, JSON_BODIES],
    ['shellscript', CURL, JSON_BODIES],
    ['typescript', TS, TS_BODIES],
  ] as const;
  const brackets = (endpoint: Endpoint): readonly [string, string] =>
    endpoint.body!.type === 'array' ? ['[{', '}]'] : ['{', '}'];

  for (const [language, write, bodies] of LANGUAGES) {
    for (const [name, body] of bodies) {
      it(`${language}, ${name}: offers the required fields of every endpoint`, async () => {
        for (const endpoint of withBody) {
          const marked = write(body(...brackets(endpoint)), endpoint.operation);
          const found = await labels(language, marked);
          const missing = requiredFields(endpoint.body!).filter((field) => !found.includes(field));
          assert.deepEqual(missing, [], marked);
        }
      });
    }

    it(`${language}: the least body of every endpoint has its required fields`, async () => {
      for (const endpoint of withBody) {
        const marked = write(CURSOR, endpoint.operation);
        const text = await taken(language, marked, `${endpoint.operation} body`);
        for (const field of requiredFields(endpoint.body!)) assert.match(text, new RegExp(`\\b${field}"?: `));
        const analysis = await service.analyze({ languageId: language, path: '', text });
        assert.equal(analysis.facts.calls[0]!.body.kind, 'literal', text);
      }
    });
  }

  it('leaves out what is written, before and behind the cursor', async () => {
    const found = await labels('http', HTTP(`{ "apiId": "api_1", ${CURSOR} "name": "x" }`, 'keys.createKey'));
    assert.ok(!found.includes('apiId') && !found.includes('name') && found.includes('prefix'));
    const inCode = await labels('typescript', TS(`{ apiId, ${CURSOR} name: 'x' }`, 'keys.createKey'));
    assert.ok(!inCode.includes('apiId') && !inCode.includes('name') && inCode.includes('prefix'));
  });

  it('offers required fields first', async () => {
    const found = await labels('http', HTTP(`{ "${CURSOR}" }`, 'keys.updateCredits'));
    assert.deepEqual(found.slice(0, 2).sort(), ['keyId', 'operation']);
  });

  it('writes keys and values as the place wants them', async () => {
    assert.equal(await taken('http', HTTP(`{ ${CURSOR} }`), 'keyId'), HTTP('{ "keyId": "key_" }'));
    assert.equal(await taken('http', HTTP(`{ "ke${CURSOR}" }`), 'keyId'), HTTP('{ "keyId": "key_" }'));
    assert.equal(await taken('http', HTTP(`{ "ke${CURSOR} }`), 'keyId'), HTTP('{ "keyId": "key_" }'));
    assert.equal(
      await taken('http', HTTP(`{ "ke${CURSOR}": "key_12345678" }`), 'keyId'),
      HTTP('{ "keyId": "key_12345678" }'),
    );
    assert.equal(
      await taken('http', HTTP(`{ ${CURSOR}"keyId": "x" }`), 'decrypt'),
      HTTP('{ "decrypt": true, "keyId": "x" }'),
    );
    assert.equal(await taken('typescript', TS(`{ k${CURSOR} }`), 'keyId'), TS("{ keyId: 'key_' }"));
    const doubled = 'curl https://api.unkey.com/v2/keys.getKey -d "{ ';
    assert.equal(
      await taken('shellscript', `${doubled}${CURSOR}}"`, 'keyId'),
      `${doubled}\\"keyId\\": \\"key_\\"}"`,
    );
    assert.equal(
      await taken('shellscript', `${doubled}\\"k${CURSOR}\\"}"`, 'keyId'),
      `${doubled}\\"keyId\\": \\"key_\\"}"`,
    );
  });

  it('writes a body where there is none', async () => {
    const curl = 'curl https://api.unkey.com/v2/keys.whoami -d ';
    assert.equal(await taken('shellscript', `${curl}<|>`, 'keys.whoami body'), `${curl}'{ "key": "" }'`);
    const call = (body: string): string => `fetch('https://api.unkey.com/v2/keys.whoami', { ${body} });`;
    assert.equal(
      await taken('typescript', call('body: <|>'), 'keys.whoami body'),
      call("body: JSON.stringify({ key: '' })"),
    );
    assert.equal(
      await taken('typescript', call('body: JSON.stringify(<|>)'), 'keys.whoami body'),
      call("body: JSON.stringify({ key: '' })"),
    );
    assert.equal(
      await taken('typescript', call("body: '<|>'"), 'keys.whoami body'),
      call('body: \'{ "key": "" }\''),
    );
  });

  it('adds the comma that is missing on the line before', async () => {
    for (const begun of ['', '"de', '"de<|>"'])
      assert.equal(
        await taken(
          'http',
          HTTP(`{\n  "keyId": "x"\n  ${begun.includes(CURSOR) ? begun : begun + CURSOR}\n}`),
          'decrypt',
        ),
        HTTP('{\n  "keyId": "x",\n  "decrypt": true\n}'),
      );
    assert.equal(
      await taken('typescript', TS('{\n  keyId: get(id)\n  de<|>\n}'), 'decrypt'),
      TS('{\n  keyId: get(id),\n  decrypt: true\n}'),
    );
    assert.deepEqual(await labels('typescript', TS('{\n  keyId: a\n    .b<|>\n}')), []);
    assert.deepEqual(await labels('http', HTTP('{ "keyId": "x" <|> }')), []);
  });

  it('keeps what follows an unfinished key', async () => {
    assert.equal(
      await taken('http', HTTP('{ "de<|>, "keyId": "x" }'), 'decrypt'),
      HTTP('{ "decrypt": true, "keyId": "x" }'),
    );
    assert.equal(
      await taken('http', HTTP('{ "keyId": "k<|>, "decrypt": true }'), 'key_'),
      HTTP('{ "keyId": "key_, "decrypt": true }'),
    );
    const half = TS('{ k<|>').replace(/\),\n[\s\S]*/, '\n\nexport function other() {}\n');
    assert.match(await taken('typescript', half, 'keyId'), /\{ keyId: 'key_'\n/);
  });

  it('goes into objects and arrays', async () => {
    const interval = '{ "credits": { "remaining": 5, "refill": { "interval": "<|>" } } }';
    assert.deepEqual(await labels('http', HTTP(interval, 'keys.createKey')), ['daily', 'monthly']);
    const open = '{ "credits": { "refill": { "interval": <|>';
    assert.deepEqual(await labels('shellscript', CURL(open, 'keys.createKey')), ['daily', 'monthly']);
    const code = "{ apiId, credits: { refill: { interval: '<|>' } } }";
    assert.deepEqual(await labels('typescript', TS(code, 'keys.createKey')), ['daily', 'monthly']);
    const limits = await labels('typescript', TS('{ apiId, ratelimits: [{ name, <|> }] }', 'keys.createKey'));
    assert.ok(limits.includes('limit') && limits.includes('duration') && !limits.includes('apiId'));
    assert.ok(!limits.includes('name'));
  });

  it('offers the prefix of an id until something else is typed', async () => {
    for (const value of ['"<|>"', '"ke<|>"', '"<|>'])
      assert.deepEqual(await labels('http', HTTP(`{ "keyId": ${value} }`)), ['key_'], value);
    assert.deepEqual(await labels('http', HTTP('{ "keyId": "key_1234<|>" }')), []);
    assert.deepEqual(await labels('typescript', TS("{ keyId: '<|>' }")), ['key_']);
  });

  it('offers nothing in expressions, comments and finished values', async () => {
    for (const body of [
      '{ keyId: get(<|>) }',
      "{ keyId: get('<|>') }",
      '{ /* <|> */ }',
      '{ keyId: id.<|> }',
      "{ keyId: 'key_1' <|> }",
      '{ ...o<|> }',
    ])
      assert.deepEqual(await labels('typescript', TS(body)), [], body);
    assert.deepEqual(await labels('http', HTTP('{ "keyId": "key_12345678" }<|>')), []);
  });

  it('reads bodies in variables, strings and other clients', async () => {
    const variable = `const body = { <|> };\n${TS('body')}`;
    assert.ok((await labels('typescript', variable)).includes('keyId'));
    const text = "fetch('https://api.unkey.com/v2/keys.getKey', { method: 'POST', body: '{ \"<|>\" }' });";
    assert.ok((await labels('typescript', text)).includes('keyId'));
    const axios =
      "import axios from 'axios';\nconst unkey = axios.create({ baseURL: 'https://api.unkey.com/v2' });\n";
    for (const body of ['{ <|> }', '{ k<|> }', '{ k<|>'])
      assert.ok(
        (await labels('typescript', `${axios}unkey.post('/keys.getKey', ${body});`)).includes('keyId'),
        body,
      );
    const ky =
      "import ky from 'ky';\nawait ky.post('https://api.unkey.com/v2/keys.getKey', { json: { <|> } });";
    assert.ok((await labels('typescript', ky)).includes('keyId'));
    const wrapped = "send('https://api.unkey.com/v2/keys.getKey', { body: { <|> } });";
    assert.ok((await labels('typescript', wrapped)).includes('keyId'));
  });

  it('reads fences, loose commands and here-documents', async () => {
    assert.ok(
      (
        await labels(
          'markdown',
          `# Unkey\n\n> \`\`\`http\n> POST https://api.unkey.com/v2/keys.getKey\n>\n> { "<|>" }\n> \`\`\`\n`,
        )
      ).includes('keyId'),
    );
    assert.ok((await labels('markdown', `\`\`\`ts\n${TS('{ <|> }')}\n\`\`\`\n`)).includes('keyId'));
    assert.ok((await labels('plaintext', `Run\n${CURL('{ "<|>" }')}`)).includes('keyId'));
    const here = 'curl https://api.unkey.com/v2/keys.getKey -d @- <<EOF\n{ "<|>" }\nEOF\n';
    assert.ok((await labels('shellscript', here)).includes('keyId'));
    const variable = 'BODY=\'{ "<|>" }\'\ncurl https://api.unkey.com/v2/keys.getKey -d "$BODY"\n';
    assert.ok((await labels('shellscript', variable)).includes('keyId'));
    assert.ok((await labels('http', `###\n${CURL('{ "<|>" }')}`)).includes('keyId'));
  });
});

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
      for (let at = 0; at <= text.length; at += 23) {
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
