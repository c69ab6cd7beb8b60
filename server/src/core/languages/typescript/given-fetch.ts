import type { Match } from './origin.ts';
import { isParameterList } from './parameters.ts';
import type { Reading } from './reading.ts';
import { tokenAt, wordAt } from './tokens.ts';

/** True for a `fetch` that a framework gives the function around, alone or among other things: `({ params, fetch }) => …`. */
export function isGivenFetch({ scope, tokens }: Reading, { client, proven, token }: Match): boolean {
  const at = tokenAt(tokens, token.start);
  if (proven || client.name !== 'fetch' || wordAt(tokens, at) !== 'fetch') return false;
  const declared = wordAt(tokens, at - 1) === '.' ? undefined : scope.declaredAt(at);
  if (declared === undefined) return false;
  const open = tokens.parents[declared]!;
  const list = wordAt(tokens, open) === '{' ? tokens.parents[open]! : open;
  return list >= 0 && wordAt(tokens, list) === '(' && isParameterList(tokens, list);
}
