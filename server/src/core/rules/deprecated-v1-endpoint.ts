import {
  endpointOfCall,
  endpointPlace,
  isOnHost,
  isWritten,
  operationName,
  signatureOf,
  v2EndpointOf,
} from '../calls.ts';
import type { Endpoint } from '../catalogue/endpoint.ts';
import type { Fix } from '../finding.ts';
import type { ApiCall } from '../model.ts';
import type { Rule } from '../rule.ts';
import { isNamedNeutrally, isNamedUnkey } from '../unkey-host.ts';
import { CURRENT_HOST, GONE_HOST } from '../url.ts';

export const rule: Rule = {
  id: 'deprecated-v1-endpoint',
  summary: 'A v1 path of the Unkey API, which no longer answers.',
  why: 'Version 1 of the API was switched off on 2026-01-03 together with its host. Every such request fails.',
  severity: 'error',
  category: 'endpoint',
  since: '0.1.0',
  prevents: [],
  checkCall(call, { mentionsUnkey }) {
    const { version } = call.url;
    // What SDKs call is told by the names of their methods.
    if (call.sdk || version.kind !== 'literal' || version.value === 'v2') return [];
    const onGoneHost = isOnHost(call, GONE_HOST);
    // Wherever it goes, v1 of Unkey is not served any more.
    const onUnkey = isNamedUnkey(call) || (isNamedNeutrally(call) && mentionsUnkey());
    if (!onGoneHost && (call.bare || !onUnkey)) return [];
    const successor = v2EndpointOf(call);
    const right = successor
      ? `Use ${signatureOf(successor)}${onGoneHost ? ` on ${CURRENT_HOST}` : ''}.`
      : endpointOfCall(call)?.successor === null
        ? 'v2 has no endpoint for this.'
        : `Use the v2 endpoint on ${CURRENT_HOST}.`;
    const fix = successor ? urlFix(call, successor) : undefined;
    const { host, operation } = call.url;
    const named = operation.kind === 'literal' ? operation.range : endpointPlace(call);
    const range = call.url.endpointRange ?? named;
    const elsewhere =
      host.kind === 'literal' && (host.range.end <= range.start || host.range.start >= range.end);
    return [
      {
        range,
        message: `v1 of the Unkey API is switched off${onGoneHost ? ` and ${GONE_HOST} no longer answers` : ''}. ${right}`,
        tags: ['deprecated'],
        ...(elsewhere ? { related: [{ message: 'The host is written here.', range: host.range }] } : {}),
        ...(fix ? { fix } : {}),
      },
    ];
  },
};

/** Replaces the URL only: what else v2 asks for (method, header, fields) is found by the other rules once it is there. */
function urlFix(call: ApiCall, successor: Endpoint): Fix | undefined {
  const { host, version, operation } = call.url;
  const written = operationName(call);
  if (version.kind !== 'literal' || operation.kind !== 'literal' || written === undefined) return undefined;
  const onHost = host.kind === 'literal';
  const rename =
    written === successor.operation ? [] : [{ range: operation.range, newText: successor.operation }];
  // A name put together from pieces is written at several places.
  if (!isWritten(version) || (rename.length > 0 && !operation.value.isContiguous())) return undefined;
  return {
    title: `Change the ${onHost ? 'URL' : 'path'} to ${onHost ? CURRENT_HOST : ''}${successor.path}`,
    safety: 'suggestion',
    edits: [
      ...(onHost ? [{ range: host.range, newText: CURRENT_HOST }] : []),
      { range: version.range, newText: 'v2' },
      ...rename,
    ],
  };
}
