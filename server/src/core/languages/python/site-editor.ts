import type { CallEditor, Notation } from '../../call-editor.ts';
import type { Expression, ObjectEntry } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import type { Parameter, Site } from '../../program/grammar.ts';
import { BODY_PARAMETER, methodEditAt, urlArgumentOf } from '../../program/site-edits.ts';
import { urlExpressionEditor } from '../../requests/url-expression.ts';
import type { Values } from '../../resolve.ts';
import { HOLE } from '../../source.ts';
import { withoutNone } from './none-values.ts';
import { IDIOM, notationIn } from './notation.ts';
import { queryHelperOf } from './query-helpers.ts';
import { afterBrackets, entryOf, isIn } from './request-edits.ts';
import { KNOWN } from './rewrite.ts';

/** Parameters that are the query of a request. */
const QUERY_PARAMETER = /^(?:params|query|query_?params|qs|search)$/i;
/** A method that follows from whether there is a body. */
const BY_BODY = /["']POST["']\s+if\s+\w+(?:\s+is\s+not\s+None)?\s+else\s+["']GET["']/;

/** Edits of a call of a function of the text that sends with the method, URL and body that it is given. */
export function pythonSiteEditor(at: Site, values: Values): CallEditor {
  const { site, parameters, request } = at;
  const url = urlArgumentOf(at, values);
  const notation = notationIn(site, values);
  if (!url) return { notation };
  const ofHelper = helpedEditor(at, url, notation, values);
  if (ofHelper) return ofHelper;
  const { source } = values;
  const given = queryOf(at);
  const query = given ? values.json(given.value) : undefined;
  const isSeen = given !== undefined && query?.kind === 'object' && isIn(site, given.value);
  const { text } = request.url;
  const mark = isSeen && text.text.endsWith(`?${HOLE}`) ? text.length - 2 : undefined;
  const ofUrl = urlExpressionEditor(url, mark === undefined ? text : text.slice(0, mark), values, IDIOM);
  return {
    notation,
    ...(isSeen ? { query } : {}),
    ...ofUrl,
    ...(mark === undefined
      ? {}
      : // What the function puts behind the URL goes with the argument.
        {
          replaceTail: (from: number, newText: string) =>
            from >= mark && newText === '' ? [] : ofUrl.replaceTail?.(from, newText),
        }),
    rewrite: ({ method, authorization, body }) => {
      const name = parameters.find((p) => BODY_PARAMETER.test(p.name))?.name ?? handedOn(at, values);
      if (authorization || name === undefined || body === undefined) return undefined;
      const edits: TextEdit[] = [];
      if (method !== undefined && !followsBody(at, values)) {
        const edit = methodEditAt(at, request, method);
        if (!edit) return undefined;
        edits.push(edit);
      }
      if (given) {
        const { start, value } = given;
        // Arguments without names stand before those that have some.
        if (start === value.start && site.args.some((arg) => arg.start > start)) return undefined;
        const range = source.range(start, value.end);
        return [...edits, { range, newText: `${name}=${withoutNone(body, value, values)}` }];
      }
      const last = [...site.args, ...(site.named?.entries.map((e) => e.value) ?? [])].toSorted(
        (a, b) => a.end - b.end,
      );
      const end = last.at(-1)?.end;
      if (end === undefined) return undefined;
      const place = afterBrackets(source.text, end, site.list.end - 1);
      return [...edits, { range: source.range(place, place), newText: `, ${name}=${body}` }];
    },
  };
}

/** Edits of a call of a function that sends nothing but queries of v1: the function is made to send them as bodies. */
function helpedEditor(at: Site, url: Expression, notation: Notation, values: Values): CallEditor | undefined {
  const { site, parameters, request } = at;
  const isGet = request.method.kind === 'literal' && request.method.value.toUpperCase() === 'GET';
  const helper = isGet ? queryHelperOf(at, values) : undefined;
  if (!helper) return undefined;
  const { parameter, edits } = helper;
  const own = givenAs(parameter, at);
  const query = own && values.json(own);
  if (own && query?.kind !== 'object') return undefined;
  const { source } = values;
  const { replaceTail, writeValue } = urlExpressionEditor(url, request.url.text, values, IDIOM);
  return {
    notation,
    ...(query ? { query, isQueryKept: true } : {}),
    ...(replaceTail ? { replaceTail } : {}),
    ...(writeValue ? { writeValue } : {}),
    // A call that stays would be sent as the others are.
    rewrite: ({ authorization, body }) => {
      if (authorization || body === undefined) return undefined;
      if (body === '' || (!own && body === '{}')) return edits;
      if (parameter.rest) return undefined;
      if (own) return [...edits, { range: source.range(own.start, own.end), newText: body }];
      const index = parameters.indexOf(parameter);
      if (site.named || site.args.length !== index) return undefined;
      const place = afterBrackets(
        source.text,
        site.args.at(-1)?.end ?? site.list.start + 1,
        site.list.end - 1,
      );
      return [...edits, { range: source.range(place, place), newText: `, ${body}` }];
    },
  };
}

/** What a call gives for a parameter: for one that takes all named arguments, an object of those. */
function givenAs(parameter: Parameter, { site, parameters }: Site): Expression | undefined {
  const entries = site.named?.entries ?? [];
  const nameOf = (entry: ObjectEntry): string | undefined =>
    entry.kind === 'member' && entry.key.kind === 'text' ? entry.key.value.text : undefined;
  if (!parameter.named) {
    const named = entries.find((entry) => nameOf(entry) === parameter.name);
    if (named) return named.value;
    const value = site.args[parameters.indexOf(parameter)];
    return value && !entryOf(site, value) ? value : undefined;
  }
  const own = entries.filter((entry) => !parameters.some((p) => p !== parameter && p.name === nameOf(entry)));
  return site.named && own.length > 0 ? { ...site.named, entries: own } : undefined;
}

/** What a call gives as the query, by name or by its place, and where that begins. */
function queryOf({
  site,
  parameters,
}: Site): { readonly value: Expression; readonly start: number } | undefined {
  const named = site.named?.entries.find(
    (e) => e.kind === 'member' && e.key.kind === 'text' && QUERY_PARAMETER.test(e.key.value.text),
  );
  if (named?.kind === 'member') return { value: named.value, start: named.key.start };
  const value = site.args[parameters.findIndex((p) => QUERY_PARAMETER.test(p.name))];
  return value && !entryOf(site, value) ? { value, start: value.start } : undefined;
}

/** True where the function makes the method POST as soon as it is given a body. */
function followsBody({ request: { method } }: Site, { source: { text } }: Values): boolean {
  if (method.kind !== 'literal') return false;
  const line = text.lastIndexOf('\n', method.range.start) + 1;
  const found = BY_BODY.exec(text.slice(line, method.range.end + 1));
  return found !== null && line + found.index <= method.range.start;
}

/** `json` where a function hands named arguments on to a client that takes it: `def call(self, method, path, **kwargs)`. */
function handedOn({ parameters, request }: Site, { source }: Values): string | undefined {
  const rest = parameters.find((p) => p.rest && p.named)?.name;
  if (rest === undefined || !KNOWN.has(request.client)) return undefined;
  return new RegExp(String.raw`\*\*${rest}\b`).test(source.text) ? 'json' : undefined;
}
