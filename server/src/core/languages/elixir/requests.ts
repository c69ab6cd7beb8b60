import type { Notation } from '../../call-editor.ts';
import type { LiteralIdiom } from '../../literals/requests/idiom.ts';
import type { Argument, Part, RequestReader } from '../../literals/requests/reader.ts';
import {
  argumentAdded,
  bodyFact,
  entryAdded,
  headersIn,
  parametersOf,
  type SeenRequest,
} from '../../literals/requests/seen-request.ts';
import { type Site, siteOf } from '../../literals/requests/site.ts';
import type { Header, TextEdit } from '../../model.ts';
import { ABSENT } from '../../model.ts';
import { guarded, putsOf } from './pipes.ts';

const NOTATION: Notation = {
  true: 'true',
  false: 'false',
  null: 'nil',
  key: ['', ': '],
  quote: '"',
  object: ['%{', '}'],
  pad: '',
  list: ['[', ']'],
  setter: guarded,
};

/** How Elixir writes requests. */
export const idiom: LiteralIdiom = {
  notation: NOTATION,
  values: {
    quoted: (text) => `"${text.replaceAll(/["\\#]/g, '\\$&')}"`,
    encoders: /^URI\.(?:encode|encode_www_form)\(([\s\S]*)\)$/,
    number: (code) => (/^\d+$/.test(code) ? code : undefined),
    boolean: () => undefined,
    true: 'true',
    false: 'false',
    mixed: (pieces) =>
      pieces.some((p) => /["\\]/.test(p.text ?? p.code!))
        ? undefined
        : `"${pieces.map((p) => p.text ?? `#{${p.code}}`).join('')}"`,
  },
  forms: {
    open: (tokens, at) => {
      const open = tokens.isMark(at, '%') ? at + 1 : at;
      return tokens.isMark(open, '[') || (open > at && tokens.isMark(open, '{')) ? open : undefined;
    },
    kind: (tokens, open) => (tokens.isMark(open - 1, '%') ? 'object' : undefined),
    separators: [':', '=>'],
    wordKeys: true,
    encoders: /^(?:Jason|Poison|JSON|Jsonrs|:jiffy|jiffy)\.(?:encode!?|encode_to_iodata!?)$/,
    suffixes: /^$(?!)/,
    null: 'nil',
    puts: putsOf,
  },
};

const ADDRESS = /^(?:parse!?|new!?)$/;
const KEY = 'System.fetch_env!("UNKEY_ROOT_KEY")';
const VERB = /^(get|post|put|patch|delete)!?$/;

/** The request that is made with the address in `part`. */
export function readRequest(reader: RequestReader, part: Part): SeenRequest | undefined {
  const site = siteOf(reader, part, ADDRESS);
  if (!site) return undefined;
  const module = site.names.slice(0, -1).join('.');
  const name = site.names.at(-1) ?? '';
  if (/(?:^|\.)HTTPoison$/.test(module) && site.index === 0 && VERB.test(name))
    return positional(reader, site, 'httpoison', 0);
  if (module === 'Finch' && name === 'build' && site.index === 1) return positional(reader, site, 'finch', 1);
  if (module === 'Tesla' && VERB.test(name) && site.index <= 1)
    return positional(reader, site, 'tesla', site.index);
  if (module === 'Req' && (VERB.test(name) || /^(?:new|request!?)$/.test(name))) return req(reader, site);
  return undefined;
}

/** How a text of JSON is made here. */
const encoder = ({ text }: RequestReader): string =>
  /\b(Jason|Poison|JSON)\.encode/.exec(text)?.[1] ?? 'Jason';

/** `HTTPoison.post(url, body, headers)`, `Finch.build(:post, url, headers, body)`, `Tesla.post(client, url, body)` */
function positional(
  reader: RequestReader,
  site: Site,
  client: 'httpoison' | 'finch' | 'tesla',
  urlAt: number,
): SeenRequest | undefined {
  const { tokens, source } = reader;
  const { args } = site;
  const word = client === 'finch' ? args[0]!.to - 1 : site.open - 1;
  const verb = VERB.exec(tokens.written(word))?.[1];
  if (!verb || tokens.isMark(site.whole.from - 1, '|>')) return undefined;
  const sends = /^(?:post|put|patch)$/.test(verb);
  const behind = args.slice(urlAt + 1);
  const isLabelled = behind.some((a) => a.label !== undefined);
  if (isLabelled && client !== 'tesla') return undefined;
  const [bodyArg, headersArg] =
    client === 'finch'
      ? [behind[1], behind[0]]
      : client === 'tesla'
        ? [sends ? behind[0] : undefined, undefined]
        : sends
          ? behind
          : [undefined, behind[0]];
  const options = client === 'httpoison' ? behind[sends ? 2 : 1] : undefined;
  const query =
    options && /\bparams:/.test(reader.code(options)) ? optionIn(reader, options, 'params') : undefined;
  const known = headersIn(reader, headersArg);
  const isPlain = client === 'tesla' && !/Tesla\.Middleware\.(?:JSON|EncodeJson)/.test(reader.text);
  const body = bodyArg && /^(?:""|nil|\[\])$/.test(reader.code(bodyArg)) ? undefined : bodyArg;
  const { start, end } = tokens.list[word]!;
  const name = tokens.written(word);
  return {
    client,
    ...(client === 'tesla' ? { takesWhole: true } : {}),
    method: { verb, range: source.range(start, end) },
    headers: known?.list ?? [],
    headersComplete: client !== 'tesla' && (headersArg ? known?.complete === true : true),
    body: body ? bodyFact(reader, body, client === 'tesla' && !isPlain) : ABSENT,
    ...(options
      ? {
          queryComplete: query
            ? parametersOf(reader, query) !== undefined
            : !/\bparams\b/.test(reader.code(options)),
        }
      : {}),
    ...(query && parametersOf(reader, query) ? { parameters: parametersOf(reader, query) } : {}),
    whole: site.whole,
    rewrite: ({ method, authorization, body: json }) => {
      if (client === 'tesla' && (authorization || json !== undefined || method !== undefined))
        return undefined;
      const edits: TextEdit[] = [];
      if (method !== undefined) edits.push(reader.edit(start, end, name.replace(verb, method.toLowerCase())));
      if (json !== undefined && (bodyArg ?? query)) return undefined;
      const added: string[] = [];
      const token = tokenOf(reader, known?.list);
      if (authorization) added.push(`{"${token}", "Bearer " <> ${KEY}}`);
      if (json !== undefined && !known?.list.some((h) => /^content-type$/i.test(h.name)))
        added.push(`{"${token === 'authorization' ? 'content-type' : 'Content-Type'}", "application/json"}`);
      const encoded = json === undefined ? undefined : `${encoder(reader)}.encode!(${json})`;
      const list = `[${added.join(', ')}]`;
      const url = args[urlAt]!;
      if (encoded !== undefined) {
        if (client === 'finch') {
          if (!headersArg) {
            edits.push(argumentAdded(reader, url, `${list}, ${encoded}`));
            return edits;
          }
          edits.push(argumentAdded(reader, headersArg, encoded));
        } else if (!headersArg) {
          edits.push(argumentAdded(reader, url, added.length > 0 ? `${encoded}, ${list}` : encoded));
          return edits;
        } else edits.push(argumentAdded(reader, url, encoded));
      }
      if (added.length === 0) return edits;
      if (!headersArg) {
        const last = client === 'finch' ? url : bodyArg;
        if (!last) return undefined;
        edits.push(argumentAdded(reader, last, list));
        return edits;
      }
      return withHeaders(reader, edits, headersArg, known?.at, added);
    },
  };
}

/** The name of the header, in the case of the others. */
const tokenOf = (_: RequestReader, headers: readonly Header[] | undefined): string =>
  headers?.length && headers.every(({ name }) => name === name.toLowerCase())
    ? 'authorization'
    : 'Authorization';

function withHeaders(
  reader: RequestReader,
  edits: readonly TextEdit[],
  headers: Part,
  at: Part | undefined,
  added: readonly string[],
): readonly TextEdit[] | undefined {
  const { tokens } = reader;
  if (!at) {
    const code = reader.code(headers);
    if (!/^[@\w.]+(?:\([\w.@]*\))?$/.test(code)) return undefined;
    return [
      ...edits,
      reader.edit(
        reader.startOf(headers.from),
        reader.endOf(headers.to - 1),
        `[${added.join(', ')} | ${code}]`,
      ),
    ];
  }
  // A list of keywords, or a map.
  const open = idiom.forms.open(tokens, at.from)!;
  const isPairs = tokens.isMark(open + 1, '{', ']');
  const isMap = tokens.isMark(open - 1, '%');
  const entries = added.map((pair) => {
    const [, name, value] = /^\{"([\w-]+)", ([\s\S]*)\}$/.exec(pair)!;
    return isMap ? `"${name}" => ${value}` : isPairs ? pair : `"${name}": ${value}`;
  });
  const texts = entries.map((entry) => entryAdded(reader, at, entry));
  if (texts.some((edit) => !edit)) return undefined;
  return [...edits, { range: texts[0]!.range, newText: texts.map((edit) => edit!.newText).join('') }];
}

function optionIn(reader: RequestReader, options: Part, label: string): Argument | undefined {
  const open = idiom.forms.open(reader.tokens, options.from);
  return open === undefined ? undefined : reader.args(open).find((a) => a.label === label);
}

/** `Req.post!(url, json: …, auth: …)` */
function req(reader: RequestReader, site: Site): SeenRequest | undefined {
  const { tokens, source } = reader;
  const { args } = site;
  const name = site.names.at(-1)!;
  const verb = VERB.exec(name)?.[1];
  if (!verb || args.some((a, i) => a.label === undefined && i > 0)) return undefined;
  const pick = (label: string): Argument | undefined => args.find((a) => a.label === label);
  const url = args[site.index]!;
  // A request that is filled before.
  const isFilled = args[0]!.label === undefined && site.index > 0;
  const [json, body, headers, auth, params] = ['json', 'body', 'headers', 'auth', 'params'].map(pick);
  if (pick('form')) return undefined;
  const known = headersIn(reader, headers);
  const bearer: Header[] = auth
    ? [
        {
          name: 'Authorization',
          nameRange: reader.range({ from: auth.start, to: auth.start + 1 }),
          value: /:bearer/.test(reader.code(auth)) ? bearerText(reader, auth) : reader.textOf(auth),
        },
      ]
    : [];
  const { start, end } = tokens.list[site.open - 1]!;
  const sent = json ?? body;
  const query = params && parametersOf(reader, params);
  return {
    client: 'req',
    takesWhole: true,
    method: { verb, range: source.range(start, end) },
    headers: [...(known?.list ?? []), ...bearer],
    headersComplete:
      (headers ? known?.complete === true : true) &&
      !isFilled &&
      !pick('plug') &&
      !/default_options/.test(reader.text),
    body: sent ? bodyFact(reader, sent, json !== undefined) : ABSENT,
    ...(sent ? { content: { part: sent, isObject: json !== undefined, flat: /^$(?!)/ } } : {}),
    ...(params ? { queryComplete: query !== undefined } : {}),
    ...(query ? { parameters: query } : {}),
    whole: site.whole,
    rewrite: ({ method, authorization, body: made }) => {
      const edits: TextEdit[] = [];
      if (method !== undefined) edits.push(reader.edit(start, end, name.replace(verb, method.toLowerCase())));
      const added: string[] = [];
      if (made !== undefined) {
        if (sent) return undefined;
        if (params)
          edits.push(reader.edit(reader.startOf(params.start), reader.endOf(params.to - 1), `json: ${made}`));
        else added.push(`json: ${made}`);
      }
      if (authorization) added.push(`auth: {:bearer, ${KEY}}`);
      if (added.length === 0) return edits;
      const texts = added.map((one) => argumentAdded(reader, url, one));
      return [...edits, { range: texts[0]!.range, newText: texts.map((edit) => edit.newText).join('') }];
    },
  };
}

/** What `{:bearer, key}` sends. */
function bearerText(reader: RequestReader, auth: Part): Header['value'] {
  return reader.textOf({ from: auth.from, to: auth.to });
}
