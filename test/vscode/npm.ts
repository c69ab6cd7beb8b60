import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** One version of a package, and the hash that its tarball must have. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** Of the tarball, as lock files write it: `sha512-` and Base64. */
  readonly integrity: string;
}

/** A package could not be had, as opposed to: was had and is wrong. */
export class UnavailableError extends Error {}

/** Runs npm in `folder`. Rejects with what npm said when it fails. */
export async function npm(folder: string, args: readonly string[]): Promise<void> {
  // Under `npm run` the very npm that runs us; it is a script for this Node.
  const script = process.env.npm_execpath;
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const [program, ...before] = script ? [process.execPath, script] : ['npm'];
  await execute(program!, [...before, ...args, ...quiet], folder);
}

/**
 * Unpacks `member` of a tar.gz file (or all of it) into `folder`, without the first `strip` parts of each
 * path.
 */
export async function unpack(
  tarball: string,
  { folder, strip, member }: { folder: string; strip: number; member?: string },
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const args = ['-xzf', tarball, '-C', folder, `--strip-components=${strip}`, ...(member ? [member] : [])];
  await execute('tar', args, folder);
}

/** Fetches the tarball of a package into `folder`, which must be empty, and checks it. Gives the file. */
export async function fetchTarball(pinned: PinnedPackage, folder: string): Promise<string> {
  const spec = `${pinned.name}@${pinned.version}`;
  mkdirSync(folder, { recursive: true });
  try {
    await npm(folder, ['pack', spec]);
  } catch (error) {
    throw new UnavailableError(`npm could not fetch ${spec}: ${(error as Error).message}`);
  }
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error(`npm pack ${spec} wrote no tarball.`);
  const tarball = path.join(folder, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== pinned.integrity)
    throw new Error(`${spec} has the integrity ${integrity}, and ${pinned.integrity} is expected.`);
  return tarball;
}

function execute(program: string, args: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (bytes) => {
      said += bytes;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${code}: ${firstLines(said)}`));
    });
  });
}

/** What npm prints below is its own stack. */
const firstLines = (text: string): string => text.trim().split('\n').slice(0, 3).join('\n');
