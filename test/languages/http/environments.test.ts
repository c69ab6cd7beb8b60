import assert from 'node:assert/strict';
import type { Companion } from '../../../server/src/core/service.ts';
import { takeWarnings, testService } from '../../harness/engine.ts';
import { describeCall } from '../../harness/facts.ts';

const service = testService();

async function read(text: string, files: Readonly<Record<string, unknown>>) {
  const companions: Companion[] = Object.entries(files).map(([path, content]) => ({
    path,
    text: typeof content === 'string' ? content : JSON.stringify(content),
  }));
  const analysis = await service.analyze({ languageId: 'http', path: '', text, companions });
  assert.deepEqual(takeWarnings(), []);
  return { analysis, findings: service.check(analysis, { rules: {} }) };
}

const PUBLIC = 'http-client.env.json';
const PRIVATE = 'http-client.private.env.json';
const DEV = 'https://api.unkey.dev';
const COM = 'https://api.unkey.com';

const cases: readonly (readonly [
  name: string,
  text: string,
  files: Record<string, unknown>,
  call: string,
])[] = [
  [
    'one environment',
    'POST {{host}}/v2/keys.whoami',
    { [PUBLIC]: { dev: { host: COM } } },
    `POST ${COM}/v2/keys.whoami |  | -`,
  ],
  [
    'the same in all',
    'POST {{host}}/v2/keys.whoami',
    { [PUBLIC]: { dev: { host: COM }, prod: { host: COM } } },
    `POST ${COM}/v2/keys.whoami |  | -`,
  ],
  [
    'different hosts, the same path',
    'POST {{host}}/keys.whoami',
    { [PUBLIC]: { dev: { host: 'http://localhost:7070/v2' }, prod: { host: `${COM}/v2` } } },
    'POST _/v2/keys.whoami |  | -',
  ],
  [
    'the same host, different paths',
    'POST {{base}}/keys.whoami',
    { [PUBLIC]: { old: { base: `${COM}/v1` }, now: { base: `${COM}/v2` } } },
    `POST ${COM}/_/keys.whoami |  | -`,
  ],
  [
    'only one environment has it',
    'POST {{host}}/v2/keys.whoami',
    { [PUBLIC]: { dev: {}, prod: { host: COM } } },
    `POST ${COM}/v2/keys.whoami |  | -`,
  ],
  [
    'values of values',
    'POST {{base}}/keys.whoami',
    { [PUBLIC]: { dev: { host: COM, base: '{{host}}/v2' } } },
    `POST ${COM}/v2/keys.whoami |  | -`,
  ],
  [
    'values of each other',
    'POST {{a}}/v2/keys.whoami',
    { [PUBLIC]: { dev: { a: '{{b}}', b: '{{a}}' } } },
    'POST _/v2/keys.whoami |  | -',
  ],
  [
    'the private file says something else',
    'POST {{host}}/v2/keys.whoami',
    { [PUBLIC]: { dev: { host: COM } }, [PRIVATE]: { dev: { host: 'http://localhost' } } },
    'POST _/v2/keys.whoami |  | -',
  ],
  [
    'the file itself says something else',
    '@host = http://localhost\nPOST {{host}}/v2/keys.whoami',
    { [PUBLIC]: { dev: { host: COM } } },
    'POST _/v2/keys.whoami |  | -',
  ],
  [
    'an inner object',
    'POST {{unkey.host}}/v2/keys.whoami',
    { [PUBLIC]: { dev: { unkey: { host: COM } } } },
    `POST ${COM}/v2/keys.whoami |  | -`,
  ],
  [
    'settings of REST Client, commented',
    'POST {{host}}/v2/keys.whoami',
    {
      '../.vscode/settings.json': `{ // mine\n "rest-client.environmentVariables": { "$shared": {"host": "${COM}"} }, }`,
    },
    `POST ${COM}/v2/keys.whoami |  | -`,
  ],
  [
    'settings of other extensions',
    'POST {{host}}/v2/keys.whoami',
    { '../.vscode/settings.json': { editor: { host: COM } } },
    'POST _/v2/keys.whoami |  | -',
  ],
  [
    'dotenv',
    'POST {{$dotenv HOST}}/v2/keys.whoami\nX-A: {{ $dotenv  NAME }}',
    { '../.env': `# no\nexport HOST="${COM}" # yes\nNAME=x\n` },
    `POST ${COM}/v2/keys.whoami | X-A: _ | -`,
  ],
  [
    'the process environment is not the file',
    'POST {{$processEnv HOST}}/v2/keys.whoami',
    { '.env': `HOST=${COM}` },
    'POST _/v2/keys.whoami |  | -',
  ],
  [
    'the nearest file',
    'POST {{host}}/v2/keys.whoami',
    { [PUBLIC]: { dev: { host: COM } }, [`../${PUBLIC}`]: { dev: { host: DEV } } },
    `POST ${COM}/v2/keys.whoami |  | -`,
  ],
  [
    'secrets',
    `POST ${COM}/v2/keys.whoami\nAuthorization: {{auth}}\nX-A: {{plain}}\nX-B: {{apiKey}}\nX-C: {{url}}`,
    {
      [PUBLIC]: { dev: { plain: 'a b', apiKey: 'sk_live_1', url: 'https://me:pw@x.dev/a?t=1' } },
      [PRIVATE]: { dev: { auth: 'Bearer unkey_3ZaM7' } },
    },
    `POST ${COM}/v2/keys.whoami | Authorization: Bearer unkey__, X-A: a b, X-B: _, X-C: https://me:pw@x.dev/a?t=1 | -`,
  ],
  [
    'a private address without its user and query',
    `POST ${COM}/v2/keys.whoami\nX-C: {{url}}`,
    { [PRIVATE]: { dev: { url: 'https://me:pw@x.dev/a?t=1' } } },
    `POST ${COM}/v2/keys.whoami | X-C: https://_@x.dev/a?_ | -`,
  ],
  [
    'a value to fill in',
    `POST ${COM}/v2/keys.whoami\nAuthorization: Bearer {{key}}`,
    { [PUBLIC]: { dev: { key: '' } } },
    `POST ${COM}/v2/keys.whoami | Authorization: Bearer _ | -`,
  ],
  [
    'a value that a script sets',
    `POST {{host}}/v2/keys.whoami\n\n{}\n\n> {% client.global.set("host", response.body.host) %}`,
    { [PUBLIC]: { dev: { host: COM } } },
    'POST _/v2/keys.whoami |  | {}',
  ],
  [
    'a broken file',
    'POST {{host}}/v2/keys.whoami',
    { [PUBLIC]: '{"dev": {"ho' },
    'POST _/v2/keys.whoami |  | -',
  ],
];

describe('.http files and their environments', () => {
  for (const [name, text, files, call] of cases) {
    it(name, async () => {
      const { analysis } = await read(text, files);
      assert.deepEqual(analysis.facts.calls.map(describeCall), [call]);
    });
  }

  it('underlines the name of the variable and does not replace it', async () => {
    const text = 'GET {{host}}/v1/keys.createKey\nAuthorization: {{key}}\n';
    const { findings } = await read(text, { [PUBLIC]: { dev: { host: DEV, key: 'bearer x' } } });
    const [finding] = findings;
    assert.equal(finding?.rule, 'deprecated-v1-endpoint');
    assert.equal(text.slice(finding.range.start, finding.range.end), '{{host}}/v1/keys.createKey');
    assert.equal(finding.fix, undefined);
  });

  it('may still write before it', async () => {
    const text = `POST ${COM}/v2/keys.whoami\nAuthorization: {{key}}\n\n{"key": "k"}\n`;
    const { findings } = await read(text, { [PRIVATE]: { dev: { key: 'unkey_3ZaM7' } } });
    assert.deepEqual(
      findings.map((f) => [f.rule, f.fix?.edits.map((e) => [text.slice(e.range.start), e.newText])[0]?.[1]]),
      [['malformed-authorization', 'Bearer ']],
    );
  });

  it('reads a file whose only sign of Unkey is in its environment', async () => {
    const files = { [PUBLIC]: { dev: { base: `${COM}/v2` } } };
    const { analysis } = await read('POST {{base}}/keys.whoami', files);
    assert.equal(analysis.facts.calls.length, 1);
  });

  it('shows no secret in any message', async () => {
    const secret = 'Hq8rT2secret';
    const text = `GET ${COM}/v2/keys.getKey\nAuthorization: {{a}}\n\n{"keyId": "{{b}}"}\n`;
    const { findings } = await read(text, {
      [PRIVATE]: { dev: { a: `Token ${secret}`, b: `api_${secret}` } },
    });
    assert.ok(findings.length > 0);
    assert.ok(!JSON.stringify(findings).includes(secret));
  });

  it('does not grow what doubles', async () => {
    const values = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`v${i}`, `{{v${i + 1}}}{{v${i + 1}}}`]),
    );
    const start = performance.now();
    await read(`POST api.unkey.com{{v0}}\n${'X: {{v0}}\n'.repeat(500)}`, { [PUBLIC]: { dev: values } });
    assert.ok(performance.now() - start < 1000);
  });
});
