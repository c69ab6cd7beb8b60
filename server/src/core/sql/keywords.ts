import { letters } from '../catalogue/nearest.ts';

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Units of INTERVAL, as the server's parser of queries takes them. */
export const UNITS = set('MILLISECOND SECOND MINUTE HOUR DAY WEEK MONTH QUARTER YEAR');

/** Behind these something has to come that gives a value. */
export const OPERATORS = set(
  'AND OR NOT IN LIKE ILIKE BETWEEN WHEN THEN ELSE CASE DISTINCT = == != <> < <= > >= + - * / % ||',
);

/** Words that the reader steps over: what they do to the words around them it does not know. */
export const LOOSE = set(`
  ALL ANY APPLY ASC ASCENDING BOTH BY COLLATE COLUMNS CUBE CURRENT DESC DESCENDING DIV ESCAPE EXCEPT EXTRACT FETCH FILL FILTER FINAL FIRST
  FOLLOWING FOR FROM FULL GLOBAL GROUPING IGNORE INTERPOLATE INTO ISNULL LAST LEADING LEFT MOD NEXT NULLS OFFSET ONLY OVER
  PARTITION PRECEDING QUALIFY RANGE REGEXP REPLACE RESPECT RIGHT ROLLUP ROW ROWS SAMPLE SETS SIMILAR STALENESS STEP TIES TO
  TOTALS TRAILING UNBOUNDED WITH WITHIN XOR`);

/** Words before JOIN. */
export const JOINS = set(
  'GLOBAL LOCAL ANY ALL ASOF SEMI ANTI INNER LEFT RIGHT FULL OUTER CROSS NATURAL PASTE ARRAY JOIN',
);

/** What looks like a call but is none, or is read apart from the functions. */
export const NO_FUNCTIONS = set(`
  AND OR NOT IN AS ON USING WHERE FROM SELECT HAVING WITH OVER WHEN THEN ELSE CASE END BETWEEN LIKE ILIKE UNION ALL DISTINCT EXCEPT
  INTERSECT LIMIT OFFSET INTERVAL ROLLUP CUBE SETS GROUPING CAST EXTRACT APPLY COLUMNS PARTITION FILTER INTERPOLATE
  BY VALUES JOIN PREWHERE QUALIFY TOP STEP FILL TO ASC DESC FINAL SAMPLE`);

/** Statements that are no SELECT. */
export const STATEMENTS = set(`
  INSERT UPDATE DELETE DROP ALTER CREATE TRUNCATE GRANT REVOKE SHOW DESCRIBE DESC EXPLAIN EXISTS OPTIMIZE RENAME ATTACH DETACH
  REPLACE MERGE KILL SYSTEM BACKUP RESTORE`);

/** Words that a misspelled one is likely to be. */
const COMMON = [
  'SELECT',
  'FROM',
  'WHERE',
  'GROUP',
  'ORDER',
  'HAVING',
  'LIMIT',
  'AND',
  'BETWEEN',
  'DISTINCT',
  'UNION',
];

/** The keyword that was most likely meant by a word that is none: `FORM`, `WHRE`, `GROUPBY`. */
export function nearKeyword(text: string): string | undefined {
  const word = text.toUpperCase();
  if (word === 'GROUPBY' || word === 'ORDERBY') return `${word.slice(0, 5)} BY`;
  if (word.length < 3 || COMMON.includes(word)) return undefined;
  // Two letters that changed places are one mistake, of which a distance makes two.
  const sorted = [...word].sort().join('');
  const swapped = COMMON.find((k) => [...k].sort().join('') === sorted && k[0] === word[0]);
  return swapped ?? COMMON.find((k) => k.length > 3 && letters(word, k) === 1);
}
