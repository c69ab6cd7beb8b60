import { lineIndex } from '../line-index.ts';
import type { ApiCall, ResponseRead, TextEdit } from '../model.ts';
import type { Analysis } from '../service.ts';
import type { Range } from '../source.ts';
import { callsToV1 } from './candidates.ts';
import { defaultHostNote } from './default-hosts.ts';
import type { MigratedCall, Migration, MigrationStep, MigrationTodo } from './migration.ts';
import { mockedCalls } from './mocked-calls.ts';
import { withMovedReferences } from './moved-text.ts';
import { isObstacle } from './obstacle.ts';
import { nameOf, type Plan, planOf } from './plan.ts';
import { migrateSdks } from './sdk/programs.ts';
import type { Surroundings } from './surroundings.ts';
import { askedErrors } from './thrown-errors.ts';
import { unseenUse } from './unseen-uses.ts';

/** A call and what is to become of it. */
interface Planned {
  /** Where the call stands, as it is found. */
  readonly range: Range;
  readonly call: ApiCall;
  readonly plan: Plan;
}

/** What turns the calls to v1 in a text into calls to v2, and the calls that cannot be turned. Pure. */
export function migrate(analysis: Analysis): Migration {
  const { document, facts } = analysis;
  const planned: Planned[] = [];
  const todos: MigrationTodo[] = [];
  const postpone = (call: ApiCall, reason: string): void => {
    todos.push({ range: placeOf(call), from: nameOf(call), reason });
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
    askedErrors: askedErrors(document.text),
    lineOf: lineIndex(document.text),
  };
  for (const call of calls) {
    const plan = planOf(call, around);
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
  for (const group of groupsOf(planned)) {
    const all = withMovedReferences(
      group.flatMap(({ plan }) => plan.edits),
      document.text,
    );
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
    const detached = left.map((call) => detachedFrom(group, call));
    const edits = detached.includes(undefined)
      ? undefined
      : mergedEdits([...own, ...detached.flatMap((found) => found ?? [])]);
    if (edits) steps.push({ calls: group.map((one) => migratedCall(one, said, document.text)), edits });
    else
      for (const { call } of group)
        postpone(call, `It shares its base URL with ${nameOf(left[0]!)}, which cannot be migrated.`);
  }
  const mocked = mockedCalls(
    document.text,
    [...facts.calls, ...calls].map(({ range }) => range),
  );
  const sdks = migrateSdks(analysis, around, mergedEdits);
  return {
    steps: [...steps, ...sdks.steps].toSorted((a, b) => a.edits[0]!.range.start - b.edits[0]!.range.start),
    todos: [...todos, ...sdks.todos, ...mocked].toSorted((a, b) => a.range.start - b.range.start),
  };
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

const isSamePlace = (a: Range, b: Range): boolean => a.start === b.start && a.end === b.end;

/** Two insertions at one place touch as well. */
const touches = (a: Range, b: Range): boolean =>
  (a.start < b.end && b.start < a.end) || (a.start === b.start && a.end === b.end);

/** Calls whose edits touch one another, or that send one body, together. */
function groupsOf(planned: readonly Planned[]): Planned[][] {
  const edits = planned
    .flatMap((one) => one.plan.edits.map((edit) => ({ one, range: edit.range })))
    .toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const group = new Map<Planned, Planned[]>(planned.map((one) => [one, [one]]));
  let last: (typeof edits)[number] | undefined;
  for (const edit of edits) {
    if (last && touches(last.range, edit.range)) join(group, last.one, edit.one);
    if (!last || edit.range.end >= last.range.end) last = edit;
  }
  const senders = new Map<number, Planned>();
  for (const one of planned) {
    const { body } = one.call;
    if (body.kind !== 'literal') continue;
    const other = senders.get(body.range.start);
    if (other) join(group, other, one);
    else senders.set(body.range.start, one);
  }
  return [...new Set(group.values())];
}

function join(group: Map<Planned, Planned[]>, a: Planned, b: Planned): void {
  const [one, other] = [group.get(a)!, group.get(b)!];
  if (one === other) return;
  const [large, small] = one.length >= other.length ? [one, other] : [other, one];
  large.push(...small);
  for (const member of small) group.set(member, large);
}

/** False when calls that send one body need different changes in it. */
function isOfOneMind(group: readonly Planned[]): boolean {
  const bodies = new Map<number, string>();
  for (const { call, plan } of group) {
    if (call.body.kind !== 'literal') continue;
    const { start } = call.body.range;
    const edits = JSON.stringify(plan.bodyEdits);
    if ((bodies.get(start) ?? edits) !== edits) return false;
    bodies.set(start, edits);
  }
  return true;
}

/** The edits in order, each once; undefined when two of them contradict each other. */
function mergedEdits(edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  const merged: TextEdit[] = [];
  const seen = new Set<string>();
  for (const edit of edits.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)) {
    const key = JSON.stringify(edit);
    if (seen.has(key)) continue;
    seen.add(key);
    const last = merged.at(-1);
    if (last && edit.range.start < last.range.end) return undefined;
    if (last && last.range.start === edit.range.start) {
      // Of two changes at one place, one is an insertion: of several imports, or before what goes.
      merged[merged.length - 1] = { range: edit.range, newText: last.newText + edit.newText };
    } else merged.push(edit);
  }
  return merged;
}
