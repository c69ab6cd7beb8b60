import type { Notation } from '../../call-editor.ts';
import type { Expression, Span } from '../../expression.ts';
import { JSON_TEXT } from '../../migration/notations.ts';
import { codedIdiom, withCode } from '../../program/coded-text.ts';
import { type ClientIdiom, type RequestIdiom, requestEditor } from '../../program/editor.ts';
import type { Rewriter } from '../../program/rewriter.ts';
import { siteEditor } from '../../program/site-editor.ts';
import type { ValueIdiom } from '../../requests/url-expression.ts';
import { builtQuery, builtUri, NUMBERED } from './uri-builder.ts';

const mapNotation = (text: string, near: string): Notation => {
  const map = /^import\s+(?:static\s+)?java\.util\.(?:Map|\*);/m.test(text) ? 'Map' : 'java.util.Map';
  const list = /^import\s+java\.util\.(?:List|\*);/m.test(text) ? 'List' : 'java.util.List';
  return {
    true: 'true',
    false: 'false',
    null: 'null',
    key: ['"', '", '],
    quote: '"',
    object: [`${map}.of(`, ')'],
    pad: '',
    list: [`${list}.of(`, ')'],
    // Objects of Jackson and Gson take no maps, nor do maps of texts.
    ...(/\bObjectNode\b|\bcreateObjectNode\(|\bcom\.google\.gson\b/.test(text) ||
    /Map<String,\s*(?:String|Integer|Long)>\s+\w+\s*=/.test(near)
      ? {}
      : ({ setter: 'plain' } as const)),
    optional: NUMBERED,
  };
};

const ENCODERS =
  /^(?:URLEncoder\.encode|UriUtils\.encode\w*)\(([\s\S]*?)(?:,\s*(?:(?:java\.nio\.charset\.)?StandardCharsets\.\w+|"UTF-8"))?\)$/;
const VALUES: ValueIdiom = {
  ...codedIdiom(ENCODERS),
  text: (code) => code,
  number: (code) => code,
};
const FRESH = { notation: JSON_TEXT, values: codedIdiom(ENCODERS) };

const TOKEN = '"Bearer " + System.getenv("UNKEY_ROOT_KEY")';

/** A text of JSON as a string, code in it being put between its parts. */
function written(body: string): string {
  const plain = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  const text = withCode(
    body,
    ({ code, isText }) => (isText ? `\\"" + ${code} + "\\"` : `" + ${code} + "`),
    plain,
  );
  return `"${text}"`.replace(/ \+ ""$/, '');
}

const header = (name: string, value: string): string => `.header("${name}", ${value})`;
const TYPE = header('Content-Type', '"application/json"');

/** Says that JSON is sent, unless the request does so. */
function addType(request: Rewriter): void {
  if (!request.hasHeader('content-type')) request.chain(TYPE);
}

const authorization = (request: Rewriter): void => request.chain(header('Authorization', TOKEN));

/** Puts the call that says the method and the body in the place of the one that is there, or adds it. */
function setMethod(request: Rewriter, code: string): void {
  const span = request.last('method')?.method?.span;
  const call = span && /^\w+\(\)/.exec(request.text.slice(span.start, span.start + 40))?.[0];
  if (call !== undefined) request.replace({ start: span!.start, end: span!.start + call.length }, code);
  else if (request.last('method')) request.fail();
  else request.chain(`.${code}`);
}

/** What says the method is written with the body, where one is added. */
function renamed(request: Rewriter, method: string, hasBody: boolean): void {
  if (!hasBody) request.method(method);
}

const javaHttp: ClientIdiom = {
  fresh: FRESH,
  authorization,
  method: renamed,
  body: (request, body) => {
    addType(request);
    setMethod(request, `POST(HttpRequest.BodyPublishers.ofString(${written(body)}))`);
  },
};

const okhttp: ClientIdiom = {
  fresh: FRESH,
  authorization,
  method: renamed,
  body: (request, body) => {
    const isNew = /RequestBody\.create\(\s*"/.test(request.text) || !/MediaType\.parse\(/.test(request.text);
    const type = 'okhttp3.MediaType.parse("application/json")';
    const args = isNew ? `${written(body)}, ${type}` : `${type}, ${written(body)}`;
    setMethod(request, `post(okhttp3.RequestBody.create(${args}))`);
  },
};

const webClient: ClientIdiom = {
  authorization,
  body: (request, body) => {
    addType(request);
    request.chain(`.bodyValue(${body})`);
  },
};

const restClient: ClientIdiom = {
  authorization,
  body: (request, body) => {
    addType(request);
    request.chain(`.body(${body})`);
  },
};

const unirest: ClientIdiom = {
  fresh: FRESH,
  authorization,
  body: (request, body) => {
    addType(request);
    request.chain(`.body(${written(body)})`);
  },
};

/** Sets a header with a statement before one that sets another on the same object. */
const beforeOther =
  (set: string) =>
  (request: Rewriter): void => {
    const { text } = request;
    const header = request.thing.given.find((g) => g.header)?.header;
    if (!header) {
      request.fail();
      return;
    }
    const { start } = 'span' in header ? header.span : header;
    const lineStart = text.lastIndexOf('\n', start) + 1;
    const receiver = /^[ \t]*\w+\.(?=(?:(?:set|add)\w*\()?$)/.exec(text.slice(lineStart, start))?.[0];
    if (receiver === undefined) request.fail();
    else request.insert(lineStart, `${receiver}${set};\n`);
  };

/** `new HttpEntity<>(headers)`: one that has headers alone. */
const ENTITY = /^new\s+HttpEntity(?:<[\w.<>?]*>)?\((?!\s*\))([^,]*)\)$/;
/** A variable of a URI in a text of Java. */
const VARIABLE = /\{\w+(?::[^{}"]*)?\}/g;

/** A body with the values of the variables that its texts name, which are given behind the others and go. */
function withVariables(request: Rewriter, body: string, from: number): string | undefined {
  const { call, url, text } = request;
  const given = call.args.slice(from);
  const names = request.code(url).match(VARIABLE) ?? [];
  if (given.length === 0 && names.length === 0) return body;
  const last = call.args[from - 1];
  if (names.length !== given.length || new Set(names).size !== names.length || !last) return undefined;
  // A map of them is given as one argument.
  const codes = given.map((one) => request.code(one));
  const isMap = (code: string): boolean =>
    /\bMap\.of\(|Map\b|\n/.test(code) || new RegExp(String.raw`Map(?:<[^=;()]*>)?\s+${code}\b`).test(text);
  if (codes.some((code) => !/^[\w.()"]+$/.test(code) || isMap(code.replaceAll(/[().]/g, '\\$&'))))
    return undefined;
  let now = body;
  for (const [i, name] of names.entries()) {
    const mark = `"${name}"`;
    if (now.split(mark).length !== 2) return undefined;
    now = now.replace(mark, () => codes[i]!);
  }
  const gap = /^\s*,/.exec(text.slice(last.end, given[0]!.start));
  if (!gap) return undefined;
  request.replace({ start: last.end, end: given.at(-1)!.end }, '');
  return now;
}

/** What an entity is made by which stands under a name of its own just before, and is sent once; its type changes. */
function entityNear(request: Rewriter, entity: Expression): Span | undefined {
  if (entity.kind !== 'name') return entity;
  const { value } = request.values.resolve(entity);
  const { text } = request;
  const lead = text.slice(Math.max(0, value.start - 200), value.start);
  const declared = /(\bHttpEntity<(?:Void|String|\?|Object)>|\bHttpEntity<>|\bvar)(\s+)(\w+)\s*=\s*$/.exec(
    lead,
  );
  if (declared?.[3] !== entity.name || value.start > entity.start) return undefined;
  const name = new RegExp(String.raw`(?<![\w.])${entity.name}(?!\w)`, 'g');
  const behind = text.slice(value.end);
  const again = behind.search(new RegExp(String.raw`[>\w]\s+${entity.name}\s*=[^=]`));
  const uses = (again < 0 ? behind : behind.slice(0, again)).match(name) ?? [];
  if (uses.length !== 1) return undefined;
  const start = value.start - lead.length + declared.index;
  if (declared[1] !== 'var') request.replace({ start, end: start + declared[1]!.length }, 'HttpEntity<?>');
  return value;
}

/** A body that statements add to under conditions, made before them: its name; the body itself where none does. */
function withStatements(request: Rewriter, body: string): string | undefined {
  const { text, url, call } = request;
  const built = builtUri(request.code(url), call.start, text);
  const marks = [...body.matchAll(/, \/\*(\d+)\*\/("\w+", [^,]+?)(?=, |\)$)/g)];
  if (marks.length === 0) return body.includes('/*') ? undefined : body;
  const name = ['body', 'fields', 'requestBody'].find(
    (one) => !new RegExp(String.raw`\b${one}\b`).test(text.slice(built?.end, call.end)),
  );
  if (!built || name === undefined) return undefined;
  for (const [, number, pair] of marks) {
    const { start, end } = built.given[Number(number)]!;
    request.replace({ start, end }, `${name}.put(${pair});`);
  }
  const imported = (type: string): string =>
    new RegExp(String.raw`^import\s+java\.util\.(?:${type}|\*);`, 'm').test(text)
      ? type
      : `java.util.${type}`;
  const rest = marks.reduce((code, [mark]) => code.replace(mark, ''), body);
  const made = `${imported('Map')}<String, Object> ${name} = new ${imported('HashMap')}<>(${rest});`;
  request.insert(built.end, `\n${built.indentation}${made}`);
  return rest.includes('/*') ? undefined : name;
}

/** `exchange(url, GET, entity, Type.class)` sends what is in the entity, `getForObject` nothing. */
const restTemplate: ClientIdiom = {
  authorization: beforeOther('setBearerAuth(System.getenv("UNKEY_ROOT_KEY"))'),
  method: (request, method, hasBody) => {
    if (!hasBody || request.code(request.thing.token) === 'exchange') request.method(method);
  },
  body: (request, body) => {
    const { call, thing } = request;
    const name = request.code(thing.token);
    const isExchange = name === 'exchange';
    const given = isExchange ? call.args[2] : undefined;
    const entity = given && entityNear(request, given);
    const whole = withStatements(request, body);
    const sent = whole && withVariables(request, whole, isExchange ? 4 : 2);
    const headers = entity && ENTITY.exec(request.code(entity))?.[1];
    if (sent === undefined) request.fail();
    else if (entity && headers !== undefined)
      request.replace(entity, `new HttpEntity<>(${sent}, ${headers})`);
    else if (entity && request.code(entity) === 'null') request.replace(entity, `new HttpEntity<>(${sent})`);
    else if (/^getFor(?:Object|Entity)$/.test(name) && request.behindUrl) {
      request.replace(thing.token, name.replace('get', 'post'));
      request.addArgument(sent);
    } else request.fail();
  },
};

const IDIOM: RequestIdiom = {
  values: VALUES,
  notation: mapNotation,
  hidden: /\.(?:queryString|routeParam|queryParam|addQueryParameter|buildAndExpand|uriVariables)\(/,
  rootKey: { token: TOKEN },
  clients: {
    'java.net.http': javaHttp,
    okhttp,
    WebClient: webClient,
    RestClient: restClient,
    unirest,
    RestTemplate: restTemplate,
    HttpURLConnection: {
      authorization: beforeOther(`setRequestProperty("Authorization", ${TOKEN})`),
    },
  },
};

const editorOf = requestEditor(IDIOM);

/** Edits of requests made in Java. */
export const javaEditor: typeof editorOf = (thing, values) => {
  const editor = editorOf(thing, values);
  const url = thing.given.findLast((g) => g.role === 'url')?.value;
  const { call } = thing;
  const isExchange = call && values.source.text.slice(thing.token.start, thing.token.end) === 'exchange';
  const built = isExchange && url ? builtQuery(url, call.start, values) : undefined;
  return built ? { ...editor, ...built } : editor;
};

/** Edits of calls of functions that send. */
export const javaSiteEditor = siteEditor(IDIOM);
