import {
  endpointOfCall,
  isOnHost,
  isWritten,
  onlyNamespaceDiffers,
  operationName,
  signatureOf,
  v2EndpointOf,
} from '../calls.ts';
import type { Fix } from '../finding.ts';
import type { ApiCall } from '../model.ts';
import type { Report, Rule } from '../rule.ts';
import { CURRENT_HOST, GONE_HOST } from '../url.ts';

export const rule: Rule = {
  id: 'endpoint-version-mismatch',
  summary: 'A v1 path on api.unkey.com, or a v2 path on api.unkey.dev.',
  why: 'Each host serves one version of the API only, so the request ends in a 404 or reaches no server at all.',
  severity: 'error',
  category: 'endpoint',
  since: '0.1.0',
  prevents: [],
  checkCall(call) {
    const { host, version } = call.url;
    if (host.kind !== 'literal' || version.kind !== 'literal') return [];
    if (isOnHost(call, CURRENT_HOST) && version.value !== 'v2') return [v1OnCurrentHost(call, version)];
    if (isOnHost(call, GONE_HOST) && version.value === 'v2') {
      return [
        {
          range: host.range,
          message: `${GONE_HOST} is gone and never served v2. Use ${CURRENT_HOST}.`,
          fix: {
            title: `Change the host to ${CURRENT_HOST}`,
            safety: 'safe',
            edits: [{ range: host.range, newText: CURRENT_HOST }],
          },
        },
      ];
    }
    return [];
  },
};

function v1OnCurrentHost(call: ApiCall, version: { value: string; range: Report['range'] }): Report {
  const successor = v2EndpointOf(call);
  const withoutSuccessor = endpointOfCall(call)?.successor === null;
  const right = successor
    ? `Use ${signatureOf(successor)}.`
    : withoutSuccessor
      ? 'v2 has no endpoint for this.'
      : `Use /v2/.`;
  const fix = withoutSuccessor ? undefined : versionFix(call, version.range, successor?.operation);
  return {
    range: version.range,
    message: `${CURRENT_HOST} serves v2 only, not ${version.value}. ${right}`,
    ...(fix ? { fix } : {}),
  };
}

/** Changes the version, and the operation where v2 calls it otherwise. */
function versionFix(call: ApiCall, version: Report['range'], operation: string | undefined): Fix | undefined {
  const edit = { range: version, newText: 'v2' };
  const written = operationName(call);
  if (call.url.version.kind === 'literal' && !isWritten(call.url.version)) return undefined;
  if (operation === undefined || operation === written) {
    return { title: 'Change the version to v2', safety: 'safe', edits: [edit] };
  }
  // A path with parameters in it becomes a body: not one edit.
  if (written === undefined || call.url.operation.kind !== 'literal' || written.includes('/'))
    return undefined;
  // A name put together from pieces is written at several places.
  if (!call.url.operation.value.isContiguous()) return undefined;
  return {
    title: `Change to v2/${operation}`,
    // Another operation takes other fields.
    safety: onlyNamespaceDiffers(written, operation) ? 'safe' : 'suggestion',
    edits: [edit, { range: call.url.operation.range, newText: operation }],
  };
}
