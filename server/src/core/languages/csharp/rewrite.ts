import type { Notation } from '../../call-editor.ts';
import { type ClientIdiom, type RequestIdiom, requestEditor } from '../../program/editor.ts';
import type { Rewriter } from '../../program/rewriter.ts';
import { siteEditor } from '../../program/site-editor.ts';

/** Anonymous objects. */
const NOTATION: Notation = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: ['', ' = '],
  quote: '"',
  object: ['new {', '}'],
  pad: ' ',
  list: ['new[] { ', ' }'],
  shorthand: true,
  extend: 'alone',
};

const KEY = 'Environment.GetEnvironmentVariable("UNKEY_ROOT_KEY")';

/** True for `new HttpRequestMessage(…)`. */
const isMade = ({ call }: Rewriter): boolean => call.constructs;

/** Imports a namespace, unless the text does. */
function addUsing(request: Rewriter, name: string): void {
  const { text } = request;
  if (new RegExp(String.raw`^\s*(?:global\s+)?using\s+${name.replaceAll('.', '\\.')}\s*;`, 'm').test(text))
    return;
  const first = /^using\s+[\w.]+;/m.exec(text);
  if (first) request.insert(first.index, `using ${name};\n`);
}

/** Another host than that of the API. */
const OTHER_HOST = /https?:\/\/(?!api\.unkey\.(?:com|dev)\b)\w/;

/** Gives the header to the client that sends, where that is made in the text and sends to the API alone. */
function addToClient(request: Rewriter): void {
  const { call, text } = request;
  const { callee } = call;
  const name = callee.kind === 'member' ? request.code(callee.object) : '';
  const header = `DefaultRequestHeaders = { { "Authorization", "Bearer " + ${KEY} } }`;
  const made = /^\w+$/.test(name)
    ? [
        ...text.matchAll(
          new RegExp(
            String.raw`\b(?:var|HttpClient)\s+${name}\s*=\s*(new(?:\s+HttpClient)?\s*(?:\(\))?)(\s*\{)?`,
            'g',
          ),
        ),
      ]
    : [];
  const [only] = made.filter(({ index }) => index < call.start || made.length === 1);
  if (!only || made.length > 1 || OTHER_HOST.test(text) || /DefaultRequestHeaders/.test(text)) {
    request.fail();
    return;
  }
  const end = only.index + only[0].length;
  const start = end - only[1]!.length - (only[2]?.length ?? 0);
  // What a constructor is given has brackets of its own.
  if (only[2] !== undefined) request.insert(end, ` ${header},`);
  else if (!only[1]!.endsWith(')')) request.fail();
  else
    request.replace(
      { start, end },
      `${only[1]!.replace(/\s*\(\)$/, only[1]!.includes('HttpClient') ? '' : '()')} { ${header} }`,
    );
}

/** What gives a part of an answer, and what reads that of the answer. */
const CONTENTS: ReadonlyMap<string, string> = new Map([
  ['GetStringAsync', 'ReadAsStringAsync'],
  ['GetFromJsonAsync', 'ReadFromJsonAsync'],
  ['GetStreamAsync', 'ReadAsStreamAsync'],
  ['GetByteArrayAsync', 'ReadAsByteArrayAsync'],
]);

const tokenOf = (request: Rewriter): string =>
  request
    .code(request.thing.token)
    .replace(/<[\s\S]*$/, '')
    .trim();

const httpClient: ClientIdiom = {
  method: (request, method) => {
    // Only what gives the whole answer has another for a body.
    if (isMade(request)) request.method(method);
    else if (!/^(?:Get|Delete)Async$/.test(tokenOf(request)) && !CONTENTS.has(tokenOf(request)))
      request.fail();
  },
  authorization: (request) => {
    if (isMade(request))
      request.statement((name) => [`${name}.Headers.Add("Authorization", "Bearer " + ${KEY});`]);
    else addToClient(request);
  },
  body: (request, body) => {
    if (isMade(request)) {
      request.statement((name) => [`${name}.Content = System.Net.Http.Json.JsonContent.Create(${body});`]);
      return;
    }
    if (request.call.args.length !== 1 || request.call.named) {
      request.fail();
      return;
    }
    const content = CONTENTS.get(tokenOf(request));
    const { call, text } = request;
    if (content !== undefined) {
      // `await` stands before what gives the answer, and once more before what is in it.
      const after = text.slice(request.thing.token.end, call.list.start);
      const type =
        /^<[\w<>?,. ]*>$/.exec(request.code(request.thing.token).slice(-after.length))?.[0] ?? after;
      if (!/\bawait\s+$/.test(text.slice(Math.max(0, call.start - 20), call.start))) {
        request.fail();
        return;
      }
      request.insert(call.start, '(await ');
      request.insert(call.end, `).EnsureSuccessStatusCode().Content.${content}${type}()`);
    }
    const { start } = request.thing.token;
    request.replace({ start, end: call.list.start }, 'PostAsJsonAsync');
    request.addArgument(body);
    addUsing(request, 'System.Net.Http.Json');
  },
};

const restSharp: ClientIdiom = {
  authorization: (request) =>
    request.statement((name) => [`${name}.AddHeader("Authorization", "Bearer " + ${KEY});`]),
  body: (request, body) => request.statement((name) => [`${name}.AddJsonBody(${body});`]),
};

const IDIOM: RequestIdiom = {
  values: {
    quoted: (text) => JSON.stringify(text),
    encoders:
      /^(?:(?:System\.)?Uri\.Escape\w+|(?:(?:System\.)?(?:Net|Web)\.)?(?:Web|Http)Utility\.UrlEncode|UrlEncoder\.Default\.Encode)\(([\s\S]*)\)$/,
    number: (code) => code,
    boolean: () => undefined,
    true: 'true',
    false: 'false',
    mixed: (pieces) =>
      pieces.some((p) => /["\\{}]/.test(p.text ?? p.code!))
        ? undefined
        : `$"${pieces.map((p) => p.text ?? `{${p.code}}`).join('')}"`,
  },
  notation: () => NOTATION,
  hidden: /\.Add(?:Query)?Parameter\(|\.AddUrlSegment\(/,
  rootKey: { token: `"Bearer " + ${KEY}` },
  clients: { HttpClient: { ...httpClient, takesWhole: true }, RestSharp: restSharp },
};

/** Edits of requests made in C#. */
export const csharpEditor = requestEditor(IDIOM);

/** Edits of calls of functions that send. */
export const csharpSiteEditor = siteEditor(IDIOM);
