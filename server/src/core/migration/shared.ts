import { fieldsOf, type Schema } from '../catalogue/schema.ts';
import type { ApiCall, Json, TextEdit } from '../model.ts';
import { namedFunctionAround } from '../outline.ts';
import { isWithin, type Range } from '../source.ts';
import { type Obstacle, obstacle } from './obstacle.ts';
import { isSharedInShell } from './shared-in-shell.ts';
import type { Surroundings } from './surroundings.ts';
import { ofSameValue, usesBehind } from './variable-uses.ts';

/** Functions that only show what they are given. */
const SHOWS =
  /(?:console\.\w+|print(?:ln|f)?|Print(?:ln|f)?|log(?:ger|ging)?\.\w+|debug|info)\((?:[^()\n]*,\s*)?$/;
/** Farther before a name no call begins that shows it. */
const LONGEST_LEAD = 100;

/** What stands before an object of which members are taken out: `body = {k: v for k, v in `. */
const FILTERED = /([\w$]+)\s*(?::\s*[^=\n]*)?=\s*\{\s*\w+\s*:\s*\w+\s+for\s+[\w,() ]+\s+in\s*$/;

/** A member that is read, and not called or set. */
const READ = /^(?:\[["'](\w+)["']\]|\.(\w+)(?!\())(?!\s*[-+|?]*=(?!=))/;
/** Behind the name of a variable no name of a member is longer. */
const LONGEST_MEMBER = 40;

const SHELL = /^(?:curl|curlie|wget|httpie|xh)$/;

/**
 * True when a body that is kept under a name is used for more than `calls` requests, as far as the text tells: nothing
 * may be changed in it then. `keeps`: tells a field that stays as it is, which other code may read.
 */
export function isShared(
  body: Json,
  call: ApiCall,
  around: Surroundings,
  calls: number,
  keeps: (field: string) => boolean,
): boolean {
  const { document } = around;
  if (isWithin(body.range, call.range)) return false;
  if (SHELL.test(call.client)) return isSharedInShell(body, document, calls);
  const { end } = body.range;
  const start = openingOf(body, document);
  // What is given away where it is written has no name.
  const before = document.slice(Math.max(0, start - 40), start);
  if (/(?:[(,]|\b(?:body|data|json|payload)["']?\s*:)\s*(?:[$@A-Za-z]{0,2}#*["'`]+)?\{?\s*$/.test(before))
    return false;
  if (/<<[-~]?\s*["']?\w+["']?[^\n]*\n\s*$/.test(document.slice(Math.max(0, start - 200), start)))
    return false;
  const filtered = FILTERED.exec(document.slice(Math.max(0, start - 300), start));
  const from = filtered ? start - filtered[0].length : start;
  const ownLine = document.lastIndexOf('\n', from) + 1;
  // What a name is given may stand on the line below it.
  const isBelow =
    document.slice(ownLine, from).trim() === '' &&
    /=\s*$/.test(document.slice(Math.max(0, ownLine - 40), ownLine));
  const lineStart = isBelow ? document.lastIndexOf('\n', ownLine - 2) + 1 : ownLine;
  const name =
    filtered?.[1] ??
    /([\w$]+)\s*(?::\s*[^=\n]*)?(?:[:?]?=|=>)\s*\S*?$/.exec(document.slice(lineStart, start))?.[1];
  if (name === undefined) return true;
  const others = ofSameValue(usesBehind(name, end, around)).filter(({ range }) => {
    if (isMember(body, range) || isShown(range, document)) return false;
    const read = READ.exec(document.slice(range.end, range.end + LONGEST_MEMBER));
    return !read || !keeps(read[1] ?? read[2]!);
  });
  return others.length > calls;
}

const USED_OTHERWISE = obstacle(
  'The body is used for something else as well. Change the names of its fields by hand.',
);

/** Why a body that {@link isShared} stays: another function than the one that sends it makes it, or it has other uses. */
export function whyShared({ range }: ApiCall, body: Json, { outline, lineOf }: Surroundings): Obstacle {
  const { start } = body.range;
  const maker = namedFunctionAround(outline, start);
  if (!maker || isWithin(range, maker.range)) return USED_OTHERWISE;
  return obstacle(
    `The function \`${maker.name}\` makes the body, in line ${lineOf(start) + 1}. Change the names of its fields there, then this call.`,
  );
}

/** True for an argument of a function that only shows it. */
const isShown = ({ start }: Range, document: string): boolean =>
  SHOWS.test(document.slice(Math.max(0, start - LONGEST_LEAD), start));

/** True for edits that do nothing but say in the declaration of a type what its members are in JSON. */
export const areDeclared = (body: Json, edits: readonly TextEdit[]): boolean =>
  body.kind === 'object' &&
  edits.every(({ range }) =>
    body.members.some(
      ({ declared, keyRange }) =>
        declared && (declared.range.start === range.start || isWithin(range, keyRange)),
    ),
  );

/** Brackets around a part of a body that are looked at from inside to outside. */
const MOST_BRACKETS = 6;

/** True when edits are in an object that is kept under a name of its own and has other uses. */
export function isPartShared(
  edits: readonly TextEdit[],
  body: Json,
  call: ApiCall,
  around: Surroundings,
): boolean {
  const { document } = around;
  const seen = new Set<number>();
  return edits.some(({ range, newText }) => {
    // What else uses a list takes no harm of a member more.
    if (range.start === range.end && /\bautoApply\b/.test(newText)) return false;
    if (isWithin(range, body.range) || isWithin(range, call.range)) return false;
    let at = range.start;
    for (let left = MOST_BRACKETS; left > 0; left--) {
      const open = openingBefore(document, at);
      if (open < 0 || seen.has(open)) return false;
      seen.add(open);
      const name = /([\w$]+)\s*(?::[^=\n;]*)?=\s*(?:dict)?$/.exec(
        document.slice(Math.max(0, open - 120), open),
      )?.[1];
      if (name === undefined) {
        at = open;
        continue;
      }
      const others = usesBehind(name, open, around).filter(
        ({ given, range: use }) => !given && !isMember(body, use) && !isShown(use, document),
      );
      return others.length > 1;
    }
    return false;
  });
}

/** The bracket that is open at an offset, no farther before it than a body is long; -1 without one. */
function openingBefore(document: string, offset: number): number {
  let depth = 0;
  for (let i = offset - 1; i >= 0 && i > offset - 2_000; i--) {
    const c = document[i]!;
    if (/[)\]}]/.test(c)) depth++;
    else if (/[([{]/.test(c) && --depth < 0) return i;
  }
  return -1;
}

/** Behind the name of a variable no change of it is longer. */
const LONGEST_CHANGE = 200;

const KEPT = obstacle('Its query is put together elsewhere. Send its parameters as the body.');

/** Code that gives a text, whatever is in it. */
const GIVES_TEXT = /^(?:[fFrR]?["'`]|(?:str|String)\(|[\w$.]+\.toString\()/;

/** A method that sets one member: `.update(cursor=next)`, `.put("cursor", next)`. */
const SETS_ONE =
  /^\.(?:update|merge!|store|put|set)\(\s*\{?\s*["']?(\w+)["']?()\s*(?:=>|[=:,])\s*([^,\n]*?)\s*\}?\)\s*;?\s*$/m;
/** What changes an object in another way, or may. */
const CHANGES =
  /^(?:\[[^\]\n]*\]\s*[-+|?]*=(?!=)|\s*[|+]=|\.(?!get|items|keys|values|copy|entries|to[_A-Z])\w+!?\()/;

/**
 * The name under which the parameters of a query are kept, for this call alone; none where they are written in the call,
 * or where other code has them as well. `keeps`: tells a parameter that is in v2 as it is in v1.
 */
export function keptQuery(
  query: Json & { readonly kind: 'object' },
  call: ApiCall,
  parameters: Schema,
  keeps: (field: string) => boolean,
  around: Surroundings,
): { readonly name?: string } | Obstacle {
  const { document } = around;
  if (isWithin(query.range, call.range)) return {};
  const { start, end } = query.range;
  const lineStart = document.lastIndexOf('\n', start) + 1;
  const name = /^[ \t>]*(?:(?:const|let|var)\s+)?([\w$]+)\s*(?::[^=\n]*)?=\s*(?:dict)?$/.exec(
    document.slice(lineStart, start),
  )?.[1];
  if (name === undefined) return {};
  const fields = fieldsOf(parameters);
  let isChanged = false;
  let isUsed = false;
  for (const { range, given } of usesBehind(name, end, around)) {
    if (given || isWithin(range, call.range)) continue;
    if (isShown(range, document)) continue;
    const behind = document.slice(range.end, range.end + LONGEST_CHANGE);
    const set = /^(?:\[["'](\w+)["']\]|\.(\w+))\s*=(?!=)\s*(.*)/.exec(behind) ?? SETS_ONE.exec(behind);
    const field = set?.[1] ?? set?.[2];
    if (field === undefined) {
      if (CHANGES.test(behind) && !isMember(query, range)) return KEPT;
      isUsed = true;
      continue;
    }
    const isSeen = isMember(query, range);
    const type = Object.hasOwn(fields, field) ? fields[field]!.type : undefined;
    // What is set behind the call is there the next time that a loop sends it.
    const isKnown = isSeen || keeps(field);
    if (!isKnown || type === undefined || (type !== 'string' && GIVES_TEXT.test(set![3]!))) return KEPT;
    isChanged = true;
  }
  if (isChanged && isUsed) return KEPT;
  return isUsed ? {} : { name };
}

/** The type that a body under a name is held to, where it says what that may have. */
export function typeNameOf({ range: { start } }: Json, document: string): string | undefined {
  const before = document.slice(Math.max(0, start - 120), start);
  const type = /(?:\b(?:const|let|var)\s+|\n[ \t]*)[\w$]+\s*:\s*([A-Z][\w$]*)\s*=\s*$/.exec(before)?.[1];
  // A name for objects with any members.
  const open = new RegExp(
    String.raw`\b${type}\s*(?::[^=\n]*)?=\s*(?:[dD]ict|(?:Mutable)?Mapping|Record|Any)\b`,
  );
  return type === undefined || /^(?:Record|Any|Dict|Mapping|JSON)$/.test(type) || open.test(document)
    ? undefined
    : type;
}

/** How languages say what a member of a type is called in JSON. */
const NAMES = /json:"|JsonProperty|serde|SerializedName|@Json/;

/** True when edits of a body are in the declaration of its type, and that type is used for more than this body. */
export function isTypeShared(body: Json, edits: readonly TextEdit[], document: string): boolean {
  const declarations =
    body.kind === 'object' ? body.members.flatMap(({ declared }) => declared?.range ?? []) : [];
  const isDeclared = edits.some(({ range, newText }) => {
    if (declarations.some((place) => place.start === range.start)) return true;
    if (isWithin(range, body.range)) return false;
    if (newText.startsWith('#[serde(')) return true;
    const lineStart = document.lastIndexOf('\n', range.start - 1) + 1;
    return NAMES.test(document.slice(lineStart, Math.max(range.start, range.end)));
  });
  if (!isDeclared) return false;
  const name = /^&?(?:new\s+)?([A-Za-z_]\w*)\s*[({]/.exec(
    document.slice(body.range.start, body.range.end),
  )?.[1];
  // The variable that it is given to may be said to be of its type.
  const uses =
    name === undefined
      ? []
      : [...document.matchAll(new RegExp(String.raw`\b${name}\b(?!\s+\w+\s*=\s*new\s+${name}\b)`, 'g'))];
  const isCode = ({ index }: RegExpExecArray): boolean =>
    !/(?:^|\s)(?:\/\/|#|\*)/.test(document.slice(document.lastIndexOf('\n', index) + 1, index));
  return uses.filter(isCode).length !== 2;
}

/** Where a text begins that a body is: its first line may be one of quotes alone. */
function openingOf({ range: { start } }: Json, document: string): number {
  const quotes = /(?:"{3,}|'{3}|@?["']|`)[ \t]*\r?\n\s*$/.exec(
    document.slice(Math.max(0, start - 100), start),
  );
  return start - (quotes?.[0].length ?? 0);
}

/** From a name to the key that a method sets: `.insert("`. */
const LONGEST_SETTER = 12;

/** True where a member of the body is set later behind the name of a variable: `body.ownerId = …`. */
const isMember = (body: Json, { start, end }: Range): boolean =>
  body.kind === 'object' &&
  body.members
    .flatMap((member) => [member, ...(member.earlier ?? [])])
    .some(({ keyRange }) => keyRange.start >= start && keyRange.start <= end + LONGEST_SETTER);
