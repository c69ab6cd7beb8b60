import type { Endpoint } from '../catalogue/endpoint.ts';
import { answerChangeOf } from '../catalogue/sdks/answers.ts';
import { collide } from '../edits.ts';
import type { ApiCall, ResponseRead, TextEdit } from '../model.ts';
import { movedTo, responseOf } from '../reads/responses.ts';
import { rules } from '../rules/index.generated.ts';
import { answerTypeNotes } from './answer-types.ts';
import { caughtErrors, keptInErrors } from './caught-errors.ts';
import { comparedResults, keptCodes } from './compared-codes.ts';
import { decodedErrors } from './decoded-errors.ts';
import { emptiedReads } from './emptied-reads.ts';
import {
  comparedCode,
  comparedTypePlan,
  errorEdits,
  errorTypeEdits,
  requestTypeEdits,
} from './error-codes.ts';
import { areItemsSeen, handedPlan, isGuardedRead, isHandedOn, itemPlan } from './handed-answers.ts';
import { handedErrors } from './handed-errors.ts';
import { keptErrorTypes } from './kept-error-types.ts';
import { callTo } from './migrated-call.ts';
import { openTypes } from './open-types.ts';
import { joinedPatterns, OPENED } from './patterns.ts';
import { printedAnswerPlan } from './printed-answers.ts';
import { requestFileReads } from './request-file-reads.ts';
import { answersMore, isOnlyAsked, isRead, isReadTwice, PRINTS } from './response-uses.ts';
import { senderErrorAt } from './sender-errors.ts';
import type { Surroundings } from './surroundings.ts';
import { isCast, meetsErrors, tolerant } from './tolerant-reads.ts';
import { addItems, itemsIn, noteUses } from './typed-reads.ts';
import { unansweredReads } from './unanswered.ts';
import { unwrappedPlan } from './unwrapped-reads.ts';

/** What becomes of the reads of a call's answer. */
export interface AnswerPlan {
  readonly edits: readonly TextEdit[];
  readonly notes: readonly string[];
}

/** Tools whose requests are kept in files, with what reads their answers. */
const FILES = /^(?:http|hurl|bruno|postman|insomnia|terraform)$/;
/** Scripts in them that read answers. */
const SCRIPTS = /pm\.response\.json\(|\bresponseBody\b|insomnia\.response\.json\(/;
const UNSEEN =
  'v2 answers { meta, data }, and errors as { meta, error }. What reads this answer was not followed: change it by hand.';
/** What v1 told of itself. */
const READS_STATUS =
  /["'](?:status|services)["']\s*\]|\.get\(["']status|\bjson\(\)\)?\.(?:status|services)\b|\{\s*(?:status|services)\b[^{}]*\}\s*=|\bdata\.(?:status|services)\b|\bjq\b[^\n]*\.(?:status|services)\b/;
const NO_CODES = 'v2 has no error codes. Compare error.status or error.type.';
const ERROR_TYPE = 'errors of v2 have type for code and detail for message: change this type.';
const OPEN_TYPE = 'other files may use this type, which has what v2 answers now.';
const OPEN_CODE = 'this is the type of the error in v2. Other files that compare it have to compare that.';
const STATUS_TYPE = 'errors of v2 have status, a number, for code and detail for message: change this type.';
/** How far behind the first read of an error its others are. */
const NEAR_ID = 160;
const FIRST_PAGE = 'v2 answers 100 at once: ask for more with the `cursor` of `pagination`.';
const GIVEN = 'Other code may read this answer as well, which is not seen here: v2 answers { meta, data }.';

/** Changes what is read of the answer to what v2 answers, as the rules about answers say. */
export function answerPlan(call: ApiCall, to: Endpoint, around: Surroundings): AnswerPlan {
  const { edits, notes } = readsPlan(call, to, around);
  const isPaged = answerChangeOf(to.operation).list === 'bare';
  return { edits, notes: isPaged ? [...notes, FIRST_PAGE] : notes };
}

function readsPlan(call: ApiCall, to: Endpoint, around: Surroundings): AnswerPlan {
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
    if (!PRINTS.test(call.client)) {
      const isUnseen = isRead(call, to, document) && !isOnlyAsked(call, to, around);
      const raised = raisedNotes(call, [], around);
      const unseen =
        isUnseen && (raised.length === 0 || answersMore(to)) ? unseenNotes(call, to, around) : [];
      return { edits: [], notes: [...unseen, ...raised] };
    }
    return printedAnswerPlan(call, to, around, listNotes(to));
  }
  const migrated = callTo(call, to);
  const edits: TextEdit[] = [];
  const notes = new Set<string>();
  const lacking = new Set<number>();
  let isItemized = false;
  const add = (
    message: string,
    at: number,
    given: readonly TextEdit[] | undefined,
    read?: ResponseRead,
  ): void => {
    const meets = given !== undefined && read !== undefined && meetsErrors(call, read, around);
    const made = meets ? tolerant(given, document) : given;
    // A type beside it would not take what stands in its place.
    if (meets && given[0]?.newText.startsWith(OPENED)) {
      if (given.length === 2 || isCast(given, document)) lacking.add(given[0].range.start);
      else if (given.some(({ newText }) => newText === '{ data: '))
        notes.add(
          `Line ${lineOf(at) + 1}: an answer to a call that failed has no data, and this throws then.`,
        );
    }
    const own = (made ?? []).filter((edit) => !edits.some((other) => isSame(edit, other)));
    if (made && !collide(own, edits)) edits.push(...own);
    else notes.add(`Line ${lineOf(at) + 1}: ${inBody(message, at, document)}`);
  };
  const codes = new Map(reads.map((read) => [read, comparedCode(read, document)]));
  const comparesCodes = [...codes.values()].some((code) => code !== undefined);
  const isUnsure = [...codes.values()].includes('unsure');
  const isShown = reads.some(
    (read) =>
      read.path[0]!.name === 'error' && read.path[1]?.name === 'code' && codes.get(read) === undefined,
  );
  const changeType = (read: ResponseRead): void => {
    const { edits: own, declared } = comparedTypePlan(read, isShown, document);
    if (!isUnsure) add(STATUS_TYPE, read.path[1]!.range.start, own);
    for (const at of isUnsure ? [] : declared) notes.add(`Line ${lineOf(at) + 1}: ${STATUS_TYPE}`);
  };
  const isUnwrapped = reads.some(({ unwrapped }) => unwrapped);
  const hasMeta = responseOf(to.operation)?.fields.has('meta');
  for (const read of reads) {
    const { name, range } = read.path[0]!;
    if (isHandedOn(read)) {
      const { edits: own, note } = handedPlan(call, read, to, around);
      if (own) add(note ?? '', range.start, own);
      if (note !== undefined) notes.add(`Line ${lineOf(range.start) + 1}: ${note}`);
      continue;
    }
    const unwrapped = unwrappedPlan(read, to);
    if (unwrapped) {
      if (unwrapped.edits || unwrapped.note)
        add(unwrapped.note ?? '', read.path.at(-1)!.range.start, unwrapped.edits);
      continue;
    }
    const item = itemPlan(read, to);
    if (item) add(item.note ?? '', read.path[2]!.range.start, item.edits);
    const moved = errorEdits(read, reads);
    if (moved) {
      add('v2 has it in another place.', read.path[1]!.range.start, moved);
      add('', read.path[1]!.range.start, requestTypeEdits(read, document));
      continue;
    }
    const last = read.path.at(-1)!;
    if (last.typed?.compared && name === 'error' && last.name === 'code') {
      add(NO_CODES, last.typed.compared.start, undefined);
      continue;
    }
    const compared = codes.get(read);
    if (compared) {
      const isSure = compared !== 'unsure';
      add(NO_CODES, read.path[1]!.range.start, isSure ? compared : undefined);
      changeType(read);
      continue;
    }
    // v1 answered what belongs to a key or an identity where v2 has what belongs to the request.
    const items = itemsIn(read, to.operation);
    if (items) addItems(items, to.operation, add);
    isItemized ||= items !== undefined;
    // A program that takes both answers has it where v2 does.
    if (name === 'meta' && read.path[1]?.name === 'requestId' && isUnwrapped) continue;
    if (name === 'meta' && hasMeta)
      add('v2 has it in data. Read data.meta.', range.start, read.insert?.(['data']), read);
    else
      for (const { message, range: place, fix } of reportsOf({ ...read, call: migrated })) {
        if (!fix && last.typed?.isUnused) continue;
        add(message, place.start, fix?.edits, read);
        const moved = fix && read.path.length === 1 ? movedTo(to.operation, name) : undefined;
        if (moved) noteUses(last, moved, add);
        if (fix && name === 'error' && last.name === 'code' && last.typed?.isOpen)
          notes.add(`Line ${lineOf(place.start) + 1}: ${OPEN_CODE}`);
        if (fix && !comparesCodes) {
          add(message, place.start, errorTypeEdits(read, document));
          const kept = keptErrorTypes(read, around);
          add(message, place.start, kept.edits);
          for (const at of kept.left) notes.add(`Line ${lineOf(at) + 1}: ${ERROR_TYPE}`);
        } else if (fix && name === 'error') changeType(read);
      }
  }
  for (const { read, edits: own } of unansweredReads(call, reads, to.operation, edits, around)) {
    const { name, range } = read.path[0]!;
    add(`v2 does not answer ${name}, and has nothing in its place.`, range.start, own, read);
  }
  for (const { name, range } of emptiedReads(reads, to.operation))
    notes.add(
      `Line ${lineOf(range.start) + 1}: v2 leaves ${name} out where it is empty, and this fails then.`,
    );
  for (const note of raisedNotes(call, edits, around)) notes.add(note);
  for (const at of handedErrors(reads)) notes.add(errorNote(lineOf(at)));
  for (const at of keptCodes(reads, edits, around)) notes.add(`Line ${lineOf(at) + 1}: ${NO_CODES}`);
  const isError = ({ path }: ResponseRead): boolean => path[0]!.name === 'error';
  for (const at of openTypes(edits, document)) notes.add(`Line ${lineOf(at) + 1}: ${OPEN_TYPE}`);
  const isGiven = reads.some(({ given }) => given) || isReadTwice(call, reads, around);
  if (isGiven) notes.add(GIVEN);
  // What succeeds is read in a way that is not followed, where only what fails is.
  else if (reads.every(isError) && answersMore(to))
    for (const note of unseenNotes(call, to, around)) notes.add(note);
  if (!isItemized && !areItemsSeen(reads)) for (const note of listNotes(to)) notes.add(note);
  const isGuarded = reads.every((read) => isError(read) || isGuardedRead(call, read, around));
  const errors = isGuarded ? [] : reads.filter(isError).map(({ path }) => path[0]!.range.start);
  const fails = (at: number): boolean =>
    lacking.has(at) || errors.some((error) => isOnePattern(document, error, at));
  return { edits: joinedPatterns(edits, document, fails), notes: [...notes] };
}

/** True for two offsets in one pattern. */
const isOnePattern = (document: string, a: number, b: number): boolean =>
  !/[;=]/.test(document.slice(Math.min(a, b), Math.max(a, b)));

/** Notes of an answer whose reads are not followed: of the types it is decoded into, if they are seen. */
function unseenNotes(call: ApiCall, to: Endpoint, around: Surroundings): readonly string[] {
  const typed = answerTypeNotes(call, to, around);
  return typed.length > 0 ? [...typed, ...listNotes(to)] : [UNSEEN];
}

/** A message for a read of a body that a program calls `data`, which would tell to read what is read there. */
const inBody = (message: string, at: number, document: string): string =>
  /(?<![\w$])data(?:\??\.|->|\[["']|\.get\(["'])$/.test(document.slice(Math.max(0, at - 16), at))
    ? message.replace('Read data', 'Read data.data')
    : message;

function raisedNotes(call: ApiCall, edits: readonly TextEdit[], around: Surroundings): readonly string[] {
  const caught = caughtErrors(call, edits, around);
  const decoded = decodedErrors(call.client, call.range, around);
  const places = [senderErrorAt(call, around), ...decoded, ...caught.map(({ at }) => at)];
  const compared = caught.flatMap(({ name }) => (name === undefined ? [] : comparedResults(name, around)));
  return [
    ...places.flatMap((at) => (at === undefined ? [] : [errorNote(around.lineOf(at), idNear(at, around))])),
    ...[...compared, ...keptInErrors(call, around)].map((at) => `Line ${around.lineOf(at) + 1}: ${NO_CODES}`),
  ];
}

const errorNote = (line: number, hasId = false): string =>
  `Line ${line + 1}: errors of v2 have detail for message and type for code${
    hasId ? ', and requestId is in meta' : ''
  }.`;

/** True where what is read of an error in the lines from an offset on is what the request is called as well. */
const idNear = (at: number, { document }: Surroundings): boolean =>
  /^(?:[^\n]*\n){0,2}[^\n]*\brequestId\b/.test(
    document.slice(document.lastIndexOf('\n', at) + 1, at + NEAR_ID),
  );

/** What items of lists are called otherwise in v2. Where they are read is not followed. */
const LISTED: Readonly<Record<string, string>> = {
  'apis.listKeys':
    'A key in the list has keyId for id, identity.externalId for ownerId and credits.remaining for remaining.',
  'ratelimit.listOverrides': 'An override in the list has overrideId for id.',
};

const listNotes = ({ operation }: Endpoint): readonly string[] =>
  Object.hasOwn(LISTED, operation) ? [LISTED[operation]!] : [];

const reportsOf = (read: ResponseRead) => rules.flatMap((rule) => rule.checkRead?.(read) ?? []);

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

const isSame = (a: TextEdit, b: TextEdit): boolean =>
  a.range.start === b.range.start && a.range.end === b.range.end && a.newText === b.newText;
