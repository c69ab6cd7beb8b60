import type { Notation } from '../../call-editor.ts';
import type { Expression, Span } from '../../expression.ts';
import { type ClientIdiom, type RequestIdiom, requestEditor } from '../../program/editor.ts';
import type { Rewriter } from '../../program/rewriter.ts';
import { siteEditor } from '../../program/site-editor.ts';
import { pairsIn, type QueryAside } from '../../program/written-pairs.ts';
import type { ValueIdiom } from '../../requests/url-expression.ts';
import type { Values } from '../../resolve.ts';
import { withFilter } from './nothing.ts';

const NOTATION: Notation = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: ["'", "' => "],
  quote: "'",
  object: ['[', ']'],
  pad: '',
  list: ['[', ']'],
  extend: ['...(', '[', ' ?? [])'],
  eachMade:
    /^array_map\(\s*(?:static )?fn ?\((?:string )?(?<item>\$\w+)\)(?:: ?array)? => \[\s*(?<fields>[^[\]]*?),?\s*\],\s*(?<list>\$[\w>-]+),?\s*\)$/,
};

/** A setting of Unkey that a program of Laravel reads. */
const SETTING = /(?<![\w>$:])config\((['"])([\w.-]*\bunkey)\.(\w+)\1\)/gi;
const ROOT_SETTING = /^root(?:_?key)?$/i;

/** The root key as the settings of a text have it, which has others of Unkey; undefined where it has none. */
function settingIn(text: string): string | undefined {
  const found = [...text.matchAll(SETTING)];
  const own = found.find(([, , , name]) => ROOT_SETTING.test(name!));
  if (own) return own[0];
  const [first] = found;
  if (!first) return undefined;
  const name = found.some(([, , , other]) => /[a-z][A-Z]/.test(other!)) ? 'rootKey' : 'root_key';
  return `config(${first[1]}${first[2]}.${name}${first[1]})`;
}

const tokenIn = (text: string): string => `'Bearer ' . ${settingIn(text) ?? "getenv('UNKEY_ROOT_KEY')"}`;
const lineIn = (text: string): string =>
  `'Authorization: Bearer ' . ${settingIn(text) ?? "getenv('UNKEY_ROOT_KEY')"}`;

/** Adds to the headers of the request, or to its options where it has none. */
function addHeader(request: Rewriter, member: string): void {
  const headers = request.last('headers')?.value;
  if (headers && request.isHere(headers)) request.addMember(headers, member);
  else if (headers) request.fail();
  else addOption(request, `'headers' => [${member}]`);
}

/** Adds to the options behind the URL. */
function addOption(request: Rewriter, member: string): void {
  const options = request.behindUrl;
  if (options) request.addMember(options, member);
  else request.addArgument(`[${member}]`);
}

/** In the place of the query, or among the options. */
function addBody(request: Rewriter, member: string): void {
  const query = request.last('query')?.value;
  const options = request.behindUrl;
  if (!query) {
    addOption(request, member);
    return;
  }
  const entry = options?.kind === 'object' ? request.entryOf(options, query) : undefined;
  if (entry) request.replace(entry, member);
  else request.fail();
}

/** An empty list would be sent as one. */
const objectOf = (body: string): string => (body === '[]' ? 'new \\stdClass()' : body);

const withOptions: ClientIdiom = {
  takesWhole: true,
  authorization: (request) => addHeader(request, `'Authorization' => ${tokenIn(request.text)}`),
  body: (request, body) => addBody(request, `'json' => ${objectOf(body)}`),
};

/** Sets options of curl: where its URL is set, or behind `curl_init`. */
function setOption(request: Rewriter, name: string, value: string): void {
  const { text, url } = request;
  const before = text.slice(Math.max(0, url.start - 200), url.start);
  const member = /(\r?\n[ \t]*)?CURLOPT_URL\s*=>\s*$/.exec(before);
  if (!member) {
    request.statement((handle) => [`curl_setopt(${handle}, ${name}, ${value});`]);
    return;
  }
  const [written, line = ''] = member;
  request.insert(url.start - written.length + line.length, `${name} => ${value},${line || ' '}`);
}

/** Adds to the list of headers, or makes one. */
function addCurlHeader(request: Rewriter, name: string, member: string): void {
  const headers = request.last('headers')?.value;
  if (headers && !request.hasHeader(name)) request.addMember(request.writtenNear(headers), member);
  else if (!headers) setOption(request, 'CURLOPT_HTTPHEADER', `[${member}]`);
}

/** Makes the option that says the method that of another; `place`: the option, or what it is set to. */
function renameFlag(request: Rewriter, { start, end }: Span, method: string): void {
  const before = request.text.slice(Math.max(0, start - 40), end);
  const option = /(CURLOPT_\w+)(?:\s*=>\s*\w+)?$/.exec(before)?.[1];
  if (option === undefined || method !== 'POST') {
    request.fail();
    return;
  }
  const at = Math.max(0, start - 40) + before.lastIndexOf(option);
  request.replace({ start: at, end: at + option.length }, 'CURLOPT_POST');
}

const curl: ClientIdiom = {
  method: (request, method) => {
    const given = request.last('method');
    if (!given) return;
    if (given.flag && given.method) renameFlag(request, given.method.span, method);
    else request.method(method);
  },
  authorization: (request) => addCurlHeader(request, 'authorization', lineIn(request.text)),
  body: (request, body) => {
    setOption(request, 'CURLOPT_POSTFIELDS', `json_encode(${objectOf(body)})`);
    addCurlHeader(request, 'content-type', "'Content-Type: application/json'");
  },
};

/** A root key from where the program has its settings. */
const KEYS =
  /(?:->|::)withToken\((config\(['"][\w.]*(?:unkey|root)[\w.]*['"]\)|env\(['"]\w*UNKEY\w*['"]\))\)/;

/** A root key that the class of a text keeps. */
const OWN_KEY = /(?:->|::)withToken\((\$this->\w*(?:root|unkey)\w*)\)/i;

/** The field in which the only class of a text keeps its root key, for a request at `start` in it. */
function ownKey(text: string, start: number): string | undefined {
  const isOnlyClass = text.match(/^[ \t]*(?:(?:final|abstract|readonly)\s+)*class\s/gm)?.length === 1;
  const isStatic = /\bstatic\s+(?:function|fn)\b/.test(text);
  return isOnlyClass && !isStatic && /\bclass\s/.test(text.slice(0, start))
    ? OWN_KEY.exec(text)?.[1]
    : undefined;
}

const laravel: ClientIdiom = {
  takesWhole: true,
  authorization: (request) => {
    const { text, thing } = request;
    const { start } = thing.token;
    // As other requests of the text give it.
    const known = KEYS.exec(text)?.[1] ?? ownKey(text, start) ?? settingIn(text) ?? "env('UNKEY_ROOT_KEY')";
    const line = /(\r?\n[ \t]*)->$/.exec(text.slice(Math.max(0, start - 100), start))?.[1] ?? '';
    request.insert(start, `withToken(${known})${line}->`);
  },
  body: (request, body) => {
    const data = request.behindUrl;
    if (body === '[]') {
      if (data || request.last('query')) request.fail();
      else request.insert(request.thing.token.start, "withBody('{}')->");
      return;
    }
    if (!data) request.addArgument(body);
    else if (data.start === request.last('query')?.value?.start) request.replace(data, body);
    else request.fail();
  },
};

const wordpress: ClientIdiom = {
  authorization: withOptions.authorization!,
  body: (request, body) => {
    addOption(request, `'body' => wp_json_encode(${objectOf(body)})`);
    if (!request.hasHeader('content-type')) addHeader(request, "'Content-Type' => 'application/json'");
  },
};

const VALUES: ValueIdiom = {
  quoted: (text) => `'${text.replaceAll(/[\\']/g, '\\$&')}'`,
  encoders: /^(?:raw)?urlencode\(([\s\S]*)\)$/,
  number: (code) => (/^\d+$/.test(code) ? code : `(int) ${code}`),
  boolean: () => undefined,
  true: 'true',
  false: 'false',
  mixed: (pieces) => pieces.map((p) => p.code ?? `'${p.text!.replaceAll(/[\\']/g, '\\$&')}'`).join(' . '),
};

/** `'…?' . http_build_query(['keyId' => $id])`, and the same kept under a name. */
function builtQuery(url: Expression, call: Expression, values: Values): QueryAside | undefined {
  const { text } = values.source;
  const written = values.resolve(url).value;
  const code = text.slice(written.start, written.end);
  const own = BUILT.exec(code)?.[1];
  if (own !== undefined) return { parameters: pairsIn(own, VALUES) };
  if (/\bhttp_build_query\b/.test(code)) return { parameters: undefined };
  const name = /\?\{?\$(\w+)\}?"?$|\?['"]\s*\.\s*\$(\w+)$/
    .exec(code)
    ?.slice(1)
    .find((n) => n !== undefined);
  if (name === undefined) return undefined;
  const from = Math.max(0, call.start - 2000);
  const line = [
    ...text
      .slice(from, call.start)
      .matchAll(new RegExp(String.raw`^[ \t]*\$${name}\s*=\s*([^;]*);[ \t]*\r?\n`, 'gm')),
  ].at(-1);
  const made = line && BUILT.exec(line[1]!);
  if (!line || !made) return undefined;
  const uses = text.split(`$${name}`).length - 1;
  const start = from + line.index;
  return {
    parameters: pairsIn(made[1]!, VALUES),
    ...(uses === 2
      ? { removals: [{ range: values.source.range(start, start + line[0].length), newText: '' }] }
      : {}),
  };
}

const BUILT = /\bhttp_build_query\(\s*(?:\[|array\()([\s\S]*?)[\])]\s*\)$/;

const IDIOM: RequestIdiom = {
  values: VALUES,
  notation: (_, near) => withFilter(NOTATION, near),
  aside: builtQuery,
  hidden: /\bwith(?:Url|Query)Parameters\b/,
  rootKey: (text) => ({ token: tokenIn(text), line: lineIn(text) }),
  clients: { guzzle: withOptions, symfony: withOptions, curl, laravel, wordpress },
};

/** Edits of requests made in PHP. */
export const phpEditor = requestEditor(IDIOM);

/** Edits of calls of functions that send. */
export const phpSiteEditor = siteEditor(IDIOM);
