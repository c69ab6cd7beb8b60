import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const HOUR_MS = 3_600_000;

/**
 * A folder of the cache (`UNKEY_LINT_CACHE`, or `~/.cache/unkey-lint`) that `fill` has filled, now or in an
 * earlier run. It is made beside its place and renamed when it is whole, so a run that is killed, or
 * another at the same time, does no harm. Rejects as `fill` does.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const cache = process.env.UNKEY_LINT_CACHE || path.join(homedir(), '.cache', 'unkey-lint');
  const target = path.join(cache, name);
  if (existsSync(target)) return target;
  mkdirSync(cache, { recursive: true });
  removeAbandoned(cache);
  const made = mkdtempSync(path.join(cache, 'tmp-'));
  try {
    await fill(made);
    renameSync(made, target);
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return target;
}

/** What runs that were killed have left. */
function removeAbandoned(cache: string): void {
  for (const name of readdirSync(cache)) {
    const folder = path.join(cache, name);
    const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (name.startsWith('tmp-') && Date.now() - changed > HOUR_MS)
      rmSync(folder, { recursive: true, force: true });
  }
}
