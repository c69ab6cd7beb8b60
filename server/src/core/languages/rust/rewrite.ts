import type { CallEditor, Notation } from '../../call-editor.ts';
import type { Expression, Span } from '../../expression.ts';
import { type ClientIdiom, type RequestIdiom, requestEditor } from '../../program/editor.ts';
import type { Rewriter } from '../../program/rewriter.ts';
import { siteEditor } from '../../program/site-editor.ts';
import { plainValue } from '../../requests/url-values.ts';
import type { Values } from '../../resolve.ts';
import { sentKey } from './sent-key.ts';

/** What stands in the macro `json!`. */
const NOTATION: Notation = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: ['"', '": '],
  quote: '"',
  object: ['{', '}'],
  pad: ' ',
  list: ['[', ']'],
  extend: 'alone',
};

const TOKEN = 'std::env::var("UNKEY_ROOT_KEY").expect("UNKEY_ROOT_KEY is not set")';

/** `serde_json::json!(…)`, or as the text imports it. */
const jsonOf = (request: Rewriter, body: string): string => `${macroIn(request.text)}(${body})`;

const macroIn = (text: string): string =>
  /\buse\s+serde_json::(?:\{[^}]*\bjson\b|json\b)/.test(text) ? 'json!' : 'serde_json::json!';

/** Takes a call of the chain that gives a query away, or puts another in its place. */
function replaceQuery(request: Rewriter, code: string): boolean {
  const query = request.last('query')?.value;
  if (!query) return false;
  const { text } = request;
  const before = /\.\s*query\(\s*(?:&\s*(?:vec!\s*)?)?$/.exec(
    text.slice(Math.max(0, query.start - 40), query.start),
  );
  const after = /^\s*,?\s*\)/.exec(text.slice(query.end, query.end + 40));
  if (before && after)
    request.replace({ start: query.start - before[0].length, end: query.end + after[0].length }, code);
  else request.fail();
  return true;
}

const reqwest: ClientIdiom = {
  method: (request, method) => {
    // The function of the module makes the client as well, and there is none with a body.
    const { callee } = request.call;
    if (callee.kind === 'member' && /^reqwest(?:::blocking)?$/.test(request.code(callee.object)))
      request.fail();
    else request.method(method);
  },
  authorization: (request) =>
    request.chain(sentKey(request.text, request.call.start) ?? `.bearer_auth(${TOKEN})`),
  body: (request, body) => {
    const code = `.json(&${jsonOf(request, body)})`;
    if (!replaceQuery(request, code)) request.chain(code);
  },
};

const ureq: ClientIdiom = {
  authorization: (request) => {
    const name = /\.header\(/.test(request.text) && !/\.set\(/.test(request.text) ? 'header' : 'set';
    request.chain(`.${name}("Authorization", &format!("Bearer {}", ${TOKEN}))`);
  },
  body: (request, body) => {
    const { thing, text } = request;
    const end = thing.whole?.end ?? request.call.end;
    const code = text.slice(request.call.end, end + 20);
    const sent = /\.call\(\)/.exec(code);
    if (!sent) {
      request.fail();
      return;
    }
    const start = request.call.end + sent.index + 1;
    // Version 3 takes a reference to what it writes.
    const isNew = /\.header\(/.test(text) && !/\.set\(/.test(text);
    request.replace({ start, end: start + 6 }, `send_json(${isNew ? '&' : ''}${jsonOf(request, body)})`);
  },
};

/** What only makes a text of a value, or borrows it. */
const AS_TEXT = /\.(?:to_string|as_str|to_owned|clone)\(\)$/;

/** `&[("keyId", key)]` */
function pairs(query: Expression, values: Values): CallEditor['parameters'] {
  if (query.kind !== 'array' || !query.complete) return undefined;
  const found: (CallEditor['parameters'] & {})[number][] = [];
  for (const pair of query.items) {
    const [key, value, ...others] = pair.kind === 'array' ? pair.items : [];
    if (key?.kind !== 'text' || !value || others.length > 0) return undefined;
    found.push({ name: key.value.text, write: (type) => written(value, type, values) });
  }
  return found;
}

function written(
  value: Expression,
  type: 'string' | 'number' | 'boolean',
  values: Values,
): string | undefined {
  if (value.kind === 'text') return plainValue(value.value.text, type);
  const code = values.source.text.slice(value.start, value.end);
  if (code.length > 60 || code.includes('\n')) return undefined;
  if (type === 'string') return code;
  const isMade = AS_TEXT.test(code) || value.kind === 'number';
  return type === 'number' && isMade ? code.replace(AS_TEXT, '') : undefined;
}

const IDIOM: RequestIdiom = {
  values: {
    quoted: (text) => JSON.stringify(text),
    // A name in a format is as if it were encoded by its braces.
    encoders: /^(?:(?:urlencoding::)?encode\(|\{)([\s\S]*?)[)}]$/,
    number: (code) => (/^\d+$/.test(code) ? code : undefined),
    boolean: () => undefined,
    true: 'true',
    false: 'false',
  },
  notation: (text) => ({ ...NOTATION, wrapped: [`${macroIn(text)}(`, ')'] }),
  parameters: pairs,
  hidden: /\.query_pairs?\(/,
  rootKey: { token: `&format!("Bearer {}", ${TOKEN})` },
  clients: { reqwest, ureq },
};

/** What stands before and behind a call whose answer goes nowhere. */
const LEFT_BEFORE = /(?:[;{}]|\*\/|\/\/[^\n]*\n|\blet\s+_\w*\s*=)\s*$/;
const LEFT_BEHIND =
  /^(?:\s*\.\s*(?:await|send\(\)|call\(\)|error_for_status\(\)|(?:map_err|context|expect|unwrap)\([^()]*\))|\s*\?)*\s*;/;

/** True for a call that is a statement, up to what only asks whether it failed. */
const isLeft = (text: string, { start, end }: Span): boolean =>
  LEFT_BEFORE.test(text.slice(Math.max(0, start - 200), start)) &&
  LEFT_BEHIND.test(text.slice(end, end + 300));

const withLeft = (editor: CallEditor, text: string, call: Span | undefined): CallEditor =>
  call && isLeft(text, call) ? { ...editor, isAnswerLeft: true } : editor;

const requestIn = requestEditor(IDIOM);
const siteIn = siteEditor(IDIOM);

/** Edits of requests made in Rust. */
export const rustEditor: typeof requestIn = (thing, values) =>
  withLeft(requestIn(thing, values), values.source.text, thing.whole ?? thing.call);

/** Edits of calls of functions that send. */
export const rustSiteEditor: typeof siteIn = (at, values) =>
  withLeft(siteIn(at, values), values.source.text, at.site);
