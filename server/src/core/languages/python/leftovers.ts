import { applyEdits } from '../../edits.ts';
import type { TextEdit } from '../../model.ts';
import { escapedName } from '../../name-pattern.ts';
import type { Range } from '../../source.ts';
import type { Leftover } from '../language.ts';
import { withGaps } from '../leftover-lines.ts';

const IMPORT = /^import[ \t]+([\w.]+)(?:[ \t]+as[ \t]+(\w+))?[ \t]*(?:\r?\n|$)/gm;
const FROM = /^from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^()#]*\)|[\w \t,]+)[ \t]*(?:\r?\n|$)/gm;
/** Modules that do nothing by being loaded: others may be loaded for what they do. */
const QUIET = /^(?:os|json|time|typing|datetime|urllib(?:\.\w+)?|flask|django\.conf|fastapi|requests|httpx)$/;
/** Variables of functions with values that nothing happens by the making of. */
const VARIABLE =
  /^([ \t]+)(\w+)[ \t]*(?::[ \t]*[\w.[\] |]+)?=[ \t]*(?:os\.(?:getenv|environ\.get)\([^()\n]*\)|[A-Za-z_][\w.]*(?:\[["']\w+["']\])?|"[^"\\\n]*"|'[^'\\\n]*')[ \t]*\r?\n/gm;
const NAME = /(?<![\w.])[A-Za-z_][\w.]*/g;
/** What is taken away may be the last that uses something else. */
const MOST_ROUNDS = 3;

/** Imports and variables of functions that nothing of a text uses once `edits` are done, where they were used until then. */
export function leftovers(text: string, edits: readonly TextEdit[]): readonly Leftover[] {
  const found: Leftover[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const done = [...edits, ...found.map(({ edit }) => edit)];
    const gone = new Set(
      done
        .flatMap(({ range }) => text.slice(range.start, range.end).match(NAME) ?? [])
        .flatMap((chain) => chain.split('.').map((_, i, words) => words.slice(0, i + 1).join('.'))),
    );
    const isFree = ({ edit: { range } }: Leftover): boolean =>
      done.every((one) => one.range.end <= range.start || one.range.start >= range.end);
    const own = [...unusedImports(text, done, gone), ...unusedVariables(text, done, gone)].filter(isFree);
    if (own.length === 0) break;
    found.push(...own);
  }
  return withGaps(text, found);
}

const withoutComments = (code: string): string => code.replaceAll(/^([^'"#\n]*)#[^\n]*/gm, '$1');

/** How often a name is used; those in texts count as well, which may be filled in. */
const usesOf = (name: string, code: string): number =>
  [...withoutComments(code).matchAll(new RegExp(String.raw`(?<![\w.])${escapedName(name)}(?!\w)`, 'g'))]
    .length;

function unusedImports(
  text: string,
  done: readonly TextEdit[],
  gone: ReadonlySet<string>,
): readonly Leftover[] {
  const after = applyEdits(text, done);
  const isUnused = (name: string, line: string): boolean =>
    gone.has(name) && usesOf(name, text) > usesOf(name, line) && usesOf(name, after) === usesOf(name, line);
  const found: Leftover[] = [];
  for (const { index, 0: line, 1: module, 2: alias } of text.matchAll(IMPORT)) {
    const name = alias ?? module!;
    if (!QUIET.test(module!) || !isUnused(name, line)) continue;
    found.push({ name, edit: { range: { start: index, end: index + line.length }, newText: '' } });
  }
  for (const { index, 0: line, 1: module, 2: list } of text.matchAll(FROM)) {
    const entries = list!.replace(/^\(|\)$/g, '').split(',');
    const kept = entries.filter((entry) => entry.trim() !== '');
    const name = kept.map(boundName).find((bound) => isUnused(bound, line));
    if (name === undefined) continue;
    const start = index + line.indexOf(list!, module!.length);
    const range =
      kept.length > 1
        ? entryRange(text, { start, end: start + list!.length }, name)
        : QUIET.test(module!)
          ? { start: index, end: index + line.length }
          : undefined;
    if (range) found.push({ name, edit: { range, newText: '' } });
  }
  return found;
}

const boundName = (entry: string): string => /(\w+)\s*$/.exec(entry)?.[1] ?? '';

/** The place of an entry of a list, with what parts it from the others. */
function entryRange(text: string, { start, end }: Range, name: string): Range | undefined {
  const list = text.slice(start, end);
  const entry = String.raw`(?:\w+\s+as\s+)?${escapedName(name)}`;
  const first = new RegExp(String.raw`(?<=^\(?\s*|,\s*)${entry}\s*,\s*(?=\w)`).exec(list);
  const found = first ?? new RegExp(String.raw`,\s*${entry}(?=\s*,?\s*\)?\s*$)`).exec(list);
  return found ? { start: start + found.index, end: start + found.index + found[0].length } : undefined;
}

function unusedVariables(
  text: string,
  done: readonly TextEdit[],
  gone: ReadonlySet<string>,
): readonly Leftover[] {
  return [...text.matchAll(VARIABLE)].flatMap(({ index, 0: line, 1: indentation, 2: name }) => {
    const range = { start: index, end: index + line.length };
    const own = gone.has(name!) ? functionAround(text, index, indentation!.length) : undefined;
    if (!own) return [];
    const inside = done.filter((edit) => edit.range.start >= own.start && edit.range.end <= own.end);
    const moved = inside.map((edit) => ({
      ...edit,
      range: { start: edit.range.start - own.start, end: edit.range.end - own.start },
    }));
    const before = text.slice(own.start, own.end);
    const after = applyEdits(before, moved);
    const count = usesOf(name!, line);
    const isUnused = usesOf(name!, before) > count && usesOf(name!, after) === count && !isAlone(text, range);
    return isUnused ? [{ name: name!, edit: { range, newText: '' } }] : [];
  });
}

/** The text of the function that a line is in which starts `width` in; undefined for one of a class or a module. */
function functionAround(text: string, at: number, width: number): Range | undefined {
  let inner = width;
  let start = at;
  for (const line of text.slice(0, at).split('\n').toReversed().slice(1)) {
    start -= line.length + 1;
    const indentation = /^[ \t]*/.exec(line)![0].length;
    if (line.trim() === '' || indentation >= inner || /^[ \t]*[)#]/.test(line)) continue;
    if (/^[ \t]*(?:async[ \t]+)?def\b/.test(line)) {
      const next = new RegExp(String.raw`^[ \t]{0,${indentation}}(?:def|class|async|@)`, 'm').exec(
        text.slice(at),
      );
      return { start, end: next ? at + next.index : text.length };
    }
    if (indentation === 0 || /^[ \t]*class\b/.test(line)) return undefined;
    inner = indentation;
  }
  return undefined;
}

/** True for the one statement of a block, without which that would have none. */
function isAlone(text: string, { start, end }: Range): boolean {
  const before = text.slice(0, start).trimEnd();
  const width = /^[ \t]*/.exec(text.slice(start, end))![0].length;
  const next = /^[ \t]*(?=\S)/m.exec(text.slice(end).replace(/^(?:[ \t]*\r?\n)+/, ''))?.[0].length ?? 0;
  return before.endsWith(':') && next < width;
}
