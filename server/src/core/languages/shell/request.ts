import { parseJson } from '../../json.ts';
import {
  ABSENT,
  type ApiCall,
  type CallEditor,
  DYNAMIC,
  type Fact,
  type Json,
  type TextEdit,
} from '../../model.ts';
import type { Range } from '../../source.ts';
import { parseApiUrl } from '../../url.ts';
import type { Argument } from './argument.ts';
import type { Body, Request, ShellClient } from './clients/client.ts';

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
    body: bodyFact(request.body, request.whole, place.isTime),
    editor: editorOf(request, method, argument.range, client, place),
  };
}

function bodyFact(body: Body, whole: boolean, isTime: Place['isTime']): Fact<Json> {
  if (body.kind === 'none') return whole ? ABSENT : DYNAMIC;
  const json = body.kind === 'json' ? body.value : body.kind === 'text' ? parseJson(body.value) : undefined;
  return json ? { kind: 'literal', value: withTimes(json, isTime), range: json.range } : DYNAMIC;
}

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
  url: Range,
  client: ShellClient,
  place: Place,
): CallEditor {
  const { quoted } = place;
  if (!quoted) return {};
  const implied = request.method === undefined;
  const setMethod = (value: string): TextEdit[] => {
    if (!implied && method.kind === 'literal') return [{ range: method.range, newText: value }];
    const { text, beforeUrl } = client.writeMethod(value);
    return beforeUrl ? insert(url.start, `${text} `) : insert(place.name.end, ` ${text}`);
  };
  const settable = request.methodCounts && (method.kind === 'literal' || implied);
  return {
    ...(settable ? { setMethod } : {}),
    addAuthorization: () => {
      const header = client.writeHeader('Authorization', `Bearer ${place.rootKey}`, quoted);
      return insert(url.end, lineBreakBehind(url, place) + header);
    },
  };
}

const insert = (at: number, newText: string): TextEdit[] => [{ range: { start: at, end: at }, newText }];

/** A line of its own where the command already continues on the next line; else a blank. */
function lineBreakBehind(url: Range, { document, continuation }: Place): string {
  const behind = document.slice(url.end, url.end + 200);
  const blanks = /^[ \t]*/.exec(behind)![0].length;
  const lineEnd = behind.startsWith(continuation, blanks)
    ? /^\r?\n[ \t>]*/.exec(behind.slice(blanks + continuation.length))?.[0]
    : undefined;
  return lineEnd === undefined ? ' ' : ` ${continuation}${lineEnd}`;
}
