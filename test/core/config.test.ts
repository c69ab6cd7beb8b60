import assert from 'node:assert/strict';
import { DEFAULT_CONFIG, parseConfig } from '../../server/src/core/config.ts';
import { testService } from '../harness/engine.ts';

/** The problems of `text`, as the marked text and the message. */
const problemsOf = (text: string): readonly string[] =>
  parseConfig(text).problems.map(
    ({ message, range }) => `${text.slice(range.start, range.end)} → ${message}`,
  );

describe('configuration: additionalEndpoints', () => {
  it('is read from lines and objects', () => {
    const { config, problems } = parseConfig(`{
      // newer than the release
      "additionalEndpoints": [
        "post /v2/rootKeys.archiveKey",
        { "method": "GET", "path": "/v2/portal.refresh", "auth": "cookie" },
        { "path": "/v2/status", "method": "GET", "auth": "none" },
      ],
      "rules": { "unknown-endpoint": "error" },
    }`);
    assert.deepEqual(problems, []);
    assert.deepEqual(config.rules, { 'unknown-endpoint': 'error' });
    assert.deepEqual(
      config.additionalEndpoints?.map((e) => [e.version, e.method, e.path, e.operation, e.auth, e.specified]),
      [
        ['v2', 'POST', '/v2/rootKeys.archiveKey', 'rootKeys.archiveKey', 'bearer', false],
        ['v2', 'GET', '/v2/portal.refresh', 'portal.refresh', 'cookie', false],
        ['v2', 'GET', '/v2/status', 'status', 'none', false],
      ],
    );
    assert.deepEqual(parseConfig('{}').config, DEFAULT_CONFIG);
    assert.deepEqual(parseConfig('{ "additionalEndpoints": [] }').config, DEFAULT_CONFIG);
  });

  const entry = 'Write "POST /v2/keys.getKey", or an object with "method", "path" and, if you like, "auth".';
  const wrong: readonly (readonly [string, string])[] = [
    [
      '"POST /v2/a.b"',
      '"POST /v2/a.b" → "additionalEndpoints" must be an array: [ "POST /v2/keys.getKey" ].',
    ],
    ['[1]', `1 → This is no endpoint. ${entry}`],
    ['["/v2/a.b"]', `"/v2/a.b" → This is no endpoint. ${entry}`],
    ['["FETCH /v2/a.b"]', '"FETCH /v2/a.b" → "FETCH" is not a method; use GET, POST, PUT, PATCH, DELETE.'],
    [
      '["POST a.b"]',
      '"POST a.b" → "a.b" is not the path of an endpoint. Start with the version: /v2/keys.getKey.',
    ],
    [
      '["POST https://api.unkey.com/v2/a.b"]',
      '"POST https://api.unkey.com/v2/a.b" → "https://api.unkey.com/v2/a.b" is not the path of an endpoint. Start with the version: /v2/keys.getKey.',
    ],
    ['[{ "method": "GET" }]', `{ "method": "GET" } → "path" is missing. ${entry}`],
    ['[{ "path": "/v2/a.b" }]', `{ "path": "/v2/a.b" } → "method" is missing. ${entry}`],
    ['[{ "path": "/v2/a.b", "verb": "x" }]', `"verb" → An endpoint has no "verb". ${entry}`],
    ['[{ "path": 2, "method": "GET" }]', '2 → "path" must be a string.'],
    [
      '[{ "path": "/v2/a.b", "method": "GET", "auth": "basic" }]',
      '"basic" → "basic" is no kind of authorization; use bearer, none or cookie.',
    ],
  ];
  for (const [value, problem] of wrong) {
    it(`says what is wrong with ${value}`, () => {
      const text = `{ "additionalEndpoints": ${value} }`;
      assert.deepEqual(problemsOf(text), [problem]);
      assert.equal(parseConfig(text).config.additionalEndpoints, undefined);
    });
  }

  it('keeps the right entries beside a wrong one', () => {
    const { config, problems } = parseConfig('{ "additionalEndpoints": ["POST /v2/a.b", "x"] }');
    assert.equal(problems.length, 1);
    assert.deepEqual(
      config.additionalEndpoints?.map((e) => e.path),
      ['/v2/a.b'],
    );
  });

  it('silences unknown-endpoint about these paths, and about no others', async () => {
    const service = testService();
    const request = (operation: string) =>
      `POST https://api.unkey.com/v2/${operation}\nAuthorization: Bearer {{key}}\n\n{}\n`;
    const config = parseConfig(
      '{ "additionalEndpoints": ["POST /v2/keys.archiveKey", "POST /v2/keys/{keyId}/archive"] }',
    ).config;
    const found = async (operation: string) => {
      const analysis = await service.analyze({ languageId: 'http', path: '', text: request(operation) });
      return service.check(analysis, config).map((finding) => finding.rule);
    };
    assert.deepEqual(await found('keys.archiveKey'), []);
    assert.deepEqual(await found('keys/key_123/archive'), []);
    assert.deepEqual(await found('keys.archivekey'), ['unknown-endpoint']);
    assert.deepEqual(await found('keys.archiveKeys'), ['unknown-endpoint']);
    service.dispose();
  });
});
