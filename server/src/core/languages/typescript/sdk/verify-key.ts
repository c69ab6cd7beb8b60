import { answerChangeOf } from '../../../catalogue/sdks/answers.ts';
import type { CallExpression } from '../../../expression.ts';
import type { TextEdit } from '../../../model.ts';
import type { SdkPart } from '../../../sdk/program.ts';
import type { Reading } from '../reading.ts';
import { tokenAt, wordAt } from '../tokens.ts';
import { answerEdits } from './answers.ts';
import { clientFor, type NewClient } from './clients.ts';
import { environmentAt } from './environments.ts';
import { functionTypeEdits } from './method-types.ts';
import { clientElsewhere, clientNear } from './near-clients.ts';
import type { ProgramItem } from './programs.ts';
import { type RootKeyTwin, rootKeyTwin } from './root-key-twins.ts';
import { rootKeyRead } from './root-keys.ts';
import { typeArgumentEdits } from './type-arguments.ts';
import { variableUses } from './variable-uses.ts';

const BY_HAND = 'Make a `new Unkey({ rootKey })` and call its `keys.verifyKey({ key })`.';
const UNSURE = 'Whether it is given a key or an object is not seen here. Give it { key }, then migrate it.';
const ROOT_KEY =
  'It needs a root key now: set UNKEY_ROOT_KEY where this runs, with the permission to verify keys.';
const HANDED_IN = `${ROOT_KEY} The type of the environment has to name it.`;
/** A type of the environment that names it already. */
const NAMED = /\bUNKEY_ROOT_KEY\??:\s*string\b/;
const knownKey = (client: string): string =>
  `v2 needs a root key to verify keys: that of \`${client}\` needs the permission for it.`;
const readKey = (code: string): string =>
  `v2 needs a root key to verify keys: \`${code}\` needs the permission for it.`;
const HANDED_ON =
  '`verifyKey` is also handed on in this text, and v2 has no such function. Hand on `keys.verifyKey` of a `new Unkey({ rootKey })`.';
/** What people call a key. */
const KEY = /key|token|secret|auth|bearer|header/i;

/** What becomes of `verifyKey(key)` and `verifyKey({ key, apiId })`, the functions. */
export function verifyKeyParts(
  reading: Reading,
  items: readonly ProgramItem[],
  typed: boolean,
): readonly SdkPart[] {
  const own = items.filter(({ value }) => value.path === 'verifyKey');
  const [first] = own;
  if (!first) return [];
  const imported = importedAt(reading, first);
  if (imported === undefined)
    return own.map((item) => {
      const part = verifyKeyPart(reading, item, undefined, undefined, typed);
      // In a piece of a document that imports nothing there is no import that has to change with the others.
      return item.call.callee.kind === 'name' ? { ...part, alone: true } : part;
    });
  const near = own.map(({ call }) => clientNear(reading, items, call));
  const handed = own.map(({ call }, i) => (near[i] === undefined ? handedKey(reading, call) : undefined));
  const isMade = own.some((_, i) => near[i] === undefined && handed[i] === undefined);
  const how = isMade ? 'made' : handed.some((one) => one !== undefined) ? 'imported' : 'known';
  const calls = own.map(({ call }) => call);
  const read = rootKeyRead(reading, calls, typed);
  const client = clientFor(reading, imported, read, how, near[0]);
  const types = client && typeEdits(reading, own, client, isMade);
  const other = clientElsewhere(reading, items);
  return own.map((item, i) => {
    if (!types)
      return verifyKeyPart(reading, item, undefined, undefined, typed, client ? HANDED_ON : BY_HAND);
    const twin = client.isKnown ? undefined : handed[i];
    const known = near[i] ?? (client.isKnown ? client.name : undefined);
    const second = [
      read.isRead ? readKey(read.code) : ROOT_KEY,
      ...(read.note ? [read.note] : []),
      ...(other ? [other] : []),
    ].join(' ');
    const taken: readonly [string, string] =
      known !== undefined
        ? [known, knownKey(known)]
        : twin === undefined
          ? [client.name, second]
          : [
              `new Unkey({ ${twin.code === 'rootKey' ? '' : 'rootKey: '}${twin.code} })`,
              twin.note ?? readKey(twin.code),
            ];
    const shared = [...(i === 0 ? [...client.edits, ...types] : []), ...(twin?.edits ?? [])];
    return verifyKeyPart(reading, item, taken, shared, typed);
  });
}

/** The root key that a call has at hand: of an environment that it is handed, or of a configuration. */
function handedKey(reading: Reading, call: CallExpression): RootKeyTwin | undefined {
  const environment = environmentAt(reading, call);
  if (environment === undefined) return rootKeyTwin(reading, call);
  const note = NAMED.test(reading.document) ? ROOT_KEY : HANDED_IN;
  return { code: `${environment}.UNKEY_ROOT_KEY`, edits: [], note };
}

/** The edits of types that are taken of the function; undefined where something else is done with it than calling it. */
function typeEdits(
  reading: Reading,
  calls: readonly ProgramItem[],
  client: NewClient,
  isMade: boolean,
): readonly TextEdit[] | undefined {
  const { tokens, scope } = reading;
  const declared = scope.declaredAt(calls[0]!.name);
  const uses = declared === undefined ? [] : variableUses(reading, declared);
  const others = uses.filter((use) => !calls.some(({ name }) => name === use));
  if (others.some((use) => wordAt(tokens, use - 1) !== 'typeof')) return undefined;
  const quote = /\bfrom "/.test(tokens.text) ? '"' : "'";
  // Where no variable is a client, its class tells the type.
  const isNamed = isMade || client.isKnown;
  const code = isNamed
    ? `${client.name}.keys.verifyKey`
    : `Unkey[${quote}keys${quote}][${quote}verifyKey${quote}]`;
  return others.flatMap((use) =>
    functionTypeEdits(reading, tokens.starts[isNamed ? use : use - 1]!, tokens.ends[use]!, code),
  );
}

/** True for a name that is declared as a text: `(key: string)`. */
function isDeclaredText({ tokens, scope }: Reading, at: number): boolean {
  const declared = scope.declaredAt(tokenAt(tokens, at));
  return (
    declared !== undefined &&
    wordAt(tokens, declared + 1) === ':' &&
    wordAt(tokens, declared + 2) === 'string' &&
    /^(?:,|\)|=|;)$/.test(wordAt(tokens, declared + 3))
  );
}

/** The token that imports what is called. */
function importedAt({ tokens, scope }: Reading, { name }: ProgramItem): number | undefined {
  const declared = scope.declaredAt(name);
  if (declared === undefined) return undefined;
  return /^(?:as|:)$/.test(wordAt(tokens, declared - 1)) ? declared - 2 : declared;
}

function verifyKeyPart(
  reading: Reading,
  { call, api, name }: ProgramItem,
  client: readonly [code: string, note: string] | undefined,
  shared: readonly TextEdit[] | undefined,
  typed: boolean,
  otherwise = BY_HAND,
): SdkPart {
  const { source, tokens } = reading;
  const part = {
    range: source.range(call.start, tokens.ends[name]!),
    from: 'verifyKey',
    to: 'keys.verifyKey',
    isOld: true,
  };
  const stays = (obstacle: string): SdkPart => ({ ...part, edits: [], notes: [], obstacle });
  const [given] = call.args;
  const isPlain = call.callee.kind === 'name' && call.callee.start === tokens.starts[name];
  if (client === undefined || !shared || !given || !api || call.args.length !== 1 || !isPlain)
    return stays(otherwise);
  const [code, note] = client;
  const operation = 'keys.verifyKey';
  const answer = answerEdits(reading, { call, operation, change: answerChangeOf(operation), typed });
  if (answer.obstacle !== undefined) return stays(answer.obstacle);
  const isObject = given.kind === 'object';
  const inside = source.text.slice(call.list.start + 1, call.list.end - 1);
  const written = inside.trim().replace(/\s*,$/, '');
  const start = call.list.start + 1 + inside.search(/\S/);
  const range = source.range(start, start + written.length);
  const isNamed = given.kind === 'name' && !KEY.test(written) && !isDeclaredText(reading, given.start);
  if (!isObject && api.body.kind !== 'literal' && isNamed) return stays(UNSURE);
  const isText = !isObject && api.body.kind !== 'literal';
  const argument: TextEdit[] = isText
    ? written === 'key'
      ? [{ range, newText: '{ key }' }]
      : [
          { range: { start: range.start, end: range.start }, newText: '{ key: ' },
          { range: { start: range.end, end: range.end }, newText: ' }' },
        ]
    : [];
  return {
    ...part,
    ...(isText ? {} : { call: api }),
    edits: [
      ...shared,
      { range: source.range(tokens.starts[name]!, tokens.ends[name]!), newText: `${code}.keys.verifyKey` },
      ...typeArgumentEdits(reading, name),
      ...argument,
      ...answer.edits,
    ],
    notes: [note, ...answer.notes],
  };
}
