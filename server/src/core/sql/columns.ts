import type { Flaw } from '../bodies/flaw.ts';
import { type AnalyticsTable, analyticsTables } from '../catalogue/analytics.ts';
import { letters } from '../catalogue/nearest.ts';
import type { Reporter } from './flaws.ts';
import { UNITS } from './keywords.ts';
import type { ColumnName, SqlQuery } from './query.ts';

/** Words of SQL that are written like a column and are none. */
const WORDS = new Set(['current_date', 'current_timestamp', 'all', 'default']);

/** What people call a column, from other APIs or from v1. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  keyspace_id: ['key_space_id'],
  owner_id: ['external_id'],
  ownerid: ['external_id'],
  user_id: ['external_id', 'identifier'],
  userid: ['external_id', 'identifier'],
  timestamp: ['time'],
  created_at: ['time'],
  createdat: ['time'],
  date: ['time'],
  code: ['outcome', 'response_status'],
  status: ['outcome', 'response_status'],
  status_code: ['response_status'],
  result: ['outcome'],
  tag: ['tags'],
  credits: ['spent_credits'],
  namespace: ['namespace_id'],
  success: ['passed'],
  level: ['severity'],
  duration: ['total_latency', 'latency'],
  response_time: ['total_latency', 'latency'],
};

/**
 * Columns that none of the tables of the query has. A name that stands anywhere in the query for something else is never
 * accused, because ClickHouse lets an alias be used before and behind the place that gives it.
 */
export function columnFlaws(operation: string, query: SqlQuery, report: Reporter): readonly Flaw[] {
  const known = analyticsTables(operation) ?? {};
  const expressions = new Set(query.expressions.map(({ name }) => name.toLowerCase()));
  const named = query.tables.filter(({ name }) => !expressions.has(name.toLowerCase()));
  if (!query.knowsColumns || named.length === 0 || query.separator) return [];
  if (named.some(({ name, call }) => call || !Object.hasOwn(known, name))) return [];
  const names = [...new Set(named.map(({ name }) => name))];
  const tables = names.map((name) => known[name]!);
  const qualifiers = new Set([...names, ...query.aliases]);
  const columns = new Set(tables.flatMap((table) => table.columns));
  const withheld = new Set(tables.flatMap((table) => table.withheld));
  const said = new Set<string>();
  return query.columns.flatMap((column) => {
    const { name, qualifier } = column;
    // `attributes.user`: a member of a column.
    const own = qualifier !== undefined && !qualifiers.has(qualifier) ? qualifier : name;
    if (columns.has(own) || query.names.has(own) || own !== name || said.has(name)) return [];
    if (name.startsWith('_') || WORDS.has(name.toLowerCase()) || UNITS.has(name.toUpperCase())) return [];
    if (column.quoted && !/^[\w .@:-]*$/.test(name)) return [];
    said.add(name);
    return [judge(column, names.join(' and '), tables, withheld, report)];
  });
}

function judge(
  column: ColumnName,
  table: string,
  tables: readonly AnalyticsTable[],
  withheld: ReadonlySet<string>,
  report: Reporter,
): Flaw {
  const { name } = column;
  const columns = [...new Set(tables.flatMap((t) => t.columns))];
  const list = `It has ${columns.join(', ')}.`;
  if (withheld.has(name))
    return report(column, `${name} cannot be read. ${table} gives ${columns.join(', ')}.`);
  const near = nearestColumn(name, columns);
  if (column.quoted && near === undefined)
    return report(
      column,
      `In double quotes this is a column, and ${table} has none called ${name}. Put text in single quotes.`,
    );
  const wrong = `${table} has no column ${name}.`;
  if (fold(name) === 'apiid' && columns.includes('key_space_id'))
    return report(column, `${wrong} Use key_space_id, with the key space of the API (ks_…).`);
  if (near !== undefined)
    return column.quoted
      ? report(column, `${wrong} Did you mean ${near}?`)
      : report(column, `${wrong} Did you mean ${near}?`, near);
  if (column.compared) return report(column, `${wrong} Put text in single quotes.`);
  return report(column, `${wrong} ${list}`);
}

const fold = (name: string): string => name.replaceAll('_', '').toLowerCase();

function nearestColumn(name: string, columns: readonly string[]): string | undefined {
  const same = columns.filter((c) => fold(c) === fold(name));
  if (same.length === 1) return same[0];
  const lower = name.toLowerCase();
  const meant = Object.hasOwn(otherNames, lower)
    ? otherNames[lower]?.find((c) => columns.includes(c))
    : undefined;
  if (meant !== undefined) return meant;
  const off = columns.map((c) => letters(fold(c), fold(name)));
  const least = Math.min(...off);
  const near = columns.filter((_, i) => off[i] === least);
  return least <= 2 && near.length === 1 ? near[0] : undefined;
}
