import type { Explanation } from '../explanations.ts';

/** Who is locked out, names that are taken, and data that cannot be reached. */
export const resourceExplanations = (): Readonly<Record<string, Explanation>> => ({
  'err:unkey:authentication:portal_session_not_found': {
    meaning: 'The code or session of a customer portal is not valid, or no longer.',
    causes: [
      'The portal link was opened more than 15 minutes after it was made, or twice, as by a reload.',
      'The user left the portal open for more than 24 hours.',
      "The `id` of the session was sent to `portal.exchangeCode` in place of the code in the session's `url`.",
    ],
    fixes: [
      'Call `portal.createSession` at the moment the user clicks, and redirect to its `url` without storing it.',
      'Pass a `returnUrl` that makes a new session, so that users come back in by themselves.',
    ],
    retry: 'Never with the same code; all cases need a new session.',
  },
  'err:unkey:authentication:portal_token_missing': {
    meaning: 'The request to the portal came with an empty credential, so there is no user to act for.',
    causes: [
      'The cookie `portal_session` arrives without a value, cut by a proxy or by a filter for cookies.',
      'Logging out blanks the cookie rather than removing it.',
    ],
    fixes: [
      'Send the browser through the `url` of `portal.createSession`, which sets the cookie.',
      'Use `credentials: "include"` with `fetch`, and look in the browser whether the cookie is there.',
    ],
    note: 'The server sends 400, not the 401 of its page. It reads the cookie only: with a bearer header, or without any cookie, the portal endpoints answer `err:unkey:authentication:missing` or `err:unkey:authentication:malformed`.',
  },
  'err:unkey:authorization:forbidden': {
    meaning:
      'You are known, but the request is refused for a reason that no permission changes. `error.detail` tells which.',
    causes: [
      'The root key has expired.',
      'The portal in `portal.createSession` is disabled.',
      "The portal's app has no live deployment or no policy that verifies keys, or its API was deleted.",
    ],
    fixes: [
      'Replace an expired root key, and note its end date where you keep it.',
      'Enable the portal, then deploy its app with a key policy set through `gateway.setPolicies`.',
    ],
    note: 'A lacking permission is `err:unkey:authorization:insufficient_permissions`; delete protection is a 412.',
  },
  'err:unkey:authorization:key_disabled': {
    meaning: 'The root key in the header exists but was switched off.',
    causes: [
      'A colleague disabled it, for example after it showed up in a repository.',
      'It was rotated, and this deployment still has the former one.',
    ],
    fixes: [
      "Ask who switched it off before enabling it in the dashboard's root key settings.",
      'Create a replacement with equal permissions and roll it out.',
    ],
    note: "This concerns the root key. A user's key that is disabled gives 200 with `valid: false` and the code `DISABLED`.",
  },
  'err:unkey:authorization:workspace_disabled': {
    meaning: 'The workspace behind this root key is switched off, and with it all of its root keys.',
    causes: ['An invoice has been left unpaid.', 'Unkey or an owner closed the workspace.'],
    fixes: [
      'Have an owner look at billing in the dashboard.',
      'Write to support@unkey.com with the id of the workspace (`ws_…`).',
      'Plan what your API does in the meantime, since `keys.verifyKey` fails as well.',
    ],
    retry: 'Pointless until the workspace is enabled again.',
  },
  'err:unkey:data:analytics_connection_failed': {
    meaning: 'The database that holds your analytics could not be reached. The query itself was not judged.',
    causes: [
      'The analytics database is down or being maintained.',
      "The workspace's stored login for it could not be read.",
    ],
    fixes: [
      'Show the last result you have; keys and limits work without analytics.',
      'If it lasts for hours while other workspaces are fine, have support check your access.',
    ],
    retry: 'Yes, after some seconds and then less often.',
  },
  'err:unkey:data:analytics_not_configured': {
    meaning: 'Queries with SQL are not enabled for your workspace.',
    causes: [
      'Access to analytics was never requested.',
      'The root key is from a second workspace, and only the first one has access.',
      'The Unkey server is your own and runs without ClickHouse.',
    ],
    fixes: [
      'Have support switch it on, and use the charts of the dashboard until then.',
      'See which workspace the root key belongs to, and whether that is the enabled one.',
    ],
    note: 'It concerns all `analytics.*` endpoints alike; a mistake in the SQL is `err:user:bad_request:invalid_analytics_query`.',
  },
  'err:unkey:data:app_already_exists': {
    meaning: 'The project has another app with this `slug`.',
    causes: [
      'The pipeline runs `apps.createApp` on each deploy.',
      'A first attempt created the app and then failed to connect its repository.',
    ],
    fixes: [
      'Check with `apps.getApp`, and go on if it is the app you mean.',
      'Connect the repository afterwards by sending `git` with `apps.updateApp`.',
    ],
    note: 'Two projects may each have an app of that slug.',
  },
  'err:unkey:data:domain_already_exists': {
    meaning: 'The domain is attached to an environment of your workspace, this one or another.',
    causes: [
      'It serves staging or an older app.',
      'The same name was given in other capitals or as Punycode; they count as one.',
    ],
    fixes: [
      'Look for it with `domains.listDomains` in each environment.',
      'Detach it there with `domains.deleteDomain`, then attach it here.',
      'If it only waits for its DNS records, call `domains.verifyDomain` instead of creating it.',
    ],
  },
  'err:unkey:data:identity_already_exists': {
    meaning: 'There is an identity with this `externalId` in the workspace.',
    causes: [
      '`keys.createKey` with that `externalId` made it without being asked.',
      'Sign-up ran twice for one user.',
    ],
    fixes: [
      'Change it with `identities.updateIdentity`, putting the `externalId` into `identity`.',
      'Drop the call if a key with `externalId` is all you need.',
    ],
    note: "Upper and lower case differ. After `identities.deleteIdentity` the value is free again, whatever the vendor's page says; its sample still sends `externalId` to `updateIdentity`.",
  },
  'err:unkey:data:permission_already_exists': {
    meaning: 'The `slug` belongs to a permission that the workspace has.',
    causes: [
      'A seed script has no memory of its earlier run.',
      '`keys.setPermissions` or `keys.addPermissions` defined it while assigning it.',
    ],
    fixes: [
      'Ignore the 409 in scripts, since the slug can be used either way.',
      'Choose a longer slug (`billing.invoices.read`) if another team has taken the short one.',
    ],
    note: 'Only the slug has to be unique; two permissions may share a `name`, unlike what the page says.',
  },
  'err:unkey:data:project_already_exists': {
    meaning: 'Another project of the workspace goes by this `slug`.',
    causes: [
      'The infrastructure script was applied in full once more.',
      '`projects.updateProject` renames to a slug that is taken.',
    ],
    fixes: [
      'Ask `projects.getProject` with the slug before you create.',
      'Add the team or product to the slug.',
    ],
  },
  'err:unkey:data:ratelimit_namespace_gone': {
    meaning: 'The namespace was deleted, and its name stays blocked.',
    causes: [
      'Someone tidied up in the dashboard while code still limits in that namespace.',
      'It was removed in order to be created anew under its old name.',
    ],
    fixes: [
      'Limit under a new name: `ratelimit.limit` creates it on first use, given `ratelimit.*.create_namespace`.',
      'Have support restore the old one if its overrides matter.',
    ],
    note: 'Sent by `ratelimit.limit` and `ratelimit.multiLimit`. Endpoints for overrides answer 404 to a deleted namespace.',
    retry: 'No.',
  },
  'err:unkey:data:role_already_exists': {
    meaning: 'The workspace has a role of this `name`.',
    causes: [
      'A deployment step creates the roles each time.',
      'The name differs only in capitals from one that is there.',
    ],
    fixes: [
      'Fetch the existing one with `permissions.getRole`, which takes the name.',
      'Set what it may do with `permissions.setRolePermissions` rather than creating it again.',
    ],
  },
});
