import { endpointOfCall, endpointPlace, headerOf, isOnHost, signatureOf } from '../calls.ts';
import type { Rule } from '../rule.ts';
import { isNamedUnkey } from '../unkey-host.ts';
import { GONE_HOST } from '../url.ts';

export const rule: Rule = {
  id: 'missing-authorization',
  summary: 'A request without an Authorization header to an endpoint that needs a root key.',
  why: 'The server answers 400 before it looks at the body. In v2 this includes keys.verifyKey.',
  severity: 'error',
  category: 'authorization',
  since: '0.1.0',
  prevents: ['err:unkey:authentication:missing'],
  checkCall(call) {
    // What cannot work at all is another rule's: this one speaks up once the URL is changed.
    if (call.bare || !call.headersComplete || isOnHost(call, GONE_HOST)) return [];
    // What stands between the caller and the API may add it.
    if (call.url.host.kind !== 'literal' && !isNamedUnkey(call)) return [];
    // A browser's preflight carries none.
    if (call.method.kind === 'literal' && call.method.value.toUpperCase() === 'OPTIONS') return [];
    const endpoint = endpointOfCall(call);
    if (endpoint?.auth !== 'bearer') return [];
    // A key in another header is a malformed Authorization.
    if (headerOf(call, 'authorization') || headerOf(call, 'x-api-key')) return [];
    const edits = call.editor.addAuthorization?.() ?? [];
    return [
      {
        range: endpointPlace(call),
        message: `No Authorization header. ${signatureOf(endpoint)} needs "Authorization: Bearer <root key>".`,
        ...(edits.length > 0
          ? { fix: { title: 'Add the Authorization header', safety: 'suggestion' as const, edits } }
          : {}),
      },
    ];
  },
};
