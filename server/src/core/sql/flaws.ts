import type { Flaw } from '../bodies/flaw.ts';
import {
  analyticsFunction,
  analyticsFunctions,
  analyticsOperationOf,
  analyticsSubstitute,
  analyticsTableNamed,
  analyticsTables,
} from '../catalogue/analytics.ts';
import { letters } from '../catalogue/nearest.ts';
import type { SourceText } from '../source.ts';
import { isStandIn } from '../stand-ins.ts';
import { columnFlaws } from './columns.ts';
import { nearKeyword, STATEMENTS } from './keywords.ts';
import { readSql, type Span, type SqlQuery, type TableName } from './query.ts';

/** Bytes that the server reads (`pkg/clickhouse/query-parser` of github.com/unkeyed/unkey). */
const LONGEST = 16_384;
/** Longer lists of tables are not repeated in a message. */
const MOST_LISTED = 6;

/** What the server refuses in the SQL of an operation, in the order of the text; none where that is not certain. */
export function sqlFlaws(operation: string, sql: SourceText): readonly Flaw[] {
  const { text } = sql;
  if (!/\s/.test(text.trim()) && isStandIn(text)) return [];
  if (text.length > LONGEST)
    return sql.isLiteral
      ? [
          {
            range: sql.place(0, 1),
            message: `This SQL is too long: at most ${LONGEST} characters are taken.`,
          },
        ]
      : [];
  const query = readSql(text);
  const report = reporter(sql);
  const statement = statementFlaw(query, sql, report);
  if (statement) return statement;
  const { flaw } = query;
  const found = [
    ...(query.separator
      ? [report(query.separator, 'Only one statement is taken. Remove what follows this semicolon.')]
      : []),
    ...(flaw ? [report(flaw, flaw.message, flaw.replacement)] : []),
    ...query.settings.map((span) => report(span, 'SETTINGS are not taken. Remove them.')),
    ...tableFlaws(operation, query, report),
    ...functionFlaws(query, report),
    ...columnFlaws(operation, query, report),
  ];
  return found.toSorted((a, b) => a.range.start - b.range.start);
}

/** Makes a flaw of a part of the SQL, with what to write in its place. */
export type Reporter = (span: Span, message: string, replacement?: string) => Flaw;

const reporter =
  (sql: SourceText): Reporter =>
  ({ from, to }, message, replacement) => {
    const range = sql.place(from, to);
    if (replacement === undefined || !sql.isVerbatim(from, to)) return { range, message };
    const title = replacement === '' ? 'Remove it' : `Change to ${replacement}`;
    return { range, message, fix: { title, safety: 'suggestion', edits: [{ range, newText: replacement }] } };
  };

/** For a text that is no SELECT at all; undefined when it may be one. An empty list where nobody can know. */
function statementFlaw(
  { first, empty, flaw }: SqlQuery,
  sql: SourceText,
  report: Reporter,
): readonly Flaw[] | undefined {
  if (empty)
    return sql.length === 0
      ? []
      : [{ range: sql.place(), message: 'There is no SQL in this text. Write a SELECT.' }];
  if (!first) return flaw ? undefined : [];
  const word = first.text.toUpperCase();
  if (word === 'SELECT' || word === 'WITH') return undefined;
  const span = { from: first.start, to: first.end };
  if (nearKeyword(word) === 'SELECT')
    return [report(span, `${first.text} is no keyword. Did you mean SELECT?`, 'SELECT')];
  // A sentence that stands for a query may begin with one of these words as well.
  const written =
    first.text === word || /^\w+\s+(?:into|from|table|set)\b/i.test(sql.text.slice(first.start));
  return STATEMENTS.has(word) && written ? [report(span, `Only SELECT is taken, no ${word}.`)] : [];
}

function tableFlaws(operation: string, query: SqlQuery, report: Reporter): readonly Flaw[] {
  const tables = analyticsTables(operation) ?? {};
  const own = Object.keys(tables);
  const known = own.length > MOST_LISTED ? `${own.slice(0, MOST_LISTED).join(', ')}, …` : own.join(', ');
  const expressions = new Set(query.expressions.map(({ name }) => name.toLowerCase()));
  const conflicts = query.expressions
    .filter(({ name }) => Object.hasOwn(tables, name.toLowerCase()))
    .map((span) => report(span, `${span.name} is the name of a table. Call this WITH differently.`));
  const judge = (table: TableName): Flaw | undefined => {
    const { name, call } = table;
    if (call) return report(table, `${name}() cannot be queried. ${operation} has ${known}.`);
    if (Object.hasOwn(tables, name) || expressions.has(name.toLowerCase())) return undefined;
    const meant = analyticsTableNamed(operation, name);
    if (meant !== undefined)
      return report(table, `${name} is not taken. The table is called ${meant}.`, meant);
    const other = analyticsOperationOf(name);
    if (other !== undefined) return report(table, `${name} belongs to ${other}. ${operation} has ${known}.`);
    if (!query.knowsTables) return undefined;
    const near = nearestName(name, own);
    return near === undefined
      ? report(table, `${operation} has no table ${name}. It has ${known}.`)
      : report(table, `${operation} has no table ${name}. Did you mean ${near}?`, near);
  };
  return [...conflicts, ...query.tables.flatMap((table) => judge(table) ?? [])];
}

/** The one of `names` that was most likely meant: with a version or an ending more, or at most two letters off. */
function nearestName(name: string, names: readonly string[]): string | undefined {
  // Databases of the past, and numbers of versions.
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/^(?:default|verifications|ratelimits)\./, '')
      .replace(/_v\d+$|s$/g, '')
      .replace(/s$/, '');
  const same = names.filter((n) => plain(n) === plain(name));
  if (same.length === 1) return same[0];
  // `verifications`, `logs`
  const ends = names.filter((n) => plain(n).endsWith(`_${plain(name)}`));
  if (ends.length === 1) return ends[0];
  const near = names.filter((n) => letters(n, name.toLowerCase()) <= 2);
  return near.length === 1 ? near[0] : undefined;
}

function functionFlaws({ functions }: SqlQuery, report: Reporter): readonly Flaw[] {
  const said = new Set<string>();
  return functions.flatMap((span) => {
    const { name } = span;
    if (analyticsFunction(name) !== undefined || said.has(name.toLowerCase())) return [];
    said.add(name.toLowerCase());
    const wrong = `${name} is not on the list of functions that queries may call.`;
    const substitute = analyticsSubstitute(name);
    if (substitute !== undefined) return [report(span, `${wrong} Use ${substitute}.`)];
    const near = analyticsFunctions().filter((f) => letters(f.toLowerCase(), name.toLowerCase()) <= 1);
    const [meant] = near;
    return near.length === 1 && name.length > 3
      ? [report(span, `${wrong} Did you mean ${meant}?`, meant)]
      : [report(span, wrong)];
  });
}
