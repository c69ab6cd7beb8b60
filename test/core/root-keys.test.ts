import assert from 'node:assert/strict';
import { testService } from '../harness/engine.ts';

const KEY = 'unkey_3ZzASi45ub7Qe4ZE36UT5G6c';

describe('root keys in files of variables', () => {
  const service = testService();
  after(() => service.dispose());

  async function rulesOf(path: string, text: string): Promise<string[]> {
    const findings = service.check(await service.analyze({ languageId: '', path, text }), { rules: {} });
    return [...new Set(findings.map((f) => f.rule))];
  }

  for (const path of ['.env', '.env.local', 'apps/web/.env.production', '.env.development.local', '.envrc'])
    it(`are let be in ${path}`, async () => {
      assert.deepEqual(await rulesOf(path, `UNKEY_ROOT_KEY=${KEY}\nVITE_UNKEY_ROOT_KEY=${KEY}\n`), []);
    });

  for (const path of [
    '.env.example',
    'apps/web/.env.sample',
    '.env.template',
    '.env.local.example',
    '.env.dist',
  ])
    it(`are found in ${path}`, async () => {
      assert.deepEqual(await rulesOf(path, `UNKEY_ROOT_KEY=${KEY}\n`), ['hardcoded-root-key']);
      assert.deepEqual(await rulesOf(path, 'VITE_UNKEY_ROOT_KEY=\n'), ['exposed-root-key']);
      assert.deepEqual(await rulesOf(path, 'UNKEY_ROOT_KEY=unkey_xxx\nUNKEY_API_ID=api_...\n'), []);
    });

  for (const [path, exposed] of [
    ['app/client.tsx', true],
    ['app/User.vue', true],
    ['app/User.server.vue', false],
    ['src/routes/+page.server.ts', false],
    ['server/api/keys.post.ts', false],
  ] as const)
    it(`${exposed ? 'are exposed' : 'stay on the server'} in ${path}`, async () => {
      const code = 'const unkey = new Unkey({ rootKey: process.env.UNKEY_ROOT_KEY });\n';
      const text = path.endsWith('.vue')
        ? `<script setup>\n${code}</script>\n`
        : path.endsWith('.tsx')
          ? `'use client';\n${code}`
          : code;
      assert.deepEqual(await rulesOf(path, text), exposed ? ['exposed-root-key'] : []);
    });
});
