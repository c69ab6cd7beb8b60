import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { applyEdits, collide } from '../../server/src/core/edits.ts';
import type { Finding } from '../../server/src/core/finding.ts';
import { languageOfFence } from '../../server/src/core/languages/registry.ts';
import type { TextEdit } from '../../server/src/core/model.ts';
import { rules } from '../../server/src/core/rules/index.generated.ts';
import { takeWarnings, testService } from './engine.ts';
import { type Case, readCases } from './fixture.ts';

export const service = testService();

/** Rules that are off until someone asks for them run on the pages as well. */
const EVERY_RULE = {
  rules: Object.fromEntries(rules.filter((r) => r.optional).map((r) => [r.id, 'info' as const])),
};

async function lint({ language, companions }: Case, text: string): Promise<readonly Finding[]> {
  const known = languageOfFence(language);
  assert.ok(known, `no language reads a fence "${language}"`);
  const languageId = known.languageIds.includes(language) ? language : '';
  const extension = known.extensions.find((e) => e === `.${language}`) ?? known.extensions[0];
  const analysis = await service.analyze({ languageId, path: `case${extension}`, text, companions });
  assert.deepEqual(takeWarnings(), []);
  return service.check(analysis, EVERY_RULE);
}

/** One line a finding, so that a difference reads like a diff. */
function shown(text: string, start: number, end: number, rule: string): string {
  const firstLineEnd = text.indexOf('\n', start);
  const shownEnd = firstLineEnd >= 0 && end > firstLineEnd ? firstLineEnd : end;
  const line = text.slice(0, start).split('\n').length;
  return `${line}: ${rule} [${text.slice(start, shownEnd)}]`;
}

/** Holds the findings of a case against its marks, exactly. Returns the findings. */
export async function matchMarks(one: Case): Promise<readonly Finding[]> {
  const findings = await lint(one, one.text);
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
    for (const { fix } of await lint(one, text)) {
      if (fix && !collide(fix.edits, edits)) edits.push(...fix.edits);
    }
    if (edits.length === 0) return text;
    text = applyEdits(text, edits);
  }
  throw new Error('fixes never come to an end');
}

/** Holds the fixes of a case against the text they should give. */
export async function matchFixes(one: Case, findings: readonly Finding[]): Promise<void> {
  const { fixed } = one;
  if (!fixed) return;
  assert.ok(
    findings.some((f) => f.fix),
    'a fixed text, but no fix',
  );
  assert.equal(await fixEverything(one), fixed.text);
  await matchMarks(fixed);
  assert.equal(await fixEverything(fixed), fixed.text, 'fixing again changes it');
}

/** One page of cases: of a rule or of a language. */
export interface Page {
  readonly file: string;
  readonly cases: readonly Case[];
}

/** Every page in `test/rules`. */
export const rulePages = (): Page[] => pagesIn('test/rules');

/** Every page in the folders of `test/languages`. */
export const languagePages = (): Page[] =>
  readdirSync('test/languages', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => pagesIn(`test/languages/${entry.name}`));

const pagesIn = (folder: string): Page[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => ({
      file: `${folder}/${name}`,
      cases: readCases(readFileSync(`${folder}/${name}`, 'utf8')),
    }));
