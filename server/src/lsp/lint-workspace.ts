import type { CancellationToken, Connection, Diagnostic } from 'vscode-languageserver';
import type { FileTree } from '../cli/file-tree.ts';
import { walk } from '../cli/walk.ts';
import { languageFor } from '../core/languages/registry.ts';
import type { ClientFeatures } from './client-features.ts';
import type { Documents } from './documents.ts';
import type { Linter } from './linter.ts';
import type { Log } from './log.ts';
import type { Workspace } from './workspace.ts';

/** The findings of one file. `version` is that of the open document, null when it was read from disk. */
export interface FileDiagnostics {
  readonly uri: string;
  readonly version: number | null;
  readonly diagnostics: readonly Diagnostic[];
}

interface Context {
  readonly connection: Connection;
  readonly client: ClientFeatures;
  readonly files: FileTree;
  readonly documents: Documents;
  readonly workspace: Workspace;
  readonly linter: Linter;
  readonly log: Log;
}

/** Progress is told this often. */
const REPORT_EVERY = 20;

/**
 * Lints every file of the workspace's folders as the command line would; open documents as they stand in
 * the editor. Files without findings are left out. Cancelled, it gives what it has.
 */
export async function lintWorkspace(
  params: { workDoneToken?: string | number },
  token: CancellationToken,
  context: Context,
): Promise<readonly FileDiagnostics[]> {
  const { connection, client, files, documents, workspace, log } = context;
  const asked = params.workDoneToken !== undefined;
  const own =
    !asked && client.workDoneProgress ? await connection.window.createWorkDoneProgress() : undefined;
  const progress = own ?? connection.window.attachWorkDoneProgress(asked ? params.workDoneToken : undefined);
  const isCancelled = (): boolean =>
    token.isCancellationRequested || own?.token.isCancellationRequested === true;
  progress.begin('Unkey Lint', undefined, 'searching for files', own !== undefined);
  const results = new Map<string, FileDiagnostics>();
  try {
    const opened = new Map(documents.all().map((snapshot) => [normalUri(snapshot.uri), snapshot]));
    // The cells of an open notebook have findings of their own.
    const notebooks = new Set(
      documents.all().flatMap(({ notebook }) => (notebook ? [normalUri(notebook)] : [])),
    );
    const wants = (name: string): boolean => languageFor('', name) !== undefined;
    const unreadable = (directory: string, error: unknown): void =>
      log.warn(`${directory} was not searched: ${error}`);
    let count = 0;
    for (const folder of workspace.folders) {
      for await (const uri of walk(files, folder.uri, { wants, unreadable })) {
        if (isCancelled()) return [...results.values()];
        if (++count % REPORT_EVERY === 0) progress.report(`${count} files`);
        if (results.has(uri) || notebooks.has(normalUri(uri))) continue;
        const result = await lintFile(uri, opened.get(normalUri(uri)), context);
        if (result && result.diagnostics.length > 0) results.set(uri, result);
      }
    }
    return [...results.values()];
  } finally {
    progress.done();
  }
}

async function lintFile(
  uri: string,
  opened: ReturnType<Documents['get']>,
  { files, documents, linter, log }: Context,
): Promise<FileDiagnostics | undefined> {
  if (opened) {
    return { uri: opened.uri, version: opened.version, diagnostics: await linter.diagnostics(opened) };
  }
  const text = await files.readText(uri);
  if (text === undefined) {
    log.info(`${uri} is not linted: it is binary, larger than 2 MB, or unreadable.`);
    return undefined;
  }
  const diagnostics = await linter.diagnostics(documents.snapshot(uri, '', null, text));
  return { uri, version: null, diagnostics };
}

/** Clients escape different characters in a URI. */
function normalUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
