import type { Notation } from '../call-editor.ts';
import type { Json, JsonMember } from '../model.ts';
import type { Range } from '../source.ts';

/** Where a member stands: from its name, quotes included, to the end of its value, and where that begins. */
export interface MemberPlace extends Range {
  readonly valueStart: number;
  /** True where what stands before and behind it is blanks, comments and separators. */
  readonly isPlain: boolean;
  /** Where the comma behind it is. */
  readonly comma: number | undefined;
}

/** How one object is written. */
export interface Layout {
  readonly places: ReadonlyMap<JsonMember, MemberPlace>;
  /** Between its brackets. */
  readonly inside: Range;
  readonly open: string;
  readonly close: string;
  /** What stands before a member on a line of its own: line end and indentation. Undefined for members in one line. */
  readonly line: string | undefined;
  /** What stands before the closing bracket, where that is on a line of its own. */
  readonly lastLine: string | undefined;
  /** Blank behind the opening bracket. */
  readonly pad: string;
  /** Between two members in one line. */
  readonly comma: string;
  readonly trailingComma: boolean;
}

/** That of an object which nothing stands around. */
export const BARE: Layout = {
  places: new Map(),
  inside: { start: 0, end: 0 },
  open: '',
  close: '',
  line: undefined,
  lastLine: undefined,
  pad: '',
  comma: ', ',
  trailingComma: false,
};

type ObjectJson = Json & { readonly kind: 'object' };

const COMMENTS = String.raw`(?:\s|\\[nrt]|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/|#[^\n]*|--[^\n]*)*`;
const BEFORE = new RegExp(`(?:^|,)${COMMENTS}$`);
const AFTER = new RegExp(`^${COMMENTS}(?:,|$)`);
const LINE_COMMENT = String.raw`(?:[ \t]|#[^\n]*)*`;
/** The same where the end of a line parts members as well as `separator` does. */
const inLines = (separator: string) => ({
  before: new RegExp(String.raw`(?:^|[${separator}\n])${LINE_COMMENT}\s*$`),
  after: new RegExp(String.raw`^${LINE_COMMENT}(?:${separator}|(?=\r?\n)|$)`),
  tail: new RegExp(String.raw`^(?:(?!#)[^${separator}{}[\]\n])*?(?=\s*(?:${separator}|\n|#|$))`),
});
const IN_LINES = { ';': inLines(';'), ',': inLines(',') };
/** Blanks of a text of JSON that a program joins from strings. */
export const JOINED_BLANKS = String.raw`(?:\\[nrt]|["'][ \t]*[+.]\s*["']|[ \t])*`;
const JOINED_BEFORE = new RegExp(`(?:^|,)${JOINED_BLANKS}$`);
const JOINED_AFTER = new RegExp(`^${JOINED_BLANKS}(?:,|$)`);
const QUOTE_BEFORE = /(?:\\*["'`]|@|(?<![\w:]):)$/;
const SEPARATOR = /^(?:\\*["'`]\]?)?\s*(?:=>|:|=|to\b|,)\s*/;
/** What may be left out of the place of a value: brackets around it, a cast. */
const TAIL = /^(?:(?!\/\/|\/\*|#)[^,{}[\]\n])*?(?=\s*(?:,|\n|\/\/|\/\*|#|$))/;
const LONGEST_TAIL = 80;

/** Measures an object; undefined where its brackets are not found where they should be. */
export function layoutOf(json: ObjectJson, document: string, notation: Notation): Layout | undefined {
  const { start, end } = json.range;
  const members = json.members
    .filter((m) => m.keyRange.start > start && m.keyRange.end < end && !m.typed)
    .toSorted((a, b) => a.keyRange.start - b.keyRange.start);
  const starts = members.map((m) => startOf(m, document));
  const first = starts[0];
  const open = openingOf(document.slice(start, first ?? end));
  if (open === undefined) return undefined;
  const close = open.endsWith('{{') ? '}}' : (CLOSING[open.at(-1)!] ?? '');
  if (!document.slice(start, end).endsWith(close) || open.length + close.length > end - start)
    return undefined;
  const inside = { start: start + open.length, end: end - close.length };

  const ends: { end: number; valueStart: number; local: boolean }[] = [];
  for (const [i, member] of members.entries()) {
    const limit = starts[i + 1] ?? inside.end;
    ends.push(endOf(member, limit, document, notation));
  }
  const lines = notation.separator && IN_LINES[notation.separator];
  const places = new Map<JsonMember, MemberPlace>();
  for (const [i, member] of members.entries()) {
    const before = document.slice(i === 0 ? inside.start : ends[i - 1]!.end, starts[i]!);
    const after = document.slice(ends[i]!.end, starts[i + 1] ?? inside.end);
    const comma = (lines?.after ?? AFTER).exec(after) ?? (notation.isJson ? JOINED_AFTER.exec(after) : null);
    const isOpen =
      (lines?.before ?? BEFORE).test(before) || (notation.isJson === true && JOINED_BEFORE.test(before));
    places.set(member, {
      start: starts[i]!,
      end: ends[i]!.end,
      valueStart: ends[i]!.valueStart,
      isPlain: ends[i]!.local && isOpen && comma !== null,
      comma: /[,;]$/.test(comma?.[0] ?? '') ? ends[i]!.end + comma![0].length - 1 : undefined,
    });
  }
  const lead = document.slice(inside.start, first ?? inside.end);
  const line = /\r?\n[ \t>]*$/.exec(lead)?.[0];
  const last = document.slice(members.length > 0 ? ends.at(-1)!.end : inside.start, inside.end);
  const between =
    members.length > 1 && starts[1]! - ends[0]!.end < 4
      ? document.slice(ends[0]!.end, starts[1]!)
      : members.length === 1 && /\S$/.test(document.slice(members[0]!.keyRange.end, ends[0]!.valueStart))
        ? ','
        : ', ';
  return {
    places,
    inside,
    open,
    close,
    line: first === undefined ? undefined : line,
    lastLine: /\r?\n[ \t>]*$/.exec(last)?.[0],
    pad: first === undefined || line !== undefined ? '' : (/^[ \t]*/.exec(lead)?.[0] ?? ''),
    comma: notation.separator ? `${notation.separator} ` : /^,[ \t]*$/.test(between) ? between : ', ',
    // What the end of a line parts needs no comma there.
    trailingComma:
      notation.separator === ';' || (lines !== undefined && line !== undefined) || /^[^\S\n]*,/.test(last),
  };
}

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

/** `{`, `map[string]any{`, `array(`. */
function openingOf(lead: string): string | undefined {
  return /^(?:map\[string\](?:interface\{\}|any|string)|new\s+[\w.]+<[^{}()]*>(?:\(\))?|[\w.$]*<[\w ,?<>.]*>|[\w.$]+|@|%)?\s*(?:\{\{|[{[(])/.exec(
    lead,
  )?.[0];
}

function startOf({ keyRange }: JsonMember, document: string): number {
  const quote = QUOTE_BEFORE.exec(document.slice(Math.max(0, keyRange.start - 8), keyRange.start));
  const start = keyRange.start - (quote?.[0].length ?? 0);
  // `["key"] = value`
  const isIndexed = /^["']\]\s*=/.test(document.slice(keyRange.end, keyRange.end + 8));
  return isIndexed && document[start - 1] === '[' ? start - 1 : start;
}

function endOf(member: JsonMember, limit: number, document: string, notation: Notation) {
  const { keyRange, value, shorthand } = member;
  if (shorthand !== undefined) return { end: keyRange.end, valueStart: keyRange.start, local: true };
  const separator = SEPARATOR.exec(document.slice(keyRange.end, Math.min(limit, keyRange.end + 40)))?.[0];
  const place = member.place ?? value.range;
  const valueStart = keyRange.end + (separator?.length ?? 0);
  const local =
    separator !== undefined &&
    place.start >= valueStart &&
    place.end <= limit &&
    !(notation.isJson && isFormatted(value, document));
  if (!local) return { end: keyRange.end, valueStart, local };
  const rest = document.slice(place.end, Math.min(limit, place.end + LONGEST_TAIL));
  const tail = tailOf(
    document.slice(valueStart, place.start),
    document.slice(valueStart, place.end),
    rest,
    notation,
  );
  if (tail === undefined) return { end: keyRange.end, valueStart, local: false };
  return { end: place.end + tail.length, valueStart, local };
}

/**
 * What belongs to a value behind its place. `before`, `to`: from where the value begins to where its place does, and to
 * where that ends. Undefined where it is not seen.
 */
function tailOf(before: string, to: string, rest: string, notation: Notation): string | undefined {
  if (!notation.isJson)
    return (notation.separator ? IN_LINES[notation.separator].tail : TAIL).exec(rest)?.[0] ?? '';
  // What closes around code in a text of JSON: `${n}`, `" + n + "`.
  if (/^[$#]?\{\s*$/.test(before)) return /^\s*\}/.exec(rest)?.[0] ?? '';
  return /^["'`]\s*[+.]/.test(to) ? /^\s*[+.]\s*["'`]/.exec(rest)?.[0] : '';
}

/** What a function that formats a text puts arguments in the place of, in their order. */
const PLACEHOLDER = /%(?:\d+\$)?[-+# 0]*\d*(?:\.\d+)?[A-Za-z@]|(?<!\$)\{\d*(?::[^{}"]*)?\}/;

/** True for a value that an argument of a formatting function stands for: it cannot go without that. */
function isFormatted(value: Json, document: string): boolean {
  switch (value.kind) {
    case 'object':
      return value.members.some((member) => isFormatted(member.value, document));
    case 'array':
      return value.items.some((item) => isFormatted(item, document));
    case 'string':
      return !value.value.isLiteral && PLACEHOLDER.test(document.slice(value.range.start, value.range.end));
    case 'dynamic':
      return PLACEHOLDER.test(document.slice(value.range.start, value.range.end + 1));
    default:
      return false;
  }
}
