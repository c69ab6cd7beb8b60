import type { ExtensionContext } from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { activateClient, CLIENT_ID, CLIENT_NAME } from './client.ts';
import type { ServerConnection } from './connection.ts';

let server: ServerConnection | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server.js');
  const program: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6019'] } },
  };
  server = await activateClient(
    context,
    (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, program, options),
  );
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
