import type { Endpoint } from '../catalogue/endpoint.ts';
import { collide } from '../edits.ts';
import type { ApiCall, ResponseRead, TextEdit } from '../model.ts';
import { movedTo, responseOf } from '../reads/responses.ts';
import { rules } from '../rules/index.generated.ts';
import type { Range } from '../source.ts';
import { comparedCode, errorEdits, errorTypeEdits } from './error-codes.ts';
import { printedReads } from './jq-reads.ts';
import { callTo } from './migrated-call.ts';
import { requestFileReads } from './request-file-reads.ts';
import type { Surroundings } from './surroundings.ts';
import { meetsErrors, tolerant } from './tolerant-reads.ts';

/** What becomes of the reads of a call's answer. */
export interface AnswerPlan {
  readonly edits: readonly TextEdit[];
  readonly notes: readonly string[];
}

/** Clients of a command line: what they print is read by who typed them. */
const PRINTS = /^(?:curl|curlie|wget|httpie|xh|http|hurl|bruno|postman|insomnia)$/;
/** Tools whose requests are kept in files, with what reads their answers. */
const FILES = /^(?:http|hurl|bruno|postman|insomnia|terraform)$/;
/** Scripts in them that read answers. */
const SCRIPTS = /pm\.response\.json\(|\bresponseBody\b|insomnia\.response\.json\(/;
const UNSEEN =
  'v2 answers { meta, data }, and errors as { meta, error }. What reads this answer was not followed: change it by hand.';
/** What v1 told of itself. */
const READS_STATUS =
  /["'](?:status|services)["']\s*\]|\.get\(["']status|\bjson\(\)\)?\.(?:status|services)\b|\{\s*(?:status|services)\b[^{}]*\}\s*=|\bdata\.(?:status|services)\b/;
const GIVEN = 'Other code may read this answer as well, which is not seen here: v2 answers { meta, data }.';

/** Changes what is read of the answer to what v2 answers, as the rules about answers say. */
export function answerPlan(call: ApiCall, to: Endpoint, around: Surroundings): AnswerPlan {
  const { document, lineOf } = around;
  const reads = around.readsOf(call);
  if (FILES.test(call.client)) {
    const named = namedAnswerPlan(call, to, document);
    const own = requestFileReads(call, to, document);
    const scripts = call.editor.scripts?.shared.map(({ start, end }) => document.slice(start, end));
    const others = scripts ?? (/^(?:postman|insomnia)$/.test(call.client) ? [document] : []);
    const isScripted = others.some((text) => SCRIPTS.test(text));
    const notes = [...named.notes, ...own.notes, ...(isScripted ? [UNSEEN] : [])];
    return { edits: [...named.edits, ...own.edits], notes: [...new Set(notes)] };
  }
  if (to.path === '/v2/liveness' && READS_STATUS.test(document.slice(call.range.start, call.range.end + 400)))
    return { edits: [], notes: ['v2 answers data.message in the place of status: change what reads it.'] };
  if (reads.length === 0) {
    if (!PRINTS.test(call.client))
      return {
        edits: [],
        notes: isRead(call, to, document) && !isOnlyAsked(call, to, document) ? [UNSEEN] : [],
      };
    const isReadAt = (range: Range): boolean => isRead({ ...call, range }, to, document);
    // What a function does not read itself, those who call it may.
    const places = isReadAt(call.range) ? [call.range] : (call.answers ?? []).filter(isReadAt);
    const found = places.map((place) => printedReads(place, to.operation, document));
    const isWhole = found.every((one) => one.isWhole);
    const edits = new Map(found.flatMap((one) => one.edits).map((edit) => [edit.range.start, edit]));
    return { edits: [...edits.values()], notes: isWhole ? [] : [UNSEEN, ...listNotes(to)] };
  }
  const migrated = callTo(call, to);
  const edits: TextEdit[] = [];
  const notes = new Set<string>();
  let isLacking = false;
  const add = (
    message: string,
    at: number,
    given: readonly TextEdit[] | undefined,
    read?: ResponseRead,
  ): void => {
    const meets = given !== undefined && read !== undefined && meetsErrors(call, read, document);
    const made = meets ? tolerant(given, document) : given;
    // A type beside it would not take what stands in its place.
    isLacking ||= meets && given.length === 2 && given[0]!.newText.startsWith(OPENED);
    const own = (made ?? []).filter((edit) => !edits.some((other) => isSame(edit, other)));
    if (made && !collide(own, edits)) edits.push(...own);
    else notes.add(`Line ${lineOf(at) + 1}: ${message}`);
  };
  const comparesCodes = reads.some((read) => comparedCode(read, document) !== undefined);
  const hasMeta = responseOf(to.operation)?.fields.has('meta');
  for (const read of reads) {
    const { name, range } = read.path[0]!;
    const moved = errorEdits(read, reads);
    if (moved) {
      add('v2 has it in another place.', read.path[1]!.range.start, moved);
      continue;
    }
    const compared = comparedCode(read, document);
    if (compared) {
      const isSure = compared !== 'unsure';
      add(
        'v2 has no error codes. Compare error.status or error.type.',
        read.path[1]!.range.start,
        isSure ? compared : undefined,
      );
      continue;
    }
    // v1 answered what belongs to a key or an identity where v2 has what belongs to the request.
    if (name === 'meta' && hasMeta)
      add('v2 has it in data. Read data.meta.', range.start, read.insert?.(['data']), read);
    else
      for (const { message, range: place, fix } of reportsOf({ ...read, call: migrated })) {
        add(message, place.start, fix?.edits, read);
        if (fix && !comparesCodes) add(message, place.start, errorTypeEdits(read, document));
      }
  }
  const rest = call.client === 'axios' ? restOfFunction(call, document) : '';
  const failure = rest === '' ? PHP_THROWN.exec(document) : THROWN.exec(rest);
  const failed =
    rest === '' ? (failure?.index ?? 0) + (failure?.[0].length ?? 0) : call.range.end + (failure?.index ?? 0);
  const isRewritten = edits.some(
    ({ range }) => range.start >= failed && range.end <= failed + FARTHEST_THROWN,
  );
  if (failure && !isRewritten)
    notes.add(`Line ${lineOf(failed) + 1}: errors of v2 have detail for message and type for code.`);
  if (reads.some(({ given }) => given) || isReadTwice(call, reads, document)) notes.add(GIVEN);
  for (const note of listNotes(to)) notes.add(note);
  const fails = reads.some(({ path }) => path[0]!.name === 'error') || isLacking;
  return { edits: joinedPatterns(edits, document, fails), notes: [...notes] };
}

/** What items of lists are called otherwise in v2. Where they are read is not followed. */
const LISTED: Readonly<Record<string, string>> = {
  'apis.listKeys':
    'A key in the list has keyId for id, identity.externalId for ownerId and credits.remaining for remaining.',
  'ratelimit.listOverrides': 'An override in the list has overrideId for id.',
};

const listNotes = ({ operation }: Endpoint): readonly string[] =>
  Object.hasOwn(LISTED, operation) ? [LISTED[operation]!] : [];

const reportsOf = (read: ResponseRead) => rules.flatMap((rule) => rule.checkRead?.(read) ?? []);

/** Longer than what {@link THROWN} finds. */
const FARTHEST_THROWN = 60;

/** What stands behind a call up to where a function of the text ends or begins. */
function restOfFunction({ range: { end } }: ApiCall, document: string): string {
  const rest = document.slice(end, end + FARTHEST);
  const next =
    /\n\}|\n[ \t]*(?:export\s|(?:async\s+)?function\s|(?:public|private|static|async)\s+[\w$]+\s*\(|(?:app|router)\.)/.exec(
      rest,
    );
  return rest.slice(0, next?.index ?? rest.length);
}

/** What a client that throws says of an answer with an error. */
const THROWN = /\.response\??\.data\??\.error\??\.(?:message|code|docs)\b/;

/** The same of an exception of PHP, whose response may be kept under a name before. */
const PHP_THROWN =
  /->getResponse\(\)[\s\S]{0,400}?(?:\[["']error["']\]\[["'](?:message|code|docs)["']\]|->error->(?:message|code|docs)\b)/;

/** Changes what other requests of a file read of the answer to a request with a name. */
function namedAnswerPlan({ client, range }: ApiCall, { operation }: Endpoint, document: string): AnswerPlan {
  const above = document.slice(Math.max(0, range.start - 400), range.start);
  const name =
    /(?:^|\n)[ \t]*(?:#|\/\/)[ \t]*@name[ \t]*=?[ \t]*(\w+)[^\n]*\n(?:[ \t]*(?:#(?!##)|\/\/)[^\n]*\n|\s*\n)*$/.exec(
      above,
    )?.[1];
  if (name === undefined || client !== 'http') return { edits: [], notes: [] };
  const edits: TextEdit[] = [];
  const notes: string[] = [];
  const uses = new RegExp(String.raw`\{\{\s*${name}\.response\.body\.(?:\$\.)?(\w+)`, 'g');
  for (const use of document.matchAll(uses)) {
    const field = use[1]!;
    const end = use.index + use[0].length;
    const to = movedTo(operation, field);
    if (to) edits.push({ range: { start: end - field.length, end }, newText: to.join('.') });
    else if (to === null) notes.push(`v2 does not answer ${field}, and has nothing in its place.`);
  }
  return { edits, notes };
}

const OPENED = 'data: { ';
const CLOSED = ' }';

/** `{ data: { valid }, data: { code } }` as `{ data: { valid, code } }`. `fails`: errors have no `data`. */
function joinedPatterns(edits: readonly TextEdit[], document: string, fails: boolean): readonly TextEdit[] {
  const joined = edits.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let isOpened = false;
  // Patterns that are opened: what closes without one belongs to a type.
  let open = 0;
  for (let i = 0; i < joined.length; i++) {
    const { newText, range } = joined[i]!;
    if (newText.startsWith(OPENED)) open++;
    const closes =
      newText.endsWith(CLOSED) &&
      (isOpened || newText.startsWith(OPENED) || (/^ \}/.test(newText) && open > 0));
    isOpened = false;
    if (!closes) continue;
    const next = joined[i + 1];
    const between = next && document.slice(range.end, next.range.start);
    if (next?.newText.startsWith(OPENED) && /^,\s*$/.test(between!)) {
      joined[i] = { range, newText: newText.slice(0, -CLOSED.length) };
      const rest = next.newText.slice(OPENED.length);
      joined[i + 1] = { range: next.range, newText: rest };
      isOpened = true;
      continue;
    }
    open--;
    if (fails) joined[i] = { range, newText: `${newText} = {}` };
  }
  return joined.filter(({ newText, range }) => newText !== '' || range.start !== range.end);
}

/** Operations whose answers have nothing in them, in v1 and in v2. */
const EMPTY =
  /^(?:keys\.(?:deleteKey|updateKey|removePermissions|removeRoles)|apis\.deleteApi|identities\.deleteIdentity|ratelimit\.deleteOverride|permissions\.delete(?:Permission|Role))$/;
/** What is asked of a response whose body does not matter. */
const ASKS =
  /^(?:\??\.(?:ok|status|statusText|status_code|is_success|raise_for_status\(\)|ensureSuccessStatusCode\(\))(?![\w(])|\s*=(?!=))/;

/** Clients of languages whose answers are read by the names of their members. */
const PROGRAMS =
  /^(?:net\/http|guzzle|laravel|HttpClient|faraday|httparty|java\.net\.http|okhttp|RestTemplate|RestClient|WebClient)$/;
/** What reads an error of an answer. */
const FAILURE =
  /["'.>:]error\b|\bError\.|\b[Mm]essage["']|\bRead(?:From|As|All)|\bDecode\(|\.[bB]ody\b(?!\.Close)|->(?:json|body|object)\(|\breturn\b[^\n;]*\b(?:resp?|response|Do)\b/;
/** How far behind a call that is looked for. */
const NEAR = 1200;

/** `.then((response) => response.ok)` */
const ASKED_THEN = /^\s*\.then\(\s*\(?([\w$]+)\)?\s*=>\s*!?\1\.(?:ok|status)\b[^.()]*\)/;
/** What shows a text to people, or is thrown with it. */
const SHOWN = /\bconsole\.|\bthrow\b|\braise\b|\blog(?:ger|ging)?\.|\bprint\(/;

/** True where the text of a response, which is asked for at an index, is only shown. */
function isShownText(code: string, index: number, behind: string): boolean {
  if (!/^\.text(?:\(\)|\b(?!\())/.test(behind)) return false;
  const before = code.slice(code.lastIndexOf('\n', index) + 1, index);
  if (SHOWN.test(before)) return true;
  const name = /\b([\w$]+)\s*=\s*(?:await\s+)?$/.exec(before)?.[1]?.replaceAll('$', '\\$');
  if (name === undefined) return false;
  const uses = code.slice(index).matchAll(new RegExp(String.raw`(?<![\w$.])${name}(?![\w$])`, 'g'));
  return [...uses].every((use) => {
    const at = index + use.index;
    return SHOWN.test(code.slice(code.lastIndexOf('\n', at) + 1, at));
  });
}

/** True where what a call gives is under a name that is asked for no more than its status, or is not given on at all. */
function isOnlyAsked({ range, client }: ApiCall, { operation }: Endpoint, document: string): boolean {
  const isEmpty = EMPTY.test(operation);
  if (isEmpty && PROGRAMS.test(client) && !FAILURE.test(document.slice(range.start, range.end + NEAR)))
    return true;
  if (!/^(?:fetch|axios|ofetch|ky|got|requests|httpx|aiohttp|undici)$/.test(client)) return false;
  if (isEmpty || ASKED_THEN.test(document.slice(range.end, range.end + 200))) return true;
  const line = document.slice(document.lastIndexOf('\n', range.start - 1) + 1, range.start);
  const name = /(?:^|\s)([\w$]+)\s*(?::[^=]*)?=\s*(?:await\s+)?$/.exec(line)?.[1]?.replaceAll('$', '\\$');
  if (name === undefined || /^[ \t]*[.?[]/.test(document.slice(range.end, range.end + 20))) return false;
  const uses = new RegExp(String.raw`(?<![\w$.])${name}(?![\w$])`, 'g');
  const rest = document.slice(range.end, range.end + FARTHEST);
  for (const use of rest.matchAll(uses)) {
    const behind = rest.slice(use.index + use[0].length, use.index + use[0].length + 40);
    if (!ASKS.test(behind) && !isShownText(rest, use.index, behind)) return false;
    if (/^\s*=/.test(behind)) return true;
  }
  return rest.length < FARTHEST;
}

/** How far behind a call its response is looked for. */
const FARTHEST = 4_000;

/** True where only errors are seen to be read, and the response is asked for its body once more than for those. */
function isReadTwice({ range }: ApiCall, reads: readonly ResponseRead[], document: string): boolean {
  if (reads.some(({ path }) => path[0]!.name !== 'error')) return false;
  const line = document.slice(document.lastIndexOf('\n', range.start) + 1, range.start);
  const name = /([\w$]+)\s*(?::[^=]*)?=\s*(?:await\s+)?$/.exec(line)?.[1]?.replaceAll('$', '\\$');
  if (name === undefined) return false;
  const bodies = new RegExp(String.raw`(?<![\w$.])${name}\.json\(\)|(?<![\w$.])${name}\s*=(?!=)`, 'g');
  let count = 0;
  for (const [found] of document.slice(range.end, range.end + FARTHEST).matchAll(bodies)) {
    if (found.endsWith('=')) break;
    count++;
  }
  return count > 1;
}

const isSame = (a: TextEdit, b: TextEdit): boolean =>
  a.range.start === b.range.start && a.range.end === b.range.end && a.newText === b.newText;

/** Clients of languages in which a function gives nothing without saying so. */
const DISCARDS = /^(?:fetch|ofetch|axios|ky|got|requests|httpx)$/;

/** True for a call that is a statement: nothing is done with what it gives. */
function isAlone({ start, end }: Range, document: string): boolean {
  const before = document.slice(document.lastIndexOf('\n', start - 1) + 1, start);
  return (
    /^\s*(?:await\s+)?$/.test(before) &&
    /^[ \t]*;?[ \t]*(?:\r?\n\s*(?![\s.?])|$)/.test(document.slice(end, end + 200))
  );
}

/** A command that writes the answer to a file. */
const SAVES = /\s(?:-[a-zA-Z]*o|--output)[ =]*(?!\/dev\/null)\S/;

/** The client of that name in PHP. */
const PHP_CURL = /\bcurl_\w+\s*\(|\bcurl_exec\b/;

/** True when a program, or the command behind, may read the answer. */
function isRead({ client, range }: ApiCall, { path }: Endpoint, document: string): boolean {
  if (path === '/v2/liveness') return false;
  if (DISCARDS.test(client) && isAlone(range, document)) return false;
  const isProgram = !PRINTS.test(client) || PHP_CURL.test(document.slice(range.start, range.end));
  if (isProgram || SAVES.test(document.slice(range.start, range.end))) return true;
  const before = document.slice(document.lastIndexOf('\n', range.start - 1) + 1, range.start);
  // A command that a program keeps as a text.
  if (/(?:\b(?:const|let|var|return)\b[^`]*|[\w"'?]\s*:\s*|[([,=]\s+)`$/.test(before)) return false;
  return (
    /^[ \t]*(?:\\\r?\n[ \t]*)?\|/.test(document.slice(range.end, range.end + 80)) || /[(`]$/.test(before)
  );
}
