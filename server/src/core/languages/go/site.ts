import type { CallEditor } from '../../call-editor.ts';
import type { CallExpression, Span } from '../../expression.ts';
import { JSON_TEXT } from '../../migration/notations.ts';
import type { ApiCall, TextEdit } from '../../model.ts';
import { escapedName } from '../../name-pattern.ts';
import type { Site } from '../../program/grammar.ts';
import { methodEditAt, urlArgumentOf } from '../../program/site-edits.ts';
import { urlExpressionEditor } from '../../requests/url-expression.ts';
import type { Values } from '../../resolve.ts';
import type { SourceText } from '../../source.ts';
import { functionAround } from './around.ts';
import { importEdit } from './import-edits.ts';
import { type BodyCode, jsonCode, readerOf } from './json-code.ts';
import { IN_CODE, IN_TEXT, mapNotation, methodName } from './notation.ts';
import { madeQuery } from './query.ts';
import { retyped } from './retyped.ts';
import { type OtherCall, otherCall } from './sending-functions.ts';

/** Parameters that are the body of a request. */
const BODY = /^(?:(?:json|req(?:uest)?)?(?:body|payload|data)|in|input|params|req(?:uest)?)$/i;
/** Types of parameters that take the value itself, of which JSON is made. */
const VALUE = /^(?:any|interface\{\}|map\[string\](?:any|interface\{\}))$/;
/** Names of parameters that are a URL, or its end. */
const URL_NAME = /^(?:url|uri|u|path|endpoint|target|href|route)$/i;

/** True where the parameter that an answer is decoded into is given nothing that takes one. */
function isAnswerLeft({ site, parameters }: Site, text: string): boolean {
  const index = parameters.findIndex(
    ({ name, type = '' }) =>
      VALUE.test(type) &&
      new RegExp(String.raw`\.(?:Decode\(|Unmarshal\([^,()]+,\s*)${escapedName(name)}\)`).test(text),
  );
  const given = site.args[index];
  return given !== undefined && /^(?:nil|&?struct\{\}\{\})$/.test(text.slice(given.start, given.end));
}

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

/** Where the function is named that is called. */
function calledAt({ callee }: CallExpression): Span {
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
  return { start: callee.end - name.length, end: callee.end };
}

const calledName = ({ callee }: CallExpression): string =>
  callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';

/** Edits of a call of a function of the text that sends with the method, URL and body that it is given. */
export function goSiteEditor(at: Site, names: Values): CallEditor {
  const { site, parameters, request } = at;
  const named = parameters.findIndex((p) => URL_NAME.test(p.name));
  const url = urlArgumentOf(at, names) ?? site.args[named];
  if (!url) return {};
  const { source } = names;
  const { text } = source;
  const index = parameters.findIndex((p) => BODY.test(p.name));
  const given = site.args[index];
  const written = given && text.slice(given.start, given.end);
  const other = index < 0 ? otherCall(calledName(site), text) : undefined;
  const type = other?.type ?? parameters[index]?.type ?? 'any';
  const isEmpty = other !== undefined || written === 'nil' || (type === 'string' && written === '""');
  const isText = isEmpty && !VALUE.test(type);
  const idiom = isText ? IN_TEXT : IN_CODE;
  const values = site.args[parameters.findIndex((p) => p.type === 'url.Values')];
  const valuesCode = values && text.slice(values.start, values.end);
  const query = madeQuery(
    site,
    text.slice(url.start, url.end),
    source,
    idiom,
    valuesCode === 'nil' ? undefined : valuesCode,
  );
  // What the function puts behind the URL of its values is none of what the call gives it.
  const address = request.url.text;
  const end = values ? address.text.search(/\?\uFFFC$|$/) : address.length;

  function bodyCode(body: string, holder: string | undefined): BodyCode | undefined {
    if (VALUE.test(type)) return { code: body, edits: [], imports: [] };
    if (type === 'io.Reader') return readerOf(body, site, holder, source);
    const code = holder === undefined ? jsonCode(body) : undefined;
    if (code === undefined || !/^(?:string|\[\]byte)$/.test(type)) return undefined;
    const imports = code.startsWith('fmt.') ? ['fmt'] : [];
    return { code: type === 'string' ? code : `[]byte(${code})`, edits: [], imports };
  }

  /** The call of another function that sends a body. */
  function otherEdits(
    { name, added, replaced }: OtherCall,
    method: string,
    body: string,
  ): readonly TextEdit[] | undefined {
    const made = bodyCode(body, query === 'unknown' ? undefined : query?.holder);
    const imported = made && importEdit(made.imports, names);
    const { start, end } = calledAt(site);
    if (!made || !imported) return undefined;
    const edits: TextEdit[] = [{ range: source.range(start, end), newText: name }];
    for (const at of new Set(added.map((one) => one.at))) {
      const before = site.args[at];
      const codes = added
        .filter((one) => one.at === at)
        .map(({ code }) => (code === 'body' ? made.code : `http.${methodName(method)}`));
      let place = before?.start ?? site.args.at(-1)?.end;
      if (place === undefined) return undefined;
      // What is pointed to stands for the pointer.
      if (before && text[place - 1] === '&') place--;
      const newText = before ? `${codes.join(', ')}, ` : `, ${codes.join(', ')}`;
      edits.push({ range: source.range(place, place), newText });
    }
    const taken = replaced === undefined ? undefined : site.args[replaced];
    if (taken) edits.push({ range: source.range(taken.start, taken.end), newText: made.code });
    return [...edits, ...made.edits, ...imported, ...(query === 'unknown' ? [] : (query?.edits ?? []))];
  }

  return {
    notation: isText ? JSON_TEXT : mapNotation(source.text),
    ...(isAnswerLeft(at, text) ? { isAnswerLeft: true } : {}),
    ...(query && query !== 'unknown'
      ? {
          parameters: query.parameters,
          isQueryMade: true,
          ...(query.holder === undefined ? {} : { queryHolder: query.holder }),
        }
      : {}),
    ...urlExpressionEditor(url, address.slice(0, end), names, idiom),
    ...(values && end < address.length && valuesCode !== 'nil' ? { isQueryMade: true } : {}),
    retype: (retyping) =>
      written === undefined ? undefined : retyped(written, functionAround(site, text), source, retyping),
    rewrite: ({ method, authorization, body }) => {
      if (authorization || body === undefined || query === 'unknown' || !isEmpty) return undefined;
      if (other) return method === undefined ? undefined : otherEdits(other, method, body);
      if (!given) return undefined;
      const edit = method === undefined ? undefined : methodEdit(at, request, method, source);
      if (method !== undefined && !edit) return undefined;
      const made = bodyCode(body, query?.holder);
      const imported = made && importEdit(made.imports, names);
      if (!made || !imported) return undefined;
      const own = [...(query?.edits ?? []), ...(edit ? [edit] : [])];
      if (values && valuesCode !== 'nil')
        own.push({ range: source.range(values.start, values.end), newText: 'nil' });
      const sent = { range: source.range(given.start, given.end), newText: made.code };
      return [...own, sent, ...made.edits, ...imported];
    },
  };
}
