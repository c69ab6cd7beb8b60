import { parseJson } from '../../json.ts';
import {
  ABSENT,
  type ApiCall,
  DYNAMIC,
  type Fact,
  type Header,
  type Json,
  type Literal,
  type QueryParameter,
  type TextEdit,
} from '../../model.ts';
import { type Range, SourceText } from '../../source.ts';
import { parseApiUrl, parseQueryString } from '../../url.ts';
import { FLAGS, SHORT, SHORT_FLAGS, SHORT_SWITCHES, WITH_VALUE } from './curl-options.ts';
import type { Command } from './syntax.ts';
import type { Argument, Variables } from './variables.ts';

/** One request of a curl command, as its options describe it. */
interface Request {
  readonly urls: Argument[];
  readonly headers: Header[];
  readonly data: { readonly value: SourceText; readonly verbatim: boolean }[];
  readonly query: QueryParameter[];
  method: Literal<string> | typeof DYNAMIC | undefined;
  get: boolean;
  head: boolean;
  upload: boolean;
  /** A body that is not text written here: a form, a file. */
  opaqueBody: boolean;
  /** False when headers may come from elsewhere. */
  headersComplete: boolean;
  /** False when any option may have been missed. */
  whole: boolean;
}

/**
 * The Unkey calls of a curl command. `args` are the arguments behind the command's name, which stands at
 * `name`; `document` is the whole document's text, looked at to copy the style of a multi-line command.
 */
export function curlCalls(
  command: Command,
  name: Range,
  args: readonly Argument[],
  variables: Variables,
  document: string,
): ApiCall[] {
  const calls: ApiCall[] = [];
  for (const request of readRequests(args, command.whole)) {
    for (const argument of request.urls) {
      const url = parseApiUrl(argument.value);
      if (!url) continue;
      const query = [...url.query, ...request.query];
      const body = request.get ? ABSENT : bodyOf(request, command, variables);
      const { method, implied } = methodOf(request, name);
      calls.push({
        range: command.range,
        client: 'curl',
        bare: false,
        url,
        urlArgument: argument.range,
        method,
        methodImplied: implied,
        headers: request.headers,
        headersComplete: request.headersComplete && request.whole && !USER.test(argument.value.text),
        query: request.get ? [...query, ...request.data.flatMap((d) => parseQueryString(d.value))] : query,
        body,
        editor: {
          ...(request.get || request.head || request.upload || (method.kind !== 'literal' && !implied)
            ? {}
            : { setMethod: (value) => setMethod(method, implied, name, value) }),
          addAuthorization: () =>
            addHeader(document, argument.range, 'Authorization: Bearer $UNKEY_ROOT_KEY'),
        },
      });
    }
  }
  return calls;
}

/** A user in the URL, whom curl sends as Authorization. */
const USER = /^[a-z]+:\/\/[^/?#]*@/i;

function newRequest(whole: boolean): Request {
  return {
    urls: [],
    headers: [],
    data: [],
    query: [],
    method: undefined,
    get: false,
    head: false,
    upload: false,
    opaqueBody: false,
    headersComplete: true,
    whole,
  };
}

/**
 * What can be a URL. Everything else where one is due (a variable, a word of a sentence, dots, `[options]`, the line
 * continuation of another shell) may stand for options that are not seen.
 */
const ADDRESS = /^[^\s<>[\]]*\w(?:\.\w|:\d|:?\/)|^\uFFFC+[^\s\uFFFC]*\/|^\/\//;
/** Parameters of `Invoke-WebRequest`, which PowerShell calls `curl`. */
const POWERSHELL = /^-(?:Uri|Method|Headers|Body|ContentType|InFile|OutFile|UseBasicParsing)$/;

function readRequests(args: readonly Argument[], whole: boolean): Request[] {
  let request = newRequest(whole);
  const requests = [request];
  let onlyOperands = false;
  for (let i = 0; i < args.length; i++) {
    const argument = args[i]!;
    const text = argument.value.text;
    if (argument.opaque) {
      request.whole = false;
      continue;
    }
    if (onlyOperands || !text.startsWith('-') || text === '-') {
      if (ADDRESS.test(text)) request.urls.push(argument);
      else request.whole = false;
    } else if (POWERSHELL.test(text)) {
      request.whole = false;
      request.method = DYNAMIC;
    } else if (text === '--') {
      onlyOperands = true;
    } else if (text === '--next' || text === '-:') {
      request = newRequest(whole);
      requests.push(request);
    } else if (text.startsWith('--')) {
      const [, expand, option] = /^--(expand-)?(.*)$/s.exec(text)!;
      if (WITH_VALUE.has(option!)) {
        const value = args[++i];
        if (value) apply(request, option!, expand ? withoutTemplates(value) : value, argument.range);
        else request.whole = false;
      } else if (!flag(request, option!)) request.whole = false;
    } else {
      for (let at = 1; at < text.length; at++) {
        const letter = text[at]!;
        const option = SHORT[letter];
        if (option) {
          const rest = argument.value.slice(at + 1);
          const value = rest.length > 0 ? { value: rest, range: rest.range(), opaque: false } : args[++i];
          if (value) apply(request, option, value, argument.range);
          else request.whole = false;
          break;
        }
        const long = SHORT_FLAGS[letter];
        if (long) flag(request, long);
        else if (!SHORT_SWITCHES.includes(letter)) request.whole = false;
      }
    }
  }
  return requests;
}

/** `--expand-header "X: {{NAME}}"`: curl's own variables are not known here. */
function withoutTemplates(argument: Argument): Argument {
  const pieces: SourceText[] = [];
  let from = 0;
  for (const m of argument.value.text.matchAll(/\{\{[^{}]*\}\}/g)) {
    pieces.push(argument.value.slice(from, m.index));
    from = m.index + m[0].length;
    pieces.push(SourceText.hole(argument.value.range(m.index, from)));
  }
  return { ...argument, value: SourceText.join([...pieces, argument.value.slice(from)]) };
}

/** Applies an option without a value. False when it is not one of curl's. */
function flag(request: Request, option: string): boolean {
  if (option === 'get') request.get = true;
  else if (option === 'head') request.head = true;
  else if (option === 'netrc' || option === 'netrc-optional') request.headersComplete = false;
  else if (option === 'negotiate' || option === 'ntlm') request.headersComplete = false;
  return FLAGS.has(option.replace(/^no-/, ''));
}

function apply(request: Request, option: string, argument: Argument, at: Range): void {
  const { value } = argument;
  switch (option) {
    case 'url':
      request.urls.push(argument);
      break;
    case 'url-query':
      request.query.push(...parseQueryString(value));
      break;
    case 'request':
      request.method =
        value.isLiteral && value.length > 0
          ? { kind: 'literal', value: value.text, range: value.range() }
          : DYNAMIC;
      break;
    case 'header':
      addWrittenHeader(request, value);
      break;
    case 'user':
      request.headers.push({
        name: 'Authorization',
        nameRange: { start: at.start, end: Math.max(at.end, argument.range.end) },
        value: SourceText.join([SourceText.decoded('Basic ', at), SourceText.hole(argument.range)]),
      });
      break;
    case 'oauth2-bearer':
      request.headers.push({
        name: 'Authorization',
        nameRange: at,
        value: SourceText.join([SourceText.decoded('Bearer ', at), value]),
      });
      break;
    case 'json':
    case 'data':
    case 'data-ascii':
    case 'data-binary':
    case 'data-raw':
      request.data.push({ value, verbatim: option === 'data-raw' });
      break;
    case 'data-urlencode':
      if (request.get) request.query.push(...parseQueryString(value));
      request.data.push({ value, verbatim: true });
      break;
    case 'form':
    case 'form-string':
      request.opaqueBody = true;
      break;
    case 'upload-file':
      request.upload = true;
      request.opaqueBody = true;
      break;
    case 'config':
    case 'netrc-file':
    case 'aws-sigv4':
    case 'variable':
      request.headersComplete = false;
      break;
  }
}

/** The characters of a header's name, by RFC 9110. */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+\s*$/;

function addWrittenHeader(request: Request, header: SourceText): void {
  const separator = header.text.search(/[:;]/);
  const name = separator < 0 ? header : header.slice(0, separator);
  if (!HEADER_NAME.test(name.text) || separator < 0) {
    request.headersComplete = false;
    return;
  }
  const value = header.slice(separator + 1).trim();
  // `Name:` alone takes the header out of the request.
  if (header.text[separator] === ':' && value.length === 0) return;
  request.headers.push({ name: name.text.trim(), nameRange: name.trim().range(), value });
}

function methodOf(request: Request, name: Range): { method: Fact<string>; implied: boolean } {
  if (request.method) return { method: request.method, implied: false };
  const implied = request.head
    ? 'HEAD'
    : request.upload
      ? 'PUT'
      : request.get
        ? 'GET'
        : request.data.length > 0 || request.opaqueBody
          ? 'POST'
          : 'GET';
  return {
    method: request.whole ? { kind: 'literal', value: implied, range: name } : DYNAMIC,
    implied: true,
  };
}

function bodyOf(request: Request, command: Command, variables: Variables): Fact<Json> {
  if (request.opaqueBody) return DYNAMIC;
  if (request.data.length === 0) return request.whole ? ABSENT : DYNAMIC;
  if (request.data.length > 1) return DYNAMIC;
  const { value, verbatim } = request.data[0]!;
  let text = value;
  if (!verbatim && value.text.startsWith('@')) {
    if (!/^@(-|\/dev\/stdin)$/.test(value.text) || !command.input) return DYNAMIC;
    text = variables.text(command.input);
  }
  const json = parseJson(text);
  return json ? { kind: 'literal', value: json, range: json.range } : DYNAMIC;
}

function setMethod(method: Fact<string>, implied: boolean, name: Range, value: string): TextEdit[] {
  if (implied || method.kind !== 'literal')
    return [{ range: { start: name.end, end: name.end }, newText: ` -X ${value}` }];
  return [{ range: method.range, newText: value }];
}

/** Adds `-H "…"` behind the URL, on a line of its own where the command already continues on the next line. */
function addHeader(document: string, url: Range, header: string): TextEdit[] {
  const option = `-H "${header}"`;
  const continued = /^[ \t]*\\(\r?\n[ \t>]*)/.exec(document.slice(url.end, url.end + 200));
  const newText = continued ? ` \\${continued[1]}${option}` : ` ${option}`;
  return [{ range: { start: url.end, end: url.end }, newText }];
}
