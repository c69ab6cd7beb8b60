import { parseJson } from '../../json.ts';
import { itemsOf, memberOf, membersOf, textOf, valueAt, wordAt } from '../../json-members.ts';
import { ABSENT, type ApiCall, DYNAMIC, type Fact, type Header, type Json } from '../../model.ts';
import { withHoles } from '../../regions/substitution.ts';
import { bareCall } from '../../requests/bare-call.ts';
import { lineBelow, textBody } from '../../requests/written.ts';
import { HOLE, type SourceText } from '../../source.ts';
import { parseApiUrl } from '../../url.ts';
import { baseName } from './environment.ts';
import type { Reading } from './scripts.ts';

type Decode = Reading['decode'];

const URL_KEYS = ['url', 'uri', 'endpoint', 'target', 'href'];
const METHOD_KEYS = ['method', 'http_method', 'httpMethod', 'verb'];
const HEADER_KEYS = [
  'headers',
  'header',
  'request_headers',
  'requestHeaders',
  'httpHeaders',
  'customHeaders',
];
/** What makes a mapping with a URL a request, beside its method and headers. */
const BODY_KEYS = ['json', 'body', 'payload', 'data', 'requestBody'];

/** What a body is described with, rather than being its fields. */
const WRAPPER =
  /^(?:mode|raw|type|format|file|content|data|text|json|form|graphql|body|schema|value|template|encoding)$/i;
/** Templates of tools that are no YAML of their own: `${name}`, `{name:s}`. */
const PLACEHOLDER = /\$\{[^{}]*\}|\{[A-Za-z_][\w.:]*\}/g;

/** A request that a mapping describes, and the keys it was read from. */
export interface RequestFound {
  readonly call: ApiCall;
  readonly read: ReadonlySet<string>;
}

/**
 * The request to the API that the members of a mapping describe (`url`, `method`, `headers`, `json`), as test tools,
 * schedulers and workflow engines have it. Whatever it leaves out may come from the tool.
 */
export function requestOf(mapping: Json, reading: Reading): RequestFound | undefined {
  const decode = (text: SourceText): SourceText => withHoles(reading.decode(text), PLACEHOLDER);
  const urlKey = URL_KEYS.find((key) => textOf(valueAt(mapping, key)) !== undefined);
  const methodKey = METHOD_KEYS.find((key) => memberOf(mapping, key));
  const headerKey = HEADER_KEYS.find((key) => memberOf(mapping, key));
  const bodyKey = BODY_KEYS.find((key) => memberOf(mapping, key));
  if (!urlKey || !(methodKey || headerKey || bodyKey)) return undefined;
  const written = textOf(valueAt(mapping, urlKey))!;
  const url = parseApiUrl(decode(written));
  if (!url) return undefined;
  const headers = headersOf(headerKey ? valueAt(mapping, headerKey) : undefined, decode);
  const body = bodyKey ? valueAt(mapping, bodyKey) : undefined;
  const method = methodKey ? methodOf(valueAt(mapping, methodKey), decode) : undefined;
  return {
    call: {
      ...bareCall(mapping.range, url),
      client: 'yaml',
      bare: false,
      urlArgument: written.range(),
      method: method ?? DYNAMIC,
      headers: headers.list,
      body: body ? describedBody(bodyKey!, body, decode) : DYNAMIC,
      editor: method?.kind === 'literal' ? methodEditor(method.range) : {},
    },
    read: new Set([urlKey, methodKey, headerKey, bodyKey].filter((key) => key !== undefined)),
  };
}

/** A body that a tool is given: text, JSON by its name, or a mapping that says nothing about how it is sent. */
function describedBody(key: string, body: Json, decode: Decode): Fact<Json> {
  if (body.kind === 'string') return textBody(decode(body.value));
  if (key === 'json') return jsonBody(body, decode);
  const wraps = membersOf(body).some((member) => WRAPPER.test(member.key));
  // The tool may add to it.
  return body.kind === 'object' && !wraps ? jsonBody({ ...body, complete: false }, decode) : DYNAMIC;
}

/**
 * The request of Ansible's module `uri`, whose options `task` holds (source: ansible.builtin.uri).
 * `defaults`: options may be given to every module elsewhere.
 */
export function ansibleRequest(task: Json, defaults: boolean, reading: Reading): ApiCall | undefined {
  const { decode } = reading;
  const module = membersOf(task).find(({ key }) => baseName(key) === 'uri');
  const options = module?.value;
  const written = textOf(valueAt(options, 'url'));
  const url = written && parseApiUrl(decode(written));
  if (!module || !options || options.kind !== 'object' || !written || !url) return undefined;
  const headers = headersOf(valueAt(options, 'headers'), decode);
  const certain = options.complete && !defaults && !memberOf(task, 'args');
  const writtenMethod = valueAt(options, 'method');
  const method = writtenMethod
    ? methodOf(writtenMethod, decode)
    : certain
      ? ({ kind: 'literal', value: 'GET', range: module.keyRange } as const)
      : DYNAMIC;
  const signs = ['url_username', 'user', 'client_cert', 'use_gssapi', 'use_netrc'].some((k) =>
    memberOf(options, k),
  );
  return {
    ...bareCall(options.range, url),
    client: 'ansible',
    bare: false,
    urlArgument: written.range(),
    method,
    methodImplied: !writtenMethod,
    headers: headers.list,
    headersComplete: certain && headers.complete && !signs,
    body: certain ? ansibleBody(options, decode) : DYNAMIC,
    editor: ansibleEditor(options, method, reading),
  };
}

/** Adds options below the URL, where that has a line for itself. */
function ansibleEditor(options: Json, method: Fact<string>, { document }: Reading): ApiCall['editor'] {
  const url = memberOf(options, 'url');
  const start = url?.keyRange.start ?? 0;
  const end = url?.value.range.end ?? 0;
  const before = document.slice(document.lastIndexOf('\n', start - 1) + 1, start);
  const isAlone = /^[ \t>]*$/.test(before) && /^[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.test(document.slice(end));
  const below = (...lines: string[]) => lines.map((line) => lineBelow(document, start, end, line));
  return {
    ...(memberOf(options, 'method') && method.kind === 'literal'
      ? methodEditor(method.range)
      : isAlone && !memberOf(options, 'method')
        ? { setMethod: (name) => below(`method: ${name}`) }
        : {}),
    ...(isAlone && !memberOf(options, 'headers')
      ? { addAuthorization: () => below('headers:', '  Authorization: "Bearer {{ unkey_root_key }}"') }
      : {}),
  };
}

function ansibleBody(options: Json, decode: Decode): Fact<Json> {
  const body = valueAt(options, 'body');
  if (memberOf(options, 'src')) return DYNAMIC;
  if (!body) return ABSENT;
  if (body.kind === 'string') return textBody(decode(body.value));
  return wordAt(options, 'body_format') === 'json' ? jsonBody(body, decode) : DYNAMIC;
}

function methodOf(json: Json | undefined, decode: Decode): Fact<string> {
  const text = textOf(json);
  const method = text && decode(text);
  if (!method || !/^[A-Za-z]+$/.test(method.text)) return DYNAMIC;
  return { kind: 'literal', value: method.text.toUpperCase(), range: method.range() };
}

const methodEditor = (range: ApiCall['range']): ApiCall['editor'] => ({
  setMethod: (method) => [{ range, newText: method }],
});

/** A mapping of headers, a list of pairs (`key`, `value`) or of lines (`Name: value`), or JSON in a text. */
export function headersOf(
  json: Json | undefined,
  decode: Decode,
): { readonly list: readonly Header[]; readonly complete: boolean } {
  if (!json) return { list: [], complete: true };
  if (json.kind === 'string') {
    const inner = parseJson(decode(json.value));
    return inner ? headersOf(inner, decode) : { list: [], complete: false };
  }
  const pairs =
    json.kind === 'array'
      ? json.items.map((item) => pairOf(item))
      : membersOf(json).map(({ key, keyRange, value }) => ({
          name: key,
          nameRange: keyRange,
          value: textOf(value),
        }));
  const list = pairs.flatMap((pair): Header[] =>
    pair?.value ? [{ name: pair.name, nameRange: pair.nameRange, value: decode(pair.value) }] : [],
  );
  const whole = (json.kind === 'object' || json.kind === 'array') && json.complete;
  return { list, complete: whole && list.length === pairs.length };
}

function pairOf(item: Json) {
  const line = textOf(item);
  const colon = line ? line.text.indexOf(':') : -1;
  if (line && colon > 0) {
    const name = line.slice(0, colon).trim();
    return { name: name.text, nameRange: name.range(), value: line.slice(colon + 1).trim() };
  }
  const name = textOf(valueAt(item, 'name') ?? valueAt(item, 'key') ?? valueAt(item, 'header'));
  return name && { name: name.text, nameRange: name.range(), value: textOf(valueAt(item, 'value')) };
}

const jsonBody = (json: Json, decode: Decode): Fact<Json> =>
  json.kind === 'object' || json.kind === 'array'
    ? { kind: 'literal', value: decodeJson(json, decode), range: json.range }
    : DYNAMIC;

/** A value with its strings decoded; one that is only a template may be anything. */
function decodeJson(json: Json, decode: Decode): Json {
  if (json.kind === 'object')
    return { ...json, members: json.members.map((m) => ({ ...m, value: decodeJson(m.value, decode) })) };
  if (json.kind === 'array') return { ...json, items: itemsOf(json).map((item) => decodeJson(item, decode)) };
  if (json.kind !== 'string') return json;
  const value = decode(json.value);
  return value.text === HOLE ? { kind: 'dynamic', range: json.range } : { ...json, value };
}
