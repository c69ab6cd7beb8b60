import { type Line, linesOf } from '../../regions/lines.ts';
import type { WrittenPair } from '../../requests/written.ts';
import type { SourceText } from '../../source.ts';

/** One request of a file, as written. */
export interface HurlRequest {
  readonly source: SourceText;
  readonly method: SourceText;
  readonly url: SourceText;
  readonly headers: readonly WrittenPair[];
  /** Entries of the sections before the response, by the section's name of today (`Query`, `Form`, `Options`, …). */
  readonly sections: ReadonlyMap<string, readonly WrittenPair[]>;
  /** False when a line of its head was not understood. */
  readonly complete: boolean;
  /** Undefined when there is none. */
  readonly body: HurlBody | undefined;
  /** Where a header line can be added: the document offset behind the request line. */
  readonly headersAt: number;
}

/** The body of a request of Hurl. */
export interface HurlBody {
  readonly kind: 'text' | 'opaque';
  /** Of a text: what is sent. */
  readonly text: SourceText;
}

/** What a file of Hurl holds. */
export interface HurlFile {
  readonly requests: readonly HurlRequest[];
  /** Names that responses give values to. */
  readonly captures: ReadonlySet<string>;
  readonly comments: readonly SourceText[];
}

const REQUEST = /^([A-Z]+)[ \t]+(?=https?:|\{\{|\S*[./])(\S(?:.*?\S)?)[ \t]*(?:[ \t]#.*)?$/;
const RESPONSE = /^HTTP(?:\/[\d.]+|\/\*)?[ \t]+(?:\d|\*|\{\{)/;
const SECTION =
  /^[ \t]*\[(QueryStringParams|Query|FormParams|Form|MultipartFormData|Multipart|Cookies|BasicAuth|Options|Captures|Asserts)\][ \t]*(?:#.*)?$/;
/** Earlier names of sections. */
const TODAY: Readonly<Record<string, string>> = {
  QueryStringParams: 'Query',
  FormParams: 'Form',
  MultipartFormData: 'Multipart',
};
const PAIR = /^[ \t]*((?:\{\{[^{}]*\}\}|[^\s:[{"`<])[^:]*?)[ \t]*:(?:[ \t]+|$)(.*)$/;
const FENCE = '```';

/** Reads a Hurl file (https://hurl.dev/docs/grammar.html). Never throws. */
export function parseHurl(source: SourceText): HurlFile {
  const reader = new Reader(source);
  reader.read();
  return reader;
}

class Reader implements HurlFile {
  readonly requests: HurlRequest[] = [];
  readonly captures = new Set<string>();
  readonly comments: SourceText[] = [];
  private readonly lines: readonly Line[];
  private at = 0;
  /** Index behind the body that was read last. */
  private bodyEnd = 0;

  constructor(private readonly source: SourceText) {
    this.lines = linesOf(source);
  }

  read(): void {
    while (this.at < this.lines.length) {
      if (this.comment()) continue;
      if (REQUEST.test(this.text)) this.request();
      else if (RESPONSE.test(this.text)) this.response();
      else this.at++;
    }
  }

  private get text(): string {
    return this.lines[this.at]!.source.text;
  }

  /** True at the end of the text, and where a response or the next request begins. */
  private get ended(): boolean {
    return this.at >= this.lines.length || REQUEST.test(this.text) || RESPONSE.test(this.text);
  }

  /** Steps over an empty line or a comment. */
  private comment(): boolean {
    const { source } = this.lines[this.at]!;
    const trimmed = source.trim();
    if (trimmed.length > 0 && !trimmed.text.startsWith('#')) return false;
    if (trimmed.length > 0) this.comments.push(trimmed);
    this.at++;
    return true;
  }

  private request(): void {
    const { source: line, start } = this.lines[this.at]!;
    const [, verb, url] = REQUEST.exec(line.text)!;
    const urlAt = line.text.indexOf(url!, verb!.length);
    const headersAt = start + line.text.trimEnd().length;
    this.at++;
    const headers: WrittenPair[] = [];
    const sections = new Map<string, WrittenPair[]>();
    let complete = true;
    let into: WrittenPair[] = headers;
    let body: HurlBody | undefined;
    let end = headersAt;
    while (!this.ended) {
      if (this.comment()) continue;
      const section = SECTION.exec(this.text)?.[1];
      if (section) {
        into = [];
        sections.set(TODAY[section] ?? section, into);
        this.at++;
      } else if (this.startsBody()) {
        body = this.body();
        end = Math.max(end, this.bodyEnd);
        continue;
      } else {
        const pair = pairOf(this.lines[this.at]!.source);
        if (pair) into.push(pair);
        else complete = false;
        this.at++;
      }
      end = this.lastIndex();
    }
    this.requests.push({
      source: this.source.slice(start, Math.max(end, headersAt)),
      method: line.slice(0, verb!.length),
      url: line.slice(urlAt, urlAt + url!.length),
      headers,
      sections,
      complete,
      body,
      headersAt: this.source.offset(headersAt),
    });
  }

  /** Index behind the last character of the line before, blanks left out. */
  private lastIndex(): number {
    const line = this.lines[this.at - 1]!;
    return line.start + line.source.text.trimEnd().length;
  }

  private startsBody(): boolean {
    return /^[ \t]*(?:\{(?!\{)|[["`<]|(?:base64|hex|file),|(?:true|false|null)[ \t]*$|-?\d)/.test(this.text);
  }

  private body(): HurlBody {
    const { source: line, start } = this.lines[this.at]!;
    const lead = line.text.length - line.text.trimStart().length;
    const text = line.text.slice(lead);
    this.bodyEnd = start + line.length;
    if (text.startsWith(FENCE)) return this.multiline(start + lead);
    if (text.startsWith('`')) {
      this.at++;
      const close = text.indexOf('`', 1);
      // Two backquotes may be the beginning of three.
      if (close < 2) return { kind: 'opaque', text: line.slice(0, 0) };
      return { kind: 'text', text: line.slice(lead + 1, lead + close) };
    }
    const from = start + lead;
    while (!this.ended && !SECTION.test(this.text)) this.at++;
    let last = this.at - 1;
    while (/^\s*(?:#|$)/.test(this.lines[last]!.source.text)) last--;
    const to = this.lines[last]!.start + this.lines[last]!.source.text.trimEnd().length;
    this.bodyEnd = to;
    return { kind: /^[{[]/.test(text) ? 'text' : 'opaque', text: this.source.slice(from, to).trim() };
  }

  /** Three backquotes, a word about the text, and the lines up to the next three. */
  private multiline(from: number): HurlBody {
    const close = this.source.text.indexOf(FENCE, from + FENCE.length);
    if (close < 0) {
      this.at = this.lines.length;
      return { kind: 'opaque', text: this.source.slice(from, from) };
    }
    this.bodyEnd = close + FENCE.length;
    while (this.at < this.lines.length && this.lines[this.at]!.start <= close) this.at++;
    const inner = this.source.slice(from + FENCE.length, close);
    const hint = /^[ \t]*([\w,]*)[ \t]*\r?\n/.exec(inner.text);
    const isText = !hint || !/^(?:graphql|base64|hex)/.test(hint[1]!);
    return { kind: isText ? 'text' : 'opaque', text: inner.slice(hint?.[0].length ?? 0) };
  }

  private response(): void {
    this.at++;
    let section = '';
    while (!this.ended) {
      if (this.comment()) continue;
      const { source: line, start } = this.lines[this.at]!;
      const named = SECTION.exec(line.text)?.[1];
      if (named) section = named;
      else if (section === 'Captures') {
        const name = pairOf(line)?.name.text;
        if (name !== undefined) this.captures.add(name);
      } else if (line.text.trimStart().startsWith(FENCE)) {
        this.multiline(start + line.text.indexOf(FENCE));
        continue;
      }
      this.at++;
    }
  }
}

/** `name: value`, the comment behind it left out. */
function pairOf(line: SourceText): WrittenPair | undefined {
  const m = PAIR.exec(line.text);
  if (!m) return undefined;
  const nameAt = line.text.indexOf(m[1]!);
  const from = line.text.length - m[2]!.length;
  const comment = /(?:^|[^\\])#/.exec(m[2]!);
  const to = comment ? from + comment.index + comment[0].length - 1 : line.length;
  return { name: line.slice(nameAt, nameAt + m[1]!.length), value: line.slice(from, to).trim() };
}
