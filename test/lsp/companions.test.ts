import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver/node';
import { makeTree, removeTree } from '../cli/run.ts';
import { PULL, PUSH, TestClient, until } from './client.ts';
import { startWorker } from './web-worker.ts';

const REQUEST = 'POST {{host}}/v1/keys.getKey\nAuthorization: Bearer {{key}}\n';
const environment = (host: string): string => JSON.stringify({ dev: { host } });
const GONE = 'https://api.unkey.dev';
const NAME = 'http-client.env.json';

const rulesOf = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code }) => code);

describe('companions of a document', () => {
  const roots: string[] = [];
  const workspace = (files: Readonly<Record<string, string>>) => {
    const root = makeTree(files);
    roots.push(root);
    const folder = { uri: pathToFileURL(root).href, name: 'w' };
    return { root, folder, uri: `${folder.uri}/a/b.http` };
  };
  after(() => roots.forEach(removeTree));

  it('are read from its folder up to that of the workspace, and again when they change', async () => {
    const { root, folder, uri } = workspace({ 'a/b.http': REQUEST, [NAME]: environment('http://localhost') });
    const client = await TestClient.start(PULL, { workspaceFolders: [folder] });
    try {
      await client.open(REQUEST, uri);
      const first = await client.pull(uri);
      assert.deepEqual(first.kind === 'full' && first.items, []);

      writeFileSync(path.join(root, NAME), environment(GONE));
      const changes = [{ uri: `${folder.uri}/${NAME}`, type: 2 }];
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      await until(() => client.refreshes || undefined);
      const second = await client.pull(uri, first.resultId);
      assert.deepEqual(second.kind === 'full' && rulesOf(second.items), ['deprecated-v1-endpoint']);

      // A nearer one counts instead.
      writeFileSync(path.join(root, 'a', NAME), environment('http://localhost'));
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      await until(() => client.refreshes > 1 || undefined);
      assert.deepEqual(await client.diagnostics(uri), []);
    } finally {
      await client.stop();
    }
  });

  it('are pushed for when one is saved', async () => {
    const { root, folder, uri } = workspace({ 'a/b.http': REQUEST, [NAME]: environment(GONE) });
    const client = await TestClient.start(PUSH, { rootUri: folder.uri });
    try {
      const opened = client.nextPush();
      await client.open(REQUEST, uri);
      assert.deepEqual(rulesOf((await opened).diagnostics), ['deprecated-v1-endpoint']);
      rmSync(path.join(root, NAME));
      const saved = client.nextPush();
      const textDocument = { uri: `${folder.uri}/${NAME}` };
      await client.connection.sendNotification('textDocument/didSave', { textDocument });
      assert.deepEqual((await saved).diagnostics, []);
    } finally {
      await client.stop();
    }
  });

  it('are not looked for beside a document that has no folder', async () => {
    const client = await TestClient.start(PULL);
    try {
      await client.open(REQUEST, 'untitled:x.http');
      assert.deepEqual(await client.diagnostics('untitled:x.http'), []);
    } finally {
      await client.stop();
    }
  });

  it('are counted when the workspace is linted', async () => {
    const { folder } = workspace({ 'a/b.http': REQUEST, [NAME]: environment(GONE) });
    const client = await TestClient.start(PULL, { workspaceFolders: [folder] });
    try {
      const files = await client.connection.sendRequest<{ uri: string; diagnostics: Diagnostic[] }[]>(
        'unkey-lint/lintWorkspace',
        {},
      );
      assert.deepEqual(
        files.map(({ uri, diagnostics }) => [uri, rulesOf(diagnostics)]),
        [[`${folder.uri}/a/b.http`, ['deprecated-v1-endpoint']]],
      );
    } finally {
      await client.stop();
    }
  });

  it('are read by the client in the browser', async () => {
    const worker = startWorker();
    const root = 'vscode-vfs://github/me/repo';
    const asked: string[] = [];
    try {
      worker.connection.onRequest('unkey-lint/readDirectory', ({ uri }: { uri: string }) => {
        asked.push(uri);
        return uri === root ? [{ name: NAME, kind: 'file' }] : [];
      });
      worker.connection.onRequest('unkey-lint/readText', ({ uri }: { uri: string }) =>
        uri === `${root}/${NAME}` ? environment(GONE) : null,
      );
      await worker.connection.sendRequest('initialize', {
        processId: null,
        rootUri: null,
        workspaceFolders: [{ uri: root, name: 'repo' }],
        capabilities: { textDocument: PULL.textDocument },
      });
      await worker.connection.sendNotification('initialized', {});
      const uri = `${root}/a/b.http`;
      await worker.connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'http', version: 1, text: REQUEST },
      });
      const { items } = await worker.connection.sendRequest<{ items: Diagnostic[] }>(
        'textDocument/diagnostic',
        { textDocument: { uri } },
      );
      assert.deepEqual(rulesOf(items), ['deprecated-v1-endpoint']);
      assert.deepEqual([...new Set(asked)], [`${root}/a`, root]);
    } finally {
      await worker.stop();
    }
  });
});
