import type { CallEditor, RequestChange } from '../../call-editor.ts';
import type { CallExpression, Expression } from '../../expression.ts';
import { JSON_TEXT } from '../../migration/notations.ts';
import type { TextEdit } from '../../model.ts';
import type { Given, Thing } from '../../program/machine/things.ts';
import { addressOf } from '../../program/request.ts';
import { urlExpressionEditor } from '../../requests/url-expression.ts';
import type { Values } from '../../resolve.ts';
import { functionAround } from './around.ts';
import { importEdit } from './import-edits.ts';
import { lateBody, readerOf } from './json-code.ts';
import { IN_CODE, IN_TEXT, mapNotation, methodName } from './notation.ts';
import { postEdits } from './posted-requests.ts';
import { type MadeQuery, madeQuery } from './query.ts';
import { restyEditor } from './resty-edits.ts';
import { retyped } from './retyped.ts';

const last = (thing: Thing, role: Given['role']): Given | undefined =>
  thing.given.findLast((g) => g.role === role);

/** What is written as JSON. */
const WRITTEN = /\bjson\.Marshal\((&?\w+(?=\)|\{))|\.Encode\((&?\w+(?=\)|\{))/g;

/** Edits of a request that is made by `http.NewRequest`. */
export function goEditor(thing: Thing, values: Values): CallEditor {
  const { call } = thing;
  const address = addressOf(thing, values);
  const url = last(thing, 'url')?.value;
  if (!call || !address || !url) return {};
  const body = last(thing, 'text')?.value ?? last(thing, 'json')?.value;
  const isEmpty = !body || values.resolve(body).value.kind === 'null';
  const { source } = values;
  const query =
    isEmpty && thing.client.name !== 'resty'
      ? madeQuery(call, source.text.slice(url.start, url.end), source, IN_TEXT)
      : undefined;
  return {
    notation: isEmpty ? JSON_TEXT : mapNotation(source.text),
    ...(query && query !== 'unknown'
      ? {
          parameters: query.parameters,
          ...(query.isInUrl ? { isQueryMade: true } : {}),
          ...(query.holder === undefined ? {} : { queryHolder: query.holder }),
        }
      : {}),
    ...urlExpressionEditor(url, address.text, values, isEmpty ? IN_TEXT : IN_CODE),
    retype: (retyping) => {
      const around = functionAround(call, source.text);
      const written = [...source.text.slice(around.start, around.end).matchAll(WRITTEN)];
      const code =
        written.length === 1
          ? `${written[0]![1] ?? written[0]![2]}${source.text[around.start + written[0]!.index + written[0]![0].length] === '{' ? '{' : ''}`
          : undefined;
      return code === undefined ? undefined : retyped(code, around, source, retyping);
    },
    ...(thing.client.name === 'resty'
      ? { notation: mapNotation(source.text), ...restyEditor(call, values) }
      : {}),
    ...(thing.client.name === 'net/http'
      ? { rewrite: (change: RequestChange) => rewrite(thing, call, values, change, query) }
      : {}),
  };
}

/** `req, err := http.NewRequest(` */
const MADE = /([A-Za-z_]\w*)\s*,\s*\w+\s*:?=\s*$/;
/** How far from where a request is made its headers are set. */
const NEAR = 3000;

function rewrite(
  thing: Thing,
  call: CallExpression,
  values: Values,
  { method, authorization, body }: RequestChange,
  query: MadeQuery | 'unknown' | undefined,
): readonly TextEdit[] | undefined {
  const { source } = values;
  if (query === 'unknown' && body !== undefined) return undefined;
  const edits: TextEdit[] = [...(query && query !== 'unknown' && body !== undefined ? query.edits : [])];
  const imports: string[] = [];
  const { callee } = call;
  const name = callee.kind === 'member' ? callee.property : '';
  if (name === 'Post' && method === undefined && body === undefined && authorization) {
    const sent = postEdits(call, values);
    const added = importEdit(['os'], values);
    return sent && added && [...sent, ...added];
  }
  // A function without headers cannot be made to send one.
  if (!/^NewRequest(?:WithContext)?$/.test(name)) return undefined;
  if (method !== undefined) {
    const value = last(thing, 'method')?.value;
    const code = value && source.text.slice(value.start, value.end);
    const quoted = code?.startsWith('"');
    if (!value || !(quoted || /^http\.Method\w+$/.test(code!))) return undefined;
    edits.push({
      range: source.range(value.start, value.end),
      newText: quoted ? `"${method}"` : `http.${methodName(method)}`,
    });
  }
  if (body !== undefined) {
    const empty = call.args.at(-1);
    if (!empty || source.text.slice(empty.start, empty.end) !== 'nil') return undefined;
    const known = query === 'unknown' ? undefined : query;
    const made = known?.late
      ? lateBody(call, known.holder!, known.late, source)
      : readerOf(body, call, known?.holder, source);
    if (!made) return undefined;
    if (!known?.late) edits.push({ range: source.range(empty.start, empty.end), newText: made.code });
    edits.push(...made.edits);
    imports.push(...made.imports);
  }
  const lines = [
    ...(authorization ? ['"Authorization", "Bearer "+os.Getenv("UNKEY_ROOT_KEY")'] : []),
    ...(body !== undefined && !hasHeader(thing, 'content-type', values)
      ? ['"Content-Type", "application/json"']
      : []),
  ];
  if (lines.length > 0) {
    const edit = headerEdit(call, lines, values);
    if (!edit) return undefined;
    edits.push(edit);
  }
  if (authorization) imports.push('os');
  const added = importEdit(imports, values);
  if (!added) return undefined;
  return [...edits, ...added];
}

const hasHeader = (thing: Thing, name: string, values: Values): boolean =>
  thing.given.some((g) => {
    const { header } = g;
    if (!header) return false;
    const text = 'span' in header ? header.name : values.text(header as Expression).text;
    return text.toLowerCase() === name;
  });

/** Lines that set headers: behind one that does so already, or before the request is sent. */
function headerEdit(
  call: CallExpression,
  lines: readonly string[],
  { source }: Values,
): TextEdit | undefined {
  const { text } = source;
  const lineStart = text.lastIndexOf('\n', call.start) + 1;
  const name = MADE.exec(text.slice(lineStart, call.start))?.[1];
  if (name === undefined) return undefined;
  const behind = text.slice(call.end, call.end + NEAR);
  const sent = new RegExp(String.raw`^([ \t]*)[^\n]*\bDo\(\s*${name}\s*[,)]`, 'm').exec(behind);
  const set = new RegExp(String.raw`^([ \t]*)${name}\.Header\.(?:Set|Add)\([^\n]*\)[ \t]*$`, 'm').exec(
    behind,
  );
  // Another function sends it.
  const given =
    set || sent
      ? null
      : new RegExp(String.raw`^([ \t]*)[^\n]*\b(\w+)\((?:[^()\n]*,\s*)?${name}\s*[,)]`, 'm').exec(behind);
  if (given && setsType(given[2]!, text)) return { range: source.range(call.end, call.end), newText: '' };
  const found = set && (!sent || set.index < sent.index) ? set : (sent ?? given);
  if (!found) return undefined;
  const indentation = found[1]!;
  const at = call.end + (found === set ? found.index + found[0].length : found.index);
  const newText =
    found === set
      ? lines.map((line) => `\n${indentation}${name}.Header.Set(${line})`).join('')
      : lines.map((line) => `${indentation}${name}.Header.Set(${line})\n`).join('');
  return { range: source.range(at, at), newText };
}

/** True for a function of the text that says what type the body of a request has. */
function setsType(name: string, text: string): boolean {
  const start = text.search(new RegExp(String.raw`^func (?:\([^)]*\) )?${name}\(`, 'm'));
  const end = start < 0 ? -1 : text.indexOf('\n}', start);
  return end >= 0 && /\.Header\.(?:Set|Add)\("Content-Type"/i.test(text.slice(start, end));
}
