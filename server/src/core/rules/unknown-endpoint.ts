import { isOnHost, onlyNamespaceDiffers, operationName } from '../calls.ts';
import { endpointsAmong, isKnownOperation, removedEndpoint } from '../catalogue/endpoints.ts';
import { nearestOperation } from '../catalogue/nearest.ts';
import type { ApiCall } from '../model.ts';
import type { Rule } from '../rule.ts';
import { CURRENT_HOST } from '../url.ts';

/** Files that describe the API rather than endpoints of it. */
const DOCUMENT = /\.(?:json|ya?ml|html|md|txt)$/;

export const rule: Rule = {
  id: 'unknown-endpoint',
  summary: 'A path that is no endpoint of the version it names.',
  why: 'The server answers 404. A warning only, because the API may have grown since this release.',
  severity: 'warning',
  category: 'endpoint',
  since: '0.1.0',
  prevents: [],
  checkCall(call, { additionalEndpoints }) {
    const { version, operation } = call.url;
    if (version.kind !== 'literal' || operation.kind !== 'literal') return [];
    const written = operation.value.text;
    if (!operation.value.isLiteral || DOCUMENT.test(written)) return [];
    const versions = acceptedVersions(call, version.value);
    if (versions.some((v) => isKnownOperation(v, written))) return [];
    if (versions.some((v) => endpointsAmong(additionalEndpoints, v, written).length > 0)) return [];
    const range = operation.range;

    const removed = version.value === 'v2' ? removedEndpoint('v2', written) : undefined;
    const known = versions.map((v) => nearestOperation(v, written)).find((name) => name !== undefined);
    const nearest = removed?.successor?.operation ?? known;
    const wrong = removed?.removed
      ? `/v2/${written} was removed from the API on ${removed.removed.until}.`
      : `The Unkey API ${version.value} has no endpoint ${shown(call, written)}.`;
    if (nearest === undefined) return [{ range, message: `${wrong} Check the name in the API reference.` }];
    return [
      {
        range,
        message: removed ? `${wrong} Use ${nearest}.` : `${wrong} Did you mean ${nearest}?`,
        // A name put together from pieces is written at several places.
        ...(operation.value.isContiguous()
          ? {
              fix: {
                title: `Change to ${nearest}`,
                safety: onlyNamespaceDiffers(written, nearest) ? ('safe' as const) : ('suggestion' as const),
                edits: [{ range, newText: nearest }],
              },
            }
          : {}),
      },
    ];
  },
};

/** A v1 path on the host of v2 may have been meant for either version. */
function acceptedVersions(call: ApiCall, version: string): readonly string[] {
  return version !== 'v2' && isOnHost(call, CURRENT_HOST) ? [version, 'v2'] : [version];
}

const shown = (call: ApiCall, written: string): string => operationName(call) ?? written;
