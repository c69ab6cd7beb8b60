import { permissionQueryFlaw } from '../bodies/permission-query.ts';
import { bodyValues, endpointWithBody, placeName } from '../bodies/values.ts';
import type { Rule } from '../rule.ts';
import { isStandIn } from '../stand-ins.ts';

/** Where queries stand, by operation: the field from the body down. */
const QUERIES: Readonly<Record<string, string>> = {
  'keys.verifyKey': 'permissions',
  'gateway.setPolicies': 'policies[].keyauth.permissionQuery',
  'gateway.updatePolicy': 'keyauth.permissionQuery',
};

export const rule: Rule = {
  id: 'invalid-permissions-query',
  summary: 'A query of permissions that the server cannot read.',
  why: 'The request is answered with 400, and the key is not verified.',
  severity: 'error',
  category: 'body',
  since: '0.1.0',
  prevents: ['err:user:bad_request:permissions_query_syntax_error'],
  checkCall(call) {
    const endpoint = endpointWithBody(call);
    const place = endpoint && QUERIES[endpoint.operation];
    if (place === undefined) return [];
    return bodyValues(call, endpoint!.body).flatMap(({ json, path }) => {
      if (json.kind !== 'string' || placeName(path) !== place || isStandIn(json.value.text)) return [];
      return permissionQueryFlaw(json.value, path.at(-1)!) ?? [];
    });
  },
};
