import { answerChangeOf } from '../../../catalogue/sdks/answers.ts';
import { inventedMethods } from '../../../catalogue/sdks/api.ts';
import type { ApiCall, Sdk, SdkUse, TextEdit } from '../../../model.ts';
import { answersResult } from '../../../sdk/methods.ts';
import type { SdkPart, SdkProgram } from '../../../sdk/program.ts';
import type { Reading } from '../reading.ts';
import type { Found } from '../sdk-found.ts';
import { Kind, wordAt } from '../tokens.ts';
import { answerEdits } from './answers.ts';
import { constructorPart } from './constructors.ts';
import { type HandedMethod, handedMethodParts } from './handed-methods.ts';
import { importParts, pinnedParts, typeNotes } from './imports.ts';
import { lineOf } from './lines.ts';
import { methodTypeParts } from './method-types.ts';
import { middlewareParts } from './middleware.ts';
import { mockedPackages, mockParts } from './mocks.ts';
import { ratelimitParts } from './ratelimits.ts';
import { typeArgumentEdits } from './type-arguments.ts';
import { verifyKeyParts } from './verify-key.ts';

/** A call of something of an SDK, and what is known of it. */
export interface ProgramItem extends Found {
  readonly sdk: Sdk;
  readonly uses: readonly SdkUse[];
  readonly api?: ApiCall;
}

/** What one text does with each SDK, as it can be rewritten for v2. */
export function sdkPrograms(
  reading: Reading,
  items: readonly ProgramItem[],
  typed: boolean,
  generationOf: (packageName: string) => Sdk['generation'],
  handed: () => readonly HandedMethod[],
): readonly SdkProgram[] {
  const programs = new Map<string, ProgramItem[]>();
  for (const item of items) {
    programs.set(item.sdk.package, [...(programs.get(item.sdk.package) ?? []), item]);
  }
  const used = [...programs].map(([packageName, own]): SdkProgram => {
    const { sdk } = own[0]!;
    const parts = () => [
      ...(sdk.generation === 'v2' ? [] : mockParts(reading, packageName)),
      ...pinnedParts(reading, packageName),
      ...partsOfPackage(reading, own, typed, handed),
    ];
    return { sdk, parts };
  });
  // A test of something else may only stand in for a package.
  const mocked = mockedPackages(reading.source.text).filter((name) => !programs.has(name));
  return [
    ...used,
    ...mocked.flatMap((name): SdkProgram[] => {
      const sdk = { package: name, generation: generationOf(name) };
      const alone = (part: SdkPart): SdkPart => ({ ...part, alone: true });
      return sdk.generation === 'v2' ? [] : [{ sdk, parts: () => mockParts(reading, name).map(alone) }];
    }),
  ];
}

function partsOfPackage(
  reading: Reading,
  items: readonly ProgramItem[],
  typed: boolean,
  handed: () => readonly HandedMethod[],
): readonly SdkPart[] {
  const isOld = items.some(({ sdk }) => sdk.generation === 'v1');
  switch (items[0]!.sdk.package) {
    case '@unkey/api':
      return withNotes(
        [
          ...importParts(reading, items),
          ...verifyKeyParts(reading, items, typed),
          ...items.flatMap((item) => partsOf(reading, item, typed)),
          ...methodTypeParts(reading, isOld),
          ...handedMethodParts(reading, handed(), isOld),
        ],
        typeNotes(reading),
      );
    case '@unkey/nextjs':
    case '@unkey/hono':
      return middlewareParts(reading, items, typed);
    case '@unkey/ratelimit':
      return ratelimitParts(reading, items, typed);
    default:
      return [];
  }
}

/** `notes` with the first of some parts. */
const withNotes = ([first, ...others]: readonly SdkPart[], notes: readonly string[]): readonly SdkPart[] =>
  first ? [{ ...first, notes: [...first.notes, ...notes] }, ...others] : [];

function partsOf(reading: Reading, item: ProgramItem, typed: boolean): readonly SdkPart[] {
  const { method, value, call } = item;
  if (value.written !== undefined) return writtenPart(reading, item, value.written);
  if (method) return methodPart(reading, item, typed);
  return value.path === 'Unkey' && call.constructs
    ? constructorPart(reading, item)
    : inventedPart(reading, item);
}

/** A call of what no release has: nothing of v1, but in the way of what is. */
function inventedPart({ source, tokens }: Reading, { value, call, name }: ProgramItem): readonly SdkPart[] {
  const from = /\w+\.\w+$/.exec(value.path)?.[0] ?? '';
  const instead = inventedMethods.get(from);
  if (instead === undefined) return [];
  const range = source.range(call.start, tokens.ends[name]!);
  const obstacle = `No release of @unkey/api has \`${from}\`. Call \`${instead}\`.`;
  return [{ range, from, to: from, isOld: false, alone: true, edits: [], notes: [], obstacle }];
}

/** A method of a client whose type the text writes itself: both change together. */
function writtenPart(
  reading: Reading,
  { method, call, name }: ProgramItem,
  written: number,
): readonly SdkPart[] {
  const { source, tokens } = reading;
  if (!method) return [];
  const to = method.change?.successor ?? method.name;
  const range = source.range(call.start, tokens.ends[name]!);
  const obstacle = `The type of this client is written in line ${lineOf(reading, written)}, and what it answers too: change both together.`;
  return [{ range, from: method.name, to, isOld: true, alone: true, edits: [], notes: [], obstacle }];
}

const RENAMED = 'It is called under another name than its own. Write it out, then migrate it.';

function methodPart(reading: Reading, item: ProgramItem, typed: boolean): readonly SdkPart[] {
  const { method, sdk, api, call, name } = item;
  const from = method?.name;
  if (!method || from === undefined || !api || method.generation === 'v2') return [];
  const unwrapped = item.uses.some(({ symbol }) => symbol === '{ result, error }');
  // What both releases have is of v1 only where that is known.
  if (!method.generation && sdk.generation !== 'v1' && !unwrapped) return [];
  const operation = method.operations.v1 ?? from;
  const to = method.change?.successor ?? from;
  const renaming = renameEdits(reading, item, from, to);
  const answer = answerEdits(reading, { call, operation, change: answerChangeOf(operation), typed });
  const noArguments = call.intact && call.args.length === 0;
  const edits: TextEdit[] = [...(renaming ?? []), ...typeArgumentEdits(reading, item.name), ...answer.edits];
  if (noArguments) {
    const at = reading.source.range(call.end - 1, call.end).start;
    edits.push({ range: { start: at, end: at }, newText: '{}' });
  }
  // v1 answered those lists as a whole.
  const isPaged = answerChangeOf(operation).list === 'bare';
  const obstacle = renaming ? answer.obstacle : RENAMED;
  const { tokens, source } = reading;
  return [
    {
      range: source.range(call.start, tokens.ends[name]!),
      from,
      to,
      ...(answer.isNew ? {} : { call: { ...api, url: { ...api.url } } }),
      isOld: method.generation === 'v1' || unwrapped || edits.length > 0,
      alone: true,
      edits,
      notes: [
        ...answer.notes,
        ...(answersResult(to) && answer.edits.length > 0 ? [...(isPaged ? [FIRST_PAGE] : []), PAGES] : []),
        ...(operation === 'keys.verifyKey' && !namesApi(api) ? [VERIFIES] : []),
      ],
      ...(obstacle === undefined ? {} : { obstacle }),
    },
  ];
}

/** True where the API is named, or may be: what is said of that tells of the permission as well. */
const namesApi = ({ body }: ApiCall): boolean =>
  body.kind !== 'literal' ||
  body.value.kind !== 'object' ||
  !body.value.complete ||
  body.value.members.some(({ key }) => key === 'apiId');

const VERIFIES = 'v2 needs a root key to verify keys: that of this client needs the permission for it.';
const FIRST_PAGE = 'v2 answers 100 at once: ask for more with the `cursor` of `pagination`.';
const PAGES = 'Lists answer `{ result }` since release 2.4 of @unkey/api.';

/** The edits that rename a method where it is called; undefined where another name stands for it. */
function renameEdits(
  { tokens, source }: Reading,
  { name }: ProgramItem,
  from: string,
  to: string,
): readonly TextEdit[] | undefined {
  if (from === to) return [];
  const [group, called] = from.split('.');
  const [toGroup = '', toCalled = ''] = to.split('.');
  const holder = name - (wordAt(tokens, name - 2) === '!' ? 3 : 2);
  const range = (token: number) => source.range(tokens.starts[token]!, tokens.ends[token]!);
  if (wordAt(tokens, name) !== called) return undefined;
  const edits = called === toCalled ? [] : [{ range: range(name), newText: toCalled }];
  if (group === toGroup) return edits;
  const isMember = tokens.kinds[holder] === Kind.word && /^\??\.$|^!$/.test(wordAt(tokens, holder - 1));
  if (wordAt(tokens, holder) !== group || !isMember) return undefined;
  return [{ range: range(holder), newText: toGroup }, ...edits];
}
