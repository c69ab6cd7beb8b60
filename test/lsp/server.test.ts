import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ClientCapabilities, Diagnostic } from 'vscode-languageserver/node';
import { RIGHT, WRONG_VERSION } from '../cli/run.ts';
import { PULL, PUSH, TestClient, URI, until, ZERO } from './client.ts';

const rulesOf = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code }) => code);

describe('language server', () => {
  let client: TestClient;
  const start = async (capabilities: ClientCapabilities, options = {}): Promise<TestClient> => {
    client = await TestClient.start(capabilities, options);
    return client;
  };
  afterEach(() => client.process.kill());

  describe('with a client that asks for diagnostics', () => {
    beforeEach(() => start(PULL));

    it('offers what it can and pushes nothing', async () => {
      const { capabilities, serverInfo } = client.initialized!;
      assert.equal(serverInfo?.name, 'unkey-lint');
      assert.equal(capabilities.positionEncoding, 'utf-16');
      assert.deepEqual(capabilities.diagnosticProvider, {
        identifier: 'unkey-lint',
        interFileDependencies: false,
        workspaceDiagnostics: false,
      });
      await client.open(WRONG_VERSION);
      await client.diagnostics();
      await client.change([{ text: RIGHT }]);
      await new Promise((resolve) => setTimeout(resolve, 250));
      assert.deepEqual(client.published, []);
      assert.deepEqual(client.registered.sort(), [
        'workspace/didChangeConfiguration',
        'workspace/didChangeWatchedFiles',
      ]);
    });

    it('gives whole diagnostics', async () => {
      await client.open(WRONG_VERSION);
      const [diagnostic, ...others] = await client.diagnostics();
      assert.deepEqual(others, []);
      const { message, codeDescription, data, ...rest } = diagnostic!;
      assert.deepEqual(rest, {
        range: { start: { line: 0, character: 27 }, end: { line: 0, character: 29 } },
        severity: 1,
        source: 'unkey-lint',
        code: 'endpoint-version-mismatch',
      });
      assert.match(codeDescription!.href, /endpoint-version-mismatch\.md$/);
      assert.match(String(message), /v2/);
      assert.equal(data.rule, 'endpoint-version-mismatch');
      assert.equal(data.version, 1);
      assert.equal(data.fix.safety, 'safe');
    });

    it('answers "unchanged" as long as nothing changed', async () => {
      await client.open(WRONG_VERSION);
      const first = await client.pull();
      assert.equal(first.kind, 'full');
      assert.deepEqual(await client.pull(URI, first.resultId), {
        kind: 'unchanged',
        resultId: first.resultId!,
      });
      await client.change([{ text: RIGHT }]);
      const changed = await client.pull(URI, first.resultId);
      assert.deepEqual(changed.kind === 'full' && changed.items, []);
      await client.close();
      await client.open(WRONG_VERSION);
      assert.equal((await client.pull(URI, first.resultId)).kind, 'full');
    });

    it('judges again when the settings change', async () => {
      await client.open(WRONG_VERSION);
      const before = await client.pull();
      client.settings = { rules: { 'endpoint-version-mismatch': 'info' } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await until(() => client.refreshes || undefined);
      const after = await client.pull(URI, before.resultId);
      assert.ok(after.kind === 'full');
      assert.equal(after.items[0]!.severity, 3);
      client.settings = { enable: false };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      assert.deepEqual(await client.diagnostics(), []);
      assert.equal(await client.hover({ line: 0, character: 30 }), null);
    });

    it('names mistakes in the settings in the log only', async () => {
      client.settings = { rules: { nonsense: 'off', 'endpoint-version-mismatch': 'loud' } };
      await client.open(WRONG_VERSION);
      assert.deepEqual(rulesOf(await client.diagnostics()), ['endpoint-version-mismatch']);
      await until(() => client.logged.find((line) => line.includes('nonsense')));
      await until(() => client.logged.find((line) => line.includes('"loud"')));
    });

    it('lints documents that were never saved and those of other schemes', async () => {
      for (const uri of ['untitled:Untitled-1', 'vscode-vfs://github/o/r/a.http']) {
        await client.open(WRONG_VERSION, uri);
        assert.deepEqual(rulesOf(await client.diagnostics(uri)), ['endpoint-version-mismatch'], uri);
      }
    });

    it('shows the mistakes of an open configuration file', async () => {
      const uri = 'file:///project/unkey-lint.config.json';
      await client.open('{\n  "rules": { "nonsense": "off" }\n}', uri, 'json');
      const [problem] = await client.diagnostics(uri);
      assert.deepEqual(problem!.range.start, { line: 1, character: 13 });
      assert.match(String(problem!.message), /nonsense/);
    });
  });

  describe('with a client that waits for diagnostics', () => {
    beforeEach(() => start(PUSH, { initializationOptions: { rules: { 'wrong-http-method': 'off' } } }));

    it('pushes them with the version, at once on opening and after a pause on typing', async () => {
      assert.equal(client.initialized!.capabilities.diagnosticProvider, undefined);
      const opened = client.nextPush();
      await client.open(WRONG_VERSION);
      const { version, diagnostics } = await opened;
      assert.deepEqual([version, rulesOf(diagnostics)], [1, ['endpoint-version-mismatch']]);
      assert.equal('codeDescription' in diagnostics[0]!, false);
      assert.equal('data' in diagnostics[0]!, false);

      const typed = client.nextPush();
      for (let i = 0; i < 5; i++) await client.change([{ range: ZERO, text: '#' }]);
      await client.change([{ text: RIGHT }]);
      assert.deepEqual(await typed, { uri: URI, version: 7, diagnostics: [] });
      assert.equal(client.published.length, 2);
    });

    it('takes them back when the document closes', async () => {
      await client.open(WRONG_VERSION);
      await client.nextPush(({ diagnostics }) => diagnostics.length > 0);
      await client.close();
      assert.deepEqual(await client.nextPush(), { uri: URI, diagnostics: [] });
    });

    it('follows settings that are sent', async () => {
      await client.open(WRONG_VERSION);
      await client.nextPush();
      const settings = { unkeyLint: { rules: { 'endpoint-version-mismatch': 'off' } } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
      assert.deepEqual((await client.nextPush()).diagnostics, []);
    });

    it('gives hovers as plain text', async () => {
      await client.open('See err:unkey:data:key_not_found.', 'file:///project/a.md', 'markdown');
      const hover = await client.hover({ line: 0, character: 10 }, 'file:///project/a.md');
      assert.equal(hover!.contents.kind, 'plaintext');
      assert.match(hover!.contents.value, /404/);
      assert.doesNotMatch(hover!.contents.value, /\*\*|`/);
    });
  });

  describe('whatever comes', () => {
    it('survives strange documents and edits', async () => {
      await start(PULL);
      const strange = [
        '\ud800 unkey \udc00 https://api.unkey.com/v1/\udfff',
        `https://api.unkey.com/v2/${'{'.repeat(100_000)}`,
        `curl https://api.unkey.com/v1/keys.getKey -d '${'['.repeat(50_000)}`,
        '\0\0unkey\r\r\n\u2028',
        '',
      ];
      for (const languageId of [
        'http',
        'shellscript',
        'typescript',
        'markdown',
        'json',
        'plaintext',
        'nonsense',
      ]) {
        for (const [i, text] of strange.entries()) {
          const uri = `untitled:${languageId}-${i}`;
          await client.open(text, uri, languageId);
          assert.equal((await client.pull(uri)).kind, 'full');
        }
      }
      const far = { line: 99_999, character: 99_999 };
      await client.open(RIGHT);
      await client.change([{ range: { start: far, end: far }, text: '\n###\n' }]);
      await client.change([
        { range: { start: { line: 5, character: 9 }, end: { line: 2, character: 1 } }, text: 'x' },
      ]);
      await client.change([{ text: 'x' }], 'file:///never/opened');
      assert.equal(await client.hover(far), null);
      await client.change([{ text: WRONG_VERSION }]);
      assert.deepEqual(rulesOf(await client.diagnostics()), ['endpoint-version-mismatch']);
    }).timeout(60_000);

    it('leaves a very long document alone and says so once', async () => {
      await start(PULL);
      await client.open(WRONG_VERSION + '\n'.repeat(2_000_000));
      assert.deepEqual(await client.diagnostics(), []);
      await client.change([{ range: ZERO, text: '\n' }]);
      assert.deepEqual(await client.diagnostics(), []);
      assert.equal(client.logged.filter((line) => line.includes('not linted')).length, 1);
    });

    it('answers for the text as it is, not as it was', async () => {
      await start(PULL);
      await client.open(WRONG_VERSION);
      const answers = [client.diagnostics()];
      for (let i = 0; i < 20; i++) {
        void client.change([{ range: ZERO, text: '# note\n' }]);
        answers.push(client.diagnostics());
      }
      const last = (await Promise.all(answers)).at(-1)!;
      assert.equal(last[0]!.range.start.line, 20);
    });

    it('stays in step over many edits', async () => {
      await start(PULL);
      await client.open(WRONG_VERSION);
      for (let i = 0; i < 300; i++) {
        void client.change([{ range: ZERO, text: '#' }]);
        void client.change([{ range: { start: ZERO.start, end: { line: 0, character: 1 } }, text: '' }]);
        if (i % 50 === 0) assert.equal((await client.diagnostics())[0]!.range.start.character, 27);
      }
      assert.deepEqual(rulesOf(await client.diagnostics()), ['endpoint-version-mismatch']);
    });
  });

  describe('its life', () => {
    it('ends with 0 after shutdown and exit, with 1 after exit alone', async () => {
      assert.equal(await (await start(PULL)).stop(), 0);
      await start(PULL);
      await client.connection.sendNotification('exit');
      assert.equal(await client.exit(), 1);
    });

    it('ends when its input does', async () => {
      await start(PULL);
      client.process.stdin!.end();
      assert.equal(await client.exit(), 1);
    });

    it('ends when the process of the client does', async () => {
      const editor = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
      await start(PULL, { processId: editor.pid });
      editor.kill();
      assert.equal(await client.exit(), 1);
    }).timeout(10_000);

    it('tells its state only to a client that asks', async () => {
      await start(PULL, { initializationOptions: { status: true } });
      const told = await until(() => client.notified.find(({ method }) => method === 'unkey-lint/status'));
      assert.deepEqual(told.params, { state: 'ready', message: '' });
      client.process.kill();
      await start(PULL);
      await client.open(WRONG_VERSION);
      await client.diagnostics();
      assert.ok(client.notified.every(({ method }) => method !== 'unkey-lint/status'));
    });
  });
});
