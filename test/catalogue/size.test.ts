import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { build } from 'esbuild';

/** What the facts about the API (endpoints, bodies, errors, permissions) may add to a minified bundle, in bytes. */
const BUDGET = 150_000;
/** The same with what is known of SDKs and of the SQL of analytics. */
const WHOLE_BUDGET = 165_000;
/** Modules of the second kind. */
const BESIDE = /^(?:analytics|sdk-changes)\.ts$/;

/** How long a bundle of some modules of the catalogue is. */
async function bundled(modules: readonly string[]): Promise<number> {
  const contents = modules.map((f) => `export * as ${f.replace(/\W/g, '_')} from './${f}';`).join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: 'server/src/core/catalogue', loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  return outputFiles[0]!.contents.length;
}

describe('the catalogue', () => {
  it('stays small enough to be shipped in every bundle', async () => {
    const modules = readdirSync('server/src/core/catalogue').filter((f) => f.endsWith('.ts'));
    const api = await bundled(modules.filter((f) => !BESIDE.test(f)));
    assert.ok(api < BUDGET, `${api} bytes`);
    const whole = await bundled(modules);
    assert.ok(whole < WHOLE_BUDGET, `${whole} bytes`);
  });
});
