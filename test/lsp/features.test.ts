import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeAction, Diagnostic, TextDocumentEdit, TextEdit } from 'vscode-languageserver/node';
import { makeTree, RIGHT, removeTree, WRONG_VERSION } from '../cli/run.ts';
import { PULL, PUSH, TestClient, URI, until, ZERO } from './client.ts';

const TWICE = `${WRONG_VERSION}\n###\n${WRONG_VERSION}`;

/** The edits of a versioned document change. */
function documentEdit({ edit }: CodeAction): TextDocumentEdit {
  const [change, ...others] = (edit!.documentChanges ?? []) as TextDocumentEdit[];
  assert.deepEqual(others, []);
  return change!;
}

/** Applies edits to a text whose characters are one unit each. */
function apply(text: string, edits: readonly TextEdit[]): string {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const sorted = [...edits].sort(
    (a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character,
  );
  return sorted.reduce((result, { range: { start, end }, newText }) => {
    return (
      result.slice(0, starts[start.line]! + start.character) +
      newText +
      result.slice(starts[end.line]! + end.character)
    );
  }, text);
}

describe('language server features', () => {
  let client: TestClient;
  let diagnostics: Diagnostic[];
  const begin = async (text: string, languageId = 'http'): Promise<void> => {
    client = await TestClient.start(PULL);
    await client.open(text, URI, languageId);
    diagnostics = await client.diagnostics();
  };
  afterEach(() => client.process.kill());

  describe('code actions', () => {
    it('offer the fix that a diagnostic carries, preferred and with the version', async () => {
      await begin(WRONG_VERSION);
      const actions = await client.actions(diagnostics[0]!.range, { diagnostics });
      const fix = actions.find(({ isPreferred }) => isPreferred)!;
      assert.equal(fix.kind, 'quickfix');
      assert.deepEqual(fix.diagnostics, diagnostics);
      assert.deepEqual(documentEdit(fix).textDocument, { uri: URI, version: 1 });
      assert.equal(apply(WRONG_VERSION, documentEdit(fix).edits as TextEdit[]), RIGHT);
      assert.equal(actions.filter(({ title }) => title === fix.title).length, 1);
    });

    it('find the fix again when the client does not send the data', async () => {
      await begin(WRONG_VERSION);
      const { data: _, ...bare } = diagnostics[0]!;
      for (const sent of [[bare], []]) {
        const actions = await client.actions(diagnostics[0]!.range, { diagnostics: sent });
        const fix = actions.find(({ isPreferred }) => isPreferred)!;
        assert.equal(apply(WRONG_VERSION, documentEdit(fix).edits as TextEdit[]), RIGHT);
      }
    });

    it('never use the places of an earlier text', async () => {
      await begin(WRONG_VERSION);
      await client.change([{ range: ZERO, text: '# moved\n' }]);
      const at = { start: { line: 1, character: 27 }, end: { line: 1, character: 27 } };
      for (const range of [at, diagnostics[0]!.range]) {
        const actions = await client.actions(range, { diagnostics, only: ['quickfix'] });
        for (const action of actions.filter(({ isPreferred }) => isPreferred)) {
          const { textDocument, edits } = documentEdit(action);
          assert.equal(textDocument.version, 2);
          assert.equal(apply(`# moved\n${WRONG_VERSION}`, edits as TextEdit[]), `# moved\n${RIGHT}`);
        }
        assert.equal(
          actions.some(({ isPreferred }) => isPreferred),
          range === at,
        );
      }
      // Reopened, the versions begin again with another text.
      await client.close();
      await client.connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: URI, languageId: 'http', version: 1, text: `#\n${WRONG_VERSION}` },
      });
      const stale = await client.actions(diagnostics[0]!.range, { diagnostics });
      assert.deepEqual(
        stale.filter(({ isPreferred }) => isPreferred),
        [],
      );
    });

    it('fix all problems of a rule, and all of the file', async () => {
      await begin(TWICE);
      const range = diagnostics[0]!.range;
      const actions = await client.actions(range, { diagnostics: [diagnostics[0]!] });
      const ofRule = actions.find(({ title }) => /^Fix all endpoint-version-mismatch/.test(title))!;
      const expected = TWICE.replaceAll('/v1/', '/v2/');
      assert.equal(apply(TWICE, documentEdit(ofRule).edits as TextEdit[]), expected);
      for (const only of ['source.fixAll.unkey-lint', 'source.fixAll', 'source']) {
        const [fixAll, ...others] = await client.actions(ZERO, { diagnostics: [], only: [only] });
        assert.deepEqual(
          others.map(({ kind }) => kind),
          only === 'source' ? ['source.migrate.unkey-lint'] : [],
        );
        assert.equal(fixAll!.kind, 'source.fixAll.unkey-lint');
        assert.equal(apply(TWICE, documentEdit(fixAll!).edits as TextEdit[]), expected);
      }
    });

    it('keep to the kinds that are asked for', async () => {
      await begin(TWICE);
      const [{ range }] = diagnostics as [Diagnostic];
      for (const only of [
        'refactor.extract',
        'source.organizeImports',
        'source.fixAll.other',
        'quickfixes',
      ]) {
        assert.deepEqual(await client.actions(range, { diagnostics, only: [only] }), [], only);
      }
      const refactorings = await client.actions(range, { diagnostics, only: ['refactor'] });
      assert.deepEqual(
        refactorings.map(({ kind }) => kind),
        ['refactor.rewrite'],
      );
      const quick = await client.actions(range, { diagnostics, only: ['quickfix'] });
      assert.ok(quick.length > 0 && quick.every(({ kind }) => kind === 'quickfix'));
      const automatic = await client.actions(range, { diagnostics, triggerKind: 2 });
      assert.ok(automatic.every(({ kind }) => kind === 'quickfix'));
    });

    it('suppress for the line and for the file', async () => {
      await begin(WRONG_VERSION);
      const actions = await client.actions(diagnostics[0]!.range, { diagnostics });
      const suppressing = actions.filter((action) => {
        const [edit] = documentEdit(action).edits as TextEdit[];
        return edit!.newText.includes('unkey-lint-disable');
      });
      assert.equal(suppressing.length, 2);
      for (const action of suppressing) {
        const text = apply(WRONG_VERSION, documentEdit(action).edits as TextEdit[]);
        await client.change([{ text }]);
        assert.deepEqual(await client.diagnostics(), [], text);
      }
    });

    it('come as plain changes to a client without versioned ones', async () => {
      client = await TestClient.start(PUSH);
      await client.open(WRONG_VERSION);
      const { diagnostics } = await client.nextPush();
      const [fix] = await client.actions(diagnostics[0]!.range, { diagnostics, only: ['quickfix'] });
      assert.equal(fix!.edit!.documentChanges, undefined);
      assert.equal(apply(WRONG_VERSION, fix!.edit!.changes![URI]!), RIGHT);
      assert.equal('isPreferred' in fix!, false);
    });
  });

  it('hover explains an error type and an endpoint', async () => {
    await begin('Failed with err:unkey:data:key_not_found.', 'markdown');
    const error = await client.hover({ line: 0, character: 20 });
    assert.equal(error!.contents.kind, 'markdown');
    assert.match(error!.contents.value, /404/);
    assert.deepEqual(error!.range, { start: { line: 0, character: 12 }, end: { line: 0, character: 40 } });
    await client.change([{ text: WRONG_VERSION }]);
    assert.equal(await client.hover({ line: 0, character: 2 }), null);
  });

  it('links lead from error types to their pages', async () => {
    await begin('Failed with err:unkey:data:key_not_found.', 'markdown');
    const links = await client.connection.sendRequest<{ target: string; range: unknown }[]>(
      'textDocument/documentLink',
      { textDocument: { uri: URI } },
    );
    assert.equal(links.length, 1);
    assert.match(links[0]!.target, /^https:\/\/.*key_not_found/);
  });

  it('explain answers with Markdown', async () => {
    await begin('');
    const ask = (text: string) =>
      client.connection.sendRequest<{ markdown: string }>('unkey-lint/explain', { text });
    assert.match((await ask('got err:unkey:data:key_not_found')).markdown, /404/);
    assert.equal((await ask('nothing')).markdown, '');
  });

  describe('in a workspace', () => {
    let root: string;
    let uri: (name: string) => string;
    const lint = () =>
      client.connection.sendRequest<{ uri: string; version: number | null; diagnostics: Diagnostic[] }[]>(
        'unkey-lint/lintWorkspace',
        {},
      );

    beforeEach(async () => {
      root = makeTree({
        '.gitignore': 'built\n',
        'a b.http': WRONG_VERSION,
        'built/c.http': WRONG_VERSION,
        'sub/right.http': RIGHT,
        'sub/x.http': WRONG_VERSION,
      });
      uri = (name) => pathToFileURL(path.join(root, name)).href;
      const workspaceFolders = [{ uri: pathToFileURL(root).href, name: 'test' }];
      client = await TestClient.start({ ...PULL, window: { workDoneProgress: true } }, { workspaceFolders });
    });
    afterEach(() => removeTree(root));

    it('lints the files the command line would, open ones as they stand', async () => {
      assert.deepEqual(
        (await lint()).map((file) => file.uri),
        [uri('a b.http'), uri('sub/x.http')],
      );
      await client.open(RIGHT, uri('a b.http'));
      await client.open(WRONG_VERSION, uri('sub/right.http'));
      const files = await lint();
      assert.deepEqual(
        files.map((file) => file.uri),
        [uri('sub/right.http'), uri('sub/x.http')],
      );
      assert.deepEqual(
        files.map(({ version }) => version),
        [1, null],
      );
      assert.deepEqual(client.progress, ['begin', 'end', 'begin', 'end']);
    });

    it('follows the configuration file of the folder, and the settings before it', async () => {
      const { writeFile } = await import('node:fs/promises');
      await client.open(WRONG_VERSION, uri('a b.http'));
      assert.equal((await client.diagnostics(uri('a b.http')))[0]!.severity, 1);
      const file = path.join(root, 'unkey-lint.config.json');
      await writeFile(file, '{ "rules": { "endpoint-version-mismatch": "info", "nonsense": "off" } }');
      const changes = [{ uri: pathToFileURL(file).href, type: 1 }];
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      await until(() => client.refreshes || undefined);
      assert.equal((await client.diagnostics(uri('a b.http')))[0]!.severity, 3);
      await until(() =>
        client.logged.find((line) => /unkey-lint\.config\.json:1:\d+: .*nonsense/.test(line)),
      );
      client.settings = { rules: { 'endpoint-version-mismatch': 'warn' } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      assert.equal((await client.diagnostics(uri('a b.http')))[0]!.severity, 2);
    });

    it('takes endpoints of the configuration file for granted, whatever the settings say', async () => {
      const { writeFile } = await import('node:fs/promises');
      const file = path.join(root, 'unkey-lint.config.json');
      await writeFile(file, '{ "additionalEndpoints": ["POST /v2/keys.archive"] }');
      client.settings = { rules: { 'unknown-endpoint': 'error' } };
      const changes = [{ uri: pathToFileURL(file).href, type: 1 }];
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      const request = (name: string) =>
        `POST https://api.unkey.com/v2/${name}\nAuthorization: Bearer {{k}}\n`;
      await client.open(`${request('keys.archive')}\n###\n${request('keys.archives')}`, uri('new.http'));
      const found = await client.diagnostics(uri('new.http'));
      assert.deepEqual(
        found.map((d) => [d.code, d.severity, d.range.start.line]),
        [['unknown-endpoint', 1, 4]],
      );
    });

    it('can be cancelled', async () => {
      client.connection.onRequest('window/workDoneProgress/create', ({ token }) => {
        void client.connection.sendNotification('window/workDoneProgress/cancel', { token });
        return null;
      });
      assert.ok((await lint()).length <= 2);
    });
  });
});
