import assert from 'node:assert/strict';
import { readCollection } from '../../../server/src/core/collections/collection.ts';
import { readYaml } from '../../../server/src/core/regions/yaml.ts';
import { SourceText } from '../../../server/src/core/source.ts';
import { takeWarnings, testService } from '../../harness/engine.ts';
import { callsIn, describeCall } from '../../harness/facts.ts';

const URL = 'https://api.unkey.com/v2/keys.whoami';
const CALL = `POST ${URL}`;

type Value = Readonly<Record<string, unknown>>;
type Cases = readonly (readonly [name: string, json: Value, ...calls: string[]])[];

function check(cases: Cases): void {
  for (const [name, json, ...calls] of cases) {
    it(name, async () => {
      const found = await callsIn('json', JSON.stringify(json, undefined, 2));
      assert.deepEqual(found.map(describeCall), calls);
    });
  }
}

describe('Insomnia exports', () => {
  const v4 = (...resources: readonly Value[]): Value => ({
    _type: 'export',
    __export_format: 4,
    resources: [{ _id: 'wrk_1', _type: 'workspace', parentId: null }, ...resources],
  });
  const request = (more: Value = {}): Value => ({
    _id: 'req_1',
    _type: 'request',
    parentId: 'wrk_1',
    method: 'POST',
    url: URL,
    headers: [],
    parameters: [],
    body: {},
    authentication: {},
    ...more,
  });
  const v5 = (collection: readonly Value[], more: Value = {}): Value => ({
    type: 'collection.insomnia.rest/5.0',
    name: 'Unkey',
    collection,
    ...more,
  });
  const bearer = (token: string, more: Value = {}): Value => ({ type: 'bearer', token, ...more });
  const folder = (more: Value): Value => ({
    _id: 'fld_1',
    _type: 'request_group',
    parentId: 'wrk_1',
    ...more,
  });
  check([
    ['a request', v4(request()), `${CALL} |  | -`],
    [
      'a body and templates',
      v4(
        request({
          body: { mimeType: 'application/json', text: `{"key": "{% uuid 'v4' %}", "n": {{ _.n }}}` },
        }),
      ),
      `${CALL} |  | {"key":"_","n":_}`,
    ],
    ['a form', v4(request({ body: { mimeType: 'multipart/form-data', params: [] } })), `${CALL} |  | _`],
    [
      'headers, one switched off',
      v4(
        request({
          headers: [
            { name: 'X-A', value: '{{ _.a }}' },
            { name: 'X-B', value: '2', disabled: true },
            { name: '', value: '' },
          ],
        }),
      ),
      `${CALL} | X-A: _ | -`,
    ],
    [
      'a bearer token',
      v4(request({ authentication: bearer('{{ _.t }}') })),
      `${CALL} | Authorization: Bearer _ | -`,
    ],
    [
      'a bearer token with a prefix',
      v4(request({ authentication: bearer('x', { prefix: 'Token' }) })),
      `${CALL} | Authorization: Token x | -`,
    ],
    [
      'a bearer token without one',
      v4(request({ authentication: bearer('x', { prefix: 'NO_PREFIX' }) })),
      `${CALL} | Authorization: x | -`,
    ],
    [
      'an auth switched off',
      v4(request({ authentication: bearer('x', { disabled: true }) })),
      `${CALL} |  | -`,
    ],
    [
      'another auth',
      v4(request({ authentication: { type: 'oauth2' } })),
      `${CALL} | Authorization: _, … | -`,
    ],
    [
      'auth, headers and variables of a folder',
      v4(
        request({ parentId: 'fld_2', url: '{{ _.host }}/{{ _.unkey.version }}/keys.whoami' }),
        folder({
          authentication: bearer('x'),
          headers: [{ name: 'X-A', value: '1' }],
          environment: { host: 'https://api.unkey.com', unkey: { version: 'v2' } },
        }),
        folder({ _id: 'fld_2', parentId: 'fld_1' }),
      ),
      `${CALL} | X-A: 1, Authorization: Bearer x | -`,
    ],
    [
      'no auth in a folder with one',
      v4(
        request({ parentId: 'fld_1', authentication: { type: 'none' } }),
        folder({ authentication: bearer('x') }),
      ),
      `${CALL} |  | -`,
    ],
    [
      'environments that agree',
      v4(
        request({ url: "{{ _['host'] }}/v2/keys.whoami" }),
        { _type: 'environment', parentId: 'wrk_1', data: { host: 'https://api.unkey.com' } },
        { _type: 'environment', parentId: 'env_1', data: { host: 'https://api.unkey.com' } },
      ),
      `${CALL} |  | -`,
    ],
    [
      'environments that do not',
      v4(
        request({ url: '{{ host }}/v2/keys.whoami' }),
        { _type: 'environment', parentId: 'wrk_1', data: { host: 'https://api.unkey.com' } },
        { _type: 'environment', parentId: 'env_1', data: { host: 'http://localhost' } },
      ),
      'POST _/v2/keys.whoami |  | -',
    ],
    ['a script', v4(request({ preRequestScript: 'insomnia.request.headers.add({})' })), `${CALL} | … | -`],
    [
      'folders inside of each other',
      v4(
        request({ parentId: 'a' }),
        folder({ _id: 'a', parentId: 'b' }),
        folder({ _id: 'b', parentId: 'a' }),
      ),
    ],
    [
      'v5',
      v5(
        [
          {
            name: 'f',
            authentication: bearer('x'),
            children: [
              {
                name: 'r',
                url: '{{ _.host }}/v2/keys.whoami',
                method: 'POST',
                body: { mimeType: 'application/json', text: '{"key": "k"}' },
              },
            ],
          },
        ],
        { environments: { data: {}, subEnvironments: [{ data: { host: 'https://api.unkey.com' } }] } },
      ),
      `${CALL} | Authorization: Bearer x | {"key":"k"}`,
    ],
  ]);
});

describe('OpenCollection', () => {
  const collection = (items: readonly Value[], more: Value = {}): Value => ({
    opencollection: '1.0.0',
    info: { name: 'Unkey' },
    items,
    ...more,
  });
  const item = (http: Value = {}, more: Value = {}): Value => ({
    info: { name: 'Who', type: 'http' },
    http: { method: 'POST', url: URL, ...http },
    ...more,
  });
  const bearer = (token: string): Value => ({ type: 'bearer', token });
  const json = (data: string): Value => ({ type: 'json', data });
  check([
    ['a request', collection([item()]), `${CALL} |  | -`],
    ['a body', collection([item({ body: json('{"key": "{{k}}"}') })]), `${CALL} |  | {"key":"_"}`],
    [
      'the body that is selected',
      collection([
        item({
          body: [
            { title: 'a', body: json('{}') },
            { title: 'b', selected: true, body: json('{"key": "k"}') },
          ],
        }),
      ]),
      `${CALL} |  | {"key":"k"}`,
    ],
    ['a form', collection([item({ body: { type: 'form-urlencoded', data: [] } })]), `${CALL} |  | _`],
    [
      'headers, one switched off',
      collection([
        item({
          headers: [
            { name: 'X-A', value: '1' },
            { name: 'X-B', value: '2', disabled: true },
          ],
        }),
      ]),
      `${CALL} | X-A: 1 | -`,
    ],
    [
      'auth and headers of the collection',
      collection([{ info: { type: 'folder' }, items: [item({ auth: 'inherit' })] }], {
        request: { auth: bearer('x'), headers: [{ name: 'X-A', value: '1' }] },
      }),
      `${CALL} | X-A: 1, Authorization: Bearer x | -`,
    ],
    [
      'auth of a folder',
      collection([
        { info: {}, request: { auth: bearer('f') }, items: [item({ auth: { type: 'inherit' } })] },
      ]),
      `${CALL} | Authorization: Bearer f | -`,
    ],
    [
      'no word about auth in a collection that has one',
      collection([item()], { request: { auth: bearer('x') } }),
      `${CALL} | Authorization: _, … | -`,
    ],
    [
      'variables of request, collection and environments',
      collection(
        [
          item(
            { url: '{{scheme}}://{{host}}/{{version}}/keys.whoami' },
            { runtime: { variables: [{ name: 'version', value: 'v2' }] } },
          ),
        ],
        {
          config: { environments: [{ name: 'dev', variables: [{ name: 'host', value: 'api.unkey.com' }] }] },
          request: { variables: [{ name: 'scheme', value: { type: 'string', data: 'https' } }] },
        },
      ),
      `${CALL} |  | -`,
    ],
    [
      'scripts',
      collection([
        item({}, { runtime: { scripts: [{ type: 'before-request', code: 'req.setHeader("a", "b")' }] } }),
        item({}, { runtime: { scripts: [{ type: 'after-response', code: 'req.setHeader("a", "b")' }] } }),
      ]),
      `${CALL} | … | -`,
      `${CALL} |  | -`,
    ],
    ['examples', collection([item({ url: 'https://x.dev' }, { examples: [{ request: { url: URL } }] })])],
    ['other protocols', collection([{ info: { type: 'grpc' }, grpc: { url: URL, method: 'a' } }])],
  ]);

  it('in YAML, one request a file', () => {
    const text = `info:
  name: Who
  type: http
http:
  method: POST
  url: ${URL}?a=1
  params:
    - { name: a, value: "1", type: query }
    - { name: b, value: "2", type: query, disabled: true }
  headers:
    - name: Authorization
      value: Bearer {{key}}
  body:
    type: json
    data: |-
      {
        "key": "k"
      }
  auth: inherit
`;
    const [root] = readYaml(SourceText.verbatim(text)).documents;
    const facts = readCollection(root!, { notation: 'yaml', companions: [] });
    assert.deepEqual(facts?.calls.map(describeCall), [
      `POST ${URL} | Authorization: Bearer _, Authorization: _, … | {"key":"k"}`,
    ]);
    assert.deepEqual(
      facts?.calls[0]?.query.map((q) => `${q.name}=${q.value.text}`),
      ['a=1'],
    );
  });
});

describe('Thunder Client collections', () => {
  const collection = (requests: readonly Value[], more: Value = {}): Value => ({
    clientName: 'Thunder Client',
    collectionName: 'Unkey',
    folders: [],
    requests,
    ...more,
  });
  const request = (more: Value = {}): Value => ({
    _id: '1',
    name: 'Who',
    method: 'POST',
    url: URL,
    headers: [{ name: 'X-A', value: '1', isDisabled: true }],
    params: [],
    ...more,
  });
  check([
    ['a request', collection([request()]), `${CALL} |  | -`],
    [
      'a body and a token',
      collection([
        request({ body: { type: 'json', raw: '{"key": "k"}' }, auth: { type: 'bearer', bearer: '{{t}}' } }),
      ]),
      `${CALL} | Authorization: Bearer _ | {"key":"k"}`,
    ],
    [
      'auth of the collection',
      collection([request(), request({ auth: { type: 'none' } })], {
        settings: { auth: { type: 'bearer' } },
      }),
      `${CALL} | Authorization: _, … | -`,
      `${CALL} |  | -`,
    ],
    [
      'headers of a folder',
      collection([request()], { folders: [{ _id: 'f', settings: { headers: [] } }] }),
      `${CALL} | … | -`,
    ],
  ]);
});

describe('OpenAPI documents', () => {
  const document = (paths: Value, more: Value = {}): Value => ({
    openapi: '3.1.0',
    servers: [{ url: 'http://localhost:7070' }, { url: 'https://api.unkey.com/' }],
    paths,
    ...more,
  });
  const example = (more: Value): Value => ({ requestBody: { content: { 'application/json': more } } });
  check([
    ['an operation', document({ '/v2/keys.whoami': { post: {} } }), `${CALL} | … | _`],
    [
      'methods, and what is none',
      document({ '/v2/keys.whoami': { summary: 'x', parameters: [], get: {}, post: {} } }),
      `GET ${URL} | … | _`,
      `${CALL} | … | _`,
    ],
    [
      'an example',
      document({ '/v2/keys.whoami': { post: example({ example: { key: 'k' } }) } }),
      `${CALL} | … | {"key":"k"}`,
    ],
    [
      'several examples',
      document({ '/v2/keys.whoami': { post: example({ examples: { a: { value: { key: 'a' } }, b: {} } }) } }),
      `${CALL} | … | {"key":"a"}`,
    ],
    [
      'a reference',
      document({ '/v2/keys.whoami': { post: example({ examples: { a: { $ref: '#/x' } } }) } }),
      `${CALL} | … | _`,
    ],
    [
      'servers of a path and of an operation',
      document({
        '/v2/keys.whoami': { servers: [{ url: 'https://x.dev' }], post: {} },
        '/v2/keys.getKey': { post: { servers: [{ url: 'https://x.dev' }] } },
      }),
    ],
    [
      'the path of a server',
      document({ '/keys/{id}': { get: {} } }, { servers: [{ url: 'https://api.unkey.dev/v1' }] }),
      'GET https://api.unkey.dev/v1/keys/{id} | … | _',
    ],
    [
      'a server with a variable',
      document({ '/v2/keys.whoami': { post: {} } }, { servers: [{ url: 'https://{host}' }] }),
    ],
    [
      'Swagger',
      { swagger: '2.0', host: 'api.unkey.dev', basePath: '/v1', paths: { '/keys.createKey': { post: {} } } },
      'POST api.unkey.dev/v1/keys.createKey | … | _',
    ],
    ['other servers', document({ '/v2/keys.whoami': { post: {} } }, { servers: [{ url: '/' }] })],
    ['no servers', { openapi: '3.0.0', paths: { '/v2/keys.whoami': { post: {} } } }],
  ]);
});

describe('JSON that is no collection', () => {
  check([
    ['a manifest', { name: 'unkey', homepage: URL }],
    ['a response', { meta: {}, data: { url: URL, request: { url: URL, method: 'POST' } } }],
    [
      'a recording of requests',
      { log: { entries: [{ request: { method: 'GET', url: URL, headers: [] } }] } },
    ],
  ]);
});

describe('requests of an OpenCollection in files of their own', () => {
  const service = testService();
  const request = (rest: string, url = URL): string =>
    `info:\n  name: Who\n  type: http\nhttp:\n  method: POST\n  url: "${url}"\n${rest}`;
  const read = async (text: string, files: Readonly<Record<string, string>>): Promise<string[]> => {
    const companions = Object.entries(files).map(([path, content]) => ({ path, text: content }));
    const { facts } = await service.analyze({ languageId: 'yaml', path: 'a.yml', text, companions });
    assert.deepEqual(takeWarnings(), []);
    return facts.calls.map(describeCall);
  };
  const root = 'opencollection: 1.0.0\nbundled: false\n';
  const bearer = 'request:\n  auth:\n    type: bearer\n    token: unkey_abc\n';

  it('know nothing of their collection', async () => {
    assert.deepEqual(await read(request('  auth: inherit\n'), {}), [`${CALL} | Authorization: _, … | -`]);
  });
  it('inherit its auth and its headers', async () => {
    const files = {
      'folder.yml': 'info:\n  type: folder\nrequest:\n  headers:\n    - name: X-A\n      value: "1"\n',
      '../opencollection.yml': root + bearer,
    };
    assert.deepEqual(await read(request('  auth: inherit\n'), files), [
      `${CALL} | X-A: _, Authorization: Bearer _ | -`,
    ]);
  });
  it('have no auth where nothing has one', async () => {
    const files = { 'opencollection.yml': root, '../folder.yml': bearer };
    assert.deepEqual(await read(request(''), files), [`${CALL} |  | -`]);
  });
  it('use variables of environments that agree', async () => {
    const files = {
      'opencollection.yml': root,
      'environments/dev.yml':
        'name: dev\nvariables:\n  - name: host\n    value: https://api.unkey.com\n  - name: t\n    secret: true\n',
    };
    const text = request('  auth:\n    type: bearer\n    token: "{{t}}"\n', '{{host}}/v2/keys.whoami');
    assert.deepEqual(await read(text, files), [`${CALL} | Authorization: Bearer _ | -`]);
  });
});
