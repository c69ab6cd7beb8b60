import type { CancellationToken, ExecuteCommandParams } from 'vscode-languageserver';
import type { Linter } from './linter.ts';
import { type MigrationResult, migrateFile, migrateWorkspace } from './migrate-workspace.ts';
import type { WorkspaceContext } from './workspace-texts.ts';

/** The commands of `workspace/executeCommand`. Editors have commands of their own beside them, so names must differ. */
const MIGRATE_WORKSPACE = 'unkey-lint.migrateWorkspace';
/** Its argument is the URI of an open document, or of a cell, whose whole notebook is meant. */
const MIGRATE_FILE = 'unkey-lint.migrateFile';

export const COMMANDS: string[] = [MIGRATE_WORKSPACE, MIGRATE_FILE];

/** Runs a command. Null when it was cancelled. Rejects for one that there is not, or with arguments that it does not take. */
export async function executeCommand(
  { command, arguments: [uri] = [], workDoneToken }: ExecuteCommandParams,
  token: CancellationToken,
  context: WorkspaceContext & { readonly linter: Linter },
): Promise<MigrationResult | null> {
  if (command === MIGRATE_WORKSPACE)
    return (
      (await migrateWorkspace(workDoneToken === undefined ? {} : { workDoneToken }, token, context)) ?? null
    );
  if (command === MIGRATE_FILE && typeof uri === 'string') return migrateFile(uri, context);
  throw new Error(`There is no command ${command} with such arguments.`);
}
