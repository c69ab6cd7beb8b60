import { answerChangeOf } from '../../../catalogue/sdks/answers.ts';
import type { SdkPart, TextEdit } from '../../../model.ts';
import type { Reading } from '../reading.ts';
import { tokenAt, wordAt } from '../tokens.ts';
import { answerEdits } from './answers.ts';
import { clientFor } from './clients.ts';
import type { ProgramItem } from './programs.ts';

const BY_HAND = 'Make a `new Unkey({ rootKey })` and call its `keys.verifyKey({ key })`.';
const UNSURE = 'Whether it is given a key or an object is not seen here. Give it { key }, then migrate it.';
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
  const client = imported === undefined ? undefined : clientFor(reading, imported, typed);
  return own.map((item, i) =>
    verifyKeyPart(reading, item, client?.name, i === 0 ? client?.edits : [], typed),
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
  client: string | undefined,
  shared: readonly TextEdit[] | undefined,
  typed: boolean,
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
    return stays(BY_HAND);
  const answer = answerEdits(reading, { call, change: answerChangeOf('keys.verifyKey'), typed });
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
      { range: source.range(tokens.starts[name]!, tokens.ends[name]!), newText: `${client}.keys.verifyKey` },
      ...argument,
      ...answer.edits,
    ],
    notes: [
      'It needs a root key now: set UNKEY_ROOT_KEY where this runs, with the permission to verify keys.',
      ...answer.notes,
    ],
  };
}
