import { bodyValues, endpointWithBody } from '../bodies/values.ts';
import { analyticsTables } from '../catalogue/analytics.ts';
import type { Rule } from '../rule.ts';
import { sqlFlaws } from '../sql/flaws.ts';

export const rule: Rule = {
  id: 'invalid-analytics-query',
  summary: 'SQL for analytics that the server refuses.',
  why: 'Analytics take one SELECT on their own tables, with the functions on their list. Everything else is answered with 400.',
  severity: 'error',
  category: 'body',
  since: '0.1.0',
  prevents: [
    'err:user:bad_request:invalid_analytics_query',
    'err:user:bad_request:invalid_analytics_query_type',
    'err:user:bad_request:invalid_analytics_table',
    'err:user:bad_request:invalid_analytics_function',
  ],
  checkCall(call) {
    const endpoint = endpointWithBody(call);
    if (!endpoint || !analyticsTables(endpoint.operation)) return [];
    return bodyValues(call, endpoint.body).flatMap(({ json, path }) =>
      json.kind === 'string' && path.length === 1 && path[0] === 'query'
        ? sqlFlaws(endpoint.operation, json.value)
        : [],
    );
  },
};
