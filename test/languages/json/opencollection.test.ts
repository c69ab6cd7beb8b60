import assert from 'node:assert/strict';
import { readCollection } from '../../../server/src/core/collections/collection.ts';
import { readYaml } from '../../../server/src/core/regions/yaml.ts';
import { SourceText } from '../../../server/src/core/source.ts';
import { takeWarnings, testService } from '../../harness/engine.ts';
import { describeCall } from '../../harness/facts.ts';

import { CALL, check, URL, type Value } from './cases.ts';

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
    const facts = readCollection(root!, { notation: 'yaml', companions: [], document: '' });
    assert.deepEqual(facts?.calls.map(describeCall), [
      `POST ${URL} | Authorization: Bearer _, Authorization: _, … | {"key":"k"}`,
    ]);
    assert.deepEqual(
      facts?.calls[0]?.query.map((q) => `${q.name}=${q.value.text}`),
      ['a=1'],
    );
  });
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
