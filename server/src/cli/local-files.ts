import { access, constants, open, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Entry, type FileTree, SIZE_LIMIT } from './file-tree.ts';
import { replaceFile } from './replace-file.ts';

/** The local disk; places are absolute paths. */
export const localFiles: FileTree = {
  async entries(directory) {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.flatMap((entry): Entry[] => {
      if (entry.isFile()) return [{ name: entry.name, kind: 'file' }];
      return entry.isDirectory() ? [{ name: entry.name, kind: 'directory' }] : [];
    });
  },
  async readText(file) {
    try {
      const read = await readSource(file);
      return read.kind === 'text' ? read.text : undefined;
    } catch {
      return undefined;
    }
  },
  child: (directory, name) => path.join(directory, name),
  above(directory) {
    const parent = path.dirname(directory);
    return parent === directory ? undefined : { parent, name: path.basename(directory) };
  },
};

/**
 * The folder of a file and those above it, nearest first: up to the top of its git repository; without one, up to the
 * working directory; outside of both, its own folder alone.
 */
export async function localFoldersUp(file: string): Promise<readonly string[]> {
  const folders: string[] = [];
  let known = 1;
  for (let folder = path.dirname(path.resolve(file)), last = ''; folder !== last; ) {
    folders.push(folder);
    if (await exists(path.join(folder, '.git'))) return folders;
    if (folder === process.cwd()) known = folders.length;
    last = folder;
    folder = path.dirname(folder);
  }
  return folders.slice(0, known);
}

const exists = (place: string): Promise<boolean> =>
  stat(place).then(
    () => true,
    () => false,
  );

/** The content of a file, taken apart so that it can be written back as it was. */
export interface SourceFile {
  readonly kind: 'text';
  /** Without byte order mark. */
  readonly text: string;
  readonly mark: boolean;
  /** False when bytes were replaced that are not UTF-8: the text must not be written back. */
  readonly exact: boolean;
}

const BINARY_SAMPLE = 8192;

/** Reads a file as UTF-8. Rejects as `fs` does when it cannot be read, and for a directory. */
export async function readSource(file: string): Promise<SourceFile | { readonly kind: 'binary' | 'huge' }> {
  const { size } = await stat(file);
  if (size > SIZE_LIMIT) return { kind: (await startsBinary(file)) ? 'binary' : 'huge' };
  return decodeSource(await readFile(file));
}

/** The whole content of the file that was read as `source`, with another text. */
export function contentWith(text: string, { mark }: SourceFile): string {
  return mark ? `\uFEFF${text}` : text;
}

/** Replaces the content of an existing file that may be written. Rejects as `fs` does. */
export async function writeContent(file: string, content: string): Promise<void> {
  await access(file, constants.W_OK);
  await replaceFile(file, content);
}

/** Takes bytes apart as {@link readSource} does. */
export function decodeSource(bytes: Uint8Array): SourceFile | { readonly kind: 'binary' | 'huge' } {
  if (bytes.subarray(0, BINARY_SAMPLE).includes(0)) return { kind: 'binary' };
  if (bytes.length > SIZE_LIMIT) return { kind: 'huge' };
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = new TextDecoder('utf-8').decode(bytes);
  const exact = !text.includes('\uFFFD') || isUtf8(bytes);
  return { kind: 'text', text, mark, exact };
}

/** True for a script whose first line names its interpreter. Rejects when the file cannot be read. */
export async function namesInterpreter(file: string): Promise<boolean> {
  return (await beginning(file, 2)).toString('latin1') === '#!';
}

async function startsBinary(file: string): Promise<boolean> {
  return (await beginning(file, BINARY_SAMPLE)).includes(0);
}

/** The first `length` bytes of a file, or all of a shorter one. */
async function beginning(file: string, length: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
