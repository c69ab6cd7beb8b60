import type { CancellationToken, Diagnostic } from 'vscode-languageserver';
import type { Linter } from './linter.ts';
import { visitWorkspace, type WorkspaceContext } from './workspace-texts.ts';

/** The findings of one file. `version` is that of the open document, null when it was read from disk. */
export interface FileDiagnostics {
  readonly uri: string;
  readonly version: number | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lints every file of the workspace's folders as the command line would; open documents as they stand in
 * the editor. Files without findings are left out. Cancelled, it gives what it has.
 */
export async function lintWorkspace(
  params: { readonly workDoneToken?: string | number },
  token: CancellationToken,
  context: WorkspaceContext & { readonly linter: Linter },
): Promise<readonly FileDiagnostics[]> {
  const results: FileDiagnostics[] = [];
  await visitWorkspace(params, token, context, async (snapshot) => {
    // The cells of an open notebook have findings of their own.
    if (snapshot.notebook !== undefined) return;
    const diagnostics = await context.linter.diagnostics(snapshot);
    if (diagnostics.length > 0) results.push({ uri: snapshot.uri, version: snapshot.version, diagnostics });
  });
  return results;
}
