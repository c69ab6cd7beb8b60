import { isWritten, operationName } from '../calls.ts';
import type { Endpoint } from '../catalogue/endpoint.ts';
import type { ApiCall, TextEdit } from '../model.ts';
import { CURRENT_HOST, GONE_HOST } from '../url.ts';
import { type Obstacle, obstacle } from './obstacle.ts';

/** Makes the URL of a call that of `to`: host, version and name. What follows the path is left. */
export function urlEdits(call: ApiCall, to: Endpoint, document: string): readonly TextEdit[] | Obstacle {
  const { host, version, operation } = call.url;
  if (host.kind !== 'literal')
    return obstacle(
      `The host is set elsewhere. Set it to https://${CURRENT_HOST} there, then change this call.`,
    );
  if (version.kind !== 'literal' || operation.kind !== 'literal' || !isWritten(version))
    return obstacle('The path is put together from pieces. Write it in one piece first.');
  const isHostWritten = document.slice(host.range.start, host.range.end).toLowerCase() === host.value;
  if (host.value === GONE_HOST && !isHostWritten)
    return obstacle(`The host is put together from pieces. It has to become ${CURRENT_HOST}.`);
  const renamed = operationName(call) !== to.operation;
  if (renamed && !operation.value.isContiguous())
    return obstacle('The path is put together from pieces. Write it in one piece first.');
  return [
    ...(host.value === GONE_HOST ? [{ range: host.range, newText: CURRENT_HOST }] : []),
    { range: version.range, newText: 'v2' },
    ...(renamed ? [{ range: operation.range, newText: to.operation }] : []),
  ];
}
