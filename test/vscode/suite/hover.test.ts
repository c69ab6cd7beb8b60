import { commands, type Hover, type MarkdownString, type TextDocument } from 'vscode';
import { closeAll, openFile, rangeOf, waitForAnyFinding } from './editor.ts';
import { expectContains } from './expect.ts';

/** All that hovers say at the first place of `text`. */
async function hoverAt(document: TextDocument, text: string): Promise<string> {
  const at = rangeOf(document, text).start.translate(0, 1);
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at);
  return hovers
    .flatMap(({ contents }) => contents as MarkdownString[])
    .map(({ value }) => value)
    .join('\n');
}

describe('hovers', () => {
  afterEach(closeAll);

  it('explain an error type', async () => {
    const document = await openFile('runbook.md');
    await waitForAnyFinding(document);
    const text = await hoverAt(document, 'https://unkey.com/docs/errors/unkey/data/key_not_found');
    expectContains(text, 'err:unkey:data:key_not_found');
    expectContains(text, '404');
    expectContains(text, 'err:unkey:authentication:key_not_found');
  });

  it('describe an endpoint', async () => {
    const document = await openFile('keys.http');
    await waitForAnyFinding(document);
    const text = await hoverAt(document, 'keys.getKey');
    expectContains(text, 'POST /v2/keys.getKey');
    expectContains(text, 'keyId');
  });
});
