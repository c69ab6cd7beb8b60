import type { CallEditor, Notation, RequestChange } from '../../call-editor.ts';
import type { CallExpression, Expression, ObjectEntry } from '../../expression.ts';
import type { Json, TextEdit } from '../../model.ts';
import type { Site } from '../../program/grammar.ts';
import type { Given, Thing } from '../../program/machine/things.ts';
import { addressOf } from '../../program/request.ts';
import { BODY_PARAMETER, methodEditAt, urlArgumentOf } from '../../program/site-edits.ts';
import { urlExpressionEditor, type ValueIdiom } from '../../requests/url-expression.ts';
import type { Values } from '../../resolve.ts';
import { encodedQuery } from './urlencode.ts';

/** Dictionaries. */
export const DICT: Notation = {
  true: 'True',
  false: 'False',
  null: 'None',
  key: ['"', '": '],
  quote: '"',
  object: ['{', '}'],
  pad: '',
  list: ['[', ']'],
  extend: ['**', '.get("', '", {})'],
};

/** Dictionaries with single quotes. */
export const SINGLE: Notation = {
  ...DICT,
  key: ["'", "': "],
  quote: "'",
  extend: ['**', ".get('", "', {})"],
};

const IDIOM: ValueIdiom = {
  quoted: (text, like) => {
    const quote = /^[A-Za-z]*'/.test(like) ? "'" : '"';
    return quote + text.replaceAll(/[\\'"]/g, (c) => (c === '\\' || c === quote ? `\\${c}` : c)) + quote;
  },
  encoders: /^(?:(?:urllib\.)?(?:parse\.)?quote(?:_plus)?|str)\(([\s\S]*)\)$/,
  number: (code) => (/^\d+$/.test(code) ? code : `int(${code})`),
  boolean: () => undefined,
  true: 'True',
  false: 'False',
  mixed: (pieces) =>
    pieces.some((p) => /["\\{}]/.test(p.text ?? p.code!))
      ? undefined
      : `f"${pieces.map((p) => p.text ?? `{${p.code}}`).join('')}"`,
};

/** Clients whose calls take `json=` and `headers=`, and have a function for each method. */
const KNOWN = new Set(['requests', 'httpx', 'aiohttp']);
const METHOD = /^(?:get|post|put|patch|delete)$/;

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
  return {
    notation,
    ...(query ? { query } : {}),
    ...urlExpressionEditor(url, address.text, values, IDIOM, thing.client.name === 'httpx'),
    ...(KNOWN.has(thing.client.name)
      ? {
          rewrite: (change: RequestChange) => {
            const edits = rewrite(thing, call, url, values, notation, change);
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

/** Dictionaries with the quotes that a call has. */
function notationIn({ list }: CallExpression, { source }: Values): Notation {
  const mark = /['"]/.exec(source.text.slice(list.start, list.end))?.[0];
  return mark === "'" ? SINGLE : DICT;
}

const isIn = (call: CallExpression, { start, end }: Expression): boolean =>
  start >= call.list.start && end <= call.list.end;

const last = (thing: Thing, role: Given['role']): Given | undefined =>
  thing.given.findLast((g) => g.role === role);

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
      edits.push({ range: source.range(start, query.end), newText: `json=${body}` });
    } else added.push(`json=${body}`);
  }
  if (authorization) {
    const { quote } = notation;
    const other = quote === '"' ? "'" : '"';
    const member = `${quote}Authorization${quote}: f${quote}Bearer {os.environ[${other}UNKEY_ROOT_KEY${other}]}${quote}`;
    const headers = last(thing, 'headers')?.value;
    if (!headers) added.push(`headers={${member}}`);
    else if (!isIn(call, headers)) return undefined;
    else {
      const edit = headersEdit(headers, member, values);
      if (!edit) return undefined;
      edits.push(edit);
    }
    edits.push(...importEdits(source.text, (at) => source.offset(at)));
  }
  if (added.length > 0) {
    const edit = argumentsEdit(call, url, added, values);
    if (!edit) return undefined;
    edits.push(edit);
  }
  return edits;
}

/** `requests.get` becomes `requests.post`, `"GET"` becomes `"POST"`. */
function methodEdit(thing: Thing, values: Values, method: string): TextEdit | undefined {
  const given = last(thing, 'method');
  const { source } = values;
  if (given?.method) {
    const { span } = given.method;
    const name = source.text.slice(span.start, span.end);
    return METHOD.test(name)
      ? { range: source.range(span.start, span.end), newText: method.toLowerCase() }
      : undefined;
  }
  const value = given?.value;
  if (value?.kind !== 'text') return undefined;
  const range = value.value.range();
  const isLower = value.value.text === value.value.text.toLowerCase();
  return { range, newText: isLower ? method.toLowerCase() : method };
}

const entryOf = (call: CallExpression, value: Expression): ObjectEntry | undefined =>
  call.named?.entries.find((e) => e.kind === 'member' && e.value.start === value.start);

/** Adds a member to the headers of one request. */
function headersEdit(headers: Expression, member: string, { source }: Values): TextEdit | undefined {
  const { start, end } = headers;
  const code = source.text.slice(start, end);
  if (headers.kind !== 'object') {
    return /^[\w.]+$/.test(code)
      ? { range: source.range(start, end), newText: `{**${code}, ${member}}` }
      : undefined;
  }
  if (!code.startsWith('{')) return undefined;
  const inner = code.slice(1, -1);
  if (inner.trim() === '') return { range: source.range(start + 1, end - 1), newText: member };
  const line = /^[ \t]*(\r?\n[ \t]*)\S/.exec(inner)?.[1];
  const at = source.range(start + 1, start + 1);
  return { range: at, newText: line === undefined ? `${member}, ` : `${line}${member},` };
}

/** Adds named arguments behind the URL, each on a line of its own where the URL has one. */
function argumentsEdit(
  call: CallExpression,
  url: Expression,
  added: readonly string[],
  { source }: Values,
): TextEdit | undefined {
  const entry = entryOf(call, url);
  const positional = call.args.at(-1);
  if (!entry && positional && positional.end > url.end) return undefined;
  if (!isIn(call, url)) return undefined;
  const before = source.text.slice(
    call.list.start + 1,
    entry?.kind === 'member' ? entry.key.start : url.start,
  );
  const line = /^[ \t]*(\r?\n[ \t]*)$/.exec(before)?.[1];
  const at = afterBrackets(source.text, url.end, call.list.end - 1);
  return {
    range: source.range(at, at),
    newText: added.map((argument) => `,${line ?? ' '}${argument}`).join(''),
  };
}

/** Behind brackets that close around a value before the next comma. */
function afterBrackets(text: string, from: number, to: number): number {
  const tail = /^[\s)]*(?=,)|^[\s)]*$/.exec(text.slice(from, to))?.[0] ?? '';
  return from + tail.trimEnd().length;
}

/** `import os`, unless it is there. */
function importEdits(text: string, offset: (at: number) => number): TextEdit[] {
  if (/^[ \t]*import\s+(?:[\w., ]+,\s*)?os\b(?!\.)/m.test(text)) return [];
  const first = /^(?:import|from(?!\s+__future__))\s/m.exec(text)?.index;
  if (first === undefined) return [];
  const at = offset(first);
  return [{ range: { start: at, end: at }, newText: 'import os\n' }];
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
      const name = parameters.find((p) => BODY_PARAMETER.test(p.name))?.name;
      if (authorization || name === undefined || body === undefined) return undefined;
      const edits: TextEdit[] = [];
      if (method !== undefined) {
        const edit = methodEditAt(at, request, method);
        if (!edit) return undefined;
        edits.push(edit);
      }
      if (params?.kind === 'member') {
        const range = source.range(params.key.start, params.value.end);
        return [...edits, { range, newText: `${name}=${body}` }];
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
