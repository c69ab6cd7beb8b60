import assert from 'node:assert/strict';
import { makeTree, removeTree, run } from './run.ts';

const environment = (host: string): string => JSON.stringify({ dev: { host } });
const REQUEST = 'POST {{host}}/v1/keys.getKey\nAuthorization: Bearer {{key}}\n';
const GONE = 'https://api.unkey.dev';

describe('companions of a file', () => {
  const roots: string[] = [];
  const rules = async (
    files: Parameters<typeof makeTree>[0],
    args: readonly string[],
    { folder = '', input = '' } = {},
  ): Promise<string[]> => {
    const root = makeTree(files);
    roots.push(root);
    const cwd = folder ? `${root}/${folder}` : root;
    const { stdout } = await run(['--format', 'json', ...args], { cwd, input });
    return JSON.parse(stdout).files.flatMap((file: { findings: { rule: string }[] }) =>
      file.findings.map(({ rule }) => rule),
    );
  };
  after(() => roots.forEach(removeTree));

  it('are read beside it', async () => {
    const files = { 'a.http': REQUEST, 'http-client.env.json': environment(GONE) };
    assert.deepEqual(await rules(files, ['a.http']), ['deprecated-v1-endpoint']);
  });

  it('are read above it, up to the top of the repository', async () => {
    const files = {
      '.git/HEAD': '',
      'http-client.env.json': environment(GONE),
      'a/.vscode/settings.json': '{}',
      'a/b/c.http': REQUEST,
    };
    assert.deepEqual(await rules(files, ['c.http'], { folder: 'a/b' }), ['deprecated-v1-endpoint']);
    assert.deepEqual(await rules(files, ['.']), ['deprecated-v1-endpoint']);
  });

  it('are not read above the repository', async () => {
    const files = {
      'http-client.env.json': environment(GONE),
      'a/.git/HEAD': '',
      'a/b/c.http': REQUEST,
    };
    assert.deepEqual(await rules(files, ['.']), []);
  });

  it('are not read above the working directory where there is no repository', async () => {
    const files = { 'http-client.env.json': environment(GONE), 'a/b/c.http': REQUEST };
    assert.deepEqual(await rules(files, ['b'], { folder: 'a' }), []);
    assert.deepEqual(await rules(files, ['a']), ['deprecated-v1-endpoint']);
  });

  it('are read for a text from standard input that has a name', async () => {
    const files = { 'http-client.env.json': environment(GONE) };
    const input = REQUEST;
    assert.deepEqual(await rules(files, ['--stdin', '--stdin-filename', 'x.http'], { input }), [
      'deprecated-v1-endpoint',
    ]);
  });

  it('are found by a pattern', async () => {
    const files = {
      'bruno.json': '{}',
      'environments/dev.bru': `vars {\n  host: ${GONE}\n}\n`,
      'environments/prod.bru': `vars {\n  host: ${GONE}\n}\n`,
      'keys/get.bru': 'post {\n  url: {{host}}/v1/keys.getKey\n  auth: inherit\n}\n',
    };
    assert.deepEqual(await rules(files, ['keys']), ['deprecated-v1-endpoint']);
  });

  it('show no secrets', async () => {
    const secret = 'unkey_3ZaM7pQ1xK9VdLb2wTgRcY';
    const root = makeTree({
      'a.http': REQUEST.replace('/v1/', '/v2/').replace('Bearer ', ''),
      'http-client.env.json': environment('https://api.unkey.com'),
      'http-client.private.env.json': JSON.stringify({ dev: { key: secret } }),
    });
    roots.push(root);
    for (const format of ['text', 'json']) {
      const { stdout, stderr } = await run(['--format', format], { cwd: root });
      assert.match(stdout, /malformed-authorization/);
      assert.ok(!(stdout + stderr).includes(secret.slice(6, 14)));
    }
  });
});
