import { CALL, check, URL, type Value } from './cases.ts';

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
