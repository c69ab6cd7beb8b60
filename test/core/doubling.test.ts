import assert from 'node:assert/strict';
import { takeWarnings, testService } from '../harness/engine.ts';

describe('texts that double', () => {
  const service = testService();
  after(() => service.dispose());

  it('do not grow', async () => {
    const times = Array.from({ length: 40 }, (_, i) => i);
    const doubling: readonly (readonly [language: string, text: string])[] = [
      [
        'shellscript',
        `${times.map((i) => `V${i}=$V${i + 1}$V${i + 1}\n`).join('')}V40=x\ncurl api.unkey.com$V0`,
      ],
      [
        'shellscript',
        `${times.map((i) => `V${i}=("\${V${i + 1}[@]}" "\${V${i + 1}[@]}")\n`).join('')}V40=(x)\ncurl api.unkey.com "\${V0[@]}"`,
      ],
      ['shellscript', 'A=("${A[@]}" x)\ncurl api.unkey.com "${A[@]}"'],
      [
        'http',
        `${times.map((i) => `@v${i} = {{v${i + 1}}}{{v${i + 1}}}\n`).join('')}@v40 = x\nPOST api.unkey.com{{v0}}`,
      ],
      ['shellscript', `curl --expand-url "api.unkey.com${'{{'.repeat(50_000)}"`],
      ['markdown', `unkey\n${'<!-- \n'.repeat(20_000)}`],
    ];
    for (const [languageId, text] of doubling) {
      const before = performance.now();
      await service.analyze({ languageId, path: '', text });
      assert.ok(performance.now() - before < 1000, text);
      assert.deepEqual(takeWarnings(), [], text);
    }
  });
});
