import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Reads the files shipped beside the program (`tree-sitter.wasm`, …) from `directory`. The function it
 * returns rejects for a missing file and for a name that is not a plain file name.
 */
export function assetReader(directory: string): (name: string) => Promise<Uint8Array> {
  return async (name) => {
    if (!/^[\w-][\w.-]*$/.test(name)) throw new Error(`"${name}" is not the name of an asset.`);
    return readFile(path.join(directory, name));
  };
}
