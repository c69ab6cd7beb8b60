// Runs the suite in a real VS Code: node server/tools/run.mjs test/vscode/run.ts [--web]
// The first of these ways that works: the executable that VSCODE_EXECUTABLE names, a download, npm's packages.
// With --web the extension runs in the browser; only the packages of npm can do that.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Bundles, bundleSuite } from './bundle.ts';
import { findChromium } from './chromium.ts';
import { downloadDesktop, runInDesktop } from './desktop.ts';
import { installVscode } from './install.ts';
import { UnavailableError } from './npm.ts';
import { root } from './root.ts';
import { runInWorkbench } from './runner.ts';

/**
 * Runs the suite and says where. Gives whether it passed; rejects with an `UnavailableError` where it
 * cannot run.
 */
type Way = (bundles: Bundles, workspace: string) => Promise<boolean>;

const given: Way = async (bundles, workspace) => {
  const executable = process.env.VSCODE_EXECUTABLE!;
  say(`The suite runs in ${executable}.`);
  return runInDesktop(executable, bundles, workspace);
};

const downloaded: Way = async (bundles, workspace) => {
  const executable = await downloadDesktop();
  say('The suite runs in a downloaded VS Code.');
  return runInDesktop(executable, bundles, workspace);
};

const fromNpm =
  (extensionHost: 'node' | 'web'): Way =>
  async (bundles, workspace) => {
    const chromium = await findChromium();
    const installation = await installVscode(say);
    const where = extensionHost === 'web' ? ', the extension in the browser' : '';
    say(`The suite runs in VS Code ${installation.version} from npm${where}.`);
    return runInWorkbench({ installation, chromium, bundles, workspace, extensionHost });
  };

function waysFor(args: readonly string[]): readonly Way[] {
  if (args.includes('--web')) return [fromNpm('web')];
  // Whoever names an executable wants that one and no other.
  return process.env.VSCODE_EXECUTABLE ? [given] : [downloaded, fromNpm('node')];
}

function say(message: string): void {
  console.log(message);
}

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const needed = args.includes('--web') ? 'extension.web.js' : 'extension.js';
  if (!existsSync(path.join(root, 'dist', needed))) {
    console.error(`dist/${needed} is missing: run npm run build first.`);
    return 1;
  }
  const temporary = mkdtempSync(path.join(tmpdir(), 'unkey-lint-workspace-'));
  // A copy, as the suite saves files.
  const workspace = path.join(temporary, 'workspace');
  cpSync(path.join(root, 'test/vscode/workspace'), workspace, { recursive: true });
  try {
    const bundles = await bundleSuite();
    for (const way of waysFor(args)) {
      try {
        return (await way(bundles, workspace)) ? 0 : 1;
      } catch (error) {
        if (!(error instanceof UnavailableError)) throw error;
        say(error.message);
      }
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  say('The suite DID NOT RUN: no VS Code could be had.');
  return process.env.CI ? 1 : 0;
}

process.exitCode = await main();
