import assert from 'node:assert/strict';
import { applyPatch, parsePatch } from 'diff';
import { unifiedDiff } from '../../server/src/cli/format/diff.ts';
import { applyEdits } from '../../server/src/core/edits.ts';
import type { TextEdit } from '../../server/src/core/model.ts';

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

/** A text of few different lines, and edits of it that do not overlap. */
function sample(seed: number): { readonly text: string; readonly edits: readonly TextEdit[] } {
  const random = numbers(seed);
  const pick = (choices: readonly string[]): string => choices[random(choices.length)]!;
  const lines = Array.from({ length: 1 + random(40) }, () => pick(['a', 'bb', '', 'ccc\r', '-- d', '+ e']));
  const text = lines.join('\n') + pick(['\n', '', '\n']);
  const edits: TextEdit[] = [];
  for (let at = random(30); at <= text.length; at += 1 + random(40)) {
    const end = Math.min(text.length, at + random(12));
    edits.push({ range: { start: at, end }, newText: pick(['', 'x', 'x\ny', '\n', 'z\n', 'a\nbb\n']) });
    at = end;
  }
  return { text, edits };
}

describe('the unified diff', () => {
  it('turns one text into the other, whatever was edited', () => {
    for (let seed = 1; seed <= 2000; seed++) {
      const { text, edits } = sample(seed);
      const after = applyEdits(text, edits);
      const diff = unifiedDiff('a.http', text, edits);
      if (after === text) continue;
      assert.equal(applyPatch(text, diff, { autoConvertLineEndings: false }), after, `seed ${seed}`);
      for (const hunk of parsePatch(diff)[0]!.hunks) {
        const kept = (lines: readonly string[]): number => lines.findIndex((line) => !line.startsWith(' '));
        assert.ok(kept(hunk.lines) <= 3, diff);
      }
    }
  });

  it('is empty without edits', () => {
    assert.equal(unifiedDiff('a.http', 'a\n', []), '');
  });

  it('of a long text full of edits does not keep one waiting', () => {
    const text = 'GET /v1\nHost: a\n\n{}\n'.repeat(20_000);
    const edits = Array.from(text.matchAll(/v1/g), ({ index }) => ({
      range: { start: index, end: index + 2 },
      newText: 'v2',
    }));
    const start = performance.now();
    assert.equal(unifiedDiff('a.http', text, edits).match(/^\+GET/gm)!.length, edits.length);
    assert.ok(performance.now() - start < 5_000);
  });
});
