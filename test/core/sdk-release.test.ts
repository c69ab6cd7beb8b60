import assert from 'node:assert/strict';
import { npmGeneration } from '../../server/src/core/sdk/release.ts';
import { generationOf, generationOfRange } from '../../server/src/core/sdk/version.ts';

const API = '@unkey/api';

describe('the release of an SDK', () => {
  const ranges: readonly (readonly [range: string, generation: 'v1' | 'v2' | undefined])[] = [
    ['^0.35.0', 'v1'],
    ['~0.30', 'v1'],
    ['0.x', 'v1'],
    ['0.38.0', 'v1'],
    ['=0.38.0', 'v1'],
    ['v0.38.0', 'v1'],
    ['<2', 'v1'],
    ['<2.0.0', 'v1'],
    ['<=0.38', 'v1'],
    ['>=0.30 <1.0.0', 'v1'],
    ['>= 0.30 < 2', 'v1'],
    ['0.30 - 0.38', 'v1'],
    ['^0.35 || ^0.38', 'v1'],
    ['2', 'v2'],
    ['^2.0.0', 'v2'],
    ['2.x', 'v2'],
    ['2.0.0-alpha.7', 'v2'],
    ['>=2', 'v2'],
    ['>2.1 <3', 'v2'],
    ['latest', 'v2'],
    ['*', 'v2'],
    ['>=0.30', undefined],
    ['<2.1', undefined],
    ['^0.38 || ^2', undefined],
    ['0.38 - 2.1', undefined],
    ['next', undefined],
    ['workspace:*', undefined],
    ['catalog:', undefined],
    ['file:../api', undefined],
    ['https://example.com/api.tgz', undefined],
    ['github:unkeyed/sdks', undefined],
    ['unkeyed/sdks', undefined],
  ];
  for (const [range, generation] of ranges)
    it(`${range} is ${generation ?? 'not known'}`, () =>
      assert.equal(generationOfRange(API, range), generation));

  it('knows versions, and packages without a release for v2', () => {
    assert.equal(generationOf(API, '2.5.1'), 'v2');
    assert.equal(generationOf('@unkey/hono', '1.4.2'), 'v1');
    assert.equal(generationOf('@unkey/rbac', '3.0.0'), 'v1');
    assert.equal(generationOf('@unkey/other', '1.0.0'), undefined);
    assert.equal(generationOf(API, 'link:../api'), undefined);
  });

  const manifest = (range: string): string => JSON.stringify({ devDependencies: { [API]: range } });
  const files: Readonly<
    Record<string, readonly [generation: 'v1' | 'v2' | undefined, files: Readonly<Record<string, string>>]>
  > = {
    'a manifest': ['v1', { 'package.json': manifest('^0.35') }],
    'the nearest manifest': ['v2', { 'package.json': manifest('^2'), '../package.json': manifest('^0.35') }],
    'a manifest further up': ['v1', { 'package.json': '{}', '../../package.json': manifest('^0.35') }],
    'a broken manifest': ['v2', { 'package.json': `{ "dependencies": { "${API}": "^2.0.0", } "x` }],
    'a lockfile before its manifest': [
      'v2',
      {
        'package.json': manifest('>=0.30'),
        'package-lock.json': `{"packages":{"node_modules/${API}":{"version":"2.1.0"}}}`,
      },
    ],
    'the nearer manifest before a lockfile': [
      'v2',
      {
        'package.json': manifest('^2'),
        '../package-lock.json': `{"packages":{"node_modules/${API}":{"version":"0.38.0"}}}`,
      },
    ],
    'a lockfile for a range of a workspace': [
      'v1',
      {
        'package.json': manifest('catalog:'),
        '../../pnpm-lock.yaml': `importers:\n\n  packages/web:\n    dependencies:\n      '${API}':\n        specifier: 'catalog:'\n        version: 0.38.0\n\n  other:\n    dependencies:\n      '${API}':\n        specifier: ^2\n        version: 2.1.0\n`,
      },
    ],
    'package-lock.json of a part of a workspace': [
      'v1',
      {
        '../../package-lock.json': `{"packages":{"node_modules/${API}":{"version":"2.1.0","resolved":""},"packages/web/node_modules/${API}":{"version":"0.38.0"}}}`,
      },
    ],
    'package-lock.json of npm 6': [
      'v1',
      { 'package-lock.json': `{"dependencies":{"${API}":{"version":"0.20.1"}}}` },
    ],
    'pnpm-lock.yaml of one package': [
      'v2',
      {
        'pnpm-lock.yaml': `dependencies:\n  '@types/node':\n    specifier: ^20\n    version: 20.1.0\n  '${API}':\n    specifier: ^2.0.0\n    version: 2.0.1(zod@3.25.0)\n`,
      },
    ],
    'pnpm-lock.yaml of pnpm 6': ['v1', { 'pnpm-lock.yaml': `dependencies:\n  '${API}': 0.10.1\n` }],
    'yarn.lock': ['v1', { 'yarn.lock': `"${API}@^0.26.1":\n  version "0.26.1"\n  resolved "x"\n` }],
    'yarn.lock of yarn 2': [
      'v2',
      { 'yarn.lock': `"${API}@npm:^2.0.0, ${API}@npm:^2.1.0":\n  version: 2.1.0\n  resolution: "x"\n` },
    ],
    'yarn.lock with two of them': [
      'v1',
      {
        'package.json': manifest('^0.26.1'),
        'yarn.lock': `"${API}@^0.26.1":\n  version "0.26.1"\n\n"${API}@^2.0.0":\n  version "2.1.0"\n`,
      },
    ],
    'bun.lock': ['v2', { 'bun.lock': `"packages": {\n  "${API}": ["${API}@2.3.0", "", {}, "sha512-x"],\n}` }],
    'deno.json': ['v2', { '../deno.json': `{ "imports": { "${API}": "npm:${API}@^2.0.0" } }` }],
    'deno.json of JSR': ['v2', { 'deno.jsonc': `{ // here\n "imports": { "${API}": "jsr:${API}@^2" } }` }],
    'an import map': [
      'v1',
      { '../import_map.json': `{ "imports": { "${API}": "https://esm.sh/${API}@0.35.1" } }` },
    ],
    'an import map without a version': [
      undefined,
      { 'import_map.json': `{ "imports": { "${API}": "https://esm.sh/${API}", "zod": "npm:zod@2" } }` },
    ],
    'nothing that tells': [undefined, { 'package.json': '{"name":"x"}', 'yarn.lock': '# empty' }],
    'a workspace that has the SDK itself': [undefined, { 'package.json': manifest('workspace:^') }],
    'a file that is no manifest': [undefined, { 'test/package.json': manifest('^2') }],
  };
  for (const [title, [generation, texts]] of Object.entries(files)) {
    it(`is told by ${title}`, () => {
      const companions = Object.entries(texts).map(([path, text]) => ({ path, text }));
      assert.equal(npmGeneration(API, companions, '/repo/packages/web/src.ts'), generation);
    });
  }
});
