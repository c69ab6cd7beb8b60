import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';
import { assetReader } from '../assets.ts';
import type { FileTree } from '../cli/file-tree.ts';
import { localFiles } from '../cli/local-files.ts';
import { createServer } from './server.ts';

declare const __VERSION__: string;

const HELP = `The Unkey Lint language server.

Usage
  unkey-language-server --stdio         speak over standard input and output
  unkey-language-server --node-ipc      speak over Node's IPC channel
  unkey-language-server --socket=PORT   connect to a local port
  unkey-language-server --pipe=NAME     connect to a named pipe
  unkey-language-server --version       print the version
  unkey-language-server --help          print this help
`;

/** The disk with places written as `file:` URIs. Other schemes hold nothing. */
const uriFiles: FileTree = {
  entries: async (directory) => (isLocal(directory) ? localFiles.entries(fileURLToPath(directory)) : []),
  readText: async (file) => (isLocal(file) ? localFiles.readText(fileURLToPath(file)) : undefined),
  child: (directory, name) => `${directory.replace(/\/$/, '')}/${encodeURIComponent(name)}`,
  above(directory) {
    if (!isLocal(directory)) return undefined;
    const above = localFiles.above(fileURLToPath(directory));
    return above && { parent: pathToFileURL(above.parent).href, name: above.name };
  },
};

function isLocal(uri: string): boolean {
  return /^file:/i.test(uri);
}

function serve(): void {
  const connection = createConnection();
  // One bad document must never end the server for all others.
  process.on('uncaughtException', (error) => connection.console.error(`Unexpected: ${error.stack ?? error}`));
  process.on('unhandledRejection', (reason) => connection.console.error(`Unexpected: ${reason}`));
  createServer(connection, {
    version: __VERSION__,
    readAsset: assetReader(path.join(__dirname, 'assets')),
    files: uriFiles,
  });
  connection.listen();
}

function main(args: readonly string[]): void {
  const transport = args.find((arg) => /^--(?:stdio|node-ipc|(?:socket|pipe)(?:=.+)?)$/.test(arg));
  if (args.includes('--version') || args.includes('-v')) process.stdout.write(`${__VERSION__}\n`);
  else if (args.includes('--help') || args.includes('-h')) process.stdout.write(HELP);
  else if (transport !== undefined) serve();
  else {
    const unknown = args[0] === undefined ? 'Say how to connect' : `"${args[0]}" is no way to connect`;
    process.stderr.write(`${unknown}: --stdio, --node-ipc, --socket=PORT or --pipe=NAME. See --help.\n`);
    process.exitCode = 2;
  }
}

main(process.argv.slice(2));
