import assert from 'node:assert/strict';
import { formatJson } from '../../server/src/cli/format/json.ts';
import { formatText } from '../../server/src/cli/format/text.ts';
import type { Finding } from '../../server/src/core/finding.ts';
import { languageOfFence } from '../../server/src/core/languages/registry.ts';
import { testService } from '../harness/engine.ts';
import { languagePages, rulePages } from '../harness/pages.ts';

/** Both generations, and the first as Markdown writes it. */
const KEYS = [
  'unkey_3ZzASi45ub7Qe4ZE36UT5G6c',
  'unkey_yNoVKf58unkeyv1ZTBqNAYT3j5qcdsyuMNmPfYetW5v6JXmj54omLidku',
  'unkey\\_3ZzASi45ub7Qe4ZE36UT5G6c',
];
/** Behind what may be shown of a key; no key has it elsewhere. */
const SECRETS = ['ASi45ub7', 'VKf58unkeyv1'];

/** Texts in quotes, ids and values of settings: whatever a message may quote. */
const VALUE = /(?<=["'])[\w.@-]+(?=["'])|\b[a-z]{2,6}_(?=\w*\d)[A-Za-z0-9]{4,}\b|(?<=[=:] ?)\w+$/gm;

const texts = [...rulePages(), ...languagePages()].flatMap(({ cases }) =>
  cases.map(({ language, text }) => ({ language, text })),
);

function assertHidden(said: unknown, where: string): void {
  const text = typeof said === 'string' ? said : JSON.stringify(said ?? null);
  for (const secret of SECRETS) assert.ok(!text.includes(secret), `${text}\n\nin\n\n${where}`);
}

/** Inside of each key and just before it. */
const offsetsOf = (text: string): number[] =>
  [...text.matchAll(/unkey\\?_\w{20,}/g)].flatMap(({ index }) => [Math.max(0, index - 2), index + 10]);

/** What a finding says; its edits are text for the document alone. */
const wordsOf = ({ message, fix, related }: Finding) => [message, fix?.title, related?.map((r) => r.message)];

describe('root keys', function () {
  this.timeout(600_000);
  const service = testService();
  after(() => service.dispose());

  it('are never shown whole, whatever is wrong with them', async () => {
    let shown = 0;
    for (const [i, { language, text: fixture }] of texts.entries()) {
      // Every other value, so that calls stay calls.
      let count = i % 2;
      const text = fixture.replaceAll(VALUE, (value) => (count++ % 2 ? KEYS[(count + i) % 3]! : value));
      if (text === fixture) continue;
      shown++;
      const known = languageOfFence(language);
      const languageId = known?.languageIds.includes(language) ? language : (known?.languageIds[0] ?? '');
      const analysis = await service.analyze({ languageId, path: '', text });
      const findings = service.check(analysis, { rules: {} });
      for (const finding of findings) {
        assertHidden(wordsOf(finding), text);
        assertHidden(service.suppress(analysis, finding, 'line')?.title, text);
      }
      const files = [{ path: 'a', text, findings, fixed: 0 }];
      assertHidden(formatText(files, { color: false, checked: 1 }), text);
      assertHidden(formatJson(files), text);
      const calls = analysis.facts.calls.map(({ urlArgument }) => urlArgument.start + 1);
      for (const offset of [...offsetsOf(text), ...calls]) {
        assertHidden(service.hover(analysis, offset)?.markdown, text);
        assertHidden(service.signature(analysis, offset), text);
      }
      assertHidden(service.links(analysis), text);
      assertHidden(service.symbols(analysis), text);
      assertHidden(service.explain(text), text);
      assertHidden(service.callers(analysis, ['keys.verifyKey', 'keys.getKey']), text);
    }
    assert.ok(shown > 500, String(shown));
  });
});
