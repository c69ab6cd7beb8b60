import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type AnnotatedTextEdit,
  type ApplyWorkspaceEditParams,
  type ClientCapabilities,
  type CreateFile,
  type TextDocumentEdit,
  type TextEdit,
  WorkDoneProgress,
} from 'vscode-languageserver/node';
import { makeTree, RIGHT, removeTree } from '../cli/run.ts';
import { PULL, TestClient, URI, until } from './client.ts';

import { apply, BY_HAND, NEW, OLD, REVIEWING, type Result, SHARED, VERIFY } from './migration.ts';

describe('language server: migration', () => {
  let client: TestClient;
  afterEach(() => client.process.kill());

  const begin = async (text: string, languageId = 'http', capabilities = PULL): Promise<void> => {
    client = await TestClient.start(capabilities);
    await client.open(text, URI, languageId);
  };
  describe('of a workspace', () => {
    let root: string;
    let edits: ApplyWorkspaceEditParams[];
    let shown: string[];
    const uri = (name: string): string => pathToFileURL(path.join(root, name)).href;

    const start = async (capabilities: ClientCapabilities, options = {}): Promise<void> => {
      root = makeTree({
        '.gitignore': 'built\n',
        'a b.http': OLD,
        'built/c.http': OLD,
        'hand.http': BY_HAND,
        'latin1.http': Buffer.concat([Buffer.from(OLD), Buffer.from([0xe9, 0x0a])]),
        'right.http': RIGHT,
        'sub/shared.ts': SHARED,
      });
      edits = [];
      shown = [];
      const workspaceFolders = [{ uri: pathToFileURL(root).href, name: 'test' }];
      client = await TestClient.start(capabilities, { workspaceFolders, initializationOptions: options });
      client.connection.onRequest('workspace/applyEdit', (params) => {
        edits.push(params);
        return { applied: true };
      });
      client.connection.onNotification('window/showMessage', ({ message }) => void shown.push(message));
    };
    const migrate = (): Promise<Result> =>
      client.connection.sendRequest('workspace/executeCommand', { command: 'unkey-lint.migrateWorkspace' });
    afterEach(() => removeTree(root));

    it('puts each step before the user, open documents as they stand', async () => {
      await start(REVIEWING);
      await client.open(`\n${OLD}`, uri('a b.http'));
      await migrate();
      const [{ edit, label, metadata }] = edits as [ApplyWorkspaceEditParams];
      assert.deepEqual([label, metadata], ['Migrate to Unkey v2', { isRefactoring: true }]);
      const changes = edit.documentChanges as TextDocumentEdit[];
      assert.deepEqual(
        changes.map(({ textDocument }) => textDocument),
        [
          { uri: uri('a b.http'), version: 1 },
          { uri: uri('sub/shared.ts'), version: null },
        ],
      );
      assert.equal(apply(`\n${OLD}`, changes[0]!.edits as TextEdit[]), `\n${NEW}`);
      const ids = changes.map(({ edits: [first] }) => (first as AnnotatedTextEdit).annotationId);
      assert.deepEqual(
        Object.entries(edit.changeAnnotations!).map(([id, { label: name, needsConfirmation }]) => [
          id,
          name,
          needsConfirmation,
        ]),
        [
          [ids[0], 'POST /v1/keys.deleteKey → POST /v2/keys.deleteKey, a b.http:3:1', true],
          [ids[1], 'POST /v1/keys.deleteKey → POST /v2/keys.deleteKey and 1 more, sub/shared.ts:3:7', true],
        ],
      );
      for (const { edits: list } of changes)
        assert.equal(new Set(list.map((one) => (one as AnnotatedTextEdit).annotationId)).size, 1);
      assert.deepEqual(client.progress, ['begin', 'end']);
    });

    it('needs no confirmation but for showing all of it to an editor that says so', async () => {
      await start(REVIEWING, { editPreview: true });
      await client.open(`${OLD}\n###\n${VERIFY}`, uri('right.http'));
      await migrate();
      const { documentChanges, changeAnnotations } = edits[0]!.edit;
      const [create, ...changes] = documentChanges as [CreateFile, ...TextDocumentEdit[]];
      const { annotationId, ...rest } = create;
      assert.deepEqual(rest, { kind: 'create', uri: uri('a b.http'), options: { ignoreIfExists: true } });
      for (const [id, { needsConfirmation }] of Object.entries(changeAnnotations!))
        assert.equal(needsConfirmation, id === annotationId);
      // A step is one edit, so that no half of it can be left out.
      assert.deepEqual(
        changes.map((change) => change.edits.length),
        [1, 2, 1],
      );
      const notes = Object.values(changeAnnotations!).find(({ label }) => label.includes('verifyKey'));
      assert.match(notes!.description!, /root key/);
    });

    it('tells what to look at in the calls that were migrated', async () => {
      await start(REVIEWING);
      await client.open(`${VERIFY}\n###\n${VERIFY}`, uri('right.http'));
      client.connection.onRequest('workspace/applyEdit', async ({ edit }: ApplyWorkspaceEditParams) => {
        const change = (edit.documentChanges as TextDocumentEdit[]).find(
          ({ textDocument }) => textDocument.uri === uri('right.http'),
        )!;
        const text = apply(`${VERIFY}\n###\n${VERIFY}`, change.edits as TextEdit[]);
        await client.change([{ text }], uri('right.http'));
        return { applied: true };
      });
      await migrate();
      const check = await until(() => client.logged.find((line) => /^To check: .*root key/.test(line)));
      const [, first, second] = check.split('\n');
      assert.equal(first, '  right.http:1:1: POST /v2/keys.verifyKey');
      assert.match(second!, /^ {2}right\.http:8:1: /);
    });

    it('tells what is left once the user has chosen', async () => {
      await start(REVIEWING);
      // The client makes one of the steps, and moves what is left to do.
      client.connection.onRequest('workspace/applyEdit', async () => {
        await client.open(`${OLD}\n###\n${BY_HAND}`, uri('hand.http'));
        await client.open(NEW, uri('a b.http'));
        return { applied: true };
      });
      const { todos, ...rest } = await migrate();
      assert.deepEqual(rest, { applied: true, calls: 0, declined: 3 });
      assert.deepEqual(
        todos.map((todo) => [todo.uri, todo.range.start, todo.from]),
        [
          [uri('hand.http'), { line: 8, character: 0 }, 'GET /v1/keys.getKeys'],
          [uri('latin1.http'), { line: 1, character: 0 }, 'POST /v1/keys.deleteKey'],
        ],
      );
      assert.match(todos[1]!.reason, /UTF-8/);
      await until(() =>
        client.logged.find((line) => /hand\.http:9:1: GET \/v1\/keys\.getKeys: \S/.test(line)),
      );
      await until(() =>
        shown.find((line) => /3 calls can still .* 2 calls have to be changed by hand/.test(line)),
      );
    });

    it('changes the cells of an open notebook, and not its file', async () => {
      await start(REVIEWING);
      const source = 'import requests\nrequests.get("https://api.unkey.dev/v1/liveness")\n';
      writeFileSync(
        path.join(root, 'sub/open.ipynb'),
        JSON.stringify({ nbformat: 4, cells: [{ cell_type: 'code', source: [source] }] }),
      );
      writeFileSync(path.join(root, 'sub/closed.ipynb'), readFileSync(path.join(root, 'sub/open.ipynb')));
      const cell = `${uri('sub/open.ipynb').replace('file:', 'vscode-notebook-cell:')}#a`;
      await client.connection.sendNotification('notebookDocument/didOpen', {
        notebookDocument: {
          uri: uri('sub/open.ipynb'),
          notebookType: 'jupyter-notebook',
          version: 1,
          cells: [{ kind: 2, document: cell }],
        },
        cellTextDocuments: [{ uri: cell, languageId: 'python', version: 7, text: source }],
      });
      await migrate();
      const { documentChanges, changeAnnotations } = edits[0]!.edit;
      const changed = (documentChanges as TextDocumentEdit[]).map(({ textDocument }) => textDocument);
      assert.deepEqual(
        changed.filter((document) => /notebook|ipynb/.test(document.uri)),
        [
          { uri: uri('sub/closed.ipynb'), version: null },
          { uri: cell, version: 7 },
        ],
      );
      const labels = Object.values(changeAnnotations!).map(({ label }) => label);
      assert.ok(
        labels.some((label) => label.endsWith(', sub/open.ipynb:2:1 of a cell')),
        labels.join('\n'),
      );
    });

    it('is one plain edit to a client that cannot ask', async () => {
      const workspace = { ...REVIEWING.workspace, workspaceEdit: { documentChanges: true } };
      await start({ ...REVIEWING, workspace });
      // It has not saved yet what it changed.
      const { applied, calls, declined } = await migrate();
      assert.deepEqual([applied, calls, declined], [true, 3, 0]);
      const { edit } = edits[0]!;
      assert.equal(edit.changeAnnotations, undefined);
      const [http, ts] = edit.documentChanges as TextDocumentEdit[];
      assert.equal(apply(OLD, http!.edits as TextEdit[]), NEW);
      assert.equal(apply(SHARED, ts!.edits as TextEdit[]), SHARED.replace('dev/v1', 'com/v2'));
      assert.ok(!JSON.stringify(edit).includes('annotationId'));
    });

    it('changes nothing itself, and says so where the client cannot either', async () => {
      await start(PULL);
      const result = await migrate();
      assert.deepEqual([result.applied, result.calls, result.declined, edits], [false, 0, 3, []]);
      await until(() => shown.find((line) => line.includes('unkey-lint migrate --write')));
      assert.equal(readFileSync(path.join(root, 'a b.http'), 'utf8'), OLD);
    });

    it('can be cancelled, and nothing changes', async () => {
      await start(REVIEWING);
      client.connection.onRequest('window/workDoneProgress/create', ({ token }) => {
        client.connection.onProgress(WorkDoneProgress.type, token, ({ kind }) => {
          if (kind === 'begin')
            void client.connection.sendNotification('window/workDoneProgress/cancel', { token });
        });
        return null;
      });
      assert.equal(await migrate(), null);
      assert.deepEqual(edits, []);
    });

    it('is left alone where linting is off', async () => {
      await start(REVIEWING);
      client.settings = { enable: false };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await migrate();
      assert.deepEqual(edits, []);
      await until(() => shown.find((line) => line.includes('no calls to Unkey v1')));
    });
  });

  it('has no other commands', async () => {
    await begin(OLD);
    assert.deepEqual(client.initialized!.capabilities.executeCommandProvider!.commands, [
      'unkey-lint.migrateWorkspace',
      'unkey-lint.migrateFile',
    ]);
    for (const command of ['unkey-lint.nothing', 'unkey-lint.migrateFile'])
      await assert.rejects(client.connection.sendRequest('workspace/executeCommand', { command }));
  });
});
