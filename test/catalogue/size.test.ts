import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { build } from 'esbuild';

/**
 * What the whole catalogue may add to a minified bundle, in bytes. The names in answers (`reads/responses.generated.ts`,
 * 5 kB) are not counted: they are no facts about requests, and nothing but the reads of answers asks for them.
 */
const BUDGET = 160_000;

describe('the catalogue', () => {
  it('stays small enough to be shipped in every bundle', async () => {
    const modules = readdirSync('server/src/core/catalogue').filter((f) => f.endsWith('.ts'));
    const contents = modules.map((f) => `export * as ${f.replace(/\W/g, '_')} from './${f}';`).join('\n');
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: 'server/src/core/catalogue', loader: 'ts' },
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
    });
    const size = outputFiles[0]!.contents.length;
    assert.ok(size < BUDGET, `${size} bytes`);
  });
});
