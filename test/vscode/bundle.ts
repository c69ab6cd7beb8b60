import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { root } from './root.ts';

/** The bundles that run inside VS Code. */
export interface Bundles {
  /** The suite with mocha in it, for any extension host. */
  readonly suite: string;
  /** What runs the suite where its output must be carried out. */
  readonly host: string;
}

/** Bundles the suite and its host into out/vscode. */
export async function bundleSuite(): Promise<Bundles> {
  const outdir = path.join(root, 'out/vscode');
  mkdirSync(outdir, { recursive: true });
  await Promise.all([
    build({ ...options(outdir), platform: 'browser', entryPoints: { suite: 'test/vscode/suite/index.ts' } }),
    build({ ...options(outdir), platform: 'node', entryPoints: { host: 'test/vscode/host.ts' } }),
  ]);
  return { suite: path.join(outdir, 'suite.cjs'), host: path.join(outdir, 'host.cjs') };
}

function options(outdir: string): BuildOptions {
  return {
    absWorkingDir: root,
    bundle: true,
    format: 'cjs',
    target: 'es2022',
    sourcemap: 'inline',
    logLevel: 'warning',
    external: ['vscode'],
    // Mocha's bundle would take the suite's `module.exports` for its own; without them it makes globals.
    define: { exports: 'undefined', module: 'undefined' },
    outdir,
    outExtension: { '.js': '.cjs' },
  };
}
