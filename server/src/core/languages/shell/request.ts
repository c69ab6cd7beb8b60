import type { CallEditor } from '../../call-editor.ts';
import { parseJson } from '../../json.ts';
import { JQ_PROGRAM, JSON_TEXT } from '../../migration/notations.ts';
import { ABSENT, type ApiCall, DYNAMIC, type Fact, type Json, type TextEdit } from '../../model.ts';
import { withHoles } from '../../regions/substitution.ts';
import { urlEditor } from '../../requests/url-editor.ts';
import type { Range, SourceText } from '../../source.ts';
import { parseApiUrl } from '../../url.ts';
import type { Argument } from './argument.ts';
import type { Body, Request, ShellClient } from './clients/client.ts';
import type { JqPlaces } from './jq-places.ts';
import { queryParameters, withoutQueryOptions } from './query-options.ts';

/** Where a command stands. */
export interface Place {
  /** The whole command. */
  readonly range: Range;
  /** The name of the client. */
  readonly name: Range;
  /** The whole document's text: the style of a multi-line command is copied. */
  readonly document: string;
  /** How a text is put in quotes there; undefined where no argument can be added surely. */
  readonly quoted: ((text: string) => string) | undefined;
  /** True for the place of an unknown value that is a time in seconds. */
  readonly isTime: (place: Range) => boolean;
  /** What is known of bodies that jq builds. */
  readonly jq?: JqPlaces;
  /** How the root key of the environment is named there. */
  readonly rootKey: string;
  /** What a command that goes on in the next line ends with. */
  readonly continuation: string;
}

/** A user in the URL, whom clients send as Authorization. */
const USER = /^[a-z]+:\/\/[^/?#]*@/i;

/** The calls of the Unkey API among the requests of one command. */
export function callsOf(requests: readonly Request[], client: ShellClient, place: Place): ApiCall[] {
  return requests.flatMap((request) =>
    request.urls.flatMap((argument) => callOf(request, argument, client, place) ?? []),
  );
}

function callOf(
  request: Request,
  argument: Argument,
  client: ShellClient,
  place: Place,
): ApiCall | undefined {
  const url = parseApiUrl(argument.guess);
  if (!url) return undefined;
  const implied = request.method === undefined;
  const method: Fact<string> =
    request.method ??
    (request.whole ? { kind: 'literal', value: request.impliedMethod, range: place.name } : DYNAMIC);
  return {
    range: place.range,
    client: client.name,
    bare: false,
    url,
    urlArgument: argument.range,
    method,
    methodImplied: implied,
    headers: request.headers,
    headersComplete: request.headersComplete && request.whole && !USER.test(argument.guess.text),
    query: [...url.query, ...request.query],
    body: bodyFact(request.body, request.whole, place),
    editor: editorOf(request, method, argument, client, place),
  };
}

function bodyFact(body: Body, whole: boolean, { isTime, jq, document }: Place): Fact<Json> {
  if (body.kind === 'none') return whole ? ABSENT : DYNAMIC;
  const json =
    body.kind === 'json' ? body.value : body.kind === 'text' ? parseJson(filled(body.value)) : undefined;
  if (!json) return DYNAMIC;
  const named = jq?.startsAt(json.range.start) ? jq.named(json) : withFallbacks(json, document);
  return { kind: 'literal', value: withTimes(named, isTime), range: json.range };
}

/** Values that an example leaves to its reader, without quotes: `<limit>`, `{{limit}}`. */
const LEFT_OPEN = /(?<=[:,[]\s{0,40})(?:<[A-Za-z][\w .-]*>|\{\{[\w .-]+\}\})(?=\s*[,}\]])/g;
const filled = (text: SourceText): SourceText => withHoles(text, LEFT_OPEN);

/** A body that tells of values which stand for a variable without a value where the variable is named: `${LIMIT:-100}`. */
function withFallbacks(json: Json, document: string): Json {
  if (json.kind === 'array') return { ...json, items: json.items.map((one) => withFallbacks(one, document)) };
  if (json.kind !== 'object') return json;
  const members = json.members.map((member) => {
    const value = withFallbacks(member.value, document);
    const { start, end } = value.range;
    const open = FALLBACK.exec(document.slice(Math.max(0, start - 60), start));
    if (!open || value.range.start <= member.keyRange.end || document[end] !== '}')
      return { ...member, value };
    return { ...member, value, place: { start: start - open[0].length, end: end + 1 } };
  });
  return { ...json, members };
}

const FALLBACK = /\$\{\w+:?[-=]$/;

/** A body that tells of unknown values which are times in seconds. */
export function withTimes(json: Json, isTime: Place['isTime']): Json {
  switch (json.kind) {
    case 'object':
      return { ...json, members: json.members.map((m) => ({ ...m, value: withTimes(m.value, isTime) })) };
    case 'array':
      return { ...json, items: json.items.map((item) => withTimes(item, isTime)) };
    case 'dynamic':
      return isTime(json.range) ? { ...json, unit: 'seconds' } : json;
    default:
      return json;
  }
}

function editorOf(
  request: Request,
  method: Fact<string>,
  argument: Argument,
  client: ShellClient,
  place: Place,
): CallEditor {
  const { quoted } = place;
  const { range: url } = argument;
  if (!quoted) return { notation: JSON_TEXT };
  const implied = request.method === undefined;
  const setMethod = (value: string): TextEdit[] => {
    if (!implied && method.kind === 'literal') return [{ range: method.range, newText: value }];
    const { text, beforeUrl } = client.writeMethod(value);
    return beforeUrl ? insert(url.start, `${text} `) : insert(place.name.end, ` ${text}`);
  };
  const settable = request.methodCounts && (method.kind === 'literal' || implied);
  const authorization = (): string => client.writeHeader('Authorization', `Bearer ${place.rootKey}`, quoted);
  const behindUrl = (args: readonly string[]): TextEdit[] => {
    const blank = lineBreakAround(url, place);
    return insert(url.end, args.map((arg) => blank + arg).join(''));
  };
  const { asQuery, body } = request;
  const isBuilt =
    body.kind === 'text' && body.value.length > 0 && place.jq?.startsAt(body.value.offset(0)) === true;
  const ofUrl = urlEditor(argument.localGuess, argument.guess, place.document);
  const writeValue: CallEditor['writeValue'] = (from, to, type) => {
    const written = ofUrl.writeValue?.(from, to, type);
    // In the quotes of a body a dollar begins a variable.
    const { isLiteral, text } = argument.localGuess.slice(from, to);
    return isLiteral && /[$`]/.test(text) ? undefined : written;
  };
  const parameters = asQuery.length > 0 ? queryParameters(asQuery, place.document) : [];
  return {
    ...(settable ? { setMethod } : {}),
    ...(parameters && parameters.length > 0 ? { parameters } : {}),
    addAuthorization: () => behindUrl([authorization()]),
    notation: isBuilt ? JQ_PROGRAM : JSON_TEXT,
    ...ofUrl,
    ...(ofUrl.writeValue ? { writeValue } : {}),
    rewrite: (change) => {
      if (!parameters) return undefined;
      const data = change.body === undefined ? undefined : jsonArgument(change.body, place);
      const isTyped = request.headers.some((header) => /^content-type$/i.test(header.name));
      const sent = data === undefined ? undefined : client.writeBody?.(data, quoted, isTyped);
      if (change.body !== undefined && !sent) return undefined;
      const replaced =
        sent && asQuery.length > 0
          ? withoutQueryOptions(asQuery, sent, place.range, place.document)
          : undefined;
      if (sent && asQuery.length > 0 && !replaced) return undefined;
      if (change.method !== undefined && !settable && !replaced) return undefined;
      // What sends a body need not be told to.
      const follows = sent !== undefined && implied && change.method === 'POST' && client.name !== 'wget';
      const args = [
        ...(change.authorization ? [authorization()] : []),
        ...(replaced?.isPlaced ? [] : (sent ?? [])),
      ];
      return [
        ...(change.method === undefined || follows ? [] : setMethod(change.method)),
        ...(args.length > 0 ? behindUrl(args) : []),
        ...(replaced?.edits ?? []),
      ];
    },
  };
}

/** JSON as an argument: in quotes in which its variables are replaced, or nothing is. */
function jsonArgument(body: string, { quoted, continuation }: Place): string | undefined {
  if (continuation !== '\\' || quoted?.('') !== '""') return undefined;
  if (/[$`]/.test(body)) return `"${body.replaceAll('"', '\\"')}"`;
  return body.includes("'") ? undefined : `'${body}'`;
}

const insert = (at: number, newText: string): TextEdit[] => [{ range: { start: at, end: at }, newText }];

/** A line of its own where the command has one for each argument; else a blank. */
function lineBreakAround(url: Range, { document, continuation }: Place): string {
  const behind = document.slice(url.end, url.end + 200);
  const blanks = /^["']?[ \t]*/.exec(behind)![0].length;
  const lineEnd = behind.startsWith(continuation, blanks)
    ? /^\r?\n[ \t>]*/.exec(behind.slice(blanks + continuation.length))?.[0]
    : undefined;
  if (lineEnd !== undefined) return ` ${continuation}${lineEnd}`;
  const before = document.slice(Math.max(0, url.start - 200), url.start);
  const lead = /\r?\n[ \t>]*(?:--url[ =])?["']?$/.exec(before);
  if (!lead || !before.slice(0, lead.index).endsWith(continuation)) return ' ';
  return ` ${continuation}${/^\r?\n[ \t>]*/.exec(lead[0])![0]}`;
}
