import assert from 'node:assert/strict';
import { makeTree, type Outcome, removeTree, run } from './run.ts';

const RESPONSE = JSON.stringify({
  meta: { requestId: 'req_2c9a0jf23l4k567' },
  error: {
    title: 'Not Found',
    detail: 'No key for unkey_3ZZ8gT8vQk2mN4pXwYbCdEf',
    status: 404,
    type: 'https://unkey.com/docs/errors/unkey/data/key_not_found',
  },
});

describe('unkey-lint explain', () => {
  const roots: string[] = [];
  const tree = (files: Readonly<Record<string, string>>): string => {
    const root = makeTree(files);
    roots.push(root);
    return root;
  };
  after(() => roots.forEach(removeTree));
  const explain = (cwd: string, args: readonly string[], input = ''): Promise<Outcome> =>
    run(['explain', ...args], { cwd, input });

  it('reads a whole answer from an argument, a file and standard input alike', async () => {
    const cwd = tree({ 'response.json': RESPONSE });
    const direct = await explain(cwd, [RESPONSE]);
    assert.equal(direct.code, 0, direct.stderr);
    for (const said of [
      '**What happened**',
      'HTTP 404',
      'err:unkey:data:key_not_found',
      '**Causes**',
      '**Fixes**',
    ])
      assert.ok(direct.stdout.includes(said), said);
    assert.ok(!direct.stdout.includes('T8vQk2mN4p'), 'a secret is shown');
    assert.equal((await explain(cwd, ['response.json'])).stdout, direct.stdout);
    assert.equal((await explain(cwd, ['-'], RESPONSE)).stdout, direct.stdout);
  });

  it('prints both meanings of a bare code', async () => {
    const { stdout } = await explain(tree({}), ['key_not_found']);
    assert.match(
      stdout,
      /err:unkey:authentication:key_not_found[\s\S]*---[\s\S]*err:unkey:data:key_not_found/,
    );
  });

  it('takes a line of a log', async () => {
    const { stdout } = await explain(
      tree({}),
      ['-'],
      '2026-01-01T00:00:00Z WARN verify code=USAGE_EXCEEDED key=x\n',
    );
    assert.match(stdout, /\*\*USAGE_EXCEEDED\*\*/);
  });

  it('lists the calls of a workspace that can raise it', async () => {
    const cwd = tree({
      'src/keys.http':
        'POST https://api.unkey.com/v2/keys.getKey\n\n###\nPOST https://api.unkey.com/v2/keys.createKey\n',
      'a.sh': '#!/bin/sh\ncurl https://api.unkey.com/v2/keys.whoami -d "{}"\n',
      '.gitignore': 'built\n',
      'built/b.sh': 'curl https://api.unkey.com/v2/keys.getKey\n',
    });
    const { stdout, code } = await explain(cwd, ['err:unkey:data:key_not_found', '--workspace', '.']);
    assert.equal(code, 0);
    assert.ok(
      stdout.endsWith(
        '**Calls here that can raise it**\n- a.sh:2 POST /v2/keys.whoami\n- src/keys.http:1 POST /v2/keys.getKey\n',
      ),
      stdout,
    );
    const none = await explain(cwd, ['err:unkey:data:portal_not_found', '--workspace', 'src']);
    assert.match(none.stdout, /No call here can raise it\.\n$/);
    const unknown = await explain(cwd, ['err:frontline:client:invalid_key', '--workspace', '.']);
    assert.doesNotMatch(unknown.stdout, /call here|Calls here/);
  });

  it('tells wrong use', async () => {
    const cwd = tree({});
    for (const [args, says] of [
      [
        ['explain', 'err:unkey:data:key_not_found', '--workspace', 'nowhere'],
        /nowhere: there is no such directory/,
      ],
      [['--workspace', '.'], /--workspace belongs to explain/],
      [['explain', 'all is well'], /There is no Unkey error, result code or endpoint in "all is well"/],
    ] as const) {
      const { code, stderr } = await run(args, { cwd });
      assert.equal(code, 2);
      assert.match(stderr, says);
    }
  });
});
