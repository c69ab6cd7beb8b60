import assert from 'node:assert/strict';
import { brief, callsIn, load } from './harness.ts';

const URL = 'https://api.unkey.com/v2/keys.verifyKey';
const BARE = 'url url api.unkey.com/v2/keys.verifyKey';

describe('URLs that stand alone', () => {
  before(load);

  const bare: readonly (readonly [title: string, text: string])[] = [
    ['a constant', `const url = '${URL}';`],
    ['an exported constant', `export const VERIFY = '${URL}' as const;`],
    ['a member', `const c = { verify: '${URL}' };`],
    ['an argument of an unknown function', `send('${URL}', { a: 1 });`],
    ['an array', `const all = ['${URL}'];`],
    ['a template', 'const u = `https://${"api.unkey.com"}/v2/keys.verifyKey`;'],
    [
      'a body of another request',
      `fetch('/proxy', { method: 'POST', body: JSON.stringify({ url: '${URL}' }) });`,
    ],
    ['used once, in something unknown', `const u = '${URL}';\nsend(u);`],
  ];
  for (const [title, text] of bare) it(title, () => assert.deepEqual(callsIn(text).map(brief), [BARE]));

  const none: readonly (readonly [title: string, text: string])[] = [
    ['a comment', `// ${URL}\n/* '${URL}' */`],
    ['prose', `const help = 'Send the key to ${URL} and wait';`],
    ['a regular expression', `const re = /https:\\/\\/api.unkey.com\\/v2\\/keys.verifyKey/;`],
    ['a test name', `it('${URL}', () => { run(); });`],
    ['a described test', `describe('POST ${URL}', () => {});`],
    ['a link', `const a = <a href="${URL}">docs</a>;`],
    ['a link in braces', `const a = <a href={'${URL}'}>docs</a>;`],
    ['msw', `import { http } from 'msw';\nserver.use(http.post('${URL}', () => HttpResponse.json({})));`],
    ['msw without import', `const handlers = [http.get('${URL}', () => {}), rest.post('${URL}', r)];`],
    ['a constant only mocked', `const u = '${URL}';\nserver.use(http.post(u, r));`],
    ['nock', `nock('https://api.unkey.com').post('/v2/keys.verifyKey').reply(200);`],
    ['an assertion', `expect(fetch).toHaveBeenCalledWith('${URL}', { method: 'POST' });`],
    ['an assertion of a call', `expect(calls[0].url).toBe('${URL}');`],
    ['assert', `assert.equal(url, '${URL}');`],
    ['an intercepted request', `cy.intercept('POST', '${URL}', {});`],
    ['a pool of mocks', `mockAgent.get('https://api.unkey.com').intercept({ path: '/v2/keys.verifyKey' });`],
    ['a routed page', `await page.route('${URL}', handler);`],
    ['a route', `app.post('${URL}', handler);`],
    ['a mocked fetch', `fetchMock.mockResponseOnce('${URL}');`],
    ['an adapter of mocks', `mock.onPost('${URL}').reply(200);`],
    ['a comparison', `if (url === '${URL}') return ok;`],
    ['a case', `switch (url) {\n  case '${URL}':\n    return ok;\n}`],
    ['a type', `type Url = '${URL}';`],
    ['a key', `const handlers = { '${URL}': ok };`],
    ['a host', `const csp = ['https://api.unkey.com', 'https://api.unkey.dev'];`],
    ['startsWith', `url.startsWith('${URL}')`],
    ['another host', `fetch('https://api.example.com/v2/keys.verifyKey')`],
    ['a path alone', `const path = '/v2/keys.verifyKey';`],
    ["the path of one's own server", `fetch('/v2/keys.verifyKey')`],
  ];
  for (const [title, text] of none) {
    it(`not ${title}`, () => assert.deepEqual(callsIn(text, 'typescriptreact').map(brief), []));
  }

  it('counts a URL once', () => {
    const text = `const u = '${URL}';\nfetch(u);\nfetch(u, { method: 'POST' });`;
    assert.deepEqual(
      callsIn(text).map((c) => c.client),
      ['fetch', 'fetch'],
    );
  });
});
