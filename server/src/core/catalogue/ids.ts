/** A kind of thing that Unkey gives an id, told by the id's prefix. */
export interface IdKind {
  readonly id: string;
  /** The prefix the API writes today, `_` included. */
  readonly prefix: string;
  /** Other prefixes that mean this kind: older ones and those of examples. */
  readonly aliases: readonly string[];
  /** What such an id is called in a sentence: `API key id`. */
  readonly title: string;
  /** False when ordinary words start like it, so that the prefix alone proves nothing. */
  readonly distinctive: boolean;
}

type Row = readonly [id: string, prefix: string, title: string, aliases?: readonly string[]];

/** Prefixes from pkg/uid/prefix.go of unkeyed/unkey, aliases from its history and its documentation's examples. */
const DISTINCTIVE: readonly Row[] = [
  ['key', 'key_', 'API key id'],
  ['api', 'api_', 'API id'],
  ['keyspace', 'ks_', 'keyspace id', ['key_auth_', 'kauth_', 'keyauth_']],
  ['workspace', 'ws_', 'workspace id'],
  ['namespace', 'rlns_', 'rate limit namespace id', ['ns_']],
  ['override', 'rlor_', 'rate limit override id', ['ovr_', 'override_']],
  ['permission', 'perm_', 'permission id'],
  ['role', 'role_', 'role id'],
  ['request', 'req_', 'request id'],
  ['project', 'proj_', 'project id'],
  ['environmentVariable', 'evr_', 'environment variable id'],
  ['portal', 'pc_', 'portal id'],
  ['portalSession', 'ps_', 'portal session id'],
  ['portalExchangeCode', 'pst_', 'portal exchange code'],
  ['portalAccessToken', 'pat_', 'portal access token'],
];

const GENERIC: readonly Row[] = [
  ['identity', 'id_', 'identity id', ['ident_', 'identity_']],
  ['deployment', 'd_', 'deployment id'],
  ['app', 'app_', 'app id'],
  ['environment', 'env_', 'environment id'],
  ['domain', 'dom_', 'domain id'],
  ['policy', 'pol_', 'policy id'],
  ['ratelimit', 'rl_', 'rate limit id'],
  ['auditLog', 'log_', 'audit log id'],
  ['organization', 'org_', 'organization id'],
  ['correlation', 'cor_', 'correlation id'],
  ['instance', 'ins_', 'instance id'],
  ['frontline', 'fl_', 'frontline id'],
  ['frontlineRoute', 'flr_', 'frontline route id'],
  ['networkPolicy', 'net_', 'network policy id'],
  ['cluster', 'cls_', 'cluster id'],
  ['region', 'rgn_', 'region id'],
  ['openapiSpec', 'oas_', 'OpenAPI document id'],
  ['certificate', 'cert_', 'certificate id'],
  ['autoscalingPolicy', 'asp_', 'autoscaling policy id'],
  ['test', 'test_', 'test id'],
];

const kind =
  (distinctive: boolean) =>
  ([id, prefix, title, aliases = []]: Row): IdKind => ({ id, prefix, aliases, title, distinctive });

/** Every kind of id. */
export const idKinds: readonly IdKind[] = [...DISTINCTIVE.map(kind(true)), ...GENERIC.map(kind(false))];

const byId = new Map(idKinds.map((k) => [k.id, k]));
const byPrefix = new Map(
  idKinds.flatMap((k) => [k.prefix, ...k.aliases].map((prefix) => [prefix, k] as const)),
);

/** Fields of either version that take the id of one kind and nothing else. Fields that take a name too are not here. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['keyId', 'key'],
  ['apiId', 'api'],
  ['keyAuthId', 'keyspace'],
  ['keyspaceId', 'keyspace'],
  ['keySpaceId', 'keyspace'],
  ['identityId', 'identity'],
  ['namespaceId', 'namespace'],
  ['overrideId', 'override'],
  ['roleId', 'role'],
  ['permissionId', 'permission'],
  ['workspaceId', 'workspace'],
  ['projectId', 'project'],
  ['appId', 'app'],
  ['environmentId', 'environment'],
  ['deploymentId', 'deployment'],
  ['domainId', 'domain'],
  ['policyId', 'policy'],
  ['portalId', 'portal'],
  ['requestId', 'request'],
]);

/** The kind of the id `value` by the longest known prefix it starts with. A prefix with nothing behind it is no id. */
export function kindOfId(value: string): { readonly kind: IdKind; readonly prefix: string } | undefined {
  // A prefix has at most two words (`key_auth_`), so the longer of the first two cuts decides.
  const first = value.indexOf('_') + 1;
  if (first === 0) return undefined;
  const second = value.indexOf('_', first) + 1;
  for (const end of second > 0 ? [second, first] : [first]) {
    const prefix = value.slice(0, end);
    const found = byPrefix.get(prefix);
    if (found) return end < value.length ? { kind: found, prefix } : undefined;
  }
  return undefined;
}

/** The kind of id that the field `field` of a request takes; undefined when it takes names too, or no id. */
export function kindOfField(field: string): IdKind | undefined {
  const id = FIELDS.get(field);
  return id === undefined ? undefined : byId.get(id);
}
