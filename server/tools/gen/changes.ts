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
    drop: { field: text },
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

/** The module of the table of changes. */
export function changesSource(rows: readonly ChangeRow[]): string {
  const lines = rows.map((row) => `  ${literal(row)},\n`).join('');
  return `${HEADER}import type { ChangeRow } from './changes.ts';\n\nexport const changeRows: readonly ChangeRow[] = [\n${lines}];\n`;
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
