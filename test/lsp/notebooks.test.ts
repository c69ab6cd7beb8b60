import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import type { NotebookDocumentChangeEvent, TextDocumentItem } from 'vscode-languageserver/node';
import { makeTree, removeTree } from '../cli/run.ts';
import { PULL, PUSH, TestClient } from './client.ts';

const NOTEBOOK = 'file:///project/keys.ipynb';
const cellUri = (name: string): string => `vscode-notebook-cell:/project/keys.ipynb#${name}`;

const cell = (name: string, text: string, languageId = 'python'): TextDocumentItem => ({
  uri: cellUri(name),
  languageId,
  version: 1,
  text,
});

const OLD = 'import requests\nrequests.get("https://api.unkey.dev/v1/liveness")\n';
const NEW = OLD.replace('dev/v1', 'com/v2');

describe('notebooks', () => {
  let client: TestClient;

  afterEach(() => client.stop());

  const open = (cells: readonly TextDocumentItem[], uri = NOTEBOOK): Promise<void> =>
    client.connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: {
        uri,
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: cells.map(({ uri: document }) => ({ kind: 2, document })),
      },
      cellTextDocuments: cells,
    });
  const change = (event: NotebookDocumentChangeEvent): Promise<void> =>
    client.connection.sendNotification('notebookDocument/didChange', {
      notebookDocument: { uri: NOTEBOOK, version: 2 },
      change: event,
    });
  const rules = async (name: string): Promise<unknown[]> =>
    (await client.diagnostics(cellUri(name))).map(({ code }) => code);

  it('are asked for in every language that is read', async () => {
    client = await TestClient.start(PULL);
    const sync = client.initialized!.capabilities.notebookDocumentSync;
    const [selector] = sync && 'notebookSelector' in sync ? sync.notebookSelector : [];
    const languages = selector?.cells?.map(({ language }) => language) ?? [];
    for (const language of ['python', 'shellscript', 'typescript', 'markdown'])
      assert.ok(languages.includes(language), language);
  });

  it('have their cells judged, each in its language', async () => {
    client = await TestClient.start(PULL);
    await open([
      cell('a', OLD),
      cell('b', 'curl https://api.unkey.dev/v1/liveness\n', 'shellscript'),
      cell('c', "await fetch('https://api.unkey.dev/v1/liveness')\n", 'typescript'),
      cell('d', '```sh\ncurl https://api.unkey.dev/v1/liveness\n```\n', 'markdown'),
      cell('e', NEW),
    ]);
    for (const name of ['a', 'b', 'c', 'd'])
      assert.deepEqual(await rules(name), ['deprecated-v1-endpoint'], name);
    assert.deepEqual(await rules('e'), []);
    const [first] = await client.diagnostics(cellUri('a'));
    assert.deepEqual(first!.range.start, { line: 1, character: 22 });
  });

  it('have commands and magics among Python', async () => {
    client = await TestClient.start(PULL);
    await open([
      cell('a', 'x = 1\n!curl https://api.unkey.dev/v1/liveness\n'),
      cell('b', '%%bash\nBASE=https://api.unkey.dev\ncurl $BASE/v1/liveness\n'),
      cell(
        'c',
        'if x:\n    !pip install requests\nimport requests\nrequests.get("https://api.unkey.dev/v1/liveness")',
      ),
    ]);
    for (const name of ['a', 'b', 'c']) assert.deepEqual(await rules(name), ['deprecated-v1-endpoint'], name);
  });

  it('do not accuse a cell of what another may have defined', async () => {
    client = await TestClient.start(PULL);
    await open([
      cell('a', 'import requests\nBASE = "https://api.unkey.dev"\nHEADERS = {}\n'),
      cell('b', 'requests.post(f"{BASE}/v2/keys.whoami", json={"key": "k"}, headers=HEADERS)\n'),
      cell('c', 'client.post("/v2/keys.whoami")\n'),
    ]);
    for (const name of ['a', 'b', 'c']) assert.deepEqual(await rules(name), [], name);
  });

  it('follow changes of text and of cells', async () => {
    client = await TestClient.start(PULL);
    await open([cell('a', NEW)]);
    const range = { start: { line: 1, character: 32 }, end: { line: 1, character: 38 } };
    await change({
      cells: {
        textContent: [{ document: { uri: cellUri('a'), version: 2 }, changes: [{ range, text: 'dev/v1' }] }],
      },
    });
    assert.deepEqual(await rules('a'), ['deprecated-v1-endpoint']);
    const array = { start: 0, deleteCount: 1, cells: [{ kind: 2, document: cellUri('b') }] } as const;
    await change({
      cells: {
        structure: {
          array: { ...array, cells: [...array.cells] },
          didOpen: [cell('b', OLD)],
          didClose: [{ uri: cellUri('a') }],
        },
      },
    });
    assert.deepEqual(await rules('b'), ['deprecated-v1-endpoint']);
    assert.deepEqual(await rules('a'), []);
  });

  it('are fixed in their cells', async () => {
    client = await TestClient.start(PULL);
    await open([
      cell('a', 'import requests\nrequests.post("https://api.unkey.com/v1/keys.whoami", json=body)\n'),
    ]);
    const [found] = await client.diagnostics(cellUri('a'));
    const [action] = await client.actions(found!.range, { diagnostics: [found!] }, cellUri('a'));
    assert.match(JSON.stringify(action!.edit), /vscode-notebook-cell/);
  });

  it('are pushed cell by cell, and taken back', async () => {
    client = await TestClient.start(PUSH);
    const pushed = client.nextPush(({ uri }) => uri === cellUri('a'));
    await open([cell('a', OLD)]);
    assert.equal((await pushed).diagnostics.length, 1);
    const cleared = client.nextPush(
      ({ uri, diagnostics }) => uri === cellUri('a') && diagnostics.length === 0,
    );
    await client.connection.sendNotification('notebookDocument/didClose', {
      notebookDocument: { uri: NOTEBOOK },
      cellTextDocuments: [{ uri: cellUri('a') }],
    });
    await cleared;
  });

  it('go by the configuration of the folder they are in', async () => {
    const root = makeTree({
      'unkey-lint.config.json': '{ "rules": { "deprecated-v1-endpoint": "off" } }',
      'a.ipynb': '{}',
    });
    try {
      const uri = pathToFileURL(root).href;
      client = await TestClient.start(PULL, { workspaceFolders: [{ uri, name: 'project' }] });
      await open([cell('a', OLD)], `${uri}/a.ipynb`);
      assert.deepEqual(await rules('a'), []);
    } finally {
      removeTree(root);
    }
  });

  it('are judged as files of the workspace unless they are open', async () => {
    const source = OLD.split(/(?<=\n)/).filter((line) => line !== '');
    const root = makeTree({ 'a.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', source }] }) });
    try {
      const uri = pathToFileURL(root).href;
      client = await TestClient.start(PULL, { workspaceFolders: [{ uri, name: 'project' }] });
      const lint = (): Promise<unknown[]> => client.connection.sendRequest('unkey-lint/lintWorkspace', {});
      assert.equal((await lint()).length, 1);
      await open([cell('a', OLD)], `${uri}/a.ipynb`);
      assert.equal((await lint()).length, 0);
    } finally {
      removeTree(root);
    }
  });

  it('are read from clients that send cells as documents', async () => {
    client = await TestClient.start(PULL);
    await client.open('%%time\n!curl https://api.unkey.dev/v1/liveness\n', cellUri('a'), 'python');
    assert.deepEqual(await rules('a'), ['deprecated-v1-endpoint']);
  });
});
