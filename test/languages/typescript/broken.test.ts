import assert from 'node:assert/strict';
import { SourceText } from '../../../server/src/core/source.ts';
import { brief, callsIn, extract, extractFrom, headers, load, rangesOf } from './harness.ts';

const URL = 'https://api.unkey.com/v2/keys.verifyKey';
const OTHER = `export async function other() {
  return fetch('https://api.unkey.com/v2/keys.whoami', { method: 'POST', headers: { Authorization: 'Bearer x' } });
}
`;
const WHOAMI = 'fetch POST api.unkey.com/v2/keys.whoami';

describe('half-typed code', () => {
  before(load);

  const states: readonly (readonly [title: string, typed: string])[] = [
    ['an open call', `fetch('${URL}', {`],
    ['an open option', `fetch('${URL}', { method: `],
    ['open headers', `fetch('${URL}', { method: 'POST', headers: { `],
    ['an open string', `fetch('https://api.unkey.com/v2/keys.ver`],
    ['an open template', 'fetch(`https://api.unkey.com/v2/keys.ver'],
    ['an open substitution', 'fetch(`https://api.unkey.com/v2/${'],
    ['a call without its end', `fetch('${URL}'`],
    ['a missing comma', `fetch('${URL}' { method: 'POST' })`],
    ['a closed call with an open object', `fetch('${URL}', { headers: { a: 'b' })`],
    ['a comment', `fetch('${URL}', /* `],
    ['an open member', `fetch('${URL}').`],
    ['an open condition', `if (x`],
    ['an open block', `if (x) {`],
    ['an open regular expression', `const r = /a`],
    ['an open function', `const f = async () => {`],
  ];
  for (const [title, typed] of states) {
    it(`keeps the calls around ${title}`, () => {
      const text = `${OTHER}\nexport async function typing() {\n  const a = 1;\n  const res = await ${typed}\n  const b = await fetch('https://api.unkey.com/v2/apis.getApi', { method: 'POST' });\n}\n\n${OTHER.replace('other', 'more')}`;
      const calls = callsIn(text);
      assert.equal(
        calls.filter((c) => brief(c) === WHOAMI && c.headersComplete).length,
        2,
        calls.map(brief).join('\n'),
      );
      for (const call of calls) {
        if (!brief(call).includes('keys.ver')) continue;
        // The call before the dot is whole.
        if (title === 'an open member') continue;
        assert.equal(call.headersComplete, false);
        assert.equal(call.methodImplied, false);
      }
    });
  }

  it('keeps the other calls of the same function', () => {
    for (const typed of [
      'await fetch(',
      `await fetch('${URL}', {`,
      `await fetch('${URL}', { method: 'POST', headers: {`,
    ]) {
      const text = `async function f() {\n  const res = ${typed}\n  const b = await fetch('https://api.unkey.com/v2/keys.whoami', { method: 'POST' });\n  return b;\n}\n`;
      assert.ok(callsIn(text).map(brief).includes(WHOAMI), typed);
    }
  });

  it('reads what is certain of an open call', () => {
    const [call] = callsIn(`fetch('${URL}', { method: 'POST', headers: { A: 'b', `);
    assert.equal(brief(call!), 'fetch POST api.unkey.com/v2/keys.verifyKey');
    assert.deepEqual(headers(call!), ['A: b', '+']);
    assert.equal(call!.body.kind, 'dynamic');
    assert.deepEqual(call!.editor, {});
  });

  it('never throws and stays inside the document, wherever it is cut', () => {
    const text = `import axios from 'axios';
const BASE = "https://api.unkey.com";
const http = axios.create({ baseURL: \`\${BASE}/v2\`, headers: { Authorization: \`Bearer \${process.env.K}\` } });
export class Keys {
  private readonly url = BASE + '/v2/keys.verifyKey';
  async verify(key: string): Promise<{ ok: boolean }> {
    // a comment with ' and \`
    const headers: Record<string, string> = { 'Content-Type': 'application/json' };
    if (key) headers['Authorization'] = \`Bearer \${key}\`;
    const res = await fetch(this.url, { method: "POST", headers, body: JSON.stringify({ key, tags: ['a', /x\\/y/.source] }) });
    return http.post<Foo>('/keys.whoami', { key }, { headers: { ...headers } }).then((r) => r.data ?? { ok: false });
  }
}
export const View = () => <p title="x">Don't {fetch('https://api.unkey.com/v2/keys.getKey')} see https://x.y/z</p>;
`;
    for (const languageId of ['typescript', 'typescriptreact']) {
      for (let end = 0; end <= text.length; end++) {
        const cut = text.slice(0, end);
        for (const range of rangesOf(extract(cut, languageId))) {
          assert.ok(
            range.start >= 0 && range.end <= cut.length && range.start <= range.end,
            `${end}: ${range.start}-${range.end}`,
          );
        }
      }
      for (let at = 0; at < text.length; at += 3) {
        const gap = text.slice(0, at) + text.slice(at + 1);
        for (const range of rangesOf(extract(gap, languageId))) assert.ok(range.end <= gap.length);
      }
    }
  }).timeout(60_000);

  it('bears any characters', () => {
    for (const text of [
      '\uD800',
      '`',
      '${',
      '}'.repeat(50),
      '('.repeat(5000),
      '`${'.repeat(500),
      '/*',
      "'\\",
      '#',
      '@',
      '\u2028',
      '😀'.repeat(9),
      '<'.repeat(300),
      '[{('.repeat(900),
    ]) {
      extract(`${text} fetch('${URL}')`);
      extract(`fetch('${URL}' ${text}`, 'javascriptreact');
    }
  });

  it('takes no longer for comments that are left open', () => {
    for (const open of ['{/* \n', '/* \n', '{/*\n * ']) {
      const text = open.repeat(20_000);
      const began = performance.now();
      extract(text, 'typescriptreact');
      assert.ok(performance.now() - began < 1500, open);
    }
  });
});

describe('places', () => {
  before(load);
  const CODE = `const r = await fetch("${URL}", {\n  method: "GET",\n  headers: { Authorization: "unkey_1" },\n});\n`;

  const check = (text: string, source = SourceText.verbatim(text)): void => {
    const [call] = extractFrom(source, 'typescript', text).calls;
    assert.ok(call, text);
    const at = (range: { start: number; end: number }): string => text.slice(range.start, range.end);
    assert.ok(
      call.method.kind === 'literal' &&
        call.url.version.kind === 'literal' &&
        call.url.operation.kind === 'literal',
    );
    assert.equal(at(call.method.range), 'GET');
    assert.equal(at(call.url.endpointRange!), 'api.unkey.com/v2/keys.verifyKey');
    assert.equal(at(call.url.operation.range), 'keys.verifyKey');
    assert.equal(at(call.urlArgument), `"${URL}"`);
    assert.equal(at(call.headers[0]!.nameRange), 'Authorization');
    assert.equal(at(call.headers[0]!.value.range()), 'unkey_1');
    assert.match(at(call.range), /^fetch\([\s\S]*\)$/);
  };

  it('hold behind emoji', () => check(`const a = '😀😀'; // 👩‍👩‍👧\n${CODE}`));
  it('hold with CRLF', () => check(CODE.replaceAll('\n', '\r\n')));
  it('hold behind a byte order mark', () => check(`\uFEFF${CODE}`));
  it('hold in a piece of a document', () => {
    const text = `# T\n${CODE}`;
    check(text, SourceText.verbatim(CODE, 4));
  });
  it('hold in a quotation', () => {
    const lines = CODE.split('\n').slice(0, -1);
    const text = lines.map((line) => `> ${line}\n`).join('');
    let offset = 0;
    const pieces = lines.map((line) => {
      offset += 2;
      const piece = SourceText.verbatim(`${line}\n`, offset);
      offset += line.length + 1;
      return piece;
    });
    check(text, SourceText.join(pieces));
  });
  it('give every comment', () => {
    const { comments } = extract(
      '// a\nx; /* b\n */ const s = "// no"; `// no ${/* c */ 1}`; /\\/\\/no/; // d',
    );
    assert.deepEqual(
      comments.map((c) => c.text),
      ['// a', '/* b\n */', '/* c */', '// d'],
    );
  });
});
