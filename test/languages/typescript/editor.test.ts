import assert from 'node:assert/strict';
import { apply, callIn, load } from './harness.ts';

const URL = 'https://api.unkey.com/v2/keys.verifyKey';
const TOKEN = 'Authorization: `Bearer ${process.env.UNKEY_ROOT_KEY}`';
const withMethod = (text: string, method = 'POST'): string =>
  apply(text, callIn(text).editor.setMethod?.(method));
const withToken = (text: string): string => apply(text, callIn(text).editor.addAuthorization?.());

describe('edits', () => {
  before(load);

  it('set the method', () => {
    assert.equal(withMethod(`fetch('${URL}', { method: "GET" })`), `fetch('${URL}', { method: "POST" })`);
    assert.equal(withMethod(`fetch('${URL}')`), `fetch('${URL}', { method: 'POST' })`);
    assert.equal(withMethod(`fetch('${URL}', { body })`), `fetch('${URL}', { method: 'POST', body })`);
    assert.equal(withMethod(`fetch('${URL}', {})`), `fetch('${URL}', { method: 'POST' })`);
    assert.equal(
      withMethod(`fetch('${URL}', {\n  body,\n})`),
      `fetch('${URL}', {\n  method: 'POST',\n  body,\n})`,
    );
    assert.equal(withMethod(`axios.get('${URL}')`), `axios.post('${URL}')`);
    assert.equal(withMethod(`axios.get('${URL}', { headers })`), `axios.get('${URL}', { headers })`);
    assert.equal(withMethod(`ky.get('${URL}', { json: {} })`), `ky.post('${URL}', { json: {} })`);
    assert.equal(
      withMethod(`const o = { method: 'GET' };\nfetch('${URL}', o)`),
      `const o = { method: 'POST' };\nfetch('${URL}', o)`,
    );
    assert.equal(withMethod(`const o = { method: 'GET' };\nfetch('${URL}', o);\nlog(o)`), 'no edit');
    assert.equal(withMethod(`fetch('${URL}', init)`), 'no edit');
  });

  it('add the header', () => {
    assert.equal(withToken(`fetch('${URL}')`), `fetch('${URL}', { headers: { ${TOKEN} } })`);
    assert.equal(
      withToken(`fetch('${URL}', { method: 'POST' })`),
      `fetch('${URL}', { headers: { ${TOKEN} }, method: 'POST' })`,
    );
    assert.equal(
      withToken(`fetch('${URL}', { headers: { A: 'b' } })`),
      `fetch('${URL}', { headers: { ${TOKEN}, A: 'b' } })`,
    );
    assert.equal(
      withToken(`fetch('${URL}', {\n  headers: {\n    A: 'b',\n  },\n})`),
      `fetch('${URL}', {\n  headers: {\n    ${TOKEN},\n    A: 'b',\n  },\n})`,
    );
    assert.equal(
      withToken(`axios.post('${URL}', {}, { headers: {} })`),
      `axios.post('${URL}', {}, { headers: { ${TOKEN} } })`,
    );
    assert.equal(
      withToken(`axios.post('${URL}', {})`),
      `axios.post('${URL}', {}, { headers: { ${TOKEN} } })`,
    );
    assert.equal(withToken(`axios.post('${URL}')`), 'no edit');
    assert.equal(withToken(`const headers = {};\nfetch('${URL}', { headers })`), 'no edit');
    assert.equal(withToken(`fetch('${URL}', { headers: new Headers() })`), 'no edit');
    assert.match(withToken(`Deno.env;\nfetch('${URL}')`), /Deno\.env\.get\('UNKEY_ROOT_KEY'\)/);
  });
});
