import type { Notation } from '../../call-editor.ts';
import { type ClientIdiom, type RequestIdiom, requestEditor } from '../../program/editor.ts';
import type { Rewriter, Separators } from '../../program/rewriter.ts';
import { siteEditor } from '../../program/site-editor.ts';

/** Hashtables. */
const NOTATION: Notation = {
  true: '$true',
  false: '$false',
  null: '$null',
  key: ['', ' = '],
  quote: "'",
  object: ['@{', '}'],
  pad: ' ',
  list: ['@(', ')'],
  separator: ';',
};

const LINES: Separators = { inLine: '; ', onLines: '' };
const TOKEN = 'Authorization = "Bearer $env:UNKEY_ROOT_KEY"';

/** Gives the command another parameter: behind its URL, or in the hashtable with its parameters. */
function addParameter(request: Rewriter, name: string, value: string): void {
  const { text, url } = request;
  const before = text.slice(Math.max(0, url.start - 200), url.start);
  const entry = /(?:^|[\n;{])([ \t]*)["']?Uri["']?[ \t]*=[ \t]*$/i.exec(before);
  const at = url.end + /^(?:[ \t]*\))*/.exec(text.slice(url.end, url.end + 40))![0].length;
  if (!entry && request.isHere(url)) request.insert(at, ` -${name} ${value}`);
  else if (!entry) request.fail();
  else if (entry[0].startsWith('\n')) request.insert(at, `\n${entry[1]}${name} = ${value}`);
  else request.insert(at, `; ${name} = ${value}`);
}

const web: ClientIdiom = {
  method: (request, method) => {
    if (request.last('method')) request.method(method);
    else addParameter(request, 'Method', request.isHere(request.url) ? method : `'${method}'`);
  },
  authorization: (request) => {
    const headers = request.last('headers')?.value;
    if (headers) request.addMember(request.writtenNear(headers), TOKEN, LINES);
    else addParameter(request, 'Headers', `@{ ${TOKEN} }`);
  },
  body: (request, body) => {
    addParameter(request, 'Body', `(${body} | ConvertTo-Json)`);
    const { thing, call, text } = request;
    const near = text.slice(Math.min(call.start, request.url.start), (thing.whole ?? call).end);
    if (!/\bContentType\b/i.test(near) && !request.hasHeader('content-type'))
      addParameter(request, 'ContentType', "'application/json'");
  },
};

const IDIOM: RequestIdiom = {
  values: {
    quoted: (text) => `'${text.replaceAll("'", "''")}'`,
    encoders:
      /^\$?\(?\[(?:System\.)?(?:uri|(?:Web\.|Net\.)?(?:Http|Web)Utility)\]::(?:Escape\w+|UrlEncode)\(([\s\S]*?)\)\)?$/i,
    number: (code) => (/^\d+$/.test(code) ? code : `[int]${code}`),
    boolean: () => undefined,
    true: '$true',
    false: '$false',
  },
  notation: () => NOTATION,
  rootKey: { token: '"Bearer $env:UNKEY_ROOT_KEY"' },
  clients: { 'Invoke-RestMethod': web },
};

/** Edits of requests made in PowerShell. */
export const powershellEditor = requestEditor(IDIOM);

/** Edits of calls of functions that send. */
export const powershellSiteEditor = siteEditor(IDIOM);
