import { endpointOfCall, isOnHost } from '../calls.ts';
import type { Rule } from '../rule.ts';
import { GONE_HOST } from '../url.ts';

export const rule: Rule = {
  id: 'wrong-http-method',
  summary: 'A method that the endpoint does not take.',
  why: 'Every endpoint of v2 takes POST, except GET /v2/liveness. Another method is answered with 404 or 405.',
  severity: 'error',
  category: 'endpoint',
  since: '0.1.0',
  prevents: [],
  checkCall(call) {
    const { method, url } = call;
    // v1 is gone: its methods are no longer worth a word, the other rules name the v2 endpoint.
    if (method.kind !== 'literal' || url.version.kind !== 'literal' || url.version.value !== 'v2') return [];
    if (isOnHost(call, GONE_HOST)) return [];
    const endpoint = endpointOfCall(call);
    const sent = method.value.toUpperCase();
    // OPTIONS is a browser's preflight, and whoever answers GET answers HEAD.
    const accepted = [endpoint?.method, 'OPTIONS', ...(endpoint?.method === 'GET' ? ['HEAD'] : [])];
    if (!endpoint?.specified || accepted.includes(sent)) return [];
    const edits = call.editor.setMethod?.(endpoint.method) ?? [];
    return [
      {
        range: method.range,
        message: `${call.methodImplied ? `This sends ${sent}` : `${sent} is wrong here`}. ${endpoint.operation} takes ${endpoint.method}.`,
        ...(edits.length > 0
          ? {
              fix: {
                title: `Use ${endpoint.method}`,
                // Without a written method or with values in the query, the body is missing as well.
                safety:
                  call.methodImplied || call.query.length > 0 ? ('suggestion' as const) : ('safe' as const),
                edits,
              },
            }
          : {}),
      },
    ];
  },
};
