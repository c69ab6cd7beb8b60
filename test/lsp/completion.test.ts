import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ClientCapabilities,
  CompletionItem,
  DocumentSymbol,
  Position,
  SignatureHelp,
  SymbolInformation,
  TextEdit,
} from 'vscode-languageserver/node';
import { makeTree, removeTree } from '../cli/run.ts';
import { PULL, PUSH, TestClient, URI } from './client.ts';

/** An editor that takes all that completion can give. */
const FULL: ClientCapabilities = {
  ...PULL,
  textDocument: {
    ...PULL.textDocument,
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
    signatureHelp: {
      signatureInformation: {
        parameterInformation: { labelOffsetSupport: true },
        noActiveParameterSupport: true,
      },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

const REQUEST = 'POST https://api.unkey.com/v2/keys.getKey\nAuthorization: Bearer {{key}}\n\n';

describe('language server completion', () => {
  let client: TestClient;
  afterEach(() => client.process.kill());

  /** Opens the text, and gives the place of its `<|>`. */
  const begin = async (
    capabilities: ClientCapabilities,
    marked: string,
    languageId = 'http',
  ): Promise<Position> => {
    client = await TestClient.start(capabilities);
    const before = marked.slice(0, marked.indexOf('<|>')).split('\n');
    await client.open(marked.replace('<|>', ''), URI, languageId);
    return { line: before.length - 1, character: before.at(-1)!.length };
  };
  const complete = (position: Position, uri = URI): Promise<CompletionItem[]> =>
    client.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position });
  const resolve = (item: CompletionItem): Promise<CompletionItem> =>
    client.connection.sendRequest('completionItem/resolve', item);
  const signature = (position: Position): Promise<SignatureHelp | null> =>
    client.connection.sendRequest('textDocument/signatureHelp', { textDocument: { uri: URI }, position });

  it('says what it offers', async () => {
    await begin(FULL, '<|>');
    const { completionProvider, signatureHelpProvider, documentSymbolProvider, workspaceSymbolProvider } =
      client.initialized!.capabilities;
    assert.equal(completionProvider!.resolveProvider, true);
    for (const character of ['/', '.', '"', "'", ':', '`'])
      assert.ok(completionProvider!.triggerCharacters!.includes(character));
    for (const character of ['{', '('])
      assert.ok(signatureHelpProvider!.triggerCharacters!.includes(character));
    assert.equal(documentSymbolProvider, true);
    assert.equal(workspaceSymbolProvider, true);
  });

  it('inserts snippets, and documents items when asked', async () => {
    const items = await complete(await begin(FULL, `${REQUEST}{ "ke<|>" }\n`));
    const item = items.find(({ label }) => label === 'keyId')!;
    assert.equal(item.documentation, undefined);
    assert.equal(item.insertTextFormat, 2);
    assert.equal(item.filterText, '"keyId"');
    assert.deepEqual(item.textEdit, {
      range: { start: { line: 3, character: 2 }, end: { line: 3, character: 6 } },
      newText: '"keyId": "key_$1"',
    });
    const { documentation, ...rest } = await resolve(item);
    assert.deepEqual(rest, item);
    assert.equal((documentation as { kind: string }).kind, 'markdown');
    assert.match((documentation as { value: string }).value, /`keyId`/);
  });

  it('inserts plain text where there are no snippets', async () => {
    const items = await complete(await begin(PUSH, `${REQUEST}{ <|> }\n`));
    const item = items.find(({ label }) => label === 'keyId')!;
    assert.equal(item.insertTextFormat, undefined);
    assert.equal((item.textEdit as TextEdit).newText, '"keyId": "key_"');
    const { documentation } = await resolve(item);
    assert.equal((documentation as { kind: string }).kind, 'plaintext');
    assert.doesNotMatch((documentation as { value: string }).value, /`/);
  });

  it('escapes what means something in a snippet', async () => {
    const marked = "fetch('https://api.unkey.com/v2/keys.updateCredits', { body: JSON.stringify({ <|> }) });";
    const items = await complete(await begin(FULL, marked, 'typescript'));
    const newText = (label: string) => (items.find((i) => i.label === label)!.textEdit as TextEdit).newText;
    assert.equal(newText('operation'), "operation: '${1|set,increment,decrement|}'");
    assert.match(newText('keys.updateCredits body'), /^keyId: 'key_\$1', operation: '\$\{2\|/);
  });

  it('completes programs of Python and Go while they are typed', async () => {
    const sdk = 'from unkey.py import Unkey\nunkey = Unkey(root_key=KEY)\nunkey.keys.create_key(<|>\n';
    const items = await complete(await begin(FULL, sdk, 'python'));
    const item = items.find(({ label }) => label === 'api_id')!;
    assert.deepEqual(item.textEdit, {
      range: { start: { line: 2, character: 22 }, end: { line: 2, character: 22 } },
      newText: 'api_id="api_$1"',
    });
    assert.match(((await resolve(item)).documentation as { value: string }).value, /`apiId`/);
    const shown = await signature({ line: 2, character: 22 });
    assert.match(shown!.signatures[0]!.label, /^POST \/v2\/keys\.createKey\(api_id: string, /);
    client.process.kill();

    const body = 'package main\n\nfunc f() {\n\tbody, err := json.Marshal(map[string]any{"ke<|>})\n';
    const send =
      '\thttp.Post("https://api.unkey.com/v2/keys.getKey", "application/json", bytes.NewReader(body))\n}\n';
    const fields = await complete(await begin(FULL, body + send, 'go'));
    assert.deepEqual(fields.find(({ label }) => label === 'keyId')!.textEdit, {
      range: { start: { line: 3, character: 42 }, end: { line: 3, character: 45 } },
      newText: '"keyId": "key_$1"',
    });
  });

  it('counts columns behind other characters', async () => {
    const [item] = await complete(await begin(FULL, `# 🔑\n${REQUEST}{ "name": "🔑", "keyId": "<|>" }\n`));
    const { range } = item!.textEdit as TextEdit;
    assert.equal(item!.label, 'key_');
    assert.deepEqual(range.start, range.end);
    assert.equal(range.start.character, '{ "name": "🔑", "keyId": "'.length);
  });

  it('offers nothing elsewhere, and nothing in a document that is not open', async () => {
    assert.deepEqual(await complete(await begin(FULL, "const unkey = '<|>';", 'typescript')), []);
    assert.deepEqual(await complete({ line: 0, character: 0 }, 'file:///project/other.http'), []);
    assert.equal(await signature({ line: 0, character: 3 }), null);
    const foreign: CompletionItem = { label: 'x', data: { other: 1 } };
    assert.deepEqual(await resolve(foreign), foreign);
  });

  it('follows what is typed', async () => {
    const position = await begin(FULL, 'POST https://api.unkey.com/v2<|>');
    assert.deepEqual(await complete(position), []);
    await client.change([{ range: { start: position, end: position }, text: '/' }]);
    const items = await complete({ ...position, character: position.character + 1 });
    assert.ok(items.some(({ label }) => label === 'keys.getKey'));
  });

  it('shows the fields of a body', async () => {
    const help = await signature(await begin(FULL, `${REQUEST}{ <|> }\n`));
    const [shown] = help!.signatures;
    assert.equal(help!.activeParameter, 0);
    const [from, to] = shown!.parameters![0]!.label as [number, number];
    assert.equal(shown!.label.slice(from, to), 'keyId: string');
  });

  it('shows them to clients that know names only', async () => {
    const help = await signature(await begin(PUSH, `${REQUEST}{ "keyId": "key_12345678", <|> }\n`));
    assert.deepEqual(help!.signatures[0]!.parameters, [
      { label: 'keyId: string' },
      { label: 'decrypt?: boolean' },
    ]);
    assert.equal(help!.activeParameter, 2);
  });

  it('lists the calls of a document', async () => {
    await begin(FULL, `${REQUEST}{}<|>`);
    const request = { textDocument: { uri: URI } };
    const symbols: DocumentSymbol[] = await client.connection.sendRequest(
      'textDocument/documentSymbol',
      request,
    );
    assert.deepEqual(symbols, [
      {
        name: 'POST keys.getKey (v2)',
        detail: 'http',
        kind: 12,
        range: { start: { line: 0, character: 0 }, end: { line: 3, character: 2 } },
        selectionRange: { start: { line: 0, character: 13 }, end: { line: 0, character: 41 } },
      },
    ]);
  });

  it('finds calls in the workspace, open documents as they stand in the editor', async () => {
    const call = (operation: string): string => `POST https://api.unkey.com/v2/${operation}\n\n{}\n`;
    const root = makeTree({
      'a.http': call('keys.getKey'),
      'deep/b.sh': 'echo\n',
      'deep/c.http': call('apis.getApi'),
    });
    try {
      const rootUri = pathToFileURL(root).href;
      client = await TestClient.start(FULL, { rootUri, workspaceFolders: [{ uri: rootUri, name: 'w' }] });
      const search = async (query: string): Promise<string[]> => {
        const found = await client.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query });
        return found.map(({ name, location }) => `${path.basename(location.uri)} ${name}`).sort();
      };
      assert.deepEqual(await search(''), ['a.http POST keys.getKey (v2)', 'c.http POST apis.getApi (v2)']);
      await client.open(call('keys.whoami'), `${rootUri}/a.http`);
      assert.deepEqual(await search('whoami'), ['a.http POST keys.whoami (v2)']);
      assert.deepEqual(await search('getkey'), []);
      assert.deepEqual(await search('getapi'), ['c.http POST apis.getApi (v2)']);
    } finally {
      removeTree(root);
    }
  });
});
