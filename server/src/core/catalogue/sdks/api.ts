import type { SdkChange, SdkPackage } from './sdk-package.ts';

const method = (operation: string, successor = operation): SdkChange => ({ operation, successor });
const renamed = (operation: string, successor = operation): SdkChange => ({
  ...method(operation, successor),
  certain: true,
});

/** `@unkey/api`: the typings of releases 0.4 to 0.38 beside those of 2.0 to 2.5. */
export const api: SdkPackage = {
  name: '@unkey/api',
  firstMajor: 2,
  kept: [
    'keys.addPermissions',
    'keys.setPermissions',
    'keys.removePermissions',
    'keys.addRoles',
    'keys.setRoles',
    'keys.removeRoles',
    'apis.listKeys',
    'permissions.createPermission',
    'permissions.getPermission',
    'permissions.deletePermission',
    'permissions.listPermissions',
    'permissions.createRole',
    'permissions.getRole',
    'permissions.deleteRole',
    'permissions.listRoles',
    'analytics.getVerifications',
  ],
  changes: {
    'verifyKey()': {
      subject: 'the function `verifyKey`',
      operation: 'keys.verifyKey',
      successor: 'keys.verifyKey',
      remedy: 'call `keys.verifyKey({ key })` of a `new Unkey({ rootKey })`',
    },
    '{ result, error }': { remedy: 'the result is in `data`, and errors are thrown' },
    error: { remedy: 'errors are thrown' },
    'result.keys': {
      subject: 'this part of a list',
      remedy: 'the keys are in `result.data`, and the cursor is in `result.pagination`',
    },
    'token:': { subject: '`token`', successor: 'rootKey', remedy: 'name it `rootKey`', certain: true },
    'baseUrl:': {
      subject: '`baseUrl`',
      successor: 'serverURL',
      remedy: 'name it `serverURL`',
      certain: true,
    },
    'verifyKey({ apiId })': {
      subject: '`apiId` for `verifyKey`',
      remedy: 'leave it out, the permissions of the root key say which APIs count',
    },

    'keys.create': method('keys.createKey'),
    'keys.verify': method('keys.verifyKey'),
    'keys.update': method('keys.updateKey'),
    'keys.delete': renamed('keys.deleteKey'),
    'keys.revoke': renamed('keys.deleteKey'),
    'keys.get': renamed('keys.getKey'),
    'keys.updateRemaining': method('keys.updateRemaining', 'keys.updateCredits'),
    'keys.getVerifications': method('keys.getVerifications', 'analytics.getVerifications'),
    'apis.create': renamed('apis.createApi'),
    'apis.delete': renamed('apis.deleteApi'),
    'apis.remove': renamed('apis.deleteApi'),
    'apis.get': renamed('apis.getApi'),
    'ratelimits.limit': method('ratelimits.limit', 'ratelimit.limit'),
    'ratelimits.getOverride': method('ratelimits.getOverride', 'ratelimit.getOverride'),
    'ratelimits.listOverrides': method('ratelimits.listOverrides', 'ratelimit.listOverrides'),
    'ratelimits.setOverride': method('ratelimits.setOverride', 'ratelimit.setOverride'),
    'ratelimits.deleteOverride': method('ratelimits.deleteOverride', 'ratelimit.deleteOverride'),
    'identities.create': method('identities.createIdentity'),
    'identities.get': method('identities.getIdentity'),
    'identities.list': renamed('identities.listIdentities'),
    'identities.delete': method('identities.deleteIdentity'),
    'identities.update': method('identities.updateIdentity'),
    'migrations.createKeys': method('migrations.createKeys', 'keys.migrateKeys'),
    'migrations.enqueueKeys': method('migrations.enqueueKeys', 'keys.migrateKeys'),
  },
};

/** What people call a method that no release has, and what to call in v2 in its place. */
export const inventedMethods: ReadonlyMap<string, string> = new Map([
  ['keys.list', 'apis.listKeys({ apiId, externalId })'],
  ['keys.listKeys', 'apis.listKeys({ apiId, externalId })'],
  ['keys.rotate', 'keys.rerollKey({ keyId, expiration })'],
  ['keys.reroll', 'keys.rerollKey({ keyId, expiration })'],
  ['keys.disable', 'keys.updateKey({ keyId, enabled: false })'],
  ['keys.enable', 'keys.updateKey({ keyId, enabled: true })'],
]);
