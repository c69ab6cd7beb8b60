import type { Endpoint } from '../catalogue/endpoint.ts';
import { joinedEdits } from '../edits.ts';
import type { ApiCall, ResponseRead, TextEdit } from '../model.ts';
import { WHOLE } from '../reads/answer-body.ts';
import { EACH } from '../reads/flow.ts';
import { responseOf } from '../reads/responses.ts';
import { movedInItem } from './item-names.ts';
import { codeBefore } from './passed-code.ts';
import type { Surroundings } from './surroundings.ts';
import { NEVER_THROWS } from './tolerant-reads.ts';

/** What becomes of one use of an answer: edits, where they are certain, and what a user should know of it. */
export interface UsePlan {
  readonly edits?: readonly TextEdit[];
  readonly note?: string;
}

/** Clients that answer errors as they answer everything else. */
const GIVES_ERRORS = /^(?:fetch|undici|node:https|XMLHttpRequest|request|needle)$/;
/** Code that leaves where an answer is an error, or goes on where it is none. */
const GUARDS =
  /\bif\s*\([^)]*?(?:\.ok\b|\.status(?:Code)?\b|\.error\b|\berror\b)|\.ok\s*(?:\?|&&)|\bassert\w*\([^)]*\.ok\b/;
/** Operations for which v1 answered the list itself. */
const BARE_LISTS = /^(?:keys\.(?:add|set)(?:Roles|Permissions)|permissions\.list(?:Roles|Permissions))$/;
/** What answers have under other names in v2. */
const RENAMED: Readonly<Record<string, string>> = {
  'keys.verifyKey': 'identity.externalId for ownerId, credits for remaining and ratelimits for ratelimit',
  'keys.getKey': 'keyId for id, identity.externalId for ownerId and credits.remaining for remaining',
  'keys.whoami': 'keyId for id and credits.remaining for remaining',
  'ratelimit.getOverride': 'overrideId for id',
};

/** True where a program hands a whole answer on. */
export const isHandedOn = ({ path }: ResponseRead): boolean => path[0]!.name === WHOLE;

/** What becomes of code that hands a whole answer on: its `data`, which is what v1 answered. */
export function handedPlan(
  call: ApiCall,
  read: ResponseRead,
  { operation }: Endpoint,
  around: Surroundings,
): UsePlan {
  const shape = responseOf(operation);
  if (!shape) return {};
  const isList = shape.list && !BARE_LISTS.test(operation);
  const renamed = Object.hasOwn(RENAMED, operation) ? RENAMED[operation] : undefined;
  if (read.unwrapped && !isList) {
    const notes = [
      ...(renamed === undefined ? [] : [`v2 has ${renamed}`]),
      ...(meetsErrors(call, read, around) && !isGuardedRead(call, read, around)
        ? ['errors of v2 have detail for message and type for code']
        : []),
    ];
    return notes.length === 0 ? {} : { note: `This answer is handed on: ${notes.join(', and ')}.` };
  }
  const edits = isList || meetsErrors(call, read, around) ? undefined : read.insert?.(['data']);
  if (!edits)
    return {
      note: isList
        ? 'This answer is handed on: v2 has the list in data, and its cursor in pagination.'
        : 'This answer is handed on: v2 answers { meta, data }, and errors as { meta, error }.',
    };
  return renamed === undefined ? { edits } : { edits, note: `This answer is handed on: v2 has ${renamed}.` };
}

/** True for a read that only the answers to calls that did not fail reach. */
export const isGuardedRead = ({ range }: ApiCall, { path }: ResponseRead, around: Surroundings): boolean =>
  GUARDS.test(codeBefore(range, path[0]!.range.start, around));

function meetsErrors(call: ApiCall, read: ResponseRead, around: Surroundings): boolean {
  if (!GIVES_ERRORS.test(call.client)) return NEVER_THROWS.test(around.document);
  return !isGuardedRead(call, read, around);
}

/** What becomes of a member of an item of a list; undefined for other reads, and for what is called as it was. */
export function itemPlan(read: ResponseRead, { operation }: Endpoint): UsePlan | undefined {
  const [, each, member, inner] = read.path;
  if (each?.name !== EACH || !member) return undefined;
  const { name, range, shorthand } = member;
  const moved = movedInItem(operation, name);
  if (moved === undefined) return undefined;
  if (moved === null) return { note: `An item of the list has no ${name} in v2.` };
  const note = `An item of the list has ${moved} for ${name}. Read that.`;
  const names = moved.split('.');
  const last = names.pop()!;
  // What is read of a value that is another one in v2 is not known.
  const own = inner && name === 'refill' ? undefined : read.inItem?.(names, last);
  if (!own) return { note };
  const renamed: readonly TextEdit[] =
    last === name ? [] : [{ range, newText: shorthand === undefined ? last : `${last}${shorthand}${name}` }];
  return { edits: joinedEdits([...own, ...renamed]), note };
}

/** True where all that is read of the items of a list is seen. */
export const areItemsSeen = (reads: readonly ResponseRead[]): boolean =>
  reads.some(({ path }) => path[1]?.name === EACH) && !reads.some(({ listGiven }) => listGiven);
