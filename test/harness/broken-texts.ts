import assert from 'node:assert/strict';
import type { Finding } from '../../server/src/core/finding.ts';
import { languageOfFence } from '../../server/src/core/languages/registry.ts';
import { migrate } from '../../server/src/core/migration/migrate.ts';
import type { Service } from '../../server/src/core/service.ts';
import { takeWarnings, testService } from './engine.ts';
import type { Page } from './pages.ts';

/** A text of a fixture. */
interface Text {
  readonly language: string;
  readonly text: string;
  /** True where nothing is found in it. */
  readonly silent: boolean;
}

const textsOf = (pages: readonly Page[]): readonly Text[] =>
  pages.flatMap(({ cases }) =>
    cases.map((c) => ({ language: c.language, text: c.text, silent: c.marks.length === 0 })),
  );

async function lint(service: Service, language: string, text: string): Promise<readonly Finding[]> {
  const known = languageOfFence(language);
  const languageId = known?.languageIds.includes(language) ? language : (known?.languageIds[0] ?? '');
  const analysis = await service.analyze({ languageId, path: '', text });
  assert.deepEqual(takeWarnings(), [], text);
  const findings = service.check(analysis, { rules: {} });
  for (const { range, fix, related, scope } of findings) {
    for (const r of [
      range,
      ...(scope ? [scope] : []),
      ...(fix?.edits ?? []).map((e) => e.range),
      ...(related ?? []).map((x) => x.range),
    ]) {
      assert.ok(
        r.start >= 0 && r.start <= r.end && r.end <= text.length,
        `${r.start}..${r.end} in ${JSON.stringify(text)}`,
      );
    }
  }
  for (let offset = text.length % 29; offset <= text.length; offset += 29) service.hover(analysis, offset);
  service.links(analysis);
  const { steps, todos } = migrate(analysis);
  const { functions, handlers } = analysis.facts.outline();
  const places = handlers.flatMap(({ tried, body }) => [{ range: tried }, { range: body }]);
  const changed = steps.flatMap((step) => [...step.calls, ...step.edits]);
  for (const { range } of [...changed, ...todos, ...functions, ...places])
    assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length, text);
  return findings;
}

/** What may be missing or unknown in a text that was cut: everything else was there before. */
const MAY_APPEAR = new Set([
  'missing-authorization',
  'missing-body-field',
  'malformed-authorization',
  'wrong-http-method',
  'unknown-endpoint',
  'unknown-error-type',
  'unused-suppression',
]);

/** Characters at whose edges a text changes its meaning. */
const TELLING = /["'`{}()[\]\\\n]/;

/** Where a text is cut: everywhere, unless it is long; then at every telling character and at one in seven of the others. */
function cuts(text: string): number[] {
  const all = Array.from({ length: text.length }, (_, i) => i);
  if (text.length < 300 || process.env['EXHAUSTIVE'] !== undefined) return all;
  return all.filter((i) => i % 7 === 0 || TELLING.test(text[i - 1]!));
}

/** Tests that no text of the pages, cut or changed in any of several ways, breaks the engine or is accused. */
export function testBrokenTexts(of: string, pages: readonly Page[]): void {
  describe(`broken text of ${of}`, function () {
    this.timeout(600_000);
    const texts = textsOf(pages);
    const service = testService();
    after(() => service.dispose());

    it('cut at any character never throws and never points outside', async () => {
      // Texts begin alike.
      const seen = new Set<string>();
      for (const { language, text, silent } of texts) {
        for (const end of cuts(text)) {
          const key = `${language} ${silent}\n${text.slice(0, end)}`;
          if (seen.has(key)) continue;
          seen.add(key);
          const findings = await lint(service, language, text.slice(0, end));
          if (silent)
            for (const f of findings)
              assert.ok(MAY_APPEAR.has(f.rule), `${f.rule} in ${JSON.stringify(text.slice(0, end))}`);
        }
      }
    });

    it('without any one line never throws and never points outside', async () => {
      for (const { language, text } of texts) {
        const lines = text.split('\n');
        for (let i = 0; i < lines.length; i++)
          await lint(service, language, lines.toSpliced(i, 1).join('\n'));
      }
    });

    it('gives the same findings with other line ends and behind wide characters', async () => {
      for (const { language, text } of texts) {
        const plain = await lint(service, language, text);
        const said = (findings: readonly Finding[], of: string): string[] =>
          findings.map((f) => `${f.rule} ${of.slice(f.range.start, f.range.end).replaceAll('\r', '')}`);
        const crlf = text.replaceAll('\n', '\r\n');
        assert.deepEqual(said(await lint(service, language, crlf), crlf), said(plain, text), text);
        const { comment } = languageOfFence(language) ?? {};
        if (!comment) continue;
        const shifted = `${comment[0]}😀\t\u{1F600}${comment[1]}\n${text}`;
        assert.deepEqual(said(await lint(service, language, shifted), shifted), said(plain, text), shifted);
      }
    });
  });
}
