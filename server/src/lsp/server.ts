import {
  type CodeActionParams,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type DocumentLink,
  type DocumentSymbol,
  type Hover,
  type InitializeParams,
  type InitializeResult,
  type SymbolInformation,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { CompanionFiles } from '../cli/companions.ts';
import type { FileTree } from '../cli/file-tree.ts';
import { allCompanionNames, matchesCompanion } from '../core/companions.ts';
import { CONFIG_FILE } from '../core/config.ts';
import { redact } from '../core/redact.ts';
import { createService, type Service } from '../core/service.ts';
import { type ClientFeatures, clientFeatures } from './client-features.ts';
import { CODE_ACTION_KINDS, codeActions } from './code-actions.ts';
import { COMMANDS, executeCommand } from './commands.ts';
import { COMPLETION, completions, resolveCompletion } from './completion.ts';
import { SOURCE, toMarkup } from './convert.ts';
import { Documents, type Snapshot } from './documents.ts';
import { type ExplainParams, explain } from './explain.ts';
import { lintWorkspace } from './lint-workspace.ts';
import { Linter } from './linter.ts';
import type { Log } from './log.ts';
import { Publisher } from './publisher.ts';
import { SIGNATURE_HELP, signatureHelp } from './signature.ts';
import { Status } from './status.ts';
import { documentSymbols, WorkspaceSymbols } from './symbols.ts';
import { NOTEBOOK_SYNC, synchronize } from './text-sync.ts';
import { Workspace } from './workspace.ts';

/** What the server needs from the machine it runs on. */
export interface ServerHost {
  readonly version: string;
  /** The bytes of a file shipped beside the program. Rejects when it cannot be had. */
  readAsset(name: string): Promise<Uint8Array>;
  /** The workspace's files; places are URIs. */
  readonly files: FileTree;
}

/** The files whose changes matter to others. */
const WATCHED: readonly string[] = [CONFIG_FILE, ...allCompanionNames];

const isWatched = (uri: string): boolean =>
  WATCHED.some((name) => matchesCompanion(uri.slice(uri.lastIndexOf('/') + 1), name));

/** All that exists once the client has introduced itself. */
interface Session {
  readonly client: ClientFeatures;
  readonly service: Service;
  readonly documents: Documents;
  readonly workspace: Workspace;
  readonly companions: CompanionFiles;
  readonly linter: Linter;
  readonly publisher: Publisher;
  readonly status: Status;
}

/** Answers on `connection`; the caller makes it listen. */
export function createServer(connection: Connection, host: ServerHost): void {
  const log: Log = connection.console;
  let started: Session | undefined;
  const session = (): Session => {
    if (!started) throw new Error('The server is not initialized.');
    return started;
  };

  connection.onInitialize((params) => {
    started = startSession(connection, host, params, log);
    return initializeResult(started.client, host.version);
  });
  connection.onInitialized(() => {
    register(connection, session().client, log);
    session().status.ready();
  });
  connection.onShutdown(() => {
    started?.publisher.dispose();
    started?.service.dispose();
  });

  /** Judges everything open again after a change of settings. */
  const refresh = (): void => {
    const { client, publisher, documents } = session();
    if (!client.pullDiagnostics) for (const snapshot of documents.all()) publisher.publishNow(snapshot.uri);
    else if (client.diagnosticRefresh) {
      connection.languages.diagnostics
        .refresh()
        .catch((error: unknown) => log.warn(`Refresh failed: ${error}`));
    }
  };
  connection.onDidChangeConfiguration(({ settings }) => {
    session().workspace.changeSettings(settings);
    refresh();
  });
  /** Configuration or companions have changed on disk. */
  const filesChanged = (): void => {
    const { workspace, companions } = session();
    companions.forget();
    workspace.changeFiles();
    refresh();
  };
  connection.onDidChangeWatchedFiles(filesChanged);
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event }) => {
    session().workspace.changeFolders(event.added, event.removed);
    refresh();
  });

  synchronize(connection, session, log);
  connection.onDidSaveTextDocument(({ textDocument }) => {
    if (isWatched(textDocument.uri)) filesChanged();
  });

  /** Runs `answer` on an open document. Whatever goes wrong there is logged, and the answer is `nothing`. */
  const guarded = async <T>(
    uri: string,
    nothing: T,
    answer: (snapshot: Snapshot) => Promise<T>,
  ): Promise<T> => {
    const snapshot = session().documents.get(uri);
    if (!snapshot) return nothing;
    try {
      return await answer(snapshot);
    } catch (error) {
      log.error(`${uri}: ${redact(error instanceof Error ? (error.stack ?? error.message) : String(error))}`);
      return nothing;
    }
  };
  connection.languages.diagnostics.on((params) => pullDiagnostics(params, session()));
  connection.onHover(({ textDocument, position }) =>
    guarded(textDocument.uri, null, async (snapshot): Promise<Hover | null> => {
      const { linter, service, client } = session();
      const { analysis } = await linter.lint(snapshot);
      const hover = analysis && service.hover(analysis, snapshot.lines.offset(position));
      if (!hover) return null;
      const contents = toMarkup(hover.markdown, client.hoverMarkdown);
      return { contents, range: snapshot.lines.range(hover.range) };
    }),
  );
  connection.onDocumentLinks(({ textDocument }) =>
    guarded(textDocument.uri, [], async (snapshot): Promise<DocumentLink[]> => {
      const { linter, service } = session();
      const { analysis } = await linter.lint(snapshot);
      const links = analysis ? service.links(analysis) : [];
      return links.map(({ range, ...link }) => ({ range: snapshot.lines.range(range), ...link }));
    }),
  );
  connection.onCompletion(({ textDocument, position }) =>
    guarded(textDocument.uri, [], (snapshot) => completions(position, snapshot, session())),
  );
  connection.onCompletionResolve((item) => resolveCompletion(item, session()));
  connection.onSignatureHelp(({ textDocument, position }) =>
    guarded(textDocument.uri, null, (snapshot) => signatureHelp(position, snapshot, session())),
  );
  connection.onDocumentSymbol(({ textDocument }) =>
    guarded<DocumentSymbol[] | SymbolInformation[]>(textDocument.uri, [], (snapshot) =>
      documentSymbols(snapshot, session()),
    ),
  );
  const workspaceSymbols = new WorkspaceSymbols(host.files, log);
  connection.onWorkspaceSymbol((params, token) => workspaceSymbols.find(params, token, session()));
  connection.onCodeAction((params: CodeActionParams) =>
    guarded(params.textDocument.uri, [], (snapshot) => codeActions(params, { ...session(), snapshot })),
  );
  connection.onRequest('unkey-lint/explain', (params: ExplainParams) =>
    explain(params, { ...session(), files: host.files, log }),
  );
  connection.onRequest(
    'unkey-lint/lintWorkspace',
    (params: { workDoneToken?: string | number } | null, token) =>
      lintWorkspace(params ?? {}, token, { ...session(), connection, files: host.files, log }),
  );
  connection.onExecuteCommand((params, token) =>
    executeCommand(params, token, { ...session(), connection, files: host.files, log }),
  );
}

function startSession(connection: Connection, host: ServerHost, params: InitializeParams, log: Log): Session {
  const client = clientFeatures(params);
  const status = new Status(connection, client);
  const service = createService({
    readAsset: (name) => host.readAsset(name),
    warn: (message) => {
      log.warn(message);
      status.problem(message);
    },
  });
  const documents = new Documents(client.encoding);
  const workspace = new Workspace(params, connection, host.files, client, log);
  const companions = new CompanionFiles(host.files, (uri) => workspace.directoriesUp(uri));
  const linter = new Linter(service, (uri) => workspace.settingsFor(uri), companions, client, log);
  const publisher = new Publisher(connection, documents, linter, client);
  return { client, service, documents, workspace, companions, linter, publisher, status };
}

function initializeResult(client: ClientFeatures, version: string): InitializeResult {
  return {
    serverInfo: { name: SOURCE, version },
    capabilities: {
      positionEncoding: client.encoding,
      textDocumentSync: {
        openClose: true,
        change: TextDocumentSyncKind.Incremental,
        save: { includeText: false },
      },
      notebookDocumentSync: NOTEBOOK_SYNC,
      hoverProvider: true,
      completionProvider: COMPLETION,
      signatureHelpProvider: SIGNATURE_HELP,
      documentSymbolProvider: true,
      workspaceSymbolProvider: true,
      documentLinkProvider: { resolveProvider: false },
      codeActionProvider: { codeActionKinds: CODE_ACTION_KINDS },
      executeCommandProvider: { commands: COMMANDS, workDoneProgress: true },
      ...(client.pullDiagnostics && {
        diagnosticProvider: { identifier: SOURCE, interFileDependencies: false, workspaceDiagnostics: false },
      }),
      ...(client.workspaceFolders && {
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      }),
    },
  };
}

function register(connection: Connection, client: ClientFeatures, log: Log): void {
  const failed = (error: unknown): void => log.warn(`The client refused a registration: ${error}`);
  if (client.configurationRegistration) {
    const options = { section: 'unkeyLint' };
    connection.client.register(DidChangeConfigurationNotification.type, options).catch(failed);
  }
  if (client.watchRegistration) {
    const options = { watchers: WATCHED.map((name) => ({ globPattern: `**/${name}` })) };
    connection.client.register(DidChangeWatchedFilesNotification.type, options).catch(failed);
  }
}

/** The id names text and settings, so an unchanged document is answered without work. */
async function pullDiagnostics(
  { textDocument, previousResultId }: DocumentDiagnosticParams,
  { documents, workspace, linter }: Session,
): Promise<DocumentDiagnosticReport> {
  for (;;) {
    const snapshot = documents.get(textDocument.uri);
    if (!snapshot) return { kind: 'full', items: [] };
    const resultId = `${snapshot.stamp}.${workspace.generation}`;
    if (resultId === previousResultId) return { kind: 'unchanged', resultId };
    const items = await linter.diagnostics(snapshot);
    // The text may have changed meanwhile; the client then needs the places of the new one.
    if (documents.get(textDocument.uri) === snapshot) return { kind: 'full', resultId, items };
  }
}
