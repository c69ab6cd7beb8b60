import type { CallEditor, Notation, RequestChange } from '../../call-editor.ts';
import type { CallExpression, Expression } from '../../expression.ts';
import type { Json, TextEdit } from '../../model.ts';
import type { Thing } from '../../program/machine/things.ts';
import { addressOf } from '../../program/request.ts';
import { urlExpressionEditor } from '../../requests/url-expression.ts';
import type { Values } from '../../resolve.ts';
import { joinedUrl } from './joined-urls.ts';
import { filterAround, withoutNone } from './none-values.ts';
import { DICT, IDIOM, notationIn } from './notation.ts';
import { argumentsEdit, entryOf, headersEdit, isIn, last, methodEdit } from './request-edits.ts';
import { queryRole, rewriteOfUrllib } from './rewrite-urllib.ts';
import { authorizationOf } from './sent-key.ts';
import { encodedQuery, withoutEmptied } from './urlencode.ts';

/** Clients whose calls take `json=` and `headers=`, and have a function for each method. */
export const KNOWN: ReadonlySet<string> = new Set(['requests', 'httpx', 'aiohttp']);

/** Edits of a request made by one call with named arguments. */
export function pythonEditor(thing: Thing, values: Values): CallEditor {
  const { call } = thing;
  const address = addressOf(thing, values);
  const url = thing.given.findLast((g) => g.role === 'url')?.value;
  if (!call) return { notation: DICT };
  const notation = notationIn(call, values);
  if (!address || !url || (!thing.complete && !isSeenWhole(thing, call))) return { notation };
  const joined = joinedUrl(url, call, notation, values);
  if (joined === 'sometimes') return { notation };
  const encoded = joined ? undefined : encodedQuery(url, values);
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
    ...joined,
    ...(KNOWN.has(thing.client.name) || /^urllib3?$/.test(thing.client.name)
      ? {
          rewrite: (change: RequestChange) => {
            // What is not known of the query cannot become a body.
            if (change.body !== undefined && !query && isQueryGiven(thing, values)) return undefined;
            const edits = (KNOWN.has(thing.client.name) ? rewrite : rewriteOfUrllib)(
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

/** True for a query that is given, whatever it may be. */
function isQueryGiven(thing: Thing, values: Values): boolean {
  const given = last(thing, queryRole(thing))?.value;
  return given !== undefined && values.resolve(given).value.kind !== 'null';
}

/** The parameters of the query, where they are an object that is known whole. */
function queryOf(thing: Thing, call: CallExpression, values: Values): Json | undefined {
  const value = last(thing, queryRole(thing))?.value;
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
      const whole = filterAround(query, source.text) ?? query;
      const start = entry?.kind === 'member' ? entry.key.start : whole.start;
      const isKept = whole !== query && body === source.text.slice(query.start, query.end);
      const newText = isKept ? source.text.slice(whole.start, whole.end) : withoutNone(body, query, values);
      edits.push({ range: source.range(start, whole.end), newText: `json=${newText}` });
    } else added.push(`json=${body}`);
  }
  if (authorization) {
    const { member, imports } = authorizationOf(notation, source, call.list.start);
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
    edits.push(...imports);
  }
  if (added.length > 0) {
    const edit = argumentsEdit(call, url, added, values);
    if (!edit) return undefined;
    edits.push(edit);
  }
  return edits;
}
