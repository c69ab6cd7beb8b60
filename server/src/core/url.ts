import { isKnownOperation } from './catalogue/endpoints.ts';
import { ABSENT, type ApiUrl, DYNAMIC, type Fact, type QueryParameter } from './model.ts';
import { HOLE, SourceText } from './source.ts';

/** Hosts of the Unkey API: v2, and the host that served v1 until 2026-01-03. */
export const CURRENT_HOST = 'api.unkey.com';
export const GONE_HOST = 'api.unkey.dev';

/** `scheme://user@host:port`, the scheme and the user left out or unknown. */
const AUTHORITY = /^(?:[a-z\uFFFC]*:?\/\/)?(?:[^/?#@]*@)?([^/?#:]+)(?::[\d\uFFFC]*)?(?=[/?#\uFFFC]|$)/i;
const VERSION = /^\/*(v[12x])\/+/;
/** A base without a slash at its end, and a path that is not known. */
const BASE_AND_PATH = /^\/*(v[12x])(?=\uFFFC$)/;
/** A path parameter as people write it in prose and templates: `{id}`, `:id`, `<id>`, `$ID`, `[id]`, `KEY_ID`, `api_...`. */
const PLACEHOLDER = /^(?:\{.*\}|:\w.*|<.*>|\$.*|\[.*\]|[A-Z][A-Z\d_.-]+|[a-z]+_(?:\.{3}|…))$/;

/**
 * Takes apart a URL of the Unkey API. Undefined when it names another host, no endpoint, or has an unknown
 * host and a path that is not one of the catalogue's dotted operations.
 */
export function parseApiUrl(text: SourceText): ApiUrl | undefined {
  const authority = AUTHORITY.exec(text.text);
  const name = authority?.[1];
  if (!authority || name === undefined) return undefined;
  const hostStart = authority[0].indexOf(name);
  // A hole swallows everything up to the path: `${base}/v2/keys.getKey`.
  const hidden = name.includes(HOLE);
  const host = name.toLowerCase();
  if (!hidden && host !== CURRENT_HOST && host !== GONE_HOST) return undefined;
  if (hidden && !/^[^/?#]*$/.test(authority[0].replace(/^[a-z\uFFFC]*:?\/\//i, ''))) return undefined;

  const rest = text.text.slice(authority[0].length);
  const pathLength = rest.search(/[?#]|$/);
  const pathStart = authority[0].length;
  const pathEnd = pathStart + pathLength;
  const path = rest.slice(0, pathLength);
  const version = VERSION.exec(path) ?? (hidden ? null : BASE_AND_PATH.exec(path));
  const query = parseQuery(text, pathEnd);
  const hostFact: Fact<string> = hidden
    ? DYNAMIC
    : { kind: 'literal', value: host, range: text.place(hostStart, hostStart + name.length) };

  if (!version) {
    const firstSegment = rest.slice(0, pathLength).replace(/^\/+/, '').split('/')[0] ?? '';
    if (hidden || !firstSegment.includes(HOLE)) return undefined;
    const tail = rest.slice(0, pathLength).replace(/^\/*[^/]*\/?/, '');
    const operation = operationOf(text, pathEnd - tail.length, pathEnd, undefined);
    return { text, host: hostFact, version: DYNAMIC, operation, endpointRange: undefined, query };
  }

  const versionName = version[1]!;
  const versionStart = pathStart + version[0].indexOf(versionName);
  const operation = operationOf(text, pathStart + version[0].length, pathEnd, versionName);
  if (operation.kind === 'absent') return undefined;
  if (hidden) {
    if (operation.kind !== 'literal' || !operation.value.text.includes('.')) return undefined;
    if (!isKnownOperation(versionName, operation.value.text)) return undefined;
  }
  const from = hidden ? versionStart : hostStart;
  const to = operation.kind === 'literal' ? indexAfter(text, operation.value, pathEnd) : pathEnd;
  return {
    text,
    host: hostFact,
    version: { kind: 'literal', value: versionName, range: text.place(versionStart, versionStart + 2) },
    operation,
    endpointRange: text.isContiguous(from, to) ? text.range(from, to) : undefined,
    query,
  };
}

/** Index in `text` just behind `operation`, which ends at or before `pathEnd` (trailing slashes are not part of it). */
function indexAfter(text: SourceText, operation: SourceText, pathEnd: number): number {
  let to = pathEnd;
  while (text.text[to - 1] === '/') to--;
  // A hole that was taken for the query is left out.
  return text.text[to - 1] === HOLE && !operation.text.endsWith(HOLE) ? to - 1 : to;
}

function operationOf(
  text: SourceText,
  start: number,
  end: number,
  version: string | undefined,
): Fact<SourceText> {
  let written = text.slice(start, end);
  const trailing = /\/+$/.exec(written.text);
  if (trailing) written = written.slice(0, trailing.index);
  if (written.text === '') return ABSENT;
  // `keys.getKey${query}`: a hole behind a whole operation can only be its query.
  if (version && written.text.endsWith(HOLE) && isKnownOperation(version, written.text.slice(0, -1))) {
    written = written.slice(0, written.length - 1);
  }
  const parts = splitAt(written, '/').map((p) => (PLACEHOLDER.test(p.text) ? SourceText.hole(p.range()) : p));
  const clear = parts.every((p, i) => /^[\w.-]+$/.test(p.text) || (i > 0 && p.text === HOLE));
  const names = parts.map((p) => p.text).join('/');
  if (!clear || /\.\.|^\.|\.$/.test(names)) return DYNAMIC;
  // Placeholders become holes; the slashes between are taken from where they were written.
  let at = 0;
  const pieces = splitAt(written, '/').map((p, i) => {
    const slash = i === 0 ? written.slice(0, 0) : written.slice(at - 1, at);
    at += p.length + 1;
    return SourceText.join([slash, parts[i]!]);
  });
  const value = SourceText.join(pieces);
  // What is put behind the name of a collection may be written anywhere.
  const named = written.isContiguous() ? written : written.slice(0, written.text.search(/\/|$/));
  return { kind: 'literal', value, range: named.place() };
}

/** True when the text begins with a host of the API, its scheme written or left out. */
export function namesApi(text: SourceText): boolean {
  const host = AUTHORITY.exec(text.text)?.[1]?.toLowerCase();
  return host === CURRENT_HOST || host === GONE_HOST;
}

const ORIGIN = /^(?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]*/i;

/** `reference` resolved against `base` as RFC 3986 does, as far as both are known. */
export function resolveReference(reference: SourceText, base: SourceText): SourceText {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(reference.text)) return reference;
  const origin = ORIGIN.exec(base.text)?.[0];
  const hidden = origin === undefined || origin.includes(HOLE) || reference.text.startsWith(HOLE);
  if (hidden) {
    const known = origin === undefined && base.text !== HOLE ? SourceText.hole(base.range()) : base;
    const of = ORIGIN.exec(known.text)?.[0];
    return reference.text.startsWith('/')
      ? SourceText.join([of === undefined ? known : known.slice(0, of.length), reference])
      : SourceText.hole(reference.range());
  }
  if (reference.text.startsWith('//')) return reference;
  if (reference.text.startsWith('/')) return SourceText.join([base.slice(0, origin.length), reference]);
  const path = /^[^?#]*/.exec(base.text)![0];
  const directory = path.lastIndexOf('/') < origin.length ? origin.length : path.lastIndexOf('/') + 1;
  const slash = directory === origin.length ? [SourceText.decoded('/', reference.range(0, 0))] : [];
  return SourceText.join([base.slice(0, directory), ...slash, reference]);
}

function splitAt(text: SourceText, separator: string): SourceText[] {
  const pieces: SourceText[] = [];
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i === text.length || text.text[i] === separator) {
      pieces.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return pieces;
}

function parseQuery(text: SourceText, pathEnd: number): QueryParameter[] {
  if (text.text[pathEnd] !== '?') return [];
  const hash = text.text.indexOf('#', pathEnd);
  return parseQueryString(text.slice(pathEnd + 1, hash < 0 ? text.length : hash));
}

/** The `name=value` pairs of a query string without its `?`; parameters with an unknown name are left out. */
export function parseQueryString(query: SourceText): QueryParameter[] {
  const found: QueryParameter[] = [];
  for (const pair of splitAt(query, '&')) {
    const equals = pair.text.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    if (name.text === '' || !name.isLiteral) continue;
    found.push({
      name: name.text,
      nameRange: name.range(),
      value: equals < 0 ? pair.slice(pair.length) : pair.slice(equals + 1),
    });
  }
  return found;
}
