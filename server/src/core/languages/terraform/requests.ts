import type { Member } from '../../binding.ts';
import type { Expression, Span } from '../../expression.ts';
import {
  ABSENT,
  type ApiCall,
  DYNAMIC,
  type Fact,
  type Header,
  type Json,
  type TextEdit,
} from '../../model.ts';
import { bareCall } from '../../requests/bare-call.ts';
import { bodyFact } from '../../requests/resolved.ts';
import { lineBelow } from '../../requests/written.ts';
import type { Values } from '../../resolve.ts';
import { type Range, SourceText } from '../../source.ts';
import { parseApiUrl } from '../../url.ts';
import type { HclAttribute, HclBlock } from './hcl.ts';
import { terraformEditor } from './rewrite.ts';

/** How a block describes a request: the names of its attributes. */
interface Shape {
  /** Of a URL, or of the path behind the base that a provider is given. */
  readonly url: string;
  readonly provider?: Provider;
  readonly method: string;
  readonly headers: string;
  readonly body: string;
  /** The method where none is written; undefined: one must be written, or the tool is not known. */
  readonly implied?: string;
  /** True when nothing is sent that the block does not say. */
  readonly whole: boolean;
}

/** A provider that is given the base of all its URLs, and headers for all its requests. */
interface Provider {
  readonly name: string;
  readonly base: string;
  readonly headers: string;
  /** Attributes that authorize in other ways. */
  readonly credentials: readonly string[];
}

const RESTAPI: Provider = {
  name: 'restapi',
  base: 'uri',
  headers: 'headers',
  credentials: ['username', 'oauth_client_credentials', 'bearer_token', 'cert_file'],
};
const RESTFUL: Provider = { name: 'restful', base: 'base_url', headers: 'header', credentials: ['security'] };

const HTTP: Shape = {
  url: 'url',
  method: 'method',
  headers: 'request_headers',
  body: 'request_body',
  implied: 'GET',
  whole: true,
};
/** Sources: the pages of the providers `http`, `terracurl`, `restapi` and `restful` in the Terraform registry. */
const SHAPES: Readonly<Record<string, readonly Shape[]>> = {
  'data http': [HTTP],
  'ephemeral http': [HTTP],
  restapi_object: [
    {
      url: 'path',
      provider: RESTAPI,
      method: 'create_method',
      headers: '',
      body: 'data',
      implied: 'POST',
      whole: true,
    },
  ],
  restful_operation: [
    { url: 'path', provider: RESTFUL, method: 'method', headers: 'header', body: 'body', whole: true },
  ],
  terracurl_request: [
    { url: 'url', method: 'method', headers: 'headers', body: 'request_body', whole: true },
    {
      url: 'destroy_url',
      method: 'destroy_method',
      headers: 'destroy_headers',
      body: 'destroy_request_body',
      whole: true,
    },
  ],
};
/** Attributes of resources of many clouds that call a URL: schedulers, webhooks, checks. */
const OTHERS: readonly Shape[] = ['url', 'uri', 'endpoint', 'invocation_endpoint'].flatMap((url) =>
  ['method', 'http_method'].map((method) => ({
    url,
    method,
    headers: 'headers',
    body: 'body',
    whole: false,
  })),
);

/** The requests that a block describes, and the attributes they were read from. */
export function requestsOf(
  block: HclBlock,
  root: HclBlock,
  values: Values,
  document: string,
): { readonly calls: readonly ApiCall[]; readonly read: ReadonlySet<HclAttribute> } {
  const calls: ApiCall[] = [];
  const read = new Set<HclAttribute>();
  const [kind = ''] = block.labels;
  const known = SHAPES[kind] ?? SHAPES[`${block.type} ${kind}`];
  for (const shape of known ?? OTHERS) {
    const request = requestOf({ block, shape, values, document }, providerOf(shape, root));
    if (!request) continue;
    calls.push(request);
    for (const attribute of block.attributes)
      if ([shape.url, shape.method, shape.headers, shape.body].includes(attribute.name)) read.add(attribute);
  }
  return { calls, read };
}

interface Reading {
  readonly block: HclBlock;
  readonly shape: Shape;
  readonly values: Values;
  readonly document: string;
}

function requestOf(
  { block, shape, values, document }: Reading,
  provider: HclBlock | undefined,
): ApiCall | undefined {
  const attribute = (name: string): HclAttribute | undefined => attributeOf(block, name);
  const address = attribute(shape.url);
  const method = attribute(shape.method);
  if (!address || (OTHERS.includes(shape) && !method) || (shape.provider && !provider)) return undefined;
  const base = provider && attributeOf(provider, shape.provider!.base);
  const path = values.text(address.value, true);
  const url = parseApiUrl(base ? SourceText.join([values.text(base.value, true), path]) : path);
  if (!url) return undefined;
  // `dynamic` blocks, and blocks that this file does not explain, may add to it.
  const seen = [block, ...(provider ? [provider] : [])];
  const whole =
    shape.whole &&
    seen.every((b) => b.intact && b.blocks.every(({ type }) => type !== 'dynamic')) &&
    (!shape.provider || provider !== undefined);
  const given = provider
    ? headersOf(attributeOf(provider, shape.provider!.headers)?.value, values)
    : NO_HEADERS;
  const own = headersOf(attribute(shape.headers)?.value, values);
  const signed = shape.provider?.credentials.some(
    (name) => provider && (attributeOf(provider, name) || provider.blocks.some((b) => b.type === name)),
  );
  const body = attribute(shape.body);
  const headers = attribute(shape.headers)?.value;
  const range = (at: { start: number; end: number }) => values.source.range(at.start, at.end);
  const written = method ? methodOf(method.value, values) : undefined;
  const below = placeBelow(range(address.nameSpan).start, range(address.value).end, document);
  const implied = shape.implied && whole ? literal(shape.implied, range(address.nameSpan)) : DYNAMIC;
  return {
    ...bareCall(range(block), url),
    client: 'terraform',
    bare: false,
    urlArgument: range(address.value),
    method: written ?? implied,
    methodImplied: !written,
    headers: [...given.list, ...own.list],
    headersComplete: whole && given.complete && own.complete && !signed,
    body: body ? bodyOf(body.value, values) : whole ? ABSENT : DYNAMIC,
    editor: {
      ...(written?.kind === 'literal'
        ? { setMethod: (name: string) => [{ range: written.range, newText: name }] }
        : !method && shape.whole && below
          ? { setMethod: (name: string) => below(`${shape.method} = "${name}"`) }
          : {}),
      ...(shape.whole && shape.headers !== '' && below && !attribute(shape.headers)
        ? {
            addAuthorization: () =>
              below(`${shape.headers} = { Authorization = "Bearer \${var.unkey_root_key}" }`),
          }
        : {}),
      ...(shape.whole && !provider
        ? terraformEditor({
            url,
            address: range(address.value),
            method: method && range(method.value),
            headers: headers?.kind === 'object' && headers.intact ? objectOf(headers, range) : undefined,
            hasHeaders: headers !== undefined,
            hasContentType: own.list.some(({ name }) => name.toLowerCase() === 'content-type'),
            body: body?.value,
            names: shape,
            below,
            document,
          })
        : {}),
    },
  };
}

type ObjectExpression = Expression & { readonly kind: 'object' };

/** Where an object stands, and its first name. */
function objectOf(object: ObjectExpression, range: (at: Span) => Range) {
  const [first] = object.entries;
  return { range: range(object), first: first?.kind === 'member' ? range(first.key) : undefined };
}

/** Adds a line below an attribute that has its lines for itself. */
function placeBelow(
  start: number,
  end: number,
  document: string,
): ((line: string) => readonly TextEdit[]) | undefined {
  const before = document.slice(document.lastIndexOf('\n', start - 1) + 1, start);
  if (!/^[ \t>]*$/.test(before) || !/^[ \t]*(?:(?:#|\/\/)[^\n]*)?(?:\r?\n|$)/.test(document.slice(end)))
    return undefined;
  return (line) => [lineBelow(document, start, end, line)];
}

const literal = (value: string, range: ApiCall['range']): Fact<string> => ({ kind: 'literal', value, range });

function methodOf(expression: Expression, values: Values): Fact<string> {
  const text = values.text(expression);
  return /^[A-Za-z]+$/.test(text.text) ? literal(text.text.toUpperCase(), text.range()) : DYNAMIC;
}

const attributeOf = (block: HclBlock, name: string): HclAttribute | undefined =>
  block.attributes.find((a) => a.name === name);

/** The provider of a shape, where the file has one and only one. */
function providerOf({ provider }: Shape, root: HclBlock): HclBlock | undefined {
  if (!provider) return undefined;
  const all = root.blocks.filter((b) => b.type === 'provider' && b.labels[0] === provider.name);
  return all.length === 1 ? all[0] : undefined;
}

const NO_HEADERS = { list: [], complete: true } as const;

function headersOf(
  expression: Expression | undefined,
  values: Values,
): { readonly list: readonly Header[]; readonly complete: boolean } {
  if (!expression) return NO_HEADERS;
  const { list, complete } = values.members(expression);
  return { list: list.map((member) => headerOf(member, values)), complete };
}

const headerOf = ({ key, keySource, value, conditional }: Member, values: Values): Header => ({
  name: key,
  nameRange: keySource.range(),
  value: values.text(value),
  ...(conditional ? { conditional } : {}),
});

/** JSON text, or a value that the provider makes JSON of. */
function bodyOf(expression: Expression, values: Values): Fact<Json> {
  const isObject = values.resolve(expression).value.kind === 'object';
  const json = isObject ? values.json(expression) : values.jsonText(expression);
  return bodyFact(json, expression, values);
}
