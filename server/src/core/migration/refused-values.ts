import type { Finding } from '../finding.ts';
import type { MigratedCall, MigrationStep } from './migration.ts';

/** The rule about values that v2 does not take. */
const REFUSED = 'invalid-body-value';

/**
 * Steps that say of their calls which values v2 refuses, where v1 took them: `before` and `after` is what is found in the
 * text as it is, and as it would be. `shift` tells where an offset of the text would be.
 */
export function withRefusals(
  steps: readonly MigrationStep[],
  before: readonly Finding[],
  after: readonly Finding[],
  shift: (offset: number) => number,
): readonly MigrationStep[] {
  const known = new Set(before.map(({ message }) => message));
  const refused = after.filter(
    ({ rule, severity, message, scope }) =>
      rule === REFUSED && severity === 'error' && scope !== undefined && !known.has(message),
  );
  if (refused.length === 0) return steps;
  const told = (call: MigratedCall): MigratedCall => {
    const start = shift(call.range.start);
    const notes = refused.flatMap(({ scope, message }) =>
      scope!.start === start ? [`v2 refuses a value here: ${message}`] : [],
    );
    return notes.length === 0 ? call : { ...call, notes: [...new Set([...notes, ...call.notes])] };
  };
  return steps.map((step) => ({ ...step, calls: step.calls.map(told) }));
}
