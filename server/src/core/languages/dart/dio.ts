import type { RequestChange } from '../../call-editor.ts';
import type { Part, RequestReader } from '../../literals/requests/reader.ts';
import {
  argumentAdded,
  bodyFact,
  headersIn,
  isFlatBody,
  parametersOf,
  type SeenRequest,
} from '../../literals/requests/seen-request.ts';
import type { Site } from '../../literals/requests/site.ts';
import type { TextEdit } from '../../model.ts';
import { argumentOf, headersEdit, token, tokenImports } from './headers.ts';
import { FLAT } from './idiom.ts';

/** True for a call of dio, rather than of the package http. */
export function isDio(reader: RequestReader, { names, args }: Site): boolean {
  const receiver = names.slice(0, -1).join('.');
  if (/dio/i.test(receiver) || args.some((a) => /^(?:data|queryParameters|options)$/.test(a.label ?? '')))
    return true;
  const isHttp = receiver === 'http' || args.some((a) => /^(?:body|headers)$/.test(a.label ?? ''));
  return !isHttp && /package:dio\//.test(reader.text) && !/package:http\//.test(reader.text);
}

/** `dio.post(url, data: …, options: Options(headers: …))` */
export function dioRequest(
  reader: RequestReader,
  site: Site,
  verb: string | undefined,
): SeenRequest | undefined {
  const { text, tokens } = reader;
  const data = argumentOf(site, 'data');
  const query = argumentOf(site, 'queryParameters');
  const options = argumentOf(site, 'options');
  const optionsOpen = options && openOf(reader, options);
  const given = optionsOpen === undefined ? [] : reader.args(optionsOpen);
  const headers = given.find((a) => a.label === 'headers');
  const method = given.find((a) => a.label === 'method');
  const methodText = method && reader.literal(method);
  const known = headersIn(reader, headers);
  const hasDefaults = /BaseOptions|interceptors|\.options\b/.test(text) || !/\bDio\(\)/.test(text);
  const at = site.open - 1;
  const named = verb ?? methodText;
  const nameAt = verb ? calleeWord(reader, at) : undefined;
  const methodAt = nameAt ?? method?.from;
  return {
    client: 'dio',
    takesWhole: true,
    method:
      named !== undefined && methodAt !== undefined
        ? {
            verb: named,
            range: reader.source.range(tokens.list[methodAt]!.start, tokens.list[methodAt]!.end),
          }
        : undefined,
    headers: known?.list ?? [],
    headersComplete:
      (options ? optionsOpen !== undefined && (!headers || known?.complete === true) : true) && !hasDefaults,
    body: bodyFact(reader, data, true),
    ...(data ? { content: { part: data, isObject: true, flat: FLAT } } : {}),
    isFlat: isFlatBody(reader, data, FLAT),
    ...(query
      ? { parameters: parametersOf(reader, query), queryComplete: parametersOf(reader, query) !== undefined }
      : {}),
    whole: site.whole,
    rewrite: ({ method: to, authorization, body }: RequestChange) => {
      const edits: TextEdit[] = [];
      if (to !== undefined) {
        if (nameAt !== undefined)
          edits.push(reader.edit(reader.startOf(nameAt), reader.endOf(nameAt), to.toLowerCase()));
        else if (method)
          edits.push(reader.edit(reader.startOf(method.from) + 1, reader.endOf(method.from) - 1, to));
        else return undefined;
      }
      if (body !== undefined) {
        if (data) return undefined;
        if (query)
          edits.push(reader.edit(reader.startOf(query.start), reader.endOf(query.to - 1), `data: ${body}`));
        else edits.push(argumentAdded(reader, site.args[0]!, `data: ${body}`));
      }
      if (!authorization) return edits;
      const value = token(reader, site.whole);
      const entry = `'Authorization': ${value}`;
      edits.push(...tokenImports(reader, value));
      if (!options) {
        const last = data ?? query ?? site.args[0]!;
        const newText = `options: Options(headers: {${entry}})`;
        const own = argumentAdded(reader, last, newText);
        const beside = edits.find((e) => e.range.start === own.range.start && e.range.end === own.range.end);
        if (!beside) return [...edits, own];
        return edits.map((e) => (e === beside ? { ...e, newText: e.newText + own.newText } : e));
      }
      if (headers) {
        const edit = headersEdit(reader, headers, known?.at, [entry]);
        return edit ? [...edits, edit] : undefined;
      }
      if (optionsOpen === undefined) return undefined;
      const behind = reader.insert(
        reader.endOf(optionsOpen),
        `headers: {${entry}}${given.length > 0 ? ', ' : ''}`,
      );
      return [...edits, behind];
    },
  };
}

/** The word before a bracket and its type arguments. */
function calleeWord({ tokens }: RequestReader, before: number): number {
  let at = before;
  while (at > 0 && !/^(?:get|post|put|patch|delete)(?:Uri)?$/.test(tokens.written(at))) at--;
  return at;
}

/** The bracket of a call that is all of a part. */
function openOf(reader: RequestReader, part: Part): number | undefined {
  const { part: inner } = reader.unwrapped(part);
  const open = reader.tokens.isMark(inner.to - 1, ')') ? reader.tokens.partner(inner.to - 1) : -1;
  return open > 0 && reader.tokens.written(open - 1) === 'Options' ? open : undefined;
}
