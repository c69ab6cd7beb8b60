import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changesOf } from '../../server/src/core/catalogue/changes.ts';
import type { Migration } from '../../server/src/core/migration/migration.ts';
import { apiMethods } from '../../server/src/core/sdk/methods.ts';
import { sample } from '../harness/changes.ts';
import { takeWarnings, testService } from '../harness/engine.ts';
import { applySteps } from '../harness/migration.ts';

const service = testService();

type Fields = Record<string, unknown>;

const manifest = (version: string) => [
  {
    path: 'package.json',
    text: JSON.stringify({
      dependencies: {
        '@unkey/api': version,
        '@unkey/hono': version,
        '@unkey/nextjs': version,
        '@unkey/ratelimit': version,
      },
    }),
  },
];

/** A text of a program that declares release 0 or 2 of the SDKs. */
const program = (text: string, release: 0 | 2 = 0) => ({
  languageId: 'typescript',
  path: 'keys.ts',
  text,
  companions: manifest(release === 0 ? '^0.38.0' : '^2.5.0'),
});

const migrate = (text: string): Promise<Migration> => service.migrate(program(text));

async function findingsOf(text: string): Promise<readonly string[]> {
  const analysis = await service.analyze(program(text, 2));
  const findings = service.check(analysis, { rules: { [JUDGES_VALUES]: 'off' } });
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}

/** The values that a schema gives are of its types, and no more than that. */
const JUDGES_VALUES = 'invalid-body-value';

/** Methods whose parameters have to be written anew. */
const BY_HAND = /getVerifications$|^migrations\.createKeys$/;

/** Roles and permissions are told by id or by name: v2 knows names only. */
const named = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => {
      const isList =
        /^(?:roles|permissions)$/.test(field) && Array.isArray(value) && typeof value[0] === 'object';
      return [field, isList ? [{ name: 'text', ...(value[0] as Fields) }] : value];
    }),
  );

/** The parameters of an operation of v1, one of those that say the same. */
function parametersOf(operation: string): unknown {
  const changes = changesOf(operation) ?? changesOf(operation, 'POST');
  assert.ok(changes, operation);
  const schema = changes.from.body ?? changes.from.query;
  if (!schema) return {};
  const whole = sample(schema, 'all');
  if (Array.isArray(whole)) return whole;
  const { identityId, namespaceId, ...fields } = named(whole as Fields);
  return identityId && !('externalId' in fields) ? { identityId, ...fields } : fields;
}

const methods = [...apiMethods().values()].filter(({ operations }) => operations.v1 !== undefined);

/** The type checker's complaints about texts in files beside the SDK for v2. */
function complaints(texts: ReadonlyMap<string, string>): string {
  mkdirSync('out', { recursive: true });
  const folder = mkdtempSync(join('out', 'sdk-'));
  try {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: 'nodenext',
      target: 'es2022',
      skipLibCheck: true,
      types: ['node'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.mts'] }));
    for (const [name, text] of texts) writeFileSync(join(folder, `${name}.mts`), text);
    const { stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder], {
      encoding: 'utf8',
    });
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('migration of the SDK of TypeScript', () => {
  const migrated = new Map<string, string>();
  afterEach(() => assert.deepEqual(takeWarnings(), []));

  for (const { name, operations, change } of methods) {
    it(name, async () => {
      // v2 answers nothing there.
      const isBare = name === 'identities.delete';
      const text = `import { Unkey } from '@unkey/api';
const unkey = new Unkey({ rootKey: process.env.UNKEY_ROOT_KEY! });
const { result, error } = await unkey.${name}(${JSON.stringify(parametersOf(operations.v1!))});
if (error) throw new Error(error.message);
${isBare ? '' : 'console.log(result);'}
const answer = await unkey.${name}(${JSON.stringify(parametersOf(operations.v1!))});
${isBare ? '' : 'console.log(answer.result);'}
export const handedOn = () => unkey.${name}(${JSON.stringify(parametersOf(operations.v1!))});
const both = await unkey.${name}(${JSON.stringify(parametersOf(operations.v1!))});
if (both.error) throw new Error(\`\${both.error.code}, see \${both.error.docs}\`);
`;
      const migration = await migrate(text);
      if (BY_HAND.test(name)) {
        assert.deepEqual(migration.steps, []);
        assert.equal(migration.todos[0]?.from, name);
        return;
      }
      assert.deepEqual(migration.todos, []);
      assert.equal(migration.steps.length, 1);
      const calls = migration.steps[0]!.calls.map(({ from, to }) => `${from} ${to}`);
      const to = change?.successor ?? name;
      assert.deepEqual(calls, Array(4).fill(`${name} ${to}`));
      const now = applySteps(text, migration);
      assert.deepEqual(await findingsOf(now), []);
      assert.deepEqual((await migrate(now)).steps, []);
      migrated.set(name, now);
    });
  }

  it('a release that an import names is not asked for in a manifest', async () => {
    const notesOf = async (from: string) => {
      const text = `import { Unkey } from '${from}';
const unkey = new Unkey({ rootKey });
const { result } = await unkey.keys.get({ keyId });
`;
      const { steps } = await migrate(text);
      return steps.flatMap(({ calls }) => calls.flatMap(({ notes }) => notes)).join(' ');
    };
    assert.match(await notesOf('@unkey/api'), /Raise @unkey\/api to 2\.x in package\.json/);
    assert.doesNotMatch(await notesOf('npm:@unkey/api@0.38'), /Raise/);
  });

  it('says nothing of the id of an API that only verifying was given', async () => {
    const text = [
      "import { Unkey } from '@unkey/api';",
      'const unkey = new Unkey({ rootKey });',
      'export async function used(keyId: string, key: string) {',
      '  const { result } = await unkey.keys.get({ keyId });',
      '  const seen = await unkey.keys.verify({ key, apiId: result?.apiId });',
      '  return seen.result?.valid;',
      '}',
    ].join('\n');
    const { steps } = await migrate(text);
    const notes = steps.flatMap(({ calls }) => calls.flatMap((call) => call.notes)).join(' ');
    assert.doesNotMatch(notes, /does not answer/);
  });

  it('what it makes has the types of the release for v2', function () {
    this.timeout(60_000);
    assert.ok(migrated.size > 30);
    assert.equal(complaints(migrated), '');
  });
});
