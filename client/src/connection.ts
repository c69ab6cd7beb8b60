import { type Disposable, EventEmitter } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';

/** How the server is, in the words of the status item. */
export interface ServerState {
  readonly kind: 'starting' | 'running' | 'stopped';
  readonly problem: string | undefined;
}

interface StatusNotification {
  readonly state: 'ready' | 'problem';
  readonly message: string;
}

/** The one connection to the server. Every start makes a new client: one that failed cannot be started again. */
export class ServerConnection implements Disposable {
  private client: BaseLanguageClient | undefined;
  private problem: string | undefined;
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly createClient: () => BaseLanguageClient) {}

  /** The client while it can be asked something. */
  get running(): BaseLanguageClient | undefined {
    return this.client?.isRunning() ? this.client : undefined;
  }

  get state(): ServerState {
    const { problem } = this;
    if (this.running) return { kind: 'running', problem };
    return { kind: this.client?.state === State.Starting ? 'starting' : 'stopped', problem };
  }

  /** Resolves when the server answers or has failed to start; {@link state} says which. */
  async start(): Promise<void> {
    const client = this.createClient();
    this.client = client;
    this.problem = undefined;
    client.onDidChangeState(() => this.changed.fire());
    client.onNotification('unkey-lint/status', ({ state, message }: StatusNotification) => {
      this.problem = state === 'problem' ? message : undefined;
      this.changed.fire();
    });
    try {
      await client.start();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
      this.changed.fire();
    }
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Never rejects: a client that does not run has nothing to stop. */
  async stop(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    if (!client) return;
    try {
      await client.dispose();
    } catch {
      // It had failed to start, or did not answer in time; the client has logged why.
    }
  }

  dispose(): void {
    this.changed.dispose();
  }
}
