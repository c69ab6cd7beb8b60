// Runs a TypeScript program of this repository: node server/tools/run.mjs FILE.ts [argument…]
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Bundles TypeScript entry files into out/, mirroring their paths; packages stay imports. Returns the written files. */
export async function compile(files, outdir = 'out', format = 'esm') {
  const esbuild = await import('esbuild');
  const extension = format === 'esm' ? '.mjs' : '.cjs';
  mkdirSync(path.join(root, outdir), { recursive: true });
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: files,
    outdir,
    outbase: '.',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format,
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
    outExtension: { '.js': extension },
    external: ['vscode'],
    define: { __VERSION__: JSON.stringify('0.0.0-dev') },
  });
  return files.map((f) =>
    path.join(root, outdir, path.relative(root, path.resolve(root, f)).replace(/\.ts$/, extension)),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureInstalled();
  const [file] = await compile([process.argv[2]]);
  process.argv.splice(1, 2, file);
  await import(pathToFileURL(file).href);
}
