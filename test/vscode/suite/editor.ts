// What a person does and sees in the editor.
import {
  type CodeAction,
  CodeActionKind,
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  languages,
  type Position,
  Range,
  Selection,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';

const PATIENCE_MS = 15_000;

/** A file of the workspace that is open. */
export function fileUri(name: string): Uri {
  return Uri.joinPath(workspace.workspaceFolders![0]!.uri, name);
}

/** Opens a file of the workspace in an editor. */
export async function openFile(name: string): Promise<TextDocument> {
  return (await window.showTextDocument(fileUri(name), { preview: false })).document;
}

/** Opens a new document that was never saved. */
export async function openUntitled(language: string, content: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ language, content });
  await window.showTextDocument(document, { preview: false });
  return document;
}

/** Undoes all changes and closes all editors. A new document may have the name of one that was never saved: those are gone then. */
export async function closeAll(): Promise<void> {
  while (window.activeTextEditor)
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await commands.executeCommand('workbench.action.closeAllEditors');
  const unsaved = (): readonly string[] =>
    workspace.textDocuments.filter(({ isUntitled }) => isUntitled).map(({ uri }) => String(uri));
  await waitUntil(
    () => unsaved().length === 0,
    () => `Still open: ${unsaved().join(', ')}`,
  );
}

/** The findings of Unkey Lint in a file, in the order of the text. */
export function findings(uri: Uri): Diagnostic[] {
  return languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'unkey-lint')
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** Findings as `error rule-id: underlined text`. */
export function describeFindings(document: TextDocument): string[] {
  return findings(document.uri).map(
    (finding) =>
      `${DiagnosticSeverity[finding.severity].toLowerCase()} ${ruleOf(finding)}: ${document.getText(finding.range)}`,
  );
}

/** The id of the rule that a finding is of. */
export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits until a document has exactly these findings, written as {@link describeFindings} writes them. */
export async function waitForFindings(document: TextDocument, expected: readonly string[]): Promise<void> {
  await waitUntil(
    () => JSON.stringify(describeFindings(document)) === JSON.stringify(expected),
    () =>
      `Expected in ${document.uri.path}:\n${expected.join('\n')}\nFound:\n${describeFindings(document).join('\n')}`,
  );
}

/** Waits until a document has findings, whichever. */
export async function waitForAnyFinding({ uri }: TextDocument): Promise<void> {
  await waitUntil(
    () => findings(uri).length > 0,
    () => `There are no findings in ${uri.path}.`,
  );
}

/** Waits until `holds`. Rejects with what `explain` says when it does not come true. */
export async function waitUntil(holds: () => boolean, explain: () => string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!holds()) {
    if (Date.now() > end) throw new Error(explain());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Runs a command that acts on the active editor until the document's text holds. Again, as VS Code drops
 * such a command when it looks for the light bulb's actions meanwhile, which it does shortly after findings
 * have changed.
 */
export async function runUntilText(
  command: string,
  document: TextDocument,
  holds: (text: string) => boolean,
): Promise<void> {
  let next = 0;
  await waitUntil(
    () => {
      if (holds(document.getText())) return true;
      if (Date.now() < next) return false;
      next = Date.now() + 1_000;
      void commands.executeCommand(command);
      return false;
    },
    () => `${command} left:\n${document.getText()}`,
  );
}

/**
 * What the light bulb, or a command for source actions, offers for the first place of `text`. Asked again while it is
 * nothing: VS Code drops such a question when it asks for the light bulb's actions itself meanwhile.
 */
export async function actionsAt(
  document: TextDocument,
  text: string,
  kind: string = CodeActionKind.QuickFix.value,
): Promise<CodeAction[]> {
  const range = rangeOf(document, text);
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      kind,
    );
    if (actions.length > 0 || Date.now() > end) return actions;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Where `text` stands first in the document. */
export function rangeOf(document: TextDocument, text: string): Range {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`"${text}" is not in ${document.uri.path}.`);
  return new Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** Replaces `text` where it stands first, as if typed into the active editor. */
export async function replace(document: TextDocument, text: string, by: string): Promise<void> {
  const range = rangeOf(document, text);
  await window.activeTextEditor!.edit((edit) => edit.replace(range, by));
}

/** Selects a range in the active editor; a position puts the cursor there. */
export function select(at: Range | Position): void {
  const range = at instanceof Range ? at : new Range(at, at);
  window.activeTextEditor!.selection = new Selection(range.start, range.end);
}
