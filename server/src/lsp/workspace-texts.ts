import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { FileTree } from '../cli/file-tree.ts';
import { walk } from '../cli/walk.ts';
import { languageFor } from '../core/languages/registry.ts';
import type { ClientFeatures } from './client-features.ts';
import type { Documents, Snapshot } from './documents.ts';
import type { Log } from './log.ts';
import { decodedUri, type Workspace } from './workspace.ts';

/** What it takes to go through the texts of a workspace. */
export interface WorkspaceContext {
  readonly connection: Connection;
  readonly client: ClientFeatures;
  readonly files: FileTree;
  readonly documents: Documents;
  readonly workspace: Workspace;
  readonly log: Log;
}

/** Progress is told this often. */
const REPORT_EVERY = 20;

/**
 * Visits the texts of the workspace's folders, each once and one after the other: the files that the command line would
 * read, open documents as they stand in the editor, of open notebooks the cells. Tells its progress. Gives false when it
 * was cancelled.
 */
export async function visitWorkspace(
  { workDoneToken }: { readonly workDoneToken?: string | number },
  token: CancellationToken,
  context: WorkspaceContext,
  visit: (snapshot: Snapshot) => Promise<void>,
): Promise<boolean> {
  const { connection, client, files, documents, workspace, log } = context;
  const asked = workDoneToken !== undefined;
  const own =
    !asked && client.workDoneProgress ? await connection.window.createWorkDoneProgress() : undefined;
  const progress = own ?? connection.window.attachWorkDoneProgress(workDoneToken);
  const isCancelled = (): boolean =>
    token.isCancellationRequested || own?.token.isCancellationRequested === true;
  progress.begin('Unkey Lint', undefined, 'searching for files', own !== undefined);
  try {
    const opened = new Map<string, readonly Snapshot[]>();
    for (const snapshot of documents.all()) {
      const uri = decodedUri(snapshot.notebook ?? snapshot.uri);
      opened.set(uri, [...(opened.get(uri) ?? []), snapshot]);
    }
    const wants = (name: string): boolean => languageFor('', name) !== undefined;
    const unreadable = (directory: string, error: unknown): void =>
      log.warn(`${directory} was not searched: ${error}`);
    const visited = new Set<string>();
    for (const folder of workspace.folders) {
      for await (const uri of walk(files, folder.uri, { wants, unreadable })) {
        if (isCancelled()) return false;
        if (visited.has(uri)) continue;
        visited.add(uri);
        if (visited.size % REPORT_EVERY === 0) progress.report(`${visited.size} files`);
        for (const snapshot of opened.get(decodedUri(uri)) ?? (await readFile(uri, context)))
          await visit(snapshot);
      }
    }
    return !isCancelled();
  } finally {
    progress.done();
  }
}

async function readFile(uri: string, { files, documents, log }: WorkspaceContext): Promise<Snapshot[]> {
  const text = await files.readText(uri);
  if (text !== undefined) return [documents.snapshot(uri, '', null, text)];
  log.info(`${uri} is not read: it is binary, larger than 2 MB, or closed to us.`);
  return [];
}
