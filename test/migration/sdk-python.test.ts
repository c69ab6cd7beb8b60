import assert from 'node:assert/strict';
import { changesOf } from '../../server/src/core/catalogue/changes.ts';
import { sdkChange } from '../../server/src/core/catalogue/sdk-changes.ts';
import { earlierMethods } from '../../server/src/core/sdk/earlier-methods.ts';
import { nameInSdk } from '../../server/src/core/sdk/naming.ts';
import { sample } from '../harness/changes.ts';
import { takeWarnings, testService } from '../harness/engine.ts';
import { applySteps } from '../harness/migration.ts';

const service = testService();
const methods = earlierMethods('unkey.py', 'snake_case');

/** Methods that v2 does not have, or takes another request for. */
const BY_HAND = /get_verifications$|^migrations|delete_keys$|^liveness/;
/** Methods whose fields are arguments in v1 already. */
const NAMED =
  /^(?:keys|apis|identities|permissions)\.get$|get_role$|\.list$|list_roles$|list_overrides$|get_override$/;

type Fields = Record<string, unknown>;

/** A value as Python writes it, its names those of the SDK. */
function written(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, one]) => `"${nameInSdk(name, 'snake_case')}": ${written(one)}`)
    .join(', ')}}`;
}

/** The parameters of an operation of v1, one of those that say the same. */
function parametersOf(operation: string): Fields {
  const changes = changesOf(operation) ?? changesOf(operation, 'POST');
  const schema = changes?.from.body ?? changes?.from.query;
  if (!schema) return {};
  const { identityId, namespaceId, ...fields } = sample(schema, 'all') as Fields;
  for (const name of ['roles', 'permissions']) {
    const [first] = Array.isArray(fields[name]) ? (fields[name] as unknown[]) : [];
    if (typeof first === 'object') fields[name] = [{ name: 'text', ...first }];
  }
  return identityId && !('externalId' in fields) ? { identityId, ...fields } : fields;
}

function argumentsOf(name: string, operation: string): string {
  const fields = parametersOf(operation);
  if (!NAMED.test(name)) return `request=${written(fields)}`;
  return Object.entries(fields)
    .map(([field, value]) => `${nameInSdk(field, 'snake_case')}=${written(value)}`)
    .join(', ');
}

describe('migration of the SDK of Python', () => {
  afterEach(() => assert.deepEqual(takeWarnings(), []));

  for (const { name, operation } of methods) {
    if (name === 'keys.revoke_key') continue;
    it(name, async () => {
      const given = argumentsOf(name, operation);
      const text = `import os

from unkey_py import Unkey

unkey = Unkey(bearer_auth=os.environ["UNKEY_ROOT_KEY"])
unkey.${name}(${given})


async def call():
    await unkey.${name}_async(${given})
`;
      const document = { languageId: 'python', path: 'main.py', text };
      const migration = await service.migrate(document);
      if (BY_HAND.test(name)) {
        assert.deepEqual(migration.steps, []);
        assert.ok(migration.todos.some(({ from }) => from === name));
        return;
      }
      assert.deepEqual(migration.todos, [], text);
      const to = sdkChange('unkey.py', name)?.successor ?? name;
      const calls = migration.steps[0]?.calls.filter((call) => call.from === name && call.to === to);
      assert.equal(calls?.length, 2);
      const now = applySteps(text, migration);
      const after = await service.analyze({ ...document, text: now });
      assert.deepEqual(
        service
          .check(after, { rules: { 'invalid-body-value': 'off' } })
          .map(({ rule, message }) => `${rule}: ${message}`),
        [],
        now,
      );
      assert.deepEqual((await service.migrate({ ...document, text: now })).steps, []);
    });
  }
});
