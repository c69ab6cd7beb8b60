import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { languageOfFence } from '../../server/src/core/languages/registry.ts';
import { takeWarnings, testService } from '../harness/engine.ts';
import { readCases } from '../harness/fixture.ts';
import { applySteps } from '../harness/migration.ts';

const service = testService();
const FOLDER = 'test/migration';
/** A note on what nothing followed. */
const UNSURE = /: if this (?:is|reads) an? /;

/** A text, what it becomes, `line: reason` of each to-do, and what notes say among other things. */
interface Fixture {
  readonly title: string;
  readonly language: string;
  readonly text: string;
  readonly migrated: string;
  readonly todos: readonly string[];
  readonly notes: readonly string[];
}

function readFixtures(markdown: string): Fixture[] {
  const fixtures: Fixture[] = [];
  for (const { title, language, flags, text } of readCases(markdown)) {
    const last = fixtures.at(-1);
    if (flags.includes('migrated') && last) fixtures[fixtures.length - 1] = { ...last, migrated: text };
    else if (language === 'todo' && last)
      fixtures[fixtures.length - 1] = { ...last, todos: text.trimEnd().split('\n') };
    else if (language === 'notes' && last)
      fixtures[fixtures.length - 1] = { ...last, notes: text.trimEnd().split('\n') };
    else fixtures.push({ title, language, text, migrated: text, todos: [], notes: [] });
  }
  return fixtures;
}

describe('migration of hand-written texts', () => {
  afterEach(() => assert.deepEqual(takeWarnings(), []));
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.md'))) {
    for (const { title, language, text, migrated, todos, notes } of readFixtures(
      readFileSync(`${FOLDER}/${file}`, 'utf8'),
    )) {
      it(`${file}: ${title}`, async () => {
        const known = languageOfFence(language);
        assert.ok(known, language);
        const languageId = known.languageIds.includes(language) ? language : (known.languageIds[0] ?? '');
        const document = { languageId, path: '', text };
        const migration = await service.migrate(document);
        const now = applySteps(text, migration);
        assert.equal(now, migrated);
        const shown = migration.todos.map(
          ({ range, reason }) => `${text.slice(0, range.start).split('\n').length}: ${reason}`,
        );
        assert.deepEqual(shown, todos);
        const all = migration.steps.flatMap((step) => step.calls.flatMap((call) => call.notes));
        const said = all.join('\n');
        for (const note of notes) assert.ok(said.includes(note), said);
        // What only may be meant is never said by the way.
        const doubted = all.filter((note) => UNSURE.test(note));
        assert.deepEqual(
          doubted.filter((note) => !notes.some((known) => note.includes(known))),
          [],
        );
        const again = await service.migrate({ ...document, text: now });
        assert.deepEqual(again.steps, []);
      });
    }
  }

  it('docs/migration.md: what commands become is right', async () => {
    const cases = readCases(readFileSync('docs/migration.md', 'utf8'));
    assert.ok(cases.length > 80);
    for (const { text, title } of cases.filter((one) => one.title === 'becomes')) {
      const analysis = await service.analyze({ languageId: 'shellscript', path: '', text });
      assert.deepEqual(
        service.check(analysis, { rules: {} }).map((finding) => finding.message),
        [],
        `${title}\n${text}`,
      );
    }
  });
});
