import { applyEdits } from '../../edits.ts';
import type { TextEdit } from '../../model.ts';
import type { Leftover } from '../language.ts';

const TOKENS = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;
const IMPORT = /^([ \t]*)(import[ \t]+)?(?:(\w+)[ \t]+)?"([\w./-]+)"[ \t]*\r?\n/gm;
/** Values that nothing happens by the making of. */
const QUIET = /^(?:os\.Getenv\("[^"\n]*"\)|"(?:[^"\\\n]|\\.)*"|[\w.]+)[ \t]*$/;

/** Code without what stands in strings and comments, of the same length. */
export const withoutStrings = (text: string): string =>
  text.replaceAll(TOKENS, (token) => token.replaceAll(/[^\n]/g, ' '));

const count = (code: string, name: string): number =>
  [...code.matchAll(new RegExp(String.raw`(?<![\w.])${name}\b`, 'g'))].length;

/** Imports and variables that nothing uses once `edits` are done, which the compiler refuses. */
export function leftovers(text: string, edits: readonly TextEdit[]): readonly Leftover[] {
  const before = withoutStrings(text);
  const variables = unusedVariables(text, before, edits);
  const after = withoutStrings(applyEdits(text, [...edits, ...variables.map(({ edit }) => edit)]));
  const imports = [...text.matchAll(IMPORT)].flatMap(({ index, 0: line, 2: single, 3: alias, 4: path }) => {
    if (!single && !isInBlock(text, index)) return [];
    const name = alias ?? path!.split('/').findLast((part) => !/^v\d+$/.test(part))!;
    const used = new RegExp(String.raw`(?<![\w.])${name}\.`);
    if (!used.test(before) || used.test(after)) return [];
    return [{ name, edit: { range: { start: index, end: index + line.length }, newText: '' } }];
  });
  return [...variables, ...imports];
}

const isInBlock = (text: string, index: number): boolean =>
  /^import\s*\([^)]*$/m.test(text.slice(Math.max(0, text.lastIndexOf('\nimport', index)), index));

/** Variables of functions whose last use goes. */
function unusedVariables(text: string, before: string, edits: readonly TextEdit[]): readonly Leftover[] {
  const found = new Map<number, Leftover>();
  const sorted = edits.toSorted((a, b) => a.range.start - b.range.start);
  for (const { range } of sorted) {
    const start = Math.max(0, text.lastIndexOf('\nfunc ', range.start));
    const closed = text.indexOf('\n}', range.end);
    const end = closed < 0 ? text.length : closed;
    const names = new Set(
      before.slice(range.start, range.end).match(/(?<![\w.])[a-zA-Z_]\w*\b(?!\s*[.(:])/g),
    );
    if (names.size === 0) continue;
    const own = sorted.filter((edit) => edit.range.start >= start && edit.range.end <= end);
    const shifted = own.map((edit) => ({
      ...edit,
      range: { start: edit.range.start - start, end: edit.range.end - start },
    }));
    const now = withoutStrings(applyEdits(text.slice(start, end), shifted));
    for (const name of names) {
      const declared = new RegExp(
        String.raw`^([ \t]+)((?:\w+,\s*)*)${name}((?:\s*,\s*\w+)*)\s*:=\s*([^\n]*)\n`,
        'm',
      ).exec(text.slice(start, end));
      if (!declared || count(now, name) !== 1) continue;
      const at = start + declared.index;
      const whole = { start: at, end: at + declared[0].length };
      if (own.some((edit) => edit.range.start < whole.end && edit.range.end > whole.start)) continue;
      const isQuiet = declared[2] === '' && declared[3] === '' && QUIET.test(declared[4]!);
      const edit = isQuiet
        ? { range: whole, newText: '' }
        : { range: { start: whole.end, end: whole.end }, newText: `${declared[1]}_ = ${name}\n` };
      if (isQuiet || !/[({,]\s*$/.test(declared[4]!)) found.set(at, { name, edit });
    }
  }
  return [...found.values()];
}
