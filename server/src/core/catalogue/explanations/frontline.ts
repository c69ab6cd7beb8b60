import type { Explanation } from '../explanations.ts';

/** What the gateway in front of a deployment answers in place of the app behind it. */
export const frontlineExplanations = (): Readonly<Record<string, Explanation>> => ({
  'err:frontline:capacity:deployment_offline': {
    meaning:
      'The hostname leads to a deployment that was switched off (503). It stays off until somebody acts.',
    causes: [
      '`deployments.stopDeployment` was called for it, or it was stopped in the dashboard.',
      'It is a preview that had no traffic for some hours and was shut down.',
      'The Compute plan of the project was cancelled.',
    ],
    fixes: [
      'A stopped one comes back with `deployments.startDeployment` (outside production).',
      'If a newer one runs, move the production hostname there with `deployments.promoteDeployment`.',
      'For a preview, build afresh with `deployments.createDeployment`.',
    ],
    retry: 'No: it goes on failing until a deployment is started.',
  },
  'err:frontline:capacity:no_running_instances': {
    meaning: 'The deployment is meant to run, but not one of its instances is up at the moment (503).',
    causes: [
      'The app exits or crashes while it starts, for example because a variable is not set.',
      'The first instances of a new deployment are still starting.',
      'Health checks fail, so instances are restarted over and over.',
    ],
    fixes: [
      "Read the app's last lines with `analytics.getRuntimeLogs`.",
      'Compare `healthcheck` and `memoryMib` in `environments.updateSettings` with what the app needs.',
      'Return to the version before with `deployments.rollbackDeployment`.',
    ],
    note: 'A deployment that was switched off on purpose reports `err:frontline:capacity:deployment_offline`.',
    retry: 'Yes, after a few seconds; if it lasts for minutes, look into the logs instead.',
  },
  'err:frontline:capacity:spend_limit_reached': {
    meaning:
      "The workspace used up the monthly Compute budget it set itself. All its deployments answer 402; the app isn't at fault.",
    causes: [
      'More traffic or larger instances cost more this month than was planned.',
      'The budget was set low for a trial and forgotten.',
    ],
    fixes: [
      "Set a higher budget, or none, on the Compute card in the workspace's billing settings.",
      'Switch off the option there that stops workloads; the budget then only sends mails.',
      'Bring the costs down with fewer `regions`, `vCpus` or `memoryMib` in `environments.updateSettings`.',
    ],
    retry: 'Only once the budget was changed or a new month has begun; service returns by itself soon after.',
  },
  'err:frontline:client:firewall_denied': {
    meaning: 'A firewall policy of the environment matched this request and turned it away (403).',
    causes: [
      'The `match` of the policy is wider than intended; an empty one matches everything.',
      'The request has a path, method, header or query parameter that you decided to block.',
    ],
    fixes: [
      'Find the policy with `firewall.action: ACTION_DENY` in `gateway.listPolicies` and compare its `match`.',
      'Make the condition stricter with `gateway.updatePolicy`: an exact path rather than a prefix.',
      'Set `enabled` to false for this policy to see whether it is the one.',
    ],
    note: 'A deployment keeps the policies it was created with: if a change shows no effect, deploy again.',
  },
  'err:frontline:client:insufficient_permissions': {
    meaning: "The caller's key is good, but it does not satisfy the `permissionQuery` of the policy (403).",
    causes: [
      'The key was issued without the role or permission this route asks for.',
      'The query counts on `*` as a wildcard; it only matches a permission spelled with that star.',
      'AND was written where either permission should do.',
    ],
    fixes: [
      'Give the key what it lacks by `keys.addPermissions` or `keys.addRoles`.',
      'Test key and query outside the gateway: `keys.verifyKey` with the query in `permissions`.',
      'Split the policy by `match`, so that each route asks only for its own permission.',
    ],
    note: 'Here it is the key of your user. A root key that may not do something gets `err:unkey:authorization:insufficient_permissions`.',
  },
  'err:frontline:client:invalid_key': {
    meaning: 'A key was sent, but the gateway does not accept it for this deployment (401).',
    causes: [
      'The key has been deleted or disabled, or its `expires` has passed.',
      "It is from a keyspace that is not in the policy's `keyspaces`, such as that of another API.",
      'Quotes, blanks or a wrong prefix cling to the key in the header.',
    ],
    fixes: [
      'Ask `keys.verifyKey` about the key, with `credits.cost` 0: its `code` says whether the key is at fault.',
      'Add the keyspace id (`ks_…`) to `keyauth.keyspaces` with `gateway.updatePolicy`.',
      'Hand the caller a new key through `keys.rerollKey` if the old one is gone for good.',
    ],
    note: 'The gateway does not tell the cases apart, on purpose. A request without any key gets `err:frontline:client:missing_credentials`.',
  },
  'err:frontline:client:missing_credentials': {
    meaning: 'The policy wants an API key, and the gateway found none where it looks for it (401).',
    causes: [
      "The key travels in a header that the policy's `locations` do not list; by default only `Authorization: Bearer` is read.",
      'The configured header lacks the prefix set as `stripPrefix`.',
      "It is a browser's `OPTIONS` preflight, which never carries a key.",
    ],
    fixes: [
      'Send the key as a bearer token, or add your header or query parameter to `keyauth.locations`.',
      'Limit the policy by a method `match` that leaves `OPTIONS` out.',
      'Check that no proxy or CDN in front removes the header.',
    ],
    note: 'The JSON of the gateway has `error.code` and `error.message`, not `error.type`; clients that do not accept JSON get an HTML page.',
  },
  'err:frontline:client:openapi_validation_failed': {
    meaning: "The request does not fit the app's own OpenAPI document, so the gateway held it back (400).",
    causes: [
      'A field, parameter or content type differs from what the document declares.',
      'The route works in the app but is missing in the document.',
      'The document is older than the code that was deployed with it.',
    ],
    fixes: [
      'Look at `error.message`: it contains the first mismatch.',
      'Generate the document in the build and serve it at the `openapiSpecPath` of the environment, then deploy.',
      'Exclude routes that are not described, such as health checks, by the `match` of the policy.',
    ],
    note: "This is your document, not Unkey's. A wrong body for Unkey's API gives `err:unkey:application:invalid_input`.",
  },
  'err:frontline:client:rate_limited': {
    meaning: 'A rate limit of the key or of a gateway policy is used up for the current window (429).',
    causes: [
      'The client exceeds a limit stored with the key as `autoApply`, or one in `keyauth.ratelimits`.',
      'Many callers share one counter, for example an office behind a single IP address.',
      'The only identifier is not known: its header is absent, or no `keyauth` policy comes first.',
    ],
    fixes: [
      'Slow down by `X-RateLimit-Remaining` before the limit is hit.',
      'Count per caller: put the authenticated subject into `ratelimit.identifiers`, behind `keyauth`.',
      'Raise `limit` or `windowMs` with `gateway.updatePolicy`.',
    ],
    retry:
      'Yes, after the seconds in `Retry-After`. Without that header the identifier is missing: do not retry.',
  },
  'err:frontline:client:usage_exceeded': {
    meaning: "The key has fewer credits left than this request costs. Its rate limit isn't the matter (429).",
    causes: [
      'All credits of the key are spent, and no refill is set or due.',
      'The policy charges more per request (`keyauth.credits`) than the key still has.',
      'Calls that should be free are charged, since the default is one credit each.',
    ],
    fixes: [
      "Top the key up: `keys.updateCredits` with `operation: 'increment'`.",
      'Give it a regular refill through `credits.refill` in `keys.updateKey`.',
      'Set `keyauth.credits` to 0 for routes that are not to be charged.',
    ],
    note: '`keys.verifyKey` puts the same state as `USAGE_EXCEEDED` into a 200.',
    retry: 'Not before the key has new credits; the 429 is misleading in that respect.',
  },
  'err:frontline:config:invalid_configuration': {
    meaning: 'The gateway cannot make sense of the policies this deployment was created with (422).',
    causes: [
      "The OpenAPI document fetched from the app isn't valid, so the `openapi` policy has nothing to work with.",
      'A `permissionQuery` cannot be parsed.',
      'The stored policies were written by hand or by a version the gateway no longer reads.',
    ],
    fixes: [
      'Run an OpenAPI 3 validator on the file behind `openapiSpecPath`.',
      'Store the whole list with `gateway.setPolicies`, which checks it, and deploy again.',
      'Disable one policy after the other to find the broken one.',
    ],
    note: "The caller's request is fine; whoever owns the deployment has to act.",
  },
  'err:frontline:platform:config_load_failed': {
    meaning: "The gateway could not read the hostname's route, instances or OpenAPI document (500).",
    causes: [
      "Unkey's own database was out of reach for a moment.",
      'The hostname was not in the cache of this region, and the lookup failed.',
    ],
    fixes: [
      "See whether Unkey's status page reports an incident.",
      'If only one hostname is concerned, send its name and the `requestId` to the support.',
    ],
    note: 'Nothing in your code or settings leads to it. Settings at fault give `err:frontline:config:invalid_configuration`.',
    retry: 'Yes, the app has not seen the request; wait a second, then longer.',
  },
  'err:frontline:platform:deployment_selection_failed': {
    meaning: 'The gateway knew the deployment but failed to choose an instance of it (500).',
    causes: [
      "The gateway's data about regions was not consistent just then.",
      'Instances changed during a rollout while the request was being routed.',
    ],
    fixes: [
      'Ask `deployments.getDeployment` whether the deployment is ready.',
      'Deploy again if it does not recover within minutes, and report the `requestId`.',
    ],
    note: 'The present gateway defines this code but sends `err:frontline:capacity:no_running_instances` when no instance can be found.',
    retry: 'Yes, once or twice with a pause.',
  },
  'err:frontline:platform:internal_server_error': {
    meaning: 'The gateway itself broke down over this request (500). It is not a 500 of your app.',
    causes: [
      'The check of a key or rate limit failed inside Unkey.',
      'The request was handed from region to region too many times.',
    ],
    fixes: [
      'Note `meta.requestId` and the time, and give both to the support if it comes back.',
      'Find out with `analytics.getGatewayRequests` whether one route or region stands out.',
    ],
    note: 'A 500 by the app passes through unchanged, with the body the app wrote and without this code.',
    retry: 'Yes for requests that may run twice; otherwise check first what the app did.',
  },
  'err:frontline:routing:config_not_found': {
    meaning: 'No deployment is assigned to the hostname of the request (404).',
    causes: [
      'DNS already leads to Unkey, but the domain was not registered or not verified there.',
      'The hostname has a typo, or its app or environment was deleted.',
      'A CDN in front sends another `Host` than the visitor typed.',
    ],
    fixes: [
      'Register the domain with `domains.createDomain`, then run `domains.verifyDomain`.',
      'Look for the name in `domains.listDomains` of the right environment.',
      'Make the CDN pass the original `Host` on.',
    ],
    note: "Only the hostname matters here, not the path. Your app's own 404 has no such code.",
  },
  'err:frontline:routing:deployment_not_found': {
    meaning:
      'The hostname is known, but the deployment it points to is gone or in another environment (404).',
    causes: [
      'The link is to an old deployment that has been removed.',
      'The hostname was reassigned, and part of the gateway still has the former target.',
    ],
    fixes: [
      "Take a current one from `deployments.listDeployments` and use that one's hostname.",
      "Use the environment's hostname or your own domain in links that should last.",
    ],
    note: 'It is not `err:unkey:data:deployment_not_found`, which a wrong `deploymentId` in an API call gets. The present gateway mostly reports a vanished target as `err:frontline:routing:config_not_found`.',
  },
  'err:frontline:upstream:bad_gateway': {
    meaning: "The connection to the app failed midway, or what came back wasn't valid HTTP (502).",
    causes: [
      'The process crashed or ran out of memory while it handled the request.',
      'The app closes idle connections sooner than the gateway, which keeps them for 90 seconds.',
      'The app speaks TLS or HTTP/2 on its port, and the gateway expects plain HTTP/1.1.',
    ],
    fixes: [
      "Set the server's keep-alive timeout above 90 seconds (`server.keepAliveTimeout` in Node.js).",
      'Match `upstreamProtocol` (`http1` or `h2c`) to the app with `environments.updateSettings`.',
      'Search the runtime logs for an exit at the time of the request.',
    ],
    note: 'A 502 that the app sends itself arrives without this code.',
    retry: 'Only if the request may run twice: the app may have dealt with it already.',
  },
  'err:frontline:upstream:gateway_timeout': {
    meaning: 'The app could not be reached, or did not answer, in the time the gateway allows (504).',
    causes: [
      'The instance is overloaded and takes no new connections.',
      'The app waits for something slow, such as a database or another service, and has no limit of its own.',
    ],
    fixes: [
      'Put a time limit on every outgoing call of the app.',
      'Move long work to a queue and answer with 202 and an id.',
      'Add instances or `vCpus` in `environments.updateSettings`.',
    ],
    note: 'The gateway reports some slow requests as `err:user:bad_request:request_timeout`, with 504 as well; treat both alike.',
    retry: 'With a pause, and only what may run twice.',
  },
  'err:frontline:upstream:proxy_forward_failed': {
    meaning: 'The request could not be handed to the app (502).',
    causes: [
      'The instance vanished between routing and forwarding, as in a restart.',
      'The network between gateway and instance was interrupted.',
    ],
    fixes: [
      'Let the app finish open requests on its `shutdownSignal` before it exits.',
      'Run in more than one of the `regions`, so that another can step in.',
    ],
    note: 'The present gateway reports such failures as `err:frontline:upstream:bad_gateway` or `err:frontline:upstream:service_unavailable`.',
    retry: 'Yes for reads; for writes, find out first whether they got through.',
  },
  'err:frontline:upstream:service_unavailable': {
    meaning: 'An instance is there, but nothing accepts connections on its port (503).',
    causes: [
      'The app listens on another port than the one set for the environment.',
      'It binds to `127.0.0.1` or `localhost`, which cannot be reached from outside the container.',
      'It is restarting right now.',
    ],
    fixes: [
      'Listen on the variable `PORT` and on `0.0.0.0`.',
      'Or set `port` in `environments.updateSettings` to what the app uses, and deploy.',
      'Give the environment a `healthcheck`, so that traffic waits until the app is ready.',
    ],
    note: 'Having no instance at all is `err:frontline:capacity:no_running_instances`.',
    retry: 'Yes: the app was never reached, so nothing runs twice. Wait a few seconds.',
  },
});
