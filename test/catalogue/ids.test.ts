import assert from 'node:assert/strict';
import { idKinds, kindOfField, kindOfId } from '../../server/src/core/catalogue/ids.ts';

describe('catalogue: ids', () => {
  const values: Readonly<Record<string, string | undefined>> = {
    key_123: 'key',
    key_auth_123: 'keyspace',
    kauth_123: 'keyspace',
    keyauth_123: 'keyspace',
    ks_1234abcd: 'keyspace',
    key_authors: 'key',
    key_au_th: 'key',
    api_123: 'api',
    id_1: 'identity',
    ident_1: 'identity',
    identity_123: 'identity',
    rlns_1: 'namespace',
    ns_1: 'namespace',
    rlor_1: 'override',
    ovr_1: 'override',
    override_abc123: 'override',
    role_dns_manager: 'role',
    perm_1: 'permission',
    d_1: 'deployment',
    key_: undefined,
    key_auth_: undefined,
    _: undefined,
    KEY_123: undefined,
    key: undefined,
    keys_1: undefined,
    sk_live_1: undefined,
    unkey_3Zabc: undefined,
    'my key_1': undefined,
    constructor_1: undefined,
    '': undefined,
  };
  for (const [value, id] of Object.entries(values)) {
    it(`${JSON.stringify(value)} is ${id ?? 'no id'}`, () => {
      const found = kindOfId(value);
      assert.equal(found?.kind.id, id);
      if (found) assert.ok(value.startsWith(found.prefix) && value.length > found.prefix.length);
    });
  }

  it('names the prefix as written', () => {
    assert.equal(kindOfId('key_auth_1')?.prefix, 'key_auth_');
    assert.equal(kindOfId('key_auth_1')?.kind.prefix, 'ks_');
  });

  it('knows the strict fields', () => {
    const prefixes = [
      'keyId',
      'apiId',
      'keyAuthId',
      'keyspaceId',
      'keySpaceId',
      'identityId',
      'namespaceId',
    ].map((field) => kindOfField(field)?.prefix);
    assert.deepEqual(prefixes, ['key_', 'api_', 'ks_', 'ks_', 'ks_', 'id_', 'rlns_']);
    assert.deepEqual(
      ['overrideId', 'roleId', 'permissionId', 'workspaceId', 'deploymentId', 'policyId'].map(
        (field) => kindOfField(field)?.prefix,
      ),
      ['rlor_', 'role_', 'perm_', 'ws_', 'd_', 'pol_'],
    );
  });

  const free =
    'identity namespace role permission project app environment portal externalId migrationId ownerId';
  for (const field of [...free.split(' '), 'key', 'id', 'KeyId', 'constructor', '']) {
    it(`asks no kind of the field ${JSON.stringify(field)}`, () => {
      assert.equal(kindOfField(field), undefined);
    });
  }

  it('gives every prefix to one kind', () => {
    const prefixes = idKinds.flatMap((kind) => [kind.prefix, ...kind.aliases]);
    assert.equal(new Set(prefixes).size, prefixes.length);
    assert.equal(new Set(idKinds.map((kind) => kind.id)).size, idKinds.length);
    for (const prefix of prefixes) {
      assert.match(prefix, /^[a-z]+_([a-z]+_)?$/);
      assert.equal(kindOfId(`${prefix}x`)?.prefix, prefix);
    }
  });

  it('proves nothing by a prefix that words begin with', () => {
    const generic = 'id d app env test log org dom pol cor ins fl net cls rgn rl oas asp flr cert'.split(' ');
    for (const prefix of generic) assert.equal(kindOfId(`${prefix}_1`)?.kind.distinctive, false, prefix);
    for (const prefix of ['key', 'api', 'ks', 'rlns', 'rlor', 'perm', 'role', 'ws', 'req']) {
      assert.equal(kindOfId(`${prefix}_1`)?.kind.distinctive, true, prefix);
    }
  });
});
