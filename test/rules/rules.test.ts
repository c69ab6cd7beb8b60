import assert from 'node:assert/strict';
import { languageOfFence } from '../../server/src/core/languages/registry.ts';
import { rules } from '../../server/src/core/rules/index.generated.ts';
import { matchFixes, matchMarks, rulePages, service } from '../harness/pages.ts';

const pages = new Map(rulePages().map((p) => [p.file.replace(/^.*\/|\.md$/g, ''), p.cases]));

describe('rules', () => {
  after(() => service.dispose());

  for (const rule of rules) {
    describe(rule.id, () => {
      const cases = pages.get(rule.id) ?? [];

      it('has failing and passing cases in three languages, and one that cannot be known', () => {
        assert.ok(
          cases.some((c) => c.marks.some((m) => m.rule === rule.id)),
          'no failing case',
        );
        assert.ok(
          cases.some((c) => c.section === 'Passes' && c.marks.length === 0),
          'no passing case',
        );
        assert.ok(
          new Set(cases.map((c) => languageOfFence(c.language)?.id)).size >= 3,
          'fewer than three languages',
        );
        const dynamic = cases.filter((c) => c.flags.includes('dynamic'));
        assert.ok(
          dynamic.length > 0 && dynamic.every((c) => c.marks.length === 0),
          'no silent case marked dynamic',
        );
      });

      for (const [i, one] of cases.entries()) {
        const name = `${one.section} ${i + 1} (${one.language}): ${one.title}`;
        it(name, async () => {
          const findings = await matchMarks(one);
          if (one.section === 'Passes')
            assert.deepEqual(
              one.marks.filter((m) => m.rule === rule.id),
              [],
            );
          await matchFixes(one, findings);
        });
      }
    });
  }

  it('every page belongs to a rule', () => {
    assert.deepEqual(
      [...pages.keys()],
      rules.map((r) => r.id),
    );
  });
});
