import type { Part, RequestReader } from '../../literals/requests/reader.ts';
import {
  argumentAdded,
  argumentRemoved,
  bodyFact,
  headersIn,
  imported,
  isFlatBody,
  lineBefore,
  lineBehind,
  parametersOf,
  type SeenRequest,
} from '../../literals/requests/seen-request.ts';
import { type Site, siteOf } from '../../literals/requests/site.ts';
import { usesOfMade } from '../../literals/requests/statements.ts';
import { ABSENT, type Header, type TextEdit } from '../../model.ts';
import { dioRequest, isDio } from './dio.ts';
import { argumentOf, headersEdit, merged, token, tokenImports } from './headers.ts';
import { FLAT } from './idiom.ts';

const VERB = /^(get|post|put|patch|delete)(?:Uri|Url)?$/;

/** The request that is made with the address in `part`. */
export function readRequest(reader: RequestReader, part: Part): SeenRequest | undefined {
  const site = siteOf(reader, part);
  if (!site) return undefined;
  const name = site.names.at(-1) ?? '';
  if (name === 'Request' && site.index === 1) return built(reader, site);
  if (/^(?:get|post|put|patch|delete|open)Url$/.test(name) && site.index === 0) return opened(reader, site);
  const verb = VERB.exec(name)?.[1];
  if (site.index !== 0 || (!verb && name !== 'request') || site.names.length < 2) return undefined;
  return isDio(reader, site)
    ? dioRequest(reader, site, verb)
    : verb
      ? httpRequest(reader, site, verb)
      : undefined;
}

/** `http.post(url, headers: …, body: …)` */
function httpRequest(reader: RequestReader, site: Site, verb: string): SeenRequest | undefined {
  const { text, tokens } = reader;
  const labels = site.args.map((a) => a.label);
  if (labels.slice(1).some((label) => !/^(?:headers|body|encoding)$/.test(label ?? ''))) return undefined;
  const headers = argumentOf(site, 'headers');
  const body = argumentOf(site, 'body');
  const known = headersIn(reader, headers);
  const isOwnClient = /extends\s+(?:http\.)?BaseClient/.test(text);
  const uri = uriQuery(reader, reader.unwrapped(site.part).part);
  return {
    client: 'dart:http',
    method: { verb, range: methodRange(reader, site) },
    headers: known?.list ?? [],
    headersComplete: (headers ? known?.complete === true : true) && !isOwnClient,
    body: bodyFact(reader, body, false),
    ...(body ? { content: { part: body, isObject: false, flat: FLAT } } : {}),
    isFlat: isFlatBody(reader, body, FLAT),
    ...(uri ? { parameters: uri.parameters, queryComplete: uri.parameters !== undefined } : {}),
    whole: site.whole,
    rewrite: ({ method, authorization, body: json }) => {
      const edits: TextEdit[] = [];
      if (method !== undefined) {
        const at = site.open - 1;
        edits.push(reader.edit(reader.startOf(at), reader.endOf(at), method.toLowerCase()));
      }
      const added: string[] = [];
      if (authorization) {
        const value = token(reader, site.whole);
        added.push(`'Authorization': ${value}`);
        edits.push(...tokenImports(reader, value));
      }
      if (json !== undefined) {
        if (body) return undefined;
        if (uri?.removal) edits.push(uri.removal);
        if (!known?.list.some((h) => /^content-type$/i.test(h.name)))
          added.push("'Content-Type': 'application/json'");
        edits.push(...imported(reader, /['"]dart:convert['"]/, "import 'dart:convert';", 'first'));
      }
      const encoded = json === undefined ? undefined : `body: jsonEncode(${json})`;
      if (added.length === 0) {
        const behind = headers ?? site.args[0]!;
        if (encoded) edits.push(argumentAdded(reader, behind, encoded));
        return edits;
      }
      if (!headers) {
        const inserted = [`headers: {${added.join(', ')}}`, ...(encoded ? [encoded] : [])];
        edits.push(merged(inserted.map((text) => argumentAdded(reader, site.args[0]!, text)))!);
        return edits;
      }
      if (encoded) edits.push(argumentAdded(reader, headers, encoded));
      const edit = headersEdit(reader, headers, known?.at, added);
      return edit ? [...edits, edit] : undefined;
    },
  };

  function methodRange(r: RequestReader, { open }: Site) {
    return r.source.range(tokens.list[open - 1]!.start, tokens.list[open - 1]!.end);
  }
}

/** The query of `Uri.https('host', '/path', {'a': b})`, and of `Uri.parse('…').replace(queryParameters: {…})`. */
function uriQuery(
  reader: RequestReader,
  part: Part,
):
  | { readonly parameters: ReturnType<typeof parametersOf>; readonly removal: TextEdit | undefined }
  | undefined {
  const { tokens } = reader;
  const inner = reader.bare(part);
  const open = tokens.isMark(inner.to - 1, ')') ? tokens.partner(inner.to - 1) : -1;
  if (open < 0) return undefined;
  const name = tokens.written(open - 1);
  const args = reader.args(open);
  if (/^https?$/.test(name) && args.length === 3)
    return { parameters: parametersOf(reader, args[2]!), removal: argumentRemoved(reader, args, args[2]!) };
  if (name !== 'replace' || !tokens.isMark(open - 2, '.')) return undefined;
  const query = args.length === 1 && args[0]!.label === 'queryParameters' ? args[0] : undefined;
  if (!query) return { parameters: undefined, removal: undefined };
  return {
    parameters: parametersOf(reader, query),
    removal: reader.edit(reader.endOf(open - 3), reader.endOf(inner.to - 1), ''),
  };
}

/** `http.Request('POST', url)`, filled by statements. */
function built(reader: RequestReader, site: Site): SeenRequest | undefined {
  const verb = reader.literal(site.args[0]!);
  if (verb === undefined) return undefined;
  const at = site.args[0]!.from;
  return filled(reader, site, verb, [at, reader.startOf(at) + 1, reader.endOf(at) - 1]);
}

/** `client.postUrl(url)` of dart:io. */
function opened(reader: RequestReader, site: Site): SeenRequest | undefined {
  const at = site.open - 1;
  const verb = reader.tokens.written(at).replace(/Url$/, '');
  return verb === 'open'
    ? undefined
    : filled(reader, site, verb, [at, reader.startOf(at), reader.endOf(at) - 3]);
}

function filled(
  reader: RequestReader,
  site: Site,
  verb: string,
  [methodAt, methodStart, methodEnd]: readonly [number, number, number],
): SeenRequest | undefined {
  const made = usesOfMade(reader, site.whole);
  if (!made) return undefined;
  const { tokens, source } = reader;
  const headers: Header[] = [];
  let complete = true;
  let body: Part | undefined;
  let bodies = 0;
  const header = (name: Part | undefined, value: Part | undefined): void => {
    const text = name && reader.literal(name);
    if (!name || !value || text === undefined) complete = false;
    else headers.push({ name: text, nameRange: reader.range(name), value: reader.textOf(value) });
  };
  for (const { path, value, open, index } of made.uses) {
    const place = path.join('.');
    if (place === 'body' && value) {
      body = value;
      bodies++;
    } else if (/^(?:write|add)$/.test(place) && open !== undefined) {
      body = reader.args(open)[0];
      bodies++;
    } else if (place === 'headers' && index !== undefined)
      header({ from: index + 1, to: tokens.partner(index) }, value);
    else if (/^headers\.(?:set|add)$/.test(place) && open !== undefined)
      header(reader.args(open)[0], reader.args(open)[1]);
    else if (place === 'headers.addAll' && open !== undefined) {
      const known = headersIn(reader, reader.args(open)[0]);
      if (known) headers.push(...known.list);
      complete &&= known?.complete === true;
    } else if (/^(?:bodyBytes|bodyFields|headers)$/.test(place)) complete = false;
  }
  if (bodies > 1) return undefined;
  const isIo = /Url$/.test(tokens.written(methodAt));
  return {
    client: isIo ? 'dart:io' : 'dart:http',
    method: { verb, range: source.range(methodStart, methodEnd) },
    headers,
    headersComplete: complete,
    body: body ? bodyFact(reader, body, false) : ABSENT,
    isFlat: isFlatBody(reader, body, FLAT),
    whole: { from: site.whole.from, to: Math.max(site.whole.to, body?.to ?? 0) },
    rewrite: ({ method, authorization, body: json }) => {
      const edits: TextEdit[] = [];
      if (method !== undefined) {
        const isLower = /[a-z]/.test(verb);
        edits.push(reader.edit(methodStart, methodEnd, isLower ? method.toLowerCase() : method));
      }
      if (json !== undefined && body) return undefined;
      const end = reader.valueEnd(site.whole.from);
      if (!tokens.isMark(end, ';')) return undefined;
      const lines: string[] = [];
      const set = (name: string, value: string): string =>
        isIo
          ? `${made.name}.headers.set('${name}', ${value});`
          : `${made.name}.headers['${name}'] = ${value};`;
      if (authorization) {
        const value = token(reader, site.whole);
        lines.push(set('Authorization', value));
        edits.push(...tokenImports(reader, value));
      }
      if (json !== undefined) {
        if (!headers.some((h) => /^content-type$/i.test(h.name)))
          lines.push(set('Content-Type', "'application/json'"));
        if (isIo) {
          // Headers cannot change any more once something is written.
          const close = made.uses.find(({ path }) => path.join('.') === 'close');
          if (!close) return undefined;
          edits.push(lineBefore(reader, close.at, `${made.name}.write(jsonEncode(${json}));`));
        } else lines.push(`${made.name}.body = jsonEncode(${json});`);
        edits.push(...imported(reader, /['"]dart:convert['"]/, "import 'dart:convert';", 'first'));
      }
      const added = merged(lines.map((line) => lineBehind(reader, made.declared, end, line)));
      return added ? [...edits, added] : edits;
    },
  };
}
