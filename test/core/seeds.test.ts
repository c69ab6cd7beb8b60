import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { testService } from '../harness/engine.ts';

/** Pages of documentation as users meet them, with what must be found in each: `line rule [text]`. */
async function findingsOf(languageId: string, file: string): Promise<string[]> {
  const service = testService();
  const text = readFileSync(file, 'utf8');
  const analysis = await service.analyze({ languageId, path: file, text });
  return service
    .check(analysis, { rules: {} })
    .map(
      (f) =>
        `${text.slice(0, f.range.start).split('\n').length} ${f.rule} [${text.slice(f.range.start, f.range.end)}]`,
    );
}

const obsolete = (code: string): string =>
  `10 obsolete-error-type [https://unkey.com/docs/api-reference/errors-v2/unkey/${code}]`;

const ours: Readonly<Record<string, readonly string[]>> = {
  'error-page.md': [
    '9 obsolete-error-type [https://unkey.com/docs/api-reference/errors-v2/unkey/data/api_not_found]',
    '20 endpoint-version-mismatch [v1]',
    '28 endpoint-version-mismatch [v1]',
    '28 unknown-endpoint [apis.listApis]',
  ],
  'reference-page.md': [],
};

const shared: Readonly<Record<string, readonly string[]>> = {
  '000': [
    obsolete('data/identity_not_found'),
    '28 endpoint-version-mismatch [v1]',
    '45 endpoint-version-mismatch [v1]',
  ],
  '001': [],
  '002': [
    obsolete('data/key_auth_not_found'),
    '28 endpoint-version-mismatch [v1]',
    '28 unknown-endpoint [keys.updateKeyAuth]',
    '46 endpoint-version-mismatch [v1]',
  ],
  '003': [
    obsolete('authentication/key_not_found'),
    '28 endpoint-version-mismatch [v1]',
    '28 unknown-endpoint [keys.listKeys]',
    '46 endpoint-version-mismatch [v1]',
    '46 unknown-endpoint [keys.listKeys]',
  ],
  '004': [],
};

describe('pages of documentation', () => {
  for (const languageId of ['markdown', 'plaintext']) {
    for (const [file, expected] of Object.entries(ours)) {
      it(`${file} as ${languageId}`, async () =>
        assert.deepEqual(await findingsOf(languageId, `test/core/pages/${file}`), expected));
    }
  }

  const folder = '../shared/seeds';
  const seeds = existsSync(folder) ? readdirSync(folder) : [];
  for (const [number, expected] of Object.entries(shared)) {
    const file = seeds.find((name) => name.startsWith(number));
    if (!file) continue;
    for (const languageId of ['markdown', 'plaintext']) {
      it(`${file} as ${languageId}`, async () =>
        assert.deepEqual(await findingsOf(languageId, `${folder}/${file}`), expected));
    }
  }
});
