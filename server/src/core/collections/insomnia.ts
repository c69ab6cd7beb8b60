import {
  isWhole,
  itemsOf,
  memberOf,
  membersOf,
  scalarText,
  textOf,
  valueAt,
  wordAt,
} from '../json-members.ts';
import { ABSENT, type ApiCall, DYNAMIC, type Fact, type Json, type NamedText } from '../model.ts';
import { withHoles } from '../regions/substitution.ts';
import { basicHeader, textBody, tokenHeader, type WrittenPair } from '../requests/written.ts';
import { addValues, Templates, type Variable } from '../templates.ts';
import { parseApiUrl } from '../url.ts';
import type { CollectionContext, CollectionFacts } from './collection.ts';
import {
  type Auth,
  apiKeyAuth,
  callOf,
  headerAdder,
  isDisabled,
  isKnown,
  NO_AUTH,
  pairsIn,
  type Scope,
  UNKNOWN_AUTH,
} from './request.ts';

/** Tags that Insomnia runs: `{% uuid %}`, `{% response … %}`. */
const TAG = /\{%[^{}]*%\}/g;

/** The requests of an Insomnia export: a list of resources (v4), or a tree (v5). */
export function readInsomnia(root: Json, { notation }: CollectionContext): CollectionFacts {
  const list = valueAt(root, 'resources') ?? valueAt(root, 'collection');
  const whole = !('broken' in root) && isKnown(root) && list?.kind === 'array' && list.complete;
  const resources = itemsOf(valueAt(root, 'resources'));
  const tree = resources.length > 0 ? treeOf(resources) : itemsOf(list).map(nodeOf);
  const environments =
    resources.length > 0
      ? resources.filter((r) => wordAt(r, '_type') === 'environment').map((r) => valueAt(r, 'data'))
      : environmentsOf(valueAt(root, 'environments'));
  const names = environments.flatMap((data) => (data ? namesIn(data, '') : []));
  const variables = new Map<string, Variable>();
  for (const { name, value } of names) addValues(variables, name, { here: [value] });
  const facts = { calls: [], names: [...names], foreign: [] };
  readAll(tree, { auth: NO_AUTH, headers: [], seen: whole, complete: true, variables }, facts, notation);
  return facts;
}

/** A request or a folder with what is in it. */
interface Node {
  readonly json: Json;
  readonly children: readonly Node[] | undefined;
  /** False for one whose folder is not there. */
  readonly seen: boolean;
}

interface Level {
  readonly auth: Auth;
  readonly headers: readonly WrittenPair[];
  /** False in text that is broken: anything may be missing from where it stood. */
  readonly seen: boolean;
  /** False when something that is not seen may add headers. */
  readonly complete: boolean;
  readonly variables: Map<string, Variable>;
}

interface Facts {
  readonly calls: CollectionFacts['calls'][number][];
  readonly names: NamedText[];
  readonly foreign: CollectionFacts['foreign'][number][];
}

function nodeOf(json: Json): Node {
  const children = valueAt(json, 'children');
  return { json, seen: true, children: children && itemsOf(children).map(nodeOf) };
}

/** Resources name the folder they are in. Those in folders that are in themselves are left out. */
function treeOf(resources: readonly Json[]): Node[] {
  const inside = new Map<string, Json[]>();
  const folders = new Set<string>();
  const workspaces = new Set<string>();
  for (const resource of resources) {
    const type = wordAt(resource, '_type');
    if (type === 'request_group') folders.add(wordAt(resource, '_id') ?? '');
    if (type === 'workspace') workspaces.add(wordAt(resource, '_id') ?? '');
    if (type !== 'request' && type !== 'request_group') continue;
    const parent = wordAt(resource, 'parentId') ?? '';
    inside.set(parent, [...(inside.get(parent) ?? []), resource]);
  }
  const build = (json: Json, seen: boolean): Node => {
    const id = wordAt(json, '_id') ?? '';
    const own = wordAt(json, '_type') === 'request_group' ? (inside.get(id) ?? []) : undefined;
    // Each folder is opened once, so that folders inside of each other come to an end.
    inside.delete(id);
    return { json, seen, children: own?.map((child) => build(child, true)) };
  };
  const top = [...inside].filter(([parent]) => !folders.has(parent));
  return top.flatMap(([parent, list]) => {
    const seen = workspaces.has(parent) || parent.startsWith('wrk_') || parent === '__WORKSPACE_ID__';
    return list.map((json) => build(json, seen));
  });
}

function environmentsOf(base: Json | undefined): (Json | undefined)[] {
  const bases = base?.kind === 'array' ? base.items : base ? [base] : [];
  return bases.flatMap((one) => [
    valueAt(one, 'data'),
    ...itemsOf(valueAt(one, 'subEnvironments')).map((inner) => valueAt(inner, 'data')),
  ]);
}

/** Variables, those of inner objects as `outer.inner`. */
function namesIn(data: Json, prefix: string): NamedText[] {
  return membersOf(data).flatMap(({ key, value }): NamedText[] => {
    const text = scalarText(value);
    return text ? [{ name: prefix + key, value: text }] : namesIn(value, `${prefix}${key}.`);
  });
}

/** `_.host`, `host`, `_['host']`; filters and expressions are not worked out. */
function nameOf(inside: string): string | undefined {
  const m = /^\s*(?:_\.)?([\w-]+(?:\.[\w-]+)*)\s*$|^\s*_\[\s*["']([^"']+)["']\s*\]\s*$/.exec(inside);
  return m?.[1] ?? m?.[2];
}

function readAll(nodes: readonly Node[], outer: Level, facts: Facts, notation: 'json' | 'yaml'): void {
  const templates = new Templates(outer.variables, nameOf);
  for (const { json, children, seen: placed } of nodes) {
    const level = levelOf(json, { ...outer, seen: outer.seen && placed });
    if (children) {
      const own = valueAt(json, 'environment');
      const names = own ? namesIn(own, '') : [];
      facts.names.push(...names);
      const variables = names.length > 0 ? new Map(outer.variables) : outer.variables;
      for (const { name, value } of names) addValues(variables, name, { here: [value] });
      const list = valueAt(json, 'children');
      const seen = level.seen && (list?.kind !== 'array' || list.complete);
      readAll(children, { ...level, seen, variables }, facts, notation);
    } else {
      const complete = level.complete && level.seen;
      const scope = { ...level, complete, headers: outer.headers, templates };
      const call = requestCall(json, scope, notation);
      if (call) facts.calls.push(call);
    }
  }
  facts.foreign.push(...templates.foreign);
}

const SCRIPT = /\binsomnia\.request\b|\bheaders\b/;

function levelOf(json: Json, outer: Level): Level {
  const script = textOf(valueAt(json, 'preRequestScript') ?? valueAt(json, 'scripts', 'preRequest'));
  const { pairs, complete } = pairsIn(valueAt(json, 'headers'), 'name');
  return {
    ...outer,
    auth: authOf(valueAt(json, 'authentication'), outer.auth),
    headers: [...outer.headers, ...pairs.map(decoded)],
    complete: outer.complete && complete && !SCRIPT.test(script?.text ?? '') && isKnown(json),
  };
}

const decoded = ({ name, value }: WrittenPair): WrittenPair => ({
  name: withHoles(name, TAG),
  value: withHoles(value, TAG),
});

function requestCall(
  json: Json,
  scope: Scope & Pick<Level, 'auth' | 'seen'>,
  notation: 'json' | 'yaml',
): ApiCall | undefined {
  const written = textOf(valueAt(json, 'url'));
  const url = written && parseApiUrl(scope.templates.expand(withHoles(written, TAG)));
  if (!url) return undefined;
  const headerList = valueAt(json, 'headers');
  const { pairs, complete } = pairsIn(headerList, 'name');
  const body = bodyOf(valueAt(json, 'body'), scope.templates);
  return callOf(
    {
      client: 'insomnia',
      json,
      url,
      urlArgument: written.range(),
      method: valueAt(json, 'method'),
      headers: pairs.map(decoded),
      complete,
      query: pairsIn(valueAt(json, 'parameters'), 'name').pairs.map(decoded),
      body: body.kind === 'absent' && !scope.seen ? DYNAMIC : body,
      auth: scope.auth,
      ...headerAdder(headerList, notation, 'name', '{{ _.unkey_root_key }}'),
    },
    scope,
  );
}

/** An auth without a type is inherited. */
function authOf(json: Json | undefined, inherited: Auth): Auth {
  if (!json || json.kind === 'null') return inherited;
  if (!isWhole(json)) return UNKNOWN_AUTH;
  const type = memberOf(json, 'type');
  const word = textOf(type?.value)?.text;
  if (!type || !word) return isDisabled(json) ? NO_AUTH : inherited;
  if (isDisabled(json)) return NO_AUTH;
  const at = type.value.range;
  switch (word) {
    case 'none':
      return NO_AUTH;
    case 'bearer': {
      const token = scalarText(valueAt(json, 'token'));
      if (!token) return UNKNOWN_AUTH;
      const prefix = wordAt(json, 'prefix') || 'Bearer';
      const scheme = prefix === 'NO_PREFIX' ? '' : prefix;
      return { kind: 'sent', header: tokenHeader(withHoles(token, TAG), at, scheme) };
    }
    case 'basic':
      return { kind: 'sent', header: basicHeader(at) };
    case 'apikey': {
      const value = scalarText(valueAt(json, 'value'));
      if ((wordAt(json, 'addTo') ?? 'header') !== 'header') return NO_AUTH;
      return apiKeyAuth(textOf(valueAt(json, 'key')), value && withHoles(value, TAG));
    }
    default:
      return UNKNOWN_AUTH;
  }
}

function bodyOf(json: Json | undefined, templates: Templates): Fact<Json> {
  if (!json || json.kind === 'null') return ABSENT;
  if (!isWhole(json)) return DYNAMIC;
  const text = valueAt(json, 'text');
  if (text?.kind === 'string') return textBody(templates.expand(withHoles(text.value, TAG)));
  return memberOf(json, 'mimeType') ? DYNAMIC : ABSENT;
}
