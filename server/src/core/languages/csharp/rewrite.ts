import type { Notation } from '../../call-editor.ts';
import { type ClientIdiom, requestEditor } from '../../program/editor.ts';
import type { Rewriter } from '../../program/rewriter.ts';

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

const httpClient: ClientIdiom = {
  method: (request, method) => {
    // Only what gives the whole answer has another for a body.
    if (isMade(request)) request.method(method);
    else if (!/^(?:Get|Delete)Async$/.test(request.code(request.thing.token))) request.fail();
  },
  authorization: (request) => {
    if (isMade(request))
      request.statement((name) => [`${name}.Headers.Add("Authorization", "Bearer " + ${KEY});`]);
    else request.fail();
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
    request.replace(request.thing.token, 'PostAsJsonAsync');
    request.addArgument(body);
    addUsing(request, 'System.Net.Http.Json');
  },
};

const restSharp: ClientIdiom = {
  authorization: (request) =>
    request.statement((name) => [`${name}.AddHeader("Authorization", "Bearer " + ${KEY});`]),
  body: (request, body) => request.statement((name) => [`${name}.AddJsonBody(${body});`]),
};

/** Edits of requests made in C#. */
export const csharpEditor = requestEditor({
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
  clients: { HttpClient: httpClient, RestSharp: restSharp },
});
