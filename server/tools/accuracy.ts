// Lints test/corpus and writes docs/accuracy.md: npm run accuracy. With the names of languages it writes nothing and
// prints what was missed there and what was found wrongly: npm run accuracy python go
import { writeFileSync } from 'node:fs';
import { accuracyPage, judge, type Outcome, precision, recall, score } from '../../test/harness/accuracy.ts';
import { readCorpus } from '../../test/harness/corpus.ts';
import { testService } from '../../test/harness/engine.ts';

const languages = process.argv.slice(2);
const service = testService();
const outcomes: Outcome[] = [];
for (const file of readCorpus()) {
  if (languages.length === 0 || languages.includes(file.language)) outcomes.push(await judge(service, file));
}
service.dispose();

if (languages.length === 0) writeFileSync('docs/accuracy.md', accuracyPage(outcomes));
else {
  for (const { file, missed, unfounded } of outcomes) {
    for (const { line, rule } of missed) console.log(`missed ${file.file}:${line} ${rule}`);
    for (const { line, rule } of unfounded) console.log(`false  ${file.file}:${line} ${rule}`);
  }
}
const all = score(outcomes);
console.log(
  `${outcomes.length} files: precision ${precision(all).toFixed(3)}, recall ${recall(all).toFixed(3)}`,
);
