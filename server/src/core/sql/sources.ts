import { readExpressions } from './expressions.ts';
import { JOINS, nearKeyword } from './keywords.ts';
import type { Reading } from './reading.ts';

/** The tables of FROM with their joins. */
export function readSources(
  reading: Reading,
  from: number,
  to: number,
  readSubquery: (from: number, to: number) => void,
): void {
  const { tokens } = reading;
  let wanted = true;
  let aliased = false;
  for (let i = from; i < to; i++) {
    const token = tokens[i]!;
    const word = reading.word(i);
    if (token.kind === 'hole') {
      reading.hole('tables');
      wanted = false;
    } else if (word === '(') {
      const inner = reading.word(i + 1);
      if (inner === 'SELECT' || inner === 'WITH' || inner === '(') readSubquery(i + 1, reading.close(i));
      else {
        reading.unsure();
        readSources(reading, i + 1, reading.close(i), readSubquery);
      }
      i = reading.close(i);
      wanted = false;
    } else if (word === ',') {
      wanted = true;
      aliased = false;
    } else if (JOINS.has(word) && reading.word(i + 1) !== '.') {
      if (word === 'JOIN' && reading.word(i - 1) === 'ARRAY') {
        const stop = endOfJoin(reading, i + 1, to);
        readExpressions(reading, i + 1, stop, 'select', readSubquery);
        i = stop - 1;
        wanted = false;
      } else wanted = true;
      aliased = false;
    } else if (word === 'ON' || word === 'USING') {
      const stop = endOfJoin(reading, i + 1, to);
      readExpressions(reading, i + 1, stop, 'clause', readSubquery);
      i = stop - 1;
    } else if (word === 'FINAL' || word === 'SAMPLE') {
      reading.unsure();
    } else if (wanted && (reading.isName(i) || token.kind === 'string')) {
      i = readTable(reading, i, to, readSubquery);
      wanted = false;
    } else if (!wanted && !aliased && reading.isName(i)) {
      const name = word === 'AS' ? i + 1 : i;
      if (reading.isName(name)) {
        reading.names.add(tokens[name]!.text);
        reading.aliases.add(tokens[name]!.text);
      } else reading.unsure();
      i = name;
      aliased = true;
    } else if (aliased || token.kind === 'number' || token.kind === 'string')
      misplacedBehindTable(reading, i);
    else reading.unsure();
  }
}

/** Behind `FROM key_verifications_v1 WHRE` or `… ODER`, which were taken for the name of the table. */
function misplacedBehindTable(reading: Reading, at: number): void {
  const alias = reading.tokens[at - 1]!;
  const meant = alias.kind === 'word' ? nearKeyword(alias.text) : undefined;
  if (meant !== undefined) reading.flaw(at - 1, `${alias.text} is no keyword. Did you mean ${meant}?`, meant);
  else if (/^(?:group|order)$/i.test(alias.text)) reading.flaw(at - 1, `${alias.text} needs BY behind it.`);
  else if (/^[<>=!]/.test(reading.word(at))) reading.flaw(at - 1, `A WHERE is missing before ${alias.text}.`);
  else reading.flaw(at, 'This cannot stand behind the table. A keyword is missing, such as WHERE.');
}

/** The index of the next word that begins a join, or `to`. */
function endOfJoin(reading: Reading, from: number, to: number): number {
  let i = from;
  while (i < to && !(JOINS.has(reading.word(i)) && reading.word(i + 1) !== '(')) i = reading.after(i);
  return Math.min(i, to);
}

/** `key_verifications_v1`, `default.key_verifications_raw_v2`, `numbers(10)`. Gives the index of its last token. */
function readTable(
  reading: Reading,
  at: number,
  to: number,
  readSubquery: (from: number, to: number) => void,
): number {
  const { tokens } = reading;
  let last = at;
  while (last + 2 < to && reading.word(last + 1) === '.' && tokens[last + 2]!.kind !== 'mark') last += 2;
  const parts = tokens.slice(at, last + 1).filter((t) => t.kind !== 'mark');
  if (parts.some((t) => t.kind === 'hole')) {
    reading.hole('tables');
    return last;
  }
  const name = parts.map((t) => (t.kind === 'string' ? t.text.slice(1, -1) : t.text)).join('.');
  const call = reading.word(last + 1) === '(' && last + 1 < to;
  reading.tables.push({ name, call, ...reading.span(at, last) });
  if (!call) return last;
  readExpressions(reading, last + 2, reading.close(last + 1), 'brackets', readSubquery);
  return reading.close(last + 1);
}
