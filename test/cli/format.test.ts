import assert from 'node:assert/strict';
import { formatJson } from '../../server/src/cli/format/json.ts';
import { formatText } from '../../server/src/cli/format/text.ts';
import type { Finding, Severity } from '../../server/src/core/finding.ts';
import { plainText } from '../../server/src/core/plain-text.ts';
import { redact } from '../../server/src/core/redact.ts';

const KEY = 'unkey_3ZaM7pQ1xK9VdLb2wTgRcY';

function finding(text: string, marked: string, severity: Severity = 'error'): Finding {
  const start = text.indexOf(marked);
  return { rule: 'some-rule', severity, message: 'Wrong.', range: { start, end: start + marked.length } };
}

/** The source line and the carets that are shown for `marked`. */
function excerpt(text: string, marked: string): [line: string, carets: string] {
  const file = { path: 'a', text, findings: [finding(text, marked)], fixed: 0 };
  const lines = formatText([file], { color: false, checked: 1 }).split('\n');
  return [lines[2]!, lines[3]!];
}

describe('report of the command line', () => {
  it('puts carets below the token, whatever stands before it', () => {
    const cases = ['here', `\t\thead ${KEY} here`, `  first\r\n\tmore here\r\nlast`, 'é here'];
    for (const text of cases) {
      const [line, carets] = excerpt(text, 'here');
      assert.equal(line.indexOf('here'), carets.indexOf('^^^^'), text);
      assert.ok(!line.includes(KEY));
    }
  });

  it('counts two cells for wide characters', () => {
    const [line, carets] = excerpt('a🚀中 here', 'here');
    assert.equal(carets.indexOf('^') - line.indexOf('a'), 'a__--x'.length);
  });

  it('shows a part of a long line', () => {
    const [line, carets] = excerpt(`${'x'.repeat(5000)} here ${'y'.repeat(5000)}`, 'here');
    assert.ok(line.length < 130 && line.trim().startsWith('…') && line.endsWith('…'));
    assert.equal(line.indexOf('here'), carets.indexOf('^^^^'));
  });

  it('cuts a finding of several lines at the end of the first', () => {
    const [line, carets] = excerpt('one two\nthree', 'two\nthree');
    assert.equal(carets, `${' '.repeat(line.indexOf('two'))}^^^`);
  });

  it('survives findings at the end of the text and on empty lines', () => {
    for (const text of ['', '\n', 'abc', 'abc\n']) {
      const range = { start: text.length, end: text.length };
      const file = { path: 'a', text, findings: [{ ...finding(text, ''), range }], fixed: 0 };
      assert.match(formatText([file], { color: false, checked: 1 }), /Wrong\./);
    }
  });

  it('sums up', () => {
    const text = 'here';
    const file = (severities: readonly Severity[], fixed = 0) => ({
      path: 'a',
      text,
      findings: severities.map((severity) => finding(text, 'here', severity)),
      fixed,
    });
    const last = (...files: ReturnType<typeof file>[]) =>
      formatText(files, { color: false, checked: 9 }).split('\n').at(-2);
    assert.equal(last(), 'No problems in 9 files.');
    assert.equal(last(file([], 1)), 'Fixed 1 problem. No problems in 9 files.');
    assert.equal(
      last(file(['error', 'warning', 'warning']), file(['info'])),
      '1 error, 2 warnings, 1 info in 2 files',
    );
  });

  it('is coloured on request only, with the same words', () => {
    const file = { path: 'a', text: 'here', findings: [finding('here', 'here')], fixed: 0 };
    const colored = formatText([file], { color: true, checked: 1 });
    const plain = formatText([file], { color: false, checked: 1 });
    assert.ok(colored.includes('\x1b[31m'));
    assert.equal(colored.replaceAll(/\x1b\[\d+m/g, ''), plain);
  });

  it('counts columns in UTF-16 units, from one', () => {
    const text = 'x\r🚀 here\n';
    const report = JSON.parse(formatJson([{ path: 'a', text, findings: [finding(text, 'here')], fixed: 0 }]));
    const { line, column, endLine, endColumn, fix } = report.files[0].findings[0];
    assert.deepEqual(
      { line, column, endLine, endColumn, fix },
      { line: 2, column: 4, endLine: 2, endColumn: 8, fix: null },
    );
  });
});

describe('redact', () => {
  it('keeps length and beginning of what looks like a root key', () => {
    assert.equal(redact(`a ${KEY} b`), `a unkey_3Z${'•'.repeat(KEY.length - 8)} b`);
    assert.equal(redact(KEY).length, KEY.length);
    assert.ok(!redact(`${KEY}${KEY} "${KEY}"`).includes('ZaM7'));
  });

  it('leaves short tokens and other text', () => {
    for (const text of ['unkey_123456', '$UNKEY_ROOT_KEY', 'unkey', 'api.unkey.com/v2/keys.getKey', '']) {
      assert.equal(redact(text), text);
    }
  });
});

describe('plainText', () => {
  it('removes marks and keeps words', () => {
    const markdown =
      '## Title\n\n**Bold** and `code_with_marks`, *soft* [page](https://x.y/z).\n\n- a\n\n```sh\ncurl\n```';
    const expected = 'Title\n\nBold and code_with_marks, soft page (https://x.y/z).\n\n- a\n\ncurl';
    assert.equal(plainText(markdown), expected);
  });

  it('keeps names with underscores and stars in code', () => {
    assert.equal(
      plainText('err:unkey:data:key_not_found and 2 * 3 * 4'),
      'err:unkey:data:key_not_found and 2 * 3 * 4',
    );
    assert.equal(plainText('| a | b |\n|---|---|\n| 1 | 2 |'), '| a | b |\n| 1 | 2 |');
  });
});
