import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import {
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  WorkDoneProgress,
} from 'vscode-languageserver/node';
import { dist } from '../cli/run.ts';

/** What editors of today can do; they ask for diagnostics. */
export const PULL: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    diagnostic: {},
    publishDiagnostics: {
      relatedInformation: true,
      tagSupport: { valueSet: [1, 2] },
      codeDescriptionSupport: true,
      dataSupport: true,
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: {
      isPreferredSupport: true,
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } },
    },
  },
};

/** An editor that waits for diagnostics and knows nothing that is optional but code actions. */
export const PUSH: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { versionSupport: true },
    hover: { contentFormat: ['plaintext'] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
};

export const URI = 'file:///project/a.http';

type Options = Partial<Omit<InitializeParams, 'capabilities'>>;

/** A client that talks to the built server over standard input and output, as any editor does. */
export class TestClient {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  readonly notified: { method: string; params: unknown }[] = [];
  readonly registered: string[] = [];
  /** The kinds of progress notifications: `begin`, `report`, `end`. */
  readonly progress: string[] = [];
  refreshes = 0;
  /** What the client answers for the section `unkeyLint`. */
  settings: unknown = {};
  initialized: InitializeResult | undefined;
  private readonly exited: Promise<number | null>;
  private version = 1;

  private constructor(
    readonly process: ChildProcess,
    readonly connection: ProtocolConnection,
  ) {
    this.exited = new Promise((resolve) => process.on('exit', resolve));
    connection.onNotification(
      'textDocument/publishDiagnostics',
      (params) => void this.published.push(params),
    );
    connection.onNotification('window/logMessage', ({ message }) => void this.logged.push(message));
    connection.onRequest('workspace/configuration', ({ items }) => items.map(() => this.settings));
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      return null;
    });
    connection.onRequest('client/registerCapability', ({ registrations }) => {
      for (const { method } of registrations) this.registered.push(method);
      return null;
    });
    connection.onRequest('window/workDoneProgress/create', ({ token }) => {
      connection.onProgress(WorkDoneProgress.type, token, ({ kind }) => void this.progress.push(kind));
      return null;
    });
    connection.onUnhandledNotification(({ method, params }) => void this.notified.push({ method, params }));
    connection.listen();
  }

  static async start(capabilities: ClientCapabilities, options: Options = {}): Promise<TestClient> {
    const server = spawn(process.execPath, [path.join(dist, 'server.js'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const reader = new StreamMessageReader(server.stdout);
    const client = new TestClient(
      server,
      createProtocolConnection(reader, new StreamMessageWriter(server.stdin)),
    );
    const params = { processId: process.pid, rootUri: null, ...options, capabilities };
    client.initialized = await client.connection.sendRequest<InitializeResult>('initialize', params);
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  /** Shuts down as the protocol wants it. Gives the exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.exit();
  }

  async exit(): Promise<number | null> {
    const code = await this.exited;
    this.connection.dispose();
    return code;
  }

  open(text: string, uri = URI, languageId = 'http'): Promise<void> {
    const textDocument = { uri, languageId, version: this.version, text };
    return this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  change(contentChanges: TextDocumentContentChangeEvent[], uri = URI): Promise<void> {
    const textDocument = { uri, version: ++this.version };
    return this.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
  }

  close(uri = URI): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  pull(uri = URI, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const params = { textDocument: { uri }, ...(previousResultId && { previousResultId }) };
    return this.connection.sendRequest('textDocument/diagnostic', params);
  }

  async diagnostics(uri = URI): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    return report.kind === 'full' ? report.items : [];
  }

  hover(
    position: Position,
    uri = URI,
  ): Promise<{ contents: { kind: string; value: string }; range: Range } | null> {
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
  }

  actions(range: Range, context: CodeActionContext, uri = URI): Promise<CodeAction[]> {
    return this.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range, context });
  }

  /** The next diagnostics pushed for the document that `fits` accepts. */
  async nextPush(
    fits: (params: PublishDiagnosticsParams) => boolean = () => true,
  ): Promise<PublishDiagnosticsParams> {
    const from = this.published.length;
    return until(() => this.published.slice(from).find(fits));
  }
}

/** Waits for a value; gives up with the test's own timeout. */
export async function until<T>(get: () => T | undefined): Promise<T> {
  for (;;) {
    const value = get();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const ZERO: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
