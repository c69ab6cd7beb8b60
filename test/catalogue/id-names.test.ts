import assert from 'node:assert/strict';
import { meaningOfName } from '../../server/src/core/catalogue/id-names.ts';

/** `api+` with the word Unkey, `api` alone, `(api)` among other words. */
function said(name: string): string {
  const meaning = meaningOfName(name);
  if (!meaning) return '-';
  const kind = meaning.kind === 'rootKey' ? 'root key' : meaning.kind.id;
  return meaning.saysUnkey ? `${kind}+` : meaning.plain ? kind : `(${kind})`;
}

describe('names of ids', () => {
  const cases: readonly (readonly [name: string, meaning: string])[] = [
    ['UNKEY_API_ID', 'api+'],
    ['unkeyApiId', 'api+'],
    ['NEXT_PUBLIC_UNKEY_API_ID', 'api+'],
    ['UNKEY_API_ID_PROD', 'api+'],
    ['unkey.rootKey', 'root key+'],
    ['UNKEY_ROOT_KEY', 'root key+'],
    ['UNKEY_ROOT_KEY_ID', 'key+'],
    ['rootKey', 'root key'],
    ['--key-id', 'key'],
    ['keyId', 'key'],
    ['TEST_KEY_ID_2', 'key'],
    ['KEY_AUTH_ID', 'keyspace'],
    ['namespace_id', 'namespace'],
    ['stripeApiId', '(api)'],
    ['projectId', '(project)'],
    ['UNKEY_PROJECT_ID', 'project+'],
    ['UNKEY_API_KEY', '-'],
    ['apiKey', '-'],
    ['id', '-'],
    ['', '-'],
  ];
  for (const [name, meaning] of cases)
    it(`${name || 'nothing'}: ${meaning}`, () => assert.equal(said(name), meaning));
});
