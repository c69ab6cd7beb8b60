import assert from 'node:assert/strict';
import { SourceText } from '../../server/src/core/source.ts';
import { sqlFlaws } from '../../server/src/core/sql/flaws.ts';

const T = 'key_verifications_v1';

/** What is said about a query on verifications: the part underlined, and what it is to be changed to. */
const said = (sql: string, operation = 'analytics.getVerifications'): string[] =>
  sqlFlaws(operation, SourceText.verbatim(sql)).map(({ range, fix }) => {
    const part = sql.slice(range.start, range.end);
    return fix ? `${part} > ${fix.edits[0]!.newText}` : part;
  });

describe('the SQL of analytics', () => {
  it('is left alone where the server takes it', () => {
    const taken = [
      `SELECT * FROM ${T}`,
      `select Count(*) as N from ${T} where Outcome_ = 1 or key_id = 'a' and 1 as Outcome_`,
      `-- note\nSELECT 1 /* one */ FROM ${T};; -- end`,
      `;SELECT key_id k, region "r r", source \`s\` FROM "${T}" ORDER BY k`,
      `SELECT DISTINCT ON (key_id) key_id FROM ${T} LIMIT 5, 10`,
      `SELECT TOP 10 key_id FROM ${T} GROUP BY key_id WITH TOTALS`,
      `SELECT key_id, count() FROM ${T} GROUP BY ROLLUP(key_id)`,
      `SELECT tags AS t, t.size0, t.1, tags.size0 FROM ${T}`,
      `SELECT count() FROM ${T} GROUP BY GROUPING SETS ((key_id), (region))`,
      `SELECT sum(spent_credits) OVER w FROM ${T} WINDOW w AS (PARTITION BY key_id ORDER BY time)`,
      `SELECT CAST(time AS DateTime64(3)), cast(time, 'DateTime'), time::Nullable(Int64) x FROM ${T}`,
      `SELECT extract(HOUR FROM time) FROM ${T}`,
      `SELECT -1, +spent_credits, 5 - -2, latency * -1.5e-3, .5 FROM ${T}`,
      `SELECT a FROM (SELECT key_id AS a FROM ${T} UNION ALL SELECT region FROM ${T}) WHERE a IN ['x', 'y']`,
      `SELECT key_id FROM ${T} EXCEPT SELECT key_id FROM ${T} WHERE time BETWEEN 1 AND 2`,
      `WITH now() AS n, (SELECT max(time) FROM ${T}) AS last, Recent AS (SELECT key_id FROM ${T}) SELECT n, last FROM RECENT`,
      `SELECT tag FROM ${T} ARRAY JOIN tags AS tag WHERE tag LIKE 'a%' AND NOT tag ILIKE '%b'`,
      `SELECT a.key_id FROM ${T} AS a ANY LEFT JOIN ${T} b USING (key_id) WHERE b.time > a.time`,
      `SELECT a.key_id FROM ${T} a, ${T} b WHERE a.key_id = b.key_id AND a.tags[1] = 'x'`,
      `SELECT key_id FROM ${T} PREWHERE time > 1 WHERE region IS NOT NULL OR region IS NULL`,
      `SELECT arrayFilter((x, y) -> x = y, tags, tags) FROM ${T}`,
      `SELECT time > 5 ? 'late' : 'early' FROM ${T}`,
      `SELECT CASE region WHEN 'a' THEN 1 END AS one, if(has(tags, 'b'), 1, 0) FROM ${T} HAVING one = 1`,
      `SELECT _part, toIntervalDay(1), INTERVAL '1' DAY, now() - interval (1 + 2) hour, now() + INTERVAL -5 MINUTE FROM ${T}`,
      `SELECT key_id FROM ${T} FORMAT JSON`,
      `SELECT key_id FROM ${T} ORDER BY time DESC, key_id ASC LIMIT 1 BY key_id LIMIT 10 OFFSET 5`,
      `SELECT time FROM ${T} GROUP BY time ORDER BY time WITH FILL FROM 1 TO 100 STEP 10`,
      `SELECT avg(latency) OVER (ORDER BY time ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) a FROM ${T}`,
      `SELECT 'it''s', 'a\\'b', 'FROM x; DROP' FROM ${T} WHERE key_id = 'unclosed "'`,
      `SELECT * EXCEPT (tags) FROM ${T}`,
      `SELECT 1 FROM ${T} WHERE key_id IN (SELECT key_id FROM key_verifications_per_hour_v1 WHERE count > 5)`,
    ];
    for (const sql of taken) assert.deepEqual(said(sql), [], sql);
    assert.deepEqual(
      said(
        'SELECT limit, limit - remaining AS used FROM ratelimits_v1 WHERE limit > 5 ORDER BY limit LIMIT 5',
        'analytics.getRatelimits',
      ),
      [],
    );
  });

  it('is left alone where a piece is not known', () => {
    const H = '\uFFFC';
    const unknown = [
      '',
      'SELECT_QUERY',
      '<your query>',
      'your query here',
      'Show me the keys from yesterday',
      'describe what you want',
      H,
      `${H} WHERE nothing = 1`,
      `SELECT ${H} FROM ${T} ORDER BY total`,
      `SELECT key_id FROM ${H}`,
      `SELECT key_id FROM key_verifications_per_${H}_v1 WHERE nothing = 1`,
      `SELECT nothing FROM ${T} ${H}`,
      `SELECT key_id FROM ${T} WHERE ${H} GROUP BY key_id ORDER BY key_id`,
      `SELECT key_id FROM ${T} WHERE time > ${H} ${H}`,
      `SELECT key_id FROM ${T} WHERE key_id = '${H}' AND region IN (${H}) AND source IN ${H} LIMIT ${H}`,
      `SELECT key_id FROM ${T} WHERE key_id = ? AND region = :region AND source = @source AND time > $1`,
      `SELECT key_id FROM ${T} WHERE key_id = %s AND region = %(region)s AND source = {source:String}`,
      `SELECT key_id FROM ${T} WHERE time > {{start}} {{#if x}} AND y = 1 {{/if}}`,
      `SELECT ... FROM ${T}`,
      `SELECT key_id FROM ${T} WHERE key_id = '${H}`,
      `WITH ${H} SELECT x FROM y`,
    ];
    for (const sql of unknown) assert.deepEqual(said(sql), [], sql);
  });

  it('is judged beside what is not known', () => {
    const H = '\uFFFC';
    assert.deepEqual(said(`SELECT toYear(time) FROM ${T} WHERE ${H}`), ['toYear']);
    assert.deepEqual(said(`SELECT nothing FROM ${T} WHERE time > ${H} AND ${H}`), ['nothing']);
    assert.deepEqual(said(`SELECT ${H} FROM default.key_verifications_raw_v2 ${H}`), [
      `default.key_verifications_raw_v2 > ${T}`,
    ]);
    assert.deepEqual(said(`DROP TABLE ${H}`), ['DROP']);
    assert.deepEqual(said(`SELECT key_id, FROM ${T} WHERE time > ${H} AND key_id = '${H}' LIMIT ${H}`), [
      ', > ',
    ]);
  });

  it('is told where it is wrong', () => {
    const wrong: readonly (readonly [sql: string, ...said: string[]])[] = [
      ['  ', '  '],
      [`SELCT key_id FROM ${T}`, 'SELCT > SELECT'],
      [`EXPLAIN SELECT 1 FROM ${T}`, 'EXPLAIN'],
      [`SELECT 1 FROM ${T}; DROP TABLE x`, ';'],
      [`SELECT 1`, 'SELECT'],
      [`SELECT * ${T}`, 'SELECT'],
      [`SELECT FROM ${T}`, 'SELECT'],
      [`SELECT key_id, FROM ${T}`, ', > '],
      [`SELECT key_id,, region FROM ${T}`, ','],
      [`SELECT key_id count() AS n FROM ${T}`, 'count'],
      [`SELECT key_id region source FROM ${T}`, 'region'],
      [`SELECT key_id 'k' FROM ${T}`, "'k'"],
      [`SELECT key_id AS 'k' FROM ${T}`, "'k' > k"],
      [`SELECT key_id FORM ${T}`, 'FORM > FROM'],
      [`SELECT key_id FROM ${T} WHRE time > 1`, 'WHRE > WHERE'],
      [`SELECT key_id FROM ${T} time > 1`, 'time'],
      [`SELECT key_id FROM ${T} WHERE`, 'WHERE'],
      [`SELECT key_id FROM ${T} WHERE time > 1 ADN region = 'a'`, 'ADN > AND'],
      [`SELECT key_id FROM ${T} WHERE time > 1 region = 'a'`, 'region'],
      [`SELECT key_id FROM ${T} WHERE time > AND region = 'a'`, 'AND'],
      [`SELECT key_id FROM ${T} WHERE (time > 1 OR)`, 'OR'],
      [`SELECT key_id FROM ${T} GROUP key_id`, 'GROUP'],
      [`SELECT key_id FROM ${T} GROUP BY key_id WHERE time > 1`, 'WHERE'],
      [`SELECT key_id FROM ${T} WHERE time > 1 WHERE time < 5`, 'WHERE'],
      [`SELECT key_id FROM ${T} ORDER BY key_id, LIMIT 5`, ', > '],
      [`SELECT key_id FROM ${T} UNION SELECT region FROM ${T}`, 'UNION > UNION ALL'],
      [`SELECT key_id FROM ${T} WHERE time > now() - INTERVAL '7 days'`, "'7 days' > 7 DAY"],
      [`SELECT key_id FROM ${T} WHERE time > now() - 7 DAY`, 'DAY'],
      [`SELECT key_id FROM ${T} WHERE time > now() - INTERVAL 7 days`, 'days > DAY'],
      [`SELECT CASE WHEN 1 THEN 2 FROM ${T}`, 'CASE'],
      [`SELECT count() FILTER (WHERE 1) FROM ${T}`, 'FILTER'],
      [`SELECT key_id FROM ${T} WHERE time > 1)`, ')'],
      [`SELECT key_id FROM ${T} /* to do`, '/*'],
      [`SELECT x FROM numbers(10)`, 'numbers'],
      [`SELECT 1 FROM system.tables`, 'system.tables'],
      [`SELECT 1 FROM KEY_VERIFICATIONS_V1`, `KEY_VERIFICATIONS_V1 > ${T}`],
      [
        `SELECT 1 FROM verifications.key_verifications_per_day_v2`,
        'verifications.key_verifications_per_day_v2 > key_verifications_per_day_v1',
      ],
      [`SELECT 1 FROM verifications`, `verifications > ${T}`],
      [`SELECT 1 FROM ${T} JOIN secrets s ON 1`, 'secrets'],
      [`WITH ${T} AS (SELECT 1 FROM ${T}) SELECT 1 FROM ${T}`, T],
      [`SELECT 1 FROM ${T} WHERE key_id IN (SELECT id FROM keys)`, 'keys'],
      [
        `SELECT toYYYYMM(now()), toyyyymm(1), ROW_NUMBER() OVER (ORDER BY time) FROM ${T}`,
        'toYYYYMM',
        'ROW_NUMBER',
      ],
      [`SELECT quantileTDigestMerge(0.9)(latency) FROM ${T}`, 'quantileTDigestMerge'],
      [`SELECT countif(1), to_date(1) FROM ${T}`, 'to_date > toDate'],
      [`SELECT v.keyId, KEY_ID FROM ${T} v`, 'keyId > key_id', 'KEY_ID > key_id'],
      [`SELECT code FROM ${T} WHERE outcome = "VALID"`, 'code > outcome', '"VALID"'],
      [`SELECT sum(count) FROM ${T}`, 'count'],
      [`SELECT x.apiId, y.count FROM ${T} x, (SELECT 1 FROM ${T}) AS y`, 'apiId', 'count'],
    ];
    for (const [sql, ...expected] of wrong) assert.deepEqual(said(sql), expected, sql);
  });

  it('may not be long, and costs little however it is written', () => {
    const long = `SELECT 1 FROM ${T} WHERE key_id = '${'x'.repeat(16_384)}'`;
    assert.deepEqual(said(long), ['S']);
    const before = performance.now();
    const pieces = [
      '(',
      'SELECT (',
      'a -> ',
      "'",
      '{{',
      'CASE ',
      'x.',
      ', ',
      'UNION ALL SELECT ',
      'f(',
      'FROM t, ',
    ];
    for (const piece of pieces) said(`SELECT ${piece.repeat(16_000 / piece.length)}`);
    for (const depth of [90, 5000]) said(`SELECT ${'('.repeat(depth)}1${')'.repeat(depth)} FROM ${T}`);
    assert.ok(performance.now() - before < 2000);
  });
});
