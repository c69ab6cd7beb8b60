import { LOOSE, NO_FUNCTIONS, nearKeyword, OPERATORS, UNITS } from './keywords.ts';
import type { Reading } from './reading.ts';

/** Where an expression stands: what may follow a value differs. */
type Place = 'select' | 'clause' | 'brackets';

const COMPARISONS = new Set(['=', '==', '!=', '<>', '<', '<=', '>', '>=', 'LIKE', 'ILIKE']);
const BEFORE_OPERAND = new Set(['NOT', 'DISTINCT', 'LIKE', 'ILIKE', 'BETWEEN']);
const CONSTANTS = new Set(['NULL', 'TRUE', 'FALSE', 'INF', 'NAN']);
const SIGNS = new Set(['+', '-']);
/** Words that change what a `*` stands for. */
const MODIFIERS = new Set(['EXCEPT', 'REPLACE', 'APPLY', 'COLUMNS']);
/** Behind these an unknown piece is one value, whatever it is. */
const BEFORE_VALUE = new Set([
  ...COMPARISONS,
  '+',
  '-',
  '*',
  '/',
  'IN',
  'BETWEEN',
  'INTERVAL',
  'LIMIT',
  'OFFSET',
]);

/** Reads the expressions of the tokens from `from` up to `to`, separated by commas. */
export function readExpressions(
  reading: Reading,
  from: number,
  to: number,
  place: Place,
  readSubquery: (from: number, to: number) => void,
): void {
  const { tokens } = reading;
  /** True behind something that gives a value. */
  let ended = false;
  /** True behind `AS name`, or a name alone: nothing but a comma may follow. */
  let aliased = false;
  /** False once a word was stepped over of which the reader does not know what it does. */
  let strict = true;
  const cases: number[] = [];
  const flaw = (at: number, message: string, replacement?: string): void => {
    if (strict) reading.flaw(at, message, replacement);
  };
  const brackets = (open: number): void => {
    const close = reading.close(open);
    const word = reading.word(open + 1);
    if (word === 'SELECT' || word === 'WITH') readSubquery(open + 1, close);
    else readExpressions(reading, open + 1, close, 'brackets', readSubquery);
  };

  for (let i = from; i < to; i++) {
    const token = tokens[i]!;
    const word = reading.word(i);
    const next = reading.word(i + 1);
    if (token.kind === 'hole') {
      if (ended) reading.hole(place === 'select' ? 'list' : place === 'clause' ? 'tables' : 'condition');
      else if (place === 'select' && !OPERATORS.has(reading.word(i - 1))) reading.hole('list');
      else if (!BEFORE_VALUE.has(reading.word(i - 1)) && place === 'clause') reading.hole('condition');
      ended = true;
    } else if (token.kind === 'string' || token.kind === 'number') {
      if (ended) flaw(i, `Something is missing before this: an operator or a comma.`);
      ended = true;
    } else if (word === '(') {
      const arrow = reading.word(reading.close(i) + 1) === '->';
      if (arrow) for (let k = i + 1; k < reading.close(i); k++) reading.names.add(tokens[k]!.text);
      else brackets(i);
      i = reading.close(i);
      ended = true;
    } else if (word === '[') {
      brackets(i);
      i = reading.close(i);
      ended = true;
    } else if (word === ',') {
      if (!ended) flaw(i, 'Nothing stands before this comma.');
      ended = false;
      aliased = false;
    } else if (word === '.') {
      i++;
      ended = true;
    } else if (word === '::') {
      i = reading.word(i + 2) === '(' ? reading.close(i + 2) : i + 1;
      ended = true;
    } else if (word === '->') {
      ended = false;
    } else if (word === '*' && !ended) {
      ended = true;
    } else if (SIGNS.has(word)) {
      ended = false;
    } else if (token.kind === 'mark' || word === 'AND' || word === 'OR') {
      if (!OPERATORS.has(word)) {
        reading.unsure();
        strict = false;
      } else if (!ended) flaw(i, `Nothing stands before this ${word}.`);
      ended = false;
    } else if (BEFORE_OPERAND.has(word)) {
      ended = false;
    } else if (word === 'IN') {
      const value = tokens[i + 1];
      if (i + 1 < to && value && value.kind !== 'hole' && next !== '(' && next !== '[')
        flaw(i + 1, 'IN takes a list in brackets or a subquery.');
      ended = false;
    } else if (word === 'CASE') {
      cases.push(i);
      ended = false;
    } else if (cases.length > 0 && (word === 'WHEN' || word === 'THEN' || word === 'ELSE')) {
      ended = false;
    } else if (cases.length > 0 && word === 'END') {
      if (!ended) flaw(i, 'A value is missing before END.');
      cases.pop();
      ended = true;
    } else if (word === 'IS' && ended) {
      i += next === 'NOT' ? 2 : 1;
      if (reading.word(i) !== 'NULL') strict = false;
    } else if (word === 'AS' && ended) {
      if (reading.isName(i + 1)) reading.names.add(tokens[++i]!.text);
      else if (tokens[i + 1]?.kind === 'string' && i + 1 < to)
        flaw(++i, 'An alias is a name, not a text. Write it without quotes.', tokens[i]!.text.slice(1, -1));
      else if (tokens[i + 1]?.kind === 'hole') reading.hideColumns();
      else reading.unsure();
      aliased = true;
    } else if (word === 'AS') {
      reading.unsure();
    } else if (ended && place === 'clause' && (word === 'ASC' || word === 'DESC')) {
      aliased = true;
    } else if (word === 'FILTER' && ended && next === '(') {
      flaw(i, 'FILTER is not taken here. Use countIf or sumIf.');
      i = reading.close(i + 1);
    } else if (word === 'INTERVAL' && startsInterval(reading, i + 1, to)) {
      i = readInterval(reading, SIGNS.has(next) ? i + 1 : i, to, flaw, brackets);
      ended = true;
    } else if (CONSTANTS.has(word) && next !== '(') {
      ended = true;
    } else if ((word === 'DATE' || word === 'TIMESTAMP') && tokens[i + 1]?.kind === 'string') {
      i++;
      ended = true;
    } else if (word === 'OVER' && ended) {
      if (next === '(') i = readWindow(reading, i + 1, readSubquery);
      else i++;
    } else if (next === '(' && i + 1 < to) {
      const modifies = word === 'REPLACE' && reading.word(i - 1) === '*';
      if (!NO_FUNCTIONS.has(word) && !modifies) {
        if (ended) flaw(i, `A comma is missing before ${token.text}.`);
        reading.functions.push({ name: token.text, ...reading.span(i) });
      } else if (word !== 'CAST') {
        if (MODIFIERS.has(word)) reading.hideColumns();
        strict = false;
      }
      readArguments(reading, word, i + 1, brackets);
      i = reading.close(i + 1);
      ended = true;
    } else if (word === 'GROUPING' && next === 'SETS') {
      i++;
    } else if (LOOSE.has(word) && next !== '.' && (ended || !strict || !mayBeColumn(word))) {
      if (MODIFIERS.has(word)) reading.hideColumns();
      strict = false;
      ended = false;
    } else if (next === '->') {
      reading.names.add(token.text);
      ended = true;
    } else if (!ended) {
      i = readColumn(reading, i, to);
      ended = true;
    } else {
      const alone = i + 1 >= to || next === ',';
      if (place === 'select' && !aliased && alone) reading.names.add(token.text);
      else if (strict) misplaced(reading, i, place, to);
      aliased = true;
    }
  }
  const open = cases[0];
  if (open !== undefined) flaw(open, 'This CASE has no END.');
  const last = reading.word(to - 1);
  if (!ended && to > from && (OPERATORS.has(last) || last === ',')) {
    // The server takes a comma too many at the end of a list.
    const tolerated = last === ',' && (place === 'brackets' || to >= tokens.length);
    if (last === ',' && place !== 'brackets' && !tolerated)
      flaw(to - 1, 'Remove this comma: nothing follows.', '');
    else if (last !== ',') flaw(to - 1, `Nothing follows this ${last}.`);
  }
}

/** Words that are ordinary enough to be the name of something. */
const mayBeColumn = (word: string): boolean => word !== 'FROM' && word !== 'BY' && word !== 'WITH';

/** A name that stands where none can. */
function misplaced(reading: Reading, at: number, place: Place, to: number): void {
  const { text, kind } = reading.tokens[at]!;
  const meant = kind === 'word' ? nearKeyword(text) : undefined;
  if (meant !== undefined) reading.flaw(at, `${text} is no keyword. Did you mean ${meant}?`, meant);
  else if (UNITS.has(text.toUpperCase().replace(/S$/, '')))
    reading.flaw(at, `${text} needs INTERVAL before its number.`);
  else if (place === 'select' && at + 1 < to)
    reading.flaw(at, `A comma is missing before ${text} or behind it.`);
  else reading.flaw(at, `Something is missing before ${text}: an operator or a comma.`);
}

/** `key_id`, `t.key_id`, `t.*`. Gives the index of its last token. */
function readColumn(reading: Reading, at: number, to: number): number {
  const { tokens } = reading;
  const parts = [at];
  let i = at;
  while (i + 2 < to && reading.word(i + 1) === '.') {
    i += 2;
    parts.push(i);
  }
  const before = reading.word(at - 1);
  const [first, second] = parts as [number, number | undefined];
  // Behind a qualifier and a column come members of that column, which nobody can know here.
  const known = second !== undefined && reading.isName(second) ? second : first;
  if (second === undefined || reading.isName(second) || tokens[second]!.kind === 'number')
    reading.columns.push({
      name: tokens[known]!.text,
      qualifier: known === first ? undefined : tokens[first]!.text,
      quoted: tokens[known]!.kind === 'quoted',
      compared: COMPARISONS.has(before),
      ...reading.span(known),
    });
  return i;
}

/** The arguments of a call. Some calls hold words that are no columns. */
function readArguments(reading: Reading, name: string, open: number, brackets: (open: number) => void): void {
  const close = reading.close(open);
  let from = false;
  let as: number | undefined;
  for (let i = open + 1; i < close; i = reading.after(i)) {
    if (reading.word(i) === 'FROM') from = true;
    if (reading.word(i) === 'AS') as ??= i;
  }
  const query = reading.word(open + 1) === 'SELECT' || reading.word(open + 1) === 'WITH';
  if (query || (!from && as === undefined)) brackets(open);
  else if (name !== 'CAST' && as !== undefined && !from) brackets(open);
  else if (name !== 'CAST') reading.unsure();
}

/** The window of OVER. Gives the index of its last token. */
function readWindow(
  reading: Reading,
  open: number,
  readSubquery: (from: number, to: number) => void,
): number {
  const close = reading.close(open);
  const frame = ['ROWS', 'RANGE', 'GROUPS'];
  let from = open + 1;
  for (let i = open + 1; i <= close; i = reading.after(i)) {
    const word = reading.word(i);
    const ends = i >= close || frame.includes(word);
    if (!ends && !((word === 'PARTITION' || word === 'ORDER') && reading.word(i + 1) === 'BY')) continue;
    // Before PARTITION BY a window that is defined elsewhere may be named.
    if (i > from && reading.word(from - 1) === 'BY')
      readExpressions(reading, from, i, 'clause', readSubquery);
    if (ends) break;
    from = i + 2;
  }
  return close;
}

function startsInterval(reading: Reading, from: number, to: number): boolean {
  const at = SIGNS.has(reading.word(from)) ? from + 1 : from;
  const kind = reading.tokens[at]?.kind;
  return (
    at < to &&
    (kind === 'string' ||
      kind === 'number' ||
      kind === 'hole' ||
      reading.isName(at) ||
      reading.word(at) === '(')
  );
}

/** `INTERVAL 7 DAY`, whose number stands behind `at`. Gives the index of its last token. */
function readInterval(
  reading: Reading,
  at: number,
  to: number,
  flaw: (at: number, message: string, replacement?: string) => void,
  brackets: (open: number) => void,
): number {
  const { tokens } = reading;
  const value = tokens[at + 1]!;
  if (reading.word(at + 1) === '(') brackets(at + 1);
  const last = reading.close(at + 1);
  const unit = last + 1 < to ? reading.word(last + 1) : '';
  if (UNITS.has(unit)) return last + 1;
  const singular = unit.replace(/S$/, '');
  if (UNITS.has(singular)) {
    flaw(last + 1, `INTERVAL takes ${singular}, without an S.`, singular);
    return last + 1;
  }
  const inside = /^'(\d+) ?([a-z]+?)s?'$/i.exec(value.text);
  if (inside && UNITS.has(inside[2]!.toUpperCase())) {
    const right = `${inside[1]} ${inside[2]!.toUpperCase()}`;
    flaw(at + 1, `INTERVAL takes its unit outside of quotes: ${right}.`, right);
  } else if (value.kind === 'number' && (last + 1 >= to || unit === ')' || unit === ','))
    flaw(at + 1, `This INTERVAL has no unit, such as DAY.`);
  else reading.unsure();
  return last;
}
