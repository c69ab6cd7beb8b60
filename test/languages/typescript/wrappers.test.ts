import assert from 'node:assert/strict';
import type { ApiCall } from '../../../server/src/core/model.ts';
import type { Range } from '../../../server/src/core/source.ts';
import { apply, body, brief, callsIn, headers, load } from './harness.ts';

const BASE = 'https://api.unkey.com/v2';
const INIT = `{ method: 'POST', headers: { Authorization: 'Bearer x' }, body: JSON.stringify(body) }`;
const POST = `const post = (path, body) => fetch(\`${BASE}/\${path}\`, ${INIT});\n`;

/** What stands at the places of a call. */
function places(text: string, call: ApiCall): Record<string, string> {
  const at = ({ start, end }: Range): string => text.slice(start, end);
  return {
    call: at(call.range),
    url: at(call.urlArgument),
    operation: call.url.operation.kind === 'literal' ? at(call.url.operation.range) : '',
    method: call.method.kind === 'literal' ? at(call.method.range) : '',
  };
}

const briefs = (text: string): string[] => callsIn(text).map(brief);

describe('functions that send requests', () => {
  before(load);

  it('are followed from each place that calls them', () => {
    const text = `${POST}await post('keys.verifyKey', { key });\nawait post('keys.whoami', { key: k });\n`;
    const calls = callsIn(text);
    assert.deepEqual(calls.map(brief), [
      'fetch (POST) api.unkey.com/v2/keys.verifyKey',
      'fetch (POST) api.unkey.com/v2/keys.whoami',
    ]);
    assert.deepEqual(calls.map(headers), [['Authorization: Bearer x'], ['Authorization: Bearer x']]);
    assert.deepEqual(calls.map(body), [{ key: '…' }, { key: '…' }]);
    assert.deepEqual(places(text, calls[0]!), {
      call: `post('keys.verifyKey', { key })`,
      url: `'keys.verifyKey'`,
      operation: 'keys.verifyKey',
      method: 'post',
    });
  });

  it('say the method where the caller gives it', () => {
    const text = `const api = (method, path) => fetch('${BASE}' + path, { method });\napi('GET', '/keys.getKey');\n`;
    const [call] = callsIn(text);
    assert.ok(call);
    assert.equal(places(text, call)['method'], 'GET');
    assert.equal(apply(text, call.editor.setMethod?.('POST')), text.replace(`api('GET'`, `api('POST'`));
  });

  it('are not changed for the sake of one caller', () => {
    const text = `const get = (path) => fetch('${BASE}' + path, { method: 'GET' });\nget('/keys.getKey');\n`;
    const [call] = callsIn(text);
    assert.ok(call);
    assert.equal(brief(call), 'fetch (GET) api.unkey.com/v2/keys.getKey');
    assert.equal(places(text, call)['method'], 'get');
    assert.equal(apply(text, call.editor.setMethod?.('POST')), text);
  });

  it('use what their parameters default to', () => {
    const text = `function api(path, { method = 'POST', ...init } = {}) {\n  return fetch('${BASE}' + path, { ...init, method });\n}\napi('/keys.verifyKey');\napi('/keys.getKey', { method: 'GET' });\napi('/keys.whoami', options);\n`;
    assert.deepEqual(briefs(text), [
      'fetch (POST) api.unkey.com/v2/keys.verifyKey',
      'fetch GET api.unkey.com/v2/keys.getKey',
      'fetch ? api.unkey.com/v2/keys.whoami',
    ]);
  });

  it('may be methods, and call each other', () => {
    const text = `class Client {
  #base = '${BASE}';
  constructor(private token: string) {}
  private async request(path: string, body: object) {
    return fetch(this.#base + path, ${INIT});
  }
  post = (name: string, body: object) => this.request('/' + name, body);
  verify(key: string) { return this.post('keys.verifyKey', { key }); }
}
await new Client(token).post('apis.getApi', { apiId });
`;
    assert.deepEqual(briefs(text), [
      'fetch (POST) api.unkey.com/v2/keys.verifyKey',
      'fetch (POST) api.unkey.com/v2/apis.getApi',
    ]);
  });

  it('are read once where nothing depends on the caller', () => {
    const text = `const live = () => fetch('${BASE}/liveness');\nlive();\nlive();\n`;
    assert.deepEqual(briefs(text), ['fetch (GET) api.unkey.com/v2/liveness']);
  });

  it('leave open what they are given', () => {
    const text = `${POST}export const any = (path: string) => post(path, {});\n`;
    assert.deepEqual(briefs(text), ['fetch POST api.unkey.com/v2/?']);
  });

  it('that call themselves or each other end', () => {
    for (const text of [
      `function a(p) { return a(p); }\na('${BASE}/keys.getKey');`,
      `function a(p) { return b(p); }\nfunction b(p) { return a(p); }\na('${BASE}/keys.getKey');`,
      `const a = (p) => fetch(p).catch(() => a(p));\na('${BASE}/keys.getKey');`,
    ])
      assert.equal(callsIn(text).length, 1, text);
  });

  it('are followed through loops and choices', () => {
    const text = `for (const name of ['keys.getKey', 'apis.getApi']) await fetch(\`${BASE}/\${name}\`, ${INIT});\nawait fetch(old ? '${BASE}/keys.whoami' : '${BASE}/keys.verifyKey', ${INIT});\n`;
    assert.deepEqual(
      callsIn(text).map((call) => places(text, call)['operation']),
      ['keys.getKey', 'apis.getApi', 'keys.whoami', 'keys.verifyKey'],
    );
  });
});
