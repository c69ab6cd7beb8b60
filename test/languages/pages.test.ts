import { languagePages, matchFixes, matchMarks } from '../harness/pages.ts';

describe('languages', () => {
  for (const { file, cases } of languagePages()) {
    describe(file.replace(/^.*\/|\.md$/g, ''), () => {
      for (const [i, one] of cases.entries()) {
        it(`${i + 1} (${one.language}): ${one.title}`, async () => matchFixes(one, await matchMarks(one)));
      }
    });
  }
});
