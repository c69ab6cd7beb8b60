import type { TextEdit } from '../../model.ts';

const BLOCK = /^import\s*\(([^)]*)\)/m;
/** Imports without names of their own that stand below each other. */
const RUN = /(?:^[ \t]+"[\w./-]+"[ \t]*\n){2,}/gm;

/** Edits of a text that put imports which stand below each other into their order: packages that several changes added. */
export function importOrder(text: string): readonly TextEdit[] {
  const block = BLOCK.exec(text);
  if (!block) return [];
  const start = block.index + block[0].indexOf('(') + 1;
  return [...block[1]!.matchAll(RUN)].flatMap((run) => {
    const lines = run[0].split(/(?<=\n)/);
    const sorted = lines.toSorted((a, b) => (a.trim() < b.trim() ? -1 : 1));
    const first = lines.findIndex((line, i) => line !== sorted[i]);
    if (first < 0) return [];
    const last = lines.findLastIndex((line, i) => line !== sorted[i]);
    const at = start + run.index + lines.slice(0, first).join('').length;
    const end = at + lines.slice(first, last + 1).join('').length;
    return [{ range: { start: at, end }, newText: sorted.slice(first, last + 1).join('') }];
  });
}
