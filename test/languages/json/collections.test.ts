import { CALL, check, URL, type Value } from './cases.ts';

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
