import assert from 'node:assert/strict';
import { body, brief, callIn, callsIn, headers, load } from './harness.ts';

const URL = 'https://api.unkey.com/v2/keys.verifyKey';

describe('clients', () => {
  before(load);

  const cases: readonly (readonly [
    title: string,
    text: string,
    expected: string,
    headers: string[],
    body?: unknown,
  ])[] = [
    ['fetch', `fetch('${URL}');`, 'fetch (GET) api.unkey.com/v2/keys.verifyKey', [], 'absent'],
    [
      'fetch with options',
      `await fetch("${URL}", { method: "POST", headers: { Authorization: \`Bearer \${token}\`, "Content-Type": "application/json" }, body: JSON.stringify({ key: "k", n: 1, b: true, x }) });`,
      'fetch POST api.unkey.com/v2/keys.verifyKey',
      ['Authorization: Bearer …', 'Content-Type: application/json'],
      { key: 'k', n: 1, b: true, x: '…' },
    ],
    ['window.fetch', `window.fetch('${URL}')`, 'fetch (GET) api.unkey.com/v2/keys.verifyKey', []],
    ['globalThis.fetch', `globalThis.fetch('${URL}')`, 'fetch (GET) api.unkey.com/v2/keys.verifyKey', []],
    [
      'node-fetch under a name',
      `import nf from 'node-fetch';\nnf('${URL}')`,
      'fetch (GET) api.unkey.com/v2/keys.verifyKey',
      [],
    ],
    [
      'required fetch',
      `const fetch = require('node-fetch');\nfetch('${URL}')`,
      'fetch (GET) api.unkey.com/v2/keys.verifyKey',
      [],
    ],
    [
      'fetch of undici',
      `import { fetch as f } from 'undici';\nf('${URL}', { method: 'post' })`,
      'fetch POST api.unkey.com/v2/keys.verifyKey',
      [],
    ],
    [
      'a request object',
      `const req = new Request('${URL}', { method: 'POST' });\nreq.headers.set('Authorization', 'Bearer x');\nawait fetch(req);`,
      'fetch POST api.unkey.com/v2/keys.verifyKey',
      ['Authorization: Bearer x'],
    ],
    [
      'axios.post',
      `axios.post('${URL}', { key: 'k' }, { headers: { Authorization: 'unkey_1' } })`,
      'axios POST api.unkey.com/v2/keys.verifyKey',
      ['Authorization: unkey_1'],
      { key: 'k' },
    ],
    ['axios.get', `axios.get<T>('${URL}')`, 'axios GET api.unkey.com/v2/keys.verifyKey', []],
    [
      'axios with options',
      `axios({ url: '${URL}', method: 'post', data: { key: 'k' } })`,
      'axios POST api.unkey.com/v2/keys.verifyKey',
      [],
      { key: 'k' },
    ],
    [
      'axios with a URL',
      `axios('${URL}', { method: 'put' })`,
      'axios PUT api.unkey.com/v2/keys.verifyKey',
      [],
    ],
    ['axios.request', `axios.request({ url: '${URL}' })`, 'axios (GET) api.unkey.com/v2/keys.verifyKey', []],
    [
      'axios.postForm',
      `axios.postForm('${URL}', f)`,
      'axios POST api.unkey.com/v2/keys.verifyKey',
      [],
      'dynamic',
    ],
    [
      'an axios instance',
      `import axios from 'axios';\nconst http = axios.create({ baseURL: 'https://api.unkey.com/', headers: { Authorization: \`Bearer \${k}\` } });\nhttp.post('/v2/keys.verifyKey', { key })`,
      'axios POST api.unkey.com/v2/keys.verifyKey',
      ['Authorization: Bearer …'],
      { key: '…' },
    ],
    [
      'an axios instance in a class',
      `class A { private http = axios.create({ baseURL: 'https://api.unkey.com/v2' }); run() { return this.http.post('/keys.verifyKey', {}); } }`,
      'axios POST api.unkey.com/v2/keys.verifyKey',
      [],
      {},
    ],
    [
      'axios credentials',
      `axios.post('${URL}', {}, { auth: { username: 'a', password: 'b' } })`,
      'axios POST api.unkey.com/v2/keys.verifyKey',
      ['Authorization: Basic …'],
    ],
    [
      'ky',
      `ky.post('${URL}', { json: { key: 'k' }, headers: { authorization: 'Bearer x' } }).json()`,
      'ky POST api.unkey.com/v2/keys.verifyKey',
      ['authorization: Bearer x'],
      { key: 'k' },
    ],
    [
      'ky with a prefix',
      `import ky from 'ky';\nconst api = ky.create({ prefixUrl: 'https://api.unkey.com/v2' });\nconst more = api.extend({ headers: { Authorization: 'Bearer x' } });\nmore.post('keys.verifyKey', { json: {} })`,
      'ky POST api.unkey.com/v2/keys.verifyKey',
      ['Authorization: Bearer x'],
      {},
    ],
    [
      'got',
      `got.post('${URL}', { json: { key: 'k' } }).json()`,
      'got POST api.unkey.com/v2/keys.verifyKey',
      [],
      { key: 'k' },
    ],
    [
      'got with options',
      `got({ url: '${URL}', method: 'POST' })`,
      'got POST api.unkey.com/v2/keys.verifyKey',
      [],
    ],
    [
      'got with a prefix',
      `const client = got.extend({ prefixUrl: 'https://api.unkey.com' });\nclient('v2/keys.verifyKey', { method: 'POST' })`,
      'got POST api.unkey.com/v2/keys.verifyKey',
      [],
    ],
    [
      'request of undici',
      `import { request } from 'undici';\nrequest('${URL}', { method: 'POST', body: JSON.stringify({ key: 'k' }) })`,
      'undici POST api.unkey.com/v2/keys.verifyKey',
      [],
      { key: 'k' },
    ],
    [
      'a pool of undici',
      `import { Pool } from 'undici';\nconst pool = new Pool('https://api.unkey.com');\npool.request({ path: '/v2/keys.verifyKey', method: 'POST', headers: { Authorization: 'x' } })`,
      'undici POST api.unkey.com/v2/keys.verifyKey',
      ['Authorization: x'],
    ],
    [
      'ofetch',
      `import { ofetch } from 'ofetch';\nofetch('/keys.verifyKey', { baseURL: 'https://api.unkey.com/v2', method: 'POST', body: { key: 'k' } })`,
      'ofetch POST api.unkey.com/v2/keys.verifyKey',
      [],
      { key: 'k' },
    ],
    [
      '$fetch with a base',
      `const api = $fetch.create({ baseURL: 'https://api.unkey.com' });\napi('/v2/keys.verifyKey', { method: 'POST' })`,
      'ofetch POST api.unkey.com/v2/keys.verifyKey',
      [],
    ],
    [
      'node:https',
      `import https from 'node:https';\nconst req = https.request({ hostname: 'api.unkey.com', port: 443, path: '/v2/keys.verifyKey', method: 'POST', headers: { 'Content-Type': 'application/json' } }, (res) => {});\nreq.setHeader('Authorization', 'Bearer x');\nreq.on('error', console.error);\nreq.write(JSON.stringify({ key: 'k' }));\nreq.end();`,
      'node:https POST api.unkey.com/v2/keys.verifyKey',
      ['Content-Type: application/json', 'Authorization: Bearer x'],
      { key: 'k' },
    ],
    [
      'node:https with options in a variable',
      `const https = require('https');\nconst options = { host: 'api.unkey.com', path: '/v2/keys.verifyKey', method: 'GET' };\nconst req = https.request(options, cb);\nreq.end();`,
      'node:https GET api.unkey.com/v2/keys.verifyKey',
      [],
      'absent',
    ],
    [
      'https.get',
      `https.get('${URL}', (res) => {});`,
      'node:https (GET) api.unkey.com/v2/keys.verifyKey',
      [],
    ],
    [
      'https with a URL',
      `const req = https.request(new URL('${URL}'), { method: 'POST' });\nreq.end('{"key":"k"}')`,
      'node:https POST api.unkey.com/v2/keys.verifyKey',
      [],
      { key: 'k' },
    ],
  ];
  for (const [title, text, expected, expectedHeaders, expectedBody] of cases) {
    it(title, () => {
      const call = callIn(text);
      assert.equal(brief(call), expected);
      assert.deepEqual(headers(call), expectedHeaders);
      if (expectedBody !== undefined) assert.deepEqual(body(call), expectedBody);
      assert.deepEqual(callsIn(text, 'javascriptreact').map(brief), [expected]);
    });
  }

  it('names the place of an implied method', () => {
    const text = `const r = await window.fetch('${URL}')`;
    const { method } = callIn(text);
    assert.ok(method.kind === 'literal');
    assert.equal(text.slice(method.range.start, method.range.end), 'fetch');
    const get = callIn(`axios.get('${URL}')`).method;
    assert.ok(get.kind === 'literal');
    assert.deepEqual(get.range, { start: 6, end: 9 });
  });

  it('reads the query of options and URL', () => {
    const call = callIn(
      `axios.get('https://api.unkey.dev/v1/keys.getKey?decrypt=true', { params: { keyId: 'api_1', x: y } })`,
    );
    assert.deepEqual(
      call.query.map((q) => `${q.name}=${q.value.text}`),
      ['decrypt=true', 'keyId=api_1', 'x=\uFFFC'],
    );
  });
});
