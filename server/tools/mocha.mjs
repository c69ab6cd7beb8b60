// Compiles test files and runs mocha on them: node server/tools/mocha.mjs [--grep X] [FILE.test.ts…]; all unit tests without files.

import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { ensureInstalled, root } from './install.mjs';
import { compile } from './run.mjs';

/** Test files of every folder but the one that runs inside VS Code. */
export const unitTests = () =>
  readdirSync(`${root}test`, { recursive: true })
    .map((f) => `test/${String(f).replaceAll('\\', '/')}`)
    .filter((f) => f.endsWith('.test.ts') && !f.startsWith('test/vscode/'))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));

/** Tests that take longest begin first, so that none is left alone at the end. */
const rank = (file) => (/\brobustness-|\bfront-ends\./.test(file) ? 0 : 1);

/** Runs mocha on the given test files, each in a process of its own where there are many; returns its exit code. */
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
      ...(files.length > 2 ? ['--parallel', '--jobs', String(availableParallelism())] : []),
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
