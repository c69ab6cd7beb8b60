// npm start [-- PATH…]: installs and builds what is missing, then lints examples/ (or the given paths) and ends with 0.
import { spawnSync } from 'node:child_process';
import { build } from './build.mjs';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();
await build();
const paths = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [`${root}dist/cli.js`, '--exit-zero', ...(paths.length > 0 ? paths : ['examples'])],
  // Given paths are relative to where npm was called.
  { cwd: paths.length > 0 ? (process.env.INIT_CWD ?? root) : root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
