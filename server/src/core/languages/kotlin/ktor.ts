import type { Part, RequestReader } from '../../literals/requests/reader.ts';
import {
  bodyFact,
  headerName,
  isFlatBody,
  parameterOf,
  type SeenRequest,
} from '../../literals/requests/seen-request.ts';
import type { Site } from '../../literals/requests/site.ts';
import { ABSENT, type Header, type TextEdit } from '../../model.ts';
import { addedImports, FLAT } from './idiom.ts';
import { newBody } from './json-body.ts';

/** `client.post("…") { header(…); setBody(…) }` */
export function ktor(reader: RequestReader, site: Site): SeenRequest | undefined {
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
export function ktorUrl(reader: RequestReader, site: Site): SeenRequest | undefined {
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
    takesWhole: true,
    method: verb && { verb: verb.verb, range: verb.range },
    headers,
    headersComplete: complete,
    body: body ? bodyFact(reader, body, true) : ABSENT,
    ...(body ? { content: { part: body, isObject: true, flat: FLAT } } : {}),
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
        const made = newBody(json, text.slice(0, reader.startOf(whole.from)));
        lines.push(`setBody(${made.code})`);
        imports.push('request.setBody', ...made.imports);
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
    name.startsWith('kotlinx.')
      ? name
      : name.startsWith('http.')
        ? `io.ktor.${name}`
        : `io.ktor.client.${name}`,
  );
  const missing = paths.filter((path) => {
    const folder = path.slice(0, path.lastIndexOf('.'));
    return !text.includes(`import ${path}\n`) && !text.includes(`import ${folder}.*`);
  });
  return addedImports(reader, missing);
}
