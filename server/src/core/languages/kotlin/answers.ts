import type { Access, AnswerForms, Response } from '../../literals/requests/answer-forms.ts';
import type { Part, RequestReader } from '../../literals/requests/reader.ts';
import { functionNamed, parametersOf } from '../../literals/requests/senders.ts';
import { callGiven } from '../../literals/requests/site.ts';
import { usesOfMade } from '../../literals/requests/statements.ts';
import type { TextEdit } from '../../model.ts';
import { addedImports } from './idiom.ts';

/** How Kotlin reads answers. */
export const answers: AnswerForms = {
  text: /^\.(?:body(?:!!|\?)?\.string\(\)|bodyAsText\(\)|body\(\))$/,
  body: /^\.body<(?:JsonObject|JsonElement|JsonNode)>\(\)$/,
  parses: /^(?:JSONObject|\w*[mM]apper\w*\.readTree)$/,
  decodes: /^(?:requireNotNull|checkNotNull)$/,
  cast: /^$(?!)/,
  members: false,
  methods: /^(?:get(?:String|Boolean|Int|Long|Double|JSONObject|JSONArray)?|path|opt\w*|has|isNull)$/,
  shows: /^(?:println|print|Log\.\w+|logger\.\w+|log\.\w+)$/,
  sent: responsesOf,
  insert: (reader, access, names) => {
    const { end, method } = access;
    const { text } = reader;
    const kinds = [/\bJSONObject\(/, /\breadTree\(/, /\bkotlinx\.serialization\.json\b/].filter((kind) =>
      kind.test(text),
    );
    const kind = kinds.length === 1 ? kinds[0]!.source : '';
    // What is missing is a node as well.
    if (kind.includes('readTree') && (method === undefined || /^(?:get|path|has)$/.test(method)))
      return [reader.insert(end, names.map((name) => `.path("${name}")`).join(''))];
    if (kind.includes('kotlinx') && method === undefined) return inJsonObject(reader, access, names);
    // What asks whether something is there must not fail where it is not.
    return method !== undefined && /^get\w/.test(method)
      ? [reader.insert(end, names.map((name) => `.getJSONObject("${name}")`).join(''))]
      : undefined;
  },
};

/** `body["data"]?.jsonObject?.get("valid")`, for what is read as `body["valid"]`. */
function inJsonObject(
  reader: RequestReader,
  { end, last }: Access,
  [first, ...others]: readonly string[],
): readonly TextEdit[] | undefined {
  const { text } = reader;
  if (text[end] !== '[' || text[last - 1] !== ']') return undefined;
  const inner = others.map((name) => `?.get("${name}")?.jsonObject`).join('');
  return [
    reader.edit(end, end + 1, `["${first}"]?.jsonObject${inner}?.get(`),
    reader.edit(last - 1, last, ')'),
    ...addedImports(
      reader,
      ['kotlinx.serialization.json.jsonObject'].filter((path) => !hasImport(text, path)),
    ),
  ];
}

const hasImport = (text: string, path: string): boolean =>
  text.includes(`import ${path}\n`) || text.includes(`import ${path.slice(0, path.lastIndexOf('.'))}.*`);

/** What sends a request that is kept under a name: `client.newCall(request).execute().use { response -> … }`. */
function responsesOf(reader: RequestReader, whole: Part): readonly Response[] {
  const made = usesOfMade(reader, whole);
  if (!made) return responsesAt(reader, whole);
  return made.uses.flatMap(({ at, path }) =>
    path.length === 0 ? responsesAt(reader, { from: at, to: at + 1 }) : [],
  );
}

function responsesAt(reader: RequestReader, request: Part): readonly Response[] {
  const { tokens } = reader;
  const open = tokens.opener(request.from);
  if (!tokens.isMark(open, '(')) return [];
  if (!/^(?:newCall|send)$/.test(tokens.written(open - 1)) || !tokens.isMark(open - 2, '.', '?.'))
    return inFunction(reader, request);
  let end = tokens.partner(open) + 1;
  if (tokens.written(open - 1) === 'newCall') {
    if (tokens.written(end + 1) !== 'execute' || !tokens.isMark(end + 2, '(')) return [];
    end = tokens.partner(end + 2) + 1;
  }
  const isGiven = tokens.isMark(end, '.', '?.') && /^(?:use|let)$/.test(tokens.written(end + 1));
  const block = isGiven && tokens.isMark(end + 2, '{') ? end + 2 : -1;
  const from = tokens.valueStart(open - 1);
  if (block < 0) return [{ part: { from, to: end }, state: 'response' }];
  const name = tokens.isMark(block + 2, '->') ? tokens.written(block + 1) : 'it';
  const found: Response[] = [];
  for (let i = block + 1; i < tokens.partner(block); i++)
    if (tokens.written(i) === name && !tokens.isMark(i - 1, '.', '?.') && !tokens.isMark(i + 1, '->'))
      found.push({ part: { from: i, to: i + 1 }, state: 'response' });
  return found;
}

/** The responses in a function of the text that is given the request. */
function inFunction(reader: RequestReader, request: Part): readonly Response[] {
  const { tokens } = reader;
  const call = callGiven(reader, request);
  const isOwn = call?.names.slice(0, -1).every((name) => name === 'this');
  const sender = call && isOwn ? functionNamed(reader, call.names.at(-1)!) : undefined;
  const parameter = sender && parametersOf(reader, sender)?.[call!.index];
  if (!call || !sender || !parameter || (sender.from <= request.from && request.from < sender.to)) return [];
  const found: Response[] = [];
  for (let at = sender.body; at < sender.to; at++)
    if (tokens.isWord(at) && tokens.written(at) === tokens.written(parameter.name)) {
      const hop = { sender, to: call.whole };
      found.push(...responsesAt(reader, { from: at, to: at + 1 }).map((one) => ({ hop, ...one })));
    }
  return found;
}
