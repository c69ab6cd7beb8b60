import type { Migration } from './migration.ts';

/** The same calls, all of them left as they are for one reason. */
export function postponed({ steps, todos }: Migration, reason: string): Migration {
  const left = steps.flatMap(({ calls }) => calls.map(({ range, from }) => ({ range, from, reason })));
  return { steps: [], todos: [...left, ...todos].toSorted((a, b) => a.range.start - b.range.start) };
}
