import { type HttpRequest, parseHttpFile } from '../languages/http/parse.ts';
import type { ApiCall } from '../model.ts';
import { jsonNotation } from './body-notation.ts';
import {
  bodyContext,
  currentEndpointOf,
  type HeaderContext,
  indexAt,
  type Piece,
  type RequestContext,
} from './request-context.ts';

/** The part of a request of an `.http` file that the cursor is in. */
export function httpContext(piece: Piece, calls: readonly ApiCall[]): RequestContext | undefined {
  const { source, index, offset } = piece;
  const file = parseHttpFile(source);
  const request = file.requests.findLast((r) => r.source.range().start <= offset);
  if (!request) return undefined;
  const { start } = request.source.range();
  const endpoint = currentEndpointOf(calls.find((c) => c.client === 'http' && c.range.start === start));
  const from = indexAt(source, start);
  if (!endpoint || /^###/m.test(source.text.slice(from, index))) return undefined;

  if (offset <= request.headersAt) {
    const range = request.method?.range() ?? { start: offset, end: offset };
    const target = request.target[0]!.range().start;
    const here = request.method ? offset >= range.start && offset <= range.end : offset === target;
    return here ? { part: 'method', endpoint, range, suffix: request.method ? '' : ' ' } : undefined;
  }

  const headersAt = indexAt(source, request.headersAt);
  const [, ...lines] = source.text.slice(headersAt, index).split('\n');
  const blank = lines.slice(0, -1).findIndex((line) => line.trim() === '');
  if (blank < 0) {
    const variable = [...file.variables.keys()].find((name) => /root_?key/i.test(name));
    return headerContext(piece, endpoint, request, variable);
  }
  const bodyAt = bodyStart(source.text, headersAt, blank);
  const body = request.body.range();
  const behind = source.text.slice(indexAt(source, body.end), index);
  if (request.body.length > 0 && offset > body.end && behind.trim() !== '') return undefined;
  const next = /^###/m.exec(source.text.slice(bodyAt));
  const text = source.slice(bodyAt, next ? bodyAt + next.index : source.length);
  return bodyContext({
    endpoint,
    source: text,
    index: index - bodyAt,
    offset,
    notation: jsonNotation,
    quote: '"',
  });
}

/** Index behind the `blank`th line that follows the line of `headersAt`. */
function bodyStart(text: string, headersAt: number, blank: number): number {
  let at = text.indexOf('\n', headersAt) + 1;
  for (let line = 0; line <= blank; line++) at = text.indexOf('\n', at) + 1;
  return at;
}

function headerContext(
  { source, index, offset }: Piece,
  endpoint: HeaderContext['endpoint'],
  request: HttpRequest,
  variable: string | undefined,
): HeaderContext | undefined {
  const { text } = source;
  const lineStart = text.lastIndexOf('\n', index - 1) + 1;
  const before = text.slice(lineStart, index);
  if (/^\s*(?:#|\/\/)/.test(before)) return undefined;
  const colon = before.indexOf(':');
  const rest = (colon < 0 ? /^[\w-]*/ : /^[^\r\n]*/).exec(text.slice(index))![0];
  const from = colon < 0 ? lineStart + before.search(/\S|$/) : lineStart + colon + 1;
  const blanks = colon < 0 ? 0 : /^[ \t]*/.exec(text.slice(from, index))![0].length;
  const start = source.offset(from + blanks);
  return {
    part: 'header',
    endpoint,
    header: colon < 0 ? undefined : before.slice(0, colon).trim().toLowerCase(),
    range: { start: Math.min(start, offset), end: offset + rest.trimEnd().length },
    written: new Set(request.headers.map(({ name }) => name.text.toLowerCase())),
    line: text[index + rest.length] === ':' ? (name) => name : (name, value) => `${name}: ${value}`,
    key: `{{${variable ?? '$processEnv UNKEY_ROOT_KEY'}}}`,
  };
}
