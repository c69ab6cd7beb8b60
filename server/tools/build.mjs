// Bundles the extension, the server and the command line into dist/.
//   node server/tools/build.mjs [--watch]
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);

/** Grammars shipped in dist/assets, beside the tree-sitter runtime. */
const grammars = 'c-sharp go java php python ruby rust tsx typescript'.split(' ');

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'warning',
  define: { __VERSION__: JSON.stringify(require('../../package.json').version) },
};
// jsonc-parser's `main` is UMD, whose requires a bundler cannot follow.
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'] };
const web = { ...common, platform: 'browser', external: ['vscode', 'fs/promises', 'module', 'node:*'] };

const bundles = [
  {
    ...node,
    entryPoints: { cli: 'server/src/cli/main.ts', server: 'server/src/lsp/main.node.ts' },
    outdir: 'dist',
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...node,
    entryPoints: { extension: 'client/src/extension.node.ts' },
    outdir: 'dist',
    external: ['vscode'],
  },
  { ...web, entryPoints: { 'extension.web': 'client/src/extension.web.ts' }, outdir: 'dist', format: 'cjs' },
  { ...web, entryPoints: { 'server.web': 'server/src/lsp/main.web.ts' }, outdir: 'dist', format: 'iife' },
];

/** Empties dist/ and fills it. Rejects when a bundle does not build. */
export async function build({ watch = false } = {}) {
  const esbuild = await import('esbuild');
  rmSync(`${root}dist`, { recursive: true, force: true });
  mkdirSync(`${root}dist/assets`, { recursive: true });
  copyFileSync(
    require.resolve('web-tree-sitter/web-tree-sitter.wasm'),
    `${root}dist/assets/tree-sitter.wasm`,
  );
  const wasm = path.join(path.dirname(require.resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm');
  for (const name of grammars)
    copyFileSync(path.join(wasm, `tree-sitter-${name}.wasm`), `${root}dist/assets/tree-sitter-${name}.wasm`);
  // Its ES module asks for import.meta.url, which neither CommonJS nor a classic worker has.
  const alias = {
    'web-tree-sitter': require.resolve('web-tree-sitter'),
    // What Node would take is CommonJS, of which a bundler can leave nothing out.
    yaml: path.join(path.dirname(require.resolve('yaml/package.json')), 'browser/dist/index.js'),
  };
  for (const bundle of bundles) {
    const options = { ...bundle, alias };
    if (watch) await (await esbuild.context(options)).watch();
    else await esbuild.build(options);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureInstalled();
  await build({ watch: process.argv.includes('--watch') });
}
