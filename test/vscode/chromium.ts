import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cached } from './cache.ts';
import { UnavailableError } from './npm.ts';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** For a page of ours in a container: no sandbox, no graphics card, nothing fetched in the background. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The executable of a Chromium: the one that `CHROMIUM` names, else the one of npm's @sparticuz/chromium
 * (unpacked into the cache), else the system's. Rejects with an `UnavailableError` when there is none.
 */
export async function findChromium(): Promise<string> {
  const given = process.env.CHROMIUM;
  if (given) return given;
  const found = (await packagedChromium()) ?? SYSTEM.find((file) => existsSync(file));
  if (found === undefined)
    throw new UnavailableError('There is no Chromium: install one, or name one by CHROMIUM.');
  return found;
}

/** It is made for Linux on x64. A package that is not installed is none. */
async function packagedChromium(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const version = installedVersion();
    const folder = await cached(`chromium-${version}`, unpackChromium);
    return path.join(folder, 'chromium');
  } catch {
    return undefined;
  }
}

function installedVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const manifest = readFileSync(path.join(entry, '../../../package.json'), 'utf8');
  return JSON.parse(manifest).version;
}

/** The package unpacks into the temporary folder only, and takes half a file there for a whole one. */
async function unpackChromium(folder: string): Promise<void> {
  const { default: chromium } = await import('@sparticuz/chromium');
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
