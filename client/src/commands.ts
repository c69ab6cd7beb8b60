import {
  type CodeAction,
  commands,
  type Disposable,
  type OutputChannel,
  Range,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ServerConnection } from './connection.ts';
import { explainError } from './explain.ts';
import { migrateFile, migrateWorkspace } from './migrate.ts';
import type { WorkspaceFindings } from './workspace-findings.ts';

interface Parts {
  readonly server: ServerConnection;
  readonly output: OutputChannel;
  readonly findings: WorkspaceFindings;
}

/** Applies the safe fixes of the document in front. Asks for them itself: the editor drops its own request for light bulbs. */
async function fixAll(): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document) return;
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new Range(0, 0, document.lineCount, 0),
    'source.fixAll.unkey-lint',
  );
  for (const { edit } of actions) if (edit) await workspace.applyEdit(edit);
}

/** The commands of the palette. Each promise settles when its work is done. */
export function registerCommands({ server, output, findings }: Parts): readonly Disposable[] {
  const showOutput = (): void => output.show();
  /** Where the server does not run, the user is told so instead. */
  const withServer =
    <T>(work: (client: BaseLanguageClient) => Promise<T>) =>
    async (): Promise<T | undefined> => {
      if (server.running) return work(server.running);
      const show = 'Show Output';
      const message = 'The Unkey Lint language server is not running.';
      void window.showErrorMessage(message, show).then((choice) => choice === show && showOutput());
      return undefined;
    };
  const restart = async (): Promise<void> => {
    findings.clear();
    await server.restart();
  };
  return [
    commands.registerCommand('unkeyLint.restart', restart),
    commands.registerCommand('unkeyLint.showOutput', showOutput),
    commands.registerCommand(
      'unkeyLint.lintWorkspace',
      withServer((client) => findings.update(client)),
    ),
    commands.registerCommand('unkeyLint.explainError', withServer(explainError)),
    commands.registerCommand('unkeyLint.fixAll', fixAll),
    commands.registerCommand(
      'unkeyLint.migrateWorkspace',
      withServer((client) => migrateWorkspace(client, output)),
    ),
    commands.registerCommand(
      'unkeyLint.migrateFile',
      withServer((client) => migrateFile(client, output)),
    ),
  ];
}
