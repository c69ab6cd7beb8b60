import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { dist, makeTree, removeTree, run, WRONG_VERSION } from './run.ts';

describe('unkey-lint', () => {
  const roots: string[] = [];
  const tree = (files: Parameters<typeof makeTree>[0]): string => {
    const root = makeTree(files);
    roots.push(root);
    return root;
  };
  after(() => roots.forEach(removeTree));

  describe('output', () => {
    it('is complete when piped', async () => {
      const block = `${WRONG_VERSION}\n###\n`;
      const cwd = tree({ 'a.http': block.repeat(2000) });
      const { stdout } = await run(['--format', 'json'], { cwd });
      assert.equal(JSON.parse(stdout).files[0].findings.length, 2000);
    }).timeout(60_000);

    it('stops quietly when its reader goes away', async () => {
      const cwd = tree({ 'a.http': `${WRONG_VERSION}\n###\n`.repeat(2000) });
      const child = spawn(process.execPath, [path.join(dist, 'cli.js')], { cwd });
      const errors: string[] = [];
      child.stderr.on('data', (data) => errors.push(String(data)));
      child.stdout.once('data', () => child.stdout.destroy());
      const code = await new Promise((resolve) => child.on('close', resolve));
      assert.equal(errors.join(''), '');
      assert.ok(code === 0 || code === 1, String(code));
    }).timeout(60_000);

    it('prints version and help', async () => {
      const cwd = tree({});
      assert.match((await run(['--version'], { cwd })).stdout, /^\d+\.\d+\.\d+\S*\n$/);
      const help = (await run(['--help'], { cwd })).stdout;
      for (const option of ['--format', '--fix', '--stdin', '--stdin-filename', '--rule', '--config']) {
        assert.ok(help.includes(option), option);
      }
    });

    it('explains an error type, a file and standard input', async () => {
      const cwd = tree({
        'response.json': '{"type":"https://unkey.com/docs/errors/unkey/data/key_not_found"}',
      });
      const direct = await run(['explain', 'err:unkey:data:key_not_found'], { cwd });
      assert.equal(direct.code, 0);
      assert.match(direct.stdout, /key_not_found[\s\S]*404/);
      assert.equal((await run(['explain', 'response.json'], { cwd })).stdout, direct.stdout);
      const input = 'failed: err:unkey:data:key_not_found';
      assert.equal((await run(['explain', '-'], { cwd, input })).stdout, direct.stdout);
    });
  });
});
