import {
  type CompletionItem,
  type CompletionList,
  commands,
  type DocumentSymbol,
  type MarkdownString,
  Position,
  type SignatureHelp,
  SnippetString,
  type TextDocument,
} from 'vscode';
import { closeAll, openUntitled } from './editor.ts';
import { expectContains, expectEqual } from './expect.ts';

const REQUEST = 'POST https://api.unkey.com/v2/';

/** What Unkey Lint offers at a place; the editor adds words of the text, which have no details. */
async function completionsAt({ uri }: TextDocument, at: Position, resolved = 0): Promise<CompletionItem[]> {
  const list = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    at,
    undefined,
    resolved,
  );
  return list.items.filter(({ detail }) => detail !== undefined);
}

const labelOf = ({ label }: CompletionItem): string => (typeof label === 'string' ? label : label.label);

describe('completion', () => {
  afterEach(closeAll);

  it('offers the endpoints behind the address', async () => {
    const document = await openUntitled('http', REQUEST);
    const items = await completionsAt(document, new Position(0, REQUEST.length), 200);
    const item = items.find((i) => labelOf(i) === 'keys.getKey')!;
    expectEqual(item.detail, 'POST /v2/keys.getKey');
    expectContains((item.documentation as MarkdownString).value, 'keyId');
  });

  it('offers the fields of a half-typed body, with a place for the value', async () => {
    const document = await openUntitled('http', `${REQUEST}keys.updateCredits\n\n{ "keyId": "key_1", "`);
    const items = await completionsAt(document, document.positionAt(document.getText().length));
    expectEqual(items.map(labelOf), ['operation', 'value']);
    const text = items[0]!.insertText;
    expectContains(text instanceof SnippetString ? text.value : String(text), '"operation": "${1|');
  });

  it('shows what a body takes', async () => {
    const document = await openUntitled('http', `${REQUEST}keys.getKey\n\n{ `);
    const help = await commands.executeCommand<SignatureHelp>(
      'vscode.executeSignatureHelpProvider',
      document.uri,
      new Position(2, 2),
    );
    expectContains(help.signatures[0]!.label, 'POST /v2/keys.getKey(keyId: string');
    expectEqual(help.activeParameter, 0);
  });

  it('lists the calls of a document', async () => {
    const document = await openUntitled('http', `${REQUEST}keys.getKey\n\n{}\n`);
    const symbols = await commands.executeCommand<DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    expectEqual(
      symbols.map(({ name }) => name),
      ['POST keys.getKey (v2)'],
    );
  });
});
