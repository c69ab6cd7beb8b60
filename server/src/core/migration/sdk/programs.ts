import { sdkPackages } from '../../catalogue/sdk-changes.ts';
import { check } from '../../check.ts';
import type { TextEdit } from '../../model.ts';
import type { FinishedSdk, SdkPart, SdkProgram, WrittenRequest } from '../../sdk/program.ts';
import type { Analysis } from '../../service.ts';
import { argumentPlan, requestDraft } from '../body-plan.ts';
import type { MigratedCall, MigrationStep, MigrationTodo } from '../migration.ts';
import { withMovedReads } from '../moved-reads.ts';
import { withMovedCode } from '../moved-text.ts';
import { isObstacle } from '../obstacle.ts';
import { draftEdits } from '../printer.ts';
import type { Surroundings } from '../surroundings.ts';

/** What becomes of the uses of SDKs. */
export interface SdkMigration {
  readonly steps: readonly MigrationStep[];
  readonly todos: readonly MigrationTodo[];
}

/** A use of an SDK with all of its edits, or what is in the way. */
interface Planned {
  readonly part: SdkPart;
  readonly edits: readonly TextEdit[];
  readonly notes: readonly string[];
  readonly obstacle?: string;
}

/**
 * One step for each SDK of a text, or none: its release changes for all of them at once. Calls that can stay by themselves
 * wait for a person; v1 answers them as little as the others. `merged` gives edits in order,
 * undefined where they contradict each other.
 */
export function migrateSdks(
  analysis: Analysis,
  around: Surroundings,
  merged: (edits: readonly TextEdit[]) => readonly TextEdit[] | undefined,
): SdkMigration {
  const { programs } = analysis.facts;
  const steps: MigrationStep[] = [];
  const todos: MigrationTodo[] = [];
  if (programs.length === 0 || isSuppressed(analysis)) return { steps, todos };
  for (const own of groupsOf(programs)) {
    const name = own[0]!.sdk.package;
    const pieces = own.map((program) => program.parts());
    const parts = pieces.flat();
    const planned = parts.map((part) => planOf(part, { ...around, senders: sendersOf(parts) }));
    if (!planned.some(({ part }) => part.isOld)) continue;
    const left = planned.filter(({ obstacle }) => obstacle !== undefined);
    const isLeft = (part: SdkPart): boolean => left.some((one) => one.part === part);
    const holds =
      left.some(({ part }) => !part.alone) ||
      (parts.every((part) => !part.alone || isLeft(part)) &&
        !pieces.some((piece) => piece.some(({ isOld }) => isOld) && !piece.some(isLeft)));
    const going = left.length > 0 && holds ? [] : planned.filter((one) => !left.includes(one));
    const made = withMovedReads(
      going.map((one) => one.edits),
      around.document,
    );
    const last = going.length > 0 ? own.flatMap(({ finish }) => finish?.(made) ?? []) : [];
    const unfinished = last.find((one) => one.obstacle)?.obstacle;
    if (unfinished) {
      todos.push(...heldBy(unfinished, planned, name, around));
      continue;
    }
    const edits = merged(
      withMovedCode(withoutInner([...made, ...last.flatMap((one) => one.edits)]), around.document),
    );
    if (going.length > 0 && edits) {
      todos.push(...left.map(({ part: { range, from }, obstacle }) => ({ range, from, reason: obstacle! })));
      // What was migrated before is done, whatever stays beside it.
      if (edits.length === 0) continue;
      const lines = [...new Set(left.map(({ part }) => around.lineOf(part.range.start) + 1))].toSorted(
        (a, b) => a - b,
      );
      // An import with a release in it, as those of Deno, says itself which one is taken.
      const isRaised = going.some(({ part }) => part.to === `${name}@2`) && lines.length === 0;
      const raise = `${raiseOf(name)}${lines.length > 0 ? `, once line ${lines.join(', ')} is changed` : ''}.`;
      steps.push({ calls: going.map((one) => migrated(one, isRaised ? [] : [raise])), edits });
    } else todos.push(...todosOf(planned, left, around));
  }
  return { steps, todos };
}

/** How many calls that can change send a body that is written there. */
function sendersOf(parts: readonly SdkPart[]): Surroundings['senders'] {
  const bodies = parts.flatMap(({ call, obstacle }) =>
    call?.body.kind === 'literal' && obstacle === undefined ? [call.body.range.start] : [],
  );
  return ({ range }) => bodies.filter((start) => start === range.start).length;
}

/** Pieces of a document share what is installed beside it; those of other languages say themselves what they import. */
function groupsOf(programs: readonly SdkProgram[]): readonly (readonly SdkProgram[])[] {
  const groups = new Map<string | SdkProgram, SdkProgram[]>();
  for (const program of programs) {
    const { package: name } = program.sdk;
    const key = name.startsWith('@') ? name : program;
    groups.set(key, [...(groups.get(key) ?? []), program]);
  }
  return [...groups.values()];
}

/** Edits without those of what another one takes away. */
function withoutInner(edits: readonly TextEdit[]): readonly TextEdit[] {
  const gone = edits.filter(({ newText }) => newText === '').map(({ range }) => range);
  return edits.filter(
    ({ range: { start, end } }) =>
      !gone.some((one) => one.start <= start && one.end >= end && one.end - one.start > end - start),
  );
}

/** What is left to do in the manifest. */
function raiseOf(name: string): string {
  const { successor } = sdkPackages.get(name) ?? {};
  if (successor !== undefined) return `Require ${successor} in go.mod in the place of ${name}`;
  return name === 'unkey.py'
    ? 'Raise unkey.py to 3.1 or newer where the requirements of the project are listed'
    : `Raise ${name} to 2.x in package.json`;
}

/** True where a comment says that uses of an SDK stay. */
function isSuppressed({ document, facts }: Analysis): boolean {
  if (facts.suppressions.length === 0) return false;
  const count = (suppressions: typeof facts.suppressions): number =>
    check(
      document.text,
      { ...facts, suppressions, calls: [], names: [], errors: [], reads: [] },
      { rules: {} },
    ).filter(({ rule }) => rule === 'legacy-sdk-call').length;
  return count([]) > count(facts.suppressions);
}

function planOf(part: SdkPart, around: Surroundings): Planned {
  const { edits, notes, obstacle, call, request } = part;
  if (obstacle !== undefined) return { part, edits: [], notes: [], obstacle };
  if (request) return planOfRequest(part, request, around.document);
  if (!call) return { part, edits, notes };
  const told = new Set(notes);
  const body = argumentPlan(call, around, told);
  if (isObstacle(body)) return { part, edits: [], notes: [], obstacle: body.reason };
  return { part, edits: [...edits, ...body.edits], notes: [...told] };
}

const BY_HAND =
  'The request is put together in a way that cannot be rewritten here. Change the names of its fields by hand.';

function planOfRequest(part: SdkPart, request: WrittenRequest, document: string): Planned {
  const told = new Set(part.notes);
  const stays = (obstacle: string): Planned => ({ part, edits: [], notes: [], obstacle });
  const all: TextEdit[] = [...part.edits];
  for (const one of [request, ...(request.later ?? [])]) {
    const { json, write } = one;
    const made = requestDraft(request.operation, json, told, document, one !== request);
    if (isObstacle(made)) return stays(made.reason);
    const edits = write(made, (draft, notation) => draftEdits(draft, document, notation));
    if (!edits) return stays(BY_HAND);
    all.push(...edits);
  }
  return { part, edits: all, notes: [...told] };
}

const migrated = ({ part: { range, from, to }, notes }: Planned, raise: readonly string[]): MigratedCall => ({
  range,
  from,
  to,
  notes: [...notes, ...raise],
});

/** What has to go first, and the rest, which waits for it. */
function heldBy(
  { range, reason }: NonNullable<FinishedSdk['obstacle']>,
  planned: readonly Planned[],
  name: string,
  around: Surroundings,
): MigrationTodo[] {
  const line = around.lineOf(range.start) + 1;
  return [
    ...planned
      .filter(({ part }) => part.isOld)
      .map(({ part }) => ({ range: part.range, from: part.from, reason: waiting(line) })),
    { range, from: name, reason },
  ].toSorted((a, b) => a.range.start - b.range.start);
}

const waiting = (line: number): string =>
  `The SDK changes for the whole file, and line ${line} has to be changed by hand first.`;

/** What is in the way, at each place; the rest waits for it. */
function todosOf(
  planned: readonly Planned[],
  left: readonly Planned[],
  around: Surroundings,
): MigrationTodo[] {
  const first = left[0];
  const line = first ? around.lineOf(first.part.range.start) + 1 : 0;
  return planned
    .filter(({ part, obstacle }) => part.isOld || obstacle !== undefined)
    .map(({ part: { range, from }, obstacle }) => ({
      range,
      from,
      reason:
        obstacle ?? (first ? waiting(line) : 'It shares what changes with another call. Change it by hand.'),
    }));
}
