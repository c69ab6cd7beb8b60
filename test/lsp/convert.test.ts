import assert from 'node:assert/strict';
import { type Encoding, Lines } from '../../server/src/lsp/convert.ts';
import { Documents } from '../../server/src/lsp/documents.ts';

const PIECES = ['a', 'bc', 'é', '中', '🚀', '\ud800', '\n', '\r\n', '\r', ' ', '', '\u2028'];

/** The same numbers in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** True inside a surrogate pair or CR LF: no position names that place. */
function isInside(text: string, offset: number): boolean {
  return /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(text.slice(offset - 1, offset + 1));
}

describe('positions', () => {
  for (const encoding of ['utf-16', 'utf-8'] as const satisfies readonly Encoding[]) {
    it(`lead from offset to offset in ${encoding}`, () => {
      const random = randomNumbers(7);
      for (let run = 0; run < 200; run++) {
        const text = Array.from({ length: random(20) }, () => PIECES[random(PIECES.length)]).join('');
        const lines = new Lines(text, encoding);
        const written = text.split(/\r\n|\n|\r/);
        for (let offset = 0; offset <= text.length; offset++) {
          if (isInside(text, offset)) continue;
          const { line, character } = lines.position(offset);
          assert.equal(lines.offset({ line, character }), offset, JSON.stringify({ text, offset }));
          const before = text.slice(0, offset).split(/\r\n|\n|\r/);
          assert.equal(line, before.length - 1);
          const units = encoding === 'utf-16' ? before.at(-1)!.length : Buffer.byteLength(before.at(-1)!);
          assert.equal(character, units);
          assert.ok(line < written.length);
        }
      }
    });

    it(`beyond the text end at its edges in ${encoding}`, () => {
      const lines = new Lines('ab\r\n🚀d', encoding);
      assert.equal(lines.offset({ line: 0, character: 99 }), 2);
      assert.equal(lines.offset({ line: 1, character: 99 }), 7);
      assert.equal(lines.offset({ line: 9, character: 0 }), 7);
      assert.deepEqual(lines.position(3), lines.position(2));
      assert.deepEqual(lines.position(99), lines.position(7));
      assert.deepEqual(lines.position(-1), { line: 0, character: 0 });
    });

    it(`of edits give the text that the client has, in ${encoding}`, () => {
      const random = randomNumbers(11);
      const documents = new Documents(encoding);
      const uri = 'file:///a';
      let text = 'one\r\n🚀 two\n';
      documents.didOpen({ uri, languageId: '', version: 1, text });
      for (let version = 2; version < 400; version++) {
        const lines = new Lines(text, encoding);
        const edges = [random(text.length + 1), random(text.length + 1)].sort((a, b) => a - b);
        const [start, end] = edges.map((at) => (isInside(text, at) ? at - 1 : at)) as [number, number];
        const newText = PIECES[random(PIECES.length)]!;
        const range = { start: lines.position(start), end: lines.position(end) };
        // Like an editor, which keeps its documents short in a test.
        text = text.length > 60 ? newText : text.slice(0, start) + newText + text.slice(end);
        const change = text === newText ? { text } : { range, text: newText };
        assert.equal(documents.didChange(uri, version, [change])!.text, text);
      }
    });
  }
});
