import { errorsNamed, findError, findLegacyError } from './catalogue/errors.ts';
import { findResultCode } from './catalogue/results.ts';
import type { Range } from './source.ts';

/**
 * A code written without its address: `unkey/data/key_not_found`, or a bare `key_not_found` or `NOT_FOUND` where an
 * error is told. It explains, and never accuses: the same word may mean something else elsewhere.
 */
export interface ErrorMention {
  /** Of the code alone, without quotes. */
  readonly range: Range;
  /** One code, or several for a name that stands for more than one: `err:…`, a code of v1 or a result of verifyKey. */
  readonly codes: readonly string[];
}

const SYSTEM = '(?:unkey|user|frontline)';
const NAME = String.raw`(?:[a-z0-9]|\\?_)+`;
/** A whole code with `/`, `:` or `.` between its parts, `err:` or a longer path in front left out. */
const WHOLE = new RegExp(String.raw`(?<![\w:.\\-])${SYSTEM}([/:.])${NAME}\1${NAME}(?![\w\\:-]|\/\w)`, 'g');
/** A page of the same documentation, by its relative path: `../authentication/key_not_found`. */
const RELATIVE = new RegExp(
  String.raw`(?=[a-z])(?<=(?:^|[\s("'<\]])(?:\.{1,2}\/)+)[a-z_]+\/${NAME}(?![\w\\:-]|\/\w)`,
  'gm',
);
/** Names of members and variables that hold an error's code. */
const HOLDER = '(?:type|code|error|reason|kind|err(?:or)?_?(?:code|type)|(?:code|type)_?name)';
const BARE = '([a-z][a-z0-9]*(?:_[a-z0-9]+)*|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)';
const HELD = new RegExp(
  String.raw`(?<![A-Za-z])${HOLDER}\\?["'\]})]*\s*(?:[:=]|===?|!==?|=>|,)\s*\\?["'\x60]?${BARE}(?![\w$(-]|[.:/\\]+\w)`,
  'gi',
);
/** A quoted name that is compared, or that a branch is for. */
const COMPARED = new RegExp(
  String.raw`(?:[=!]==?\s*|\b(?:case|when)\s+|\b(?:equals|endsWith|includes|has)\(\s*)(["'\x60])${BARE}\1|(["'\x60])${BARE}\3\s*(?:[=!]==?|=>)`,
  'g',
);

/** The mentions of `text` that name the whole error: `unkey/data/key_not_found`. */
export function findWholeCodes(text: string): ErrorMention[] {
  return [...text.matchAll(WHOLE)].flatMap((match) => {
    const codes = wholeCode(match[0]);
    const range = { start: match.index, end: match.index + match[0].length };
    return codes.length > 0 ? [{ range, codes }] : [];
  });
}

/** What the innermost `switch` before a branch decides by. */
const SWITCH = /\bswitch\s*\(([^{}]*)\)\s*\{/g;
const HOLDER_AT_END = new RegExp(`(?<![A-Za-z])${HOLDER}$`, 'i');

/** Every such mention in `text`, in order of their kinds; ranges count from `from`. */
export function findErrorMentions(text: string, from = 0, to = text.length): ErrorMention[] {
  const found: ErrorMention[] = [];
  const piece = text.slice(from, to);
  const taken = new Set<number>();
  const add = (index: number, written: string, codes: readonly string[]): void => {
    const places = Array.from(written, (_, i) => index + i);
    if (codes.length === 0 || places.some((place) => taken.has(place))) return;
    for (const place of places) taken.add(place);
    found.push({ range: { start: from + index, end: from + index + written.length }, codes });
  };
  for (const match of piece.matchAll(WHOLE)) add(match.index, match[0], wholeCode(match[0]));
  for (const match of piece.matchAll(RELATIVE)) add(match.index, match[0], relativeCode(match[0]));
  for (const match of piece.matchAll(HELD)) {
    const name = match[1]!;
    const index = match.index + match[0].lastIndexOf(name);
    // `error: missing semicolon` is a sentence, `error=missing` is not.
    const word = /^[a-z]+$/.test(name) && piece[index - 1] !== '=';
    if (word && !/^(?:["'`\\,;}\])]|[ \t]*(?:[\r\n]|$))/.test(piece.slice(index + name.length))) continue;
    add(index, name, codesNamed(name));
  }
  for (const match of piece.matchAll(COMPARED)) {
    const name = (match[2] ?? match[4])!;
    // One word alone, as in `mode === 'missing'`, is too common to be taken for ours.
    const branch = /^(?:case|when)\b/.test(match[0]);
    if (!name.includes('_') && !(branch && decidesByCode(text, from + match.index))) continue;
    add(match.index + match[0].indexOf(name), name, codesNamed(name));
  }
  return found;
}

/** How far around an offset a mention is looked for: lines may be very long. */
const REACH = 240;
/** How far before a branch its `switch` is looked for. */
const SWITCH_REACH = 4000;

/** The mention at `offset` of `text`, its ends included. Looks at the line only. */
export function errorMentionAt(text: string, offset: number): ErrorMention | undefined {
  const from = Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - REACH);
  const newline = text.indexOf('\n', offset);
  const to = Math.min(newline < 0 ? text.length : newline, offset + REACH);
  return findErrorMentions(text, from, to).find((m) => offset >= m.range.start && offset <= m.range.end);
}

function decidesByCode(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - SWITCH_REACH), at);
  const subject = [...before.matchAll(SWITCH)].at(-1)?.[1]?.trim();
  return subject !== undefined && HOLDER_AT_END.test(subject);
}

/**
 * What the bare name `name` stands for: errors by their last part, current ones before gone ones, else results of
 * verifyKey and codes of v1. Empty for other words.
 */
export function codesNamed(name: string): readonly string[] {
  if (/^[A-Z]/.test(name)) return findResultCode(name) || findLegacyError(name) ? [name] : [];
  const named = errorsNamed(name);
  const current = named.filter((error) => error.current);
  return (current.length > 0 ? current : named).map((error) => error.code);
}

function wholeCode(written: string): string[] {
  const code = `err:${written.replaceAll('\\', '').replaceAll(/[/.]/g, ':')}`;
  return findError(code) ? [code] : [];
}

function relativeCode(written: string): string[] {
  const [category, specific] = written.replaceAll('\\', '').split('/') as [string, string];
  const named = errorsNamed(specific).filter((error) => error.category === category && error.current);
  return named.length === 1 ? [named[0]!.code] : [];
}
