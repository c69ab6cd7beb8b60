import type { Connection } from 'vscode-languageserver';
import type { ClientFeatures } from './client-features.ts';

/** What `unkey-lint/status` carries. */
export interface StatusParams {
  readonly state: 'ready' | 'problem';
  readonly message: string;
}

/** Tells a client that asked for it how the server is. */
export class Status {
  private hasProblem = false;

  constructor(
    private readonly connection: Connection,
    private readonly client: ClientFeatures,
  ) {}

  /** A problem that was told before stays told. */
  ready(): void {
    if (!this.hasProblem) this.send({ state: 'ready', message: '' });
  }

  problem(message: string): void {
    this.hasProblem = true;
    this.send({ state: 'problem', message });
  }

  private send(params: StatusParams): void {
    if (this.client.status) void this.connection.sendNotification('unkey-lint/status', params);
  }
}
