import { Kind, type Tokens, wordAt } from './tokens.ts';

/** Schemas that are made of schemas. */
const DEEPEST = 4;
/** How many methods of a schema or a procedure are followed. */
const MOST_METHODS = 20;
/** Methods of a schema of Zod after which its values have the members that they had. */
const SAME =
  /^(?:strict|strip|partial|required|optional|nullable|nullish|refine|superRefine|describe|readonly|brand|openapi|meta)$/;

/** What a schema says of the members of its values, and the token behind it. */
interface Described {
  readonly fields: readonly string[];
  readonly next: number;
}

type Occurrences = (name: string) => readonly number[];

/**
 * The names of the members of what a schema of Zod let through: of `const body = schema.parse(…)`, and of the `input` that
 * a procedure of tRPC is given. `declared`: where the name of the value is declared. Undefined where the schema is not
 * seen or leaves names open.
 */
export function fieldsOfParsed(
  tokens: Tokens,
  declared: number,
  occurrences: Occurrences,
): readonly string[] | undefined {
  if (isAddedTo(tokens, wordAt(tokens, declared), occurrences)) return undefined;
  if (wordAt(tokens, declared - 1) === 'const' && wordAt(tokens, declared + 1) === '=') {
    const at = wordAt(tokens, declared + 2) === 'await' ? declared + 3 : declared + 2;
    const schema = schemaAt(tokens, at, occurrences, 0);
    const isParsed =
      schema &&
      wordAt(tokens, schema.next) === '.' &&
      /^parse(?:Async)?$/.test(wordAt(tokens, schema.next + 1)) &&
      wordAt(tokens, schema.next + 2) === '(';
    const behindCall = isParsed ? tokens.mates[schema.next + 2]! + 1 : 0;
    return isParsed &&
      behindCall > 0 &&
      !/^(?:\??\.|\[|as|satisfies|[-+|&?]+)$/.test(wordAt(tokens, behindCall))
      ? schema.fields
      : undefined;
  }
  const at = inputSchema(tokens, declared);
  const schema = at === undefined ? undefined : schemaAt(tokens, at, occurrences, 0);
  return schema && wordAt(tokens, schema.next) === ')' ? schema.fields : undefined;
}

/** True for a name of which members are set, wherever. */
const isAddedTo = (tokens: Tokens, name: string, occurrences: Occurrences): boolean =>
  occurrences(name).some(
    (o) =>
      (/^[.[]$/.test(wordAt(tokens, o + 1)) && /^[-+?|&]*=$/.test(wordAt(tokens, o + 3))) ||
      (wordAt(tokens, o + 1) === '[' && wordAt(tokens, tokens.mates[o + 1]! + 1) === '=') ||
      wordAt(tokens, o - 2) === 'assign',
  );

/** The same of the values of a schema that is declared under a name. */
export function fieldsOfSchema(
  tokens: Tokens,
  name: string,
  occurrences: Occurrences,
  depth = 0,
): readonly string[] | undefined {
  const places = occurrences(name).filter((o) =>
    /^(?:const|let|var|function|class)$/.test(wordAt(tokens, o - 1)),
  );
  const [place] = places;
  if (place === undefined || places.length > 1 || depth > DEEPEST) return undefined;
  if (wordAt(tokens, place - 1) !== 'const' || wordAt(tokens, place + 1) !== '=') return undefined;
  const schema = schemaAt(tokens, place + 2, occurrences, depth + 1);
  const ends = schema && (tokens.breaks[schema.next] === 1 || /^[;,]?$/.test(wordAt(tokens, schema.next)));
  return ends && wordAt(tokens, schema.next) !== '.' ? schema.fields : undefined;
}

/** The token of what `const { id, ...rest } = input` takes apart, and the names taken before `rest` at `declared`. */
export function restOf(
  tokens: Tokens,
  declared: number,
): { readonly whole: number; readonly taken: readonly string[] } | undefined {
  const open = wordAt(tokens, declared - 1) === '...' ? (tokens.parents[declared] ?? -1) : -1;
  const close = open < 0 ? -1 : tokens.mates[open]!;
  const isTaken = close >= 0 && wordAt(tokens, open) === '{' && wordAt(tokens, open - 1) === 'const';
  const whole = close + 2;
  const ends = /^;?$/.test(wordAt(tokens, whole + 1)) || tokens.breaks[whole + 1] === 1;
  if (!isTaken || wordAt(tokens, close + 1) !== '=' || tokens.kinds[whole] !== Kind.word || !ends)
    return undefined;
  const taken: string[] = [];
  for (let i = open + 1; i < declared - 1; i++) {
    if (tokens.parents[i] !== open || (i > open + 1 && wordAt(tokens, i - 1) !== ',')) continue;
    if (tokens.kinds[i] !== Kind.word) return undefined;
    taken.push(wordAt(tokens, i));
  }
  return { whole, taken };
}

/** Where the argument of `.input(…)` begins, of the procedure whose function takes its input apart at `declared`. */
function inputSchema(tokens: Tokens, declared: number): number | undefined {
  const pattern = tokens.parents[declared] ?? -1;
  const list = pattern < 0 ? -1 : tokens.parents[pattern]!;
  if (list < 0 || wordAt(tokens, pattern) !== '{' || wordAt(tokens, list) !== '(') return undefined;
  const isRenamed = wordAt(tokens, declared - 1) === ':' && wordAt(tokens, declared - 2) === 'input';
  if (!isRenamed && wordAt(tokens, declared) !== 'input') return undefined;
  const close = tokens.mates[list]!;
  if (pattern !== list + 1 || close < 0 || wordAt(tokens, close + 1) !== '=>') return undefined;
  const call = wordAt(tokens, list - 1) === 'async' ? list - 2 : list - 1;
  if (wordAt(tokens, call) !== '(' || !/^(?:mutation|query|subscription)$/.test(wordAt(tokens, call - 1)))
    return undefined;
  let found: number | undefined;
  let dot = call - 2;
  for (let left = MOST_METHODS; left > 0 && wordAt(tokens, dot) === '.'; left--) {
    if (wordAt(tokens, dot - 1) !== ')') return found;
    const open = tokens.mates[dot - 1]!;
    if (open < 2 || wordAt(tokens, open - 2) !== '.') return found;
    if (wordAt(tokens, open - 1) === 'input') {
      if (found !== undefined) return undefined;
      found = open + 1;
    }
    dot = open - 2;
  }
  return found;
}

/** `z.object({ … })` and what its methods make of it, or the name of that. */
function schemaAt(
  tokens: Tokens,
  at: number,
  occurrences: Occurrences,
  depth: number,
): Described | undefined {
  let now: Described | undefined;
  const isMade = wordAt(tokens, at) === 'z' && wordAt(tokens, at + 1) === '.';
  if (isMade && /^(?:strictO|o)bject$/.test(wordAt(tokens, at + 2)) && wordAt(tokens, at + 3) === '(') {
    const fields = keysAt(tokens, at + 4);
    now = fields && { fields, next: tokens.mates[at + 3]! + 1 };
  } else if (!isMade && tokens.kinds[at] === Kind.word) {
    const fields = fieldsOfSchema(tokens, wordAt(tokens, at), occurrences, depth);
    now = fields && { fields, next: at + 1 };
  }
  for (let left = MOST_METHODS; now && left > 0; left--) {
    const { fields, next } = now;
    if (next < 1) return undefined;
    const name = wordAt(tokens, next + 1);
    if (wordAt(tokens, next) !== '.' || /^parse(?:Async)?$/.test(name)) return now;
    const open = next + 2;
    if (wordAt(tokens, open) !== '(') return undefined;
    const made = changedFields(tokens, name, open, fields, occurrences, depth);
    now = made && { fields: made, next: tokens.mates[open]! + 1 };
  }
  return undefined;
}

/** The members after a method of a schema; `open`: its parenthesis. */
function changedFields(
  tokens: Tokens,
  name: string,
  open: number,
  fields: readonly string[],
  occurrences: Occurrences,
  depth: number,
): readonly string[] | undefined {
  if (SAME.test(name)) return fields;
  if (name === 'merge') {
    const other = schemaAt(tokens, open + 1, occurrences, depth + 1);
    return other && [...new Set([...fields, ...other.fields])];
  }
  const keys = keysAt(tokens, open + 1);
  if (!keys) return undefined;
  if (name === 'extend') return [...new Set([...fields, ...keys])];
  return /^(?:pick|omit)$/.test(name)
    ? fields.filter((field) => keys.includes(field) === (name === 'pick'))
    : undefined;
}

/** The keys of the object at `open`; undefined where one is not written. */
function keysAt(tokens: Tokens, open: number): readonly string[] | undefined {
  const close = wordAt(tokens, open) === '{' ? tokens.mates[open]! : -1;
  if (close < 0) return undefined;
  const keys: string[] = [];
  for (let i = open + 1; i < close; i++) {
    if (tokens.parents[i] !== open || (i > open + 1 && wordAt(tokens, i - 1) !== ',')) continue;
    const isText = tokens.kinds[i] === Kind.string;
    if ((!isText && tokens.kinds[i] !== Kind.word) || wordAt(tokens, i + 1) !== ':') return undefined;
    keys.push(isText ? wordAt(tokens, i).slice(1, -1) : wordAt(tokens, i));
  }
  return keys;
}
