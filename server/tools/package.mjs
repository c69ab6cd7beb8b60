// npm run package: builds and writes unkey-lint-VERSION.vsix.
import { spawnSync } from 'node:child_process';
import { build } from './build.mjs';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();
await build();
const { status } = spawnSync(
  `${root}node_modules/.bin/vsce`,
  // Everything is bundled, so no package is shipped beside it.
  ['package', '--no-dependencies', '--no-git-tag-version', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
);
process.exitCode = status ?? 1;
