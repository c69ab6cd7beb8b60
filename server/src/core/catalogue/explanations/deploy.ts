import type { Explanation } from '../explanations.ts';

/** Projects, apps, environments, deployments, domains and policies that are not there. */
export const deployExplanations = (): Readonly<Record<string, Explanation>> => ({
  'err:unkey:data:project_not_found': {
    meaning: 'The field `project` holds neither the slug nor the id of a project in this workspace.',
    causes: [
      "The project's display name was sent, which may hold blanks and capitals; the slug does not.",
      'It was deleted, or its slug was changed with `projects.updateProject`.',
      'The root key is from a workspace without that project.',
    ],
    fixes: [
      'Take the slug from `projects.listProjects`.',
      'Refer to it by id (`proj_…`) in scripts that have to survive a rename.',
    ],
  },
  'err:unkey:data:app_not_found': {
    meaning: 'The project was found, but it has no app with this slug or id.',
    causes: [
      'The app belongs to another project than the one in `project`.',
      'The app has not been created in this workspace, only planned.',
    ],
    fixes: [
      'Check the pair of `project` and `app` with `apps.listApps`.',
      'Create the app with `apps.createApp`, then repeat the call.',
    ],
  },
  'err:unkey:data:environment_not_found': {
    meaning: 'The app has no environment with the slug or id in `environment`.',
    causes: [
      'A short form such as `prod` is used, and the environment is called `production`.',
      'The environment exists in a different app of the project.',
    ],
    fixes: [
      'See the slugs of this app with `environments.listEnvironments`.',
      "Make the environment a parameter of your pipeline instead of deriving it from the branch's name.",
    ],
  },
  'err:unkey:data:deployment_not_found': {
    meaning: 'There is no deployment with this `deploymentId` that the root key can see.',
    causes: [
      'The id of something else was sent, such as the Git commit or the domain.',
      'The deployment was cleaned up after newer ones replaced it.',
    ],
    fixes: [
      'Use the id (`d_…`) that `deployments.createDeployment` returned.',
      'Find a recent one with `deployments.listDeployments`, filtered by project and environment.',
    ],
    note: 'For traffic that reaches no deployment, the gateway answers with `err:frontline:routing:deployment_not_found`.',
  },
  'err:unkey:data:domain_not_found': {
    meaning: 'The custom domain is not registered in the workspace.',
    causes: [
      'The value has a scheme, a path or a port; only the bare host name is compared.',
      'The domain was removed, or `domains.createDomain` has not run for it.',
    ],
    fixes: [
      'Send the plain name, as in `api.example.com`.',
      'List what is registered with `domains.listDomains` for that environment.',
    ],
  },
  'err:unkey:data:policy_not_found': {
    meaning: "The environment's gateway has no policy with the `policyId` of the request.",
    causes: [
      '`gateway.setPolicies` replaced the whole list in the meantime, and the policy went with it.',
      'The id was read from one environment and used on another.',
    ],
    fixes: [
      'Read the ids anew with `gateway.listPolicies` right before `gateway.updatePolicy`.',
      'Send the complete list through `gateway.setPolicies` if the policy has to be there again.',
    ],
  },
});
