import assert from 'node:assert/strict';
import { legacyErrors } from '../../server/src/core/catalogue/errors.generated.ts';
import { currentErrors, type ErrorCode } from '../../server/src/core/catalogue/errors.ts';
import { explanationOf } from '../../server/src/core/catalogue/explanations.ts';
import { resultCodes } from '../../server/src/core/catalogue/results.ts';
import { testService } from '../harness/engine.ts';

const service = testService();

/** What is shown at `<|>`. */
async function hoverAt(
  languageId: string,
  marked: string,
): Promise<{ said: string; on: string } | undefined> {
  const offset = marked.indexOf('<|>');
  const text = marked.replace('<|>', '');
  const found = service.hover(await service.analyze({ languageId, path: '', text }), offset);
  return found && { said: found.markdown, on: text.slice(found.range.start, found.range.end) };
}

/** A document that holds `spelling`, with the cursor in its middle. */
function around(spelling: string, before = 'See ', after = ' of unkey.'): string {
  const middle = spelling.length - 3;
  return `${before}${spelling.slice(0, middle)}<|>${spelling.slice(middle)}${after}`;
}

const spellings = (
  error: ErrorCode,
): readonly (readonly [name: string, languageId: string, text: string])[] => [
  ['page', 'json', around(error.page, '{ "type": "', '" }')],
  ['page with www, no scheme, a slash', 'markdown', around(`www.${error.page.slice('https://'.length)}/`)],
  ['page with ending, query and fragment', 'typescript', around(`${error.page}.mdx?x=1#fix`, "'", "'")],
  ['errors-v2', 'markdown', around(error.page.replace('/errors/', '/api-reference/errors-v2/'))],
  ['code', 'typescript', around(error.code, "if (type === '", "') {}")],
  ['code in Markdown', 'markdown', around(error.code.replaceAll('_', '\\_'))],
  ['path', 'markdown', around(error.code.slice(4).replaceAll(':', '/'), 'See [unkey](/docs/errors/', ')')],
  ['bare in JSON', 'json', around(error.specific, '{ "from": "unkey", "error": { "code": "', '" } }')],
  ['bare in code', 'typescript', around(error.specific, "import 'unkey'; if (error.code === '", "') {}")],
  ['bare in a log', 'log', around(error.specific, '12:00 unkey WARN code=', ' path=/x')],
];

describe('hover on errors', () => {
  it('has texts for all of them', () => {
    assert.equal(currentErrors().length, 89);
    assert.deepEqual(
      currentErrors()
        .filter((e) => !explanationOf(e.code))
        .map((e) => e.code),
      [],
    );
  });

  for (const error of currentErrors()) {
    it(`explains ${error.code} in every spelling`, async () => {
      for (const [name, languageId, text] of spellings(error)) {
        const said = (await hoverAt(languageId, text))?.said;
        assert.ok(said !== undefined, `${name}: nothing is shown`);
        const { meaning, causes, fixes } = explanationOf(error.code)!;
        assert.ok(causes.length >= 2 && fixes.length >= 2);
        const status = error.status === undefined ? 'No fixed HTTP status' : `HTTP ${error.status}`;
        const bullets = [...causes, ...fixes].map((line) => `- ${line}`);
        for (const part of [`**${error.code}**\n\n${status}`, meaning, ...bullets, `](${error.page})`])
          assert.ok(said.includes(part), `${name}: ${part}`);
      }
    });
  }

  it('never gives two errors the same cause or fix', () => {
    const seen = new Map<string, string>();
    for (const { code } of currentErrors()) {
      const { causes, fixes } = explanationOf(code)!;
      for (const line of [...causes, ...fixes]) {
        assert.equal(seen.get(line), undefined, `${code} and ${seen.get(line)}: ${line}`);
        seen.set(line, code);
      }
    }
  });

  it('gives a bare key_not_found both meanings', async () => {
    const found = await hoverAt('json', '{"docs":"unkey","type":"key_not<|>_found"}');
    assert.equal(found?.on, 'key_not_found');
    assert.match(found.said, /\*\*err:unkey:authentication:key_not_found\*\*[\s\S]*HTTP 401/);
    assert.match(found.said, /\*\*err:unkey:data:key_not_found\*\*[\s\S]*HTTP 404/);
  });

  it('explains results of verifyKey and errors of v1, and says both where a name is both', async () => {
    const legacy = new Set(legacyErrors.map((e) => e.code));
    for (const code of new Set([...resultCodes.map((r) => r.code), ...legacy])) {
      const found = await hoverAt(
        'typescript',
        around(code, "import 'unkey'; switch (data.code) { case '", "': }"),
      );
      assert.equal(found?.on, code);
      assert.equal(
        found.said.includes('Result of `keys.verifyKey`'),
        resultCodes.some((r) => r.code === code),
        code,
      );
      assert.equal(found.said.includes('Error code of v1'), legacy.has(code), code);
      assert.ok(!found.said.includes('undefined'), code);
    }
  });

  it('names what sends it, what it is related to and whether to send it again', async () => {
    const namespace = await hoverAt('markdown', 'err:unkey:data:ratelimit_namespace<|>_not_found');
    assert.match(namespace?.said ?? '', /\*\*Sent by:\*\* `ratelimit\.deleteOverride`, /);
    const identity = await hoverAt('markdown', 'err:unkey:data:identity<|>_already_exists');
    assert.match(identity?.said ?? '', /See also `err:unkey:data:identity_not_found` \(HTTP 404\)\./);
    const missing = await hoverAt('markdown', 'err:unkey:authentication:<|>missing');
    assert.match(missing?.said ?? '', /\*\*Sent by:\*\* any endpoint that takes a root key/);
    const failed = await hoverAt('markdown', 'err:unkey:data:analytics<|>_connection_failed');
    assert.match(failed?.said ?? '', /\*\*Sending it again:\*\* Yes/);
  });

  it('is silent in a document without a marker, and on the same word elsewhere', async () => {
    assert.equal(await hoverAt('typescript', "if (error.code === 'NOT<|>_FOUND') {}"), undefined);
    assert.equal(await hoverAt('typescript', 'const NOT<|>_FOUND = 404; // unkey'), undefined);
  });

  it('accuses nothing that is only told by its position', async () => {
    const text = '{"docs":"unkey","type":"key_not_fond","code":"NOT_FOND","path":"unkey/data/key_not_fond"}';
    const analysis = await service.analyze({ languageId: 'json', path: '', text });
    assert.deepEqual(service.check(analysis, { rules: {} }), []);
  });
});

const request = (body: string, operation = 'keys.createKey'): string =>
  `POST https://api.unkey.com/v2/${operation}\nAuthorization: Bearer {{k}}\n\n${body}\n`;

describe('hover on requests', () => {
  const cases: readonly (readonly [name: string, text: string, on: string, ...says: RegExp[]])[] = [
    [
      'a required field',
      request('{"api<|>Id": "x"}'),
      'apiId',
      /\*\*apiId\*\* string, required\n\n3 to 255 characters\. Must match `/,
      /Field of POST \/v2\/keys\.createKey/,
    ],
    [
      'a field inside of a field',
      request('{"credits": {"re<|>maining": 1}}'),
      'remaining',
      /\*\*credits\.remaining\*\* integer/,
    ],
    [
      'a field with fields',
      request('{"cre<|>dits": {}}'),
      'credits',
      /\*\*credits\*\* object/,
      /- `remaining` integer/,
    ],
    [
      'a field of the items of an array',
      request('{"ratelimits": [{"na<|>me": "x"}]}'),
      'name',
      /\*\*ratelimits\[\]\.name\*\* string, required/,
    ],
    [
      'a body that is an array',
      request('[{"identi<|>fier": "x"}]', 'ratelimit.multiLimit'),
      'identifier',
      /\*\*identifier\*\* string, required/,
    ],
    [
      'an item',
      request('{"keyId": "k", "roles": ["a<|>b"]}', 'keys.setRoles'),
      '"ab"',
      /\*\*roles\[\]\*\* string\n/,
    ],
    [
      'a field with a default',
      request('{"en<|>abled": true}'),
      'enabled',
      /\*\*enabled\*\* boolean\n\nDefault: `true`\./,
    ],
    [
      'a value of an enum',
      request('{"operation": "incr<|>ement"}', 'keys.updateCredits'),
      '"increment"',
      /\*\*operation\*\* string: `set`, `increment`, `decrement`, required/,
    ],
    [
      'a wrong value of an enum',
      request('{"operation": "a<|>dd"}', 'keys.updateCredits'),
      '"add"',
      /The value here is none of these\./,
    ],
    [
      'an id in a field',
      request('{"keyId": "key_<|>123"}', 'keys.getKey'),
      '"key_123"',
      /\*\*API key id\*\* `key_…`/,
      /\*\*keyId\*\* string, required/,
    ],
    [
      'a field that v2 renamed',
      request('{"owner<|>Id": "x"}'),
      'ownerId',
      /has no such field\.\n\n`ownerId` is `externalId` now\./,
    ],
    [
      'a field that v2 took for a while',
      request('{"identity<|>Id": "x"}', 'identities.getIdentity'),
      'identityId',
      /took it until 2025-07-14\.\n\n`identityId` is `identity` now\./,
    ],
    [
      'a parameter of v1',
      'GET https://api.unkey.dev/v1/keys.getKey?key<|>Id=x\n',
      'keyId',
      /\*\*keyId\*\* string, required/,
    ],
    [
      'a field of v1',
      'POST https://api.unkey.dev/v1/keys.updateRemaining\n\n{"o<|>p": "set"}\n',
      'op',
      /\*\*op\*\* string: `increment`[\s\S]*In v2: `op` is `operation` now\./,
    ],
  ];
  for (const [name, text, on, ...says] of cases) {
    it(name, async () => {
      const found = await hoverAt('http', text);
      assert.ok(found, 'nothing is shown');
      assert.equal(found.on, on);
      for (const pattern of says) assert.match(found.said, pattern);
    });
  }

  it('what became of an endpoint of v1, step by step', async () => {
    const found = await hoverAt('http', 'POST https://api.unkey.dev/v1/keys.verify<|>Key\n');
    for (const line of [
      '- A root key is needed now.',
      '- `authorization.permissions` is a query in `permissions` now: `a AND (b OR c)`.',
      '- `remaining.cost` is `credits.cost` now.',
      '- `ratelimit` is an item of `ratelimits` now.',
    ])
      assert.ok(found?.said.includes(line), `${line} in ${found?.said}`);
  });

  it('a field that nobody knows: nothing', async () => {
    assert.equal(await hoverAt('http', request('{"favourite<|>Colour": "x"}')), undefined);
    assert.equal(await hoverAt('http', request('{"meta": {"any<|>thing": "x"}}')), undefined);
  });

  it('a field in TypeScript and in a shell', async () => {
    const code =
      "await fetch('https://api.unkey.com/v2/keys.getKey', { method: 'POST', body: JSON.stringify({ key<|>Id: id }) });";
    assert.match((await hoverAt('typescript', code))?.said ?? '', /\*\*keyId\*\* string, required/);
    const command = `curl https://api.unkey.com/v2/keys.getKey -d '{"key<|>Id":"key_1"}'`;
    assert.match((await hoverAt('shellscript', command))?.said ?? '', /\*\*keyId\*\* string, required/);
  });
});

describe('hover on ids and permissions', () => {
  const shown: readonly (readonly [text: string, on: string, says: RegExp])[] = [
    ['"api_<|>2cGKbMxRyIzhCxo1Idjz8q"', 'api_2cGKbMxRyIzhCxo1Idjz8q', /\*\*API id\*\* `api_…`/],
    [
      '"key_auth_<|>2cGKbMxRyIzhCxo1Idjz8q"',
      'key_auth_2cGKbMxRyIzhCxo1Idjz8q',
      /keyspace id[\s\S]*begin with `ks_`/,
    ],
    ['"keyId": "key_<|>123"', 'key_123', /API key id/],
    ["requestId = 'req_<|>abc'", 'req_abc', /request id/],
    ["appId: 'app_<|>1'", 'app_1', /app id/],
    [
      '"api.*.create<|>_key"',
      'api.*.create_key',
      /\*\*api\.\*\.create_key\*\*\n\nLets a root key create keys in any API/,
    ],
    ['`api.<api_id>.verify<|>_key`', 'api.<api_id>.verify_key', /verify keys/],
    ['"api.api_123.create<|>_key"', 'api.api_123.create_key', /the API `api_123`/],
  ];
  for (const [text, on, says] of shown) {
    it(text, async () => {
      const found = await hoverAt('markdown', `unkey: ${text}`);
      assert.equal(found?.on, on);
      assert.match(found.said, says);
    });
  }

  const silent = [
    'const key_<|>count = 1',
    '"key_<|>not_real_at_all"',
    '$api_<|>2cGKbMxRyIzhCxo1Idjz8q',
    '"appId": "key_<|>1"',
    'app_<|>2cGKbMxRyIzhCxo1Idjz8q',
    'api.keys.create<|>_key()',
    '"api.*.juggle<|>_key"',
    '"unkey_3Z<|>ZZ8gT8vQk2mN4pXwYbCdEf"',
  ];
  for (const text of silent)
    it(`not ${text}`, async () => assert.equal(await hoverAt('markdown', `unkey: ${text}`), undefined));

  it('never repeats a secret', async () => {
    const found = await hoverAt('markdown', 'unkey: "pst_<|>2cGKbMxRyIzhCxo1Idjz8q"');
    assert.match(found?.said ?? '', /secret/);
    assert.ok(!found?.said.includes('2cGK'));
  });
});
