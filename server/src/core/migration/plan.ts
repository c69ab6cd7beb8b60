import { signatureOf } from '../calls.ts';
import { type Changes, changesOf } from '../catalogue/changes.ts';
import type { ApiCall, TextEdit } from '../model.ts';
import { HOLE } from '../source.ts';
import { isObstacle, type Obstacle, obstacle } from './obstacle.ts';
import { urlEdits } from './url.ts';

/** What makes one call a call to v2. */
export interface Plan {
  readonly to: string;
  readonly edits: readonly TextEdit[];
  readonly notes: readonly string[];
}

/** The plan of a call to v1, alone. */
export function planOf(call: ApiCall, document: string): Plan | Obstacle {
  if (call.bare)
    return obstacle('It is not known how this URL is used. Change the request that is made with it.');
  const changes = changesOfCall(call);
  if (!changes) return obstacle('v1 had no such endpoint, so that its successor is not known.');
  const { to } = changes;
  if (!to) return obstacle(changes.note ?? 'v2 has no endpoint for this.');
  const url = urlEdits(call, to, document);
  if (isObstacle(url)) return url;
  if (!isAlike(changes)) return obstacle('Its parameters have to change by hand.');
  return { to: signatureOf(to), edits: url, notes: [] };
}

/** True when only the URL is another. */
const isAlike = (changes: Changes): boolean =>
  changes.steps.length === 0 &&
  changes.needs.length === 0 &&
  changes.method === undefined &&
  !changes.needsRootKey &&
  changes.pathToBody.length === 0;

function changesOfCall({ url: { operation }, method }: ApiCall): Changes | undefined {
  if (operation.kind !== 'literal') return undefined;
  return changesOf(operation.value.text, method.kind === 'literal' ? method.value.toUpperCase() : undefined);
}

/** `GET /v1/keys.getKey`, as far as it is known. */
export function nameOf(call: ApiCall): string {
  const { version, operation } = call.url;
  const method = call.method.kind === 'literal' ? `${call.method.value.toUpperCase()} ` : '';
  const path = operation.kind === 'literal' ? operation.value.text.replaceAll(HOLE, '{…}') : '…';
  return `${method}/${version.kind === 'literal' ? version.value : '…'}/${path}`;
}
