import assert from 'node:assert/strict';
import { nearestOperation } from '../../server/src/core/catalogue/nearest.ts';
import { HOLE } from '../../server/src/core/source.ts';

const cases: readonly (readonly [
  version: string,
  written: string,
  meant: string | undefined,
  method?: string,
])[] = [
  // Renamed, moved and removed.
  ['v2', 'ratelimits.limit', 'ratelimit.limit'],
  ['v2', 'ratelimits.setOverride', 'ratelimit.setOverride'],
  ['v2', 'keys.updateRemaining', 'keys.updateCredits'],
  ['v2', 'keys.getVerifications', 'analytics.getVerifications'],
  ['v2', 'migrations.createKeys', 'keys.migrateKeys'],
  ['v2', 'keys/verify', 'keys.verifyKey'],
  ['v2', `apis/${HOLE}/keys`, 'apis.listKeys'],
  ['v2', 'keys/key_1', 'keys.deleteKey', 'DELETE'],
  ['v2', 'keys/key_1', undefined],
  ['v2', 'portal.exchangeSession', 'portal.exchangeCode'],
  ['v2', 'deploy.generateUploadUrl', undefined],
  ['v2', 'apis.deleteKeys', undefined],
  ['v1', 'ratelimit.limit', 'ratelimits.limit'],
  ['v1', 'keys.updateCredits', 'keys.updateRemaining'],
  ['v1', 'keys.migrateKeys', undefined],
  // The same words otherwise.
  ['v2', 'keys.verifykey', 'keys.verifyKey'],
  ['v2', 'keys.verify_key', 'keys.verifyKey'],
  ['v2', 'keys/verifyKey', 'keys.verifyKey'],
  ['v2', 'verifyKey', 'keys.verifyKey'],
  ['v2', 'keys.listKeys', 'apis.listKeys'],
  ['v1', 'keys.listKeys', 'apis.listKeys'],
  ['v2', 'apps.getApi', 'apis.getApi'],
  ['v2', 'roles.createRole', 'permissions.createRole'],
  ['v2', 'identity.getIdentity', 'identities.getIdentity'],
  ['v2', 'key.verifyKey', 'keys.verifyKey'],
  ['v2', 'identities.getIdentities', 'identities.getIdentity'],
  ['v2', 'keys.addRole', 'keys.addRoles'],
  // Cut short.
  ['v2', 'keys.create', 'keys.createKey'],
  ['v2', 'keys.verify', 'keys.verifyKey'],
  ['v2', 'keys.update', 'keys.updateKey'],
  ['v2', 'keys.list', 'apis.listKeys'],
  ['v2', 'apis.create', 'apis.createApi'],
  ['v2', 'identities.list', 'identities.listIdentities'],
  ['v2', 'keys.add', undefined],
  // Another verb.
  ['v2', 'keys.revokeKey', 'keys.deleteKey'],
  ['v2', 'keys.revoke', 'keys.deleteKey'],
  ['v2', 'keys.rotateKey', 'keys.rerollKey'],
  // Typos.
  ['v2', 'keys.vrifyKey', 'keys.verifyKey'],
  ['v2', 'kesy.verifyKey', 'keys.verifyKey'],
  ['v2', 'identites.creteIdentity', 'identities.createIdentity'],
  // Nothing near.
  ['v1', 'keys.updateKeyAuth', undefined],
  ['v2', 'keys.updateKeyAuth', undefined],
  ['v2', 'apis.listApis', undefined],
  ['v2', 'users.createUser', undefined],
  ['v2', 'workspaces.getWorkspace', undefined],
  ['v2', 'openapi.yaml', undefined],
  ['v2', 'constructor.toString', undefined],
  ['v2', HOLE, undefined],
  ['v2', `keys.${HOLE}`, undefined],
  ['v2', '', undefined],
  ['v3', 'keys.verify', undefined],
];

describe('catalogue: nearest operation', () => {
  for (const [version, written, meant, method] of cases) {
    it(`${version} ${method ?? ''} ${JSON.stringify(written)} → ${meant ?? 'nothing'}`, () => {
      assert.equal(nearestOperation(version, written, method), meant);
    });
  }
});
