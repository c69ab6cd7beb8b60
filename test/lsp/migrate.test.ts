import assert from 'node:assert/strict';
import type {
  ApplyWorkspaceEditParams,
  CodeAction,
  TextDocumentEdit,
  TextEdit,
} from 'vscode-languageserver/node';
import { RIGHT } from '../cli/run.ts';
import { PULL, PUSH, TestClient, URI, ZERO } from './client.ts';

import {
  apply,
  at,
  BY_HAND,
  editsOf,
  MIGRATE,
  NEW,
  OLD,
  REVIEWING,
  type Result,
  SHARED,
} from './migration.ts';

describe('language server: migration', () => {
  let client: TestClient;
  afterEach(() => client.process.kill());

  const begin = async (text: string, languageId = 'http', capabilities = PULL): Promise<void> => {
    client = await TestClient.start(capabilities);
    await client.open(text, URI, languageId);
  };
  const migrating = (actions: readonly CodeAction[]): CodeAction[] =>
    actions.filter(({ title }) => title.startsWith('Migrate'));

  describe('of a call', () => {
    it('is offered with the finding that it settles', async () => {
      await begin(OLD);
      const diagnostics = await client.diagnostics();
      const actions = migrating(await client.actions(diagnostics[0]!.range, { diagnostics, triggerKind: 2 }));
      assert.deepEqual(
        actions.map(({ title, kind }) => [title, kind]),
        [['Migrate this call to Unkey v2', 'quickfix']],
      );
      assert.deepEqual(actions[0]!.diagnostics, diagnostics);
      const [change] = actions[0]!.edit!.documentChanges as TextDocumentEdit[];
      assert.deepEqual(change!.textDocument, { uri: URI, version: 1 });
      assert.equal(apply(OLD, editsOf(actions[0]!.edit)), NEW);
    });

    it('is a refactoring anywhere else in it, and nothing outside', async () => {
      await begin(`${OLD}\n###\n${RIGHT}`);
      const ask = async (line: number, only?: string[]): Promise<unknown[]> =>
        migrating(
          await client.actions(at(line, 3), { diagnostics: [], triggerKind: 2, ...(only && { only }) }),
        ).map(({ kind }) => kind);
      assert.deepEqual(await ask(2), ['refactor.rewrite']);
      assert.deepEqual(await ask(2, ['refactor']), ['refactor.rewrite']);
      assert.deepEqual(await ask(2, ['quickfix']), []);
      assert.deepEqual(await ask(2, ['refactor.extract']), []);
      assert.deepEqual(await ask(8), []);
      assert.deepEqual(await ask(8, ['refactor']), []);
    });

    it('takes those along that share what changes', async () => {
      await begin(SHARED, 'typescript');
      for (const place of [at(0, 30), at(2, 8), at(3, 8)]) {
        const [action] = migrating(await client.actions(place, { diagnostics: [], triggerKind: 2 }));
        assert.equal(action!.title, 'Migrate these 2 calls to Unkey v2');
        assert.equal(apply(SHARED, editsOf(action!.edit)), SHARED.replace('dev/v1', 'com/v2'));
      }
    });

    it('has places that fit columns of bytes', async () => {
      const line = `echo "é🚀中"; curl https://api.unkey.dev/v1/keys.deleteKey -H "Authorization: Bearer $K" --json '{"keyId":"ü"}'`;
      for (const [encoding, bytes] of [
        ['utf-8', 'utf8'],
        ['utf-16', 'utf16le'],
      ] as const) {
        await begin(`# ü\n${line}\n`, 'shellscript', { ...PULL, general: { positionEncodings: [encoding] } });
        const [action] = migrating(await client.actions(at(1, 40), { diagnostics: [], only: ['refactor'] }));
        assert.equal(
          apply(`# ü\n${line}\n`, editsOf(action!.edit), bytes),
          `# ü\n${line.replace('dev/v1', 'com/v2')}\n`,
        );
        client.process.kill();
      }
      await begin('');
    });

    it('comes as plain changes to a client without versioned ones', async () => {
      await begin(OLD, 'http', PUSH);
      const [action] = migrating(await client.actions(at(1, 0), { diagnostics: [] }));
      assert.equal(apply(OLD, action!.edit!.changes![URI]!), NEW);
    });
  });

  describe('of a file', () => {
    it('is a source action of its own', async () => {
      const text = `${OLD}\n###\n${OLD}\n###\n${BY_HAND}`;
      await begin(text);
      assert.deepEqual(client.initialized!.capabilities.codeActionProvider, {
        codeActionKinds: ['quickfix', 'refactor.rewrite', 'source.fixAll.unkey-lint', MIGRATE],
      });
      for (const only of [[MIGRATE], ['source.migrate'], ['source']]) {
        const actions = await client.actions(ZERO, { diagnostics: [], only });
        const [action] = actions.filter(({ kind }) => kind === MIGRATE);
        assert.equal(action!.title, 'Migrate this file to Unkey v2 (2 calls)');
        assert.equal(apply(text, editsOf(action!.edit)), text.replaceAll(OLD, NEW));
      }
      for (const only of [['source.fixAll'], ['quickfix'], ['refactor']])
        assert.ok(
          (await client.actions(ZERO, { diagnostics: [], only })).every(({ kind }) => kind !== MIGRATE),
        );
      assert.deepEqual(await client.actions(ZERO, { diagnostics: [], triggerKind: 2 }), []);
    });

    it('is not offered where nothing is to be done', async () => {
      await begin(RIGHT);
      assert.deepEqual(await client.actions(ZERO, { diagnostics: [], only: [MIGRATE] }), []);
    });

    it('is a command too, which takes all cells of a notebook', async () => {
      client = await TestClient.start(REVIEWING);
      const edits: ApplyWorkspaceEditParams[] = [];
      client.connection.onRequest('workspace/applyEdit', (params) => {
        edits.push(params);
        return { applied: false };
      });
      const notebook = 'file:///project/keys.ipynb';
      const cellUri = (name: string): string => `vscode-notebook-cell:/project/keys.ipynb#${name}`;
      const cell = (name: string, text: string) => ({
        uri: cellUri(name),
        languageId: 'python',
        version: 1,
        text,
      });
      const call = `import requests\nrequests.get("https://api.unkey.dev/v1/liveness")\n`;
      await client.connection.sendNotification('notebookDocument/didOpen', {
        notebookDocument: {
          uri: notebook,
          notebookType: 'jupyter-notebook',
          version: 1,
          cells: ['a', 'b', 'c'].map((name) => ({ kind: 2, document: cellUri(name) })),
        },
        cellTextDocuments: [cell('a', call), cell('b', 'print(1)\n'), cell('c', call)],
      });
      await client.open(OLD);
      const result = await client.connection.sendRequest<Result>('workspace/executeCommand', {
        command: 'unkey-lint.migrateFile',
        arguments: [cellUri('b')],
      });
      assert.deepEqual([result.applied, result.calls, result.declined], [false, 0, 2]);
      const changes = edits[0]!.edit.documentChanges as TextDocumentEdit[];
      assert.deepEqual(
        changes.map(({ textDocument }) => textDocument.uri),
        [cellUri('a'), cellUri('c')],
      );
      assert.equal(apply(call, changes[0]!.edits as TextEdit[]), call.replace('dev/v1', 'com/v2'));
      assert.equal(edits[0]!.edit.changeAnnotations, undefined);
    });
  });
});
