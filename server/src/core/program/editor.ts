import type { CallEditor, Notation, RequestChange } from '../call-editor.ts';
import type { Expression, Span } from '../expression.ts';
import type { Json, TextEdit } from '../model.ts';
import { urlExpressionEditor, type ValueIdiom } from '../requests/url-expression.ts';
import type { Values } from '../resolve.ts';
import type { Thing } from './machine/things.ts';
import { addressOf } from './request.ts';
import { Rewriter } from './rewriter.ts';
import { authorizationBeside, type RootKey } from './written-headers.ts';
import type { QueryAside } from './written-pairs.ts';

/** How a request of one client is changed. What is missing is not done. */
export interface ClientIdiom {
  /** Missing: by the name that the method has. */
  readonly method?: (request: Rewriter, method: string, hasBody: boolean) => void;
  /** Adds the header with the root key; it is put beside others where this is missing or cannot be done. */
  readonly authorization?: (request: Rewriter) => void;
  /** Sends a value as JSON that is written in the notation; the parameters of the query that are an object go. */
  readonly body?: (request: Rewriter, body: string) => void;
  /** How a body is written where none is; missing: as all are. */
  readonly fresh?: { readonly notation: Notation; readonly values: ValueIdiom };
  /** True where a client with a base takes a whole URL as it is. */
  readonly takesWhole?: true;
}

/** How far before a request its body may be made. */
const NEAR = 3000;

/** The text in which a call is made, up to its end. */
export const nearTo = (text: string, { start, end }: Span): string =>
  text.slice(Math.max(0, start - NEAR), end);

/** How a language writes requests. */
export interface RequestIdiom {
  readonly values: ValueIdiom;
  /** `text`: the text of the program; `near`: that of it in which a request is made, up to its end. */
  readonly notation: (text: string, near: string) => Notation;
  readonly rootKey?: RootKey | ((text: string) => RootKey);
  /** Calls that put into the URL what is not read from them. */
  readonly hidden?: RegExp;
  /** The parameters of a query that is no object; undefined where they are not known. */
  readonly parameters?: (query: Expression, values: Values) => CallEditor['parameters'];
  /** A query that is put together outside of the request; undefined where there is none. */
  readonly aside?: (url: Expression, before: Expression, values: Values) => QueryAside | undefined;
  readonly clients: Readonly<Record<string, ClientIdiom>>;
}

/** The editor of a language's requests: {@link Grammar.editor}. */
export const requestEditor =
  (idiom: RequestIdiom) =>
  (thing: Thing, values: Values): CallEditor => {
    const { call } = thing;
    const address = addressOf(thing, values);
    const url = thing.given.findLast((g) => g.role === 'url')?.value;
    const { text } = values.source;
    const near = call ? nearTo(text, call) : '';
    if (!call || !address || !url) return { notation: idiom.notation(text, near) };
    const { [thing.client.name]: client = {} } = idiom.clients;
    const body = thing.given.findLast((g) => /^(?:json|text|form)$/.test(g.role))?.value;
    const fresh = body ? undefined : client.fresh;
    const { writeValue, ...editor } = urlExpressionEditor(
      url,
      address.text,
      values,
      fresh?.values ?? idiom.values,
      client.takesWhole,
    );
    // What is written for the program is none in a text of JSON that the program has.
    const isText = body && /^(?:text|template)$/.test(values.resolve(body).value.kind);
    const notation = fresh?.notation ?? idiom.notation(text, near);
    const query = queryOf(thing, values);
    const given = thing.given.findLast((g) => g.role === 'query')?.value;
    const aside = given || query ? undefined : idiom.aside?.(url, call, values);
    const parameters = given && !query ? idiom.parameters?.(given, values) : aside?.parameters;
    return {
      notation,
      ...(query ? { query } : {}),
      ...(parameters ? { parameters } : {}),
      ...editor,
      ...(writeValue && !isText ? { writeValue } : {}),
      rewrite: (change) => {
        // What is not known of the query cannot become a body.
        const isEmpty = change.body === notation.object.join('');
        // Another part of a query would stay in the URL.
        const isMany = thing.given.filter((g) => g.role === 'query').length > 1;
        if (change.body !== undefined && isMany) return undefined;
        const isSeen = given ? query !== undefined || parameters !== undefined : thing.complete || !isEmpty;
        if (change.body !== undefined && (!isSeen || (aside && !aside.parameters))) return undefined;
        const edits = rewrite(new Rewriter(thing, call, url, values), client, idiom, change);
        return edits && change.body !== undefined && aside?.removals ? [...edits, ...aside.removals] : edits;
      },
    };
  };

function rewrite(
  request: Rewriter,
  client: ClientIdiom,
  { hidden, rootKey }: RequestIdiom,
  { method, authorization, body }: RequestChange,
): readonly TextEdit[] | undefined {
  const { whole = request.call } = request.thing;
  const code = request.code({
    start: Math.min(whole.start, request.call.start),
    end: Math.max(whole.end, request.call.end),
  });
  if (body !== undefined && hidden?.test(code)) return undefined;
  if (method !== undefined) {
    if (client.method) client.method(request, method, body !== undefined);
    else request.method(method);
  }
  if (body !== undefined) {
    if (client.body && !request.last('json', 'text', 'form')) client.body(request, body);
    else request.fail();
  }
  if (authorization) {
    const { authorization: add } = client;
    const isAdded = add !== undefined && request.attempt(() => add(request));
    const key = typeof rootKey === 'function' ? rootKey(request.text) : rootKey;
    const beside = isAdded || !key ? undefined : authorizationBeside(request.thing, request.values, key);
    if (beside) request.add(beside);
    else if (!isAdded) request.fail();
  }
  return request.edits;
}

/** The parameters of the query, where they are an object in the request that is known whole. */
function queryOf(thing: Thing, values: Values): Json | undefined {
  const value = thing.given.findLast((g) => g.role === 'query')?.value;
  const { whole = thing.call } = thing;
  if (!value || !whole || value.start < whole.start || value.end > whole.end) return undefined;
  const json = values.json(value);
  return json.kind === 'object' ? json : undefined;
}
