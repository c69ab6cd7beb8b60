import { distance } from 'fastest-levenshtein';
import { HOLE } from '../source.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointsAt, endpointsOf, removedEndpoint } from './endpoints.ts';

/** Verbs people write for one of the API's own. */
const VERBS: Readonly<Record<string, string>> = {
  check: 'verify',
  destroy: 'delete',
  edit: 'update',
  fetch: 'get',
  modify: 'update',
  patch: 'update',
  regenerate: 'reroll',
  remove: 'delete',
  revoke: 'delete',
  rotate: 'reroll',
  validate: 'verify',
};

/** An operation taken apart, in lower case and without `_` and `-`. */
interface Name {
  readonly namespace: string;
  readonly method: string;
}

interface Candidate extends Name {
  readonly endpoint: Endpoint;
  /** The method's words: `list`, `keys`. */
  readonly words: readonly string[];
}

/**
 * The operation of `version` that was most likely meant by `operation`, which is not one of its own. Undefined when
 * nothing is near enough to be named, or when two are equally near. In this order: what a renamed or removed endpoint
 * became, another spelling of the same words, the same method elsewhere, a shortened method, another verb, a typo of
 * at most two letters. `method` is the request's, where paths of v1 need it.
 */
export function nearestOperation(version: string, operation: string, method?: string): string | undefined {
  if (version !== 'v1' && version !== 'v2') return undefined;
  const renamed = renamedTo(version, operation, method);
  if (renamed !== undefined) return renamed ?? undefined;
  if (operation.includes(HOLE)) return undefined;
  const name = nameOf(operation);
  if (!name) return undefined;
  const candidates = candidatesOf(version);
  for (const select of [sameWords, shortened, otherVerb, typo]) {
    const found = best(select(name, candidates), name.namespace);
    if (found) return found.endpoint.operation;
  }
  return undefined;
}

/** Null: it is known to have no counterpart, so nothing else should be guessed either. */
function renamedTo(version: string, operation: string, method?: string): string | null | undefined {
  const removed = removedEndpoint(version, operation);
  if (removed) return removed.successor?.operation ?? null;
  if (version === 'v2') {
    const older = endpointsAt('v1', operation);
    const named = older.filter((e) => e.method === method);
    return only((named.length > 0 ? named : older).map((e) => (e.successor ? e.successor.operation : null)));
  }
  const older = endpointsOf('v1').filter((e) => e.specified && e.successor?.operation === operation);
  return only(older.filter((e) => !e.operation.includes('/')).map((e) => e.operation));
}

/** The one value of `values` if they are all the same. */
function only<T>(values: readonly T[]): T | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

/** `keys.getKey`, `keys/get-key` or a method alone; undefined for other paths. */
function nameOf(operation: string): Name | undefined {
  const parts = operation.split(/[./]/);
  if (parts.length > 2 || !parts.every((part) => /^[A-Za-z][\w-]*$/.test(part))) return undefined;
  const [namespace, method] = parts.length === 2 ? parts : ['', parts[0]];
  return { namespace: fold(namespace!), method: fold(method!) };
}

const fold = (text: string): string => text.replace(/[_-]/g, '').toLowerCase();

/** Without the ending of a plural. */
const singular = (text: string): string => text.replace(/ies$/, 'y').replace(/s$/, '');

const known = new Map<string, readonly Candidate[]>();

function candidatesOf(version: 'v1' | 'v2'): readonly Candidate[] {
  let candidates = known.get(version);
  if (!candidates) {
    candidates = endpointsOf(version).flatMap((endpoint) => {
      const [namespace, method] = endpoint.operation.split('.');
      if (namespace === undefined || method === undefined) return [];
      const words = method.split(/(?=[A-Z])/).map(fold);
      return [{ endpoint, namespace: fold(namespace), method: fold(method), words }];
    });
    known.set(version, candidates);
  }
  return candidates;
}

/** The same method, in this namespace or, failing that, in another; a plural counts as its singular. */
function sameWords(name: Name, candidates: readonly Candidate[]): readonly Candidate[] {
  const exact = candidates.filter((c) => c.method === name.method);
  const alike = candidates.filter((c) => singular(c.method) === singular(name.method));
  const here = within(name, exact);
  if (here.length > 0) return here;
  const alikeHere = within(name, alike);
  if (alikeHere.length > 0) return alikeHere;
  return exact.length > 0 ? exact : alike;
}

/** The method begun but not ended: `keys.create`, with the namespace's own noun preferred. */
function shortened(name: Name, candidates: readonly Candidate[]): readonly Candidate[] {
  const begun = candidates.filter((c) =>
    c.words.some((_, i) => c.words.slice(0, i).join('') === name.method),
  );
  const noun = singular(name.namespace);
  const own = begun.filter((c) => noun !== '' && singular(c.method) === name.method + noun);
  const ownHere = within(name, own);
  if (ownHere.length > 0) return ownHere;
  return own.length > 0 ? own : within(name, begun);
}

/** The same with the API's own verb: `keys.revokeKey`, `keys.revoke`. */
function otherVerb(name: Name, candidates: readonly Candidate[]): readonly Candidate[] {
  const verb = Object.keys(VERBS).find((v) => name.method.startsWith(v));
  if (verb === undefined) return [];
  const translated = { ...name, method: VERBS[verb]! + name.method.slice(verb.length) };
  const same = within(name, sameWords(translated, candidates));
  return same.length > 0 ? same : shortened(translated, candidates);
}

/**
 * At most two letters off in namespace and method together; those that are the fewest off. A namespace that exists is
 * no typo of another: `apis.listApis` is not `apps.listApps`.
 */
function typo(name: Name, candidates: readonly Candidate[]): readonly Candidate[] {
  const here = candidates.filter((c) => singular(c.namespace) === singular(name.namespace));
  const pool = here.length > 0 ? here : candidates;
  const off = pool.map(
    (c) => letters(name.method, c.method) + (here.length > 0 ? 0 : letters(name.namespace, c.namespace)),
  );
  const least = Math.min(...off);
  return least > 2 ? [] : pool.filter((_, i) => off[i] === least);
}

/** How many letters of two names differ; three, which is too many, when that is more than a third of the shorter name. */
export function letters(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  const off = distance(a, b);
  return off * 3 > Math.min(a.length, b.length) ? 3 : off;
}

/** Those whose namespace is the same but for its number: `key` and `keys`. */
function within(name: Name, candidates: readonly Candidate[]): readonly Candidate[] {
  const exact = candidates.filter((c) => c.namespace === name.namespace);
  return exact.length > 0
    ? exact
    : candidates.filter((c) => singular(c.namespace) === singular(name.namespace));
}

/** The one to name: what a root key can call, is documented and is not deprecated comes first, then the nearest namespace. */
function best(candidates: readonly Candidate[], namespace: string): Candidate | undefined {
  const rank = ({ endpoint, namespace: own }: Candidate): number =>
    (endpoint.auth === 'cookie' ? 4000 : 0) +
    (endpoint.specified ? 0 : 2000) +
    (endpoint.deprecated && endpoint.version === 'v2' ? 1000 : 0) +
    distance(own, namespace);
  const ranked = [...candidates].sort((a, b) => rank(a) - rank(b));
  const [first, second] = ranked;
  return first && second && rank(first) === rank(second) ? undefined : first;
}
