import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.cjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

export interface StaticFiles {
  readonly port: number;
  close(): void;
}

/** Serves the files under `folder`, by their absolute paths, to pages on this machine. */
export async function serveFiles(folder: string): Promise<StaticFiles> {
  const server = createServer((request, response) => {
    const file = path.resolve(decodeURIComponent(new URL(request.url!, 'http://host').pathname));
    if (!file.startsWith(folder)) {
      response.writeHead(403).end();
      return;
    }
    const type = TYPES[path.extname(file)] ?? 'text/plain';
    readFile(file).then(
      (bytes) =>
        response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
