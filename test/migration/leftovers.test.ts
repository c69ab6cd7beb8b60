import assert from 'node:assert/strict';
import { testService } from '../harness/engine.ts';

describe('what nothing uses after a migration', () => {
  const service = testService();
  after(() => service.dispose());

  const request = (name: string): string[] => [
    `export const ${name} = (key: string) =>`,
    "  fetch('https://api.unkey.dev/v1/keys.verifyKey', {",
    "    method: 'POST',",
    '    headers,',
    '    body: JSON.stringify({ apiId, key }),',
    '  });',
  ];
  const stepsOf = async (names: readonly string[]) => {
    const text = [
      'const apiId: string = process.env.UNKEY_API_ID!;',
      "const headers = { Authorization: `Bearer ${process.env.UNKEY_ROOT_KEY}`, 'Content-Type': 'application/json' };",
      ...names.flatMap(request),
      '',
    ].join('\n');
    return (await service.migrate({ languageId: 'typescript', path: 'a.ts', text })).steps;
  };

  it('goes with the step that used it', async () => {
    const [step, ...others] = await stepsOf(['verify']);
    assert.equal(others.length, 0);
    assert.ok(step!.edits.some(({ range, newText }) => range.start === 0 && newText === ''));
  });

  it('makes one step of all that used it, so that none is left without it', async () => {
    const steps = await stepsOf(['verify', 'check']);
    assert.deepEqual(
      steps.map(({ calls }) => calls.length),
      [2],
    );
  });
});
