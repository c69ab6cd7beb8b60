// Compiles test files and runs mocha on them: node server/tools/mocha.mjs [--grep X] [FILE.test.ts…]; all unit tests without files.

import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ensureInstalled, root } from './install.mjs';
import { compile } from './run.mjs';

/** Test files of every folder but the one that runs inside VS Code. */
export const unitTests = () =>
  readdirSync(`${root}test`, { recursive: true })
    .map((f) => `test/${String(f).replaceAll('\\', '/')}`)
    .filter((f) => f.endsWith('.test.ts') && !f.startsWith('test/vscode/'))
    .sort();

/** Runs mocha on the given test files; returns its exit code. */
export async function runMocha(files, args = []) {
  rmSync(`${root}out/test`, { recursive: true, force: true });
  const compiled = await compile(files);
  const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
  const { status } = spawnSync(
    process.execPath,
    [
      '--enable-source-maps',
      mocha,
      '--timeout',
      '60000',
      '--fail-zero',
      '--reporter',
      'dot',
      ...args,
      ...compiled,
    ],
    { cwd: root, stdio: 'inherit' },
  );
  return status ?? 1;
}

if (import.meta.url.endsWith(process.argv[1].split(/[\\/]/).at(-1))) {
  ensureInstalled();
  const files = process.argv.slice(2).filter((a) => a.endsWith('.test.ts'));
  process.exitCode = await runMocha(
    files.length > 0 ? files : unitTests(),
    process.argv.slice(2).filter((a) => !a.endsWith('.test.ts')),
  );
}
