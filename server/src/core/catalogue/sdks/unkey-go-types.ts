/** The fields of a struct with their types. */
export type GoStruct = Readonly<Record<string, string>>;

const struct = (fields: string): GoStruct =>
  Object.fromEntries(fields.split(', ').map((field) => field.split(' ') as [string, string]));

/** Structs of requests, by their names, and those of their parts. */
export type GoStructs = Readonly<Record<string, GoStruct>>;

const RATELIMIT =
  'Async *bool, Type *Type, Limit int64, Duration *int64, RefillRate *int64, RefillInterval *int64';
const REFILL = 'Interval Interval, Amount int64, RefillDay *float64';
const NAMED = 'ID *string, Name *string, Create *bool';
const NAMESPACE = 'NamespaceID *string, NamespaceName *string';

/** Those of `github.com/unkeyed/unkey-go` 0.12 that v2 has something in the place of. */
export const structsOfV1: GoStructs = {
  AddPermissionsRequestBody: struct('KeyID string, Permissions []AddPermissionsPermissions'),
  AddPermissionsPermissions: struct(NAMED),
  AddRolesRequestBody: struct('KeyID string, Roles []AddRolesRoles'),
  AddRolesRoles: struct(NAMED),
  CreateAPIRequestBody: struct('Name string'),
  CreateIdentityRequestBody: struct('ExternalID string, Meta map[string]any, Ratelimits []Ratelimits'),
  Ratelimits: struct('Name string, Limit int64, Duration int64'),
  CreateKeyRequestBody: struct(
    'APIID string, Prefix *string, Name *string, ByteLength *int64, OwnerID *string, ExternalID *string, Meta map[string]any, Roles []string, Permissions []string, Expires *int64, Remaining *int64, Refill *Refill, Ratelimit *Ratelimit, Enabled *bool, Recoverable *bool, Environment *string',
  ),
  Refill: struct(REFILL),
  Ratelimit: struct(RATELIMIT),
  CreatePermissionRequestBody: struct('Name string, Description *string'),
  CreateRoleRequestBody: struct('Name string, Description *string'),
  DeleteAPIRequestBody: struct('APIID string'),
  DeleteIdentityRequestBody: struct('IdentityID string'),
  DeleteKeyRequestBody: struct('KeyID string, Permanent *bool'),
  DeleteOverrideRequestBody: struct(`${NAMESPACE}, Identifier string`),
  DeletePermissionRequestBody: struct('PermissionID string'),
  DeleteRoleRequestBody: struct('RoleID string'),
  GetAPIRequest: struct('APIID string'),
  GetIdentityRequest: struct('IdentityID *string, ExternalID *string'),
  GetKeyRequest: struct('KeyID string, Decrypt *bool'),
  GetOverrideRequest: struct(`${NAMESPACE}, Identifier string`),
  GetPermissionRequest: struct('PermissionID string'),
  GetRoleRequest: struct('RoleID string'),
  LimitRequestBody: struct(
    'Namespace *string, Identifier string, Limit int64, Duration int64, Cost *int64, Async *bool, Meta map[string]any, Resources []Resources',
  ),
  ListIdentitiesRequest: struct('Environment *string, Limit *int64, Cursor *string'),
  ListKeysRequest: struct(
    'APIID string, Limit *int64, Cursor *string, OwnerID *string, ExternalID *string, Decrypt *bool, RevalidateKeysCache *bool',
  ),
  ListOverridesRequest: struct(`${NAMESPACE}, Limit *int64, Cursor *string`),
  RemovePermissionsRequestBody: struct('KeyID string, Permissions []RemovePermissionsPermissions'),
  RemovePermissionsPermissions: struct('ID *string, Name *string'),
  RemoveRolesRequestBody: struct('KeyID string, Roles []RemoveRolesRoles'),
  RemoveRolesRoles: struct('ID *string, Name *string'),
  SetOverrideRequestBody: struct(`${NAMESPACE}, Identifier string, Limit int64, Duration int64, Async *bool`),
  SetPermissionsRequestBody: struct('KeyID string, Permissions []SetPermissionsPermissions'),
  SetPermissionsPermissions: struct(NAMED),
  SetRolesRequestBody: struct('KeyID string, Roles []SetRolesRoles'),
  SetRolesRoles: struct(NAMED),
  UpdateIdentityRequestBody: struct(
    'IdentityID *string, ExternalID *string, Environment *string, Meta map[string]any, Ratelimits []UpdateIdentityRatelimits',
  ),
  UpdateIdentityRatelimits: struct('Name string, Limit int64, Duration int64'),
  UpdateKeyRequestBody: struct(
    'KeyID string, Name *string, OwnerID *string, ExternalID *string, Meta map[string]any, Expires *int64, Ratelimit *UpdateKeyRatelimit, Remaining *int64, Refill *UpdateKeyRefill, Enabled *bool, Roles []Roles, Permissions []Permissions',
  ),
  UpdateKeyRatelimit: struct(RATELIMIT),
  UpdateKeyRefill: struct(REFILL),
  Roles: struct(NAMED),
  Permissions: struct(NAMED),
  UpdateRemainingRequestBody: struct('KeyID string, Op Op, Value *int64'),
  V1KeysVerifyKeyRequest: struct(
    'APIID *string, Key string, Tags []string, Authorization *Authorization, Remaining *Remaining, Ratelimit *V1KeysVerifyKeyRequestRatelimit, Ratelimits []VerifiedRatelimits',
  ),
  Remaining: struct('Cost *int64'),
  V1KeysVerifyKeyRequestRatelimit: struct('Cost *int64'),
  // `components.Ratelimits`: another than that of `operations`.
  VerifiedRatelimits: struct('Name string, Cost *int64, Limit *int64, Duration *int64'),
  WhoamiRequestBody: struct('Key string'),
};

const KEYS = 'KeyID string, Permissions []string';
const ROLES = 'KeyID string, Roles []string';
const PAGE = 'Limit *int64, Cursor *string, Search *string';
const CREDITS_REFILL = 'Amount int64, RefillDay *int64';

/** Those of `github.com/unkeyed/sdks/api/go/v2` 2.7 that requests of v1 become. All are in its package `components`. */
export const structsOfV2: GoStructs = {
  KeyCreditsData: struct('Remaining *int64, Refill *KeyCreditsRefill'),
  KeyCreditsRefill: struct(`Interval KeyCreditsRefillInterval, ${CREDITS_REFILL}`),
  UpdateKeyCreditsData: struct('Remaining *int64, Refill *UpdateKeyCreditsRefill'),
  UpdateKeyCreditsRefill: struct(`Interval UpdateKeyCreditsRefillInterval, ${CREDITS_REFILL}`),
  RatelimitRequest: struct('Name string, Limit int64, Duration int64, AutoApply *bool'),
  KeysVerifyKeyCredits: struct('Cost int64'),
  KeysVerifyKeyRatelimit: struct('Name string, Cost *int64, Limit *int64, Duration *int64'),
  V2ApisCreateAPIRequestBody: struct('Name string'),
  V2ApisDeleteAPIRequestBody: struct('APIID string'),
  V2ApisGetAPIRequestBody: struct('APIID string'),
  V2ApisListKeysRequestBody: struct(
    'APIID string, Limit *int64, Cursor *string, ExternalID *string, Decrypt *bool, RevalidateKeysCache *bool',
  ),
  V2IdentitiesCreateIdentityRequestBody: struct(
    'ExternalID string, Meta map[string]any, Ratelimits []RatelimitRequest',
  ),
  V2IdentitiesDeleteIdentityRequestBody: struct('Identity string'),
  V2IdentitiesGetIdentityRequestBody: struct('Identity string'),
  V2IdentitiesListIdentitiesRequestBody: struct(PAGE),
  V2IdentitiesUpdateIdentityRequestBody: struct(
    'Identity string, Meta map[string]any, Ratelimits []RatelimitRequest',
  ),
  V2KeysAddPermissionsRequestBody: struct(KEYS),
  V2KeysAddRolesRequestBody: struct(ROLES),
  V2KeysCreateKeyRequestBody: struct(
    'APIID string, Prefix *string, Name *string, ByteLength *int64, ExternalID *string, Meta map[string]any, Roles []string, Permissions []string, Expires *int64, Credits *KeyCreditsData, Ratelimits []RatelimitRequest, Enabled *bool, Recoverable *bool',
  ),
  V2KeysDeleteKeyRequestBody: struct('KeyID string, Permanent *bool'),
  V2KeysGetKeyRequestBody: struct('KeyID string, Decrypt *bool'),
  V2KeysRemovePermissionsRequestBody: struct(KEYS),
  V2KeysRemoveRolesRequestBody: struct(ROLES),
  V2KeysSetPermissionsRequestBody: struct(KEYS),
  V2KeysSetRolesRequestBody: struct(ROLES),
  V2KeysUpdateCreditsRequestBody: struct('KeyID string, Value *int64, Operation Operation'),
  V2KeysUpdateKeyRequestBody: struct(
    'KeyID string, Name *string, ExternalID *string, Meta map[string]any, Expires *int64, Credits *UpdateKeyCreditsData, Ratelimits []RatelimitRequest, Enabled *bool, Roles []string, Permissions []string',
  ),
  V2KeysVerifyKeyRequestBody: struct(
    'Key string, Tags []string, Permissions *string, Credits *KeysVerifyKeyCredits, Ratelimits []KeysVerifyKeyRatelimit, MigrationID *string',
  ),
  V2KeysWhoamiRequestBody: struct('Key string'),
  V2PermissionsCreatePermissionRequestBody: struct('Name string, Slug string, Description *string'),
  V2PermissionsCreateRoleRequestBody: struct('Name string, Description *string'),
  V2PermissionsDeletePermissionRequestBody: struct('Permission string'),
  V2PermissionsDeleteRoleRequestBody: struct('Role string'),
  V2PermissionsGetPermissionRequestBody: struct('Permission string'),
  V2PermissionsGetRoleRequestBody: struct('Role string'),
  V2PermissionsListPermissionsRequestBody: struct(PAGE),
  V2PermissionsListRolesRequestBody: struct(PAGE),
  V2RatelimitDeleteOverrideRequestBody: struct('Namespace string, Identifier string'),
  V2RatelimitGetOverrideRequestBody: struct('Namespace string, Identifier string'),
  V2RatelimitLimitRequestBody: struct(
    'Namespace string, Cost *int64, Duration int64, Identifier string, Limit int64',
  ),
  V2RatelimitListOverridesRequestBody: struct('Namespace string, Cursor *string, Limit *int64'),
  V2RatelimitSetOverrideRequestBody: struct(
    'Namespace string, Duration int64, Identifier string, Limit int64',
  ),
};

/** What became of what a method of v1 answers. */
export interface GoAnswer {
  /** The member of the response that v1 had it in. */
  readonly from: string;
  /**
   * By fields of v1: where in the body of v2 they are, with the type that they had. Others have no equal. `[0]`: the first of
   * a list, and of the names behind a colon alone.
   */
  readonly fields: GoStruct;
  /** The same for what the items of its list have. */
  readonly items?: GoStruct;
  /** True where the member is that list. */
  readonly isList?: true;
}

const same = (names: string, before = ''): GoStruct =>
  Object.fromEntries(names.split(' ').map((name) => [name, before + name]));

const KEY = {
  ...same('Start Name Meta CreatedAt UpdatedAt Expires Roles Permissions Plaintext Identity'),
  ID: 'KeyID',
  // Credits may be missing as the number did.
  Remaining: 'GetCredits().GetRemaining()',
  Ratelimit: 'Ratelimits[0]:Limit,Duration',
};
const inData = (fields: GoStruct): GoStruct =>
  Object.fromEntries(Object.entries(fields).map(([name, place]) => [name, `Data.${place}`]));
const object = (fields: GoStruct): GoAnswer => ({ from: 'Object', fields: inData(fields) });
const wrapped = (name: string, items: GoStruct): GoAnswer => ({
  from: 'Object',
  fields: { [name]: 'Data', Cursor: 'Pagination.Cursor' },
  items,
});
const EMPTY = object({});
const list = (items: GoStruct): GoAnswer => ({ from: 'ResponseBodies', fields: {}, items, isList: true });
const OVERRIDE = { ...same('Identifier Limit Duration'), ID: 'OverrideID' };
const IDENTITY = same('ID ExternalID Meta Ratelimits');

/** By operations of v1: the structs of both modules beside each other. */
const answers: Readonly<Record<string, GoAnswer>> = {
  'apis.createApi': object(same('APIID')),
  'apis.deleteApi': EMPTY,
  'apis.getApi': object(same('ID')),
  'apis.listKeys': wrapped('Keys', KEY),
  'identities.createIdentity': object(same('IdentityID')),
  'identities.deleteIdentity': EMPTY,
  'identities.getIdentity': object(IDENTITY),
  'identities.listIdentities': wrapped('Identities', same('ID ExternalID Ratelimits')),
  'identities.updateIdentity': object(IDENTITY),
  'keys.addPermissions': list(same('ID Name')),
  'keys.addRoles': list(same('ID Name')),
  'keys.createKey': object(same('KeyID Key')),
  'keys.deleteKey': EMPTY,
  'keys.getKey': { from: 'Key', fields: inData(KEY) },
  'keys.removePermissions': EMPTY,
  'keys.removeRoles': EMPTY,
  'keys.setPermissions': list(same('ID Name')),
  'keys.setRoles': list(same('ID Name')),
  'keys.updateKey': EMPTY,
  'keys.updateRemaining': object(same('Remaining')),
  'keys.verifyKey': {
    from: 'V1KeysVerifyKeyResponse',
    fields: inData({
      ...same('KeyID Valid Name Meta Expires Code Enabled Permissions Identity'),
      Remaining: 'Credits',
      Ratelimit: 'Ratelimits[0]:Limit,Remaining,Reset',
    }),
  },
  'keys.whoami': object({
    ...same('Name Identity Meta CreatedAt Enabled'),
    ...{ ID: 'KeyID', Remaining: KEY.Remaining },
  }),
  'permissions.createPermission': object(same('PermissionID')),
  'permissions.createRole': object(same('RoleID')),
  'permissions.deletePermission': EMPTY,
  'permissions.deleteRole': EMPTY,
  'permissions.getPermission': object(same('ID Name Description')),
  'permissions.getRole': object(same('ID Name Description')),
  'permissions.listPermissions': list(same('ID Name Description')),
  'permissions.listRoles': list(same('ID Name Description')),
  'ratelimits.deleteOverride': EMPTY,
  'ratelimits.getOverride': object(OVERRIDE),
  'ratelimits.limit': object(same('Success Limit Remaining Reset')),
  'ratelimits.listOverrides': wrapped('Overrides', OVERRIDE),
  'ratelimits.setOverride': object(same('OverrideID')),
};

/** What became of the answer of the method for an operation of v1; undefined where v2 has no such method. */
export const goAnswer = (operation: string): GoAnswer | undefined =>
  Object.hasOwn(answers, operation) ? answers[operation] : undefined;
