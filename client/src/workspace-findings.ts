import { type Diagnostic, Disposable, languages, type Uri, workspace } from 'vscode';
import type { BaseLanguageClient, Diagnostic as LspDiagnostic } from 'vscode-languageclient';

interface FileDiagnostics {
  readonly uri: string;
  readonly diagnostics: LspDiagnostic[];
}

/** Findings of files that are not open. An open document has the server's own, so its entry goes. */
export class WorkspaceFindings {
  private readonly collection = languages.createDiagnosticCollection('unkey-lint-workspace');
  private readonly subscriptions = Disposable.from(
    this.collection,
    workspace.onDidOpenTextDocument(({ uri }) => this.collection.delete(uri)),
    workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) this.collection.delete(uri);
    }),
  );

  /** Asks the server for all files and shows what it finds. */
  async update(client: BaseLanguageClient): Promise<void> {
    const files = await client.sendRequest<FileDiagnostics[]>('unkey-lint/lintWorkspace', {});
    const entries: [Uri, Diagnostic[]][] = [];
    for (const { uri, diagnostics } of files) {
      entries.push([
        client.protocol2CodeConverter.asUri(uri),
        await client.protocol2CodeConverter.asDiagnostics(diagnostics),
      ]);
    }
    // Documents may be opened while the server works, so this is looked up last.
    const opened = new Set(workspace.textDocuments.map(({ uri }) => uri.toString()));
    this.collection.clear();
    this.collection.set(entries.filter(([uri]) => !opened.has(uri.toString())));
  }

  clear(): void {
    this.collection.clear();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
