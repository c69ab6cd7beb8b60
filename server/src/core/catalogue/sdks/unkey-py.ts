import type { SdkChange, SdkPackage } from './sdk-package.ts';

const method = (operation: string, successor: string): SdkChange => ({ operation, successor });
const renamed = (operation: string, successor: string): SdkChange => ({
  ...method(operation, successor),
  certain: true,
});

/** `unkey.py`: the sources of releases up to 0.9 beside those of 2.0 to 3.1. */
export const unkeyPy: SdkPackage = {
  name: 'unkey.py',
  firstMajor: 2,
  kept: [
    'keys.whoami',
    'keys.add_permissions',
    'keys.remove_permissions',
    'keys.set_permissions',
    'keys.add_roles',
    'keys.remove_roles',
    'keys.set_roles',
    'apis.list_keys',
    'permissions.create_role',
    'permissions.delete_role',
    'permissions.get_role',
    'permissions.list_roles',
    'ratelimit.list_overrides',
    'ratelimit.get_override',
  ],
  changes: {
    unkey_py: { subject: 'the module `unkey_py`', successor: 'unkey.py', remedy: 'import `unkey.py`' },
    'unkey.Client': {
      subject: 'the class `unkey.Client`',
      remedy: 'import `Unkey` from `unkey.py` and make an `Unkey(root_key=…)`',
    },
    'unkey.protected': {
      subject: 'the decorator `unkey.protected`',
      remedy: 'call `keys.verify_key(key=…)` of an `Unkey(root_key=…)`',
    },
    'bearer_auth=': {
      subject: '`bearer_auth`',
      successor: 'root_key',
      remedy: 'name it `root_key`',
      certain: true,
    },
    'request=': { subject: '`request` here', remedy: 'give its fields as arguments' },

    'keys.create': method('keys.createKey', 'keys.create_key'),
    'keys.verify': method('keys.verifyKey', 'keys.verify_key'),
    'keys.update': method('keys.updateKey', 'keys.update_key'),
    'keys.delete': renamed('keys.deleteKey', 'keys.delete_key'),
    'keys.revoke_key': { successor: 'keys.delete_key' },
    'keys.get': renamed('keys.getKey', 'keys.get_key'),
    'keys.update_remaining': method('keys.updateRemaining', 'keys.update_credits'),
    'keys.get_verifications': method('keys.getVerifications', 'analytics.get_verifications'),
    'apis.create': renamed('apis.createApi', 'apis.create_api'),
    'apis.delete': renamed('apis.deleteApi', 'apis.delete_api'),
    'apis.get': renamed('apis.getApi', 'apis.get_api'),
    'apis.delete_keys': {
      operation: 'apis.deleteKeys',
      remedy: 'delete each key with `keys.delete_key`',
    },
    'identities.create': renamed('identities.createIdentity', 'identities.create_identity'),
    'identities.get': method('identities.getIdentity', 'identities.get_identity'),
    'identities.list': method('identities.listIdentities', 'identities.list_identities'),
    'identities.update': method('identities.updateIdentity', 'identities.update_identity'),
    'identities.delete': method('identities.deleteIdentity', 'identities.delete_identity'),
    'permissions.create': method('permissions.createPermission', 'permissions.create_permission'),
    'permissions.delete': method('permissions.deletePermission', 'permissions.delete_permission'),
    'permissions.get': method('permissions.getPermission', 'permissions.get_permission'),
    'permissions.list': method('permissions.listPermissions', 'permissions.list_permissions'),
    'ratelimit.ratelimit_set_override': method('ratelimits.setOverride', 'ratelimit.set_override'),
    'ratelimits.limit': method('ratelimits.limit', 'ratelimit.limit'),
    'ratelimits.delete_override': method('ratelimits.deleteOverride', 'ratelimit.delete_override'),
    'migrations.create_keys': method('migrations.createKeys', 'keys.migrate_keys'),
    'migrations.enqueue': method('migrations.enqueueKeys', 'keys.migrate_keys'),
    'liveness.check': { operation: 'liveness', remedy: 'there is nothing in its place' },
  },
};
