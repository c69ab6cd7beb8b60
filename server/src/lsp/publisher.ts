import type { Connection } from 'vscode-languageserver';
import type { ClientFeatures } from './client-features.ts';
import type { Documents } from './documents.ts';
import type { Linter } from './linter.ts';

const DELAY_MS = 100;

/** Sends diagnostics to clients that do not ask for them. Does nothing for those that do. */
export class Publisher {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly connection: Connection,
    private readonly documents: Documents,
    private readonly linter: Linter,
    private readonly client: ClientFeatures,
  ) {}

  publishNow(uri: string): void {
    if (this.client.pullDiagnostics) return;
    this.cancel(uri);
    void this.publish(uri);
  }

  /** Once typing pauses. */
  publishSoon(uri: string): void {
    if (this.client.pullDiagnostics) return;
    this.cancel(uri);
    const publish = (): void => {
      this.timers.delete(uri);
      void this.publish(uri);
    };
    this.timers.set(uri, setTimeout(publish, DELAY_MS));
  }

  /** Takes back the diagnostics of a document that was closed. */
  clear(uri: string): void {
    if (this.client.pullDiagnostics) return;
    this.cancel(uri);
    void this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private cancel(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
  }

  private async publish(uri: string): Promise<void> {
    const snapshot = this.documents.get(uri);
    if (!snapshot) return;
    const diagnostics = await this.linter.diagnostics(snapshot);
    // A newer text has its own turn.
    if (this.documents.get(uri) !== snapshot) return;
    const version =
      this.client.pushVersions && snapshot.version !== null ? { version: snapshot.version } : {};
    await this.connection.sendDiagnostics({ uri, ...version, diagnostics });
  }
}
