import type { CallEditor, Notation, RequestChange } from '../../call-editor.ts';
import type { CallExpression, Expression } from '../../expression.ts';
import type { Json, TextEdit } from '../../model.ts';
import type { Site } from '../../program/grammar.ts';
import type { Thing } from '../../program/machine/things.ts';
import { addressOf } from '../../program/request.ts';
import { BODY_PARAMETER, methodEditAt, urlArgumentOf } from '../../program/site-edits.ts';
import { urlExpressionEditor } from '../../requests/url-expression.ts';
import type { Values } from '../../resolve.ts';
import { withoutNone } from './none-values.ts';
import { DICT, IDIOM, notationIn } from './notation.ts';
import {
  afterBrackets,
  argumentsEdit,
  entryOf,
  headersEdit,
  importEdits,
  isIn,
  last,
  memberOf,
  methodEdit,
} from './request-edits.ts';
import { rewriteOfUrllib } from './rewrite-urllib.ts';
import { encodedQuery, withoutEmptied } from './urlencode.ts';

/** Clients whose calls take `json=` and `headers=`, and have a function for each method. */
const KNOWN = new Set(['requests', 'httpx', 'aiohttp']);

/** Edits of a request made by one call with named arguments. */
export function pythonEditor(thing: Thing, values: Values): CallEditor {
  const { call } = thing;
  const address = addressOf(thing, values);
  const url = thing.given.findLast((g) => g.role === 'url')?.value;
  if (!call) return { notation: DICT };
  const notation = notationIn(call, values);
  if (!address || !url || (!thing.complete && !isSeenWhole(thing, call))) return { notation };
  const encoded = encodedQuery(url, values);
  const query = encoded?.query ?? queryOf(thing, call, values);
  const ofUrl = urlExpressionEditor(url, address.text, values, IDIOM, thing.client.name === 'httpx');
  return {
    notation,
    ...(query ? { query } : {}),
    ...ofUrl,
    ...(ofUrl.replaceTail
      ? {
          replaceTail: (from: number, newText: string) => {
            const edits = ofUrl.replaceTail?.(from, newText);
            return edits && withoutEmptied(edits, values);
          },
        }
      : {}),
    ...(KNOWN.has(thing.client.name) || thing.client.name === 'urllib'
      ? {
          rewrite: (change: RequestChange) => {
            const edits = (thing.client.name === 'urllib' ? rewriteOfUrllib : rewrite)(
              thing,
              call,
              url,
              values,
              notation,
              change,
            );
            return edits && change.body !== undefined ? [...edits, ...(encoded?.edits ?? [])] : edits;
          },
        }
      : {}),
  };
}

/** True for a call that says its whole query itself: its client, made elsewhere, may add headers and no more. */
const isSeenWhole = (thing: Thing, { intact, named }: CallExpression): boolean =>
  thing.frames.size === 0 &&
  intact &&
  last(thing, 'query') !== undefined &&
  named?.entries.every((e) => e.kind === 'member') === true;

/** The parameters of the query, where they are an object that is known whole. */
function queryOf(thing: Thing, call: CallExpression, values: Values): Json | undefined {
  const value = last(thing, 'query')?.value;
  if (!value || !isIn(call, value)) return undefined;
  const json = values.json(value);
  return json.kind === 'object' ? json : undefined;
}

function rewrite(
  thing: Thing,
  call: CallExpression,
  url: Expression,
  values: Values,
  notation: Notation,
  { method, authorization, body }: RequestChange,
): readonly TextEdit[] | undefined {
  const { source } = values;
  const edits: TextEdit[] = [];
  const added: string[] = [];
  if (method !== undefined) {
    const edit = methodEdit(thing, values, method);
    if (!edit) return undefined;
    edits.push(edit);
  }
  if (body !== undefined) {
    if (last(thing, 'json') || last(thing, 'text') || last(thing, 'form')) return undefined;
    const query = last(thing, 'query')?.value;
    if (query && !isIn(call, query)) return undefined;
    if (query) {
      const entry = entryOf(call, query);
      const start = entry?.kind === 'member' ? entry.key.start : query.start;
      edits.push({
        range: source.range(start, query.end),
        newText: `json=${withoutNone(body, query, values)}`,
      });
    } else added.push(`json=${body}`);
  }
  if (authorization) {
    const member = memberOf(notation);
    // Those of a session are sent as well.
    const headers = thing.given.findLast(
      (g) => g.role === 'headers' && g.value && isIn(call, g.value),
    )?.value;
    if (!headers) added.push(`headers={${member}}`);
    else {
      const edit = headersEdit(headers, member, values);
      if (!edit) return undefined;
      edits.push(edit);
    }
    edits.push(...importEdits('os', source));
  }
  if (added.length > 0) {
    const edit = argumentsEdit(call, url, added, values);
    if (!edit) return undefined;
    edits.push(edit);
  }
  return edits;
}

/** Edits of a call of a function of the text that sends with the method, URL and body that it is given. */
export function pythonSiteEditor(at: Site, values: Values): CallEditor {
  const { site, parameters, request } = at;
  const url = urlArgumentOf(at, values);
  const notation = notationIn(site, values);
  if (!url) return { notation };
  const { source } = values;
  const params = site.named?.entries.find(
    (e) => e.kind === 'member' && e.key.kind === 'text' && /^(?:params|query)$/.test(e.key.value.text),
  );
  const query = params ? values.json(params.value) : undefined;
  return {
    notation,
    ...(query?.kind === 'object' && isIn(site, params!.value) ? { query } : {}),
    ...urlExpressionEditor(url, request.url.text, values, IDIOM),
    rewrite: ({ method, authorization, body }) => {
      const name = parameters.find((p) => BODY_PARAMETER.test(p.name))?.name ?? handedOn(at, values);
      if (authorization || name === undefined || body === undefined) return undefined;
      const edits: TextEdit[] = [];
      if (method !== undefined) {
        const edit = methodEditAt(at, request, method);
        if (!edit) return undefined;
        edits.push(edit);
      }
      if (params?.kind === 'member') {
        const range = source.range(params.key.start, params.value.end);
        return [...edits, { range, newText: `${name}=${withoutNone(body, params.value, values)}` }];
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

/** `json` where a function hands named arguments on to a client that takes it: `def call(self, method, path, **kwargs)`. */
function handedOn({ parameters, request }: Site, { source }: Values): string | undefined {
  const rest = parameters.find((p) => p.rest && p.named)?.name;
  if (rest === undefined || !KNOWN.has(request.client)) return undefined;
  return new RegExp(String.raw`\*\*${rest}\b`).test(source.text) ? 'json' : undefined;
}
