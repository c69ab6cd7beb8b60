import type { Explanation } from '../explanations.ts';

/** Keys, APIs, identities, permissions and rate limits that are not there. */
export const dataExplanations = (): Readonly<Record<string, Explanation>> => ({
  'err:unkey:data:key_not_found': {
    meaning:
      'No key of your workspace has the `keyId` (or, for `keys.whoami`, the `key`) that the body names.',
    causes: [
      'The body has the secret key where its id (`key_…`) is wanted, or the other way round.',
      'The key was deleted; ids of deleted keys are not given again.',
      'The id is of another kind, for example of the keyspace (`ks_…`) or of the API (`api_…`).',
      'The key lives in another workspace than the root key.',
    ],
    fixes: [
      'Store the `keyId` that `keys.createKey` returns next to your user, and send that.',
      'List the keys of the API with `apis.listKeys` and look for the id.',
      'If all you have is the secret, ask `keys.whoami` for the id, or `keys.verifyKey` for its state.',
    ],
    note: 'The root key was accepted here (404); an unknown root key gets `err:unkey:authentication:key_not_found` (401). `keys.verifyKey` answers an unknown key with 200, `valid: false` and `NOT_FOUND`.',
  },
  'err:unkey:data:api_not_found': {
    meaning: 'Your workspace has no API with the `apiId` of the request.',
    causes: [
      'The name of the API is sent in place of its id (`api_…`).',
      'The API was deleted, and its keys with it.',
      "The `apiId` comes from another environment's configuration, say staging, and the root key from production.",
    ],
    fixes: [
      "Copy the id from the API's page in the dashboard.",
      'Try `apis.getApi` with the same root key and id: if that fails as well, the two are from different workspaces.',
      'Keep root key and `apiId` in one place per environment, so that they change together.',
    ],
  },
  'err:unkey:data:key_auth_not_found': {
    meaning:
      "The API exists, but the keyspace behind it does not. A keyspace holds an API's keys; its former name is key auth.",
    causes: [
      'The API was made without key authentication, so it never got a keyspace.',
      "The keyspace was removed while the API's record stayed behind.",
      'A call handed over a `keyAuthId` that is really another id, such as one of a key or an API.',
    ],
    fixes: [
      'Fetch the API with `apis.getApi` to make sure that the `apiId` is the one you mean.',
      'Create a fresh API with `apis.createApi`, which brings its own keyspace, and issue the keys there.',
      "If an API that worked until now answers this, write to Unkey's support with the `requestId`: the API cannot repair it.",
    ],
    note: 'Ids of keyspaces start with `ks_`, and with `key_auth_` if they are from before February 2024. `key_auth_…` is not the id of a key.',
  },
  'err:unkey:data:key_space_not_found': {
    meaning: 'A keyspace that the request refers to by its id does not exist in your workspace.',
    causes: [
      'A query or setting names a keyspace (`ks_…`) that belonged to an API deleted since.',
      'The id of the API (`api_…`) was put where the id of its keyspace is wanted.',
    ],
    fixes: [
      'Replace the id by that of a keyspace that is still in use; the dashboard shows it with its API.',
      'Drop the reference from saved analytics queries and policies when you delete an API.',
    ],
    note: 'The sibling `err:unkey:data:key_auth_not_found` is about the keyspace an API points to, not about one you name yourself.',
  },
  'err:unkey:data:identity_not_found': {
    meaning: 'No identity of the workspace goes by the value of the field `identity`.',
    causes: [
      'The identity does not exist yet: no call to `identities.createIdentity` and no key brought it into being.',
      'The value differs from the `externalId` in case, a prefix or a blank at its end.',
      'The identity was deleted.',
      'The call was written for v1 or an early v2 and still thinks in `identityId` and `externalId`.',
    ],
    fixes: [
      "Put either the identity's id (`id_…`) or your own `externalId` into `identity`; it takes both.",
      'Search with `identities.listIdentities` for how the `externalId` is spelled.',
      'Create it first with `identities.createIdentity`, and treat `err:unkey:data:identity_already_exists` as success.',
    ],
    note: 'Ids that begin with `identity_` or `ident_` come from examples. Real ones begin with `id_`.',
  },
  'err:unkey:data:permission_not_found': {
    meaning: 'The permission that the request names is not defined in the workspace.',
    causes: [
      "The permission's display name was sent; the API matches the slug (`documents.read`) or the id (`perm_…`).",
      'It was deleted, or defined only in another workspace.',
      'The slug has a typo or another separator than the one it was created with.',
    ],
    fixes: [
      'Look the slug up with `permissions.listPermissions`.',
      'Define it with `permissions.createPermission`, whose `slug` is what later calls refer to.',
    ],
    note: 'In v2 the field is `permission`. `permissionId` was taken until July 2025.',
  },
  'err:unkey:data:role_not_found': {
    meaning: 'The workspace has no role with the name or id that was sent.',
    causes: [
      'The role was renamed, and the code still uses its old name.',
      'Roles were not set up in the workspace this root key belongs to.',
      'An object (`{ "id": …, "create": true }`) from a v1 call was turned into a string wrongly.',
    ],
    fixes: [
      'See which roles exist with `permissions.listRoles`.',
      'Add the role with `permissions.createRole`; v2 has no `create: true` that would do it along the way.',
    ],
    note: '`permissions.setRolePermissions` wants the id (`role_…`) in `roleId`. `getRole` and `deleteRole` take id or name in `role`.',
  },
  'err:unkey:data:ratelimit_namespace_not_found': {
    meaning: 'There is no rate limit namespace with the name or id in the field `namespace`.',
    causes: [
      'The name is spelled differently from the one used when limiting.',
      'An override is set for a namespace nothing has been limited in yet.',
      'The id of an override (`rlor_…`) was sent as the namespace.',
    ],
    fixes: [
      "Keep the namespace's name in one constant that limiting and overriding share.",
      'Create the namespace in the dashboard before you set overrides in it.',
    ],
    note: 'To `ratelimit.limit` and `ratelimit.multiLimit`, a namespace that was deleted answers 410 with `err:unkey:data:ratelimit_namespace_gone`.',
  },
  'err:unkey:data:ratelimit_override_not_found': {
    meaning: 'The namespace exists, but it has no override for exactly this `identifier`.',
    causes: [
      'The override was set with a pattern (`user_*`) and is now looked up with a concrete identifier.',
      'It was deleted already, perhaps by a second run of the same clean-up.',
      'The identifier is built differently in the place that set it.',
    ],
    fixes: [
      'Page through `ratelimit.listOverrides` and copy the `identifier` as it is stored.',
      'When deleting, take this error as done.',
    ],
  },
  'err:unkey:data:migration_not_found': {
    meaning: 'Keys were to be migrated under a `migrationId` that Unkey has not set up for your workspace.',
    causes: [
      'The migration was never agreed: a `migrationId` cannot be made through the API.',
      'The id was typed from a mail and lost or gained a character.',
    ],
    fixes: [
      "Ask Unkey's support for a migration and use the id they give you.",
      'Send the id unchanged to `keys.migrateKeys`, and the same one to `keys.verifyKey` for keys that still verify under it.',
    ],
  },
  'err:unkey:data:workspace_not_found': {
    meaning: 'The workspace that the root key stands for could not be found.',
    causes: [
      'The workspace was deleted, and a root key from it is still in use.',
      'The root key was made in an installation whose database has been reset since.',
    ],
    fixes: [
      'Sign in to the dashboard and see whether the workspace is still listed.',
      'Create a root key in the workspace you use now and replace the old one everywhere.',
    ],
  },
  'err:unkey:data:audit_log_not_found': {
    meaning: 'The audit log that was asked for does not exist in the workspace.',
    causes: [
      'The id of the log was mistyped, or belongs to a different workspace.',
      "The entries are older than the plan's retention and were cleared.",
    ],
    fixes: [
      'Open the audit logs in the dashboard and start from an entry shown there.',
      'Export the entries you have to keep before the retention ends.',
    ],
  },
  'err:unkey:data:portal_not_found': {
    meaning: 'No customer portal of the workspace has the id or slug in the field `portal`.',
    causes: [
      'The portal has not been set up yet.',
      'Its slug was changed in the dashboard, and the session is created with the former one.',
    ],
    fixes: [
      "Compare the value with the slug in the portal's settings, or send its id (`pc_…`), which stays the same.",
      'Rename the field if the code still sends `slug`: `portal.createSession` takes `portal` since August 2026.',
    ],
    note: 'Until August 2026 the same thing was called `err:unkey:data:portal_config_not_found`.',
  },
});
