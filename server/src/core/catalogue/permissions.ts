import { lazy } from '../lazy.ts';
import { endpointsOf } from './endpoints.ts';

/**
 * Permissions the server asks for although the OpenAPI document does not say so (svc/api/routes of
 * github.com/unkeyed/unkey).
 */
export const undeclaredPermissions: Readonly<Record<string, readonly string[]>> = {
  'analytics.getRatelimits': ['ratelimit.*.read_analytics', 'ratelimit.<namespace_id>.read_analytics'],
  'analytics.getVerifications': ['api.*.read_analytics', 'api.<api_id>.read_analytics'],
  'apps.createApp': ['app.*.connect_repository'],
  'apps.updateApp': ['app.*.connect_repository', 'app.<app_id>.connect_repository'],
  'deploy.createDeployment': ['project.*.create_deployment', 'project.<project_id>.create_deployment'],
  'deploy.getDeployment': ['project.*.read_deployment', 'project.<project_id>.read_deployment'],
  'deployments.createDeployment': [
    'environment.*.create_deployment',
    'environment.<environment_id>.create_deployment',
  ],
  'keys.createKey': ['api.*.encrypt_key', 'api.<api_id>.encrypt_key'],
  'ratelimit.limit': ['ratelimit.*.create_namespace'],
  'ratelimit.multiLimit': ['ratelimit.*.create_namespace'],
};

/** What the middle part selects, where the resource's own name would not say it. */
const resourceNouns: Readonly<Record<string, string>> = { api: 'API', ratelimit: 'rate limit namespace' };

/** What an action lets do, where its own words would not say it. */
const actionPhrases: Readonly<Record<string, string>> = {
  add_permission_to_role: 'add permissions to roles',
  decrypt_key: 'read keys in plain text, if they are stored encrypted',
  encrypt_key: 'store keys encrypted, so that they can be read again',
  install_github: 'install the GitHub App',
  limit: 'limit requests',
  read_analytics: 'query analytics',
  remove_permission_from_role: 'remove permissions from roles',
};

const table = lazy(() => {
  const endpoints = collect();
  const known = [...endpoints.keys()].sort();
  /** Resources of which some permission can be given for a single one. */
  const scopable = new Set(known.filter((p) => p.includes('<')).map((p) => p.split('.')[0]!));
  return { endpoints, known, scopable };
});

/**
 * The permissions an endpoint of v2 asks of a root key, sorted: `api.*.create_key` for all APIs, and
 * `api.<api_id>.create_key`, with the placeholder written out, for a single one.
 */
export function knownPermissions(): readonly string[] {
  return table().known;
}

/**
 * What a permission of a root key allows, on what, and which endpoints ask for it, in one or two sentences with Markdown
 * code spans. `text` is the whole permission, case counts; its middle part is `*`, an id or a placeholder such as
 * `<api_id>`. Undefined when no endpoint asks for such a permission.
 */
export function describePermission(text: string): string | undefined {
  const match = /^([a-z]+)\.(\*|<\w+>|\{\w+\}|[\w-]+)\.([a-z_]+)$/.exec(text);
  if (!match) return undefined;
  const [, resource, scope, action] = match as unknown as [string, string, string, string];
  const permission = table().known.find(
    (p) => p.startsWith(`${resource}.`) && p.endsWith(`.${action}`) && p.includes('.<') === (scope !== '*'),
  );
  if (permission === undefined) return undefined;
  const operations = table()
    .endpoints.get(permission)!
    .map((operation) => `\`${operation}\``);
  return `Lets a root key ${scoped(resource, scope, action)}. Asked for by ${listed(operations)}.`;
}

/** `create keys in any API` */
function scoped(resource: string, scope: string, action: string): string {
  const noun = resourceNouns[resource] ?? resource;
  const one = /^[\w-]+$/.test(scope) ? `the ${noun} \`${scope}\`` : `a single ${noun}, named by its id`;
  const [verb, ...object] = action.split('_') as [string, ...string[]];
  const ownKind =
    object.join('_') === resource || (object.length > 0 && noun.endsWith(` ${object.join(' ')}`));
  if (ownKind && table().scopable.has(resource)) {
    if (verb === 'create') return `create ${plural(noun)} in the workspace`;
    return `${verb} ${scope === '*' ? `any ${noun} of the workspace` : one}`;
  }
  const phrase = actionPhrases[action] ?? [verb, plural(object.join(' '))].join(' ').trim();
  if (!table().scopable.has(resource)) return `${phrase} in the workspace`;
  return `${phrase} in ${scope === '*' ? `any ${noun}` : one}`;
}

function plural(noun: string): string {
  if (noun === '' || noun.endsWith('s')) return noun;
  return noun.endsWith('y') && !noun.endsWith('ey') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function collect(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { operation, permissions } of endpointsOf('v2')) {
    for (const permission of [...permissions, ...(undeclaredPermissions[operation] ?? [])]) {
      const operations = found.get(permission);
      if (!operations) found.set(permission, [operation]);
      else operations.push(operation);
    }
  }
  return found;
}
