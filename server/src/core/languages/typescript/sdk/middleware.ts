import type { CallExpression, Expression } from '../../../expression.ts';
import type { JsonMember, TextEdit } from '../../../model.ts';
import type { SdkPart } from '../../../sdk/program.ts';
import { bindingTypeEdits, environmentTypeEdits } from '../environment-types.ts';
import type { Reading } from '../reading.ts';
import { Kind, tokenAt, wordAt } from '../tokens.ts';
import { ContextReads } from './contexts.ts';
import {
  askedFor,
  hasBindings,
  isArgument,
  type TakenVariable,
  takenVariable,
  writtenVariable,
} from './environments.ts';
import { lineAt } from './lines.ts';
import { withoutMembers } from './members.ts';
import { honoReads, indexOf, readsOfHandlers, readsOfRequest } from './middleware-reads.ts';
import type { ProgramItem } from './programs.ts';
import { rootKeyTwin } from './root-key-twins.ts';
import { type RootKeyRead, rootKeyRead } from './root-keys.ts';

const KEPT = /^(?:tags|permissions|getKey|handleInvalidKey|onError)$/;
const GONE = /^(?:disableTelemetry)$/;
const ROOT_KEY =
  'It needs a root key now: set UNKEY_ROOT_KEY where this runs, with the permission to verify keys.';
const ANY_API = 'In v2 the permissions of the root key say which APIs it may verify keys of.';
const TYPE = 'The type of the environment has to name it.';
const OF_REQUEST = 'v2 gives `req.unkey.data`: where other code reads it, that changes as well.';
const OF_CONTEXT = 'v2 gives `c.get("unkey").data`: where other files read it, they change as well.';
const INVALID = ' `handleInvalidKey` is what answers keys that are not valid.';
/** A type of the environment that names it already. */
const NAMED = /\bUNKEY_ROOT_KEY\??:/;
const NOT_SEEN = 'Its options are not seen here. Give it a `rootKey` in the place of `apiId` by hand.';
const UNSEEN =
  'Its options are not seen here: v2 needs a `rootKey` in them, with the permission to verify keys, and takes no `apiId`.';
/** An `apiId` that a request is asked for. */
const FUNCTION =
  /\bapiId:\s*(?:async\s*)?(?:\([^()]*\)|\w+)\s*=>|\bapiId:\s*(?:async\s+)?function\b|\bapiId\s*\(/;
const FROM_CONTEXT =
  'v2 takes a `rootKey`, which no function gives. Write (c, next) => unkey({ rootKey: c.env.UNKEY_ROOT_KEY })(c, next).';

/** What becomes of `withUnkey(handler, { apiId })` of `@unkey/nextjs` and `unkey({ apiId })` of `@unkey/hono`. */
export function middlewareParts(
  reading: Reading,
  items: readonly ProgramItem[],
  typed: boolean,
): readonly SdkPart[] {
  const reads = new ContextReads(reading);
  const parts = items.flatMap((item) => {
    const part = middlewarePart(reading, item, typed, reads);
    return part ? [part] : [];
  });
  if (!parts.some(({ isOld }) => isOld)) return [];
  if (items[0]!.sdk.package === '@unkey/hono') honoReads(reading, reads);
  const [first, ...others] = parts;
  return [
    {
      ...first!,
      edits: [...first!.edits, ...reads.edits],
      notes: [...first!.notes, ...reads.notes],
    },
    ...others,
  ];
}

function middlewarePart(
  reading: Reading,
  { call, value, sdk, name }: ProgramItem,
  typed: boolean,
  reads: ContextReads,
): SdkPart | undefined {
  const { source, values, document, tokens } = reading;
  const isNext = value.path === 'withUnkey';
  if (!isNext && value.path !== 'unkey') return undefined;
  const from = isNext ? 'withUnkey({ apiId })' : 'unkey({ apiId })';
  const part = {
    range: source.range(call.start, tokens.ends[name]!),
    from,
    to: from.replace('apiId', 'rootKey'),
    isOld: true,
  };
  const stays = (obstacle: string): SdkPart => ({ ...part, edits: [], notes: [], obstacle });
  const at = isNext ? 1 : 0;
  const given = call.args[at];
  const code = source.slice(call.start, call.end).text;
  const asked = isNext || !isArgument(reading, call) ? undefined : askedFor(code);
  const taken = environmentOf(reading, call, at);
  const isHandedIn = !isNext && taken === undefined && isArgument(reading, call);
  const context =
    asked ?? (isHandedIn && hasBindings(reading) ? { parameter: 'c', environment: 'c.env' } : undefined);
  const handedIn = context ? `${context.environment}.UNKEY_ROOT_KEY` : taken?.code;
  const twin = handedIn === undefined ? rootKeyTwin(reading, call) : undefined;
  const read: RootKeyRead = twin
    ? { code: twin.code, edits: twin.edits, ...(twin.note === undefined ? { isRead: true } : {}) }
    : rootKeyRead(reading, [call], false);
  const key = handedIn ?? read.code;
  const types =
    handedIn && typed
      ? (environmentTypeEdits(source, 'UNKEY_ROOT_KEY', taken?.near ?? code) ??
        (isNext ? undefined : bindingTypeEdits(source, 'UNKEY_ROOT_KEY')))
      : undefined;
  const isSure =
    twin !== undefined || (handedIn === undefined && rootKeyRead(reading, [call], true).code === read.code);
  const member =
    key === 'rootKey' ? key : `rootKey: ${key}${typed && !context && !types?.length && !isSure ? '!' : ''}`;
  const edits: TextEdit[] = [];
  const ignored: string[] = [];
  let hasApi = false;
  if (!call.intact || call.args.length < at) return stays(NOT_SEEN);
  if (given === undefined) {
    const last = call.args[at - 1];
    const end = source.range(last ? last.end : call.end - 1, last ? last.end : call.end - 1).start;
    edits.push({ range: { start: end, end }, newText: `${last ? ', ' : ''}{ ${member} }` });
  } else {
    const json = given.kind === 'object' ? values.json(given) : undefined;
    if (json?.kind !== 'object') {
      const own = new ContextReads(reading);
      if (isNext) readsOfRequest(reading, call.args[0]!, own);
      if (own.isOld) return { ...part, edits: own.edits, notes: [...own.notes, UNSEEN] };
      return sdk.generation === 'v1' ? stays(NOT_SEEN) : undefined;
    }
    const has = (key: string): boolean => json.members.some((m) => m.key === key);
    if (!has('apiId') && (has('rootKey') || !json.complete)) return undefined;
    const apiId = json.members.find(({ key }) => key === 'apiId');
    hasApi = has('apiId');
    const gone: JsonMember[] = [];
    for (const one of json.members) {
      if (GONE.test(one.key) || (one.key === 'apiId' && has('rootKey'))) gone.push(one);
      else if (!KEPT.test(one.key) && !/^(?:apiId|rootKey)$/.test(one.key)) {
        const instead = /^on(?!Error)|invalid|unauthori/i.test(one.key) ? INVALID : '';
        const line = lineAt(document, one.keyRange.start);
        ignored.push(`Line ${line}: no release has the option \`${one.key}\`, so it does nothing.${instead}`);
      }
    }
    const removed = gone.length > 0 ? withoutMembers(document, json, gone) : [];
    if (!removed) return stays(NOT_SEEN);
    edits.push(...removed);
    if (!isNext && !asked && apiId && !has('rootKey') && FUNCTION.test(code)) return stays(FROM_CONTEXT);
    if (apiId && !has('rootKey')) edits.push(...(taken?.edits ?? []), ...inPlaceOf(reading, given, member));
    else if (!apiId) {
      const start = json.range.start + 1;
      const isAll = json.members.length === gone.length && json.complete;
      if (isAll) edits.splice(-removed.length, removed.length);
      const end = isAll ? json.range.end - 1 : start;
      const line = /^[ \t]*(\r?\n[ \t]*)/.exec(document.slice(start, start + 100))?.[1] ?? ' ';
      edits.push({ range: { start, end }, newText: isAll ? ` ${member} ` : `${line}${member},` });
    }
    readsOfHandlers(reading, given, reads);
  }
  if (context) {
    const { start, end } = source.range(call.start, call.end);
    edits.push(
      { range: { start, end: start }, newText: `(${context.parameter}, next) => ` },
      { range: { start: end, end }, newText: `(${context.parameter}, next)` },
    );
  }
  if (types) edits.push(...types);
  if (handedIn === undefined && edits.some(({ newText }) => newText.includes(read.code)))
    edits.push(...read.edits);
  const handler = isNext ? call.args[0] : undefined;
  const isElsewhere = handler ? readsOfRequest(reading, handler, reads) : isReadElsewhere(reading);
  return {
    ...part,
    edits,
    notes: [
      twin?.note !== undefined
        ? twin.note
        : read.isRead && handedIn === undefined
          ? `v2 needs a root key to verify keys: \`${read.code}\` needs the permission for it.`
          : !types?.length && (context || (handedIn && typed && !NAMED.test(document)))
            ? `${ROOT_KEY} ${TYPE}`
            : handedIn === undefined && read.note !== undefined
              ? `${ROOT_KEY} ${read.note}`
              : ROOT_KEY,
      ...(hasApi ? [ANY_API] : []),
      ...ignored,
      ...(isElsewhere ? [isNext ? OF_REQUEST : OF_CONTEXT] : []),
    ],
  };
}

/** Imports from a file of the program, and exports of names. */
const OTHER_FILES =
  /\b(?:from|import|require\()\s*["'](?:\.{1,2}|[@~#$]?|\$lib)\/|\bexport\s+(?!default\b|type\b|interface\b)|\bexports\b/;

/** True where other files may read what middleware hands in: they are given it, or are the routes. */
const isReadElsewhere = ({ document }: Reading): boolean => OTHER_FILES.test(document);

/** The variable beside that of `apiId`, where a platform hands its environment in: `c.env.UNKEY_ROOT_KEY`. */
function environmentOf(reading: Reading, call: CallExpression, at: number): TakenVariable | undefined {
  const { source, tokens } = reading;
  const written = writtenVariable(source.slice(call.start, call.end).text, 'UNKEY_ROOT_KEY');
  const given = call.args[at];
  if (written || given?.kind !== 'object') return written;
  const open = tokenAt(tokens, given.start);
  const name = indexOf(tokens, open, (word) => word === 'apiId');
  const value = wordAt(tokens, name + 1) === ':' ? name + 2 : name;
  const isName = name > 0 && tokens.kinds[value] === Kind.word && /^[,}]$/.test(wordAt(tokens, value + 1));
  return isName ? takenVariable(reading, value, 'UNKEY_ROOT_KEY') : undefined;
}

/** Puts a member in the place of `apiId`, whatever its value. */
function inPlaceOf({ source, tokens }: Reading, given: Expression, member: string): readonly TextEdit[] {
  const open = tokenAt(tokens, given.start);
  const close = tokens.mates[open]!;
  const first = indexOf(tokens, open, (word) => /^["']?apiId["']?$/.test(word));
  if (first < 0) return [];
  const comma = indexOf(tokens, open, (word) => word === ',', first);
  const last = (comma < 0 ? close : comma) - 1;
  return [{ range: source.range(tokens.starts[first]!, tokens.ends[last]!), newText: member }];
}
