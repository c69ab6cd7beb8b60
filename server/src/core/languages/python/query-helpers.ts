import { changesOf } from '../../catalogue/changes.ts';
import { calledName, type Span } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import type { Parameter, Site } from '../../program/grammar.ts';
import type { Values } from '../../resolve.ts';
import { functionBefore, isGivenNone, mayBeNone } from './none-values.ts';
import { entryOf, isIn, last, methodEdit } from './request-edits.ts';
import { KNOWN } from './rewrite.ts';

/** A function of the text that sends a query, and what makes it send that as a body. */
export interface QueryHelper {
  /** The parameter that is its query. */
  readonly parameter: Parameter;
  /** Edits in the function. They are right only if all its calls become calls to v2. */
  readonly edits: readonly TextEdit[];
}

/** More calls of one function are not written by people. */
const MOST_CALLS = 60;

/** The function that a site calls, if all it does for v1 is to send queries with GET; undefined where that is not sure. */
export function queryHelperOf({ site, parameters, sender }: Site, values: Values): QueryHelper | undefined {
  const call = sender?.call;
  const name = calledName(site.callee);
  if (!call || !name || !KNOWN.has(sender.client.name)) return undefined;
  const query = last(sender, 'query')?.value;
  if (!query || !isIn(call, query) || (['json', 'text', 'form'] as const).some((role) => last(sender, role)))
    return undefined;
  const { source } = values;
  const { text } = source;
  const code = text.slice(query.start, query.end);
  const [, bare, filtered] =
    /^(?:(\w+)(?:[ \t]+or[ \t]+(?:\{\}|None))?|\{[^{}]*\bin (\w+)\.items\(\)[^{}]*\})$/.exec(code) ?? [];
  const parameter = parameters.find((p) => p.name === (bare ?? filtered) && (!p.rest || p.named));
  const isMethod = site.callee.kind === 'member';
  const sites = parameter && argumentsOf(name, isMethod, call, text);
  const method = methodEdit(sender, values, 'POST');
  const { start } = source.range(call.start, call.start);
  const { end } = source.range(call.end, call.end);
  if (!sites || !method || method.range.start < start || method.range.end > end) return undefined;
  const isOptional = bare !== undefined && !parameter.named && sites.some((args) => !/,/.test(args.code));
  const given = isOptional ? `${bare} or {}` : (bare ?? code);
  const object = isOptional || parameter.optional ? `(${bare} or {})` : given;
  const isFiltered = bare !== undefined && sites.some((args) => mayGiveNone(args, text));
  const body = isFiltered ? `{k: v for k, v in ${object}.items() if v is not None}` : given;
  const entry = entryOf(call, query);
  const from = entry?.kind === 'member' ? entry.key.start : query.start;
  return { parameter, edits: [method, { range: source.range(from, query.end), newText: `json=${body}` }] };
}

/** The code of arguments, and where it stands. */
interface Arguments {
  readonly code: string;
  readonly at: number;
}

/** The name of a member or a variable as the first argument, which is no path of the API. */
const OF_OTHERS = /^\s*["'][A-Za-z]\w*["']\s*[,)]/;

/** The arguments of all uses of a function; undefined where one may send something else than a query of v1. */
function argumentsOf(
  name: string,
  isMethod: boolean,
  sending: Span,
  text: string,
): readonly Arguments[] | undefined {
  const found: Arguments[] = [];
  let isDefined = false;
  for (const use of text.matchAll(new RegExp(String.raw`(?<!\w)${name}(?!\w)(\s*\()?`, 'g'))) {
    const before = text.slice(text.lastIndexOf('\n', use.index) + 1, use.index);
    if (/#|"""/.test(before)) continue;
    if (/\bdef[ \t]+$/.test(before)) {
      if (isDefined) return undefined;
      isDefined = true;
      continue;
    }
    const isMember = before.endsWith('.');
    // What is called by the same name of something else: by the request itself, of a dictionary.
    if ((isMember && !isMethod) || (use.index >= sending.start && use.index < sending.end)) continue;
    if (use[1] === undefined || found.length >= MOST_CALLS) return undefined;
    const at = use.index + use[0].length;
    if (isMember && !/\b(?:self|cls)\.$/.test(before) && OF_OTHERS.test(text.slice(at, at + 80))) continue;
    const code = text.slice(at, closingOf(text, at - 1));
    const operation = /^[^,]*?\b([a-z]\w*\.[a-z]\w*)["']/.exec(code)?.[1];
    if (operation === undefined || !changesOf(operation, 'GET')?.to) return undefined;
    found.push({ code, at });
  }
  return isDefined ? found : undefined;
}

/** Farther than arguments of one call reach. */
const LONGEST = 1_000;

/** Where the bracket closes that opens at an index, or the text ends. */
function closingOf(text: string, open: number): number {
  let depth = 0;
  let quote = '';
  for (let i = open; i < Math.min(text.length, open + LONGEST); i++) {
    const c = text[i]!;
    if (quote !== '') {
      if (c === quote && text[i - 1] !== '\\') quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c) && --depth === 0) return i;
  }
  return Math.min(text.length, open + LONGEST);
}

/** What an argument or a member of an object in arguments is given, by its name or without. */
const GIVEN =
  /(?:(?:(\w+)[ \t]*=(?!=)|["'](\w+)["'][ \t]*:|,)\s*)([\w.]+(?:\(["'][^"']*["']\))?)(?=\s*(?:[,)}]|$))/g;

/** True for arguments that may hold something that is None. */
function mayGiveNone({ code, at }: Arguments, text: string): boolean {
  if (/\bNone\b/.test(code)) return true;
  const start = functionBefore(text, at);
  const around = text.slice(start, at + code.length);
  return [...code.matchAll(GIVEN)].some((given) => {
    const [, name, key, value] = given;
    if (/^(?:keyId|apiId)$/.test(name ?? key ?? '')) return false;
    if (mayBeNone(value!, at + given.index, around, text)) return true;
    if (name !== undefined || key !== undefined || !/^\w+$/.test(value!)) return false;
    const object = new RegExp(String.raw`\b${value}[ \t]*(?::[^=\n]*)?=[ \t]*(?:dict\(|\{)([^{}()]*)`).exec(
      around,
    );
    const inside = object && { code: `,${object[1]}`, at: start + object.index };
    return isGivenNone(value!, start, text) || (inside !== null && mayGiveNone(inside, text));
  });
}
