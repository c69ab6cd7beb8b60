import { handedFetch, type Match } from './origin.ts';
import { isParameterList } from './parameters.ts';
import type { Reading } from './reading.ts';
import { tokenAt, wordAt } from './tokens.ts';

/** True for a `fetch` that a framework gives the function around, alone or among other things: `({ params, fetch }) => …`. */
export function isGivenFetch({ scope, tokens }: Reading, { client, proven, token }: Match): boolean {
  const at = tokenAt(tokens, token.start);
  if (proven || client.name !== 'fetch') return false;
  // What is read as fetch is called otherwise.
  if (wordAt(tokens, at) !== 'fetch') return true;
  const declared = wordAt(tokens, at - 1) === '.' ? undefined : scope.declaredAt(at);
  if (declared === undefined) return false;
  const open = tokens.parents[declared]!;
  const list = wordAt(tokens, open) === '{' ? tokens.parents[open]! : open;
  return list >= 0 && wordAt(tokens, list) === '(' && isParameterList(tokens, list);
}

/**
 * The match as one of fetch, for a function whose name says that it fetches and that other calls of the text give what
 * fetch takes: a body that is a text.
 */
export function asFetch({ document }: Reading, match: Match): Match {
  const { client, proven, name, shape } = match;
  const isLike =
    !proven && client.name === 'request' && /fetch/i.test(name) && `${shape.args}` === 'url,options';
  if (!isLike || !/^\w+$/.test(name)) return match;
  const sends = new RegExp(String.raw`\b${name}\s*(?:<[^()]*>)?\([^;]{0,400}?\bbody:\s*JSON\.stringify\(`);
  return sends.test(document) ? handedFetch(match.token) : match;
}
