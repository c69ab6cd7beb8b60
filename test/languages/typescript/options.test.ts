import assert from 'node:assert/strict';
import { brief, callIn, headers, load } from './harness.ts';

const URL = 'https://api.unkey.com/v2/keys.verifyKey';
const POST = 'fetch POST api.unkey.com/v2/keys.verifyKey';

describe('options', () => {
  before(load);

  const AUTH = ['Authorization: Bearer …'];
  const shapes: readonly (readonly [title: string, text: string, headers: string[], expected?: string])[] = [
    [
      'in a variable',
      `const options = { method: 'POST', headers: { Authorization: \`Bearer \${k}\` } };\nfetch('${URL}', options)`,
      AUTH,
    ],
    [
      'typed',
      `const options: RequestInit = { method: 'POST', headers: { Authorization: 'Bearer ' + k } };\nfetch('${URL}', options)`,
      AUTH,
    ],
    [
      'headers in a variable',
      `const headers = { Authorization: \`Bearer \${k}\` };\nfetch('${URL}', { method: 'POST', headers })`,
      AUTH,
    ],
    [
      'spread of a known object',
      `const base = { Authorization: \`Bearer \${k}\` };\nfetch('${URL}', { method: 'POST', headers: { ...base, A: 'b' } })`,
      [...AUTH, 'A: b'],
    ],
    [
      'spread of known options',
      `const base = { headers: { Authorization: \`Bearer \${k}\` } };\nfetch('${URL}', { ...base, method: 'POST' })`,
      AUTH,
    ],
    [
      'new Headers',
      `fetch('${URL}', { method: 'POST', headers: new Headers({ Authorization: \`Bearer \${k}\` }) })`,
      AUTH,
    ],
    [
      'Headers in a variable',
      `const h = new Headers();\nh.append('Content-Type', 'application/json');\nh.set('Authorization', \`Bearer \${k}\`);\nfetch('${URL}', { method: 'POST', headers: h })`,
      ['Content-Type: application/json', ...AUTH],
    ],
    [
      'assigned headers',
      `const h: Record<string, string> = {};\nh.Authorization = \`Bearer \${k}\`;\nh['X-A'] = 'b';\nfetch('${URL}', { method: 'POST', headers: h })`,
      [...AUTH, 'X-A: b'],
    ],
    [
      'assigned through the options',
      `const o = { method: 'POST', headers: {} };\no.headers['Authorization'] = \`Bearer \${k}\`;\nfetch('${URL}', o)`,
      AUTH,
    ],
    [
      'a conditional header',
      `const h = {};\nif (k) h.Authorization = \`Bearer \${k}\`;\nfetch('${URL}', { method: 'POST', headers: h })`,
      ['Authorization: Bearer … ?'],
    ],
    [
      'a conditional header in a block',
      `const h = {};\nif (k) {\n  h.Authorization = \`Bearer \${k}\`;\n}\nfetch('${URL}', { method: 'POST', headers: h })`,
      ['Authorization: Bearer … ?'],
    ],
    [
      'a conditional spread',
      `fetch('${URL}', { method: 'POST', headers: { A: 'b', ...(k ? { Authorization: \`Bearer \${k}\` } : {}) } })`,
      ['A: b', 'Authorization: Bearer … ?'],
    ],
    [
      'a guarded spread',
      `fetch('${URL}', { method: 'POST', headers: { ...(k && { Authorization: \`Bearer \${k}\` }) } })`,
      ['Authorization: Bearer … ?'],
    ],
    ['pairs', `fetch('${URL}', { method: 'POST', headers: [['Authorization', \`Bearer \${k}\`]] })`, AUTH],
    [
      'Object.assign',
      `fetch('${URL}', { method: 'POST', headers: Object.assign({}, { Authorization: \`Bearer \${k}\` }) })`,
      AUTH,
    ],
    [
      'a token in a constant',
      `const t = 'Bearer unkey_1';\nfetch('${URL}', { method: 'POST', headers: { 'authorization': t } })`,
      ['authorization: Bearer unkey_1'],
    ],
    [
      'a fallback token',
      `fetch('${URL}', { method: 'POST', headers: { Authorization: process.env.T ?? 'unkey_1' } })`,
      ['Authorization: …'],
    ],
    [
      'a class field',
      `class A {\n  private headers = { Authorization: \`Bearer \${k}\` };\n  run() { return fetch('${URL}', { method: 'POST', headers: this.headers }); }\n}`,
      AUTH,
    ],
  ];
  for (const [title, text, expectedHeaders, expected] of shapes) {
    it(title, () => {
      const call = callIn(text);
      assert.equal(brief(call), expected ?? POST);
      assert.deepEqual(headers(call), expectedHeaders);
    });
  }

  const unseen: readonly (readonly [title: string, text: string])[] = [
    ['an unknown spread', `fetch('${URL}', { method: 'POST', headers: { ...common } })`],
    ['an unknown spread of options', `fetch('${URL}', { ...init, method: 'POST' })`],
    ['an unknown variable', `fetch('${URL}', options)`],
    ['a parameter', `function f(init = {}) { return fetch('${URL}', init); }`],
    ['a call', `fetch('${URL}', { method: 'POST', headers: await getHeaders() })`],
    [
      'a call that takes the object',
      `const h = {};\naddAuth(h);\nfetch('${URL}', { method: 'POST', headers: h })`,
    ],
    ['a call that takes the options', `const o = { method: 'POST' };\nsign(o);\nfetch('${URL}', o)`],
    [
      'Object.assign',
      `const h = {};\nObject.assign(h, auth());\nfetch('${URL}', { method: 'POST', headers: h })`,
    ],
    [
      'an alias',
      `const h = {};\nconst g = h;\ng.Authorization = 'x';\nfetch('${URL}', { method: 'POST', headers: h })`,
    ],
    ['a computed name', `fetch('${URL}', { method: 'POST', headers: { [name]: 'x' } })`],
    [
      'a computed set',
      `const h = new Headers();\nh.set(name, 'x');\nfetch('${URL}', { method: 'POST', headers: h })`,
    ],
    [
      'a computed assignment',
      `const h = {};\nh[name] = 'x';\nfetch('${URL}', { method: 'POST', headers: h })`,
    ],
    ['two values', `let h = {};\nh = other;\nfetch('${URL}', { method: 'POST', headers: h })`],
    ['a choice', `fetch('${URL}', { method: 'POST', headers: k ? a : b })`],
    ['an own fetch', `import { fetch } from './http';\nfetch('${URL}')`],
    ['a fetch handed in', `export async function load({ fetch }) {\n  return fetch('${URL}');\n}`],
    [
      'interceptors',
      `import axios from 'axios';\naxios.interceptors.request.use(sign);\naxios.post('${URL}', {})`,
    ],
    [
      'defaults',
      `import axios from 'axios';\naxios.defaults.headers.common.Authorization = t;\naxios.post('${URL}', {})`,
    ],
    [
      'an exported instance',
      `export const http = axios.create({ baseURL: 'https://api.unkey.com' });\nhttp.post('/v2/keys.verifyKey', {})`,
    ],
    [
      'an instance handed on',
      `const http = axios.create({ baseURL: 'https://api.unkey.com' });\nsetup(http);\nhttp.post('/v2/keys.verifyKey', {})`,
    ],
    [
      'unknown options of an instance',
      `const http = axios.create({ baseURL: 'https://api.unkey.com', ...config });\nhttp.post('/v2/keys.verifyKey', {})`,
    ],
    ['hooks', `ky.post('${URL}', { hooks: { beforeRequest: [sign] } })`],
    [
      'hooks of an instance',
      `const api = got.extend({ prefixUrl: 'https://api.unkey.com', hooks });\napi.post('v2/keys.verifyKey')`,
    ],
    ['spread arguments', `fetch('${URL}', ...rest)`],
    [
      'a request that is handed on',
      `const req = https.request('${URL}', { method: 'POST' });\nsign(req);\nreq.end();`,
    ],
    ['a request that is returned', `function f() { return https.request('${URL}', { method: 'POST' }); }`],
    [
      'a request handed in',
      `async function f(req = new Request('${URL}', { method: 'POST', headers: h() })) { return fetch(req); }`,
    ],
  ];
  for (const [title, text] of unseen) {
    it(`unseen headers: ${title}`, () => assert.equal(callIn(text).headersComplete, false));
  }

  const methods: readonly (readonly [title: string, text: string, expected: string])[] = [
    ['a constant', `const M = 'PUT';\nfetch('${URL}', { method: M })`, 'fetch PUT'],
    ['a parameter', `const f = (method) => fetch('${URL}', { method });`, 'fetch ?'],
    ['a default argument', `function f(method = 'GET') { return fetch('${URL}', { method }); }`, 'fetch ?'],
    ['options not seen', `fetch('${URL}', init)`, 'fetch ?'],
    ['a later spread', `fetch('${URL}', { method: 'POST', ...init })`, 'fetch ?'],
    ['an earlier spread', `fetch('${URL}', { ...init, method: 'POST' })`, 'fetch POST'],
    ['a wrapper of fetch', `import { fetch } from './http';\nfetch('${URL}')`, 'fetch ?'],
  ];
  for (const [title, text, expected] of methods) {
    it(`method: ${title}`, () =>
      assert.equal(brief(callIn(text)), `${expected} api.unkey.com/v2/keys.verifyKey`));
  }
});
