import type { Notation } from '../../call-editor.ts';
import type { LiteralIdiom } from '../../literals/requests/idiom.ts';
import type { Argument, Part, RequestReader } from '../../literals/requests/reader.ts';
import {
  bodyFact,
  entryAdded,
  headersIn,
  parametersOf,
  type SeenRequest,
} from '../../literals/requests/seen-request.ts';
import { siteOf } from '../../literals/requests/site.ts';
import type { TextEdit } from '../../model.ts';
import { ABSENT } from '../../model.ts';

const NOTATION: Notation = {
  true: 'true',
  false: 'false',
  null: 'nil',
  key: ['', ' = '],
  quote: '"',
  object: ['{', '}'],
  pad: ' ',
  list: ['{', '}'],
};

/** How Lua writes requests. */
export const idiom: LiteralIdiom = {
  notation: NOTATION,
  values: {
    quoted: (text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`,
    encoders: /^(?:ngx\.escape_uri|[\w.]*url(?:_?encode|\.escape|\.quote))\(([\s\S]*)\)$/,
    number: (code) => (/^\d+$/.test(code) ? code : `tonumber(${code})`),
    boolean: () => undefined,
    true: 'true',
    false: 'false',
    mixed: (pieces) => pieces.map((p) => p.code ?? `"${p.text!.replaceAll(/["\\]/g, '\\$&')}"`).join(' .. '),
  },
  forms: {
    open: (tokens, at) => (tokens.isMark(at, '{') ? at : undefined),
    kind: () => undefined,
    separators: ['='],
    wordKeys: true,
    encoders: /(?:^|[.:])(?:encode|json_encode|stringify|string)$/,
    suffixes: /^$(?!)/,
    null: 'nil',
  },
};

const ADDRESS = /^$(?!)/;
const TOKEN = '"Bearer " .. os.getenv("UNKEY_ROOT_KEY")';

/** The request that is made with the address in `part`: `httpc:request_uri(url, {…})`, `https.request({ url = … })`. */
export function readRequest(reader: RequestReader, part: Part): SeenRequest | undefined {
  const { tokens } = reader;
  const site = siteOf(reader, part, ADDRESS);
  if (!site) return undefined;
  const name = site.names.at(-1);
  if (name === 'request_uri' && site.index === 0 && site.args.length <= 2) {
    const options = site.args[1];
    if (!options) return undefined;
    const { part: table } = reader.unwrapped(options);
    return tokens.isMark(table.from, '{') ? inTable(reader, table, site.whole) : undefined;
  }
  // The table that the URL is in.
  if (tokens.isMark(site.open, '{') && site.args[site.index]!.label === 'url') {
    const table = { from: site.open, to: tokens.partner(site.open) + 1 };
    const around = tokens.opener(site.open);
    const isGiven = tokens.isMark(around, '(') ? tokens.callee(around).at(-1) : tokens.written(site.open - 1);
    return isGiven === 'request' ? inTable(reader, table, table) : undefined;
  }
  return undefined;
}

function inTable(reader: RequestReader, table: Part, whole: Part): SeenRequest | undefined {
  const { tokens, source } = reader;
  const args = reader.args(table.from);
  const pick = (label: string): Argument | undefined => args.find((a) => a.label === label);
  const [method, headers, query] = ['method', 'headers', 'query'].map(pick);
  const body = pick('body') ?? pick('source');
  const verb = method ? reader.literal(method) : 'GET';
  if (verb === undefined || (body?.label === 'source' && !/ltn12\.source\.string/.test(reader.code(body))))
    return undefined;
  const known = headersIn(reader, headers);
  const place = tokens.list[method?.from ?? table.from]!;
  const parameters = query && parametersOf(reader, query);
  const isSocket = args.some((a) => a.label === 'url');
  return {
    client: isSocket ? 'luasocket' : 'resty.http',
    method: { verb, range: source.range(place.start, place.end), ...(method ? {} : { implied: true }) },
    headers: known?.list ?? [],
    headersComplete: headers ? known?.complete === true : true,
    body: body ? bodyFact(reader, body, false) : ABSENT,
    ...(query ? { queryComplete: parameters !== undefined } : {}),
    ...(parameters ? { parameters } : {}),
    whole,
    rewrite: ({ method: to, authorization, body: json }) => {
      const edits: TextEdit[] = [];
      // What is sent has to be measured there.
      if (json !== undefined && (body || isSocket)) return undefined;
      const added: string[] = [];
      if (to !== undefined) {
        if (method) edits.push(reader.edit(place.start + 1, place.end - 1, to));
        else added.push(`method = "${to}"`);
      }
      if (json !== undefined) {
        const encoder = /\b(\w+)\.encode\(/.exec(reader.text)?.[1] ?? jsonModule(reader);
        if (encoder === undefined) return undefined;
        if (query)
          edits.push(
            reader.edit(
              reader.startOf(query.start),
              reader.endOf(query.to - 1),
              `body = ${encoder}.encode(${json})`,
            ),
          );
        else added.push(`body = ${encoder}.encode(${json})`);
      }
      const isLower = known?.list.length && known.list.every(({ name }) => name === name.toLowerCase());
      const lines: string[] = [];
      if (authorization) lines.push(`["${isLower ? 'authorization' : 'Authorization'}"] = ${TOKEN}`);
      if (json !== undefined && !known?.list.some((h) => /^content-type$/i.test(h.name)))
        lines.push(`["${isLower ? 'content-type' : 'Content-Type'}"] = "application/json"`);
      if (lines.length > 0) {
        if (!headers) added.push(`headers = { ${lines.join(', ')} }`);
        else {
          const at = known?.at;
          if (!at) return undefined;
          const entries = lines.map((line) => entryAdded(reader, at, line));
          if (entries.some((edit) => !edit)) return undefined;
          edits.push({ range: entries[0]!.range, newText: entries.map((edit) => edit!.newText).join('') });
        }
      }
      if (added.length > 0) {
        const entries = added.map((one) => entryAdded(reader, table, one));
        if (entries.some((edit) => !edit)) return undefined;
        edits.push({ range: entries[0]!.range, newText: entries.map((edit) => edit!.newText).join('') });
      }
      return edits;
    },
  };
}

/** `local cjson = require("cjson")` */
const jsonModule = ({ text }: RequestReader): string | undefined =>
  /\blocal\s+(\w+)\s*=\s*require\s*\(?\s*["'](?:cjson(?:\.safe)?|dkjson|json|rapidjson|lunajson)["']/.exec(
    text,
  )?.[1];
