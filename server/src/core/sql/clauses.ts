import { readExpressions } from './expressions.ts';
import { OPERATORS } from './keywords.ts';
import type { SqlQuery } from './query.ts';
import { Reading } from './reading.ts';
import { readSources } from './sources.ts';
import type { Token } from './tokens.ts';

/** In the order in which they have to stand. */
const CLAUSES = [
  'SELECT',
  'FROM',
  'PREWHERE',
  'WHERE',
  'GROUP BY',
  'HAVING',
  'WINDOW',
  'QUALIFY',
  'ORDER BY',
  'LIMIT',
  'OFFSET',
  'SETTINGS',
  'FORMAT',
] as const;

type ClauseName = (typeof CLAUSES)[number];

interface Clause {
  readonly name: ClauseName;
  /** Its first word, the first token behind its words, and the one behind it all. */
  readonly at: number;
  readonly from: number;
  to: number;
}

const rank = ({ name }: Clause): number => CLAUSES.indexOf(name);

const SET_OPERATIONS = new Set(['UNION', 'EXCEPT', 'INTERSECT']);
/** Words behind which a name has to come, whatever it is called. */
const NAMES_FOLLOW = new Set([
  'AS',
  '.',
  ',',
  '(',
  'BY',
  'SELECT',
  'DISTINCT',
  'WHERE',
  'PREWHERE',
  'HAVING',
  'ON',
  'FROM',
]);

/** Reads the statement of the tokens from `from` up to `to`. `pairs` are the brackets that belong together. */
export function readClauses(
  tokens: readonly Token[],
  pairs: ReadonlyMap<number, number>,
  from: number,
  to: number,
): Omit<SqlQuery, 'first' | 'empty' | 'separator'> {
  const reading = new Reading(tokens, pairs);
  readQuery(reading, from, to, true);
  return reading.result();
}

/** SELECTs, put together with UNION, EXCEPT and INTERSECT. */
function readQuery(reading: Reading, from: number, to: number, outermost: boolean): void {
  const readSubquery = (a: number, b: number): void => readQuery(reading, a, b, false);
  let i = from;
  let first = outermost;
  while (i < to) {
    if (reading.word(i) === '(') {
      readSubquery(i + 1, reading.close(i));
      i = reading.close(i) + 1;
    } else i = readSelect(reading, i, to, first, readSubquery);
    first = false;
    if (i >= to) return;
    const operation = reading.word(i);
    if (!SET_OPERATIONS.has(operation)) {
      reading.unsure();
      return;
    }
    const quantified = reading.word(i + 1) === 'ALL' || reading.word(i + 1) === 'DISTINCT';
    if (operation === 'UNION' && !quantified && reading.tokens[i + 1]?.kind !== 'hole')
      reading.flaw(i, 'UNION needs ALL or DISTINCT behind it.', 'UNION ALL');
    i += quantified ? 2 : 1;
    if (i >= to) reading.flaw(i - 1, `No SELECT follows this ${operation}.`);
  }
}

/** One SELECT with what stands before it. Gives the index behind it. */
function readSelect(
  reading: Reading,
  from: number,
  to: number,
  outermost: boolean,
  readSubquery: (from: number, to: number) => void,
): number {
  let i = from;
  if (reading.word(i) === 'WITH') i = readWith(reading, i + 1, to, readSubquery);
  if (reading.word(i) !== 'SELECT') {
    reading.hole('tables');
    return to;
  }
  const { clauses, end } = clausesOf(reading, i, to);
  let latest: Clause | undefined;
  for (const clause of clauses) {
    const follows = latest === undefined || rank(latest) < rank(clause);
    if (latest && !follows && !(latest.name === 'LIMIT' && clause.name === 'LIMIT'))
      outOfPlace(reading, latest, clause);
    if (follows) latest = clause;
    readClause(reading, clause, end, readSubquery);
  }
  if (outermost && reading.sound && !clauses.some((c) => c.name === 'FROM'))
    reading.flaw(i, 'This SELECT has no FROM. Name a table.');
  return end;
}

function outOfPlace(reading: Reading, earlier: Clause, { name, at }: Clause): void {
  const message =
    name === earlier.name
      ? `There is a ${name} already.`
      : `${name} is out of place: it stands before ${earlier.name}.`;
  reading.flaw(at, message, undefined, name.includes(' ') ? at + 1 : at);
}

/** The clauses from the SELECT at `from` on, up to `to` or a set operation, at whose index they `end`. */
function clausesOf(reading: Reading, from: number, to: number): { clauses: readonly Clause[]; end: number } {
  const clauses: Clause[] = [];
  let fills = false;
  let i = from;
  for (; i < to; i = reading.after(i)) {
    const word = reading.word(i);
    if (i > from && SET_OPERATIONS.has(word) && joinsQueries(reading, i, to)) break;
    // ORDER BY time WITH FILL FROM … TO …
    if (word === 'FILL') fills = true;
    const name = fills && word === 'FROM' ? undefined : clauseAt(reading, i, to);
    if (!name) continue;
    const last = clauses.at(-1);
    if (last) last.to = i;
    clauses.push({ name, at: i, from: i + name.split(' ').length, to });
    if (name.includes(' ')) i++;
  }
  const last = clauses.at(-1);
  if (last) last.to = i;
  return { clauses, end: i };
}

function joinsQueries(reading: Reading, at: number, to: number): boolean {
  if (reading.word(at) === 'UNION') return !NAMES_FOLLOW.has(reading.word(at - 1));
  const next = reading.word(at + 1) === 'ALL' || reading.word(at + 1) === 'DISTINCT' ? at + 2 : at + 1;
  const open = reading.word(next) === '(' ? next + 1 : next;
  return at + 1 >= to || reading.word(open) === 'SELECT' || reading.word(open) === 'WITH';
}

/** The clause that begins at a token, if it is no name that is spelled like one. */
function clauseAt(reading: Reading, at: number, to: number): ClauseName | undefined {
  const word = reading.word(at);
  const before = reading.word(at - 1);
  const next = reading.tokens[at + 1];
  if (before === 'AS' || before === '.') return undefined;
  // a IS DISTINCT FROM b
  if (before === 'DISTINCT' && ['IS', 'NOT'].includes(reading.word(at - 2))) return undefined;
  const valued = !NAMES_FOLLOW.has(before) && !OPERATORS.has(before);
  switch (word) {
    case 'GROUP':
    case 'ORDER':
      return reading.word(at + 1) === 'BY' ? `${word} BY` : undefined;
    case 'SELECT':
    case 'FROM':
    case 'PREWHERE':
    case 'WHERE':
    case 'HAVING':
      return word;
    case 'LIMIT':
    case 'OFFSET':
      // LIMIT 10 OFFSET 20 is read as one.
      return valued || next?.kind === 'number' ? word : undefined;
    case 'SETTINGS':
      return valued && reading.word(at + 2) === '=' ? word : undefined;
    case 'FORMAT':
      return valued && at + 2 >= to && next?.kind === 'word' ? word : undefined;
    case 'WINDOW':
      return valued && reading.word(at + 2) === 'AS' ? word : undefined;
    case 'QUALIFY':
      return valued ? word : undefined;
    default:
      return undefined;
  }
}

function readClause(
  reading: Reading,
  { name, at, from, to }: Clause,
  end: number,
  readSubquery: (from: number, to: number) => void,
): void {
  const { tokens } = reading;
  if (from >= to && !(name === 'GROUP BY' && to >= end))
    reading.flaw(at, `Nothing follows this ${name}.`, undefined, from - 1);
  switch (name) {
    case 'SELECT':
      readExpressions(reading, skipModifiers(reading, from), to, 'select', readSubquery);
      return;
    case 'FROM':
      readSources(reading, from, to, readSubquery);
      return;
    case 'SETTINGS':
      reading.settings.push(reading.span(at));
      return;
    case 'WINDOW':
      for (let i = from; i < to; i++) if (reading.word(i + 1) === 'AS') reading.names.add(tokens[i]!.text);
      reading.unsure();
      return;
    case 'FORMAT':
    case 'QUALIFY':
      reading.unsure();
      return;
    default: {
      const before = reading.word(to - 2);
      // GROUP BY … WITH TOTALS, WITH ROLLUP
      const tail = name === 'GROUP BY' && before === 'WITH' ? 2 : 0;
      if (tail > 0 && reading.word(to - 1) !== 'TOTALS') reading.unsure();
      readExpressions(reading, from, to - tail, 'clause', readSubquery);
      return;
    }
  }
}

/** Behind DISTINCT, DISTINCT ON (…), ALL and TOP 10. */
function skipModifiers(reading: Reading, from: number): number {
  let i = from;
  if (reading.word(i) === 'ALL' && reading.word(i + 1) !== ',') i++;
  if (reading.word(i) === 'DISTINCT') i++;
  if (reading.word(i) === 'ON' && reading.word(i + 1) === '(') i = reading.close(i + 1) + 1;
  if (reading.word(i) === 'TOP' && reading.tokens[i + 1]?.kind === 'number') i += 2;
  return i;
}

/** WITH name AS (SELECT …), expression AS name. Gives the index of its SELECT, or `to`. */
function readWith(
  reading: Reading,
  from: number,
  to: number,
  readSubquery: (from: number, to: number) => void,
): number {
  const { tokens } = reading;
  let start = reading.word(from) === 'RECURSIVE' ? from + 1 : from;
  for (let i = start; i <= to; i = reading.after(i)) {
    const word = i < to ? reading.word(i) : '';
    if (i < to && tokens[i]!.kind === 'hole') reading.hole('tables');
    if (i < to && word !== ',' && word !== 'SELECT') continue;
    const isQuery =
      reading.isName(start) && reading.word(start + 1) === 'AS' && reading.word(start + 2) === '(';
    if (isQuery) {
      const { text } = tokens[start]!;
      reading.names.add(text);
      reading.expressions.push({ name: text, ...reading.span(start) });
      readSubquery(start + 3, reading.close(start + 2));
    } else if (i > start) readExpressions(reading, start, i, 'select', readSubquery);
    if (word !== ',') return i;
    start = i + 1;
  }
  return to;
}
