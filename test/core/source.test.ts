import assert from 'node:assert/strict';
import { SourceText } from '../../server/src/core/source.ts';

describe('SourceText', () => {
  const document = 'a = "x\\u0041y" + b';
  const text = SourceText.join([
    SourceText.verbatim('x', 5),
    SourceText.decoded('A', { start: 6, end: 12 }),
    SourceText.verbatim('y', 12),
    SourceText.hole({ start: 17, end: 18 }),
  ]);
  const written = (from: number, to: number): string => {
    const { start, end } = text.range(from, to);
    return document.slice(start, end);
  };

  it('knows where each character was written', () => {
    assert.equal(text.text, 'xAy\uFFFC');
    assert.deepEqual(
      [written(0, 1), written(1, 2), written(2, 3), written(3, 4)],
      ['x', '\\u0041', 'y', 'b'],
    );
    assert.equal(written(0, 3), 'x\\u0041y');
  });

  it('keeps the places in slices', () => {
    const slice = text.slice(1, 3);
    assert.equal(slice.text, 'Ay');
    assert.deepEqual(slice.range(), { start: 6, end: 13 });
    assert.deepEqual(slice.range(1, 2), { start: 12, end: 13 });
  });

  it('tells verbatim, contiguous and literal text apart', () => {
    assert.equal(text.isVerbatim(0, 1), true);
    assert.equal(text.isVerbatim(0, 2), false);
    assert.equal(text.isContiguous(0, 3), true);
    assert.equal(text.isContiguous(0, 4), false);
    assert.equal(text.isLiteral, false);
    assert.equal(text.slice(0, 3).isLiteral, true);
  });

  it('ends a range at its last character, not at the next one', () => {
    const joined = SourceText.join([SourceText.verbatim('ab', 0), SourceText.verbatim('cd', 10)]);
    assert.deepEqual(joined.range(0, 2), { start: 0, end: 2 });
    assert.deepEqual(joined.range(2, 4), { start: 10, end: 12 });
  });

  it('has a place when it is empty', () => {
    assert.deepEqual(text.slice(2, 2).range(), { start: 12, end: 12 });
    assert.deepEqual(SourceText.verbatim('', 7).range(), { start: 7, end: 7 });
  });

  it('finds the character of an offset', () => {
    assert.equal(text.indexOfOffset(8), 1);
    assert.equal(text.indexOfOffset(12), 2);
    assert.equal(text.indexOfOffset(14), -1);
  });
});
