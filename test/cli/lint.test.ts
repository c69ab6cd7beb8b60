import assert from 'node:assert/strict';
import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { makeTree, RIGHT, removeTree, run, UNKNOWN_ERROR, WRONG_VERSION } from './run.ts';

describe('unkey-lint', () => {
  const roots: string[] = [];
  const tree = (files: Parameters<typeof makeTree>[0]): string => {
    const root = makeTree(files);
    roots.push(root);
    return root;
  };
  after(() => roots.forEach(removeTree));

  const paths = (json: string): string[] => JSON.parse(json).files.map((file: { path: string }) => file.path);

  describe('formats', () => {
    it('writes text with place, severity, message, rule, source line and carets', async () => {
      const { code, stdout, stderr } = await run([], { cwd: tree({ 'a.http': WRONG_VERSION }) });
      const lines = stdout.split('\n');
      assert.equal(lines[0], 'a.http');
      assert.match(lines[1]!, /^ {2}1:28 {2}error {4}\S.* {2}endpoint-version-mismatch$/);
      assert.equal(lines[2]!.trim(), 'POST https://api.unkey.com/v1/keys.getKey');
      assert.equal(lines[3], `${' '.repeat(lines[2]!.indexOf('v1/'))}^^`);
      assert.equal(lines.at(-2), '1 error in 1 file (1 fixable with --fix)');
      assert.deepEqual({ code, stderr }, { code: 1, stderr: '' });
    });

    it('writes JSON with all promised members', async () => {
      const { stdout } = await run(['--format', 'json', 'a.http'], {
        cwd: tree({ 'a.http': WRONG_VERSION }),
      });
      const report = JSON.parse(stdout);
      const { message, url, fix, ...finding } = report.files[0].findings[0];
      assert.deepEqual(finding, {
        rule: 'endpoint-version-mismatch',
        severity: 'error',
        line: 1,
        column: 28,
        endLine: 1,
        endColumn: 30,
      });
      assert.match(message, /v2/);
      assert.match(url, /^https:.*\/endpoint-version-mismatch\.md$/);
      assert.deepEqual(Object.keys(fix), ['title', 'safety']);
      assert.deepEqual(Object.keys(report), ['version', 'files']);
      assert.equal(report.version, 1);
    });

    it('lists a named file without findings, but not a searched one', async () => {
      const cwd = tree({ 'a.http': RIGHT, 'b.http': RIGHT });
      assert.deepEqual(paths((await run(['--format=json', 'b.http'], { cwd })).stdout), ['b.http']);
      assert.deepEqual(paths((await run(['--format=json', '.'], { cwd })).stdout), []);
    });

    it('sorts files by path and counts a file once', async () => {
      const cwd = tree({ 'b.http': WRONG_VERSION, 'a/z.http': WRONG_VERSION, 'a.http': WRONG_VERSION });
      const { stdout } = await run(['--format=json', 'b.http', '.', 'a', './b.http'], { cwd });
      assert.deepEqual(paths(stdout), ['a.http', 'a/z.http', 'b.http']);
    });

    it('shows no whole root key, and carets still fit', async () => {
      const key = 'unkey_3ZaM7pQ1xK9VdLb2wTgRcY';
      const text = WRONG_VERSION.replace('Bearer {{rootKey}}', key);
      for (const format of ['text', 'json']) {
        const { stdout, stderr } = await run(['--format', format], { cwd: tree({ 'a.http': text }) });
        assert.ok(!(stdout + stderr).includes(key.slice(0, 13)), stdout);
      }
    });

    it('lets no control character of a file reach the terminal', async () => {
      const text = WRONG_VERSION.replace('keys.getKey', 'keys.getKey?x=\x1b[31m\x07');
      const { stdout } = await run([], { cwd: tree({ 'a.http': text }) });
      assert.match(stdout, /endpoint-version-mismatch/);
      assert.doesNotMatch(stdout, /[\x00-\x09\x0b-\x1f]/);
    });
  });

  describe('exit codes', () => {
    it('is 0 without findings', async () => {
      const { code, stdout } = await run([], { cwd: tree({ 'a.http': RIGHT }) });
      assert.deepEqual({ code, stdout }, { code: 0, stdout: 'No problems in 1 file.\n' });
    });

    it('is 0 for warnings, unless there are more than --max-warnings', async () => {
      const cwd = tree({ 'a.md': UNKNOWN_ERROR });
      assert.equal((await run([], { cwd })).code, 0);
      assert.equal((await run(['--max-warnings', '1'], { cwd })).code, 0);
      const { code, stderr } = await run(['--max-warnings', '0'], { cwd });
      assert.equal(code, 1);
      assert.match(stderr, /--max-warnings/);
    });

    it('is 0 for errors with --exit-zero', async () => {
      const { code, stdout } = await run(['--exit-zero'], { cwd: tree({ 'a.http': WRONG_VERSION }) });
      assert.equal(code, 0);
      assert.match(stdout, /1 error/);
    });

    it('follows --rule', async () => {
      const cwd = tree({ 'a.http': WRONG_VERSION });
      const rule = (setting: string) => run(['--rule', `endpoint-version-mismatch=${setting}`], { cwd });
      assert.match((await rule('off')).stdout, /^No problems/);
      assert.match((await rule('info')).stdout, /1 info in 1 file/);
      assert.equal((await rule('warn')).code, 0);
      assert.equal((await rule('error')).code, 1);
    });

    const wrong: readonly (readonly [args: string[], says: RegExp])[] = [
      [['--nope'], /--nope/],
      [['--format', 'xml'], /--format.*xml.*text or json/],
      [['--format'], /--format needs a value/],
      [['--fix=yes'], /--fix takes no value/],
      [['--rule', 'endpoint-version-mismatch'], /--rule endpoint-version-mismatch/],
      [['--rule', 'endpoint-version-mismatc=off'], /did you mean "endpoint-version-mismatch"/],
      [['--rule', 'endpoint-version-mismatch=loud'], /"loud" is not a severity/],
      [['--max-warnings', '-1'], /--max-warnings/],
      [['--max-warnings=many'], /--max-warnings.*many/],
      [['--config', 'none.json'], /--config none\.json/],
      [['--stdin-filename', 'a.http'], /--stdin/],
      [['--stdin', 'a.http'], /--stdin/],
      [['missing.http'], /missing\.http/],
      [['explain'], /explain/],
      [['explain', 'nothing of ours'], /nothing of ours/],
    ];
    for (const [args, says] of wrong) {
      it(`is 2 for ${args.join(' ')}`, async () => {
        const { code, stdout, stderr } = await run(args, { cwd: tree({ 'a.http': RIGHT }) });
        assert.equal(code, 2);
        assert.equal(stdout, '');
        assert.match(stderr, says);
        assert.equal(stderr.trim().split('\n').length, 1, stderr);
      });
    }

    it('is 2 for a path whose links go in a circle', async () => {
      const cwd = tree({ 'a.http': RIGHT });
      symlinkSync('round.http', path.join(cwd, 'round.http'));
      const { code, stderr } = await run(['round.http'], { cwd });
      assert.equal(code, 2);
      assert.match(stderr, /round\.http: .*circle/);
    });

    it('is 3 when a part of the engine is missing, since findings may be', async () => {
      const cwd = tree({ 'a.ts': `fetch('https://api.unkey.com/v2/keys.getKey', { method: 'POST' });\n` });
      const sabotage = `const fs = require('node:fs/promises');
        const real = fs.readFile;
        fs.readFile = async (file, ...rest) => {
          if (String(file).endsWith('.wasm')) throw new Error('no such asset');
          return real(file, ...rest);
        };`;
      const env = {
        NODE_OPTIONS: `--require ${path.join(tree({ 'sabotage.cjs': sabotage }), 'sabotage.cjs')}`,
      };
      const { code, stderr } = await run(['a.ts'], { cwd, env });
      assert.equal(code, 3);
      assert.match(stderr, /no such asset/);
    });

    it('is 3 for an internal failure, naming the file', async () => {
      const sabotage = `const real = RegExp.prototype[Symbol.matchAll];
        RegExp.prototype[Symbol.matchAll] = function (text) {
          if (text.includes('# explode')) throw new Error('boom');
          return real.call(this, text);
        };`;
      const cwd = tree({ 'a.http': `# explode\n${WRONG_VERSION}`, 'sabotage.cjs': sabotage });
      const env = { NODE_OPTIONS: `--require ${path.join(cwd, 'sabotage.cjs')}` };
      const { code, stderr } = await run(['a.http'], { cwd, env });
      assert.equal(code, 3);
      assert.match(stderr, /^Internal failure while reading a\.http: boom$/m);
      assert.doesNotMatch(stderr, /^ +at /m);
    });
  });

  describe('configuration', () => {
    const off = '{\n  // not here\n  "rules": { "endpoint-version-mismatch": "off" },\n}\n';

    it('is looked up from the working directory upwards', async () => {
      const cwd = tree({ 'unkey-lint.config.json': off, 'a/b/x.http': WRONG_VERSION });
      assert.equal((await run([], { cwd: path.join(cwd, 'a/b') })).code, 0);
    });

    it('gives way to --config and to --rule', async () => {
      const cwd = tree({ 'unkey-lint.config.json': off, 'other.json': '{}', 'x.http': WRONG_VERSION });
      assert.equal((await run(['--config', 'other.json'], { cwd })).code, 1);
      assert.equal((await run(['--rule', 'endpoint-version-mismatch=error'], { cwd })).code, 1);
    });

    it('may name endpoints that the API has gained', async () => {
      const config = '{ "additionalEndpoints": ["POST /v2/keys.archive"] }';
      const request = 'POST https://api.unkey.com/v2/keys.archive\nAuthorization: Bearer {{k}}\n';
      const cwd = tree({ 'unkey-lint.config.json': config, 'x.http': request });
      assert.equal((await run(['--max-warnings', '0'], { cwd })).code, 0);
      assert.equal((await run(['--max-warnings', '0', '--rule', 'unused-suppression=off'], { cwd })).code, 0);
      assert.equal((await run(['--max-warnings', '0'], { cwd: tree({ 'x.http': request }) })).code, 1);
    });

    const broken: readonly (readonly [text: string, says: RegExp])[] = [
      ['{"additionalEndpoints":["GET keys"]}', /:1:25: "keys" is not the path of an endpoint/],
      ['{\n  "rules": { "endpoint-version": "off" }\n}', /^unkey-lint\.config\.json:2:14: There is no rule/],
      ['{"rules":{"endpoint-version-mismatch":"loud"}}', /:1:39: "loud" is not a severity/],
      ['{"rule":{}}', /:1:2: There is no option "rule"/],
      ['{"rules":', /:1:\d+: This is not valid JSON/],
      ['[]', /:1:1: The file must hold an object/],
      ['', /:1:1: The file is empty/],
    ];
    for (const [text, says] of broken) {
      it(`is refused with its place: ${JSON.stringify(text)}`, async () => {
        const cwd = tree({ 'unkey-lint.config.json': text, 'x.http': WRONG_VERSION });
        const { code, stdout, stderr } = await run([], { cwd });
        assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
        assert.match(stderr, says);
      });
    }
  });

  describe('standard input', () => {
    it('is linted under the given name', async () => {
      const args = ['--stdin', '--stdin-filename', 'sub/x.http', '--format', 'json'];
      const { code, stdout } = await run(args, { cwd: tree({}), input: WRONG_VERSION });
      assert.equal(code, 1);
      assert.deepEqual(paths(stdout), ['sub/x.http']);
    });

    it('is read as plain text without a name', async () => {
      const { stdout } = await run(['--stdin'], { cwd: tree({}), input: UNKNOWN_ERROR });
      assert.match(stdout, /^<stdin>\n.*unknown-error-type/);
    });

    it('goes fixed to standard output, findings to standard error', async () => {
      const input = `\uFEFF${WRONG_VERSION}\n###\nPOST https://api.unkey.com/v2/keys.nothingLikeIt\nAuthorization: Bearer {{k}}\n`;
      const args = ['--stdin', '--stdin-filename', 'x.http', '--fix'];
      const { stdout, stderr } = await run(args, { cwd: tree({}), input });
      assert.equal(stdout, input.replace('/v1/', '/v2/'));
      assert.match(stderr, /unknown-endpoint/);
    });

    it('is refused when it is binary', async () => {
      const { code, stderr } = await run(['--stdin'], { cwd: tree({}), input: 'a\0b' });
      assert.equal(code, 2);
      assert.match(stderr, /binary/);
    });
  });

  describe('--fix', () => {
    it('fixes once and for all, keeping mode, byte order mark and line endings', async () => {
      const text = `\uFEFF${WRONG_VERSION.replaceAll('\n', '\r\n')}`;
      const cwd = tree({ 'a.http': text });
      const file = path.join(cwd, 'a.http');
      chmodSync(file, 0o750);
      const first = await run(['--fix'], { cwd });
      assert.match(first.stdout, /Fixed 1 problem\. No problems/);
      assert.equal(first.code, 0);
      assert.equal(readFileSync(file, 'utf8'), text.replace('/v1/', '/v2/'));
      if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o750);
      const { mtimeMs } = statSync(file);
      const second = await run(['--fix'], { cwd });
      assert.equal(second.stdout, 'No problems in 1 file.\n');
      assert.equal(statSync(file).mtimeMs, mtimeMs);
    });

    it('leaves a file alone that is not UTF-8', async () => {
      const bytes = Buffer.concat([Buffer.from(WRONG_VERSION), Buffer.from([0xe9, 0x0a])]);
      const cwd = tree({ 'a.http': bytes });
      const { code, stderr } = await run(['--fix'], { cwd });
      assert.equal(code, 1);
      assert.match(stderr, /a\.http: not fixed/);
      assert.deepEqual(readFileSync(path.join(cwd, 'a.http')), bytes);
    });
  });
});
