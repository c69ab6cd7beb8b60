import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type {
  CodeAction,
  Diagnostic,
  ProtocolConnection,
  TextDocumentEdit,
  TextEdit,
} from 'vscode-languageserver/node';
import { applyEdits } from '../../server/src/core/edits.ts';
import { languageOfFence } from '../../server/src/core/languages/registry.ts';
import { Lines } from '../../server/src/lsp/convert.ts';
import { makeTree, removeTree, run } from '../cli/run.ts';
import { testService } from '../harness/engine.ts';
import { languagePages, rulePages } from '../harness/pages.ts';
import { PULL, TestClient, ZERO } from '../lsp/client.ts';
import { startWorker } from '../lsp/web-worker.ts';

/** Identifiers that editors give to files of one dialect of a language. */
const DIALECTS: Readonly<Record<string, string>> = {
  '.tsx': 'typescriptreact',
  '.jsx': 'javascriptreact',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
};

/** Every text of every fixture as a file, and how an editor would call its language. */
const corpus = [...rulePages(), ...languagePages()]
  .flatMap(({ cases }) => cases)
  .map((one, i) => {
    const language = languageOfFence(one.language)!;
    const extension = language.extensions.includes(`.${one.language}`)
      ? `.${one.language}`
      : language.extensions[0]!;
    return {
      name: `${String(i).padStart(4, '0')}${extension}`,
      languageId: DIALECTS[extension] ?? language.languageIds[0]!,
      text: one.text,
    };
  });

/** `rule severity line:column-line:column message`, one-based. */
type Said = readonly string[];

async function engineSays(): Promise<Said[]> {
  const service = testService();
  const said: Said[] = [];
  for (const { name, text } of corpus) {
    const findings = service.check(await service.analyze({ languageId: '', path: name, text }), {
      rules: {},
    });
    const place = (offset: number): string => {
      const before = text.slice(0, offset).split('\n');
      return `${before.length}:${before.at(-1)!.length + 1}`;
    };
    said.push(
      findings.map(
        (f) => `${f.rule} ${f.severity} ${place(f.range.start)}-${place(f.range.end)} ${f.message}`,
      ),
    );
  }
  return said;
}

async function commandLineSays(): Promise<Said[]> {
  const root = makeTree(Object.fromEntries(corpus.map((c) => [c.name, c.text])));
  try {
    const { stdout } = await run(['--format', 'json', ...corpus.map((c) => c.name)], { cwd: root });
    const { files } = JSON.parse(stdout) as {
      files: {
        path: string;
        findings: Record<
          'rule' | 'severity' | 'line' | 'column' | 'endLine' | 'endColumn' | 'message',
          string
        >[];
      }[];
    };
    assert.deepEqual(
      files.map((f) => f.path),
      corpus.map((c) => c.name),
    );
    return files.map(({ findings }) =>
      findings.map(
        (f) => `${f.rule} ${f.severity} ${f.line}:${f.column}-${f.endLine}:${f.endColumn} ${f.message}`,
      ),
    );
  } finally {
    removeTree(root);
  }
}

const SEVERITY = ['', 'error', 'warning', 'info'];

async function serverSays(connection: ProtocolConnection): Promise<Said[]> {
  const said: Said[] = [];
  for (const { name, languageId, text } of corpus) {
    const uri = `untitled:${name}`;
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
    const { items } = await connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    said.push(
      items.map(({ code, severity, range: { start, end }, message }) => {
        const place = `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
        return `${code} ${SEVERITY[severity ?? 0]} ${place} ${message}`;
      }),
    );
  }
  return said;
}

/** The texts of the corpus as they are once everything was migrated. */
async function engineMigrates(): Promise<string[]> {
  const service = testService();
  const texts: string[] = [];
  for (const { name, text } of corpus) {
    const { steps } = await service.migrate({ languageId: '', path: name, text });
    texts.push(
      applyEdits(
        text,
        steps.flatMap(({ edits }) => edits),
      ),
    );
  }
  return texts;
}

async function commandLineMigrates(): Promise<string[]> {
  const root = makeTree(Object.fromEntries(corpus.map((c) => [c.name, c.text])));
  try {
    await run(['migrate', '--write', ...corpus.map((c) => c.name)], { cwd: root });
    return corpus.map(({ name }) => readFileSync(path.join(root, name), 'utf8'));
  } finally {
    removeTree(root);
  }
}

async function serverMigrates(connection: ProtocolConnection): Promise<string[]> {
  const texts: string[] = [];
  for (const { name, languageId, text } of corpus) {
    const textDocument = { uri: `untitled:${name}`, languageId, version: 1, text };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    const [action] = await connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: ZERO,
      context: { diagnostics: [], only: ['source.migrate'] },
    });
    const [change] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    const lines = new Lines(text, 'utf-16');
    const edits = (change?.edits ?? []) as TextEdit[];
    texts.push(
      applyEdits(
        text,
        edits.map(({ range, newText }) => ({ range: lines.offsets(range), newText })),
      ),
    );
  }
  return texts;
}

describe('every front end', () => {
  const clients: TestClient[] = [];
  const start = async (): Promise<TestClient> => {
    const client = await TestClient.start(PULL);
    clients.push(client);
    return client;
  };
  // One that was left running by a failure would keep the tests from ending.
  afterEach(() => {
    for (const client of clients.splice(0)) client.process.kill();
  });

  it('makes the same of calls to v1', async () => {
    const expected = await engineMigrates();
    assert.ok(
      expected.filter((text, i) => text !== corpus[i]!.text).length > 20,
      'the corpus has calls to v1',
    );
    assert.deepEqual(await commandLineMigrates(), expected, 'command line');
    const client = await start();
    assert.deepEqual(await serverMigrates(client.connection), expected, 'language server');
    await client.stop();
  }).timeout(120_000);

  it('says the same about the same bytes', async () => {
    const expected = await engineSays();
    assert.ok(expected.flat().length > 50, 'the corpus has findings');
    assert.deepEqual(await commandLineSays(), expected, 'command line');

    const client = await start();
    assert.deepEqual(await serverSays(client.connection), expected, 'language server');
    await client.stop();

    const worker = startWorker();
    try {
      await worker.connection.sendRequest('initialize', {
        processId: null,
        rootUri: null,
        capabilities: { textDocument: PULL.textDocument },
      });
      await worker.connection.sendNotification('initialized', {});
      assert.deepEqual(await serverSays(worker.connection), expected, 'browser');
    } finally {
      await worker.stop();
    }
  }).timeout(120_000);
});
