import type { Endpoint } from './endpoint.ts';
import { endpointsOf } from './endpoints.ts';
import { fieldsOf } from './schema.ts';

/** Which endpoints of v2 can answer an error. */
export interface RaisedBy {
  /** A few words for all of them, where they share more than the error: `any endpoint that takes a root key`. */
  readonly group?: string;
  /** Names of the operations, in the order of the table or of the catalogue. */
  readonly operations: readonly string[];
}

/** Errors that a handler names itself, or a helper that it calls (svc/api/routes of github.com/unkeyed/unkey). */
const NAMED: Readonly<Record<string, string>> = {
  'application:deployment_is_current': 'deployments.promoteDeployment deployments.rollbackDeployment',
  'application:deployment_is_stopping': 'deployments.stopDeployment',
  'application:deployment_not_running': 'deployments.stopDeployment',
  'application:deployment_not_stopped': 'deployments.startDeployment',
  'application:deployment_is_production': 'deployments.startDeployment deployments.stopDeployment',
  'application:deployment_no_current': 'deployments.promoteDeployment deployments.rollbackDeployment',
  'application:deployment_not_production': 'deployments.promoteDeployment deployments.rollbackDeployment',
  'application:deployment_not_ready': 'deployments.promoteDeployment deployments.rollbackDeployment',
  'application:invalid_environment_settings': 'deployments.createDeployment',
  'application:protected_resource': 'apis.deleteApi apps.deleteApp projects.deleteProject',
  'authentication:portal_session_not_found': 'portal.exchangeCode',
  'data:api_not_found': 'apis.deleteApi apis.getApi apis.listKeys keys.createKey keys.migrateKeys',
  'data:app_already_exists': 'apps.createApp apps.updateApp',
  'data:app_not_found':
    'apps.deleteApp apps.getApp apps.updateApp deployments.listDeployments environments.listEnvironments',
  'data:deployment_not_found':
    'deployments.createDeployment deployments.getDeployment deployments.promoteDeployment deployments.rollbackDeployment deployments.startDeployment deployments.stopDeployment',
  'data:domain_already_exists': 'domains.createDomain',
  'data:domain_not_found': 'domains.deleteDomain domains.getDomain domains.verifyDomain',
  'data:environment_not_found':
    'deployments.createDeployment deployments.listDeployments domains.createDomain domains.listDomains environments.getEnvironment environments.listEnvironmentVariables environments.removeEnvironmentVariables environments.setEnvironmentVariables environments.updateSettings gateway.listPolicies gateway.setPolicies gateway.updatePolicy',
  'data:identity_already_exists': 'identities.createIdentity',
  'data:identity_not_found': 'identities.deleteIdentity identities.getIdentity identities.updateIdentity',
  'data:key_not_found':
    'keys.addPermissions keys.addRoles keys.deleteKey keys.getKey keys.removePermissions keys.removeRoles keys.rerollKey keys.setPermissions keys.setRoles keys.updateCredits keys.updateKey keys.whoami portal.rerollKey',
  'data:key_space_not_found': 'gateway.setPolicies gateway.updatePolicy',
  'data:migration_not_found': 'keys.migrateKeys',
  'data:permission_already_exists': 'permissions.createPermission',
  'data:permission_not_found':
    'keys.removePermissions permissions.deletePermission permissions.getPermission',
  'data:policy_not_found': 'gateway.updatePolicy',
  'data:portal_not_found': 'portal.createSession',
  'data:project_already_exists': 'projects.createProject projects.updateProject',
  'data:project_not_found':
    'apps.createApp apps.listApps deploy.createDeployment deploy.getDeployment deployments.listDeployments projects.deleteProject projects.getProject projects.updateProject',
  'data:ratelimit_namespace_gone': 'ratelimit.limit ratelimit.multiLimit',
  'data:ratelimit_namespace_not_found':
    'ratelimit.deleteOverride ratelimit.getOverride ratelimit.listOverrides ratelimit.setOverride',
  'data:ratelimit_override_not_found': 'ratelimit.deleteOverride ratelimit.getOverride',
  'data:role_already_exists': 'permissions.createRole',
  'data:role_not_found':
    'keys.addRoles keys.createKey keys.removeRoles keys.setRoles keys.updateKey permissions.deleteRole permissions.getRole permissions.setRolePermissions',
  'bad_request:permissions_query_syntax_error': 'keys.verifyKey',
  'limits:custom_domain_limit_exceeded': 'domains.createDomain',
};

const takesRootKey = (endpoint: Endpoint): boolean => endpoint.auth === 'bearer';
const takesBody = (endpoint: Endpoint): boolean => endpoint.body !== undefined;
const runsQuery = (endpoint: Endpoint): boolean =>
  endpoint.operation.startsWith('analytics.') &&
  endpoint.body !== undefined &&
  'query' in fieldsOf(endpoint.body);
/** `keys.verifyKey` reports a key it may not see as `NOT_FOUND`. */
const asksPermission = (endpoint: Endpoint): boolean =>
  endpoint.permissions.length > 0 && endpoint.operation !== 'keys.verifyKey';

type Group = readonly [name: string, includes: (endpoint: Endpoint) => boolean];
const ROOT_KEY: Group = ['any endpoint that takes a root key', takesRootKey];
const BODY: Group = ['any endpoint that takes a body', takesBody];
const ANALYTICS: Group = ['analytics queries', runsQuery];

/** Errors of what many endpoints share. */
const GROUPS: Readonly<Record<string, Group>> = {
  'authentication:missing': ROOT_KEY,
  'authentication:malformed': ROOT_KEY,
  'authentication:key_not_found': ROOT_KEY,
  'authorization:key_disabled': ROOT_KEY,
  'authorization:workspace_disabled': ROOT_KEY,
  'authorization:insufficient_permissions': ['any endpoint that asks for a permission', asksPermission],
  'bad_request:request_body_too_large': BODY,
  'bad_request:request_body_unreadable': BODY,
  'bad_request:invalid_analytics_function': ANALYTICS,
  'bad_request:invalid_analytics_query': ANALYTICS,
  'bad_request:invalid_analytics_query_type': ANALYTICS,
  'bad_request:invalid_analytics_table': ANALYTICS,
  'bad_request:query_range_exceeds_retention': ANALYTICS,
  'data:analytics_connection_failed': ANALYTICS,
  'data:analytics_not_configured': ANALYTICS,
  'too_many_requests:query_quota_exceeded': ANALYTICS,
  'too_many_requests:workspace_rate_limited': ROOT_KEY,
  'unprocessable_entity:query_execution_timeout': ANALYTICS,
  'unprocessable_entity:query_memory_limit_exceeded': ANALYTICS,
  'unprocessable_entity:query_rows_limit_exceeded': ANALYTICS,
};

/** The endpoints of v2 that can answer the error `code`; undefined where that is not known for sure. */
export function raisedBy(code: string): RaisedBy | undefined {
  const [, system, category, specific] = code.split(':');
  if (system === 'frontline') return undefined;
  const name = `${category}:${specific}`;
  if (Object.hasOwn(NAMED, name)) return { operations: NAMED[name]!.split(' ') };
  if (!Object.hasOwn(GROUPS, name)) return undefined;
  const [group, includes] = GROUPS[name]!;
  const operations = endpointsOf('v2').filter(includes);
  return { group, operations: operations.map((endpoint) => endpoint.operation) };
}
