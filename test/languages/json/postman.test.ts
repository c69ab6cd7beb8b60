import assert from 'node:assert/strict';
import type { Companion } from '../../../server/src/core/service.ts';
import { takeWarnings, testService } from '../../harness/engine.ts';
import { describeCall } from '../../harness/facts.ts';

const service = testService();
const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const URL = 'https://api.unkey.com/v2/keys.whoami';
const PARTS = {
  raw: URL,
  protocol: 'https',
  host: ['api', 'unkey', 'com'],
  path: ['v2', 'keys.whoami'],
};
const CALL = `POST ${URL}`;

type Value = Readonly<Record<string, unknown>>;

const collection = (item: readonly Value[], more: Value = {}): Value => ({
  info: { name: 'Unkey', schema: SCHEMA },
  item,
  ...more,
});
const request = (more: Value = {}, around: Value = {}): Value => ({
  name: 'Who',
  request: { method: 'POST', header: [], url: URL, ...more },
  ...around,
});
const raw = (text: string): Value => ({ mode: 'raw', raw: text, options: { raw: { language: 'json' } } });
const bearer = (token: string): Value => ({
  type: 'bearer',
  bearer: [{ key: 'token', value: token, type: 'string' }],
});
const script = (listen: string, ...exec: string[]): Value => ({
  event: [{ listen, script: { type: 'text/javascript', exec } }],
});

async function analyze(text: string, environments: Readonly<Record<string, unknown>> = {}) {
  const companions: Companion[] = Object.entries(environments).map(([path, json]) => ({
    path,
    text: JSON.stringify(json),
  }));
  const analysis = await service.analyze({ languageId: 'json', path: 'a.json', text, companions });
  assert.deepEqual(takeWarnings(), []);
  return analysis;
}

const read = async (json: unknown, environments?: Value): Promise<string[]> =>
  (await analyze(JSON.stringify(json, undefined, 2), environments)).facts.calls.map(describeCall);

const cases: readonly (readonly [name: string, json: Value, ...calls: string[]])[] = [
  ['a request', collection([request()]), `${CALL} |  | -`],
  ['a URL in parts', collection([request({ url: PARTS })]), `${CALL} |  | -`],
  [
    'a URL in parts of v2.0',
    collection([request({ url: { ...PARTS, host: 'api.unkey.com', path: '/v2/keys.whoami' } })]),
    `${CALL} |  | -`,
  ],
  ['only the raw URL', collection([request({ url: { raw: URL } })]), `${CALL} |  | -`],
  [
    'parts that say something else than the raw URL',
    collection([request({ url: { ...PARTS, path: ['v2', 'keys.getKey'] } })]),
    'POST https://api.unkey.com/v2/keys.getKey |  | -',
  ],
  ['a request that is a URL', collection([{ name: 'a', request: URL }]), `(GET) ${URL} |  | -`],
  ['no method', collection([{ name: 'a', request: { url: URL } }]), `(GET) ${URL} |  | -`],
  [
    'headers, one switched off',
    collection([
      request({
        header: [
          { key: 'X-A', value: '1' },
          { key: 'X-B', value: '2', disabled: true },
          { key: '', value: '' },
        ],
      }),
    ]),
    `${CALL} | X-A: 1 | -`,
  ],
  ['headers in a text', collection([request({ header: 'X-A: 1' })]), `${CALL} | … | -`],
  [
    'a raw body',
    collection([request({ body: raw('{\n\t"key": "k\\n"\n}') })]),
    `${CALL} |  | {"key":"k\\n"}`,
  ],
  [
    'templates in a raw body',
    collection([request({ body: raw('{"key": "{{key}}", "n": {{n}}}') })]),
    `${CALL} |  | {"key":"_","n":_}`,
  ],
  ['an empty body', collection([request({ body: raw('') })]), `${CALL} |  | -`],
  [
    'a body switched off',
    collection([request({ body: { ...raw('{}'), disabled: true } })]),
    `${CALL} |  | -`,
  ],
  ['a form', collection([request({ body: { mode: 'urlencoded', urlencoded: [] } })]), `${CALL} |  | _`],
  [
    'GraphQL',
    collection([request({ body: { mode: 'graphql', graphql: { query: '{ a }' } } })]),
    `${CALL} |  | _`,
  ],
  [
    'auth of the request',
    collection([request({ auth: bearer('{{t}}') })]),
    `${CALL} | Authorization: Bearer _ | -`,
  ],
  [
    'auth of v2.0',
    collection([request({ auth: { type: 'bearer', bearer: { token: 'x' } } })]),
    `${CALL} | Authorization: Bearer x | -`,
  ],
  [
    'auth of the collection',
    collection([request()], { auth: bearer('x') }),
    `${CALL} | Authorization: Bearer x | -`,
  ],
  [
    'auth of the nearest folder',
    collection([{ name: 'f', auth: bearer('f'), item: [{ name: 'g', item: [request()] }] }], {
      auth: bearer('c'),
    }),
    `${CALL} | Authorization: Bearer f | -`,
  ],
  ['no auth', collection([request({ auth: { type: 'noauth' } })], { auth: bearer('x') }), `${CALL} |  | -`],
  [
    'no auth in a folder',
    collection([{ name: 'f', auth: { type: 'noauth' }, item: [request({ auth: null })] }], {
      auth: bearer('c'),
    }),
    `${CALL} |  | -`,
  ],
  [
    'a token that was left out of the export',
    collection([request()], { auth: bearer('') }),
    `${CALL} | Authorization: Bearer _ | -`,
  ],
  [
    'an API key',
    collection([
      request({
        auth: {
          type: 'apikey',
          apikey: [
            { key: 'value', value: 'Bearer x' },
            { key: 'key', value: 'Authorization' },
          ],
        },
      }),
    ]),
    `${CALL} | Authorization: Bearer x | -`,
  ],
  [
    'another auth',
    collection([request({ auth: { type: 'oauth2', oauth2: [] } })]),
    `${CALL} | Authorization: _, … | -`,
  ],
  [
    'variables of the collection',
    collection([request({ url: '{{host}}/v2/keys.whoami' })], {
      variable: [{ key: 'host', value: 'https://api.unkey.com' }],
    }),
    `${CALL} |  | -`,
  ],
  [
    'a variable that any script sets',
    collection(
      [
        request({ url: '{{host}}/v2/keys.whoami' }),
        {
          name: 'f',
          item: [request({ url: 'https://x.dev' }, script('test', 'pm.environment.set("host", x);'))],
        },
      ],
      { variable: [{ key: 'host', value: 'https://api.unkey.com' }] },
    ),
    'POST _/v2/keys.whoami |  | -',
  ],
  [
    'a script that adds headers',
    collection([request({}, script('prerequest', 'pm.request.headers.add({});'))]),
    `${CALL} | … | -`,
  ],
  [
    'a script of the collection that changes bodies',
    collection([request()], script('prerequest', 'const a = 1;', 'pm.request.body.update("");')),
    `${CALL} | … | _`,
  ],
  [
    'a script behind the request',
    collection([request({}, script('test', 'pm.request.headers.toJSON();'))]),
    `${CALL} |  | -`,
  ],
  [
    'a saved response',
    collection([
      request({ url: 'https://x.dev' }, { response: [{ originalRequest: request()['request'] }] }),
    ]),
  ],
  ['as the API gives it', { collection: collection([request()]) }, `${CALL} |  | -`],
  ['without its schema', { info: { _postman_id: 'x' }, item: [request()] }, `${CALL} |  | -`],
  ['other JSON', { info: { name: 'x' }, item: [request()] }],
];

describe('Postman collections', () => {
  for (const [name, json, ...calls] of cases) {
    it(name, async () => {
      assert.deepEqual(await read(json), calls);
    });
  }

  it('use what environments agree in', async () => {
    const json = collection([request({ url: '{{base}}/keys.whoami', auth: bearer('{{t}}') })]);
    const environment = (base: string): unknown => ({
      values: [
        { key: 'base', value: base, enabled: true },
        { key: 't', value: 'sk_live_1', type: 'secret', enabled: true },
      ],
    });
    const files = { 'a.postman_environment.json': environment('https://api.unkey.com/v2') };
    assert.deepEqual(await read(json, files), [`${CALL} | Authorization: Bearer _ | -`]);
    const both = { ...files, 'b.postman_environment.json': environment('http://localhost/v2') };
    assert.deepEqual(await read(json, both), ['POST _/v2/keys.whoami | Authorization: Bearer _ | -']);
  });

  it('have places inside of escaped bodies', async () => {
    const body = raw('{\n  "a": "\u00e9\\"x",\n  "apiId": "key_1234"\n}');
    const text = JSON.stringify(collection([request({ body })])).replaceAll('\u00e9', '\\u00e9');
    const { facts } = await analyze(text);
    const [call] = facts.calls;
    assert.ok(call?.body.kind === 'literal' && call.body.value.kind === 'object');
    const [a, apiId] = call.body.value.members;
    assert.ok(a?.value.kind === 'string' && apiId?.value.kind === 'string');
    assert.equal(a.value.value.text, '\u00e9"x');
    const { start, end } = apiId.value.value.range();
    assert.equal(text.slice(start, end), 'key_1234');
    assert.equal(text.slice(apiId.keyRange.start, apiId.keyRange.end), 'apiId');
  });

  it('have the query of the URL, without what is switched off', async () => {
    const query = [
      { key: 'a', value: '{{x}}' },
      { key: 'b', value: '2', disabled: true },
    ];
    const json = collection([
      request({ url: { ...PARTS, raw: `${URL}?a={{x}}`, query } }),
      request({ url: `${URL}?c=3` }),
    ]);
    const { facts } = await analyze(JSON.stringify(json));
    assert.deepEqual(
      facts.calls.map((c) => c.query.map(({ name, value }) => `${name}=${value.text}`)),
      [['a=\uFFFC'], ['c=3']],
    );
  });

  it('offer no fix where a URL is written twice', async () => {
    const wrong = (url: unknown): string => JSON.stringify(collection([request({ url })]));
    const fixes = async (text: string): Promise<unknown[]> => {
      const analysis = await analyze(text);
      return service
        .check(analysis, { rules: {} })
        .flatMap((f) => (f.rule.startsWith('endpoint') ? [f.fix?.title] : []));
    };
    const old = URL.replace('v2', 'v1');
    assert.deepEqual(await fixes(wrong(old)), ['Change the version to v2']);
    assert.deepEqual(await fixes(wrong({ ...PARTS, raw: old, path: ['v1', 'keys.whoami'] })), [undefined]);
  });

  it('claim nothing to be absent in broken text', async () => {
    const text = JSON.stringify(collection([request(), request()]), undefined, 1);
    const lines = text.split('\n');
    for (let i = 0; i < lines.length; i++) {
      const { facts } = await analyze(lines.toSpliced(i, 1).join('\n'));
      for (const call of facts.calls) {
        const url = lines[i]!;
        assert.ok(
          call.headers.length === 0 &&
            (!call.headersComplete || /name|method|schema|header|url|info/i.test(url)),
          `${i}: ${url}`,
        );
      }
    }
    for (let end = 0; end < text.length; end++) {
      const { facts } = await analyze(text.slice(0, end));
      for (const call of facts.calls) assert.ok(!call.headersComplete && call.body.kind !== 'absent');
    }
  });

  it('name their variables', async () => {
    const variable = [{ key: 'UNKEY_API_ID', value: 'api_1' }];
    const { facts } = await analyze(JSON.stringify(collection([], { variable })));
    assert.deepEqual(
      facts.names.map(({ name, value }) => `${name}=${value.text}`),
      ['UNKEY_API_ID=api_1'],
    );
  });
});
