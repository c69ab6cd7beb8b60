import type { Explanation } from '../explanations.ts';

/** Failures inside Unkey, states that forbid an operation, and allowances of the plan. */
export const applicationExplanations = (): Readonly<Record<string, Explanation>> => ({
  'err:unkey:application:assertion_failed': {
    meaning:
      'A check in the server, which should always hold, did not. The answer says nothing about your request.',
    causes: [
      'A defect on the server that this particular call brings out.',
      "Stored records contradict each other, for example a key's and its workspace's.",
    ],
    fixes: [
      "Send `meta.requestId` and the endpoint's name to support@unkey.com.",
      'Reduce the body field by field until the call succeeds: the field that mattered belongs in the report.',
    ],
    retry: 'Once is worth a try; if it fails the same way, stop.',
  },
  'err:unkey:application:unexpected_error': {
    meaning: 'The server failed in a way it has no better name for.',
    causes: [
      'The cache, database or rate limiter behind the API failed during the call.',
      'An override with `limit: 0` applies: `ratelimit.setOverride` stores it, but `ratelimit.limit` cannot work with it.',
    ],
    fixes: [
      'Look for overrides of 0 with `ratelimit.listOverrides`, raise them to at least 1, and block the caller in your own code.',
      'Log `meta.requestId` of every 500: Unkey can look up nothing without it.',
    ],
    retry:
      'Yes, a few times with growing pauses, where running twice does no harm. `keys.createKey` may make a second key.',
  },
  'err:unkey:application:service_unavailable': {
    meaning:
      'A part that the API relies on, mostly its database or the deployment service, gave no usable answer.',
    causes: [
      'A short outage at Unkey.',
      'GitHub could not be asked whether the repository in `git` is accessible.',
      'The workspace has no resource limits on record, which `domains.createDomain` needs.',
    ],
    fixes: [
      'Decide in your code what a failed `keys.verifyKey` or `ratelimit.limit` means, to let through or to refuse, and set a timeout.',
      'Read `error.detail`: where it speaks of limits that are not configured, only support can help.',
    ],
    note: 'It arrives as a 500. Retry code that waits for the 503 of the page on unkey.com never runs.',
    retry: 'Yes, with growing pauses; calls that only read can be repeated freely.',
  },
  'err:unkey:application:precondition_failed': {
    meaning:
      'The body is correct, but something that has to be set up before is not. `error.detail` names it.',
    causes: [
      '`keys.verifyKey` names a rate limit that neither key nor identity has, without `limit` and `duration`.',
      '`recoverable` or `decrypt` is true, and the API does not store keys encrypted.',
      'The GitHub App is not installed or cannot see the repository.',
      'The workspace has no Compute plan or has reached its spend cap, or the domain is verified already.',
    ],
    fixes: [
      'Give the entry in `ratelimits` its own `limit` and `duration`, or define that name with `keys.updateKey`.',
      'Leave out `recoverable` and `decrypt` unless encrypted storage is enabled for the API.',
      'Call `github.installApp`, or deploy an `image` rather than `git`.',
    ],
  },
  'err:unkey:application:protected_resource': {
    meaning: 'The API, app or project was not deleted, because its delete protection is on.',
    causes: [
      'Somebody protected it in the dashboard or with `deleteProtection: true`.',
      'A clean-up script came across a resource of production.',
    ],
    fixes: [
      'For an app or project, send `deleteProtection: false` with `apps.updateApp` or `projects.updateProject` first.',
      'For an API, turn the protection off in its settings in the dashboard; v2 has no endpoint for it.',
    ],
    note: "Only `apis.deleteApi`, `apps.deleteApp` and `projects.deleteProject` send it, with 412. The 403 and the system resources of the vendor's page do not exist.",
  },
  'err:unkey:application:invalid_environment_settings': {
    meaning:
      'The environment cannot run a deployment with the settings it has. `error.detail` lists all that is wrong.',
    causes: [
      'Its `port` is outside 1 to 65535, `vCpus` is under 0.25 or `memoryMib` under 256.',
      'None of its regions takes deployments at present.',
      'Its runtime settings were never stored.',
    ],
    fixes: [
      'Send `port`, `vCpus` and `memoryMib` to `environments.updateSettings`, all in one call.',
      'Put at least one region with its `replicas` into `regions`.',
    ],
    note: "The field is `vCpus`. The example on the vendor's page writes `vcpus`, which the endpoint refuses.",
  },
  'err:unkey:application:deployment_is_current': {
    meaning: 'Production already runs the version that was to be promoted or gone back to.',
    causes: [
      'The pipeline promotes after a deploy that went live by itself.',
      'A rollback got the id of the faulty version that is live, in place of the one before it.',
    ],
    fixes: [
      'Treat it as success if the aim was to have this version live.',
      'For a rollback, pick an earlier production deployment from `deployments.listDeployments`.',
    ],
    note: 'After a rollback, promoting the version now live is accepted: it confirms the rollback.',
  },
  'err:unkey:application:deployment_is_production': {
    meaning:
      '`deployments.startDeployment` and `deployments.stopDeployment` work on any environment but production.',
    causes: [
      'A job that stops idle previews picked up a production id as well.',
      'The app was to be taken offline.',
    ],
    fixes: [
      'Filter `deployments.listDeployments` by `environment` before stopping what it returns.',
      'Switch the live version with `deployments.promoteDeployment` or `deployments.rollbackDeployment`.',
    ],
    note: 'The state is looked at first: a production deployment still being built answers `err:unkey:application:deployment_not_running` to a stop.',
  },
  'err:unkey:application:deployment_is_stopping': {
    meaning: 'A stop was asked for before, and its instances are still winding down.',
    causes: [
      'Two jobs stop the same deployment.',
      'The `status` still read `ready`; it becomes `stopped` only when the last instance has ended.',
    ],
    fixes: [
      'Count this answer as done when stopping.',
      'Decide by `availableActions` from `deployments.getDeployment`, not by `status`.',
    ],
    retry: 'No: the first stop goes on by itself.',
  },
  'err:unkey:application:deployment_no_current': {
    meaning:
      'The app has nothing live in production, and promoting or rolling back can only replace what is live.',
    causes: [
      'The app is new, with preview deployments at most.',
      'All attempts at production ended in `failed` or `cancelled`.',
    ],
    fixes: [
      'Make the first production version with `deployments.createDeployment`, which needs no promotion.',
      'Look with `deployments.listDeployments` why the earlier ones did not get to `ready`.',
    ],
  },
  'err:unkey:application:deployment_not_production': {
    meaning: 'A deployment of another environment was to be made the live one.',
    causes: [
      'The pipeline wants to lift a tested preview into production by its id.',
      'The id was copied from a list that mixes environments.',
    ],
    fixes: [
      'Deploy the same commit or image anew with `deployments.createDeployment` and `environment: "production"`.',
      'Ask `deployments.listDeployments` for production only.',
    ],
    note: 'Its opposite is `err:unkey:application:deployment_is_production`, for starting and stopping.',
  },
  'err:unkey:application:deployment_not_ready': {
    meaning: 'The version to switch to cannot take requests: it is not built, or it is being shut down.',
    causes: [
      'The call followed `deployments.createDeployment` at once, with the build still under way.',
      'The build ended in `failed`, `skipped`, `superseded` or `cancelled`.',
      'It was replaced a while ago, and its instances are going down although it says `ready`.',
    ],
    fixes: [
      'Poll `deployments.getDeployment` until `availableActions` has the action you want.',
      'Create a new deployment of that commit if the old one is ending or broken.',
    ],
    retry: 'Helps only during a build; after any other end the answer stays.',
  },
  'err:unkey:application:deployment_not_running': {
    meaning: 'There is nothing to stop, since no instance of this deployment is up.',
    causes: ['It is stopped already.', 'It is not up yet, or its build broke off.'],
    fixes: [
      'When cleaning up, skip whatever is not `ready`: pass `status` to `deployments.listDeployments`.',
      'To stop one that is about to come up, wait for `ready` first.',
    ],
  },
  'err:unkey:application:deployment_not_stopped': {
    meaning:
      '`deployments.startDeployment` only wakes a deployment that was stopped, and nobody stopped this one.',
    causes: ['It is up and serving.', 'It has just been created; its first start comes with the build.'],
    fixes: [
      'Go on without the call if `deployments.getDeployment` reports `ready`.',
      'For a restart, call `deployments.stopDeployment` before; for new code, `deployments.createDeployment`.',
    ],
    note: 'One whose instances are still winding down can be started, although the page asks for the status `stopped`.',
  },
  'err:unkey:limits:custom_domain_limit_exceeded': {
    meaning: 'The plan allows no further custom domain. They are counted over the whole workspace.',
    causes: [
      'Each environment or app was given a domain of its own.',
      'Domains never verified are still attached, and they count.',
    ],
    fixes: [
      'Find unused ones with `domains.listDomains` and free a place with `domains.deleteDomain`.',
      'Change to a plan with more domains.',
    ],
    note: 'Despite the 403, no permission helps here.',
    retry: 'Only after a domain is gone or the plan has changed.',
  },
});
