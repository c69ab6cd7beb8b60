import assert from 'node:assert/strict';
import { fork, spawn } from 'node:child_process';
import path from 'node:path';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { dist, WRONG_VERSION } from '../cli/run.ts';
import { PULL, URI } from './client.ts';
import { startWorker } from './web-worker.ts';

/** Opens a document and gives the rules that find something in it. */
async function lint(connection: ProtocolConnection, languageId: string, text: string): Promise<string[]> {
  const capabilities = { textDocument: PULL.textDocument! };
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities });
  await connection.sendNotification('initialized', {});
  const textDocument = { uri: URI, languageId, version: 1, text };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  const report = await connection.sendRequest<{ items: { code: string }[] }>('textDocument/diagnostic', {
    textDocument: { uri: URI },
  });
  return report.items.map(({ code }) => code);
}

describe('ways to reach the language server', () => {
  it('is the IPC of Node', async () => {
    const server = fork(path.join(dist, 'server.js'), ['--node-ipc']);
    const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
    connection.listen();
    assert.deepEqual(await lint(connection, 'http', WRONG_VERSION), ['endpoint-version-mismatch']);
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal(await new Promise((resolve) => server.on('exit', resolve)), 0);
  });

  it('is a worker of the browser, which asks the client for its files', async () => {
    const { connection, asked, stop } = startWorker();
    try {
      const text = "await fetch('https://api.unkey.com/v1/keys.getKey', { method: 'POST', headers: h });\n";
      assert.deepEqual(await lint(connection, 'typescript', text), ['endpoint-version-mismatch']);
      assert.deepEqual(asked.toSorted(), ['tree-sitter-typescript.wasm', 'tree-sitter.wasm']);
    } finally {
      await stop();
    }
  });

  it('must be named', async () => {
    for (const [args, code, says] of [
      [[], 2, /--stdio/],
      [['--strange'], 2, /--strange/],
      [['--version'], 0, /^\d+\.\d+\.\d+/],
      [['--help'], 0, /--node-ipc/],
    ] as const) {
      const server = spawn(process.execPath, [path.join(dist, 'server.js'), ...args]);
      let output = '';
      server.stdout.on('data', (data) => (output += data));
      server.stderr.on('data', (data) => (output += data));
      assert.equal(await new Promise((resolve) => server.on('close', resolve)), code);
      assert.match(output, says);
    }
  });
});
