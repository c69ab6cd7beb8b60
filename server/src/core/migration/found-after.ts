import { check } from '../check.ts';
import type { Finding } from '../finding.ts';
import { lineIndex } from '../line-index.ts';
import type { Analysis } from '../service.ts';
import type { MigratedCall, MigrationStep } from './migration.ts';

/** The rule about values that v2 does not take. */
const REFUSED = 'invalid-body-value';
/** The rules whose findings are told: that, and the one about what answers of v2 do not have. */
const TOLD = /^(?:invalid-body-value|unwrapped-response)$/;

/**
 * Steps that say of their calls what is found once they are done: which values v2 refuses, where v1 took them, and what
 * still reads answers as those of v1 were. `after` is the text of `before` as it would be, with what is `found` in it, and
 * `shift` tells where an offset of the text would be.
 */
export function withFindings(
  steps: readonly MigrationStep[],
  { document, facts }: Analysis,
  after: Analysis,
  found: readonly Finding[],
  shift: (offset: number) => number,
): readonly MigrationStep[] {
  const told = found.filter(({ rule, severity }) => severity === 'error' && TOLD.test(rule));
  if (told.length === 0) return steps;
  const readAt = new Map(
    after.facts.reads.flatMap(({ call, path }) =>
      path.map(({ range }) => [range.start, call.range.start] as const),
    ),
  );
  const known = new Set(check(document.text, facts, { rules: {} }).map(({ message }) => message));
  const lineOf = lineIndex(document.text);
  const notes = new Map<number, string[]>();
  for (const { rule, message, range, scope } of told) {
    const isRefused = rule === REFUSED;
    const start = isRefused ? scope?.start : readAt.get(range.start);
    if (start === undefined || (isRefused && known.has(message))) continue;
    const line = lineOf(originOf(range.start, document.text.length, shift)) + 1;
    const note = isRefused ? `v2 refuses a value here: ${message}` : `Line ${line}: ${message}`;
    notes.set(start, [...(notes.get(start) ?? []), note]);
  }
  const withNotes = (call: MigratedCall): MigratedCall => {
    // What is said of a line already is said once.
    const added = (notes.get(shift(call.range.start)) ?? []).filter((note) => {
      const [line] = /^Line \d+:/.exec(note) ?? [];
      return line === undefined || !call.notes.some((one) => one.startsWith(line));
    });
    return added.length === 0 ? call : { ...call, notes: [...new Set([...added, ...call.notes])] };
  };
  return steps.map((step) => ({ ...step, calls: step.calls.map(withNotes) }));
}

/** The last offset of the text that comes to stand at `offset` or before it. */
function originOf(offset: number, length: number, shift: (offset: number) => number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (shift(middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
