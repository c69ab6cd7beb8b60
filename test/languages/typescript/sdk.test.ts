import assert from 'node:assert/strict';
import type { Companion } from '../../../server/src/core/service.ts';
import { testService } from '../../harness/engine.ts';
import { describeCall } from '../../harness/facts.ts';

const service = testService();

/** The calls of a text and its uses of what v2 changed: `keys.create (v1) [create]`. */
async function sdkIn(text: string, companions: readonly Companion[] = [], languageId = 'typescript') {
  const { facts } = await service.analyze({ languageId, path: 'src/keys.ts', text, companions });
  return {
    calls: facts.calls.filter(({ sdk }) => sdk).map(describeCall),
    uses: facts.sdk.map(
      ({ symbol, sdk, range }) =>
        `${symbol} (${sdk.generation ?? '?'}) [${text.slice(range.start, range.end)}]`,
    ),
  };
}

const IMPORT = "import { Unkey } from '@unkey/api';\n";
const WHOAMI = '(POST) _/v2/keys.whoami | … | {"key":"k"}';

/** Ways to get at a client, each of which calls `keys.whoami`. */
const WAYS: Readonly<Record<string, string>> = {
  'a constant': `${IMPORT}const unkey = new Unkey({ rootKey });\nawait unkey.keys.whoami({ key: 'k' });`,
  'another name':
    "import { Unkey as Client } from '@unkey/api';\nnew Client({ rootKey }).keys.whoami({ key: 'k' });",
  'a namespace':
    "import * as sdk from '@unkey/api';\nconst u = new sdk.Unkey({});\nu.keys.whoami({ key: 'k' });",
  'a default import':
    "import Unkey from '@unkey/api';\nconst u = new Unkey({});\nu.keys.whoami({ key: 'k' });",
  require: "const { Unkey } = require('@unkey/api');\nconst u = new Unkey({});\nu.keys.whoami({ key: 'k' });",
  'require of the module':
    "const unkey = require('@unkey/api');\nconst u = new unkey.Unkey({});\nu.keys.whoami({ key: 'k' });",
  'dynamic import':
    "async function f() {\n  const { Unkey } = await import('@unkey/api');\n  const u = new Unkey({});\n  return u.keys.whoami({ key: 'k' });\n}",
  'a specifier of Deno':
    "import { Unkey } from 'npm:@unkey/api@2.1.0';\nconst u = new Unkey({});\nawait u.keys.whoami({ key: 'k' });",
  'a module of a CDN':
    "import { Unkey } from 'https://esm.sh/@unkey/api@2';\nconst u = new Unkey({});\nawait u.keys.whoami({ key: 'k' });",
  'a field with a value': `${IMPORT}class A {\n  #unkey = new Unkey({});\n  unkey = new Unkey({});\n  f() { return this.unkey.keys.whoami({ key: 'k' }); }\n}`,
  'a field given in the constructor': `${IMPORT}class A {\n  private readonly unkey: Unkey;\n  constructor(key: string) { this.unkey = new Unkey({ rootKey: key }); }\n  f() { return this.unkey.keys.whoami({ key: 'k' }); }\n}`,
  'a field that may be missing': `${IMPORT}class A {\n  private unkey: Unkey | null = null;\n  constructor() { if (root) { this.unkey = new Unkey({ rootKey: root }); } }\n  f() { return this.unkey!.keys.whoami({ key: 'k' }); }\n}`,
  'a field of a parameter': `${IMPORT}class A {\n  constructor(private readonly unkey: Unkey) {}\n  f() { return this.unkey.keys.whoami({ key: 'k' }); }\n}`,
  'a parameter with its type': `${IMPORT}export const f = (client: Unkey) => client.keys.whoami({ key: 'k' });`,
  'a type import':
    "import type { Unkey } from '@unkey/api';\nasync function f(u: Unkey) { await u.keys.whoami({ key: 'k' }); }",
  'a parameter with a default': `${IMPORT}const f = (u = new Unkey({})) => u.keys.whoami({ key: 'k' });`,
  'a function that gives it': `${IMPORT}function client() {\n  return new Unkey({ rootKey: env.ROOT });\n}\nclient().keys.whoami({ key: 'k' });`,
  'an arrow function that gives it': `${IMPORT}export const unkey = (c: Context) => new Unkey({ rootKey: c.env.ROOT });\napp.get('/', (c) => unkey(c).keys.whoami({ key: 'k' }));`,
  'a client made once': `${IMPORT}let cached: Unkey | undefined;\nfunction client() {\n  if (!cached) cached = new Unkey({});\n  return cached;\n}\nclient().keys.whoami({ key: 'k' });`,
  'a client made once by ??=': `${IMPORT}let cached: Unkey | undefined;\nexport async function f() {\n  cached ??= new Unkey({});\n  await cached.keys.whoami({ key: 'k' });\n}`,
  'a global': `${IMPORT}const unkey = globalThis.unkey ?? new Unkey({});\nif (dev) globalThis.unkey = unkey;\nunkey.keys.whoami({ key: 'k' });`,
  'a group of methods': `${IMPORT}const { keys } = new Unkey({});\nkeys.whoami({ key: 'k' });`,
  'an object that holds it': `${IMPORT}const services = { unkey: new Unkey({}) };\nservices.unkey.keys.whoami({ key: 'k' });`,
  'optional chaining': `${IMPORT}const unkey = root ? new Unkey({ rootKey: root }) : undefined;\nunkey?.keys?.whoami({ key: 'k' });`,
  'a promise': `${IMPORT}const unkey = new Unkey({});\nunkey.keys.whoami({ key: 'k' }).then(({ data }) => data);`,
  'a parameter without a type': `${IMPORT}async function f(unkey, key) {\n  await unkey.keys.whoami({ key: 'k' });\n}`,
  'another file': "import { unkey } from '../lib/unkey';\nawait unkey.keys.whoami({ key: 'k' });",
  'an argument of another name': `${IMPORT}const unkey = new Unkey({});\nconst input = { key: 'k' };\nawait unkey.keys.whoami({ ...input }, { timeoutMs: 10 });`,
};

const manifest = (range: string, name = '@unkey/api'): Companion => ({
  path: '../package.json',
  text: JSON.stringify({ dependencies: { [name]: range } }),
});

describe('SDKs in TypeScript', () => {
  after(() => service.dispose());

  for (const [way, text] of Object.entries(WAYS)) {
    it(`finds the call through ${way}`, async () => assert.deepEqual((await sdkIn(text)).calls, [WHOAMI]));
  }

  it('tells the release by the manifest', async () => {
    const text = `${IMPORT}await new Unkey({}).apis.listKeys({ apiId: 'api_1' });`;
    assert.deepEqual((await sdkIn(text)).calls, ['(POST) _/_/apis.listKeys | … | {"apiId":"api_1"}']);
    const v1 = await sdkIn(text, [manifest('^0.35.0')]);
    assert.deepEqual(v1.calls, ['(GET) _/v1/apis.listKeys | … | {"apiId":"api_1"}']);
    const v2 = await sdkIn(text, [manifest('latest')]);
    assert.deepEqual(v2.calls, ['(POST) _/v2/apis.listKeys | … | {"apiId":"api_1"}']);
  });

  it('knows what a framework carries in a program that declares the SDK', async () => {
    const text = "export const f = ({ ctx }) => ctx.unkey.keys.whoami({ key: 'k' });";
    assert.deepEqual((await sdkIn(text, [manifest('^2.5.0')])).calls, [WHOAMI]);
    assert.deepEqual((await sdkIn(text)).calls, []);
    const own = `${text}\nexport const g = (ctx) => Object.assign(ctx, { unkey: own() });`;
    assert.deepEqual((await sdkIn(own, [manifest('^2.5.0')])).calls, []);
  });

  it('tells the release by what only one of both has', async () => {
    const call = 'await unkey.permissions.listRoles();';
    const { calls } = await sdkIn(
      `${IMPORT}const unkey = new Unkey({});\n${call}\nunkey.keys.getKey({ keyId });`,
    );
    assert.equal(calls[0], '(POST) _/v2/permissions.listRoles | … | -');
    const { uses } = await sdkIn(`${IMPORT}const unkey = new Unkey({});\nconst { error } = ${call}`);
    assert.deepEqual(uses, ['error (v1) [{ error }]']);
  });

  it('reads a package under another name', async () => {
    const companions = [manifest('npm:@unkey/api@0.38.0', '@unkey/legacy')];
    const text = "import { Unkey } from '@unkey/legacy';\nnew Unkey({ rootKey }).keys.get({ keyId: 'k' });";
    assert.deepEqual(await sdkIn(text, companions), {
      calls: ['(GET) _/v1/keys.getKey | … | {"keyId":"k"}'],
      uses: ['keys.get (v1) [get]'],
    });
  });

  it('reads what Ratelimit sends', async () => {
    const text = `import { Ratelimit } from '@unkey/ratelimit';
const mail = new Ratelimit({ rootKey, namespace: 'mail', limit: 5, duration: '1 m' });
await mail.limit(user.id, { cost: 2 });
await mail.limit('a', { limit: { limit: 1, duration: 1000 } });`;
    assert.deepEqual((await sdkIn(text)).calls, [
      '(POST) _/v2/ratelimit.limit | … | {"identifier":_,"cost":2,"namespace":"mail","limit":5,"duration":60000,…}',
      '(POST) _/v2/ratelimit.limit | … | {"identifier":"a","namespace":"mail",…}',
    ]);
  });

  it('leaves alone what only looks like an SDK', async () => {
    const nothing = { calls: [], uses: [] };
    for (const text of [
      "import { Unkey } from './unkey';\nnew Unkey({ token }).keys.create({});",
      "import { Unkey, unkey } from './unkey';\nconst mine = new Unkey({ token });\nmine.keys.create({}); // unkey.keys",
      "import { unkey } from './api';\nawait unkey.keys.rotate({ keyId });\nawait unkey.keys.cache.get({ keyId });",
      "import { api } from './api';\nimport '@unkey/api';\nawait api.keys.create({ apiId });",
      "import { Redis, Ratelimit } from '@upstash/ratelimit';\n// not @unkey/ratelimit\nnew Ratelimit({ async: true }).limit('a', { meta: {} });",
      "import { verifyKey } from './auth';\n// instead of '@unkey/api'\nverifyKey('k');",
      `${IMPORT}export const k = (unkey: Other) => unkey.keys.create({});`,
      `${IMPORT}type T = Parameters<Unkey['keys']['createKey']>;`,
    ])
      assert.deepEqual(await sdkIn(text), nothing, text);
  });

  it('says the import where nothing is called', async () => {
    const { uses } = await sdkIn(
      "import { verifyKey } from '@unkey/api';\nexport const check = { verifyKey };",
    );
    assert.deepEqual(uses, ['verifyKey() (?) [verifyKey]']);
  });
});
