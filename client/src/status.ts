import {
  Disposable,
  type DocumentSelector,
  LanguageStatusSeverity,
  languages,
  window,
  workspace,
} from 'vscode';
import type { ServerConnection } from './connection.ts';

const SOURCE = 'unkey-lint';

/** The item behind the braces of the status bar: how many findings the file has, or what is wrong. */
export class LanguageStatus implements Disposable {
  private readonly item;
  private readonly subscriptions: Disposable;

  constructor(
    private readonly server: ServerConnection,
    selector: DocumentSelector,
  ) {
    this.item = languages.createLanguageStatusItem('unkeyLint.status', selector);
    this.item.name = 'Unkey Lint';
    this.item.command = { command: 'unkeyLint.showOutput', title: 'Show Output' };
    const update = (): void => this.update();
    this.subscriptions = Disposable.from(
      this.item,
      server.onDidChange(update),
      languages.onDidChangeDiagnostics(update),
      window.onDidChangeActiveTextEditor(update),
      workspace.onDidChangeConfiguration(update),
    );
    update();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private update(): void {
    const { kind, problem } = this.server.state;
    const failed = kind === 'stopped' || problem !== undefined;
    this.item.busy = kind === 'starting';
    this.item.severity = failed ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    this.item.detail = problem ?? 'Unkey Lint';
    if (kind === 'stopped') this.item.text = 'Not running';
    else if (kind === 'starting') this.item.text = 'Starting';
    else this.item.text = problem === undefined ? findingsText() : 'Problem';
  }
}

/** How many findings the active document has. */
function findingsText(): string {
  const document = window.activeTextEditor?.document;
  if (!workspace.getConfiguration('unkeyLint', document).get<boolean>('enable', true)) return 'Off';
  const diagnostics = document ? languages.getDiagnostics(document.uri) : [];
  const findings = diagnostics.filter(({ source }) => source === SOURCE).length;
  if (findings === 0) return 'No problems';
  return findings === 1 ? '1 problem' : `${findings} problems`;
}
