import { commands, type Disposable, EventEmitter, env, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

const SCHEME = 'unkey-lint-explanation';
const PAGE = Uri.from({ scheme: SCHEME, path: '/Unkey error.md' });

const changed = new EventEmitter<Uri>();
let page = '';

/** Serves the page that {@link explainError} writes. */
export function registerExplanations(): Disposable {
  return workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: () => page,
  });
}

/** Explains the selected text, else the clipboard's, else what the user types. Gives the Markdown shown. */
export async function explainError(client: BaseLanguageClient): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? '';
  let markdown = await ask(client, selected);
  if (!markdown && selected.trim() === '') {
    const copied = await env.clipboard.readText();
    markdown = await ask(client, copied);
  }
  if (!markdown) {
    const typed = await window.showInputBox({
      title: 'Explain Unkey error',
      prompt: 'An error URL, a code or a whole response',
      placeHolder: 'err:unkey:data:key_not_found',
      value: selected.trim().slice(0, 200),
    });
    if (typed === undefined) return undefined;
    markdown = await ask(client, typed);
  }
  if (!markdown) {
    void window.showInformationMessage('There is no Unkey error, result code or endpoint in this text.');
    return undefined;
  }
  await show(markdown);
  return markdown;
}

async function ask(client: BaseLanguageClient, text: string): Promise<string> {
  if (text.trim() === '') return '';
  return (await client.sendRequest<{ markdown: string }>('unkey-lint/explain', { text, workspace: true }))
    .markdown;
}

async function show(markdown: string): Promise<void> {
  page = `${markdown}\n`;
  changed.fire(PAGE);
  try {
    await commands.executeCommand('markdown.showPreview', PAGE);
  } catch {
    // The built-in Markdown extension may be switched off; the text itself reads well too.
    await window.showTextDocument(await workspace.openTextDocument(PAGE), { preview: true });
  }
}
