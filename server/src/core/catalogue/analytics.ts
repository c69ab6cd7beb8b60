/**
 * What SQL of v2 analytics may name. Tables and functions: the routes `v2_analytics_*` and `pkg/clickhouse/query-parser` of
 * github.com/unkeyed/unkey. Columns: `pkg/clickhouse/schema` and the grants in `pkg/clickhouse/user.go` there.
 */
export interface AnalyticsTable {
  readonly columns: readonly string[];
  /** Columns that exist, but that no root key may read. */
  readonly withheld: readonly string[];
  /** The name inside of the database, which queries may not use. */
  readonly physical: string;
}

/** Each word of a text. */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const periods = ['minute', 'hour', 'day', 'month'] as const;

const verificationSums = words(
  'time workspace_id key_space_id identity_id external_id key_id outcome source app_id tags count spent_credits latency_avg latency_p75 latency_p99',
);
const ratelimitSums = words(
  'time workspace_id namespace_id identifier passed total total_tokens passed_tokens latency_avg latency_p75 latency_p99',
);

const table = (
  physical: string,
  columns: readonly string[],
  withheld: readonly string[] = [],
): AnalyticsTable => ({ columns, withheld, physical });

const tables: Readonly<Record<string, Readonly<Record<string, AnalyticsTable>>>> = {
  'analytics.getVerifications': {
    key_verifications_v1: table(
      'key_verifications_raw_v2',
      words(
        'request_id time workspace_id key_space_id identity_id external_id key_id region source app_id outcome tags spent_credits latency',
      ),
    ),
    ...Object.fromEntries(
      periods.map((p) => [
        `key_verifications_per_${p}_v1`,
        table(`key_verifications_per_${p}_v3`, verificationSums),
      ]),
    ),
  },
  'analytics.getRatelimits': {
    ratelimits_v1: table(
      'ratelimits_raw_v2',
      words(
        'request_id time workspace_id namespace_id identifier passed latency override_id limit remaining reset_at tokens',
      ),
    ),
    ...Object.fromEntries(
      periods.map((p) => [`ratelimits_per_${p}_v1`, table(`ratelimits_per_${p}_v2`, ratelimitSums)]),
    ),
  },
  'analytics.getGatewayRequests': {
    gateway_requests_v1: table(
      'frontline_requests_raw_v1',
      words(
        'request_id time workspace_id project_id app_id environment_id deployment_id instance_id region method host path query_string query_params request_headers request_body response_status response_headers response_body user_agent ip_address total_latency instance_latency gateway_latency',
      ),
      words('frontline_id instance_address platform'),
    ),
  },
  'analytics.getRuntimeLogs': {
    runtime_logs_v1: table(
      'runtime_logs_raw_v1',
      words(
        'log_id time inserted_at severity message workspace_id project_id environment_id app_id deployment_id region attributes_text',
      ),
      words('k8s_pod_name platform attributes expires_at'),
    ),
  },
};

/** The tables that an operation of v2 can query, by name; undefined when it takes no SQL. */
export function analyticsTables(operation: string): Readonly<Record<string, AnalyticsTable>> | undefined {
  return Object.hasOwn(tables, operation) ? tables[operation] : undefined;
}

/** The operation of v2 that can query the table, or whose table has that name inside of the database. */
export function analyticsOperationOf(name: string): string | undefined {
  return Object.keys(tables).find((operation) => analyticsTableNamed(operation, name) !== undefined);
}

/** The public name of a table of an operation, told by that name in any case, or by the one inside of the database. */
export function analyticsTableNamed(operation: string, name: string): string | undefined {
  const plain = name.toLowerCase().replace(/^default\./, '');
  return Object.entries(tables[operation] ?? {}).find(
    ([alias, { physical }]) => alias === plain || physical === plain,
  )?.[0];
}

const functionNames = words(`
  count sum avg min max any groupArray groupUniqArray uniq uniqExact quantile
  now now64 today toDate toDateTime toDateTime64 toStartOfDay toStartOfWeek toStartOfMonth toStartOfQuarter toStartOfYear
  toStartOfHour toStartOfMinute date_trunc formatDateTime fromUnixTimestamp64Milli toUnixTimestamp64Milli toIntervalDay
  toIntervalWeek toIntervalMonth toIntervalYear toIntervalHour toIntervalMinute toIntervalSecond toIntervalMillisecond
  toIntervalMicrosecond toIntervalNanosecond toIntervalQuarter
  lower upper substring concat length trim startsWith endsWith
  JSONExtractString round floor ceil abs if sumIf case coalesce countIf toString toInt32 toInt64 toFloat64
  has hasAny hasAll arrayJoin arrayFilter`);

const functionsByName = new Map(functionNames.map((name) => [name.toLowerCase(), name]));

/** The function as it is spelled, whatever the case of `name`; undefined when queries may not call it. */
export const analyticsFunction = (name: string): string | undefined =>
  functionsByName.get(name.toLowerCase());

/** The functions that queries may call. */
export const analyticsFunctions = (): readonly string[] => functionNames;

/** What does the work of a function that queries may not call, where something does. */
const substitutes: Readonly<Record<string, string>> = {
  tounixtimestamp: 'toUnixTimestamp64Milli(now64(3))',
  yesterday: 'today() - 1',
  multiif: 'CASE WHEN … END',
  isnull: 'IS NULL',
  isnotnull: 'IS NOT NULL',
  tostartofinterval: 'toStartOfMinute, toStartOfHour or toStartOfDay',
  anylast: 'any',
  uniqcombined: 'uniq',
  uniqhll12: 'uniq',
  substr: 'substring',
  lcase: 'lower',
  ucase: 'upper',
  ifnull: 'coalesce',
  nvl: 'coalesce',
  unix_timestamp: 'toUnixTimestamp64Milli(now64(3))',
  date_format: 'formatDateTime',
  datetrunc: 'date_trunc',
};

/** For a user: what to write for a function that queries may not call. */
export const analyticsSubstitute = (name: string): string | undefined =>
  Object.hasOwn(substitutes, name.toLowerCase()) ? substitutes[name.toLowerCase()] : undefined;
