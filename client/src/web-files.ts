import { type FileSystem, FileType, Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

const SIZE_LIMIT = 2_000_000;
const BINARY_SAMPLE = 8192;

/** Reads files for the server in its worker, which has no way to them. */
export function answerFileRequests(client: BaseLanguageClient, files: FileSystem, extension: Uri): void {
  client.onRequest('unkey-lint/asset', async ({ name }: { name: string }) => {
    if (!/^[\w-][\w.-]*$/.test(name)) throw new Error(`"${name}" is not the name of an asset.`);
    return toBase64(await files.readFile(Uri.joinPath(extension, 'dist', 'assets', name)));
  });
  client.onRequest('unkey-lint/readDirectory', async ({ uri }: { uri: string }) => {
    const entries = await files.readDirectory(Uri.parse(uri));
    return entries.flatMap(([name, type]) => {
      if (type === FileType.File) return [{ name, kind: 'file' }];
      return type === FileType.Directory ? [{ name, kind: 'directory' }] : [];
    });
  });
  client.onRequest('unkey-lint/readText', async ({ uri }: { uri: string }) => {
    try {
      const bytes = await files.readFile(Uri.parse(uri));
      const isText = bytes.length <= SIZE_LIMIT && !bytes.subarray(0, BINARY_SAMPLE).includes(0);
      return isText ? new TextDecoder().decode(bytes) : null;
    } catch {
      return null;
    }
  });
}

/** In pieces: a call takes a limited number of arguments. */
function toBase64(bytes: Uint8Array): string {
  const step = 0x8000;
  let binary = '';
  for (let at = 0; at < bytes.length; at += step)
    binary += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(binary);
}
