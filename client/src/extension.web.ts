import { type ExtensionContext, Uri, workspace } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { activateClient, CLIENT_ID, CLIENT_NAME } from './client.ts';
import type { ServerConnection } from './connection.ts';
import { answerFileRequests } from './web-files.ts';

let server: ServerConnection | undefined;
let worker: Worker | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const program = Uri.joinPath(context.extensionUri, 'dist', 'server.web.js').toString(true);
  // Not the worker itself: where workers are made by the editor they are no instances of the global `Worker`.
  const startWorker = async (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = new Worker(program);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  server = await activateClient(context, (options) => {
    const client = new LanguageClient(CLIENT_ID, CLIENT_NAME, startWorker, options);
    answerFileRequests(client, workspace.fs, context.extensionUri);
    return client;
  });
}

export async function deactivate(): Promise<void> {
  await server?.stop();
  worker?.terminate();
}
