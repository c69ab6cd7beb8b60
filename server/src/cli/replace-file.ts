import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Replaces the content of an existing file in one step, keeping its mode: whoever reads it meanwhile sees
 * the old or the new text whole. A symbolic link stays; what it points to is replaced. Rejects as `fs` does.
 */
export async function replaceFile(file: string, content: string): Promise<void> {
  const target = await realpath(file);
  const { mode } = await stat(target);
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  try {
    await writeFile(temporary, content, { mode: mode & 0o777, flag: 'wx' });
    await chmod(temporary, mode & 0o7777);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
