import type { Endpoint } from '../catalogue/endpoint.ts';
import type { ApiCall } from '../model.ts';
import { escapedName } from '../name-pattern.ts';
import { namedFunctionAround, restOfFunction } from '../outline.ts';
import { movedTo } from '../reads/responses.ts';
import type { Surroundings } from './surroundings.ts';
import { closeOf, declarationOf } from './type-declarations.ts';

/** How far around a call its function begins and its statement ends. */
const NEAR = 1500;
const NAME = /\b[A-Z]\w*/g;
const FIELD = /[A-Za-z_]\w*/g;
/** What a method or function gives that is told its type: `ReadFromJsonAsync<Key>()`, `readValue(text, Key.class)`. */
const READ_AS =
  /(?:[rR]ead|[dD]eserializ|[dD]ecod|[pP]ars|from[A-Z_]|json|body)\w*(?:::)?\s*(?:<([^>()]*)>|\([^;\n]*?\b(\w+)(?:\.class|\.self|::class))/g;
/** The type of what is given to a name: `let checked: Checked = decode(response)`, `Checked checked = decode(response)`. */
const KEPT_AS =
  /\b([A-Z]\w*)[>?]*(?:\s+\w+)?\s*=(?!=)\s*[^;=\n]*?(?:[rR]ead|[dD]ecod|[pP]ars|from|json)\w*\s*\(/g;

/**
 * Notes of the types of the text that an answer is decoded into, as the function and the statement around a call name
 * them; none where none is seen.
 */
export function answerTypeNotes(call: ApiCall, to: Endpoint, around: Surroundings): readonly string[] {
  const { document, outline } = around;
  const { range } = call;
  const own = namedFunctionAround(outline, range.start);
  // What a function gives is said before its name, or behind its parameters.
  const lineStart = document.lastIndexOf('\n', own?.range.start ?? range.start) + 1;
  const start = Math.max(lineStart, range.start - NEAR);
  const end =
    range.end + /^(?:(?!\n[ \t]*\r?\n)[^;{}])*/.exec(document.slice(range.end, range.end + NEAR))![0].length;
  const code = document.slice(start, end);
  // Parameters are rather what it is given.
  const given = own?.name === undefined ? '' : parametersIn(code, own.name);
  const notes = typesIn(code.replace(given, ''), call, to, around);
  if (notes.length > 0) return notes;
  // A later statement may read the response.
  const rest = restOfFunction(outline, range.end, document, NEAR);
  const read = [...rest.matchAll(READ_AS), ...rest.matchAll(KEPT_AS)]
    .map(([, given, named]) => given ?? named)
    .join(' ');
  const later = typesIn(read, call, to, around);
  return later.length > 0 ? later : typesIn(given, call, to, around);
}

/** The parameters behind the name of a function, in brackets; an empty text where they are not seen. */
const parametersIn = (code: string, name: string): string =>
  new RegExp(String.raw`\b${escapedName(name)}\s*(?:<[^()]*>\s*)?(\((?:[^()]|\([^()]*\))*\))`).exec(
    code,
  )?.[1] ?? '';

/** Notes of the types that code names. */
function typesIn(
  code: string,
  { body }: ApiCall,
  { operation }: Endpoint,
  { document, lineOf }: Surroundings,
): readonly string[] {
  const names = new Set(code.match(NAME) ?? []);
  const sent = body.kind === 'literal' && body.value.kind === 'object' ? body.value.members : [];
  const notes: string[] = [];
  for (const name of names) {
    const declared = declarationOf(name, document);
    if (!declared) continue;
    const at = declared.end;
    const fields = document.slice(at, at + closeOf(document.slice(at)));
    // What is sent has types of its own.
    const isSent = sent.some(({ keyRange }) => keyRange.start >= at && keyRange.start < at + fields.length);
    const moved = isSent ? undefined : movesIn(fields, operation);
    if (moved) notes.push(`Line ${lineOf(declared.start) + 1}: ${moved}`);
  }
  return notes;
}

/** What a user should know of a type with these fields; undefined for one that holds nothing of the answer. */
function movesIn(fields: string, operation: string): string | undefined {
  const names = new Set((fields.match(FIELD) ?? []).map(camelCase));
  const more = movedNames(names, operation);
  return more === undefined ? undefined : `v2 has what this type holds in data.${more} Change it by hand.`;
}

/**
 * Sentences, with a blank before, that tell of members of an answer of v1 what v2 calls otherwise; undefined where none of
 * them is one.
 */
export function movedNames(names: ReadonlySet<string>, operation: string): string | undefined {
  const others: string[] = [];
  let isRead = false;
  for (const name of names) {
    const to = name === 'error' ? undefined : movedTo(operation, name);
    if (to === undefined) continue;
    isRead = true;
    if (to === null) others.push(`${name} is not answered any more`);
    else if (to[0] !== 'data' || to.length > 2 || to[1] !== name) others.push(`${name} is ${to.join('.')}`);
  }
  if (!isRead) return undefined;
  return others.length > 0 ? ` ${others.join(', ')}.` : '';
}

/** `key_id` and `KeyId` as JSON has them. */
const camelCase = (name: string): string =>
  name.replaceAll(/_+([a-z])/g, (_, c: string) => c.toUpperCase()).replace(/^[A-Z]/, (c) => c.toLowerCase());
