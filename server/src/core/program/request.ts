import type { CallEditor } from '../call-editor.ts';
import { isInNamespace, isKnownOperation } from '../catalogue/endpoints.ts';
import { calledName, type Expression, type Span } from '../expression.ts';
import {
  ABSENT,
  type ApiCall,
  type ApiUrl,
  DYNAMIC,
  type Fact,
  type Json,
  type QueryParameter,
} from '../model.ts';
import { byReference, withSlash } from '../requests/joined-urls.ts';
import { bodyFact, queryParameters } from '../requests/resolved.ts';
import type { Values } from '../resolve.ts';
import { HOLE, SourceText } from '../source.ts';
import { parseApiUrl } from '../url.ts';
import { headersOf } from './headers.ts';
import type { Given, Thing } from './machine/things.ts';

const METHOD = /^(?:HTTP_)?(?:Method)?_?(get|post|put|patch|delete|head|options)$/i;

/** The call that an object of a client makes; undefined when it does not go to the Unkey API, or nowhere yet. */
export function readRequest(thing: Thing, values: Values, editor: CallEditor): ApiCall | undefined {
  const { call } = thing;
  const address = addressOf(thing, values);
  const url = address && parseApiUrl(address.text);
  if (!call || !address || !url) return undefined;
  // What an unknown choice or a caller puts in the place of the host may be another API.
  if (!isOfApi(url) && addressOf(thing, values, false)?.text.text !== address.text.text) return undefined;
  const range = (span: Span) => values.source.range(span.start, span.end);
  const headers = headersOf(thing.given, values);
  const method = methodOf(thing, values);
  return {
    range: range(thing.whole ?? call),
    client: thing.client.name,
    bare: false,
    url,
    urlArgument: range(address.argument),
    method: method.fact,
    methodImplied: method.implied,
    headers: headers.list,
    headersComplete: headers.complete && thing.complete,
    query: [...url.query, ...queryOf(thing, values)],
    body: bodyOf(thing, values),
    editor,
  };
}

const last = (thing: Thing, ...roles: readonly Given['role'][]): Given | undefined =>
  thing.given.findLast((g) => roles.includes(g.role));

/** The URL of a request, put behind the base of its client. Undefined where it has none yet. */
export function addressOf(
  thing: Thing,
  values: Values,
  guess = true,
): { readonly text: SourceText; readonly argument: Expression } | undefined {
  const url = last(thing, 'url');
  const paths = thing.given.filter((g) => g.role === 'path');
  const base = last(thing, 'base');
  const pieces = [url, ...paths].flatMap((given) => given?.value ?? []);
  const argument = pieces.at(-1);
  if (url?.conditional || paths.some((path) => path.conditional)) return undefined;
  // A client may be given the whole URL, and its requests none.
  if (!argument && base?.value && !base.conditional && thing.type.request)
    return { text: values.text(base.value, guess), argument: base.value };
  if (!argument) return undefined;
  const text = pieces.map((piece) => values.text(piece, guess)).reduce(withSlash);
  return { text: behindBase(text), argument };

  function behindBase(written: SourceText): SourceText {
    if (/^[a-z][a-z\d+.-]*:\/\//i.test(written.text)) return written;
    if (!base?.value) {
      // A base may have been given where it was not seen.
      const unseen = (thing.type.defaults || !thing.made) && !written.text.startsWith(HOLE);
      return unseen ? withSlash(SourceText.hole(written.range(0, 0)), written) : written;
    }
    const before = base.conditional ? SourceText.hole(written.range(0, 0)) : values.text(base.value, guess);
    const { joining = 'slash' } = thing.client;
    if (joining === 'slash' || (joining === 'directory' && !written.text.startsWith('/')))
      return withSlash(before, written);
    return joining === 'together' ? SourceText.join([before, written]) : byReference(before, written);
  }
}

/** True for a URL whose path is one of the API's own, or not known. */
function isOfApi({ version, operation }: ApiUrl): boolean {
  if (version.kind !== 'literal' || operation.kind !== 'literal') return true;
  const name = operation.value.text;
  return isKnownOperation(version.value, name) || isInNamespace(name);
}

function methodOf(thing: Thing, values: Values): { readonly fact: Fact<string>; readonly implied: boolean } {
  const given = thing.given.findLast((g) => g.role === 'method' && !g.flag) ?? last(thing, 'method');
  if (!given) {
    const hasBody = last(thing, 'json', 'text', 'form') !== undefined;
    const { defaultMethod: plain, methodWithBody } = thing.client;
    const defaultMethod = hasBody && methodWithBody ? methodWithBody : plain;
    if (defaultMethod === undefined || !thing.complete) return { fact: DYNAMIC, implied: false };
    const range = values.source.range(thing.token.start, thing.token.end);
    return { fact: { kind: 'literal', value: defaultMethod, range }, implied: true };
  }
  if (given.conditional) return { fact: DYNAMIC, implied: false };
  if (given.method) {
    const { span, name } = given.method;
    return {
      fact: { kind: 'literal', value: name, range: values.source.range(span.start, span.end) },
      implied: false,
    };
  }
  return { fact: methodFact(given.value!, values), implied: false };
}

/** `"POST"`, `:post`, `HttpMethod.POST`, `http.MethodPost`. */
function methodFact(expression: Expression, values: Values): Fact<string> {
  const text = values.text(expression);
  if (text.isLiteral && text.length > 0)
    return { kind: 'literal', value: text.text.toUpperCase(), range: text.range() };
  const { value } = values.resolve(expression);
  for (const one of [expression, value]) {
    const word = calledName(one) ?? '';
    const method = METHOD.exec(word)?.[1];
    if (method === undefined) continue;
    const span = one.kind === 'member' ? one.propertySpan : one;
    return { kind: 'literal', value: method.toUpperCase(), range: values.source.range(span.start, span.end) };
  }
  // A constant of a library, which a variable or an argument stands for.
  const written = value.kind === 'unknown' ? values.source.slice(value.start, value.end) : undefined;
  const word = written && /^(?:\w+(?:\.|::))+(\w+)$/.exec(written.text)?.[1];
  const method = word && METHOD.exec(word)?.[1];
  if (!written || !word || !method) return DYNAMIC;
  const range = written.range(written.length - word.length, written.length);
  return { kind: 'literal', value: method.toUpperCase(), range };
}

function bodyOf(thing: Thing, values: Values): Fact<Json> {
  const { client } = thing;
  const given = thing.given.filter((g) => g.role === 'json' || g.role === 'text' || g.role === 'form');
  const body = given.at(-1);
  if (!body) return thing.complete ? ABSENT : DYNAMIC;
  if (body.conditional || !body.value || body.role === 'form') return DYNAMIC;
  const { value, certain, changes } = values.resolve(body.value);
  if (value.kind === 'undefined' || value.kind === 'null') {
    const isNothing =
      given.length === 1 && thing.complete && certain && changes.sealed && changes.sets.length === 0;
    return isNothing ? ABSENT : DYNAMIC;
  }
  const isText = body.role === 'text' || (value.kind !== 'object' && value.kind !== 'array');
  const style = isText || !client.style ? undefined : client.style(last(thing, 'style')?.value, values);
  if (!isText && client.style && !style) return DYNAMIC;
  const json = isText ? values.jsonText(body.value) : values.json(body.value, style);
  return bodyFact(json, body.value, values);
}

function queryOf(thing: Thing, values: Values): readonly QueryParameter[] {
  return thing.given.flatMap(({ role, value, conditional }) =>
    role === 'query' && value && !conditional ? queryParameters(value, values) : [],
  );
}
