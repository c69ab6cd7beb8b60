import type { SdkChange, SdkPackage } from './sdk-package.ts';

const to = (successor: string): SdkChange => ({ successor });

/** `@unkey/api`: the typings of releases 0.4 to 0.38 beside those of 2.0 to 2.5. */
export const api: SdkPackage = {
  name: '@unkey/api',
  firstMajor: 2,
  changes: {
    'verifyKey()': {
      subject: 'the function `verifyKey`',
      successor: 'keys.verifyKey',
      remedy: 'call `unkey.keys.verifyKey({ key })` of a `new Unkey({ rootKey })`',
    },
    '{ result, error }': {
      remedy: 'the result is in `data`, and errors are thrown',
    },
    'token:': { subject: '`token`', successor: 'rootKey', remedy: 'name it `rootKey`' },
    'baseUrl:': { subject: '`baseUrl`', successor: 'serverURL', remedy: 'name it `serverURL`' },
    'verifyKey({ apiId })': {
      subject: '`apiId` for `verifyKey`',
      remedy: 'leave it out, the root key decides which APIs count',
    },
    and: { subject: 'the function `and`', remedy: "write permissions as text: `'a AND b'`" },
    or: { subject: 'the function `or`', remedy: "write permissions as text: `'a OR b'`" },

    'keys.create': to('keys.createKey'),
    'keys.verify': to('keys.verifyKey'),
    'keys.update': to('keys.updateKey'),
    'keys.delete': to('keys.deleteKey'),
    'keys.revoke': to('keys.deleteKey'),
    'keys.get': to('keys.getKey'),
    'keys.updateRemaining': to('keys.updateCredits'),
    'keys.getVerifications': to('analytics.getVerifications'),
    'apis.create': to('apis.createApi'),
    'apis.delete': to('apis.deleteApi'),
    'apis.remove': to('apis.deleteApi'),
    'apis.get': to('apis.getApi'),
    'ratelimits.limit': to('ratelimit.limit'),
    'ratelimits.getOverride': to('ratelimit.getOverride'),
    'ratelimits.listOverrides': to('ratelimit.listOverrides'),
    'ratelimits.setOverride': to('ratelimit.setOverride'),
    'ratelimits.deleteOverride': to('ratelimit.deleteOverride'),
    'identities.create': to('identities.createIdentity'),
    'identities.get': to('identities.getIdentity'),
    'identities.list': to('identities.listIdentities'),
    'identities.delete': to('identities.deleteIdentity'),
    'identities.update': to('identities.updateIdentity'),
    'migrations.createKeys': to('keys.migrateKeys'),
    'migrations.enqueueKeys': to('keys.migrateKeys'),
  },
};
