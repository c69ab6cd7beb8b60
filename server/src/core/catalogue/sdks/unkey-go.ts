import type { SdkChange, SdkPackage } from './sdk-package.ts';

const method = (operation: string, successor: string): SdkChange => ({ operation, successor });
const SUCCESSOR = 'github.com/unkeyed/sdks/api/go/v2';

/** `github.com/unkeyed/unkey-go`, whose place another module took: both by their sources. */
export const unkeyGo: SdkPackage = {
  name: 'github.com/unkeyed/unkey-go',
  firstMajor: undefined,
  successor: SUCCESSOR,
  kept: [
    'Keys.GetKey',
    'Keys.Whoami',
    'Keys.DeleteKey',
    'Keys.CreateKey',
    'Keys.VerifyKey',
    'Keys.UpdateKey',
    'Keys.AddPermissions',
    'Keys.RemovePermissions',
    'Keys.SetPermissions',
    'Keys.AddRoles',
    'Keys.RemoveRoles',
    'Keys.SetRoles',
    'Apis.GetAPI',
    'Apis.CreateAPI',
    'Apis.ListKeys',
    'Apis.DeleteAPI',
    'Identities.CreateIdentity',
    'Identities.GetIdentity',
    'Identities.ListIdentities',
    'Identities.UpdateIdentity',
    'Identities.DeleteIdentity',
    'Permissions.CreatePermission',
    'Permissions.DeletePermission',
    'Permissions.GetPermission',
    'Permissions.ListPermissions',
    'Permissions.CreateRole',
    'Permissions.DeleteRole',
    'Permissions.GetRole',
    'Permissions.ListRoles',
    'Ratelimit.SetOverride',
    'Ratelimit.ListOverrides',
    'Ratelimit.GetOverride',
    'Analytics.GetVerifications',
  ],
  changes: {
    import: {
      subject: '`github.com/unkeyed/unkey-go`',
      successor: SUCCESSOR,
      remedy: `import \`${SUCCESSOR}\``,
      elsewhere: true,
    },
    models: {
      subject: '`github.com/unkeyed/unkey-go/models`',
      remedy: `import \`${SUCCESSOR}/models/components\`, where requests are called \`V2…RequestBody\``,
      elsewhere: true,
    },
    'Keys.UpdateRemaining': method('keys.updateRemaining', 'Keys.UpdateCredits'),
    'Keys.GetVerifications': method('keys.getVerifications', 'Analytics.GetVerifications'),
    'Apis.DeleteKeys': { operation: 'apis.deleteKeys', remedy: 'delete each key with `Keys.DeleteKey`' },
    'Ratelimits.Limit': method('ratelimits.limit', 'Ratelimit.Limit'),
    'Ratelimits.DeleteOverride': method('ratelimits.deleteOverride', 'Ratelimit.DeleteOverride'),
    'Migrations.V1MigrationsCreateKeys': method('migrations.createKeys', 'Keys.MigrateKeys'),
    'Migrations.V1MigrationsEnqueueKeys': method('migrations.enqueueKeys', 'Keys.MigrateKeys'),
    'Liveness.V1Liveness': { operation: 'liveness', remedy: 'there is nothing in its place' },
  },
};

/** Where that was before, whose answers had no struct around them. Its types are not known. */
export const unkeyGolang: SdkPackage = {
  name: 'github.com/unkeyed/unkey/sdks/golang',
  firstMajor: undefined,
  successor: SUCCESSOR,
  kept: [],
  changes: {
    import: {
      subject: '`github.com/unkeyed/unkey/sdks/golang`',
      remedy: `import \`${SUCCESSOR}\``,
      elsewhere: true,
    },
    models: {
      subject: '`github.com/unkeyed/unkey/sdks/golang/models`',
      remedy: `import \`${SUCCESSOR}/models/components\`, where requests are called \`V2…RequestBody\``,
      elsewhere: true,
    },
  },
};

/** One of the community, which calls the API of 2023. */
export const unkeyGoCommunity: SdkPackage = {
  name: 'github.com/WilfredAlmeida/unkey-go',
  firstMajor: undefined,
  successor: SUCCESSOR,
  kept: [],
  changes: {
    import: {
      subject: '`github.com/WilfredAlmeida/unkey-go`',
      remedy: `import \`${SUCCESSOR}\``,
      elsewhere: true,
    },
  },
};

/** The module for v2. */
export const unkeyGoV2: SdkPackage = { name: SUCCESSOR, firstMajor: 0, kept: [], changes: {} };
