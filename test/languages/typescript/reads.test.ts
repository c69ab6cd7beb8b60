import assert from 'node:assert/strict';
import { readsIn } from '../../harness/facts.ts';

const INIT = `{ method: 'POST', headers: { Authorization: \`Bearer \${key}\` }, body: JSON.stringify({ key }) }`;
const SEND = `fetch('https://api.unkey.com/v2/keys.verifyKey', ${INIT})`;
const URL = `'https://api.unkey.com/v2/keys.verifyKey'`;

/** The paths read in a text about one call of `keys.verifyKey`. */
async function reads(text: string): Promise<readonly string[]> {
  const found = await readsIn('typescript', text);
  return found.map((read) => read.replace(/^keys\.verifyKey /, ''));
}

describe('reads of answers in TypeScript', () => {
  it('follow variables, promises and functions', async () => {
    assert.deepEqual(
      await reads(`const r = await ${SEND}; const b = await r.json(); use(b.valid, b['code'], b?.keyId);`),
      ['valid', 'code', 'keyId'],
    );
    assert.deepEqual(await reads(`${SEND}.then((r) => r.json()).then((d) => d.valid);`), ['valid']);
    assert.deepEqual(
      await reads(
        `${SEND}.then(async function (r) { return await r.json(); }).then(({ data }) => data.valid);`,
      ),
      ['data', 'data.valid'],
    );
    assert.deepEqual(await reads(`const ok = (await (await ${SEND}).json()).data.valid;`), ['data.valid']);
    assert.deepEqual(
      await reads(`async function f() { const r = await ${SEND}; if (!r.ok) return null; return r.json(); }
const g = async () => { const x = await f(); return x.valid; };`),
      ['valid'],
    );
    assert.deepEqual(
      await reads(`let b; try { const r = await ${SEND}; b = await r.json(); } catch {} b.valid;`),
      ['valid'],
    );
    assert.deepEqual(await reads(`const b = JSON.parse(await (await ${SEND}).text()); b.valid;`), ['valid']);
    assert.deepEqual(await reads(`const b = await (await ${SEND}).json().catch(() => ({})); b.valid;`), [
      'valid',
    ]);
  });

  it('take patterns apart', async () => {
    assert.deepEqual(
      await reads(
        `const { valid, remaining: left = 0, data: { code }, 'key-id': id } = await (await ${SEND}).json();`,
      ),
      ['valid', 'remaining', 'data', 'data.code', 'key-id'],
    );
    assert.deepEqual(await reads(`const { error } = await (await ${SEND}).json(); error.message;`), [
      'error',
      'error.message',
    ]);
  });

  it('know where each client has the body', async () => {
    const options = `{ json: { key }, headers }`;
    for (const [module, code] of [
      ['axios', `const { data } = await x.post(${URL}, { key }, { headers }); data.valid;`],
      ['axios', `const r = await x.post<any>(${URL}, { key }, { headers }); r.data.valid;`],
      ['ky', `const d = await x.post(${URL}, ${options}).json<any>(); d.valid;`],
      ['got', `const d = await x.post(${URL}, ${options}).json(); d.valid;`],
      ['got', `const { body } = await x.post(${URL}, ${options}); body.valid;`],
      ['superagent', `const r = await x.post(${URL}).set(headers).send({ key }); r.body.valid;`],
    ])
      assert.deepEqual(await reads(`import x from '${module}';\n${code}`), ['valid'], code);
    assert.deepEqual(
      await reads(`import { request } from 'undici';
const { body } = await request(${URL}, { method: 'POST', body: JSON.stringify({ key }) });
const d: any = await body.json(); d.valid;`),
      ['valid'],
    );
    assert.deepEqual(
      await reads(`const d = await $fetch<any>(${URL}, { method: 'POST', body: { key } }); d.valid;`),
      ['valid'],
    );
  });

  it('belong to the call of the function that sends', async () => {
    const found = await readsIn(
      'typescript',
      `class Unkey {
  async post<T>(operation: string, body: unknown): Promise<T> {
    const r = await fetch(\`https://api.unkey.com/v2/\${operation}\`, { method: 'POST', body: JSON.stringify(body) });
    return (await r.json()) as T;
  }
  async verify(key: string) { const a = await this.post<any>('keys.verifyKey', { key }); return a.valid; }
  async create(apiId: string) { const { data } = await this.post<any>('keys.createKey', { apiId }); return data.keyId; }
}`,
    );
    assert.deepEqual(found, ['keys.verifyKey valid', 'keys.createKey data', 'keys.createKey data.keyId']);
  });

  it('know errors of a function that sends to one version', async () => {
    const send = (url: string): string => `async function call(path: string, body: unknown) {
  const r = await fetch(\`${url}\${path}\`, { method: 'POST', body: JSON.stringify(body) });
  const json = await r.json();
  if (!r.ok) throw new Error(json.error.message + json.valid);
  return json.data;
}
`;
    const use = `call('keys.getKey', { keyId }); call('keys.verifyKey', { key });`;
    const url = 'https://api.unkey.com/v2/';
    assert.deepEqual(await readsIn('typescript', send(url) + use), ['keys.getKey error.message']);
    assert.deepEqual(await readsIn('typescript', `export ${send(url)}`), [
      '_ error.message',
      '_ valid',
      '_ data',
    ]);
    assert.deepEqual(
      await readsIn('typescript', `${send('$' + '{base}')}call('https://api.unkey.com/v2/keys.getKey', {});`),
      ['keys.getKey error.message', 'keys.getKey data'],
    );
  });

  it('leave out what a program may take both ways', async () => {
    const body = `const b = await (await ${SEND}).json();`;
    for (const code of [
      `${body} const p = b.data ?? b; p.valid; b.code;`,
      `${body} const p = 'data' in b ? b.data : b; p.valid; b.code;`,
      `${body} if (b.data) use(b.data.code); else use(b.valid);`,
      `${body} use(b.data?.valid ?? b.valid);`,
      `${body} normalize(b); b.valid;`,
      `${body} const c = { ...b }; b.valid;`,
      `${body} const { data, ...rest } = b; b.valid;`,
      `let b = await (await ${SEND}).json(); b = b.data; b.valid;`,
      `import axios from 'axios'; axios.interceptors.response.use((r) => r.data);
const b = await axios.post(${URL}, { key }); b.data.valid;`,
      `${body} b.valid = true; b.valid;`,
    ])
      assert.deepEqual(
        (await reads(code)).filter((path) => !path.startsWith('data')),
        [],
        code,
      );
    assert.deepEqual(await reads(`${body} use(b.data.credits ?? b.data.remaining);`), ['data.credits']);
    assert.deepEqual(await reads(`${body} fail(b.error.detail ?? b.error.message);`), ['error.detail']);
    assert.deepEqual(await reads(`${body} if ('error' in b) fail(); b.valid;`), ['valid']);
  });

  it('are found in components and notes', async () => {
    const code = `const b = await (await ${SEND}).json(); b.valid;`;
    assert.deepEqual(await readsIn('vue', `<script setup>\n${code}\n</script>\n`), ['keys.verifyKey valid']);
    assert.deepEqual(await readsIn('html', `<script type="module">\n${code}\n</script>\n`), [
      'keys.verifyKey valid',
    ]);
    assert.deepEqual(await readsIn('markdown', `Text\n\n\`\`\`js\n${code}\n\`\`\`\n`), [
      'keys.verifyKey valid',
    ]);
  });
});
