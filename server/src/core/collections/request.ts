import type { CallEditor } from '../call-editor.ts';
import { isWhole, itemsOf, memberOf, scalarText, textOf, valueAt, wordAt } from '../json-members.ts';
import {
  type ApiCall,
  type ApiUrl,
  DYNAMIC,
  type Fact,
  type Header,
  type Json,
  type QueryParameter,
} from '../model.ts';
import { expandHeaders, unknownAuthorization, type WrittenPair } from '../requests/written.ts';
import { type Range, SourceText } from '../source.ts';
import type { Templates } from '../templates.ts';

/** How a request is authorized, beside the headers written for it. */
export type Auth =
  | { readonly kind: 'none' }
  /** By a header; its value still has its templates. */
  | { readonly kind: 'sent'; readonly header: Header }
  /** In a way that is not known: there may be a header or none. */
  | { readonly kind: 'unknown' };

export const NO_AUTH: Auth = { kind: 'none' };
export const UNKNOWN_AUTH: Auth = { kind: 'unknown' };

/** What the folders around a request give to it. */
export interface Scope {
  /** Sent before those of the request. */
  readonly headers: readonly WrittenPair[];
  /** False when something that was not seen may add headers or an Authorization. */
  readonly complete: boolean;
  readonly templates: Templates;
}

/** One request of a collection, as written. */
export interface DescribedRequest {
  /** The tool whose collection it is. */
  readonly client: string;
  /** The value that describes it. */
  readonly json: Json;
  readonly url: ApiUrl;
  /** Where the URL is written. */
  readonly urlArgument: Range;
  /** Undefined: the tool's default, GET. */
  readonly method: Json | undefined;
  readonly headers: readonly WrittenPair[];
  /** False when headers may be sent that were not seen. */
  readonly complete: boolean;
  readonly query: readonly WrittenPair[];
  readonly body: Fact<Json>;
  readonly auth: Auth;
  readonly addAuthorization?: CallEditor['addAuthorization'];
  /** What else the collection's reader can write. */
  readonly editor?: CallEditor;
}

/** The call that a request to the API is. */
export function callOf(request: DescribedRequest, { headers: outer, complete, templates }: Scope): ApiCall {
  const { json, url, auth, addAuthorization } = request;
  const { headers, complete: named } = expandHeaders([...outer, ...request.headers], templates);
  const method = methodOf(request, url.text.range());
  const { range } = method.kind === 'literal' ? method : json;
  return {
    range: json.range,
    client: request.client,
    bare: false,
    url,
    urlArgument: request.urlArgument,
    method,
    methodImplied: request.method === undefined,
    headers: [...headers, ...sentBy(auth, json.range, templates)],
    headersComplete: complete && request.complete && named && auth.kind !== 'unknown' && isClosed(json),
    query: [...url.query, ...request.query.map((pair) => queryParameter(pair, templates))],
    body: request.body,
    editor: {
      ...(request.method && method.kind === 'literal'
        ? { setMethod: (newText: string) => [{ range, newText }] }
        : {}),
      ...(addAuthorization ? { addAuthorization } : {}),
      ...request.editor,
    },
  };
}

function sentBy(auth: Auth, at: Range, templates: Templates): Header[] {
  if (auth.kind === 'none') return [];
  if (auth.kind === 'unknown') return [unknownAuthorization(at)];
  return [{ ...auth.header, value: templates.expand(auth.header.value) }];
}

function methodOf({ method, json }: DescribedRequest, place: Range): Fact<string> {
  if (!method) return isClosed(json) ? { kind: 'literal', value: 'GET', range: place } : DYNAMIC;
  const word = textOf(method)?.text ?? '';
  if (!/^[A-Za-z]+$/.test(word)) return DYNAMIC;
  return { kind: 'literal', value: word, range: textOf(method)!.range() };
}

const queryParameter = ({ name, value }: WrittenPair, templates: Templates): QueryParameter => ({
  name: name.text,
  nameRange: name.range(),
  value: templates.expand(value),
});

/** True for a value that has all of its members. */
const isClosed = (json: Json): boolean => json.kind !== 'object' || json.complete;

/** A list of named values: `{ "<name>": "X", "value": "Y", "disabled": true }`. */
export function pairsIn(
  list: Json | undefined,
  name: 'key' | 'name',
): { readonly pairs: readonly WrittenPair[]; readonly complete: boolean } {
  if (!list || list.kind === 'null') return { pairs: [], complete: true };
  const enabled = itemsOf(list).filter((item) => !isDisabled(item));
  const pairs = enabled.flatMap((item): WrittenPair[] => {
    const written = textOf(valueAt(item, name));
    const value = scalarText(valueAt(item, 'value'));
    return written && value ? [{ name: written, value }] : [];
  });
  // An entry without a name is one that was never filled in.
  const empty = enabled.filter((item) => (wordAt(item, name) ?? '') === '' && isWhole(item));
  const complete = list.kind === 'array' && list.complete && pairs.length >= enabled.length - empty.length;
  return { pairs, complete };
}

/** The header of an API key; one without a value is there to be filled in. */
export function apiKeyAuth(name: SourceText | undefined, value: SourceText | undefined): Auth {
  if (!name?.isLiteral || !value) return UNKNOWN_AUTH;
  const sent = value.length === 0 ? SourceText.hole(value.range()) : value;
  return { kind: 'sent', header: { name: name.text, nameRange: name.range(), value: sent } };
}

/**
 * Adds an Authorization to a list of headers in JSON.
 * @param name the member that holds a header's name.
 * @param variable the template of the variable that holds the key.
 */
export function headerAdder(
  list: Json | undefined,
  notation: 'json' | 'yaml',
  name: 'key' | 'name',
  variable: string,
): Pick<DescribedRequest, 'addAuthorization'> {
  if (notation !== 'json' || list?.kind !== 'array') return {};
  const at = list.range.start + 1;
  const header = `{ "${name}": "Authorization", "value": "Bearer ${variable}" }`;
  const newText = list.items.length > 0 ? `${header}, ` : header;
  return { addAuthorization: () => [{ range: { start: at, end: at }, newText }] };
}

/** An auth that is written in another file: only its scheme is told, at what makes the tool send it. */
export function authElsewhere(auth: Auth, at: Range): Auth {
  if (auth.kind !== 'sent') return auth;
  const { name, value } = auth.header;
  const scheme = /^(?:Bearer|Basic) /.exec(value.text)?.[0] ?? '';
  const pieces = [SourceText.decoded(scheme, at), SourceText.hole(at)];
  return { kind: 'sent', header: { name, nameRange: at, value: SourceText.join(pieces) } };
}

/** A header that is written in another file: only its name is told. */
export const headerElsewhere = (name: string, at: Range): Header => ({
  name,
  nameRange: at,
  value: SourceText.hole(at),
});

/** False for a value in which members may stand that were not seen. */
export const isKnown = (...values: readonly (Json | undefined)[]): boolean =>
  values.every((value) => !value || (value.kind === 'object' && value.complete));

/** True for an item of a collection that is switched off. */
export function isDisabled(item: Json): boolean {
  const flag = (key: string, on: boolean): boolean => {
    const value = memberOf(item, key)?.value;
    return value?.kind === 'boolean' && value.value === on;
  };
  return flag('disabled', true) || flag('isDisabled', true) || flag('enabled', false);
}
