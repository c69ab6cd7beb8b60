import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeTree, RIGHT, removeTree } from '../cli/run.ts';
import { PULL, TestClient } from './client.ts';

describe('language server: explain', () => {
  let root: string;
  let client: TestClient;
  const ask = async (text: string, workspace?: boolean): Promise<string> => {
    const params = { text, ...(workspace === undefined ? {} : { workspace }) };
    return (await client.connection.sendRequest<{ markdown: string }>('unkey-lint/explain', params)).markdown;
  };

  beforeEach(async () => {
    root = makeTree({
      'a b.http': RIGHT,
      'sub/c.http': RIGHT,
      'sub/other.http': RIGHT.replace('getKey', 'createKey'),
    });
    const folders = ['', 'sub'].map((name) => pathToFileURL(path.join(root, name)).href);
    const workspaceFolders = folders.map((uri) => ({ uri, name: 'test' }));
    client = await TestClient.start(PULL, { workspaceFolders });
  });
  afterEach(() => {
    client.process.kill();
    removeTree(root);
  });

  it('lists the calls of the workspace when asked to, open documents as they stand', async () => {
    assert.doesNotMatch(await ask('err:unkey:data:key_not_found'), /Calls here/);
    const uri = (name: string): string => pathToFileURL(path.join(root, name)).href;
    await client.open(`\n\n${RIGHT}`, uri('a b.http'));
    const markdown = await ask('err:unkey:data:key_not_found', true);
    assert.deepEqual(markdown.split('**Calls here that can raise it**\n')[1]?.split('\n'), [
      `- [a b.http:3](<${uri('a b.http')}#L3>) POST /v2/keys.getKey`,
      `- [sub/c.http:1](<${uri('sub/c.http')}#L1>) POST /v2/keys.getKey`,
    ]);
  });

  it('explains a whole answer, and gives nothing for other text', async () => {
    const answer = '{"meta":{"requestId":"req_1"},"data":{"valid":false,"code":"EXPIRED"}}';
    assert.match(await ask(answer, true), /\*\*What happened\*\*\n\nrequest req\\_1\n\n\*\*EXPIRED\*\*/);
    assert.equal(await ask('all is well', true), '');
  });
});
