// npm test: everything that must hold, in the order in which it fails fastest. Arguments choose steps by name:
//   node server/tools/test.mjs [check|unit|vscode]…
import { spawnSync } from 'node:child_process';
import { ensureInstalled, root } from './install.mjs';
import { runMocha, unitTests } from './mocha.mjs';

const steps = {
  check: [
    ['types of the engine', () => bin('tsc', '-p', 'server/src/core')],
    ['types of the rest', () => bin('tsc', '-p', '.')],
    ['types of the browser entries', () => bin('tsc', '-p', 'tsconfig.web.json')],
    ['style', () => bin('biome', 'check', '--error-on-warnings')],
    ['generated files', () => node('server/tools/run.mjs', 'server/tools/gen.ts', '--check')],
  ],
  unit: [
    ['build', () => node('server/tools/build.mjs')],
    ['unit, language server and command line tests', () => runMocha(unitTests())],
  ],
  vscode: [
    ['build', () => node('server/tools/build.mjs')],
    ['tests in a real VS Code', () => node('server/tools/run.mjs', 'test/vscode/run.ts')],
    ['tests in a VS Code in the browser', () => node('server/tools/run.mjs', 'test/vscode/run.ts', '--web')],
  ],
};

const node = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status;
const bin = (name, ...args) =>
  spawnSync(`${root}node_modules/.bin/${name}`, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  }).status;

ensureInstalled();
const chosen = process.argv.slice(2);
const done = new Set();
for (const [group, list] of Object.entries(steps)) {
  if (chosen.length > 0 && !chosen.includes(group)) continue;
  for (const [name, run] of list) {
    if (done.has(name)) continue;
    done.add(name);
    const start = Date.now();
    console.log(`\n— ${name}`);
    const status = await run();
    if (status !== 0) {
      console.error(`failed: ${name}`);
      process.exit(1);
    }
    console.log(`ok (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  }
}
console.log('\nEverything holds.');
