import { isWhole, itemsOf, memberOf, membersOf, textOf, valueAt, wordAt } from '../json-members.ts';
import { type ApiCall, type ApiUrl, DYNAMIC, type Fact, type Json, type JsonMember } from '../model.ts';
import { withHoles } from '../regions/substitution.ts';
import { SourceText } from '../source.ts';
import { parseApiUrl } from '../url.ts';
import type { CollectionFacts } from './collection.ts';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/**
 * The operations of an OpenAPI document (3.x, or Swagger 2) whose server is the Unkey API. Security schemes and
 * parameters may add headers, so none are claimed to be absent; an example is the body.
 */
export function readOpenApi(root: Json): CollectionFacts {
  const calls: ApiCall[] = [];
  const servers = serversOf(root) ?? swaggerServers(root);
  for (const path of membersOf(valueAt(root, 'paths'))) {
    const own = serversOf(path.value) ?? servers;
    for (const operation of membersOf(path.value)) {
      if (!METHODS.has(operation.key)) continue;
      const url = urlOf(serversOf(operation.value) ?? own, path);
      if (url) calls.push(callOf(operation, path, url));
    }
  }
  return { calls, names: [], foreign: [] };
}

function callOf(operation: JsonMember, path: JsonMember, url: ApiUrl): ApiCall {
  const { key, keyRange, value } = operation;
  return {
    range: { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) },
    client: 'openapi',
    bare: false,
    url,
    urlArgument: path.keyRange,
    method: { kind: 'literal', value: key.toUpperCase(), range: keyRange },
    methodImplied: false,
    headers: [],
    headersComplete: false,
    query: url.query,
    body: exampleOf(valueAt(value, 'requestBody', 'content', 'application/json')),
    editor: {
      setMethod: (method) =>
        memberOf(path.value, method.toLowerCase())
          ? []
          : [{ range: keyRange, newText: method.toLowerCase() }],
    },
  };
}

/** The first server that is the API. */
function urlOf(servers: readonly SourceText[], { key, keyRange }: JsonMember): ApiUrl | undefined {
  const isPlain = keyRange.end - keyRange.start === key.length;
  const path = isPlain ? SourceText.verbatim(key, keyRange.start) : SourceText.decoded(key, keyRange);
  for (const server of servers) {
    const base = server.text.endsWith('/') ? server.slice(0, server.length - 1) : server;
    const url = parseApiUrl(SourceText.join([base, path]));
    if (url?.host.kind === 'literal') return url;
  }
  return undefined;
}

/** Undefined when nothing is said about servers here. */
function serversOf(json: Json): SourceText[] | undefined {
  const list = memberOf(json, 'servers')?.value;
  if (list?.kind !== 'array') return undefined;
  return itemsOf(list).flatMap((server) => {
    const url = textOf(valueAt(server, 'url'));
    return url ? [withHoles(url, /\{[^{}]*\}/g)] : [];
  });
}

function swaggerServers(root: Json): SourceText[] {
  const host = textOf(valueAt(root, 'host'));
  const basePath = textOf(valueAt(root, 'basePath'));
  return host ? [SourceText.join(basePath ? [host, basePath] : [host])] : [];
}

/** The example of a media type, the first of several. */
function exampleOf(content: Json | undefined): Fact<Json> {
  const example =
    valueAt(content, 'example') ??
    valueAt(membersOf(valueAt(content, 'examples'))[0]?.value, 'value') ??
    valueAt(content, 'schema', 'example');
  const isBody = example?.kind === 'object' && isWhole(example) && wordAt(example, '$ref') === undefined;
  return isBody ? { kind: 'literal', value: example, range: example.range } : DYNAMIC;
}
