import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { applyEdits, collide } from '../../server/src/core/edits.ts';
import type { Finding } from '../../server/src/core/finding.ts';
import { languageOfFence } from '../../server/src/core/languages/registry.ts';
import type { TextEdit } from '../../server/src/core/model.ts';
import { rules } from '../../server/src/core/rules/index.generated.ts';
import { takeWarnings, testService } from '../harness/engine.ts';
import { type Case, readCases } from '../harness/fixture.ts';

const service = testService();
const folder = 'test/rules';

async function lint(language: string, text: string): Promise<readonly Finding[]> {
  const known = languageOfFence(language);
  assert.ok(known, `no language reads a fence "${language}"`);
  const languageId = known.languageIds.includes(language) ? language : '';
  const extension = known.extensions.find((e) => e === `.${language}`) ?? known.extensions[0];
  const analysis = await service.analyze({ languageId, path: `case${extension}`, text });
  assert.deepEqual(takeWarnings(), []);
  return service.check(analysis, { rules: {} });
}

/** One line a finding, so that a difference reads like a diff. */
function shown(text: string, start: number, end: number, rule: string): string {
  const firstLineEnd = text.indexOf('\n', start);
  const shownEnd = firstLineEnd >= 0 && end > firstLineEnd ? firstLineEnd : end;
  const line = text.slice(0, start).split('\n').length;
  return `${line}: ${rule} [${text.slice(start, shownEnd)}]`;
}

async function matchMarks(one: Case): Promise<readonly Finding[]> {
  const findings = await lint(one.language, one.text);
  const found = findings.map((f) => shown(one.text, f.range.start, f.range.end, f.rule)).sort();
  const wanted = one.marks.map((m) => shown(one.text, m.start, m.end, m.rule)).sort();
  assert.deepEqual(found, wanted, `in:\n${one.text}`);
  for (const mark of one.marks) {
    const messages = findings
      .filter((f) => f.rule === mark.rule && f.range.start === mark.start)
      .map((f) => f.message);
    assert.ok(
      messages.some((m) => m.includes(mark.says ?? '')),
      `"${mark.says}" is not said in: ${messages.join(' | ')}`,
    );
  }
  return findings;
}

/** Applies every fix offered, suggestions too, until none is left. */
async function fixEverything(one: Case): Promise<string> {
  let { text } = one;
  for (let round = 0; round < 10; round++) {
    const edits: TextEdit[] = [];
    for (const { fix } of await lint(one.language, text)) {
      if (fix && !collide(fix.edits, edits)) edits.push(...fix.edits);
    }
    if (edits.length === 0) return text;
    text = applyEdits(text, edits);
  }
  throw new Error('fixes never come to an end');
}

describe('rules', () => {
  after(() => service.dispose());

  for (const rule of rules) {
    const file = `${folder}/${rule.id}.md`;
    describe(rule.id, () => {
      const cases = existsSync(file) ? readCases(readFileSync(file, 'utf8')) : [];

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
          const { fixed } = one;
          if (!fixed) return;
          assert.ok(
            findings.some((f) => f.fix),
            'a fixed text, but no fix',
          );
          assert.equal(await fixEverything(one), fixed.text);
          await matchMarks(fixed);
          assert.equal(await fixEverything(fixed), fixed.text, 'fixing again changes it');
        });
      }
    });
  }

  it('every page belongs to a rule', () => {
    const pages = readdirSync(folder).filter((f) => f.endsWith('.md'));
    assert.deepEqual(
      pages.map((p) => p.replace('.md', '')).sort(),
      rules.map((r) => r.id),
    );
  });
});
