import type { Explanation } from '../explanations.ts';

/** Bodies, time limits, analytics queries and quotas of calls to the API. */
export const userExplanations = (): Readonly<Record<string, Explanation>> => ({
  'err:user:bad_request:client_closed_request': {
    meaning: 'The caller hung up while Unkey was still working on the answer (499).',
    causes: [
      "The HTTP client's own limit ran out, or an `AbortController` fired.",
      'A serverless function ended before the call was awaited.',
      'A proxy on the way cuts connections that are quiet for some seconds.',
    ],
    fixes: [
      'Raise the time limit of the client for slow calls, above all for analytics.',
      'Await every call before the handler returns.',
      'Look for aborts and resets in your own logs; the 499 itself never gets back to you.',
    ],
    note: '`err:user:bad_request:request_timeout` is the reverse: there Unkey gave up.',
    retry: 'Reads at once; before repeating a write, check whether it took effect.',
  },
  'err:user:bad_request:invalid_analytics_function': {
    meaning: 'The SQL calls a function that is not among the few dozen that analytics queries may use.',
    causes: [
      'The function is ordinary ClickHouse but not listed, such as `toUnixTimestamp`, `multiIf` or `yesterday`.',
      'A table function stands after `FROM`, such as `numbers(10)` or `url(…)`; none is permitted.',
    ],
    fixes: [
      'Replace it: `toUnixTimestamp64Milli(now64(3))`, nested `if`, `today() - INTERVAL 1 DAY`.',
      'Fetch the plain values and calculate in your own code.',
    ],
    note: "Unkey's page says that `yesterday`, `position`, `sqrt`, `pow` and `multiIf` work; the server refuses them.",
  },
  'err:user:bad_request:invalid_analytics_query': {
    meaning: 'The SQL in `query` cannot be read, breaks a rule or names something that is not there.',
    causes: [
      'A comma, quote or bracket is missing, or there is no `FROM`.',
      'A column does not exist in this table.',
      'It has several statements, a `SETTINGS` clause, more than 64 columns or over 16 KiB of text.',
    ],
    fixes: [
      'Read `error.detail`: a syntax error has its place in it. For other mistakes, take parts out until the rest works.',
      'Filter APIs by `key_space_id`; verifications have no `api_id` column.',
      'Let a JSON library build the body, so that quotes in the SQL are escaped.',
    ],
    note: "`api_id` and `response_time` occur in examples on Unkey's error pages, yet the tables do not have them.",
  },
  'err:user:bad_request:invalid_analytics_query_type': {
    meaning: 'The statement is something other than a `SELECT`; analytics data can be read and nothing else.',
    causes: ['It changes data, as `INSERT` or `DELETE` do.', 'It inspects the database, as `EXPLAIN` does.'],
    fixes: [
      'Start the statement with `SELECT`, or with `WITH` followed by one.',
      'Change keys by their endpoints, such as `keys.updateKey` and `keys.deleteKey`.',
    ],
    note: "Unkey's page names PATCH for `keys.updateKey`. In v2 it is POST, like every other call except `liveness`.",
  },
  'err:user:bad_request:invalid_analytics_table': {
    meaning: 'The query reads a table that this analytics endpoint does not offer.',
    causes: [
      'The table belongs to another endpoint: `ratelimits_v1` works in `analytics.getRatelimits` only.',
      'An internal name is used (`default.…`, `system.…`), or the version at the end is missing.',
      'A `WITH` part has the same name as a public table.',
    ],
    fixes: [
      'For `analytics.getVerifications` use `key_verifications_v1` or `key_verifications_per_hour_v1` (also minute, day, month).',
      'Send logs to `analytics.getRuntimeLogs` (`runtime_logs_v1`) and traffic to `analytics.getGatewayRequests` (`gateway_requests_v1`).',
      'Write the name in lower case and without a database before it.',
    ],
  },
  'err:user:bad_request:missing_required_header': {
    meaning: 'A header that the call cannot do without is not in the request.',
    causes: [
      'The client builds the request by hand and leaves headers out.',
      'A proxy forwards only the headers it knows.',
    ],
    fixes: [
      'Send both `Authorization: Bearer …` and `Content-Type: application/json`.',
      'Log the outgoing headers behind the last proxy of your side.',
    ],
    note: 'The code is defined, but no v2 endpoint seems to send it. Without `Authorization` you get `err:unkey:authentication:missing`.',
  },
  'err:user:bad_request:permissions_query_syntax_error': {
    meaning: 'The string in `permissions` of `keys.verifyKey` is not a valid expression.',
    causes: [
      'Names are separated by a comma, a blank, `&&` or `||` rather than by AND or OR.',
      'A bracket is not closed or has nothing in it, or an operator lacks one side.',
      'A name holds a character that is not permitted, such as `@`, `$` or a quote.',
    ],
    fixes: [
      'Write it like `(documents.read OR documents.write) AND billing.view`.',
      'Join a list in code with `" AND "`, and leave the field out if the list is empty.',
      'Go to the position that `error.detail` gives.',
    ],
    note: 'Besides the characters on its page, Unkey takes `:`, `*` and `/` in names; `*` is no wildcard. An array, or more than 1000 characters, is `err:unkey:application:invalid_input`.',
  },
  'err:user:bad_request:query_range_exceeds_retention': {
    meaning: 'The query asks for a time from which the plan of the workspace no longer keeps data.',
    causes: [
      'The lower bound of `time` is further back than the days that `error.detail` mentions.',
      'The bound is in seconds: raw tables count milliseconds, so it is taken for January 1970.',
    ],
    fixes: [
      'Move the bound forward, for example to `time >= now() - INTERVAL 14 DAY` on the tables per hour or day.',
      'Multiply by 1000, or build the bound with `toUnixTimestamp64Milli`.',
      'Leave the lower bound out; the result then covers everything that is kept.',
    ],
    note: 'An upper bound (`time < …`) never triggers it.',
  },
  'err:user:bad_request:request_body_too_large': {
    meaning: 'The body is larger than the API takes (413). `error.detail` names the limit in bytes.',
    causes: [
      'Whole documents or images were put into `meta`.',
      '`keys.migrateKeys` got the complete list in one call.',
    ],
    fixes: [
      'Cut `meta` down to what the code that verifies the key reads.',
      'Send `keys.migrateKeys` in batches of some hundred keys.',
    ],
    note: "The 100 bytes on Unkey's page are made up: the default is 10 MiB. Its path `keys.create` should be `keys.createKey`.",
  },
  'err:user:bad_request:request_body_unreadable': {
    meaning: 'The body broke off before it had arrived in full, so Unkey did not look into it.',
    causes: [
      'The `Content-Length` was set by hand and is larger than the body.',
      'The connection dropped, or the upload took longer than the few seconds the server waits.',
      'A stream was sent that another part of the program had already read.',
    ],
    fixes: [
      'Leave `Content-Length` to the HTTP client.',
      'Hand the client a finished string as the body, not a stream.',
    ],
    note: 'Broken JSON that arrived whole is `err:unkey:application:invalid_input`.',
    retry: 'Yes, even for writes: the body is read before anything is done.',
  },
  'err:user:bad_request:request_timeout': {
    meaning: 'Unkey stopped working on the request because it took too long (408).',
    causes: [
      "Unkey's databases are slow at the moment.",
      'The single call is very large, such as a migration with thousands of keys.',
    ],
    fixes: [
      'Divide large calls into several small ones.',
      'Decide what your app does when a verification gets no answer: refuse, or let known users pass.',
      'Report the `requestId` if it happens on small calls again and again.',
    ],
    note: 'The gateway of Unkey Deploy uses the same code with status 504 when your own app is the slow one.',
    retry: 'Yes, with growing pauses; after a write, check first whether it was carried out.',
  },
  'err:user:too_many_requests:query_quota_exceeded': {
    meaning: 'The workspace has used up what it may spend on analytics queries for now (429).',
    causes: [
      'A dashboard queries anew for every visitor or every few seconds.',
      'The number is fine, but slow queries consumed the total run time of the hour (30 minutes by default).',
    ],
    fixes: [
      'Store results for some minutes and serve all visitors from there.',
      'Get several figures from one query by `GROUP BY` and `countIf`.',
      'Read the tables per hour or day, so that each query costs less time.',
    ],
    retry: 'Once the window is over; it lasts one hour by default.',
  },
  'err:user:too_many_requests:workspace_rate_limited': {
    meaning: 'The workspace sends more API calls than the limit that Unkey set for it (429).',
    causes: [
      'A script or migration fires calls without a pause.',
      'All root keys of the workspace share one counter, so another service may have used it up.',
    ],
    fixes: [
      'Pace bulk jobs by the header `RateLimit-Remaining`.',
      'Check several limits in one go with `ratelimit.multiLimit`.',
      'Ask the support what limit the workspace has; most have none.',
    ],
    note: "It isn't the limit of a key: `keys.verifyKey` reports that one as `RATE_LIMITED` in a 200. The server counts per minute, not per 10 seconds as on Unkey's page.",
    retry: 'Yes, after the seconds in `Retry-After`.',
  },
  'err:user:unprocessable_entity:query_execution_timeout': {
    meaning: 'The analytics query ran into its time limit and was ended without a result.',
    causes: [
      'It goes through raw events of weeks or months.',
      'It sorts or groups by many values, such as `key_id` or `request_id`.',
    ],
    fixes: [
      'Use `key_verifications_per_day_v1` or its kin for minute, hour or month, with `sum(count)`.',
      'Ask for one day or one `key_space_id` at a time and add up yourself.',
    ],
    note: "Unkey's page says 30 seconds, but the API waits only 10 for the database.",
    retry: 'Seldom: the same query usually takes as long again.',
  },
  'err:user:unprocessable_entity:query_memory_limit_exceeded': {
    meaning: 'The analytics query needs too much memory, or its result is over 4 MiB as JSON.',
    causes: [
      '`groupArray` or `groupUniqArray` gathers huge lists in one row.',
      'Every raw event is fetched, with all columns.',
      '`GROUP BY` has one group per key or request.',
    ],
    fixes: [
      'Count in the query (`count`, `uniq`) rather than in your own code.',
      'Page through raw events by `time` with a `LIMIT` of a few thousand.',
      'Name the two or three columns you use.',
    ],
    note: 'The memory (1 GB by default) can be raised by the support; the 4 MiB cannot.',
  },
  'err:user:unprocessable_entity:query_rows_limit_exceeded': {
    meaning: 'The analytics query has to read, or would return, more rows than it may.',
    causes: [
      'There is no bound on `time`, so all stored events count.',
      'A subquery or join without filters multiplies the rows.',
    ],
    fixes: [
      'Put a bound on `time` into every `SELECT`, also into the inner ones.',
      'Replace the raw table by the one per day or month.',
    ],
    note: "The table `key_verifications_v1_per_day_v1` on Unkey's page does not exist; it is `key_verifications_per_day_v1`. The known default is 10 million result rows, not 100 million scanned ones.",
  },
});
