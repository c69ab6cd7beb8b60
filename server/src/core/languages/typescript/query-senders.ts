import type { CallExpression } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import { escapedName } from '../../name-pattern.ts';
import { nameOfFunction } from './function-names.ts';
import type { LocalFunction } from './local-functions.ts';
import { isOffered } from './offered.ts';
import type { Match } from './origin.ts';
import { type Construct, constructsOf } from './query-constructs.ts';
import type { Reading } from './reading.ts';
import { asksWith } from './rewrite.ts';
import { behind, wordAt } from './tokens.ts';

/** A request in a function, and the client function that it is a call of, if it is one. */
export interface InnerRequest {
  readonly call: CallExpression;
  readonly match: Match | undefined;
}

/** Calls of one function that are looked at. */
const MOST_CALLS = 60;
/** What a call begins with that gives an operation which v1 answered to GET, and something behind it. */
const ASKS =
  /^#?[\w$]+\s*(?:<[^()]*>)?\(\s*(["'`])\/?(?:v1\/)?(?:keys\.getKey|apis\.(?:getApi|listKeys)|identities\.(?:getIdentity|listIdentities)|permissions\.(?:getPermission|getRole|listPermissions|listRoles)|ratelimits\.(?:getOverride|listOverrides))\1\s*,\s*[^\s)]/;

/**
 * Edits of a function of the text that sends GET requests with the parameters it is given as `name`, so that it sends
 * these as JSON. Undefined where that is not certain, or where not all of its calls give it such.
 */
export function querySenderEdits(
  reading: Reading,
  fn: LocalFunction,
  name: string,
  { call, match }: InnerRequest,
): readonly TextEdit[] | undefined {
  const { tokens, source, document } = reading;
  const { starts, ends, text } = tokens;
  if (!/^[\w$]+$/.test(name) || wordAt(tokens, fn.head) !== '(' || isOffered(reading, fn)) return undefined;
  // With the indentation of its first line.
  const from = fn.block === undefined ? starts[fn.first]! : ends[fn.block]!;
  const to = ends[fn.end - 1]!;
  if (!source.isVerbatim(starts[fn.head]!, to) || !onlyAsked(reading, fn)) return undefined;
  const close = behind(tokens, fn.head) - 1;
  const parameters = text.slice(ends[fn.head], starts[close]);
  const code = text.slice(from, to);
  const constructs = constructsOf(code, name);
  if (!constructs) return undefined;
  const body = bodyCode(name, parameters, constructs);
  const sent = match
    ? asksWith(reading, call, match, name, body)
    : throughOther(reading, call, document, body);
  if (!sent) return undefined;
  const edits: TextEdit[] = constructs.map(({ start, end, newText }) => ({
    range: source.range(from + start, from + end),
    newText,
  }));
  const isTaken = (at: number): boolean => {
    const offset = source.offset(from + at);
    return [...edits, ...sent].some(({ range }) => offset >= range.start && offset < range.end);
  };
  const named = new RegExp(String.raw`(?<![\w$]|(?<!\.\.)\.)${escapedName(name)}(?![\w$])`, 'g');
  const uses = [...code.matchAll(named)];
  if (uses.length === 0 || !uses.every(({ index }) => isTaken(index))) return undefined;
  return [...edits, ...sent, ...widened(reading, fn, name)];
}

/** True where every call of a function asks for something that v1 answered to GET, with something behind it. */
function onlyAsked({ tokens, scope }: Reading, fn: LocalFunction): boolean {
  const name = nameOfFunction(tokens, fn);
  if (name === undefined) return false;
  const isMember = (use: number): boolean => /^\??\.$/.test(wordAt(tokens, use - 1));
  const uses = scope.occurrences(name).filter((use) => use < fn.head - 6 || use >= fn.head);
  const own = uses.filter((use) => !isMember(use) || wordAt(tokens, use - 2) === 'this');
  const { text, starts } = tokens;
  return (
    own.length <= MOST_CALLS && own.every((use) => ASKS.test(text.slice(starts[use], starts[use]! + 400)))
  );
}

/** The code of the body: what the function is given, without what it would leave out of a query. */
function bodyCode(name: string, parameters: string, constructs: readonly Construct[]): string {
  const isMissing = new RegExp(String.raw`(?:^|[,\s])${escapedName(name)}\?\s*:`).test(parameters);
  const all = isMissing ? `${name} ?? {}` : name;
  const kept = constructs.find(({ keeps }) => keeps !== undefined)?.keeps;
  return kept === undefined ? all : `Object.fromEntries(Object.entries(${all}).filter(${kept}))`;
}

/** A request that another function of the text sends, which takes options behind the URL. */
function throughOther(
  { source }: Reading,
  call: CallExpression,
  document: string,
  body: string,
): readonly TextEdit[] | undefined {
  const isTyped = /["']content-type["']/i.test(document);
  if (call.args.length !== 1 || !call.intact || !isTyped) return undefined;
  const at = source.range(call.args[0]!.end, call.args[0]!.end);
  return [{ range: at, newText: `, { method: 'POST', body: JSON.stringify(${body}) }` }];
}

/** What lets the parameter hold what bodies hold and queries do not. */
function widened({ tokens, source }: Reading, fn: LocalFunction, name: string): readonly TextEdit[] {
  const { starts, ends, text } = tokens;
  const from = ends[fn.head]!;
  const parameters = text.slice(from, starts[behind(tokens, fn.head) - 1]);
  const typed = new RegExp(
    String.raw`(?<![\w$])${escapedName(name)}\??\s*:\s*(Record<\s*string\s*,\s*(?!unknown|any)[^<>]*>|\{\s*\[\w+:\s*string\]:\s*(?!unknown|any)[^{}]*\}|URLSearchParams)`,
  ).exec(parameters);
  if (!typed) return [];
  const at = from + typed.index + typed[0].length;
  return [{ range: source.range(at - typed[1]!.length, at), newText: 'Record<string, unknown>' }];
}
