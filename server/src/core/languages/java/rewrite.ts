import type { Notation } from '../../call-editor.ts';
import { JSON_TEXT } from '../../migration/notations.ts';
import { codedIdiom, withCode } from '../../program/coded-text.ts';
import { type ClientIdiom, type RequestIdiom, requestEditor } from '../../program/editor.ts';
import type { Rewriter } from '../../program/rewriter.ts';
import { siteEditor } from '../../program/site-editor.ts';
import type { ValueIdiom } from '../../requests/url-expression.ts';

const mapNotation = (text: string): Notation => {
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
    RestTemplate: { authorization: beforeOther('setBearerAuth(System.getenv("UNKEY_ROOT_KEY"))') },
    HttpURLConnection: {
      authorization: beforeOther(`setRequestProperty("Authorization", ${TOKEN})`),
    },
  },
};

/** Edits of requests made in Java. */
export const javaEditor = requestEditor(IDIOM);

/** Edits of calls of functions that send. */
export const javaSiteEditor = siteEditor(IDIOM);
