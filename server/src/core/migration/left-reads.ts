import { lineStarts } from '../line-index.ts';
import { functionsAround } from '../outline.ts';
import { movedTo } from '../reads/responses.ts';
import type { Range } from '../source.ts';
import { AnswerNames } from './answer-names.ts';
import { errorReadsIn } from './error-reads.ts';
import { jqPrograms } from './jq-reads.ts';
import type { MigratedCall, MigrationStep, MigrationTodo } from './migration.ts';
import type { Surroundings } from './surroundings.ts';

/** How far a change may be from the name that it changes. */
const BESIDE = 24;
/** Lines that a program does not run. */
const COMMENT = /^\s*(?:\/\/|#(?!\[)|\*|--|<!--)/;
/** What is said of the types that errors are decoded into. */
const SAID = /^Line \d+: errors of v2 have detail/;
const OF_ERRORS = 'if this is an error of Unkey, v2 has detail for message and type for code.';
const OF_ANSWERS = 'if this reads an answer of Unkey, v2 has it in data.';

interface LeftRead {
  readonly at: number;
  readonly note: string;
}

/**
 * Steps that tell of what still reads an answer as v1 gave it once they are made, where nothing followed it: errors in
 * code that a call may reach, and programs of `jq`. `left`: calls that stay to v1.
 */
export function withLeftReads(
  steps: readonly MigrationStep[],
  left: readonly Pick<MigrationTodo, 'from'>[],
  around: Surroundings,
): readonly MigrationStep[] {
  const { document, outline, isFollowed, lineOf } = around;
  const calls = steps.flatMap((step) => step.calls);
  if (calls.length === 0) return steps;
  const reads = [...errorReads(calls, around), ...jqReads(calls, document)].filter(
    ({ at }) => !isOf(left, calls, at, around),
  );
  if (reads.length === 0) return steps;
  const edits = steps.flatMap((step) => step.edits.map(({ range }) => range));
  const lines = new Set(calls.flatMap(({ notes }) => notes.flatMap(linesIn)));
  const functionAt = (offset: number): Range | undefined => functionsAround(outline, offset).at(-1)?.range;
  const starts = lineStarts(document);
  const told = new Set([...lines].map((line) => functionAt(starts[line - 1] ?? 0)));
  const found = new Map<MigratedCall, LeftRead[]>();
  for (const read of reads.toSorted((a, b) => a.at - b.at)) {
    const { at } = read;
    const isChanged = edits.some(({ start, end }) => start <= at + BESIDE && end >= at - BESIDE);
    const own = functionAt(at);
    const isTold = lines.has(lineOf(at) + 1) || (own !== undefined && told.has(own));
    const lead = document.slice(document.lastIndexOf('\n', at) + 1, at);
    if (isFollowed(at) || isChanged || isTold || COMMENT.test(lead)) continue;
    const near =
      calls.find(({ range }) => own && own.start <= range.start && range.start < own.end) ??
      calls.findLast(({ range }) => range.start < at) ??
      calls[0]!;
    found.set(near, [...(found.get(near) ?? []), read]);
    lines.add(lineOf(at) + 1);
    told.add(own);
  }
  const withNotes = (call: MigratedCall): MigratedCall => {
    const notes = (found.get(call) ?? []).map(({ at, note }) => `Line ${lineOf(at) + 1}: ${note}`);
    return notes.length === 0 ? call : { ...call, notes: [...call.notes, ...notes] };
  };
  return found.size === 0 ? steps : steps.map((step) => ({ ...step, calls: step.calls.map(withNotes) }));
}

/** Where a text reads `code`, `message` or `docs` of an error, of what may be an answer to one of the calls. */
function errorReads(calls: readonly MigratedCall[], around: Surroundings): readonly LeftRead[] {
  const { document } = around;
  const isTold = calls.some(({ notes }) => notes.some((note) => SAID.test(note)));
  const all = isTold ? [] : errorReadsIn(document);
  if (all.length === 0) return [];
  const answers = new AnswerNames(
    calls.map(({ range }) => range),
    around,
  );
  return all.filter((at) => answers.mayHold(at)).map((at) => ({ at, note: OF_ERRORS }));
}

/** Members whose names say little of what has them. */
const COMMON =
  /^(?:id|name|meta|enabled|start|expires|createdAt|limit|cursor|refill|permissions|roles|version|environment|total)$/;
/** Names of `jq` for members of what it is given, but not those that it sets. */
const MEMBER = /(?<![\w\])}."?$])\.(\w+)(?!\s*(?:\|?=(?!=)|\|=))/g;
/** How far behind the name of a call a script reads its answer. */
const FARTHEST = 600;

/** Where programs of `jq` read what v1 answered. */
function jqReads(calls: readonly MigratedCall[], document: string): readonly LeftRead[] {
  const operations = new Set(calls.map(({ to }) => lastOf(to)));
  const isAnswered = (name: string): boolean =>
    !COMMON.test(name) && [...operations].some((operation) => movedTo(operation, name) !== undefined);
  return jqPrograms(document).flatMap(({ start, text }) => {
    const member = [...text.matchAll(MEMBER)].find(([, name]) => isAnswered(name!));
    return member ? [{ at: start + member.index + 1, note: OF_ANSWERS }] : [];
  });
}

/** True where what a script reads outside of functions is rather the answer to a call that stays. */
function isOf(
  left: readonly Pick<MigrationTodo, 'from'>[],
  calls: readonly MigratedCall[],
  at: number,
  { document, outline }: Surroundings,
): boolean {
  const before = document.slice(Math.max(0, at - FARTHEST), at);
  const nearest = (all: readonly Pick<MigrationTodo, 'from'>[]): number =>
    Math.max(-1, ...all.map(({ from }) => before.lastIndexOf(lastOf(from))));
  return functionsAround(outline, at).length === 0 && nearest(left) > nearest(calls);
}

/** `keys.getKey` of `GET /v1/keys.getKey`. */
const lastOf = (name: string): string => name.replace(/^.*\//, '');

/** The lines that a note names, from 1 on. */
const linesIn = (note: string): readonly number[] =>
  [...note.matchAll(/\bLines? (\d+(?:(?:, | and )\d+)*)/g)].flatMap(([, all]) =>
    all!.match(/\d+/g)!.map(Number),
  );
