import assert from 'node:assert/strict';
import { body, brief, callIn, callsIn, load } from './harness.ts';

const URL = 'https://api.unkey.com/v2/keys.verifyKey';
const GET = 'fetch (GET) api.unkey.com/v2/keys.verifyKey';

describe('where a URL comes from', () => {
  before(load);

  const urls: readonly (readonly [title: string, text: string, expected?: string])[] = [
    ['a constant', `const url = '${URL}';\nfetch(url)`],
    ['a constant declared later', `function f() { return fetch(url) }\nconst url = '${URL}';`],
    ['a base and a template', 'const BASE = "https://api.unkey.com";\nfetch(`${BASE}/v2/keys.verifyKey`)'],
    ['a base with its version', 'const BASE = "https://api.unkey.com/v2";\nfetch(BASE + "/keys.verifyKey")'],
    [
      'a chain of names',
      'const H = "api.unkey.com";\nconst B = `https://${H}/v2`;\nconst U = B + "/keys.verifyKey";\nfetch(U)',
    ],
    ['a concatenation', `fetch('https://' + 'api.unkey.com' + '/v2/keys.verifyKey')`],
    ['concat', `const b = 'https://api.unkey.com';\nfetch(b.concat('/v2', '/keys.verifyKey'))`],
    ['a fallback', "const b = process.env.URL ?? 'https://api.unkey.com';\nfetch(`${b}/v2/keys.verifyKey`)"],
    ['another fallback', "fetch(`${process.env.URL || 'https://api.unkey.com'}/v2/keys.verifyKey`)"],
    [
      'a default argument',
      "function f(b = 'https://api.unkey.com') {\n  return fetch(b + '/v2/keys.verifyKey');\n}",
    ],
    ['new URL', `fetch(new URL('/v2/keys.verifyKey', 'https://api.unkey.com'))`],
    [
      'new URL in a variable',
      `const u = new URL('/v2/keys.verifyKey', base);\nconst base = 'https://api.unkey.com/x';\nfetch(u.toString())`,
    ],
    ['a relative URL', `fetch(new URL('keys.verifyKey', 'https://api.unkey.com/v2/').href)`],
    [
      'a member of an object',
      `const API = { base: 'https://api.unkey.com', v: 'v2' } as const;\nfetch(\`\${API.base}/\${API.v}/keys.verifyKey\`)`,
    ],
    ['an enum', `enum Api { Verify = '${URL}' }\nfetch(Api.Verify)`],
    [
      'a destructured object',
      `const config = { base: 'https://api.unkey.com' };\nconst { base } = config;\nfetch(base + '/v2/keys.verifyKey')`,
    ],
    [
      'a class field',
      `class A {\n  private readonly base = 'https://api.unkey.com'\n  run() {\n    return fetch(this.base + '/v2/keys.verifyKey')\n  }\n}`,
    ],
    [
      'a static-like constant',
      `class A {\n  base: string;\n  constructor() { this.base = 'https://api.unkey.com'; }\n  run() { return fetch(this.base + '/v2/keys.verifyKey'); }\n}`,
    ],
    [
      'a parameter property',
      `class A {\n  constructor(private readonly base = 'https://api.unkey.com') {}\n  run() { return fetch(this.base + '/v2/keys.verifyKey'); }\n}`,
    ],
    ['one assignment', `let url;\nurl = '${URL}';\nfetch(url)`],
    ['casts and brackets', `fetch(('${URL}' as string)!)`],
    ['satisfies', `const u = '${URL}' satisfies string;\nfetch(u)`],
    ['an escaped slash', `fetch('https:\\/\\/api.unkey.com/v2/keys.verifyKey')`],
    ['a template without substitutions', `fetch(\`${URL}\`)`],
    ['an unknown base', 'fetch(`${process.env.URL}/v2/keys.verifyKey`)', 'fetch (GET) …/v2/keys.verifyKey'],
    [
      'an imported base',
      "import { BASE } from './config';\nfetch(BASE + '/v2/keys.verifyKey')",
      'fetch (GET) …/v2/keys.verifyKey',
    ],
    [
      'an unknown operation',
      'const B = "https://api.unkey.com/v2/";\nfetch(`${B}${op}`)',
      'fetch (GET) api.unkey.com/v2/?',
    ],
    ['a query', 'fetch(`https://api.unkey.com/v2/keys.verifyKey?x=${y}`)'],
    ['an unknown query', 'fetch(`https://api.unkey.com/v2/keys.verifyKey${q}`)'],
    [
      'a parameter of the path',
      'fetch(`https://api.unkey.dev/v1/apis/${id}/keys`)',
      'fetch (GET) api.unkey.dev/v1/apis/…/keys',
    ],
  ];
  for (const [title, text, expected] of urls) {
    it(title, () => assert.deepEqual(callsIn(text).map(brief), [expected ?? GET]));
  }

  it('says nothing of two values', () => {
    assert.deepEqual(
      callsIn(`let u = 'https://api.unkey.com/v2/a';\nif (x) u = other;\nfetch(u)`).filter((c) => !c.bare),
      [],
    );
  });

  it('takes of two URLs the one that names the API', () => {
    assert.deepEqual(callsIn(`const u = x ? '${URL}' : other;\nfetch(u)`).map(brief), [GET]);
  });

  it('does not mix scopes', () => {
    const text = `function a() {\n  const url = '${URL}';\n  return fetch(url);\n}\nfunction b(url) {\n  return fetch(url);\n}\nconst c = (url) => fetch(url);\n`;
    assert.deepEqual(callsIn(text).map(brief), [GET]);
  });

  it('leaves a wrapper alone', () => {
    const text =
      "const BASE = 'https://api.unkey.com';\nfunction call(path, init) {\n  return fetch(BASE + path, { ...init });\n}";
    assert.deepEqual(callsIn(text), []);
  });
});

describe('bodies', () => {
  before(load);
  const of = (value: string, before = ''): unknown =>
    body(callIn(`${before}\nfetch('${URL}', { method: 'POST', body: ${value} })`));

  it('reads what it can', () => {
    assert.deepEqual(of(`JSON.stringify({ keyId: 'api_1', list: [1, null, 'a'], 'q-r': { s: true } })`), {
      keyId: 'api_1',
      list: [1, null, 'a'],
      'q-r': { s: true },
    });
    assert.deepEqual(of(`'{"keyId":"api_1"}'`), { keyId: 'api_1' });
    assert.deepEqual(of('`{"keyId":"${id}","n":1}`'), { keyId: '…', n: 1 });
    assert.deepEqual(of('JSON.stringify(payload)', `const payload = { keyId: 'api_1' };`), {
      keyId: 'api_1',
    });
    assert.deepEqual(of('payload', `const payload = JSON.stringify({ keyId: 'api_1' });`), {
      keyId: 'api_1',
    });
    assert.deepEqual(of('JSON.stringify({ keyId })', `const keyId = 'api_1';`), { keyId: 'api_1' });
    assert.deepEqual(of('JSON.stringify({ ...rest, keyId: "a" })'), { keyId: 'a', '+': true });
    assert.deepEqual(of('JSON.stringify({ keyId: `api_${x}` })'), { keyId: 'api_…' });
    assert.deepEqual(of('JSON.stringify({ a: x ? 1 : 2, b: undefined })'), { a: '…' });
    assert.deepEqual(of('JSON.stringify({ ...(x && { keyId: "api_1" }) })'), { keyId: 'api_1' });
    assert.equal(of('JSON.stringify(data)'), 'dynamic');
    assert.equal(of('form'), 'dynamic');
  });
});

describe('names that each stand for two others', () => {
  before(load);

  it('do not double the work at every step', () => {
    const names = Array.from({ length: 40 }, (_, i) => `const v${i} = v${i + 1} + v${i + 1};`).join('\n');
    // Without a bound this never ends.
    assert.deepEqual(
      callsIn(`${names}\nconst v40 = 'x';\nfetch(v0 + '${URL}');\nfetch('${URL}')`).map(brief),
      [`url url api.unkey.com/v2/keys.verifyKey`, GET],
    );
  });
});
