import { lineIndex } from '../line-index.ts';
import type { ApiCall, ResponseRead, TextEdit } from '../model.ts';
import type { Analysis } from '../service.ts';
import type { Range } from '../source.ts';
import { callsToV1, isOfTest } from './candidates.ts';
import { defaultHostNote } from './default-hosts.ts';
import { groupsOf, isOfOneMind, isSamePlace, mergedEdits, type Planned, touches } from './groups.ts';
import { withLeftReads } from './left-reads.ts';
import type { MigratedCall, Migration, MigrationStep, MigrationTodo } from './migration.ts';
import { mockedCalls } from './mocked-calls.ts';
import { withMovedReads } from './moved-reads.ts';
import { withMovedReferences } from './moved-text.ts';
import { isObstacle, obstacle } from './obstacle.ts';
import { alongPlan, nameOf, planOf } from './plan.ts';
import { NONE_REFUSED, type Refusals, refusalKey } from './refusals.ts';
import { choicesIn, withoutRepeats } from './repeated-reads.ts';
import { migrateSdks } from './sdk/programs.ts';
import type { Surroundings } from './surroundings.ts';
import { unhostedCalls } from './unhosted-calls.ts';
import { unseenUse } from './unseen-uses.ts';

const OF_TEST = obstacle(
  'A test sends this to a server that is not seen here. Change it when that is one of v2.',
);

/** What is said of a call whose URL changes with that of others. */
const ALONG =
  'Its base URL, which other calls share, becomes that of v2, and so does what is read of its answer.';

/**
 * What turns the calls to v1 in a text into calls to v2, and the calls that cannot be turned. Pure. `refused`: what
 * migrations of the same text turned out not to do.
 */
export function migrate(analysis: Analysis, refused: Refusals = NONE_REFUSED): Migration {
  const { document, facts } = analysis;
  const planned: Planned[] = [];
  const reasons = new Map<ApiCall, string>();
  const postpone = (call: ApiCall, reason: string): void => {
    reasons.set(call, reason);
  };
  const stays: ApiCall[] = [];
  const found = callsToV1(analysis).map((bare) => ({ bare, whole: bare.editor.whole?.() }));
  const calls = found.map(({ bare, whole }) => whole?.call ?? bare);
  const places = new Map(found.flatMap(({ bare, whole }) => (whole ? [[whole.call, bare.range]] : [])));
  const placeOf = (call: ApiCall): Range => places.get(call) ?? call.range;
  const senders = new Map<number, number>();
  for (const { body } of calls)
    if (body.kind === 'literal') senders.set(body.range.start, (senders.get(body.range.start) ?? 0) + 1);
  const reads = new Map<ApiCall, ResponseRead[]>();
  for (const read of [...facts.reads, ...found.flatMap(({ whole }) => whole?.reads ?? [])])
    reads.set(read.call, [...(reads.get(read.call) ?? []), read]);
  const followed = new Set(
    [...reads.values()].flat().flatMap(({ path }) => path.map(({ range }) => range.start)),
  );
  const around: Surroundings = {
    isFollowed: (offset) => followed.has(offset),
    document: document.text,
    outline: facts.outline(),
    senders: ({ range }) => senders.get(range.start) ?? 0,
    readsOf: (call) => reads.get(call) ?? [],
    lineOf: lineIndex(document.text),
  };
  const keyOf = (call: ApiCall): string => refusalKey({ range: placeOf(call), from: nameOf(call) });
  for (const call of calls) {
    const known = refused.undone.get(keyOf(call));
    const plan = isOfTest(call) ? OF_TEST : known === undefined ? planOf(call, around) : obstacle(known);
    if (isObstacle(plan)) {
      postpone(call, plan.reason);
      stays.push(call);
    } else if (plan.edits.some((edit) => isForeign(edit, call, facts.foreign))) {
      postpone(call, 'A part of it is written in another file. Change it there first.');
      stays.push(call);
    } else planned.push({ range: placeOf(call), call, plan });
  }
  const steps: MigrationStep[] = [];
  const said = new Set<string>();
  const choices = choicesIn(document.text);
  for (const group of groupsOf(planned)) {
    const changes = withMovedReads(
      group.map(({ plan }) => plan.edits),
      document.text,
    );
    const all = withMovedReferences(changes, document.text);
    const own = isOfOneMind(group) ? mergedEdits(all) : undefined;
    if (!own) {
      for (const { call } of group) postpone(call, 'Calls that share a part of it need different changes.');
      continue;
    }
    const unseen = unseenUse(own, [...facts.calls, ...calls], document.text);
    if (unseen !== undefined) {
      for (const { call } of group)
        postpone(
          call,
          `Line ${around.lineOf(unseen.start) + 1} has its base URL as well, for ${unseen.operation}, and that request was not followed. Change it first.`,
        );
      continue;
    }
    const left = stays.filter((call) => placesOf(call).some((p) => own.some((e) => touches(e.range, p))));
    const detached = new Map(left.map((call) => [call, detachedFrom(group, call)]));
    const along = new Map(
      left.flatMap((call) => (detached.get(call) ? [] : [[call, alongPlan(call, around)] as const])),
    );
    const held = left.find(
      (call) => refused.silent.has(keyOf(call)) || (along.has(call) && !along.get(call)),
    );
    const others = left.flatMap((call) => detached.get(call) ?? along.get(call)?.edits ?? []);
    const edits = held ? undefined : mergedEdits([...own, ...others]);
    if (!edits) {
      const name = nameOf(held ?? left[0]!);
      for (const { call } of group)
        postpone(call, `It shares its base URL with ${name}, which cannot be migrated.`);
      continue;
    }
    for (const [call, plan] of along)
      reasons.set(call, [reasons.get(call)!, ALONG, ...(plan?.notes ?? [])].join(' '));
    const places = [...along.keys()].map((call) => ({ range: placeOf(call), from: nameOf(call) }));
    steps.push({
      calls: eachOnce(group).map((one) => migratedCall(one, said, document.text)),
      edits: withoutRepeats(edits, choices),
      ...(places.length > 0 ? { along: places } : {}),
    });
  }
  const ranges = [...facts.calls, ...calls].map(({ range }) => range);
  const mocked = mockedCalls(facts.outline().mocked, ranges, document.text);
  const unhosted = unhostedCalls(facts.outline().unhosted ?? [], ranges);
  const sdks = migrateSdks(analysis, around, (all) => {
    const merged = mergedEdits(all);
    return merged && withoutRepeats(merged, choices);
  });
  const listed = new Set<string>();
  const todos = [...reasons].flatMap(([call, reason]): readonly MigrationTodo[] => {
    const todo = { range: placeOf(call), from: nameOf(call), reason };
    const key = `${placeKey(todo.range, call)} ${reason}`;
    if (listed.has(key)) return [];
    listed.add(key);
    return [todo];
  });
  return {
    steps: [...withLeftReads(steps, todos, around), ...sdks.steps].toSorted(
      (a, b) => a.edits[0]!.range.start - b.edits[0]!.range.start,
    ),
    todos: [...todos, ...sdks.todos, ...mocked, ...unhosted].toSorted(
      (a, b) => a.range.start - b.range.start,
    ),
  };
}

/** One call of those that a loop makes of the same code, with what is said of any of them. */
function eachOnce(group: readonly Planned[]): readonly Planned[] {
  const found = new Map<string, Planned>();
  for (const one of group) {
    const key = placeKey(one.range, one.call);
    const known = found.get(key)?.plan;
    const notes = known && [...new Set([...known.notes, ...one.plan.notes])];
    found.set(key, notes ? { ...one, plan: { ...one.plan, notes } } : one);
  }
  return [...found.values()];
}

/** A key of where a call, and what it calls, are written. */
function placeKey({ start, end }: Range, call: ApiCall): string {
  const { operation } = call.url;
  const named = operation.kind === 'literal' ? operation.value.range() : undefined;
  return `${nameOf(call)} ${start} ${end} ${named?.start} ${named?.end}`;
}

/** `said`: what was said of a base that others share. */
function migratedCall({ range, call, plan }: Planned, said: Set<string>, document: string): MigratedCall {
  const ofHost = defaultHostNote(call, document);
  const notes = ofHost === undefined || said.has(ofHost) ? plan.notes : [...plan.notes, ofHost];
  if (ofHost !== undefined) said.add(ofHost);
  return { range, from: nameOf(call), to: plan.to, notes };
}

/** Where the host and the version of a call are written. */
const placesOf = ({ url: { host, version } }: ApiCall): Range[] =>
  [host, version].flatMap((fact) => (fact.kind === 'literal' ? [fact.range] : []));

/** Edits that leave a call with the base URL it has; undefined where those of a group send through the same code. */
function detachedFrom(group: readonly Planned[], call: ApiCall): readonly TextEdit[] | undefined {
  const edits = call.editor.inlineBase?.();
  const isOwn = edits?.every(({ range }) => range.start >= call.range.start && range.end <= call.range.end);
  if (!edits || isOwn) return edits;
  const isShared = group.some((one) =>
    one.call.editor.inlineBase?.()?.some(({ range }) => edits.some((edit) => isSamePlace(edit.range, range))),
  );
  return isShared ? undefined : edits;
}

/** True for an edit of what stands elsewhere as well. Of a URL in parts its editor changes those too. */
const isForeign = (
  { range }: TextEdit,
  { editor, urlArgument }: ApiCall,
  foreign: readonly Range[],
): boolean =>
  foreign.some((place) => touches(range, place) && !(editor.urlCopies && isSamePlace(place, urlArgument)));
