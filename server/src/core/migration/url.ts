import { isWritten, operationName } from '../calls.ts';
import type { Changes } from '../catalogue/changes.ts';
import type { Endpoint } from '../catalogue/endpoint.ts';
import type { ApiCall, TextEdit } from '../model.ts';
import { CURRENT_HOST, GONE_HOST } from '../url.ts';
import { hostSetting } from './host-settings.ts';
import { type Obstacle, obstacle } from './obstacle.ts';
import { partsOf } from './parameters.ts';

const IN_PIECES = 'The path is put together from pieces. Write it in one piece first.';

const IN_COPIES = 'The URL is written as a text and in parts, which differ. Change both by hand.';

/** Makes the URL of a call that of its successor: host, version and name; a query that becomes a body goes. */
export function urlEdits(call: ApiCall, changes: Changes, document: string): readonly TextEdit[] | Obstacle {
  const { host, version, operation } = call.url;
  const { to } = changes;
  const isSet = host.kind !== 'literal' && hostSetting(call, document) !== undefined;
  if (host.kind !== 'literal' && !isSet)
    return obstacle(
      `The host is set elsewhere. Set it to https://${CURRENT_HOST} there, then change this call.`,
    );
  if (version.kind !== 'literal' || operation.kind !== 'literal' || !to || !isWritten(version))
    return obstacle(IN_PIECES);
  const named = baseEdits(call, document);
  if (!named) return obstacle(`The host is put together from pieces. It has to become ${CURRENT_HOST}.`);
  const tail = tailEdits(call, changes, to);
  if (tail) {
    const { urlCopies } = call.editor;
    const edits = [...named, ...tail];
    const copies = urlCopies ? urlCopies(edits, changes.queryToBody) : [];
    return copies ? [...edits, ...copies] : obstacle(IN_COPIES);
  }
  return obstacle(
    `v2 takes what stands in this URL in the body of a ${to.method} request. Change it by hand.`,
  );
}

/** Makes host and version of a call those of v2; undefined where they are not written in one piece each. */
export function baseEdits(
  { url: { host, version } }: ApiCall,
  document: string,
): readonly TextEdit[] | undefined {
  if (version.kind !== 'literal' || !isWritten(version)) return undefined;
  const named = { range: version.range, newText: 'v2' };
  if (host.kind !== 'literal') return [named];
  const isHostWritten = document.slice(host.range.start, host.range.end).toLowerCase() === host.value;
  if (host.value === GONE_HOST && !isHostWritten) return undefined;
  return host.value === GONE_HOST ? [{ range: host.range, newText: CURRENT_HOST }, named] : [named];
}

/** The name of the operation and what follows; undefined where it cannot be changed surely. */
function tailEdits(
  call: ApiCall,
  { queryToBody, pathToBody }: Changes,
  to: Endpoint,
): readonly TextEdit[] | undefined {
  const { operation, text } = call.url;
  if (operation.kind !== 'literal') return undefined;
  const parts = partsOf(call.url);
  const hasQuery = text.text[parts.query] === '?';
  const renamed = operationName(call) !== to.operation;
  if (!(queryToBody && hasQuery)) {
    if (!renamed) return [];
    if (pathToBody.length === 0 && operation.value.isContiguous())
      return [{ range: operation.range, newText: to.operation }];
    return hasQuery ? undefined : call.editor.replaceTail?.(parts.operation, to.operation);
  }
  if (parts.end < text.length) return undefined;
  const from = renamed ? parts.operation : parts.query;
  return call.editor.replaceTail?.(from, renamed ? to.operation : '');
}
