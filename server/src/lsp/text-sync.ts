import type {
  Connection,
  NotebookDocumentSyncOptions,
  TextDocumentContentChangeEvent,
  TextDocumentItem,
} from 'vscode-languageserver';
import { languages } from '../core/languages/index.generated.ts';
import type { Documents } from './documents.ts';
import type { Log } from './log.ts';
import type { Publisher } from './publisher.ts';
import type { Workspace } from './workspace.ts';

interface Parts {
  readonly documents: Documents;
  readonly publisher: Publisher;
  readonly workspace: Workspace;
}

/** The cells that the client is asked for: of every notebook, those in a language that the engine reads. */
export const NOTEBOOK_SYNC: NotebookDocumentSyncOptions = {
  notebookSelector: [
    {
      notebook: '*',
      cells: [...new Set(languages.flatMap(({ languageIds }) => languageIds))].map((language) => ({
        language,
      })),
    },
  ],
  save: false,
};

/** Keeps the documents, and the cells of notebooks, as the client has them. */
export function synchronize(connection: Connection, parts: () => Parts, log: Log): void {
  const opened = (item: TextDocumentItem, notebook?: string): void => {
    const { documents, publisher } = parts();
    documents.didOpen(item, notebook);
    publisher.publishNow(item.uri);
  };
  const changed = (
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
  ): void => {
    const { documents, publisher } = parts();
    if (documents.didChange(uri, version, changes)) publisher.publishSoon(uri);
    else log.warn(`A change came for ${uri}, which is not open.`);
  };
  const closed = (uri: string): void => {
    const { documents, publisher, workspace } = parts();
    documents.didClose(uri);
    workspace.forgetDocument(uri);
    publisher.clear(uri);
  };

  connection.onDidOpenTextDocument(({ textDocument }) => opened(textDocument));
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) =>
    changed(uri, version, contentChanges),
  );
  connection.onDidCloseTextDocument(({ textDocument }) => closed(textDocument.uri));

  const { synchronization } = connection.notebooks;
  synchronization.onDidOpenNotebookDocument(({ notebookDocument, cellTextDocuments }) => {
    for (const cell of cellTextDocuments) opened(cell, notebookDocument.uri);
  });
  synchronization.onDidChangeNotebookDocument(({ notebookDocument, change }) => {
    for (const cell of change.cells?.structure?.didClose ?? []) closed(cell.uri);
    for (const cell of change.cells?.structure?.didOpen ?? []) opened(cell, notebookDocument.uri);
    for (const { document, changes } of change.cells?.textContent ?? [])
      changed(document.uri, document.version, changes);
  });
  synchronization.onDidCloseNotebookDocument(({ notebookDocument, cellTextDocuments }) => {
    for (const cell of cellTextDocuments) closed(cell.uri);
    parts().workspace.forgetDocument(notebookDocument.uri);
  });
}
