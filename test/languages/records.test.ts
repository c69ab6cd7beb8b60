import assert from 'node:assert/strict';
import { languageFor } from '../../server/src/core/languages/registry.ts';
import { testService } from '../harness/engine.ts';

describe('records', () => {
  const service = testService();
  after(() => service.dispose());

  const accounts = [
    'CHANGELOG.md',
    'packages/sdk/changelog.mdx',
    'CHANGES.rst',
    'HISTORY.md',
    'History.md',
    'RELEASE_NOTES.adoc',
    'NEWS.txt',
    'content/changelog/2024-07-12.mdx',
    'content/changelogs/2024/july.md',
    '.changeset/brave-cats-sing.md',
    'file:///home/me/app/docs/release-notes/v2.md',
  ];
  for (const path of accounts) {
    it(`an account of changes accuses nothing, and its error types are known: ${path}`, async () => {
      const text = '```sh\ncurl https://api.unkey.dev/v1/liveness # err:unkey:data:key_gone\n```\n';
      const analysis = await service.analyze({ languageId: '', path, text });
      assert.deepEqual(service.check(analysis, { rules: {} }), []);
      assert.equal(analysis.facts.errors.length, 1);
    });
  }

  for (const path of ['changes.md', 'docs/history.md', 'changelog.ts', 'docs/changelog.http', 'news/api.md'])
    it(`other files are none: ${path}`, () => {
      assert.notEqual(languageFor('', path)?.id, 'log');
      assert.notEqual(languageFor('', path), undefined);
    });

  it('what package managers write down is not read', () => {
    for (const path of ['pnpm-lock.yaml', 'web/package-lock.json', 'npm-shrinkwrap.json'])
      assert.equal(languageFor('yaml', path), undefined, path);
    assert.equal(languageFor('yaml', '.github/workflows/agent.lock.yml')?.id, 'yaml');
  });
});
