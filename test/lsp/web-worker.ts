import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  createProtocolConnection,
  PortMessageReader,
  PortMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { dist } from '../cli/run.ts';

/** Makes a thread of Node look like a web worker, to Emscripten too. */
const AS_WEB_WORKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  process.type = 'renderer';
  globalThis.WorkerGlobalScope = class {};
  globalThis.self = globalThis;
  globalThis.addEventListener = () => {};
  globalThis.postMessage = (message) => parentPort.postMessage(message);
  parentPort.on('message', (data) => globalThis.onmessage({ data }));
  require(workerData);`;

/** The server of the browser, its files answered from the build; `asked` are their names. */
export function startWorker(): {
  readonly connection: ProtocolConnection;
  readonly asked: readonly string[];
  readonly stop: () => Promise<unknown>;
} {
  const worker = new Worker(AS_WEB_WORKER, { eval: true, workerData: path.join(dist, 'server.web.js') });
  const connection = createProtocolConnection(new PortMessageReader(worker), new PortMessageWriter(worker));
  const asked: string[] = [];
  connection.onRequest('unkey-lint/asset', ({ name }: { name: string }) => {
    asked.push(name);
    return readFileSync(path.join(dist, 'assets', name)).toString('base64');
  });
  connection.listen();
  return { connection, asked, stop: () => worker.terminate() };
}
