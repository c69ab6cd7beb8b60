import type { Notation } from '../../call-editor.ts';
import type { LiteralIdiom } from '../../literals/requests/idiom.ts';
import type { Argument, Part, RequestReader } from '../../literals/requests/reader.ts';
import {
  argumentAdded,
  bodyFact,
  entryAdded,
  headersIn,
  isFlatBody,
  lineBehind,
  parametersOf,
  type SeenRequest,
} from '../../literals/requests/seen-request.ts';
import { type Site, siteOf } from '../../literals/requests/site.ts';
import { usesOfMade } from '../../literals/requests/statements.ts';
import type { Header, TextEdit } from '../../model.ts';
import { ABSENT } from '../../model.ts';

const NOTATION: Notation = {
  true: 'true',
  false: 'false',
  null: 'NSNull()',
  key: ['"', '": '],
  quote: '"',
  object: ['[', ']'],
  pad: '',
  list: ['[', ']'],
};

/** How Swift writes requests. */
export const idiom: LiteralIdiom = {
  notation: NOTATION,
  values: {
    quoted: (text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`,
    encoders: /^([\w.]+)\.addingPercentEncoding\([\s\S]*\)(?:!|\s*\?\?[\s\S]*)?$/,
    number: (code) => (/^\d+$/.test(code) ? code : undefined),
    boolean: () => undefined,
    true: 'true',
    false: 'false',
    mixed: (pieces) => `"${pieces.map((p) => p.text ?? `\\(${p.code})`).join('')}"`,
  },
  forms: {
    open: (tokens, at) => (tokens.isMark(at, '[') ? at : undefined),
    kind: () => undefined,
    separators: [':'],
    wordKeys: false,
    encoders:
      /(?:^|\.)(?:JSONSerialization\.data|encode|Data|string|bytes|ByteBuffer|rawData|HTTPHeaders)$|^\.(?:bytes|string|data)$/,
    suffixes: /^(?:data)$/,
    null: 'nil',
  },
};

const ADDRESS = /^(?:URL|NSURL|URLComponents)$/;
const TOKEN = '"Bearer \\(ProcessInfo.processInfo.environment["UNKEY_ROOT_KEY"]!)"';
const FLAT = /\[\s*String\s*:\s*(?!Any\b)[\w<>?]+\s*\]|\bencode\(/;

/** The request that is made with the address in `part`. */
export function readRequest(reader: RequestReader, part: Part): SeenRequest | undefined {
  const site = siteOf(reader, part, ADDRESS);
  if (site?.index !== 0) return undefined;
  const name = site.names.at(-1) ?? '';
  if (/^(?:URLRequest|NSMutableURLRequest|HTTPClientRequest)$/.test(name)) return filled(reader, site);
  return name === 'request' && /^(?:AF|Alamofire|[sS]ession)$/.test(site.names.at(-2) ?? '')
    ? alamofire(reader, site)
    : undefined;
}

/** `var request = URLRequest(url: url)`, filled by statements. */
function filled(reader: RequestReader, site: Site): SeenRequest | undefined {
  const { tokens, source } = reader;
  const made = usesOfMade(reader, site.whole);
  if (!made) return undefined;
  const headers: Header[] = [];
  let complete = true;
  let body: Part | undefined;
  let method: { readonly verb: string; readonly at: number } | undefined;
  let isTwice = false;
  const header = (name: Part | undefined, value: Part | undefined): void => {
    const text = name && reader.literal(name);
    if (!name || !value || text === undefined) complete = false;
    else headers.push({ name: text, nameRange: reader.range(name), value: reader.textOf(value) });
  };
  for (const { path, value, open } of made.uses) {
    const place = path.join('.');
    if (/^(?:httpMethod|method)$/.test(place) && value) {
      if (method) isTwice = true;
      const at = tokens.written(value.to - 1) === 'rawValue' ? value.to - 3 : value.to - 1;
      const string = tokens.string(at);
      method = {
        verb: string ? reader.text.slice(string.content.start, string.content.end) : tokens.written(at),
        at,
      };
    } else if (/^(?:httpBody|body)$/.test(place) && value) {
      if (body) isTwice = true;
      body = value;
    } else if (/^(?:setValue|addValue)$/.test(place) && open !== undefined) {
      const args = reader.args(open);
      header(
        args.find((a) => a.label === 'forHTTPHeaderField'),
        args[0],
      );
    } else if (/^headers\.(?:add|replaceOrAdd)$/.test(place) && open !== undefined) {
      const args = reader.args(open);
      const pick = (label: string): Argument | undefined => args.find((a) => a.label === label);
      header(pick('name'), pick('value'));
    } else if (place === 'allHTTPHeaderFields' && value) {
      const known = headersIn(reader, value);
      if (known) headers.push(...known.list);
      complete &&= known?.complete === true;
    } else if (/^(?:httpBodyStream|allHTTPHeaderFields|headers)$/.test(place)) complete = false;
  }
  if (isTwice || (method && !/^(?:GET|POST|PUT|DELETE|PATCH)$/i.test(method.verb))) return undefined;
  const isNio = site.names.at(-1) === 'HTTPClientRequest';
  const place = tokens.list[method?.at ?? site.open - 1]!;
  return {
    client: isNio ? 'async-http-client' : 'URLSession',
    method: {
      verb: method?.verb ?? 'GET',
      range: source.range(place.start, place.end),
      ...(method ? {} : { implied: true }),
    },
    headers,
    headersComplete: complete && (isNio || !/httpAdditionalHeaders/.test(reader.text)),
    body: body ? bodyFact(reader, body, false) : ABSENT,
    ...(body ? { content: { part: body, isObject: false, flat: FLAT } } : {}),
    isFlat: isFlatBody(reader, body, FLAT) || (body !== undefined && /\bencode\(/.test(reader.code(body))),
    whole: { from: site.whole.from, to: Math.max(site.whole.to, body?.to ?? 0) },
    rewrite: ({ method: to, authorization, body: json }) => {
      if (json !== undefined && (body || isNio)) return undefined;
      const edits: TextEdit[] = [];
      const lines: string[] = [];
      const { name } = made;
      if (to !== undefined) {
        const string = method && tokens.string(method.at);
        if (!method) lines.push(isNio ? `${name}.method = .${to}` : `${name}.httpMethod = "${to}"`);
        else if (string) edits.push(reader.edit(string.content.start, string.content.end, to));
        else {
          const isLower = /^[a-z]/.test(method.verb);
          edits.push(
            reader.edit(reader.startOf(method.at), reader.endOf(method.at), isLower ? to.toLowerCase() : to),
          );
        }
      }
      const set = (field: string, value: string): string =>
        isNio
          ? `${name}.headers.add(name: "${field}", value: ${value})`
          : `${name}.setValue(${value}, forHTTPHeaderField: "${field}")`;
      if (authorization) lines.push(set('Authorization', TOKEN));
      if (json !== undefined) {
        if (!headers.some((h) => /^content-type$/i.test(h.name)))
          lines.push(set('Content-Type', '"application/json"'));
        lines.push(`${name}.httpBody = try? JSONSerialization.data(withJSONObject: ${json})`);
      }
      if (lines.length === 0) return edits;
      const isConstant = tokens.written(made.declared - 1) === 'let';
      const isClass = /^NSMutable/.test(site.names.at(-1)!);
      if (isConstant && !isClass)
        edits.push(reader.edit(reader.startOf(made.declared - 1), reader.endOf(made.declared - 1), 'var'));
      // All headers at once take those of before away.
      const last = made.uses.findLast(({ path, value }) => path.join('.') === 'allHTTPHeaderFields' && value);
      const end = last ? last.value!.to - 1 : reader.valueEnd(site.whole.from) - 1;
      const added = lines.map((line) => lineBehind(reader, made.declared, end, line));
      return [...edits, { range: added[0]!.range, newText: added.map((edit) => edit.newText).join('') }];
    },
  };
}

const LABELS = ['method', 'parameters', 'encoding', 'encoder', 'headers'];

/** `AF.request(url, method: .post, parameters: [...], encoding: JSONEncoding.default, headers: headers)` */
function alamofire(reader: RequestReader, site: Site): SeenRequest | undefined {
  const { tokens, source, text } = reader;
  const { args } = site;
  const pick = (label: string): Argument | undefined => args.find((a) => a.label === label);
  if (args.slice(1).some((a) => !LABELS.includes(a.label ?? ''))) return undefined;
  const method = pick('method');
  const parameters = pick('parameters');
  const encoding = pick('encoding') ?? pick('encoder');
  const headers = pick('headers');
  const verb = method ? tokens.written(method.to - 1) : 'get';
  const isJson = encoding !== undefined && /JSON|\.json\b/.test(reader.code(encoding));
  const isGet = verb.toLowerCase() === 'get';
  const known = headersIn(reader, headers);
  const place = tokens.list[method ? method.to - 1 : site.open - 1]!;
  const query = parameters && isGet ? parametersOf(reader, parameters) : undefined;
  // Of a request that is not encoded as JSON nothing is known.
  if (parameters && !isGet && !isJson) return undefined;
  return {
    client: 'alamofire',
    method: { verb, range: source.range(place.start, place.end), ...(method ? {} : { implied: true }) },
    headers: known?.list ?? [],
    headersComplete:
      (headers ? known?.complete === true : true) &&
      !/\b(?:RequestInterceptor|RequestAdapter|interceptor)\b/.test(text),
    body: parameters && !isGet ? bodyFact(reader, parameters, true) : ABSENT,
    isFlat: isFlatBody(reader, parameters, FLAT),
    ...(parameters && isGet ? { queryComplete: query !== undefined } : {}),
    ...(query ? { parameters: query } : {}),
    whole: site.whole,
    rewrite: ({ method: to, authorization, body: json }) => {
      const edits: TextEdit[] = [];
      const added = new Map<Argument, string[]>();
      /** Behind the last argument that stands before its place. */
      const add = (label: string, value: string): void => {
        const rank = LABELS.indexOf(label);
        const behind =
          args.findLast((a) => a.label !== undefined && LABELS.indexOf(a.label) < rank) ?? args[0]!;
        added.set(behind, [...(added.get(behind) ?? []), `${label}: ${value}`]);
      };
      if (to !== undefined) {
        if (method) edits.push(reader.edit(place.start, place.end, to.toLowerCase()));
        else add('method', `.${to.toLowerCase()}`);
      }
      if (json !== undefined) {
        if (encoding) return undefined;
        if (parameters)
          edits.push(reader.edit(reader.startOf(parameters.from), reader.endOf(parameters.to - 1), json));
        else add('parameters', json);
        add('encoding', 'JSONEncoding.default');
      }
      if (authorization) {
        const entry = `"Authorization": ${TOKEN}`;
        if (!headers) add('headers', `[${entry}]`);
        else {
          const edit = known && entryAdded(reader, known.at, entry);
          if (!edit) return undefined;
          edits.push(edit);
        }
      }
      for (const [behind, texts] of added) {
        const inserted = texts.map((one) => argumentAdded(reader, behind, one));
        edits.push({ range: inserted[0]!.range, newText: inserted.map((edit) => edit.newText).join('') });
      }
      return edits;
    },
  };
}
