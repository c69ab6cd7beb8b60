import type { ChangeRow } from '../../src/core/catalogue/changes.ts';
import type { EndpointRow } from '../../src/core/catalogue/endpoint.ts';
import { HEADER } from './generator.ts';
import { fail, objectAt, stringsAt } from './json-schema.ts';
import { literal } from './literal.ts';
import { rowsOf } from './tables.ts';

/** The members of each kind of step, and what they must be. */
const STEPS: Readonly<Record<string, Readonly<Record<string, (value: unknown, place: string) => unknown>>>> =
  {
    move: { from: text, to: text },
    drop: {
      field: text,
      unlessZero: (value, place) => value === undefined || text(value, place),
    },
    append: {
      from: text,
      to: text,
      members: (value, place) =>
        Object.entries(objectAt(value, place)).map(([name, v]) => stringsAt(v, `${place}/${name}`)),
      set: objectAt,
      differ: (value, place) => value === undefined || stringsAt(value, place),
    },
    names: { field: text, take: stringsAt },
    setEach: { list: text, field: text, value: (value) => value },
    permissionQuery: { from: text, to: text },
    wrap: { list: text, lift: stringsAt },
    each: { list: text, steps: (value, place) => rowsOf(value, place).map(([v, at]) => checkStep(v, at)) },
  };

/**
 * The changes from v1 to v2. Throws, naming the place, for an unknown construct, and when `endpoints` has an endpoint of
 * v1 that is not named exactly once.
 */
export function readChanges(
  table: unknown,
  file: string,
  endpoints: readonly Pick<EndpointRow, 'version' | 'method' | 'operation'>[],
): readonly ChangeRow[] {
  const missing = new Set(
    endpoints.filter((e) => e.version === 'v1').map((e) => `${e.method} ${e.operation}`),
  );
  const rows = rowsOf(table, `${file}#`).map(([row, place]) => {
    const json = objectAt(row, place, ['of', 'steps', 'needs', 'note']);
    stringsAt(json['of'], `${place}/of`).forEach((name, i) => {
      if (!missing.delete(name)) fail(`${place}/of/${i}`, `no endpoint of v1, or named before: ${name}`);
    });
    for (const [step, at] of rowsOf(json['steps'] ?? [], `${place}/steps`)) checkStep(step, at);
    for (const [need, at] of rowsOf(json['needs'] ?? [], `${place}/needs`)) {
      const members = objectAt(need, at, ['field', 'when', 'from', 'value', 'beside', 'note']);
      for (const key of ['field', 'note']) text(members[key], `${at}/${key}`);
    }
    return json as unknown as ChangeRow;
  });
  return missing.size === 0 ? rows : fail(`${file}#`, `nothing is said of ${[...missing].join(', ')}`);
}

/** The module of the table of changes. What several rows have is written once. */
export function changesSource(rows: readonly ChangeRow[]): string {
  const written = new Map<string, number>();
  for (const part of rows.flatMap(partsOf)) written.set(literal(part), (written.get(literal(part)) ?? 0) + 1);
  const shared = [...written]
    .filter(([code, times]) => times > 1 && code.length > SHORT)
    .map(([code]) => code);
  const nameOf = (value: unknown): string | undefined => {
    const at = typeof value === 'object' && value !== null ? shared.indexOf(literal(value)) : -1;
    return at < 0 ? undefined : `shared${at}`;
  };
  const constants = shared.map((code, i) => `const shared${i} = ${code} as const;\n`).join('');
  const lines = rows.map((row) => `  ${literal(row, nameOf)},\n`).join('');
  return `${HEADER}import type { ChangeRow } from './changes.ts';\n\n${constants}\nexport const changeRows: readonly ChangeRow[] = [\n${lines}];\n`;
}

/** A part of a row that is no longer than this is written again. */
const SHORT = 40;

/** The steps and needs of a row, those inside of steps for lists as well. */
function partsOf({ steps = [], needs = [] }: ChangeRow): readonly object[] {
  return [...steps.flatMap((step) => (step.kind === 'each' ? [step, ...step.steps] : [step])), ...needs];
}

function checkStep(value: unknown, place: string): void {
  const kind = String(objectAt(value, place)['kind']);
  const members = Object.hasOwn(STEPS, kind) ? STEPS[kind]! : fail(`${place}/kind`, `unknown step ${kind}`);
  const step = objectAt(value, place, ['kind', 'note', ...Object.keys(members)]);
  for (const [name, check] of Object.entries(members)) check(step[name], `${place}/${name}`);
}

function text(value: unknown, place: string): void {
  if (typeof value !== 'string' || value === '') fail(place, 'expected a text');
}
