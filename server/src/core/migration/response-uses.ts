import type { Endpoint } from '../catalogue/endpoint.ts';
import type { ApiCall, ResponseRead } from '../model.ts';
import { restOfFunction } from '../outline.ts';
import type { Range } from '../source.ts';
import { sendersFrom } from './senders.ts';
import type { Surroundings } from './surroundings.ts';
import { usesOfResult } from './variable-uses.ts';

/** Clients of a command line: what they print is read by who typed them. */
export const PRINTS = /^(?:curl|curlie|wget|httpie|xh|http|hurl|bruno|postman|insomnia)$/;
/** Operations whose answers have nothing in them, in v1 and in v2. */
const EMPTY =
  /^(?:keys\.(?:deleteKey|updateKey|removePermissions|removeRoles)|apis\.deleteApi|identities\.deleteIdentity|ratelimit\.deleteOverride|permissions\.delete(?:Permission|Role))$/;
/** True for an operation whose answers have something in them that a program needs. */
export const answersMore = ({ operation }: Endpoint): boolean => !EMPTY.test(operation);

/** What is asked of a response whose body does not matter. */
const ASKS =
  /^\??\.(?:ok|status|statusText|status_code|is_success|raise_for_status\(\)|ensureSuccessStatusCode\(\))(?![\w(])/;
/** Behind the name of a response nothing of that is longer. */
const LONGEST_MEMBER = 40;

/** Clients of languages whose answers are read by the names of their members. */
const PROGRAMS =
  /^(?:net\/http|guzzle|laravel|HttpClient|faraday|httparty|java\.net\.http|okhttp|RestTemplate|RestClient|WebClient|ktor|wordpress|symfony|http\.client|Invoke-RestMethod|dart:http|dio)$/;
/** What reads the error of an answer by its name. */
const ERROR = /["'.>:]error\b|\bError\.|\b[Mm]essage["']|->(?:json|body|object)\(/;
/** What reads an error of an answer, or all of it. */
const FAILURE =
  /["'.>:]error\b|\bError\.|\b[Mm]essage["']|\bRead(?:From|As|All)|\bDecode\(|\.[bB]ody\b(?!\.Close)|->(?:json|body|object)\(|\breturn\b[^\n;]*\b(?:resp?|response|Do)\b(?!\.(?:Is)?(?:[sS]tatus|[sS]uccess|ok\b|failed\b|getStatus))/;
/** What says that the body of a response is not read. */
const DISCARDED = /\bVoid\.class\b|\btoBodilessEntity\(\)|\bdiscarding\(\)|->throwUnlessStatus\(/;
/** What is asked of a response where that is all that is kept of it. */
const STATUS_ONLY = /^\.(?:status(?:_?[cC]ode)?|getStatusCode\(\)|IsSuccessStatusCode|StatusCode)\b(?!\()/;
/** All members of an answer as arguments, or in an object. */
const SPREAD = /(?:\*\*|\.\.\.)\(*(?:await\s+)?[\w$.]+\.json\(\)/;
/** How far behind a call that is looked for. */
const NEAR = 1200;

/** What a call calls, by its last name. */
const CALLEE = /^(?:await\s+)?(?:[$@\w]+(?:\.|->|::))?(\w+)[!?]?[( ]/;

/** `.then((response) => response.ok)` */
const ASKED_THEN = /^\s*\.then\(\s*\(?([\w$]+)\)?\s*=>\s*!?\1\.(?:ok|status)\b[^.()]*\)/;
/** What shows a text to people, or is thrown with it. */
const SHOWN = /\bconsole\.|\bthrow\b|\braise\b|\blog(?:ger|ging)?\.|\bprint\(/;

/** True where a response is asked for its text, and that is only shown. `range`: of the name of the response. */
function isShownText(range: Range, around: Surroundings): boolean {
  const { document } = around;
  const isShown = (at: number): boolean => SHOWN.test(document.slice(document.lastIndexOf('\n', at) + 1, at));
  if (!/^\.text(?:\(\)|\b(?!\())/.test(document.slice(range.end, range.end + LONGEST_MEMBER))) return false;
  if (isShown(range.start)) return true;
  return usesOfResult(range, around)?.every((use) => isShown(use.range.start)) ?? false;
}

/** True for a function that reads errors where no read of one is known: one that several calls share is that of the first. */
const isErrorUnseen = ({ start, end }: Range, { document, isFollowed }: Surroundings): boolean =>
  ERROR.test(document.slice(start, end)) &&
  ![...document.matchAll(/\berror\b/g)].some(({ index }) => isFollowed(index));

/** True where what a call gives is under a name that is asked for no more than its status, or is not given on at all. */
export function isOnlyAsked(
  { range, client, editor }: ApiCall,
  { operation }: Endpoint,
  around: Surroundings,
): boolean {
  const { document, outline } = around;
  // Nothing takes what succeeds then.
  const isEmpty = EMPTY.test(operation) || editor.isAnswerLeft === true;
  const statement = /^[^;]*/.exec(document.slice(range.start, range.end + 200))![0];
  if (PROGRAMS.test(client) && DISCARDED.test(statement)) return true;
  if (STATUS_ONLY.test(document.slice(range.end, range.end + 40))) return true;
  const code = document.slice(range.start, range.end);
  const callee = CALLEE.exec(code)?.[1];
  // A function of the text may read what is answered itself.
  const senders = sendersFrom(callee, around);
  const rest = restOfFunction(outline, range.end, document, NEAR);
  const isErrorRead = FAILURE.test(code + rest) || senders.some((own) => isErrorUnseen(own.range, around));
  const isNothing = (isEmpty && PROGRAMS.test(client)) || editor.isAnswerLeft;
  if (isNothing && !isErrorRead) return true;
  if (!/^(?:fetch|axios|ofetch|ky|got|requests|httpx|aiohttp|undici)$/.test(client)) return false;
  // All of an answer goes on by its names.
  if (isEmpty && SPREAD.test(rest)) return false;
  if (isEmpty || ASKED_THEN.test(document.slice(range.end, range.end + 200))) return true;
  if (/^[ \t]*[.?[]/.test(document.slice(range.end, range.end + 20))) return false;
  const uses = usesOfResult(range, around);
  return (
    uses?.every(
      (use) =>
        ASKS.test(document.slice(use.range.end, use.range.end + LONGEST_MEMBER)) ||
        isShownText(use.range, around),
    ) ?? false
  );
}

/** True where only errors are seen to be read, and the response is asked for its body once more than for those. */
export function isReadTwice(
  { range }: ApiCall,
  reads: readonly ResponseRead[],
  around: Surroundings,
): boolean {
  const { document } = around;
  if (reads.some(({ path }) => path[0]!.name !== 'error')) return false;
  const bodies = usesOfResult(range, around)?.filter((use) => document.startsWith('.json()', use.range.end));
  return bodies !== undefined && bodies.length > 1;
}

/** Clients of languages in which a function gives nothing without saying so. */
const DISCARDS = /^(?:fetch|ofetch|axios|ky|got|requests|httpx|urllib|aiohttp)$/;

/** True for a call that is a statement: nothing is done with what it gives. */
function isAlone({ start, end }: Range, document: string): boolean {
  const before = document.slice(document.lastIndexOf('\n', start - 1) + 1, start);
  return (
    /^\s*(?:await\s+)?$/.test(before) &&
    /^(?:\.raise_for_status\(\))?[ \t]*;?[ \t]*(?:\r?\n\s*(?![\s.?])|$)/.test(document.slice(end, end + 200))
  );
}

/** A command that writes the answer to a file. */
const SAVES =
  /\s(?:-[a-zA-Z]*o|--output)[ =]*(?!\/dev\/null)\S|\s1?>[ \t]*(?!&|\/dev\/null)[^\s>]+(?:[ \t]+2>\S+)?[ \t]*$/;

/** The client of that name in PHP. */
const PHP_CURL = /\bcurl_\w+\s*\(|\bcurl_exec\b/;

/** True when a program, or the command behind, may read the answer. */
export function isRead({ client, range }: ApiCall, { path }: Endpoint, document: string): boolean {
  if (path === '/v2/liveness') return false;
  if (DISCARDS.test(client) && isAlone(range, document)) return false;
  const isProgram = !PRINTS.test(client) || PHP_CURL.test(document.slice(range.start, range.end));
  if (isProgram || SAVES.test(document.slice(range.start, range.end))) return true;
  const before = document.slice(document.lastIndexOf('\n', range.start - 1) + 1, range.start);
  const isText = /^[ \t>]*(?:[-*+|]|\d+[.)])[ \t]/.test(before);
  // A command that a program keeps as a text.
  if (!isText && /(?:\b(?:const|let|var|return)\b[^`]*|[\w"'?]\s*:\s*|[([,=]\s+)`$/.test(before))
    return false;
  const behind = document.slice(range.end, range.end + 120);
  return (
    /^(?:[ \t]*\$\(\w+\))*[ \t]*(?:2>\S+[ \t]*)?(?:\\\r?\n[ \t]*)?\\?\|(?!\|)/.test(behind) ||
    /^[ \t]*(?:2>\S+[ \t]*)?1?>[ \t]*(?!&|\/dev\/null)\S/.test(behind) ||
    /(?:\(|(?:[=("']|\b(?:echo|in)\s+)`)$/.test(before)
  );
}
