import { type ExtensionContext, type LogOutputChannel, window } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { registerCommands } from './commands.ts';
import { ServerConnection } from './connection.ts';
import { registerExplanations } from './explain.ts';
import { LanguageStatus } from './status.ts';
import { WorkspaceFindings } from './workspace-findings.ts';

export const CLIENT_ID = 'unkeyLint';
export const CLIENT_NAME = 'Unkey Lint';

/** Where documents come from that a person edits; not the old sides of a comparison, not output. */
const SCHEMES = [
  'file',
  'untitled',
  'vscode-notebook-cell',
  'vscode-remote',
  'vscode-vfs',
  'vscode-test-web',
];

/** Read once the extension runs. They are no reason to start it: every window has such documents, its own output among them. */
const TEXT_LANGUAGES = ['plaintext', 'log'];

/** Understood by the editor and by the protocol. */
export type DocumentFilter =
  | { readonly scheme: string; readonly language: string }
  | { readonly scheme: string; readonly pattern: string };

/** The documents that are linted: those of the languages that activate the extension, and text of no language. */
function documentSelector(context: ExtensionContext): DocumentFilter[] {
  const manifest: { readonly activationEvents?: readonly string[] } = context.extension.packageJSON;
  const activating = (manifest.activationEvents ?? []).flatMap((event) =>
    event.startsWith('onLanguage:') ? [event.slice('onLanguage:'.length)] : [],
  );
  const languages = [...activating, ...TEXT_LANGUAGES];
  const documents = SCHEMES.flatMap((scheme) => languages.map((language) => ({ scheme, language })));
  return [...documents, ...SCHEMES.map((scheme) => ({ scheme, pattern: '**/unkey-lint.config.json' }))];
}

/** Starts the server and all around it. `createClient` makes a client that has not been started. */
export async function activateClient(
  context: ExtensionContext,
  createClient: (options: LanguageClientOptions) => BaseLanguageClient,
): Promise<ServerConnection> {
  const output: LogOutputChannel = window.createOutputChannel(CLIENT_NAME, { log: true });
  const selector = documentSelector(context);
  const options: LanguageClientOptions = {
    documentSelector: selector,
    outputChannel: output,
    initializationOptions: { status: true, editPreview: true },
    diagnosticPullOptions: { onChange: true, onSave: false },
  };
  const server = new ServerConnection(() => createClient(options));
  const findings = new WorkspaceFindings();
  context.subscriptions.push(
    output,
    server,
    findings,
    new LanguageStatus(server, selector),
    registerExplanations(),
    ...registerCommands({ server, output, findings }),
  );
  await server.start();
  return server;
}
