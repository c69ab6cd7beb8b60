import type { Notation } from '../../call-editor.ts';
import type { Argument, LiteralIdiom, Part, Puts, RequestReader } from '../../literals/requests/reader.ts';
import {
  bodyFact,
  headerName,
  imported,
  isFlatBody,
  parameterOf,
  type SeenRequest,
} from '../../literals/requests/seen-request.ts';
import { type Site, siteOf } from '../../literals/requests/site.ts';
import type { Header, TextEdit } from '../../model.ts';
import { ABSENT } from '../../model.ts';
import type { ValueIdiom } from '../../requests/url-expression.ts';

const MAP: Notation = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: ['"', '" to '],
  quote: '"',
  object: ['mapOf(', ')'],
  pad: '',
  list: ['listOf(', ')'],
};

/** A text of JSON in a raw string. */
const TEXT: Notation = { ...MAP, key: ['"', '": '], object: ['{', '}'], list: ['[', ']'], isJson: true };

const CREATES = /^(?:(?:hash|linked|mutable)?[mM]apOf|(?:mutable)?[lL]istOf|arrayOf|arrayListOf)$/;

const ENCODERS =
  /^(?:URLEncoder\.encode\(([^,]*)(?:,[\s\S]*)?\)|([\w.]+)\.encodeURL(?:Parameter|QueryComponent)\(\)|Uri\.encode\(([^,]*)\))$/;
const filled = (code: string): string => (/^\w+$/.test(code) ? `$${code}` : `\${${code}}`);

/** Values in a text of JSON. */
const TEXT_VALUES: ValueIdiom = {
  quoted: (text) => `"${text}"`,
  encoders: ENCODERS,
  text: (code) => `"${filled(code)}"`,
  number: (code) => (/^\d+$/.test(code) ? code : filled(code)),
  boolean: filled,
  true: 'true',
  false: 'false',
  mixed: (pieces) => `"${pieces.map((p) => p.text ?? `\${${p.code}}`).join('')}"`,
};

/** How Kotlin writes requests. */
export const idiom: LiteralIdiom = {
  notation: MAP,
  values: {
    quoted: (text) => `"${text.replaceAll(/["$\\]/g, '\\$&')}"`,
    encoders: ENCODERS,
    number: (code) => (/^\d+$/.test(code) ? code : undefined),
    boolean: () => undefined,
    true: 'true',
    false: 'false',
    mixed: (pieces) => `"${pieces.map((p) => p.text ?? `\${${p.code}}`).join('')}"`,
  },
  forms: {
    open: (tokens, at) => {
      if (!tokens.isWord(at) || !CREATES.test(tokens.written(at))) return undefined;
      let open = at + 1;
      if (tokens.isMark(open, '<')) while (open < at + 12 && !tokens.isMark(open, '(', '{', ';')) open++;
      return tokens.isMark(open, '(') ? open : undefined;
    },
    kind: (tokens, open) => {
      let word = open - 1;
      while (word > 0 && !CREATES.test(tokens.written(word))) word--;
      return /map/i.test(tokens.written(word)) ? 'object' : 'array';
    },
    separators: ['to'],
    wordKeys: false,
    encoders:
      /(?:^|\.)(?:encodeToString|toJson|toJSONString|writeValueAsString|writeValueAsBytes|ofString|ofByteArray|create|JSONObject|TextContent)$/,
    suffixes:
      /^(?:toRequestBody|toString|toByteArray|encodeToByteArray|trimIndent|trimMargin|trim|toJson|toRequest|encodeUtf8)$/,
    null: 'null',
    puts: putsOf,
  },
};

/** `JSONObject().put("a", b)`, `JSONObject().apply { put("a", b) }`, `buildJsonObject { put("a", b) }` */
function putsOf(reader: RequestReader, { from, to }: Part): Puts | undefined {
  const { tokens } = reader;
  const name = tokens.written(from);
  if (name === 'buildJsonObject' && tokens.isMark(from + 1, '{') && tokens.partner(from + 1) === to - 1) {
    const block = putsIn(reader, from + 1);
    return block && { at: { from, to: from + 1 }, ...block };
  }
  if (
    !/^(?:JSONObject|JsonObject)$/.test(name) ||
    !tokens.isMark(from + 1, '(') ||
    !tokens.isMark(from + 2, ')')
  )
    return undefined;
  const at = { from, to: from + 3 };
  const members: { key: number; value: Part }[] = [];
  let end = from + 3;
  let complete = true;
  while (end < to) {
    if (!tokens.isMark(end, '.')) return undefined;
    const call = tokens.written(end + 1);
    const open = end + 2;
    const close = tokens.partner(open);
    if (close < 0) return undefined;
    if (/^(?:put|addProperty|add)$/.test(call) && tokens.isMark(open, '(')) {
      const put = putAt(reader, open);
      if (put) members.push(put);
      else complete = false;
    } else if (/^(?:apply|also)$/.test(call) && tokens.isMark(open, '{')) {
      const block = putsIn(reader, open);
      if (!block) return undefined;
      members.push(...block.members);
      complete &&= block.complete;
    } else if (call !== 'toString') return undefined;
    end = close + 1;
  }
  return { at, members, complete };
}

function putAt(reader: RequestReader, open: number): Puts['members'][number] | undefined {
  const [key, value, ...others] = reader.args(open);
  if (!key || !value || others.length > 0 || !reader.string(key)) return undefined;
  return { key: key.from, value: { from: value.from, to: value.to } };
}

/** The statements of a block that only puts. */
function putsIn(reader: RequestReader, open: number): Omit<Puts, 'at'> | undefined {
  const { tokens } = reader;
  const close = tokens.partner(open);
  if (close < 0) return undefined;
  const members: Puts['members'][number][] = [];
  let complete = true;
  for (let at = open + 1; at < close; ) {
    if (/^(?:it|this)$/.test(tokens.written(at)) && tokens.isMark(at + 1, '.')) at += 2;
    const put =
      /^(?:put|addProperty|add)$/.test(tokens.written(at)) &&
      tokens.isMark(at + 1, '(') &&
      putAt(reader, at + 1);
    if (put) {
      members.push(put);
      at = tokens.partner(at + 1) + 1;
    } else {
      complete = false;
      const end = reader.valueEnd(at);
      at = end > at ? end : at + 1;
    }
    if (tokens.isMark(at, ';')) at++;
  }
  return { members, complete };
}

/** What may be put behind the address of a builder. */
const ADDRESS = /^(?:URL|URI|Url|create|parse|toHttpUrl)$/;
const TOKEN = '"Bearer ${System.getenv("UNKEY_ROOT_KEY")}"';
const FLAT = /Map<String,\s*String>|mapOf<String,\s*String>/;

/** The request that is made with the address in `part`. */
export function readRequest(reader: RequestReader, part: Part): SeenRequest | undefined {
  const site = siteOf(reader, part, ADDRESS);
  if (!site) return undefined;
  const name = site.names.at(-1) ?? '';
  if (site.index === 0 && /^(?:url|uri|newBuilder)$/.test(name))
    return built(reader, site) ?? ktorUrl(reader, site);
  if (site.index === 0 && /^(?:get|post|put|patch|delete|request)$/.test(name) && site.names.length > 1)
    return ktor(reader, site);
  return undefined;
}

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
function built(reader: RequestReader, site: Site): SeenRequest | undefined {
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
  const edits = missing.flatMap((line) => imported(reader, /^$(?!)/, `import okhttp3.${line}`));
  const [first] = edits;
  return first ? [{ range: first.range, newText: edits.map((edit) => edit.newText).join('') }] : [];
}

/** `"…".toHttpUrl().newBuilder().addQueryParameter("a", b).build()` */
function queryOf(
  reader: RequestReader,
  part: Part,
): { readonly parameters: SeenRequest['parameters']; readonly removal: readonly TextEdit[] } | undefined {
  if (!/addQueryParameter|appendQueryParameter/.test(reader.code(part))) return undefined;
  return { parameters: undefined, removal: [] };
}

/** `client.post("…") { header(…); setBody(…) }` */
function ktor(reader: RequestReader, site: Site): SeenRequest | undefined {
  const { tokens, source } = reader;
  const name = site.names.at(-1)!;
  const close = tokens.partner(site.open);
  const block = tokens.isMark(close + 1, '{') && tokens.partner(close + 1) > 0 ? close + 1 : undefined;
  if (site.args.length > 1) return undefined;
  const at = tokens.list[site.open - 1]!;
  const verb =
    name === 'request' ? undefined : { verb: name, range: source.range(at.start, at.end), at: site.open - 1 };
  return inBlock(
    reader,
    { from: site.whole.from, to: block === undefined ? close + 1 : tokens.partner(block) + 1 },
    block,
    verb,
    close,
  );
}

/** `client.post { url("…"); setBody(…) }` */
function ktorUrl(reader: RequestReader, site: Site): SeenRequest | undefined {
  const { tokens, source } = reader;
  const block = tokens.opener(site.open);
  if (!tokens.isMark(block, '{') || site.names.length !== 1) return undefined;
  const last = tokens.isMark(block - 1, ')') ? tokens.partner(block - 1) - 1 : block - 1;
  const name = tokens.written(last);
  if (!/^(?:get|post|put|patch|delete|request)$/.test(name) || !tokens.isMark(last - 1, '.'))
    return undefined;
  const at = tokens.list[last]!;
  const verb =
    name === 'request' ? undefined : { verb: name, range: source.range(at.start, at.end), at: last };
  return inBlock(reader, { from: tokens.valueStart(last), to: tokens.partner(block) + 1 }, block, verb, last);
}

interface Verb {
  readonly verb: string;
  readonly range: Header['nameRange'];
  readonly at: number;
}

function inBlock(
  reader: RequestReader,
  whole: Part,
  block: number | undefined,
  named: Verb | undefined,
  behind: number,
): SeenRequest | undefined {
  const { tokens, source, text } = reader;
  const headers: Header[] = [];
  let complete = !/\b(?:defaultRequest|install\(Auth\)|DefaultRequest)\b/.test(text);
  let body: Part | undefined;
  let verb = named;
  let isTyped = false;
  let known = true;
  const parameters: NonNullable<SeenRequest['parameters']>[number][] = [];
  const gone: Part[] = [];
  const end = block === undefined ? 0 : tokens.partner(block);
  for (let at = (block ?? 0) + 1; block !== undefined && at < end; ) {
    const word = tokens.written(at);
    const open = tokens.isMark(at + 1, '(', '{') ? at + 1 : -1;
    const stop = open > 0 ? tokens.partner(open) + 1 : reader.valueEnd(at);
    const args = open > 0 && tokens.isMark(open, '(') ? reader.args(open) : [];
    if (/^(?:header|append)$/.test(word)) {
      const header = args[0] && headerName(reader, args[0]);
      if (header === undefined || !args[1]) complete = false;
      else headers.push({ name: header, nameRange: reader.range(args[0]!), value: reader.textOf(args[1]) });
    } else if (word === 'bearerAuth' && args[0])
      headers.push({
        name: 'Authorization',
        nameRange: reader.range({ from: at, to: at + 1 }),
        value: bearer(reader, args[0]),
      });
    else if (word === 'headers' && open > 0 && tokens.isMark(open, '{')) {
      at = open + 1;
      continue;
    } else if (tokens.isMark(at, '}')) {
      at++;
      continue;
    } else if (word === 'contentType') isTyped = true;
    else if (word === 'setBody') {
      if (body || !args[0]) return undefined;
      body = args[0];
    } else if (word === 'parameter') {
      const key = args[0] && reader.literal(args[0]);
      if (key === undefined || !args[1]) known = false;
      else {
        parameters.push(parameterOf(reader, key, args[1]));
        gone.push({ from: at, to: stop });
      }
    } else if (word === 'method' && tokens.isMark(at + 1, '=')) {
      const value = stop - 1;
      verb = {
        verb: tokens.written(value),
        range: source.range(tokens.list[value]!.start, tokens.list[value]!.end),
        at: value,
      };
    } else if (word === 'url' && open > 0 && tokens.isMark(open, '{')) known = false;
    else if (/^(?:basicAuth|headers|cookie|formData)$/.test(word)) complete = false;
    at = Math.max(stop, at + 1);
  }
  return {
    client: 'ktor',
    method: verb && { verb: verb.verb, range: verb.range },
    headers,
    headersComplete: complete,
    body: body ? bodyFact(reader, body, true) : ABSENT,
    isFlat: isFlatBody(reader, body, FLAT),
    ...(known && parameters.length > 0 ? { parameters } : {}),
    queryComplete: known,
    whole,
    rewrite: ({ method, authorization, body: json }) => {
      if (!verb) return undefined;
      const edits: TextEdit[] = [];
      if (method !== undefined) {
        const isCapital = /^[A-Z]/.test(tokens.written(verb.at));
        const newText = isCapital ? method[0]! + method.slice(1).toLowerCase() : method.toLowerCase();
        edits.push(reader.edit(reader.startOf(verb.at), reader.endOf(verb.at), newText));
      }
      const lines: string[] = [];
      const imports: string[] =
        method !== undefined && !/^[A-Z]/.test(tokens.written(verb.at)) ? ['request.post'] : [];
      if (authorization) {
        lines.push('bearerAuth(System.getenv("UNKEY_ROOT_KEY"))');
        imports.push('request.bearerAuth');
      }
      if (json !== undefined) {
        if (body) return undefined;
        if (!isTyped && !headers.some((h) => /^content-type$/i.test(h.name))) {
          lines.push('contentType(ContentType.Application.Json)');
          imports.push('http.ContentType', 'http.contentType');
        }
        lines.push(`setBody(${json})`);
        imports.push('request.setBody');
        for (const part of gone) edits.push(lineRemoved(reader, part));
      }
      edits.push(...ktorImports(reader, imports));
      if (lines.length === 0) return edits;
      if (block === undefined) {
        const lineStart = text.lastIndexOf('\n', reader.startOf(whole.from)) + 1;
        const indentation = /^[ \t]*/.exec(text.slice(lineStart, lineStart + 200))![0];
        const inner = lines.map((line) => `\n${indentation}    ${line}`).join('');
        return [...edits, reader.insert(reader.endOf(behind), ` {${inner}\n${indentation}}`)];
      }
      const first = /^[ \t]*(\r?\n[ \t]*)\S/.exec(
        text.slice(reader.endOf(block), reader.endOf(block) + 300),
      )?.[1];
      const newText =
        first === undefined
          ? lines.map((line) => ` ${line};`).join('')
          : lines.map((line) => first + line).join('');
      return [...edits, reader.insert(reader.endOf(block), newText)];
    },
  };
}

const bearer = (reader: RequestReader, part: Part): Header['value'] => reader.textOf(part);

/** Takes the line of a statement away. */
function lineRemoved(reader: RequestReader, { from, to }: Part): TextEdit {
  const { text } = reader;
  const start = reader.startOf(from);
  const end = reader.endOf(to - 1);
  const lead = /\r?\n[ \t]*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0].length ?? 0;
  const behind = /^[ \t]*;?[ \t]*/.exec(text.slice(end, end + 20))![0].length;
  return lead > 0 ? reader.edit(start - lead, end, '') : reader.edit(start, end + behind, '');
}

function ktorImports(reader: RequestReader, names: readonly string[]): readonly TextEdit[] {
  const { text } = reader;
  if (!/^import io\.ktor\./m.test(text)) return [];
  const paths = names.map((name) =>
    name.startsWith('http.') ? `io.ktor.${name}` : `io.ktor.client.${name}`,
  );
  const missing = paths.filter((path) => {
    const folder = path.slice(0, path.lastIndexOf('.'));
    return !text.includes(`import ${path}\n`) && !text.includes(`import ${folder}.*`);
  });
  const edits = missing.flatMap((path) => imported(reader, /^$(?!)/, `import ${path}`));
  const [first] = edits;
  return first ? [{ range: first.range, newText: edits.map((edit) => edit.newText).join('') }] : [];
}
