import assert from 'node:assert/strict';
import type { Companion } from '../../../server/src/core/service.ts';
import { takeWarnings, testService } from '../../harness/engine.ts';
import { describeCall } from '../../harness/facts.ts';

const service = testService();
const URL = 'https://api.unkey.com/v2/keys.whoami';
const BODY = 'body:json {\n  {\n    "key": "k"\n  }\n}\n';
const META = 'meta {\n  name: Who\n  type: http\n  seq: 1\n}\n\n';

async function read(text: string, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const companions: Companion[] = Object.entries(files).map(([path, content]) => ({ path, text: content }));
  const analysis = await service.analyze({ languageId: 'bruno', path: '', text, companions });
  assert.deepEqual(takeWarnings(), []);
  return analysis.facts.calls.map(describeCall);
}

const post = (entries: string, rest = '', url = URL): string =>
  `${META}post {\n  url: ${url}\n${entries}}\n\n${rest}`;
const NONE = '  body: none\n  auth: none\n';
const JSON_BODY = '  body: json\n  auth: none\n';

const cases: readonly (readonly [name: string, file: string, call: string | undefined])[] = [
  ['a request', post(JSON_BODY, BODY), `POST ${URL} |  | {"key":"k"}`],
  ['no body and no auth', post(NONE), `POST ${URL} |  | -`],
  ['nothing said about them', post(''), `POST ${URL} |  | -`],
  ['a body that is switched off', post(NONE, BODY), `POST ${URL} |  | -`],
  [
    'headers, one switched off',
    post(NONE, 'headers {\n  X-A: 1\n  ~X-B: 2\n  "X-C": a:b\n}\n'),
    `POST ${URL} | X-A: 1, X-C: a:b | -`,
  ],
  [
    'a bearer token',
    post('  body: none\n  auth: bearer\n', 'auth:bearer {\n  token: {{t}}\n}\n'),
    `POST ${URL} | Authorization: Bearer _ | -`,
  ],
  [
    'a token to fill in',
    post('  body: none\n  auth: bearer\n', 'auth:bearer {\n  token: \n}\n'),
    `POST ${URL} | Authorization: Bearer _ | -`,
  ],
  ['an auth that is not used', post(NONE, 'auth:bearer {\n  token: {{t}}\n}\n'), `POST ${URL} |  | -`],
  ['an auth without its block', post('  auth: bearer\n'), `POST ${URL} | Authorization: _, … | -`],
  ['OAuth', post('  auth: oauth2\n'), `POST ${URL} | Authorization: _, … | -`],
  ['an inherited auth', post('  auth: inherit\n'), `POST ${URL} | Authorization: _, … | -`],
  [
    'user and password',
    post('  auth: basic\n', 'auth:basic {\n  username: a\n  password: b\n}\n'),
    `POST ${URL} | Authorization: Basic _ | -`,
  ],
  [
    'an API key in a header',
    post('  auth: apikey\n', 'auth:apikey {\n  key: X-API-Key\n  value: k\n  placement: header\n}\n'),
    `POST ${URL} | X-API-Key: k | -`,
  ],
  [
    'an API key in the query',
    post('  auth: apikey\n', 'auth:apikey {\n  key: k\n  value: v\n  placement: queryparams\n}\n'),
    `POST ${URL} |  | -`,
  ],
  ['a form', post('  body: formUrlEncoded\n', 'body:form-urlencoded {\n  a: b\n}\n'), `POST ${URL} |  | _`],
  ['GraphQL', post('  body: graphql\n', 'body:graphql {\n  { a }\n}\n'), `POST ${URL} |  | _`],
  [
    'variables',
    post(
      NONE,
      'vars:pre-request {\n  host: https://api.unkey.com\n  ~off: 1\n}\n',
      '{{host}}/v2/keys.whoami',
    ),
    `POST ${URL} |  | -`,
  ],
  [
    'a variable that a script sets',
    post(
      NONE,
      'vars:pre-request {\n  host: https://api.unkey.com\n}\n\nscript:pre-request {\n  bru.setVar("host", next());\n}\n',
      '{{host}}/v2/keys.whoami',
    ),
    'POST _/v2/keys.whoami |  | -',
  ],
  [
    'a script that sets a header',
    post(NONE, 'script:pre-request {\n  req.setHeader("Authorization", sign());\n}\n'),
    `POST ${URL} | … | -`,
  ],
  [
    'a script that sets the body',
    post(NONE, 'script:pre-request {\n  req.setBody({});\n}\n'),
    `POST ${URL} | … | _`,
  ],
  [
    'a script behind the request',
    post(NONE, 'tests {\n  req.setHeader("a", "b");\n}\n'),
    `POST ${URL} |  | -`,
  ],
  [
    'unquoted templates in JSON',
    post('  body: json\n', 'body:json {\n  {\n    "limit": {{n}},\n    "a": "{{x}}y"\n  }\n}\n'),
    `POST ${URL} |  | {"limit":_,"a":"_y"}`,
  ],
  [
    'a value over several lines',
    post(NONE, "headers {\n  X-A: '''\n    one\n    two\n  '''\n  X-B: 2\n}\n"),
    `POST ${URL} | X-A: one\n    two, X-B: 2 | -`,
  ],
  ['CRLF', post(JSON_BODY, BODY).replaceAll('\n', '\r\n'), `POST ${URL} |  | {"key":"k"}`],
  ['an unknown host', post(NONE, '', '{{host}}/v2/keys.whoami'), 'POST _/v2/keys.whoami |  | -'],
  ['docs', `${META}docs {\n  post {\n    url: ${URL}\n  }\n}\n`, undefined],
  ['a block that is never closed', post(NONE, 'headers {\n  X-A: 1\n'), `POST ${URL} | X-A: 1, … | _`],
  ['a line that is no entry', post(NONE, 'headers {\n  Authorization Bearer x\n}\n'), `POST ${URL} | … | -`],
  ['a stray line', post(NONE, '  Authorization: x\n}\n'), `POST ${URL} | … | _`],
];

describe('Bruno files', () => {
  for (const [name, file, call] of cases) {
    it(name, async () => {
      assert.deepEqual(await read(file), call === undefined ? [] : [call]);
    });
  }

  it('have the query of their block', async () => {
    const text = post(NONE, 'params:query {\n  a: 1\n  ~b: 2\n}\n', `${URL}?a=1`);
    const { facts } = await service.analyze({ languageId: 'bruno', path: '', text });
    assert.deepEqual(
      facts.calls[0]!.query.map(({ name, value }) => `${name}=${value.text}`),
      ['a=1'],
    );
  });

  describe('in a collection', () => {
    const inherited = post('  auth: inherit\n');
    const bearer = 'auth {\n  mode: bearer\n}\n\nauth:bearer {\n  token: unkey_abc\n}\n';

    it('inherit the auth of the collection', async () => {
      assert.deepEqual(await read(inherited, { '../collection.bru': bearer }), [
        `POST ${URL} | Authorization: Bearer _ | -`,
      ]);
    });
    it('inherit the auth of the nearest folder', async () => {
      const files = {
        'folder.bru': 'meta {\n  name: a\n}\n\nauth {\n  mode: inherit\n}\n',
        '../folder.bru': 'auth {\n  mode: none\n}\n',
        '../../collection.bru': bearer,
      };
      assert.deepEqual(await read(inherited, files), [`POST ${URL} |  | -`]);
    });
    it('have no auth where nothing has one', async () => {
      assert.deepEqual(await read(inherited, { 'bruno.json': '{}' }), [`POST ${URL} |  | -`]);
    });
    it('know nothing of folders outside', async () => {
      const files = { 'bruno.json': '{}', '../collection.bru': bearer };
      assert.deepEqual(await read(inherited, files), [`POST ${URL} |  | -`]);
    });
    it('send the headers of the collection', async () => {
      const files = { 'collection.bru': 'headers {\n  Authorization: Bearer x\n  ~X-A: 1\n}\n' };
      assert.deepEqual(await read(post(NONE), files), [`POST ${URL} | Authorization: _ | -`]);
    });
    it('may get headers from a script of the collection', async () => {
      const files = { 'collection.bru': 'script:pre-request {\n  req.setHeader("a", "b");\n}\n' };
      assert.deepEqual(await read(post(NONE), files), [`POST ${URL} | … | -`]);
    });
    it('use variables of the collection and of environments that agree', async () => {
      const text = post(NONE, '', '{{host}}/{{version}}/keys.whoami');
      const dev = 'vars {\n  host: https://api.unkey.com\n  version: v2\n}\nvars:secret [\n  token\n]\n';
      const files = { 'collection.bru': '', 'environments/dev.bru': dev, 'environments/prod.bru': dev };
      assert.deepEqual(await read(text, files), [`POST ${URL} |  | -`]);
      const other = { ...files, 'environments/local.bru': 'vars {\n  host: http://localhost:1\n}\n' };
      assert.deepEqual(await read(text, other), ['POST _/v2/keys.whoami |  | -']);
    });
  });
});
