import { escapedName } from '../name-pattern.ts';
import { namedFunctionAround } from '../outline.ts';
import type { Range } from '../source.ts';
import { isKnown } from './caught-errors.ts';
import { keptErrorReads } from './error-reads.ts';
import { sendersFrom } from './senders.ts';
import type { Surroundings } from './surroundings.ts';
import { closeOf, declarationOf } from './type-declarations.ts';

/** Clients of languages in which types say what an answer holds. */
const TYPED =
  /^(?:java\.net\.http|okhttp|RestTemplate|RestClient|WebClient|AsyncHttpClient|HttpURLConnection|apache|unirest|HttpClient|RestSharp|Flurl|WebRequest|reqwest|ureq|surf|attohttpc|isahc|ktor|alamofire)$/;
const NAME = /\b[A-Z]\w*/g;
/** A function that is called: `decode(…)`, `Self::decode::<T>(…)`. */
const CALLED = /(?<![\w$])([A-Za-z_]\w*)\s*(?:(?:::)?<[^()\n;]*>)?\(/g;
/** A member for the error, with its type: `error: ApiError`, `ApiError error`, `Error { get; set; }`. */
const HOLDS = /\b([eE]rror)\??\s*:\s*(?:Option<)?([A-Z]\w*)|\b([A-Z]\w*)\??\s+([eE]rror)\b/g;
/** What an error of v1 had, as types call it. */
const HAD = /\b(?:[cC]ode|[mM]essage|[dD]ocs)\b/;

/**
 * Where a function around a call, or one that it calls, reads the error of an answer, or the type that is declared for it:
 * places that are not followed. None for languages in which errors are followed to where they are read.
 */
export function decodedErrors(client: string, { start }: Range, around: Surroundings): readonly number[] {
  const { document, outline } = around;
  const own = TYPED.test(client) ? namedFunctionAround(outline, start) : undefined;
  if (!own) return [];
  const code = document.slice(own.range.start, own.range.end);
  const called = [...new Set([...code.matchAll(CALLED)].map(([, name]) => name!))];
  const functions = new Set([own, ...called.flatMap((name) => sendersFrom(name, around))]);
  const found = new Set<number>();
  for (const { range } of functions) {
    const text = document.slice(range.start, range.end);
    const types = [...new Set(text.match(NAME))].flatMap((name) => errorTypesIn(name, document));
    for (const at of types) found.add(at);
    if (types.length > 0) continue;
    for (const at of keptErrorReads(text)) found.add(range.start + at);
  }
  return [...found].filter((at) => !isKnown(at, [], around));
}

/** Where the first member stands that the errors of v1 had, in the types that one of the text has for its error. */
function errorTypesIn(name: string, document: string): readonly number[] {
  const holder = membersOf(name, document);
  if (!holder) return [];
  const { start, end } = holder;
  return [...document.slice(start, end).matchAll(HOLDS)].flatMap(([, , behind, before]) => {
    const type = behind ?? before!;
    const inner = type === name ? undefined : membersOf(type, document);
    const had = inner && HAD.exec(document.slice(inner.start, inner.end));
    return had ? [inner.start + had.index] : [];
  });
}

/** What stands between the brackets of a type that the text declares. */
function membersOf(name: string, document: string): Range | undefined {
  const start = declarationOf(escapedName(name), document)?.end;
  return start === undefined ? undefined : { start, end: start + closeOf(document.slice(start)) };
}
