import { isOfTakenTime } from '../bodies/times.ts';
import { check } from '../check.ts';
import type { Finding } from '../finding.ts';
import { lineIndex } from '../line-index.ts';
import type { Analysis } from '../service.ts';
import type { Range } from '../source.ts';
import type { MigratedCall, Migration, MigrationTodo } from './migration.ts';
import { refusalKey } from './refusals.ts';

/** The rule about values that v2 does not take. */
const REFUSED = 'invalid-body-value';
/** The rules whose findings are told: that, and the one about what answers of v2 do not have. */
const TOLD = /^(?:invalid-body-value|unwrapped-response)$/;

/**
 * A migration that says of its calls what is found once it is done: which values v2 refuses, where v1 took them, and what
 * still reads answers as those of v1 were, also of calls that are left to do and go along. `after` is the text of `before` as it would be, with what is `found` in it, and
 * `shift` tells where an offset of the text would be.
 */
export function withFindings(
  migration: Migration,
  { document, facts }: Analysis,
  after: Analysis,
  found: readonly Finding[],
  shift: (offset: number) => number,
): Migration {
  const told = found.filter(({ rule, severity }) => severity === 'error' && TOLD.test(rule));
  if (told.length === 0) return migration;
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
    const note =
      isRefused && !isOfTakenTime(message)
        ? `v2 refuses a value here: ${message}`
        : `Line ${line}: ${message}`;
    notes.set(start, [...(notes.get(start) ?? []), note]);
  }
  // What is said of a line already is said once.
  const newOf = (range: Range, said: readonly string[]): readonly string[] =>
    (notes.get(shift(range.start)) ?? []).filter((note) => {
      const [line] = /^Line \d+:/.exec(note) ?? [];
      return line === undefined || !said.some((one) => one.includes(line));
    });
  const withNotes = (call: MigratedCall): MigratedCall => {
    const added = newOf(call.range, call.notes);
    return added.length === 0 ? call : { ...call, notes: [...new Set([...added, ...call.notes])] };
  };
  const along = new Set(migration.steps.flatMap((step) => (step.along ?? []).map(refusalKey)));
  const withReads = (todo: MigrationTodo): MigrationTodo => {
    const added = along.has(refusalKey(todo)) ? newOf(todo.range, [todo.reason]) : [];
    return { ...todo, reason: [todo.reason, ...added.filter((note) => note.startsWith('Line '))].join(' ') };
  };
  return {
    steps: migration.steps.map((step) => ({ ...step, calls: step.calls.map(withNotes) })),
    todos: migration.todos.map(withReads),
  };
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
