import { answerChangeOf } from '../../../catalogue/sdks/answers.ts';
import type { SdkPart } from '../../../sdk/program.ts';
import type { Reading } from '../reading.ts';
import { tokenAt, wordAt } from '../tokens.ts';
import { answerEdits } from './answers.ts';
import { lineOf } from './lines.ts';
import { withoutMembers } from './members.ts';
import type { ProgramItem } from './programs.ts';
import { variableUses } from './variable-uses.ts';

const GONE = /^(?:async|meta|resources)$/;
const NOT_SEEN =
  'Its options are written in a way that cannot be rewritten here. Take out what v2 does not know by hand.';

const PAGES =
  'Releases of v2 differ in what this answers: a page, or `{ result }` with it. Change it by hand.';

/** What becomes of the classes of `@unkey/ratelimit`. */
export function ratelimitParts(
  reading: Reading,
  items: readonly ProgramItem[],
  typed: boolean,
): readonly SdkPart[] {
  const parts = items.flatMap((item): readonly SdkPart[] => {
    switch (item.value.path) {
      case 'Ratelimit':
        return item.call.constructs ? optionsPart(reading, item, 0, 'new Ratelimit') : [];
      case 'Ratelimit().limit':
      case 'NoopRatelimit().limit':
        return optionsPart(reading, item, 1, 'limit').map((part) => ({ ...part, alone: true }));
      case 'Override':
        return item.call.constructs ? overridePart(reading, item) : [];
      default:
        return /^Overrides?\(\)\.\w+Overrides?$/.test(item.value.path)
          ? methodPart(reading, item, typed)
          : [];
    }
  });
  const [first, ...others] = parts;
  return first ? [{ ...first, notes: [...first.notes, ...unseenLimits(reading, items)] }, ...others] : [];
}

/** Notes of what is given to `limit` of something that may be a limiter, which v2 does not take. */
function unseenLimits(reading: Reading, items: readonly ProgramItem[]): readonly string[] {
  const { tokens, scope } = reading;
  const seen = new Set(items.map(({ name }) => name));
  return scope.occurrences('limit').flatMap((use) => {
    const open = use + 1;
    if (seen.has(use) || !/^\??\.$/.test(wordAt(tokens, use - 1)) || wordAt(tokens, open) !== '(') return [];
    const names = new Set<string>();
    for (let i = open + 1; i < tokens.limits[open]!; i++) {
      const object = tokens.parents[i]!;
      const isGiven = wordAt(tokens, object) === '{' && tokens.parents[object] === open;
      if (isGiven && GONE.test(wordAt(tokens, i)) && /^[:,}]$/.test(wordAt(tokens, i + 1)))
        names.add(`\`${wordAt(tokens, i)}\``);
    }
    if (names.size === 0) return [];
    return [
      `Line ${lineOf(reading, use)}: \`limit\` of v2 takes no ${[...names].join(' and no ')}. Take it out if this is a limiter of Unkey.`,
    ];
  });
}

/** Options that v2 does not take. */
function optionsPart(
  reading: Reading,
  { call, uses, name }: ProgramItem,
  argument: number,
  what: string,
): readonly SdkPart[] {
  if (uses.length === 0) return [];
  const { source, values, document, tokens, scope } = reading;
  const part = {
    range: source.range(call.start, tokens.ends[name]!),
    from: what,
    to: what,
    isOld: true,
    notes: [],
  };
  const given = call.args[argument];
  // A variable of its own is as good as what it is given.
  const isOwn =
    given?.kind === 'name' &&
    variableUses(reading, scope.declaredAt(tokenAt(tokens, given.start)) ?? -1).length === 1;
  const object = given && isOwn ? values.resolve(given).value : given;
  const json = object?.kind === 'object' ? values.json(object) : undefined;
  if (!given || json?.kind !== 'object') return [{ ...part, edits: [], obstacle: NOT_SEEN }];
  const gone = json.members.filter(({ key }) => GONE.test(key));
  const before = call.args[argument - 1];
  if (before && json.complete && gone.length === json.members.length && call.args.length === argument + 1)
    return [{ ...part, edits: [{ range: source.range(before.end, given.end), newText: '' }] }];
  const edits = withoutMembers(document, json, gone);
  return [edits ? { ...part, edits } : { ...part, edits: [], obstacle: NOT_SEEN }];
}

/** `new Override(…)`, and the import of it. */
function overridePart(reading: Reading, { call, name }: ProgramItem): readonly SdkPart[] {
  const { source, tokens, scope } = reading;
  const part = {
    range: source.range(call.start, tokens.ends[name]!),
    from: 'new Override',
    to: 'new Overrides',
    isOld: true,
    notes: [],
  };
  const places = scope.occurrences('Override').filter((at) => wordAt(tokens, at - 1) !== '.');
  if (scope.occurrences('Overrides').length > 0 || !places.includes(name))
    return [{ ...part, edits: [], obstacle: 'Import `Overrides` of @unkey/ratelimit v2 and use it here.' }];
  const edits = places.map((at) => ({
    range: source.range(tokens.starts[at]!, tokens.ends[at]!),
    newText: 'Overrides',
  }));
  return [{ ...part, edits }];
}

/** Methods of overrides, which are those of `@unkey/api`. */
function methodPart(reading: Reading, item: ProgramItem, typed: boolean): readonly SdkPart[] {
  const { call, api, name, sdk, uses, value } = item;
  const called = value.path.slice(value.path.indexOf('.') + 1);
  if (sdk.generation !== 'v1' && uses.length === 0 && !value.path.startsWith('Override()')) return [];
  const { source, tokens } = reading;
  const operation = `ratelimits.${called}`;
  const answer = answerEdits(reading, { call, operation, change: answerChangeOf(operation), typed });
  if (answer.isNew) return [];
  const obstacle = called === 'listOverrides' ? PAGES : answer.obstacle;
  return [
    {
      range: source.range(call.start, tokens.ends[name]!),
      from: called,
      to: called,
      ...(api ? { call: api } : {}),
      isOld: uses.length > 0 || answer.edits.length > 0,
      edits: answer.edits,
      notes: answer.notes,
      ...(obstacle === undefined ? {} : { obstacle }),
    },
  ];
}
