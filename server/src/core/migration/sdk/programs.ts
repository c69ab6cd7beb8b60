import { check } from '../../check.ts';
import type { SdkPart, TextEdit } from '../../model.ts';
import type { Analysis } from '../../service.ts';
import type { MigratedCall, MigrationStep, MigrationTodo } from '../migration.ts';
import { isObstacle } from '../obstacle.ts';
import { argumentPlan } from '../plan.ts';
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
  for (const name of new Set(programs.map(({ sdk }) => sdk.package))) {
    const own = programs.filter(({ sdk }) => sdk.package === name);
    const planned = own.flatMap(({ parts }) => parts()).map((part) => planOf(part, around));
    if (!planned.some(({ part }) => part.isOld)) continue;
    const left = planned.filter(({ obstacle }) => obstacle !== undefined);
    const holds =
      left.some(({ part }) => !part.alone) || planned.every((one) => !one.part.alone || left.includes(one));
    const going = left.length > 0 && holds ? [] : planned.filter((one) => !left.includes(one));
    const edits = merged(going.flatMap((one) => one.edits));
    if (left.length === 0 && edits?.length === 0) continue;
    if (going.length > 0 && edits) {
      const lines = left.map(({ part }) => around.lineOf(part.range.start) + 1);
      const raise = `Raise ${name} to 2.x in package.json${lines.length > 0 ? `, once line ${lines.join(', ')} is changed` : ''}.`;
      steps.push({ calls: going.map((one) => migrated(one, raise)), edits });
      todos.push(...left.map(({ part: { range, from }, obstacle }) => ({ range, from, reason: obstacle! })));
    } else todos.push(...todosOf(planned, left, around));
  }
  return { steps, todos };
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
  const { edits, notes, obstacle, call } = part;
  if (obstacle !== undefined) return { part, edits: [], notes: [], obstacle };
  if (!call) return { part, edits, notes };
  const told = new Set(notes);
  const body = argumentPlan(call, around, told);
  if (isObstacle(body)) return { part, edits: [], notes: [], obstacle: body.reason };
  return { part, edits: [...edits, ...body.edits], notes: [...told] };
}

const migrated = ({ part: { range, from, to }, notes }: Planned, raise: string): MigratedCall => ({
  range,
  from,
  to,
  notes: [...notes, raise],
});

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
        obstacle ??
        (first
          ? `The SDK changes for the whole file, and line ${line} has to be changed by hand first.`
          : 'It shares what changes with another call. Change it by hand.'),
    }));
}
