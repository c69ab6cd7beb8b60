import type { Endpoint } from '../catalogue/endpoint.ts';
import type { ApiCall } from '../model.ts';
import { movedTo, responseOf } from '../reads/responses.ts';
import { movedNames } from './answer-types.ts';
import type { Surroundings } from './surroundings.ts';

/** How far behind a call what it answers is shown. */
const FARTHEST = 3_000;
/** What begins something else: another operation, another host or path of the API. */
const OTHER =
  /\b(?:keys|apis|identities|ratelimits?|permissions|migrations)\.[a-z]+[A-Z]\w*|\bapi\.unkey\.(?:dev|com)\b|\/v[12]\//;
/** An object of JSON at the beginning of a line, of which a comment or the words of a document may be. */
const SAMPLE =
  /(?:^|\n)[ \t]*(?:(?:#|\/\/|\*|>|--)[ \t]*)*(?:(?:=>|->|\u2192|(?:[rR]e(?:sponse|sult|turns)|[oO]utput|[aA]nswer)\b:?)[ \t]*)*(?=\{[ \t]*(?:\r?\n[ \t#/*>-]*)?"\w+"[ \t]*:)/g;
/** The line before what a script gives a command to read. */
const HERE_DOCUMENT = /<<[-~]?[ \t]*["']?\w+["']?[^\n]*$/;
/** Strings, names and brackets. */
const TOKENS = /"((?:[^"\\\n]|\\.)*)"([ \t]*:)?|[{}[\]]/g;
/** What a value of JSON begins with. */
const VALUE = /^\s*(?:["{[\d-]|(?:true|false|null)\b)/;
/** The longest sample that is read. */
const LONGEST = 2_000;
/** What answers of v1 had that v2 has at the same place, or nowhere. */
const OF_V1 = /^(?:meta|requestId|identity|environment|createdAt|start|workspaceId)$/;

/** Notes of texts behind a call that show what v1 answered it: in a document, or in a comment. */
export function sampleNotes(
  { range }: ApiCall,
  { operation }: Endpoint,
  { document, lineOf }: Surroundings,
): readonly string[] {
  const far = document.slice(range.end, range.end + FARTHEST);
  const behind = far.slice(0, OTHER.exec(far)?.index ?? far.length);
  const notes: string[] = [];
  for (const { index, 0: lead } of behind.matchAll(SAMPLE)) {
    const at = index + lead.length;
    if (HERE_DOCUMENT.test(behind.slice(0, index))) continue;
    const names = namesIn(behind.slice(at, at + LONGEST));
    const line = `Line ${lineOf(range.end + at) + 1}`;
    if (names?.own.has('error') && names.own.size === 1 && names.inner.has('code'))
      notes.push(
        `${line}: this shows an error of v1. v2 has { meta, error: { type, title, detail, status } }.`,
      );
    const isAnswer = names && [...names.own].every((name) => isOfAnswer(operation, name));
    const moved = isAnswer ? movedNames(names.own, operation) : undefined;
    if (moved !== undefined) notes.push(`${line}: this shows what v1 answered. v2 has it in data.${moved}`);
  }
  return notes;
}

const isOfAnswer = (operation: string, name: string): boolean =>
  OF_V1.test(name) ||
  movedTo(operation, name) !== undefined ||
  responseOf(operation)?.fields.has(name) === true;

/** The names of the members of an object, and of those in it; undefined where it is none, or does not end. */
function namesIn(text: string): { own: ReadonlySet<string>; inner: ReadonlySet<string> } | undefined {
  const own = new Set<string>();
  const inner = new Set<string>();
  let depth = 0;
  for (const { index, 0: token, 1: name, 2: colon } of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') {
      if (--depth === 0) return { own, inner };
    } else if (colon !== undefined) {
      if (!VALUE.test(text.slice(index + token.length, index + token.length + 60))) return undefined;
      (depth === 1 ? own : inner).add(name!);
    }
  }
  return undefined;
}
