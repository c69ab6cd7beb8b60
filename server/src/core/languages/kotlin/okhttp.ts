import type { Argument, Part, RequestReader } from '../../literals/requests/reader.ts';
import { bodyFact, headerName, isFlatBody, type SeenRequest } from '../../literals/requests/seen-request.ts';
import type { Site } from '../../literals/requests/site.ts';
import { ABSENT, type Header, type TextEdit } from '../../model.ts';
import { addedImports, FLAT, TEXT, TEXT_VALUES, TOKEN } from './idiom.ts';

/** One call of a chain. */
interface Link {
  readonly name: string;
  /** The dot before it; none before the first. */
  readonly dot?: number;
  readonly open: number;
  readonly args: readonly Argument[];
}

/** The calls of the chain that a call is in. */
function chainOf(reader: RequestReader, site: Site): readonly Link[] {
  const { tokens } = reader;
  const links: Link[] = [];
  const add = (open: number, dot?: number): void => {
    links.push({
      name: tokens.written(open - 1),
      open,
      args: reader.args(open),
      ...(dot === undefined ? {} : { dot }),
    });
  };
  // Backwards to the first.
  let open = site.open;
  const before: number[] = [];
  while (tokens.isMark(open - 2, '.', '?.') && tokens.isMark(open - 3, ')')) {
    open = tokens.partner(open - 3);
    if (open < 0) return [];
    before.unshift(open);
  }
  for (const at of before) add(at, tokens.isMark(at - 2, '.') ? at - 2 : undefined);
  let at = site.open;
  for (;;) {
    const close = tokens.partner(at);
    if (close < 0) return [];
    add(at, tokens.isMark(at - 2, '.', '?.') ? at - 2 : undefined);
    if (!tokens.isMark(close + 1, '.', '?.') || !tokens.isMark(close + 3, '(')) return links;
    at = close + 3;
  }
}

/** `Request.Builder().url(…).header(…).post(…).build()`, `HttpRequest.newBuilder(uri)…` */
export function built(reader: RequestReader, site: Site): SeenRequest | undefined {
  const { tokens, source, text } = reader;
  const links = chainOf(reader, site);
  const isBuilder = links.some(({ name }) => /^(?:Builder|newBuilder)$/.test(name));
  const build = links.findIndex(({ name }) => name === 'build');
  if (!isBuilder || build < 0) return undefined;
  const isJava = links.some(({ name }) => name === 'newBuilder');
  const headers: Header[] = [];
  let complete = !/\b(?:Interceptor|Authenticator|authenticator)\b/.test(text);
  let body: Part | undefined;
  let verb: string | undefined;
  let verbAt: Link | undefined;
  for (const link of links.slice(0, build)) {
    const { name, args } = link;
    if (/^(?:header|addHeader|setHeader)$/.test(name)) {
      const [key, value] = args;
      const header = key && headerName(reader, key);
      if (header === undefined || !value) complete = false;
      else headers.push({ name: header, nameRange: reader.range(key!), value: reader.textOf(value) });
    } else if (/^headers$/.test(name)) complete = false;
    else if (/^(?:get|post|put|patch|delete|GET|POST|PUT|DELETE)$/.test(name)) {
      if (verb !== undefined) return undefined;
      verb = name;
      verbAt = link;
      body = args[0];
    } else if (name === 'method') {
      verb = args[0] && reader.literal(args[0]);
      if (verb === undefined) return undefined;
      verbAt = link;
      body = args[1];
      if (body && /noBody|null/.test(reader.code(body))) body = undefined;
    } else if (!/^(?:Builder|newBuilder|url|uri|timeout|version|cacheControl|tag|expectContinue)$/.test(name))
      return undefined;
  }
  const query = queryOf(reader, site.part);
  const place = verbAt ? tokens.list[verbAt.open - 1]! : tokens.list[site.open - 1]!;
  const range = source.range(place.start, place.end);
  return {
    client: isJava ? 'java:http' : 'okhttp',
    method: { verb: verb ?? 'GET', range, ...(verb === undefined ? { implied: true } : {}) },
    headers,
    headersComplete: complete,
    body: body ? bodyFact(reader, body, false) : ABSENT,
    ...(body ? { content: { part: body, isObject: false, flat: FLAT } } : {}),
    isFlat: isFlatBody(reader, body, FLAT),
    ...(query ? { parameters: query.parameters, queryComplete: query.parameters !== undefined } : {}),
    ...(body ? {} : { notation: TEXT, values: TEXT_VALUES }),
    whole: { from: tokens.valueStart(links[0]!.open - 1), to: tokens.partner(links[build]!.open) + 1 },
    rewrite: ({ method, authorization, body: json }) => {
      const edits: TextEdit[] = [];
      const added: string[] = [];
      if (authorization) added.push(`.header("Authorization", ${TOKEN})`);
      if (json === undefined && method !== undefined) return undefined;
      if (json !== undefined) {
        if (body && !/^["{]/.test(reader.code(body))) return undefined;
        const isTyped = headers.some((h) => /^content-type$/i.test(h.name));
        const raw = `"""${json}"""`;
        const post = isJava
          ? `POST(HttpRequest.BodyPublishers.ofString(${raw}))`
          : `post(${raw}.toRequestBody("application/json".toMediaType()))`;
        if (isJava && !isTyped) added.push('.header("Content-Type", "application/json")');
        if (verbAt?.dot !== undefined)
          edits.push(reader.edit(reader.endOf(verbAt.dot), reader.endOf(tokens.partner(verbAt.open)), post));
        else added.push(`.${post}`);
        if (!isJava) edits.push(...okHttpImports(reader));
        if (query) edits.push(...query.removal);
      }
      if (added.length === 0) return edits;
      const behind = tokens.partner(site.open);
      const next = reader.endOf(behind);
      const lead = /^(\s*)\.\w/.exec(text.slice(next, next + 200))?.[1] ?? '';
      return [...edits, reader.insert(next, added.map((link) => lead + link).join(''))];
    },
  };
}

function okHttpImports(reader: RequestReader): readonly TextEdit[] {
  const lines = ['MediaType.Companion.toMediaType', 'RequestBody.Companion.toRequestBody'];
  const missing = lines.filter((line) => !reader.text.includes(`okhttp3.${line}`));
  return addedImports(
    reader,
    missing.map((line) => `okhttp3.${line}`),
  );
}

/** `"…".toHttpUrl().newBuilder().addQueryParameter("a", b).build()` */
function queryOf(
  reader: RequestReader,
  part: Part,
): { readonly parameters: SeenRequest['parameters']; readonly removal: readonly TextEdit[] } | undefined {
  if (!/addQueryParameter|appendQueryParameter/.test(reader.code(part))) return undefined;
  return { parameters: undefined, removal: [] };
}
