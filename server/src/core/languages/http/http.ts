import { parseJson } from '../../json.ts';
import {
  ABSENT,
  type ApiCall,
  DYNAMIC,
  type Fact,
  type Header,
  type Json,
  type TextEdit,
} from '../../model.ts';
import { SourceText } from '../../source.ts';
import { parseApiUrl } from '../../url.ts';
import type { ExtractContext, Extraction, Language } from '../language.ts';
import { type HttpFile, type HttpRequest, parseHttpFile } from './parse.ts';

/** Values longer than this grew by doubling: nobody's URL. */
const MAX_LENGTH = 20_000;

/** `Authorization: openid client_credentials x`: httpYac gets a token and sends it as a bearer. */
const ASKED_FOR = /^(?:openid|oauth2)\s/i;

export const language: Language = {
  id: 'http',
  languageIds: ['http', 'httpyac', 'rest'],
  extensions: ['.http', '.rest'],
  fences: ['http', 'https', 'rest', 'httpyac'],
  comment: ['# ', ''],
  extract,
};

function extract(source: SourceText, context: ExtractContext): Extraction {
  const file = parseHttpFile(source);
  const embedded = file.commands.map((command) => context.commands(command));
  return {
    calls: [
      ...file.requests.flatMap((request) => requestCall(request, file, context.document)),
      ...embedded.flatMap((e) => e.calls),
    ],
    comments: [...file.comments, ...embedded.flatMap((e) => e.comments)],
  };
}

function requestCall(request: HttpRequest, file: HttpFile, document: string): ApiCall[] {
  const headers: Header[] = [];
  let headersComplete = request.headersComplete && !file.scriptsTouchHeaders;
  for (const { name, value } of request.headers) {
    const resolved = resolve(name, file);
    if (resolved.isLiteral) {
      const sent = resolve(value, file);
      headers.push({
        name: resolved.text,
        nameRange: name.range(),
        value: ASKED_FOR.test(sent.text) ? SourceText.hole(sent.range()) : sent,
      });
    } else headersComplete = false;
  }
  const target = SourceText.join(request.target.map((piece) => resolve(piece, file)));
  const host = headers.find((h) => h.name.toLowerCase() === 'host');
  const url = parseApiUrl(
    target.text.startsWith('/') && host ? SourceText.join([host.value, target]) : target,
  );
  if (!url) return [];
  const { method } = request;
  const place = request.target[0]!.range();
  return [
    {
      range: request.source.range(),
      client: 'http',
      bare: false,
      url,
      urlArgument: { start: place.start, end: request.target.at(-1)!.range().end },
      method: method
        ? { kind: 'literal', value: method.text, range: method.range() }
        : { kind: 'literal', value: 'GET', range: place },
      methodImplied: !method,
      headers,
      headersComplete,
      query: url.query,
      body: bodyOf(request, file),
      editor: {
        setMethod: (value) =>
          method
            ? [{ range: method.range(), newText: value }]
            : [{ range: { start: place.start, end: place.start }, newText: `${value} ` }],
        addAuthorization: () => addHeader(request, file, document),
      },
    },
  ];
}

function bodyOf(request: HttpRequest, file: HttpFile): Fact<Json> {
  if (request.body.length === 0) return ABSENT;
  const json = parseJson(resolve(request.body, file));
  return json ? { kind: 'literal', value: json, range: json.range } : DYNAMIC;
}

/** `text` with `{{name}}` replaced: by the file's variable, or by a hole. */
function resolve(text: SourceText, file: HttpFile): SourceText {
  return expand(text, file, new Map());
}

/** `known`: the values worked out so far; undefined for those that are not known or in the middle of it. */
function expand(text: SourceText, file: HttpFile, known: Map<string, SourceText | undefined>): SourceText {
  if (!text.text.includes('{{')) return text;
  const pieces: SourceText[] = [];
  let from = 0;
  for (const m of text.text.matchAll(/\{\{([^{}]*)\}\}/g)) {
    pieces.push(text.slice(from, m.index));
    from = m.index + m[0].length;
    const name = m[1]!.trim();
    if (!known.has(name)) {
      known.set(name, undefined);
      const [value, ...others] = file.variables.get(name) ?? [];
      // A variable without a value is there to be filled in.
      const sole = value && value.length > 0 && others.length === 0 ? expand(value, file, known) : undefined;
      known.set(name, sole && sole.length <= MAX_LENGTH ? sole : undefined);
    }
    pieces.push(known.get(name) ?? SourceText.hole(text.range(m.index, from)));
  }
  return SourceText.join([...pieces, text.slice(from)], text.offset(0));
}

/** Adds the header on a line of its own below the request line, from the file's own root key variable where it has one. */
function addHeader(request: HttpRequest, file: HttpFile, document: string): TextEdit[] {
  const own = [...file.variables.keys()].find((name) => /root_?key/i.test(name));
  const at = request.headersAt;
  const lineEnd =
    /^\r?\n/.exec(document.slice(at, at + 2))?.[0] ?? (document.includes('\r\n') ? '\r\n' : '\n');
  // Repeats what stands before the request line: the quote marks of a fence inside a block quote.
  const lineStart = document.lastIndexOf('\n', request.source.range().start - 1) + 1;
  const prefix = /^[ \t>]*/.exec(document.slice(lineStart, request.source.range().start))?.[0] ?? '';
  const newText = `${lineEnd}${prefix}Authorization: Bearer {{${own ?? '$processEnv UNKEY_ROOT_KEY'}}}`;
  return [{ range: { start: at, end: at }, newText }];
}
