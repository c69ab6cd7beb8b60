import { applyEdits } from '../../edits.ts';
import type { TextEdit } from '../../model.ts';
import { escapedName } from '../../name-pattern.ts';
import type { Range } from '../../source.ts';
import type { Leftover } from '../language.ts';
import { withGaps } from '../leftover-lines.ts';
import { scan } from './lexer.ts';

const IMPORT =
  /^import[ \t]+(?:type[ \t]+)?([\w$]+)?[ \t]*(,)?[ \t]*(\{[^{}]*\})?[ \t]*from[ \t]*["'][^"'\n]+["'];?[ \t]*(?:\r?\n|$)/gm;
/** Nothing happens by the reading of these. */
const PLAIN = String.raw`(?:[A-Za-z_$][\w$]*(?:\??\.[\w$]+)*(?:\[["']\w+["']\])?|Deno\.env\.get\(["']\w+["']\)|"[^"\\\n]*"|'[^'\\\n]*')!?(?:[ \t]+as[ \t]+string)?(?:[ \t]+(?:\?\?|\|\|)[ \t]+(?:""|''))?`;
const END = String.raw`;?[ \t]*(?:\/\/[^\r\n]*)?(?:\r?\n|$)`;
const VARIABLE = new RegExp(
  String.raw`^[ \t]*const[ \t]+([\w$]+)(?:[ \t]*:[ \t]*\w+)?[ \t]*=[ \t]*${PLAIN}${END}`,
  'gm',
);
/** Fields that only their class sees. */
const FIELD = new RegExp(
  String.raw`^[ \t]*private[ \t]+(?:static[ \t]+)?(?:readonly[ \t]+)?([\w$]+)(?:[ \t]*[?!]?:[ \t]*\w+)?([ \t]*=[ \t]*${PLAIN})?${END}`,
  'gm',
);
const PATTERN = /^[ \t]*const[ \t]+(\{[^{}]*\})[ \t]*=[ \t]*[\w$.]+;?[ \t]*(?:\r?\n|$)/gm;
/** Tells of a name whether its declaration, whose code this is, is all that is left of it. */
type Test = (name: string, declaration: string) => boolean;

const NAME = /(?<![\w$.])[A-Za-z_$][\w$]*/g;
/**
 * What only TypeScript has: that does not load a module of which it uses nothing, so that an import of it may go. In
 * JavaScript other code may need what the module does.
 */
const TYPED =
  /\bimport type\b|[{,]\s*type\s+\w+|\binterface \w+|[\w)]\??: (?:string|number|boolean|unknown|void|Promise<)|\bas (?:string|const)\b/;
/** What is taken away may be the last that uses something else. */
const MOST_ROUNDS = 3;

/** Imports and constants that nothing of a text uses once `edits` are done, where they were used until then. */
export function leftovers(text: string, edits: readonly TextEdit[]): readonly Leftover[] {
  const found: Leftover[] = [];
  const before = withoutComments(text);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const done = [...edits, ...found.map(({ edit }) => edit)];
    const gone = new Set(done.flatMap(({ range }) => before.slice(range.start, range.end).match(NAME) ?? []));
    const after = withoutComments(applyEdits(text, done));
    const isUnused = (name: string, declaration: string): boolean => {
      const own = usesOf(name, declaration);
      return gone.has(name) && usesOf(name, before) > own && usesOf(name, after) === own;
    };
    const members = fields(text, before, after, done);
    const own = [...declared(text, TYPED.test(before), isUnused), ...members].filter(({ edit }) =>
      done.every(({ range }) => range.end < edit.range.start || range.start >= edit.range.end),
    );
    if (own.length === 0) break;
    found.push(...own);
  }
  return withGaps(text, found);
}

/** Private fields that nothing reads once `done` is, with where a constructor fills them. */
function fields(text: string, before: string, after: string, done: readonly TextEdit[]): readonly Leftover[] {
  return [...before.matchAll(FIELD)].flatMap(({ index, 0: line, 1: name, 2: given }): Leftover[] => {
    const word = new RegExp(String.raw`(?<![\w$])${escapedName(name!)}(?![\w$])`, 'g');
    const read = new RegExp(String.raw`\.${escapedName(name!)}(?![\w$])`);
    if (!done.some(({ range }) => read.test(before.slice(range.start, range.end)))) return [];
    const filled = new RegExp(
      String.raw`^[ \t]*this\.${escapedName(name!)}[ \t]*=[ \t]*${PLAIN}${END}`,
      'gm',
    );
    const places = given === undefined ? [...before.matchAll(filled)] : [];
    // What decorates it would go to what is next.
    if (/@[\w$]+(?:\([^\n]*\))?\s*$/.test(before.slice(Math.max(0, index - 200), index))) return [];
    const isFilled = given !== undefined || places.length === 1;
    if (!isFilled || [...after.matchAll(word)].length !== places.length + 1) return [];
    const gone = [{ start: index, end: index + line.length }].concat(
      places.map((one) => ({ start: one.index, end: one.index + one[0].length })),
    );
    return text.slice(index, index + line.length) === line
      ? gone.map((range) => ({ name: name!, edit: { range, newText: '' } }))
      : [];
  });
}

/** Names in strings count as well: a template may hold them. */
const usesOf = (name: string, code: string): number =>
  [...code.matchAll(new RegExp(String.raw`(?<![\w$.])${escapedName(name)}(?![\w$])`, 'g'))].length;

/** Code without its comments, of the same length. What only one of the dialects takes for a comment stays. */
function withoutComments(text: string): string {
  const other = new Set(scan(text, false).comments.map(String));
  let result = text;
  for (const [start, end] of scan(text, true).comments)
    if (other.has(String([start, end])))
      result = result.slice(0, start) + ' '.repeat(end - start) + result.slice(end);
  return result;
}

function declared(text: string, isTyped: boolean, isUnused: Test): readonly Leftover[] {
  const found: Leftover[] = [];
  const add = (name: string, range: Range): void => {
    found.push({ name, edit: { range, newText: '' } });
  };
  for (const { index, 0: line, 1: whole, 2: comma, 3: list } of text.matchAll(IMPORT)) {
    const entry = list === undefined ? undefined : entryIn(list, (name) => isUnused(name, line));
    if (isTyped && whole !== undefined && list === undefined && isUnused(whole, line))
      add(whole, { start: index, end: index + line.length });
    else if (isTyped && entry?.isOnly && whole === undefined && comma === undefined)
      add(entry.name, { start: index, end: index + line.length });
    else if (entry && !entry.isOnly) add(entry.name, moved(entry.range, index + line.indexOf(list!)));
  }
  for (const { index, 0: line, 1: name } of text.matchAll(VARIABLE))
    if (isUnused(name!, line)) add(name!, { start: index, end: index + line.length });
  for (const { index, 0: line, 1: list } of text.matchAll(PATTERN)) {
    const entry = list!.includes('...') ? undefined : entryIn(list!, (name) => isUnused(name, line));
    if (entry)
      add(
        entry.name,
        entry.isOnly
          ? { start: index, end: index + line.length }
          : moved(entry.range, index + line.indexOf(list!)),
      );
  }
  return found;
}

/** The first entry of a list in braces that is nothing but a name which is unused, and the place of it and a comma. */
function entryIn(
  list: string,
  isUnused: (name: string) => boolean,
): { readonly name: string; readonly range: Range; readonly isOnly: boolean } | undefined {
  for (const { index, 0: entry, 1: name } of list.matchAll(/(?<=[{,]\s*)(?:type\s+)?([\w$]+)(?=\s*[,}])/g)) {
    const inner = list.slice(0, index);
    if (!isUnused(name!) || inner.split('[').length !== inner.split(']').length || inner.includes('('))
      continue;
    const end = index + entry.length;
    const behind = /^\s*,\s*/.exec(list.slice(end))?.[0];
    const before = /,\s*$/.exec(inner)?.[0];
    const isLast = behind === undefined || list[end + behind.length] === '}';
    if (isLast && before === undefined) return { name: name!, range: { start: index, end }, isOnly: true };
    return isLast
      ? { name: name!, range: { start: index - before!.length, end }, isOnly: false }
      : { name: name!, range: { start: index, end: end + behind.length }, isOnly: false };
  }
  return undefined;
}

const moved = ({ start, end }: Range, by: number): Range => ({ start: start + by, end: end + by });
