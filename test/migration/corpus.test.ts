import assert from 'node:assert/strict';
import { callsToV1 } from '../../server/src/core/migration/candidates.ts';
import { type CorpusFile, readCorpus } from '../harness/corpus.ts';
import { takeWarnings, testService } from '../harness/engine.ts';
import { applySteps } from '../harness/migration.ts';

const service = testService();

async function assertMigrates({ file, document }: CorpusFile): Promise<void> {
  const { text } = document;
  const before = await service.analyze(document);
  const { steps, todos } = await service.migrate(document);
  // Each request to v1 is migrated, or a to-do.
  const named = [...steps.flatMap((s) => s.calls), ...todos].filter(({ from }) => /(?:^| )\//.test(from));
  assert.equal(named.length, callsToV1(before).length, file);
  let end = 0;
  for (const { edits } of steps) {
    assert.ok(edits.length > 0, file);
    for (const [i, { range }] of edits.entries()) {
      assert.ok(range.start >= 0 && range.end <= text.length && range.start <= range.end, file);
      assert.ok(i === 0 || range.start >= edits[i - 1]!.range.end, file);
    }
  }
  const all = steps
    .flatMap((s) => s.edits)
    .toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  for (const { range } of all) {
    assert.ok(range.start >= end, `${file}: edits touch one another`);
    end = range.end;
  }
  for (const { range } of before.facts.suppressions)
    assert.ok(
      all.every((e) => e.range.end <= range.start || e.range.start >= range.end),
      file,
    );
  if (steps.length === 0) return;
  const now = applySteps(text, { steps, todos });
  const after = await service.analyze({ ...document, text: now });
  assert.ok(callsToV1(after).length <= todos.length, `${file}:\n${now}`);
  const again = await service.migrate({ ...document, text: now });
  assert.deepEqual(again.steps, [], `${file}:\n${now}`);
  assert.deepEqual(
    again.todos.map((todo) => todo.from),
    todos.map((todo) => todo.from),
    file,
  );
}

describe('migration of the corpus', () => {
  afterEach(() => assert.deepEqual(takeWarnings(), []));
  for (const corpusFile of readCorpus()) it(corpusFile.file, () => assertMigrates(corpusFile));
});
