import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import type { Entry, FileTree } from '../cli/file-tree.ts';
import { createServer } from './server.ts';

declare const __VERSION__: string;
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));

/** A worker reaches neither disk nor network; the client reads for it. */
const clientFiles: FileTree = {
  entries: (directory) => connection.sendRequest<Entry[]>('unkey-lint/readDirectory', { uri: directory }),
  readText: async (file) => {
    const text = await connection.sendRequest<string | null>('unkey-lint/readText', { uri: file });
    return text ?? undefined;
  },
  child: (directory, name) => `${directory.replace(/\/$/, '')}/${encodeURIComponent(name)}`,
  above: () => undefined,
};

createServer(connection, {
  version: __VERSION__,
  async readAsset(name) {
    const base64 = await connection.sendRequest<string>('unkey-lint/asset', { name });
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  },
  files: clientFiles,
});
connection.listen();
