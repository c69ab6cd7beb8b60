import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { makeTree, RIGHT, removeTree, run } from './run.ts';

/** One call that migrates, at 2:1. */
const OLD = `# Gone with the customer.
POST https://api.unkey.dev/v1/keys.deleteKey
Authorization: Bearer {{rootKey}}
Content-Type: application/json

{ "keyId": "{{keyId}}" }
`;
const NEW = OLD.replace('dev/v1', 'com/v2');

/** One call that nothing but a person can migrate, at 1:1. */
const BY_HAND = 'GET https://api.unkey.dev/v1/keys.getKeys\n';

/** Two calls that can only change together. */
const SHARED = `const base = 'https://api.unkey.dev/v1';
const headers = { Authorization: \`Bearer \${process.env.UNKEY_ROOT_KEY}\`, 'Content-Type': 'application/json' };
const del = (body: string) => fetch(\`\${base}/keys.deleteKey\`, { method: 'POST', headers, body });
await fetch(\`\${base}/keys.deleteKey\`, { method: 'POST', headers, body: JSON.stringify({ keyId }) });
await fetch(\`\${base}/apis.deleteApi\`, { method: 'POST', headers, body: JSON.stringify({ apiId }) });
`;

const DIFF = `--- a/keys.http
+++ b/keys.http
@@ -1,5 +1,5 @@
 # Gone with the customer.
-POST https://api.unkey.dev/v1/keys.deleteKey
+POST https://api.unkey.com/v2/keys.deleteKey
 Authorization: Bearer {{rootKey}}
 Content-Type: application/json
 
`;

describe('unkey-lint migrate', () => {
  const roots: string[] = [];
  const tree = (files: Parameters<typeof makeTree>[0]): string => {
    const root = makeTree(files);
    roots.push(root);
    return root;
  };
  const read = (cwd: string, name: string): string => readFileSync(path.join(cwd, name), 'utf8');
  after(() => roots.forEach(removeTree));

  describe('as a dry run', () => {
    it('prints a diff, what is left, and a summary by endpoint, and changes nothing', async () => {
      const cwd = tree({ 'hand.http': BY_HAND, 'keys.http': OLD, 'right.http': RIGHT });
      for (const args of [['migrate'], ['migrate', '--dry-run', '.']]) {
        const { code, stdout, stderr } = await run(args, { cwd });
        assert.deepEqual({ code, stderr }, { code: 1, stderr: '' });
        const [head, ...rest] = stdout.slice(DIFF.length).split('\n');
        assert.equal(stdout.slice(0, DIFF.length), DIFF);
        assert.deepEqual([head, rest[0]], ['', 'To do by hand']);
        assert.match(rest[1]!, /^ {2}hand\.http:1:1 {2}GET \/v1\/keys\.getKeys {2}\S.*\.$/);
        assert.deepEqual(rest.slice(2), [
          '',
          'By endpoint',
          '  POST /v1/keys.deleteKey → POST /v2/keys.deleteKey  1 to migrate',
          '  GET /v1/keys.getKeys                               1 by hand',
          '',
          '1 call in 1 file can be migrated: run it again with --write. 1 call is left to do by hand.',
          '',
        ]);
      }
      assert.equal(read(cwd, 'keys.http'), OLD);
    });

    it('lists what to look at, each note once', async () => {
      const text = `POST https://api.unkey.dev/v1/keys.verifyKey\n\n{"key":"{{key}}"}\n`;
      const { stdout } = await run(['migrate'], { cwd: tree({ 'a.http': text, 'b.http': text }) });
      const section = stdout.slice(stdout.indexOf('\nTo check\n'), stdout.indexOf('\n\nBy endpoint'));
      assert.match(
        section,
        /^\nTo check\n {2}\S.*root key.*\.\n {4}a\.http:1:1 {2}POST \/v2\/keys\.verifyKey\n {4}b\.http:1:1 {2}POST/,
      );
    });

    it('ends with 0 when there is nothing to migrate', async () => {
      const { code, stdout } = await run(['migrate'], { cwd: tree({ 'right.http': RIGHT }) });
      assert.deepEqual({ code, stdout }, { code: 0, stdout: 'Nothing to migrate in 1 file.\n' });
    });

    it('ends with 0 whatever there is with --exit-zero', async () => {
      const cwd = tree({ 'keys.http': OLD, 'hand.http': BY_HAND });
      assert.equal((await run(['migrate', '--exit-zero'], { cwd })).code, 0);
      assert.equal((await run(['migrate', '--exit-zero', '--write'], { cwd })).code, 0);
    });

    it('gives a patch that git applies, and patch, whatever the files are like', async () => {
      const cwd = tree({
        'a b/é "x".http': OLD,
        'a b/keys.http': OLD,
        'bom.http': `\uFEFF${OLD.slice(OLD.indexOf('\n') + 1)}`,
        'crlf.http': OLD.replaceAll('\n', '\r\n'),
        'unended.http': OLD.trimEnd(),
        'short.http': 'POST https://api.unkey.dev/v1/keys.deleteKey',
      });
      const { stdout } = await run(['migrate'], { cwd });
      const written = tree({});
      cpSync(cwd, written, { recursive: true });
      const applied = spawnSync('git', ['apply', '-'], { cwd, input: stdout, encoding: 'utf8' });
      assert.equal(applied.stderr.replace(/^.*trailing whitespace\.\n.*\n|^warning:.*\n/gm, ''), '');
      await run(['migrate', '--write'], { cwd: written });
      for (const name of ['a b/é "x".http', 'a b/keys.http', 'bom.http', 'crlf.http', 'unended.http']) {
        assert.match(read(cwd, name), /com\/v2/, name);
        assert.equal(read(cwd, name), read(written, name), name);
      }
    });

    it('marks the missing end of a last line', async () => {
      const text = `curl https://api.unkey.dev/v1/keys.deleteKey -H "Authorization: Bearer $K" --json '{"keyId":"a"}'`;
      const { stdout } = await run(['migrate'], { cwd: tree({ 'a b.sh': text }) });
      assert.equal(
        stdout.slice(0, stdout.indexOf('\n\n')),
        `--- a/a b.sh\t
+++ b/a b.sh\t
@@ -1,1 +1,1 @@
-${text}
\\ No newline at end of file
+${text.replace('dev/v1', 'com/v2')}
\\ No newline at end of file`,
      );
    });

    it('shows no whole root key', async () => {
      const key = 'unkey_3ZaM7pQ1xK9VdLb2wTgRcY';
      const text = OLD.replace('{{rootKey}}', key);
      for (const format of ['text', 'json']) {
        const { stdout } = await run(['migrate', '--format', format], { cwd: tree({ 'a.http': text }) });
        assert.match(stdout, /Bearer unkey_3Z•/);
        assert.ok(!stdout.includes(key.slice(0, 13)), stdout);
      }
    });

    it('keeps names of variables in the diff that begin like a key', async () => {
      const text = OLD.replace('{{rootKey}}', '{{unkey_production_root_key_2}}');
      const { stdout } = await run(['migrate'], { cwd: tree({ 'a.http': text }) });
      assert.match(stdout, /^ Authorization: Bearer \{\{unkey_production_root_key_2\}\}$/m);
    });
  });

  describe('with --write', () => {
    it('changes the files, keeping mode, byte order mark and line endings, once and for all', async () => {
      const text = `\uFEFF${OLD.replaceAll('\n', '\r\n')}`;
      const cwd = tree({ 'keys.http': text, 'shared.ts': SHARED });
      const file = path.join(cwd, 'keys.http');
      chmodSync(file, 0o640);
      const first = await run(['migrate', '--write'], { cwd });
      assert.equal(
        first.stdout.slice(first.stdout.indexOf('By endpoint')),
        `By endpoint
  POST /v1/apis.deleteApi → POST /v2/apis.deleteApi  1 migrated
  POST /v1/keys.deleteKey → POST /v2/keys.deleteKey  3 migrated

Migrated 4 calls in 2 files.
`,
      );
      assert.deepEqual([first.code, first.stderr], [0, '']);
      assert.equal(read(cwd, 'keys.http'), text.replace('dev/v1', 'com/v2'));
      assert.equal(read(cwd, 'shared.ts'), SHARED.replace('dev/v1', 'com/v2'));
      if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o640);
      const { mtimeMs } = statSync(file);
      const second = await run(['migrate', '--write'], { cwd });
      assert.deepEqual([second.code, second.stdout], [0, 'Nothing to migrate in 2 files.\n']);
      assert.equal(statSync(file).mtimeMs, mtimeMs);
    });

    it('ends with 1 while calls are left, and tells where they stand afterwards', async () => {
      const cwd = tree({ 'a.http': `${OLD}\n###\n${BY_HAND}` });
      const { code, stdout } = await run(['migrate', '--write'], { cwd });
      assert.equal(code, 1);
      const [, line, column] = /a\.http:(\d+):(\d+) {2}GET \/v1\/keys\.getKeys/.exec(stdout)!;
      const text = read(cwd, 'a.http').split('\n')[Number(line) - 1]!;
      assert.ok(text.slice(Number(column) - 1).startsWith('GET https'), text);
      assert.match(stdout, /\nMigrated 1 call in 1 file\. 1 call is left to do by hand\.\n$/);
    });

    it('follows .gitignore, and leaves alone what is not UTF-8 text', async () => {
      const bytes = Buffer.concat([Buffer.from(OLD), Buffer.from([0xe9, 0x0a])]);
      const cwd = tree({
        '.gitignore': 'built\n',
        'built/a.http': OLD,
        'binary.http': `\0${OLD}`,
        'latin1.http': bytes,
      });
      const { code, stdout, stderr } = await run(['migrate', '--write'], { cwd });
      assert.equal(code, 1);
      assert.match(stdout, /latin1\.http:2:1 {2}POST \/v1\/keys\.deleteKey {2}.*UTF-8/);
      assert.match(stderr, /^binary\.http: skipped: it is a binary file\.$/m);
      assert.deepEqual(readFileSync(path.join(cwd, 'latin1.http')), bytes);
      assert.equal(read(cwd, 'built/a.http'), OLD);
    });

    it('tells of files that cannot be read or written, and goes on', async () => {
      // Permissions hinder no one who may do everything.
      const sabotage = `const fs = require('node:fs/promises');
        const deny = (name, part) => {
          const real = fs[name];
          fs[name] = async (file, ...rest) => {
            if (String(file).endsWith(part)) throw Object.assign(new Error('no'), { code: 'EACCES' });
            return real(file, ...rest);
          };
        };
        deny('access', 'locked.http');
        deny('readFile', 'secret.http');`;
      const env = {
        NODE_OPTIONS: `--require ${path.join(tree({ 'sabotage.cjs': sabotage }), 'sabotage.cjs')}`,
      };
      const cwd = tree({ 'a.http': OLD, 'locked.http': OLD, 'secret.http': OLD });
      const { code, stdout, stderr } = await run(['migrate', '--write'], { cwd, env });
      assert.equal(code, 2);
      assert.match(stdout, /locked\.http:2:1 .*could not be written/);
      assert.match(stderr, /^locked\.http: not migrated: permission denied\.$/m);
      assert.match(stderr, /^secret\.http: permission denied\.$/m);
      assert.equal(read(cwd, 'a.http'), NEW);
      assert.equal(read(cwd, 'locked.http'), OLD);
    });
  });

  it('gives JSON for programs', async () => {
    const cwd = tree({ 'keys.http': OLD, 'hand.http': BY_HAND, 'right.http': RIGHT });
    const { code, stdout } = await run(['migrate', '--format', 'json'], { cwd });
    assert.equal(code, 1);
    const report = JSON.parse(stdout);
    const { reason, ...todo } = report.files[0].todos[0];
    assert.match(reason, /\.$/);
    assert.deepEqual(todo, { from: 'GET /v1/keys.getKeys', line: 1, column: 1 });
    const [call] = report.files[1].calls;
    assert.deepEqual(call, {
      from: 'POST /v1/keys.deleteKey',
      to: 'POST /v2/keys.deleteKey',
      line: 2,
      column: 1,
      step: 0,
      notes: [],
    });
    delete report.files[0].todos;
    delete report.files[1].calls;
    assert.deepEqual(report, {
      version: 1,
      files: [
        { path: 'hand.http', calls: [], diff: '' },
        { path: 'keys.http', todos: [], diff: DIFF },
      ],
    });
  });

  it('reads standard input, and gives its new text with --write', async () => {
    const cwd = tree({});
    const args = ['migrate', '--stdin', '--stdin-filename', 'keys.http'];
    const shown = await run(args, { cwd, input: OLD });
    assert.equal(shown.code, 1);
    assert.ok(shown.stdout.startsWith(DIFF), shown.stdout);
    const { code, stdout, stderr } = await run([...args, '--write'], { cwd, input: `\uFEFF${OLD}` });
    assert.deepEqual([code, stdout], [0, `\uFEFF${NEW}`]);
    assert.match(stderr, /Migrated 1 call in 1 file\.\n$/);
    const nothing = await run([...args, '--write'], { cwd, input: RIGHT });
    assert.deepEqual([nothing.code, nothing.stdout], [0, RIGHT]);
  });

  const wrong: readonly (readonly [args: string[], says: RegExp])[] = [
    [['migrate', '--dry-run', '--write'], /--dry-run or --write/],
    [['migrate', '--fix'], /--fix does not belong to migrate/],
    [['migrate', '--rule', 'wrong-http-method=off'], /--rule does not belong/],
    [['migrate', '--format', 'patch'], /--format.*patch/],
    [['migrate', '--stdin', 'a.http'], /--stdin/],
    [['migrate', 'missing.http'], /missing\.http: there is no such/],
    [['--write'], /--write belongs to migrate/],
    [['--dry-run', '.'], /--dry-run belongs to migrate/],
  ];
  for (const [args, says] of wrong) {
    it(`ends with 2 for ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await run(args, { cwd: tree({ 'a.http': OLD }) });
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, says);
    });
  }
});
