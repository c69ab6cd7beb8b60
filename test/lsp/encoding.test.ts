import assert from 'node:assert/strict';
import type { PositionEncodingKind, Range } from 'vscode-languageserver/node';
import { PULL, TestClient, URI } from './client.ts';

const ENCODINGS: readonly PositionEncodingKind[] = ['utf-16', 'utf-8'];

/** Columns of `from` up to `to` in a line, counted as the encoding does. */
function columns(line: string, from: number, to: number, encoding: PositionEncodingKind): [number, number] {
  const column = (at: number): number => (encoding === 'utf-8' ? Buffer.byteLength(line.slice(0, at)) : at);
  return [column(from), column(to)];
}

function rangeOf(line: number, [start, end]: [number, number]): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}

describe('position encodings', () => {
  let client: TestClient;
  afterEach(() => client.process.kill());

  const start = async (positionEncodings: PositionEncodingKind[] | undefined): Promise<string> => {
    const general = positionEncodings ? { positionEncodings } : {};
    client = await TestClient.start({ ...PULL, general });
    return client.initialized!.capabilities.positionEncoding!;
  };

  it('are negotiated in the order of the client, UTF-16 being the default', async () => {
    const cases: readonly (readonly [PositionEncodingKind[] | undefined, string])[] = [
      [undefined, 'utf-16'],
      [[], 'utf-16'],
      [['utf-32'], 'utf-16'],
      [['utf-32', 'utf-8', 'utf-16'], 'utf-8'],
      [['utf-16', 'utf-8'], 'utf-16'],
    ];
    for (const [offered, chosen] of cases) {
      assert.equal(await start(offered), chosen);
      client.process.kill();
    }
  });

  for (const encoding of ENCODINGS) {
    it(`places findings, hovers, links and edits in ${encoding}`, async () => {
      await start([encoding]);
      const line =
        'echo "é🚀中"; curl -X POST https://api.unkey.com/v1/keys.getKey -H "Authorization: Bearer $K"';
      await client.open(`# ü\r\n${line}\r\n`, URI, 'shellscript');
      const at = line.indexOf('v1');
      const expected = rangeOf(1, columns(line, at, at + 2, encoding));
      const [diagnostic] = await client.diagnostics();
      assert.deepEqual(diagnostic!.range, expected);
      assert.deepEqual(diagnostic!.data.fix.edits, [{ range: expected, newText: 'v2' }]);
      const hover = await client.hover({ line: 1, character: columns(line, 0, at + 5, encoding)[1] });
      assert.ok(hover && hover.range.start.character >= columns(line, 0, line.indexOf('https'), encoding)[1]);
    });

    it(`applies edits around wide characters in ${encoding}`, async () => {
      await start([encoding]);
      let text = '# a🚀é\n# ü\nGET https://api.unkey.com/v1/keys.getKey\n';
      await client.open(text);
      const edit = (line: number, from: number, to: number, newText: string) => {
        const lines = text.split('\n');
        const range = rangeOf(line, columns(lines[line]!, from, to, encoding));
        lines[line] = lines[line]!.slice(0, from) + newText + lines[line]!.slice(to);
        text = lines.join('\n');
        return { range, text: newText };
      };
      // One notification, each change on the result of the one before.
      await client.change([edit(0, 3, 5, '中中'), edit(0, 5, 6, ''), edit(1, 2, 3, '🚀')]);
      await client.change([edit(2, 0, 3, 'POST'), edit(0, 3, 5, '🚀🚀\n# é')]);
      const line = text.split('\n').findIndex((l) => l.startsWith('POST'));
      const diagnostics = await client.diagnostics();
      const mismatch = diagnostics.find(({ code }) => code === 'endpoint-version-mismatch')!;
      const written = text.split('\n')[line]!;
      const at = written.indexOf('v1');
      assert.deepEqual(mismatch.range, rangeOf(line, columns(written, at, at + 2, encoding)));
    });
  }
});
