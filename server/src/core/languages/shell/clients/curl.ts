import { DYNAMIC } from '../../../model.ts';
import { SourceText } from '../../../source.ts';
import { parseQueryString } from '../../../url.ts';
import type { Argument } from '../argument.ts';
import { type Item, type OptionTable, readItems } from '../options.ts';
import type { Invocation, QueryOption, Request, ShellClient } from './client.ts';
import { ADDRESS, addCredentials, addHeader, fileBody, methodOf, newRequest } from './client.ts';
import { FLAGS, SHORT, SHORT_FLAGS, SHORT_SWITCHES, WITH_VALUE } from './curl-options.ts';

const longName = (name: string): string => name.replace(/^expand-/, '');

export const curlTable: OptionTable = {
  takesValue: (name) =>
    WITH_VALUE.has(longName(name)) ? true : FLAGS.has(name.replace(/^no-/, '')) ? false : undefined,
  short: { ...SHORT, ...SHORT_FLAGS },
  switches: SHORT_SWITCHES,
  equals: false,
};

/** Parameters of `Invoke-WebRequest`, which PowerShell calls `curl`. */
const POWERSHELL = /^-(?:Uri|Method|Headers|Body|ContentType|InFile|OutFile|UseBasicParsing)$/;

export const curl: ShellClient = {
  name: 'curl',
  programs: ['curl'],
  read: (invocation) => {
    const alien = invocation.args.some((a) => POWERSHELL.test(a.value.text));
    const args = invocation.args.filter((a) => !POWERSHELL.test(a.value.text));
    const reader = new CurlReader({ ...invocation, whole: invocation.whole && !alien });
    for (const item of readItems(args, curlTable)) reader.take(item);
    const requests = reader.finish();
    if (alien) for (const request of requests) request.method = DYNAMIC;
    return requests;
  },
  writeHeader: (name, value, quoted) => `-H ${quoted(`${name}: ${value}`)}`,
  writeBody: (body, quoted, isTyped) => [
    ...(isTyped ? [] : [`-H ${quoted('Content-Type: application/json')}`]),
    `-d ${body}`,
  ],
  writeMethod: (method) => ({ text: `-X ${method}`, beforeUrl: false }),
};

/** What the options of one request add up to. */
interface Sent {
  readonly request: Request;
  readonly data: {
    readonly value: SourceText | undefined;
    readonly query: SourceText;
    readonly option: QueryOption;
  }[];
  /** Options that make a query of the others. */
  readonly gets: QueryOption[];
  get: boolean;
  head: boolean;
  upload: boolean;
  opaque: boolean;
}

/** Reads the options of curl into requests. */
export class CurlReader {
  readonly sent: Sent[] = [];
  private readonly variables = new Map<string, SourceText>();

  constructor(private readonly invocation: Invocation) {
    this.next();
  }

  private next(): void {
    const request = newRequest(this.invocation.whole);
    this.sent.push({ request, data: [], gets: [], get: false, head: false, upload: false, opaque: false });
  }

  /** The request that options are read for. */
  get current(): Sent {
    return this.sent.at(-1)!;
  }

  take(item: Item): void {
    const { request } = this.current;
    if (item.kind === 'unknown') request.whole = false;
    else if (item.kind === 'operand') {
      if (ADDRESS.test(item.argument.guess.text)) request.urls.push(item.argument);
      else request.whole = false;
    } else if (item.value) this.option(item, this.expanded(item.name, item.value));
    else this.flag(item);
  }

  private flag({ name, conditional, at }: Item & { kind: 'option' }): void {
    const { current } = this;
    if (name === 'get') current.gets.push({ at });
    if (name === 'next') this.next();
    else if (name === 'get' || name === 'head') {
      if (conditional) current.request.whole = false;
      else current[name] = true;
    } else if (/^(?:netrc|netrc-optional|negotiate|ntlm)$/.test(name))
      current.request.headersComplete = false;
  }

  private option({ name, at, conditional }: Item & { kind: 'option' }, argument: Argument): void {
    const { current } = this;
    const { request } = current;
    const { value } = argument;
    const option: QueryOption = { at, value: argument };
    switch (longName(name)) {
      case 'url':
        request.urls.push(argument);
        break;
      case 'url-query':
        request.query.push(...parseQueryString(value));
        request.asQuery.push(option);
        break;
      case 'request':
        request.method = conditional ? DYNAMIC : methodOf(argument);
        break;
      case 'header':
        addHeader(request, { ...argument, conditional });
        break;
      case 'user':
        addCredentials(request, 'Basic', argument, at);
        break;
      case 'oauth2-bearer':
        addCredentials(request, 'Bearer', argument, at);
        break;
      case 'json':
      case 'data':
      case 'data-ascii':
      case 'data-binary':
        current.data.push({ value: conditional ? undefined : this.data(value), query: value, option });
        break;
      case 'data-raw':
        current.data.push({ value: conditional ? undefined : value, query: value, option });
        break;
      case 'data-urlencode':
        current.data.push({ value: undefined, query: value, option: { ...option, isPlain: true } });
        break;
      case 'form':
      case 'form-string':
        current.opaque = true;
        break;
      case 'upload-file':
        current.upload = true;
        break;
      case 'config':
        request.whole = false;
        break;
      case 'netrc-file':
      case 'aws-sigv4':
        request.headersComplete = false;
        break;
      case 'variable':
        this.define(value);
        break;
    }
  }

  /** A text, or with `@` in front what stands in a file. */
  private data(value: SourceText): SourceText | undefined {
    if (!value.text.startsWith('@')) return value;
    const body = fileBody(value.slice(1), this.invocation);
    return body.kind === 'text' ? body.value : undefined;
  }

  /** `--variable name=content` */
  private define(definition: SourceText): void {
    const equals = definition.text.indexOf('=');
    if (equals > 0 && /^\w+$/.test(definition.text.slice(0, equals)))
      this.variables.set(definition.text.slice(0, equals), definition.slice(equals + 1));
  }

  /** `--expand-header "X: {{NAME}}"`: variables of curl's own. */
  private expanded(name: string, argument: Argument): Argument {
    if (!name.startsWith('expand-')) return argument;
    const pieces: SourceText[] = [];
    let from = 0;
    for (const m of argument.value.text.matchAll(/\{\{([^{}]*)\}\}/g)) {
      pieces.push(argument.value.slice(from, m.index));
      from = m.index + m[0].length;
      const known = this.variables.get(m[1]!.trim());
      pieces.push(known ?? SourceText.hole(argument.value.range(m.index, from)));
    }
    const value = SourceText.join([...pieces, argument.value.slice(from)]);
    return { ...argument, value, guess: value, local: value, localGuess: value };
  }

  /** The requests, with what follows from all of their options. */
  finish(): readonly Request[] {
    for (const { request, data, gets, get, head, upload, opaque } of this.sent) {
      const sends = data.length > 0 || opaque;
      request.impliedMethod = head ? 'HEAD' : upload ? 'PUT' : !get && sends ? 'POST' : 'GET';
      request.methodCounts = !get && !head && !upload;
      const [only] = data;
      if (get) {
        request.query.push(...data.flatMap((d) => parseQueryString(d.query)));
        request.asQuery.push(...gets, ...data.map((d) => d.option));
        continue;
      }
      if (only?.value && data.length === 1 && !opaque && !upload)
        request.body = { kind: 'text', value: only.value };
      else if (sends || upload) request.body = { kind: 'unknown' };
    }
    return this.sent.map((s) => s.request);
  }
}
