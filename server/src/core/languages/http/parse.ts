import { type Line, linesOf } from '../../regions/lines.ts';
import type { SourceText } from '../../source.ts';

/** One request of a file, as written: nothing is resolved yet. */
export interface HttpRequest {
  /** The request line and everything up to the end of the body. */
  readonly source: SourceText;
  /** Undefined when left out. */
  readonly method: SourceText | undefined;
  /** The pieces of the target, one a line. */
  readonly target: readonly SourceText[];
  readonly headers: readonly { readonly name: SourceText; readonly value: SourceText }[];
  /** False when a line of the header section may stand for any header. */
  readonly headersComplete: boolean;
  readonly body: SourceText;
  /** Where a header line can be added: the end of the target's last line. */
  readonly headersAt: number;
  /** The end of the last line of the header section. */
  readonly headersEnd: number;
}

/** What a `.http` file holds. */
export interface HttpFile {
  readonly requests: readonly HttpRequest[];
  /** Commands written with curl instead of a request line. */
  readonly commands: readonly SourceText[];
  /** Values of `@name = value` lines and of scripts; a name set twice has two, one asked for has none. */
  readonly variables: ReadonlyMap<string, readonly SourceText[]>;
  /** Names asked for or computed while the file runs. */
  readonly setLater: ReadonlySet<string>;
  readonly comments: readonly SourceText[];
  /** True when a script of the file may change the headers of requests. */
  readonly scriptsTouchHeaders: boolean;
}

const SEPARATOR = /^###/;
const COMMENT = /^\s*(?:#|\/\/)/;
const VARIABLE = /^\s*@([\w.-]+)\s*:?=\s*(.*)$/;
const REQUEST_LINE =
  /^(?:([A-Za-z]+)[ \t]+)?(\S(?:.*?\S)?)(?:[ \t]+HTTP\/[\d.]+(?:[ \t]+\([\w ]*\))?)?[ \t]*$/;
/** A method in any case, or a word in capitals, so that a misspelt one is one too. Other words begin a sentence. */
const isMethod = (word = 'GET'): boolean =>
  word === word.toUpperCase() || /^(?:get|head|post|put|delete|connect|options|trace|patch)$/i.test(word);
/** Requests that are none of HTTP: of JetBrains and httpYac. */
const OTHER_PROTOCOL = /^(?:websocket|wss?|grpc|graphql|rsocket|sse|eventsource|mqtts?|amqps?|rabbitmq)\s/i;
const HEADER = /^[ \t]*([^\s:{}][^:{}]*?)[ \t]*:[ \t]*(.*?)[ \t]*$/;
/** A line that goes on with the target, rather than an indented header. */
const CONTINUATION = /^(?:[ \t]+(?![A-Za-z][\w-]*:(?:[ \t]|$))\S|[?&])/;
/** `request.variables.set("host", "https://…")`, `client.global.set('token', response.body.token)`. */
const SCRIPT_SET = /\.set\(\s*(["'`])([\w.-]+)\1\s*,\s*(?:(["'`])([^"'`\\$]*)\3\s*\))?/g;
/** `exports.token = …` of httpYac. */
const SCRIPT_EXPORT = /\bexports\.(\w+)\s*=/g;
/** Lines that end a body: response handlers, stored responses, redirections and assertions. */
const AFTER_BODY = /^(?:>>?!?\s|>\s*\{%|<>\s|\?\?\s|\{\{[@+]?\w*\s*$)/;

/** Reads a file of the REST Client, JetBrains or httpYac dialect. Never throws. */
export function parseHttpFile(source: SourceText): HttpFile {
  const reader = new Reader(source);
  reader.read();
  return reader;
}

class Reader implements HttpFile {
  readonly requests: HttpRequest[] = [];
  readonly commands: SourceText[] = [];
  readonly variables = new Map<string, SourceText[]>();
  readonly setLater = new Set<string>();
  readonly comments: SourceText[] = [];
  scriptsTouchHeaders = false;
  private readonly lines: readonly Line[];
  private at = 0;

  constructor(private readonly source: SourceText) {
    this.lines = linesOf(source);
  }

  read(): void {
    while (this.at < this.lines.length) {
      const { text } = this.line;
      if (text.trim() === '') this.at++;
      else if (COMMENT.test(text)) this.comment();
      else if (VARIABLE.test(text)) this.variable();
      else if (/^\s*<?\s*\{[%{]/.test(text) && !/^\s*\{\{[^}]*\}\}\S/.test(text)) this.script();
      else if (/^\s*<\s/.test(text)) this.scriptFile();
      else if (/^(?:import|run)\s/.test(text)) this.at++;
      else if (OTHER_PROTOCOL.test(text)) this.skipBlock();
      else if (/^\s*curl\s/.test(text)) this.command();
      else if (/^HTTP\/[\d.]+\s+\d/.test(text)) this.skipBlock();
      else this.request();
    }
  }

  private get line(): SourceText {
    return this.lines[this.at]!.source;
  }

  private get ended(): boolean {
    return this.at >= this.lines.length || SEPARATOR.test(this.line.text);
  }

  private comment(): void {
    this.comments.push(this.line.trim());
    const prompted = /@prompt\s+([\w.-]+)/.exec(this.line.text);
    if (prompted) {
      this.variables.set(prompted[1]!, []);
      this.setLater.add(prompted[1]!);
    }
    this.at++;
  }

  private variable(): void {
    const { line } = this;
    const [, name, value] = VARIABLE.exec(line.text)!;
    const from = line.text.length - value!.length;
    this.addValue(name!, line.slice(from).trim());
    this.at++;
  }

  private addValue(name: string, value: SourceText): void {
    const known = this.variables.get(name);
    if (known) known.push(value);
    else this.variables.set(name, [value]);
  }

  /** `{{ … }}` and `< {% … %}`: JavaScript that runs around requests. */
  private script(): void {
    const close = this.line.text.includes('{%') ? '%}' : '}}';
    let first = true;
    while (this.at < this.lines.length) {
      const { text } = this.line;
      if (/headers/i.test(text)) this.scriptsTouchHeaders = true;
      this.scriptVariables();
      if (!first && SEPARATOR.test(text)) return;
      this.at++;
      if (text.includes(close)) return;
      first = false;
    }
  }

  /** The variables that a line of a script sets. */
  private scriptVariables(): void {
    const { line } = this;
    for (const m of line.text.matchAll(SCRIPT_SET)) {
      const [whole, , name, quote, value] = m;
      if (!quote || !value) this.setLater.add(name!);
      else {
        const from = m.index + whole.lastIndexOf(quote, whole.lastIndexOf(quote) - 1) + 1;
        this.addValue(name!, line.slice(from, from + value.length));
      }
    }
    for (const m of line.text.matchAll(SCRIPT_EXPORT)) this.setLater.add(m[1]!);
  }

  /** `< ./sign.js`: a script that is not seen. */
  private scriptFile(): void {
    this.scriptsTouchHeaders = true;
    this.at++;
  }

  private command(): void {
    const from = this.lines[this.at]!.start;
    while (!this.ended && this.line.text.trim() !== '') this.at++;
    this.commands.push(this.source.slice(from, this.endOfPrevious()));
  }

  private skipBlock(): void {
    while (!this.ended) this.at++;
  }

  private endOfPrevious(): number {
    const line = this.lines[this.at - 1]!;
    return line.start + line.source.length;
  }

  private request(): void {
    const from = this.lines[this.at]!.start;
    const first = REQUEST_LINE.exec(this.line.text);
    if (!first || !isMethod(first[1])) {
      this.at++;
      return;
    }
    const lead = this.line.text.length - this.line.text.trimStart().length;
    const line = this.line.slice(lead);
    const [, verb, url] = REQUEST_LINE.exec(line.text)!;
    const urlAt = verb ? line.text.indexOf(url!, verb.length) : 0;
    const target = [line.slice(urlAt, urlAt + url!.length)];
    this.at++;
    while (!this.ended && CONTINUATION.test(this.line.text) && !COMMENT.test(this.line.text)) {
      const trimmed = this.line.trim();
      const version = /(?:^|[ \t]+)HTTP\/[\d.]+$/.exec(trimmed.text);
      target.push(version ? trimmed.slice(0, version.index) : trimmed);
      this.at++;
    }
    const headersAt = this.source.offset(this.endOfPrevious());
    const { headers, complete } = this.headers();
    const headersEnd = this.source.offset(this.endOfPrevious());
    const body = this.body();
    this.requests.push({
      source: this.source.slice(from, Math.max(from, this.endOfPrevious())),
      method: verb ? line.slice(0, verb.length) : undefined,
      target,
      headers,
      headersComplete: complete,
      body,
      headersAt,
      headersEnd,
    });
    this.skipAfterBody();
  }

  private headers(): { headers: HttpRequest['headers']; complete: boolean } {
    const headers: { name: SourceText; value: SourceText }[] = [];
    let complete = true;
    while (!this.ended && this.line.text.trim() !== '' && !AFTER_BODY.test(this.line.text)) {
      const { line } = this;
      const header = HEADER.exec(line.text);
      if (COMMENT.test(line.text)) {
        this.comment();
        continue;
      }
      if (header) {
        const nameAt = line.text.indexOf(header[1]!);
        const from = line.text.indexOf(header[2]!, line.text.indexOf(':') + 1);
        headers.push({
          name: line.slice(nameAt, nameAt + header[1]!.length),
          value: line.slice(from, from + header[2]!.length),
        });
      } else complete = false;
      this.at++;
    }
    return { headers, complete };
  }

  private body(): SourceText {
    while (!this.ended && this.line.text.trim() === '') this.at++;
    const from = this.at < this.lines.length ? this.lines[this.at]!.start : this.source.length;
    let to = from;
    while (!this.ended && !AFTER_BODY.test(this.line.text)) {
      if (this.line.text.trim() !== '') to = this.lines[this.at]!.start + this.line.length;
      this.at++;
    }
    return this.source.slice(from, to);
  }

  private skipAfterBody(): void {
    while (!this.ended) {
      if (/\{[%{]/.test(this.line.text)) this.script();
      else this.at++;
    }
  }
}
