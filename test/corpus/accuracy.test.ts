import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { rules } from '../../server/src/core/rules/index.generated.ts';
import {
  accuracyPage,
  byLanguage,
  judge,
  type Outcome,
  precision,
  recall,
  score,
} from '../harness/accuracy.ts';
import { readCorpus, readCorpusFile } from '../harness/corpus.ts';
import { takeWarnings, testService } from '../harness/engine.ts';

const PAGE = 'docs/accuracy.md';
const corpus = readCorpus();

describe('accuracy', () => {
  const outcomes: Outcome[] = [];

  before(async function () {
    this.timeout(300_000);
    const service = testService();
    takeWarnings();
    for (const file of corpus) outcomes.push(await judge(service, file));
    service.dispose();
    assert.deepEqual(takeWarnings(), []);
  });

  for (const language of new Set(corpus.map((f) => f.language))) {
    it(`is high enough in ${language}`, () => {
      const reached = score(byLanguage(outcomes).get(language) ?? []);
      const says = `precision ${precision(reached).toFixed(3)}, recall ${recall(reached).toFixed(3)}`;
      assert.ok(precision(reached) >= 0.98 && recall(reached) >= 0.9, `${language}: ${says}`);
    });
  }

  it('is what docs/accuracy.md says', () => {
    const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8').replaceAll('\r\n', '\n') : '';
    // Not equal(): the difference would be pages of misses.
    assert.ok(page === accuracyPage(outcomes), `${PAGE} is stale: run npm run accuracy`);
  });

  it('has labels that name rules only', () => {
    const known = new Set(rules.map((r) => r.id));
    const unknown = corpus.flatMap(({ file, labels }) =>
      labels.filter(({ rule }) => !known.has(rule)).map(({ line, rule }) => `${file}:${line} ${rule}`),
    );
    assert.deepEqual(unknown, []);
  });

  it('has about as many clean files as files with mistakes', () => {
    const clean = corpus.filter((f) => f.labels.length === 0).length / corpus.length;
    assert.ok(clean >= 0.3 && clean <= 0.6, `${Math.round(clean * 100)} % without mistakes`);
  });
});

describe('corpus files', () => {
  it('are read without labels and companions', () => {
    const read = readCorpusFile(
      'test/corpus/http/a__b.http.txt',
      'http',
      'GET x\n  ~~~ wrong-http-method missing-authorization\n~~~ sh\nend\n~~~~ http-client.env.json\n{}\n',
    );
    assert.deepEqual(read.document, {
      languageId: '',
      path: 'a/b.http',
      text: 'GET x\n~~~ sh\nend\n',
      companions: [{ path: 'http-client.env.json', text: '{}\n' }],
    });
    assert.deepEqual(read.lines, [1, 3, 4]);
    assert.deepEqual(read.labels, [
      { line: 1, rule: 'wrong-http-method' },
      { line: 1, rule: 'missing-authorization' },
    ]);
  });
});
