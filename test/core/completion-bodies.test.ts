import assert from 'node:assert/strict';
import type { Endpoint } from '../../server/src/core/catalogue/endpoint.ts';
import { endpointsOf } from '../../server/src/core/catalogue/endpoints.ts';
import { requiredFields } from '../../server/src/core/catalogue/schema.ts';
import { CURL, CURSOR, GO, HTTP, labels, PY, service, TS, taken } from '../harness/completion.ts';

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
  const PY_BODIES: typeof BODIES = [
    ...BODIES,
    ['in a key', (open, close) => `${open}"${CURSOR}"${close}`],
    ['in an open key', (open) => `${open}"${CURSOR}`],
    ['in an open key, closed', (open, close) => `${open}"z${CURSOR}${close}`],
    ['behind a field', (open, close) => `${open}"zzz": 'x', ${CURSOR}${close}`],
    [
      'over lines',
      (open, close) => `${open}\n            "zzz": 1,\n            "${CURSOR}\n        ${close},`,
    ],
  ];
  const go = (open: string): string => (open === '{' ? 'map[string]any{' : '[]map[string]any{{');
  const GO_BODIES: typeof BODIES = [
    ['empty', (open, close) => `${go(open)} ${CURSOR} ${close.replace(']', '}')}`],
    ['unclosed', (open) => `${go(open)} ${CURSOR}`],
    ['in an open key', (open) => `${go(open)}"${CURSOR}`],
    ['in a key', (open, close) => `${go(open)}"z${CURSOR}"${close.replace(']', '}')}`],
    ['behind a field', (open, close) => `${go(open)}"zzz": 1, ${CURSOR}${close.replace(']', '}')}`],
    [
      'over lines',
      (open, close) => `${go(open)}\n\t\t"zzz": 1,\n\t\t"${CURSOR}\n\t${close.replace(']', '}')}`,
    ],
  ];
  const LANGUAGES = [
    ['http', HTTP, JSON_BODIES],
    ['shellscript', CURL, JSON_BODIES],
    ['typescript', TS, TS_BODIES],
    ['python', PY, PY_BODIES],
    ['go', GO, GO_BODIES],
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
