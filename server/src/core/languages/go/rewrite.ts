import type { CallEditor, Notation, RequestChange } from '../../call-editor.ts';
import type { CallExpression, Expression, Span } from '../../expression.ts';
import { JSON_TEXT } from '../../migration/notations.ts';
import type { ApiCall, TextEdit } from '../../model.ts';
import { codedIdiom, withCode } from '../../program/coded-text.ts';
import type { Site } from '../../program/grammar.ts';
import type { Given, Thing } from '../../program/machine/things.ts';
import { addressOf } from '../../program/request.ts';
import { methodEditAt, urlArgumentOf } from '../../program/site-edits.ts';
import { urlExpressionEditor, type ValueIdiom } from '../../requests/url-expression.ts';
import type { Values } from '../../resolve.ts';
import type { SourceText } from '../../source.ts';
import { postEdits } from './posted-requests.ts';
import { type MadeQuery, madeQuery } from './query.ts';
import { retyped } from './retyped.ts';

const MAP: Notation = {
  true: 'true',
  false: 'false',
  null: 'nil',
  key: ['"', '": '],
  quote: '"',
  object: ['map[string]any{', '}'],
  pad: '',
  list: ['[]%{', '}'],
  isTyped: true,
};

const ENCODERS = /^(?:url\.(?:Query|Path)Escape|strconv\.Itoa|fmt\.Sprint)\(([\s\S]*)\)$/;
const IN_TEXT = codedIdiom(ENCODERS);
const IN_CODE: ValueIdiom = { ...IN_TEXT, text: (code) => code, number: (code) => code };

const last = (thing: Thing, role: Given['role']): Given | undefined =>
  thing.given.findLast((g) => g.role === role);

/** What is written as JSON. */
const WRITTEN = /\bjson\.Marshal\((&?\w+(?=\)|\{))|\.Encode\((&?\w+(?=\)|\{))/g;

/** Where the function of the text around a call is. */
function functionAround({ start, end }: Span, text: string): Span {
  const closed = text.indexOf('\n}', end);
  return { start: Math.max(0, text.lastIndexOf('\nfunc ', start)), end: closed < 0 ? text.length : closed };
}

/** Edits of a request that is made by `http.NewRequest`. */
export function goEditor(thing: Thing, values: Values): CallEditor {
  const { call } = thing;
  const address = addressOf(thing, values);
  const url = last(thing, 'url')?.value;
  if (!call || !address || !url) return {};
  const body = last(thing, 'text')?.value ?? last(thing, 'json')?.value;
  const isEmpty = !body || values.resolve(body).value.kind === 'null';
  const { source } = values;
  const query = isEmpty ? madeQuery(call, source.text.slice(url.start, url.end), source, IN_TEXT) : undefined;
  return {
    notation: isEmpty ? JSON_TEXT : MAP,
    ...(query && query !== 'unknown'
      ? { parameters: query.parameters, ...(query.isInUrl ? { isQueryMade: true } : {}) }
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
    const reader = readerOf(body);
    if (!reader) return undefined;
    edits.push({ range: source.range(empty.start, empty.end), newText: reader });
    imports.push('strings', ...(reader.includes('fmt.') ? ['fmt'] : []));
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

/** What package http calls a method. */
const methodName = (method: string): string => `Method${method[0]}${method.slice(1).toLowerCase()}`;

/** A reader of a text of JSON, code in it becoming arguments. */
function readerOf(body: string): string | undefined {
  if (body.includes('`')) return undefined;
  const args: string[] = [];
  const format = withCode(
    body,
    ({ code, isText }) => {
      args.push(code);
      return isText ? '%q' : '%v';
    },
    (text) => text.replaceAll('%', '%%'),
  );
  return args.length === 0
    ? `strings.NewReader(\`${body}\`)`
    : `strings.NewReader(fmt.Sprintf(\`${format}\`, ${args.join(', ')}))`;
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

/** Imports of packages that are not imported yet; undefined where they cannot be written. */
function importEdit(names: readonly string[], { source }: Values): readonly TextEdit[] | undefined {
  const { text } = source;
  const block = /^import\s*\(([^)]*)\)/m.exec(text);
  const missing = names.filter(
    (name) => !new RegExp(String.raw`^[ \t]*(?:import[ \t]+)?"${name}"`, 'm').test(text),
  );
  if (missing.length === 0) return [];
  if (!/^package\s/m.test(text)) return [];
  if (block) {
    const first = block.index + block[0].indexOf('(') + 1;
    return missing.map((name) => {
      // Among those of the standard library, in their order.
      const [own] = /^[ \t]*\n(?:[ \t]+"[\w/]+"[ \t]*\n)*/.exec(text.slice(first)) ?? [];
      if (own === undefined) return { range: source.range(first, first), newText: `\n\t"${name}"` };
      const earlier = [...own.matchAll(/^[ \t]+"([\w/]+)"[ \t]*\n/gm)].filter((one) => one[1]! < name);
      const last = earlier.at(-1);
      const at = first + (last ? last.index + last[0].length : own.indexOf('\n') + 1);
      return { range: source.range(at, at), newText: `\t"${name}"\n` };
    });
  }
  const single = /^import[ \t]+"/m.exec(text);
  if (!single) return undefined;
  const at = single.index;
  return missing.map((name) => ({ range: source.range(at, at), newText: `import "${name}"\n` }));
}

/** Parameters that are the body of a request. */
const BODY = /^(?:(?:req(?:uest)?)?body|payload|data|in|input|params|req(?:uest)?)$/i;

/** Writes the method where a call gives it, which may be as `http.MethodGet`. */
function methodEdit(at: Site, request: ApiCall, method: string, source: SourceText): TextEdit | undefined {
  const edit = methodEditAt(at, request, method);
  const named = at.site.args.some(
    ({ start, end }) =>
      /^http\.Method\w+$/.test(source.text.slice(start, end)) &&
      source.range(start, end).end === edit?.range.end,
  );
  return edit && named ? { ...edit, newText: methodName(method) } : edit;
}

/** Edits of a call of a function of the text that sends with the method, URL and body that it is given. */
export function goSiteEditor(at: Site, values: Values): CallEditor {
  const { site, parameters, request } = at;
  const url = urlArgumentOf(at, values);
  if (!url) return {};
  const { source } = values;
  const query = madeQuery(site, source.text.slice(url.start, url.end), source, IN_CODE);
  return {
    notation: MAP,
    ...(query && query !== 'unknown' ? { parameters: query.parameters, isQueryMade: true } : {}),
    ...urlExpressionEditor(url, request.url.text, values, IN_CODE),
    retype: (retyping) => {
      const index = parameters.findIndex((p) => BODY.test(p.name));
      const body = site.args[index];
      const code = body && source.text.slice(body.start, body.end);
      return code === undefined
        ? undefined
        : retyped(code, functionAround(site, source.text), source, retyping);
    },
    rewrite: ({ method, authorization, body }) => {
      const index = parameters.findIndex((p) => BODY.test(p.name));
      const empty = site.args[index];
      if (authorization || body === undefined || !empty || query === 'unknown') return undefined;
      if (source.text.slice(empty.start, empty.end) !== 'nil') return undefined;
      const edit = method === undefined ? undefined : methodEdit(at, request, method, source);
      if (method !== undefined && !edit) return undefined;
      const own = [...(query?.edits ?? []), ...(edit ? [edit] : [])];
      return [...own, { range: source.range(empty.start, empty.end), newText: body }];
    },
  };
}
