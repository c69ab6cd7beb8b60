import { commands, type Disposable, type OutputChannel, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ServerConnection } from './connection.ts';
import { explainError } from './explain.ts';
import type { WorkspaceFindings } from './workspace-findings.ts';

interface Parts {
  readonly server: ServerConnection;
  readonly output: OutputChannel;
  readonly findings: WorkspaceFindings;
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
  const fixAll = () =>
    commands.executeCommand('editor.action.codeAction', {
      kind: 'source.fixAll.unkey-lint',
      apply: 'first',
    });
  return [
    commands.registerCommand('unkeyLint.restart', restart),
    commands.registerCommand('unkeyLint.showOutput', showOutput),
    commands.registerCommand(
      'unkeyLint.lintWorkspace',
      withServer((client) => findings.update(client)),
    ),
    commands.registerCommand('unkeyLint.explainError', withServer(explainError)),
    commands.registerCommand('unkeyLint.fixAll', fixAll),
  ];
}
