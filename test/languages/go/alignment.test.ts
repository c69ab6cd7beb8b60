import assert from 'node:assert/strict';
import { applyEdits } from '../../../server/src/core/edits.ts';
import { alignment } from '../../../server/src/core/languages/go/alignment.ts';

/** What becomes of `text` when `from` is written as `to` and what stands beside it is lined up. */
function written(text: string, from: string, to: string): string {
  const start = text.indexOf(from);
  const edits = [{ range: { start, end: start + from.length }, newText: to }];
  return applyEdits(applyEdits(text, edits), alignment(text, edits));
}

const block = (...lines: readonly string[]): string =>
  `var x = T{\n${lines.map((l) => `\t${l}\n`).join('')}}\n`;

describe('what stands beside a change in Go', () => {
  it('is lined up again', () =>
    assert.equal(
      written(block('"op":    1,', '"keyId": 2,', '"n":     3,'), '"op"', '"operation"'),
      block('"operation": 1,', '"keyId":     2,', '"n":         3,'),
    ));

  it('stays where it was not lined up before', () =>
    assert.equal(
      written(block('"op": 1,', '"keyId": 2,'), '"op"', '"operation"'),
      block('"operation": 1,', '"keyId": 2,'),
    ));

  it('is lined up between blank lines, comments and values of several lines', () => {
    const rest = ['// others', '"a":  1,', '"bb": T{', '\t"c": 1,', '},', '"ddd": 1,'];
    const own = rest.map((line) => line.replace('"a":  1', '"a": 1'));
    assert.equal(
      written(block('"op":  1,', '"key": 2,', ...own), '"op"', '"operation"'),
      block('"operation": 1,', '"key":       2,', ...own),
    );
  });

  it('is lined up with comments behind it', () =>
    assert.equal(
      written(block('Op:  1, // one', 'Key: 2, // two', 'N:   3,'), 'Op:', 'Operation:'),
      block('Operation: 1, // one', 'Key:       2, // two', 'N:         3,'),
    ));

  it('is lined up in structs up to what has several lines', () => {
    const struct = (...lines: readonly string[]): string =>
      `type T struct {\n${lines.map((l) => `\t${l}\n`).join('')}}\n`;
    assert.equal(
      written(struct('A   int', 'Bcd string', 'E   int'), 'Bcd string', 'Holder struct {\n\t\tB int\n\t}'),
      struct('A      int', 'Holder struct {', '\tB int', '}', 'E int'),
    );
  });
});
