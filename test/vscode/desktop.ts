import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests, TestRunFailedError } from '@vscode/test-electron';
import { fetchStableVersions } from '@vscode/test-electron/out/download.js';
import type { Bundles } from './bundle.ts';
import { hostEnvironment, PASSED, RESULT_MARK } from './host.ts';
import { UnavailableError } from './npm.ts';
import { root } from './root.ts';
import { quietSettings } from './settings.ts';

const PROBE_MS = 4_000;

/**
 * Downloads the current VS Code, or finds it in .vscode-test/. Rejects with an `UnavailableError` where it
 * cannot be reached or could not open a window.
 */
export async function downloadDesktop(): Promise<string> {
  // First, as it costs nothing.
  if (displayCommand() === undefined)
    throw new UnavailableError('There is no display, and no xvfb-run to make one.');
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('no answer in time')), PROBE_MS).unref();
  });
  try {
    await Promise.race([fetchStableVersions(true, PROBE_MS), late]);
    return await downloadAndUnzipVSCode('stable');
  } catch (error) {
    throw new UnavailableError(`VS Code cannot be downloaded (${(error as Error).message}).`);
  }
}

/** Runs the suite in a desktop VS Code that has `workspace` open. True when it passed. */
export async function runInDesktop(
  executable: string,
  bundles: Bundles,
  workspace: string,
): Promise<boolean> {
  // A short path: VS Code makes sockets in it, whose paths are limited.
  const temporary = mkdtempSync(path.join(tmpdir(), 'ul-'));
  const userData = path.join(temporary, 'data');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(quietSettings));
  const output = path.join(temporary, 'output');
  writeFileSync(output, '');
  const before = displayCommand() ?? [];
  try {
    await runTests({
      vscodeExecutablePath: before.length > 0 ? wrap(before, executable, temporary) : executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: bundles.host,
      extensionTestsEnv: hostEnvironment(output, bundles.suite),
      launchArgs: [
        workspace,
        `--user-data-dir=${userData}`,
        `--extensions-dir=${path.join(temporary, 'extensions')}`,
        '--disable-gpu',
      ],
    });
    if (readFileSync(output, 'utf8').endsWith(RESULT_MARK + PASSED)) return true;
    console.error('VS Code ended before the suite did.');
    return false;
  } catch (error) {
    if (!(error instanceof TestRunFailedError)) throw error;
    return false;
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** The command that must stand before a program with windows; undefined where none can be shown. */
function displayCommand(): readonly string[] | undefined {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return [];
  const found = (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'xvfb-run'))
    .find(isExecutable);
  return found ? [found, '--auto-servernum'] : undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A program that runs another one after a command; only one file can be named as the executable. */
function wrap(before: readonly string[], executable: string, folder: string): string {
  const file = path.join(folder, 'code');
  const quoted = [...before, executable].map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  writeFileSync(file, `#!/bin/sh\nexec ${quoted.join(' ')} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}
