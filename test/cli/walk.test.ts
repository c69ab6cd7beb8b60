import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { makeTree, removeTree, run, WRONG_VERSION } from './run.ts';

describe('files that unkey-lint finds', () => {
  let root: string;
  const text = WRONG_VERSION;

  before(() => {
    root = makeTree({
      '.git/info/exclude': 'excluded.http\n',
      '.git/hooks/x.http': text,
      '.gitignore': 'ignored/\n*.tmp.http\n/top.http\n/pkg/built\n',
      'a.http': text,
      'top.http': text,
      'x.tmp.http': text,
      'excluded.http': text,
      '.hidden/b.http': text,
      'ignored/c.http': text,
      'node_modules/pkg/d.http': text,
      'pkg/.gitignore': '!keep.tmp.http\nlocal.http\n',
      'pkg/keep.tmp.http': text,
      'pkg/local.http': text,
      'pkg/top.http': text,
      'pkg/built/e.http': text,
      'pkg/ignored/f.http': text,
      'other/notes.xyz': text,
      'binary.http': 'GET\0',
      'huge.http': 'x'.repeat(2_000_001),
    });
    symlinkSync('.', path.join(root, 'loop'));
    symlinkSync('a.http', path.join(root, 'link.http'));
  });
  after(() => removeTree(root));

  const found = async (args: string[], cwd = root): Promise<string[]> => {
    const { stdout } = await run(['--format', 'json', ...args], { cwd });
    return JSON.parse(stdout).files.map((file: { path: string }) => file.path);
  };

  it('are told by their first line where their names have no ending', async () => {
    const scripts = makeTree({
      'bin/rotate':
        '#!/usr/bin/env bash\ncurl https://api.unkey.com/v1/keys.getKey -H "Authorization: Bearer $K"\n',
      'bin/report': '#!/usr/bin/perl\n# curl https://api.unkey.com/v1/keys.getKey\n',
      LICENSE: 'curl https://api.unkey.com/v1/keys.getKey\n',
    });
    assert.deepEqual(await found(['.'], scripts), ['bin/rotate']);
    assert.deepEqual(await found(['bin/rotate', 'LICENSE'], scripts), ['LICENSE', 'bin/rotate']);
    removeTree(scripts);
  });

  it('are those git does not ignore, hidden ones too, without following links', async () => {
    const expected = ['.hidden/b.http', 'a.http', 'pkg/keep.tmp.http', 'pkg/top.http'];
    assert.deepEqual(await found([]), expected);
    assert.deepEqual(await found(['.', root]), expected);
  });

  it('are the same ones as git lists', async function () {
    const git = (args: string[]) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });
    if (git(['init', '-q']).status !== 0) return this.skip();
    const listed = git(['ls-files', '--others', '--exclude-standard']).stdout.split('\n');
    const regular = listed.filter(
      (name) => name.endsWith('.http') && !/^(?:node_modules|link|loop|binary|huge)/.test(name),
    );
    assert.deepEqual(await found([]), regular.sort());
  });

  it('respect the ignore files above the directory that is searched', async () => {
    assert.deepEqual(await found([], path.join(root, 'pkg')), ['keep.tmp.http', 'top.http']);
    assert.deepEqual(await found(['pkg']), ['pkg/keep.tmp.http', 'pkg/top.http']);
  });

  it('include what is named although it is ignored', async () => {
    assert.deepEqual(await found(['top.http', 'ignored', 'node_modules/pkg']), [
      'ignored/c.http',
      'node_modules/pkg/d.http',
      'top.http',
    ]);
    assert.deepEqual(await found(['link.http', 'other/notes.xyz']), ['link.http', 'other/notes.xyz']);
  });

  it('are skipped aloud when they are binary or huge', async () => {
    const { stderr } = await run([], { cwd: root });
    assert.deepEqual(stderr.trim().split('\n').sort(), [
      'binary.http: skipped: it is a binary file.',
      'huge.http: skipped: it is larger than 2 MB.',
    ]);
  });

  it('are hidden ones of every kind, but not what git ignores', async () => {
    const url = 'https://api.unkey.com/v1/keys.verifyKey';
    const tree = makeTree({
      '.git/HEAD': '',
      '.gitignore': '.env\n.env.local\n',
      '.env': `UNKEY_URL=${url}\n`,
      '.env.local': `UNKEY_URL=${url}\n`,
      '.env.production': `UNKEY_URL=${url}\n`,
      '.github/workflows/ci.yml': `jobs:\n  a:\n    steps:\n      - run: curl ${url} -d '{"key":"k"}'\n`,
      '.devcontainer/Dockerfile': `RUN curl ${url} -d '{"key":"k"}'\n`,
      Makefile: `a:\n\tcurl ${url} -d '{"key":"k"}'\n`,
    });
    try {
      const all = ['.devcontainer/Dockerfile', '.env.production', '.github/workflows/ci.yml', 'Makefile'];
      assert.deepEqual(await found([], tree), all);
      assert.deepEqual(await found(['.env', '.'], tree), [
        '.devcontainer/Dockerfile',
        '.env',
        ...all.slice(1),
      ]);
    } finally {
      removeTree(tree);
    }
  });
});
