import type { Endpoint } from '../catalogue/endpoint.ts';
import type { ApiCall } from '../model.ts';
import { namedFunctionAround, restOfFunction } from '../outline.ts';
import { movedTo } from '../reads/responses.ts';
import type { Surroundings } from './surroundings.ts';

/** How far around a call its function begins and its statement ends. */
const NEAR = 1500;
const NAME = /\b[A-Z]\w*/g;
const FIELD = /[A-Za-z_]\w*/g;
/** What a method or function gives that is told its type: `ReadFromJsonAsync<Key>()`, `readValue(text, Key.class)`. */
const READ_AS =
  /(?:[rR]ead|[dD]eserializ|[dD]ecod|[pP]ars|from[A-Z_]|json|body)\w*(?:::)?\s*(?:<([^>()]*)>|\([^;\n]*?\b(\w+)(?:\.class|\.self|::class))/g;
/** The longest declaration of a type. */
const LONGEST = 2000;

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
  const start = Math.max(own ? lineStart : range.start, range.start - NEAR);
  const end =
    range.end + /^(?:(?!\n[ \t]*\r?\n)[^;{}])*/.exec(document.slice(range.end, range.end + NEAR))![0].length;
  const notes = typesIn(document.slice(start, end), call, to, around);
  if (notes.length > 0) return notes;
  // A later statement may read the response.
  const rest = restOfFunction(outline, range.end, document, NEAR);
  const read = [...rest.matchAll(READ_AS)].map(([, given, named]) => given ?? named).join(' ');
  return typesIn(read, call, to, around);
}

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
    const declared = new RegExp(
      String.raw`\b(?:record|class|struct|interface)(?:\s+struct)?\s+${name}\b(?:<[^>]*>)?\s*(?::[^({]*)?[({]`,
    ).exec(document);
    if (!declared) continue;
    const at = declared.index + declared[0].length;
    const fields = document.slice(at, at + closeOf(document.slice(at, at + LONGEST)));
    // What is sent has types of its own.
    const isSent = sent.some(({ keyRange }) => keyRange.start >= at && keyRange.start < at + fields.length);
    const moved = isSent ? undefined : movesIn(fields, operation);
    if (moved) notes.push(`Line ${lineOf(declared.index) + 1}: ${moved}`);
  }
  return notes;
}

/** Where the bracket before a text is closed in it. */
function closeOf(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if ('({'.includes(text[i]!)) depth++;
    else if (')}'.includes(text[i]!) && depth-- === 0) return i;
  }
  return text.length;
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
