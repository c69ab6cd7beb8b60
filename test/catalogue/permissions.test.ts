import assert from 'node:assert/strict';
import { endpointsOf } from '../../server/src/core/catalogue/endpoints.ts';
import {
  describePermission,
  knownPermissions,
  undeclaredPermissions,
} from '../../server/src/core/catalogue/permissions.ts';

const described: Readonly<Record<string, string | undefined>> = {
  'api.*.create_key':
    'Lets a root key create keys in any API. Asked for by `keys.createKey`, `keys.migrateKeys` and `keys.rerollKey`.',
  'api.<api_id>.verify_key':
    'Lets a root key verify keys in a single API, named by its id. Asked for by `keys.verifyKey`.',
  'api.api_123.delete_api': 'Lets a root key delete the API `api_123`. Asked for by `apis.deleteApi`.',
  'api.*.create_api': 'Lets a root key create APIs in the workspace. Asked for by `apis.createApi`.',
  'identity.*.read_identity':
    'Lets a root key read identities in the workspace. Asked for by `identities.getIdentity` and `identities.listIdentities`.',
  'ratelimit.*.limit':
    'Lets a root key limit requests in any rate limit namespace. Asked for by `ratelimit.limit` and `ratelimit.multiLimit`.',
  'ratelimit.*.create_namespace':
    'Lets a root key create rate limit namespaces in the workspace. Asked for by `ratelimit.limit` and `ratelimit.multiLimit`.',
  'rbac.*.create_role':
    'Lets a root key create roles in the workspace. Asked for by `permissions.createRole`.',
  'project.*.create_app': 'Lets a root key create apps in any project. Asked for by `apps.createApp`.',
  'app.*.delete_app': 'Lets a root key delete any app of the workspace. Asked for by `apps.deleteApp`.',
  'environment.env_1.update_policy':
    'Lets a root key update policies in the environment `env_1`. Asked for by `gateway.updatePolicy`.',
  'environment.*.create_deployment':
    'Lets a root key create deployments in any environment. Asked for by `deployments.createDeployment`.',
  'workspace.*.install_github':
    'Lets a root key install the GitHub App in the workspace. Asked for by `github.installApp`.',
  'identity.id_123.read_identity': undefined,
  'api.*.create_keys': undefined,
  'API.*.create_key': undefined,
  'api.create_key': undefined,
  'documents.read': undefined,
  'api.*.': undefined,
  '': undefined,
};

describe('catalogue: permissions', () => {
  for (const [permission, sentence] of Object.entries(described)) {
    it(`${sentence === undefined ? 'does not know' : 'describes'} '${permission}'`, () => {
      assert.equal(describePermission(permission), sentence);
    });
  }

  it('describes every permission that an endpoint asks for', () => {
    for (const endpoint of endpointsOf('v2')) {
      for (const permission of endpoint.permissions) {
        assert.ok(knownPermissions().includes(permission), permission);
        assert.ok(describePermission(permission)?.includes(`\`${endpoint.operation}\``), permission);
      }
    }
  });

  it('lists each permission once, sorted, all of the same form', () => {
    assert.deepEqual(knownPermissions(), [...new Set(knownPermissions())].sort());
    for (const permission of knownPermissions()) {
      assert.match(permission, /^[a-z]+\.(\*|<[a-z_]+>)\.[a-z_]+$/);
      assert.match(describePermission(permission)!, /^Lets a root key [a-z]+ \S.*\. Asked for by `.*`\.$/);
    }
  });

  it('adds by hand only what the document leaves out', () => {
    for (const [operation, permissions] of Object.entries(undeclaredPermissions)) {
      const endpoint = endpointsOf('v2').find((e) => e.operation === operation);
      assert.ok(endpoint, operation);
      for (const permission of permissions) {
        assert.ok(!endpoint.permissions.includes(permission), `${operation} declares ${permission}`);
      }
    }
  });
});
