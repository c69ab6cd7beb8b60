import { type OutputChannel, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** What the server answers, as far as it matters here. Null when it was cancelled. */
type Result = { readonly applied: boolean; readonly todos: readonly unknown[] } | null;

/** Migrates the workspace: the editor puts the changes before the user, and the output lists what is left. */
export function migrateWorkspace(client: BaseLanguageClient, output: OutputChannel): Promise<Result> {
  return run(client, output, 'unkey-lint.migrateWorkspace', []);
}

/** Migrates the document in front, with the other cells where it is one of a notebook. */
export async function migrateFile(client: BaseLanguageClient, output: OutputChannel): Promise<Result> {
  const document = window.activeTextEditor?.document;
  if (!document) return null;
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  return run(client, output, 'unkey-lint.migrateFile', [uri]);
}

/** The server tells how many calls are left; which ones stands in the output. */
async function run(
  client: BaseLanguageClient,
  output: OutputChannel,
  command: string,
  args: readonly string[],
): Promise<Result> {
  const result = await client.sendRequest<Result>('workspace/executeCommand', { command, arguments: args });
  if (result && result.todos.length > 0) output.show(true);
  return result;
}
