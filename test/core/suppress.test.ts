import assert from 'node:assert/strict';
import type { Analysis } from '../../server/src/core/service.ts';
import { testService } from '../harness/engine.ts';

const service = testService();
const analyze = (languageId: string, text: string): Promise<Analysis> =>
  service.analyze({ languageId, path: '', text });

describe('suppression edits', () => {
  /** Suppresses the first finding and tells the text after it; it must have no finding of that rule left. */
  async function suppressed(
    languageId: string,
    text: string,
    scope: 'line' | 'file',
  ): Promise<string | undefined> {
    const analysis = await analyze(languageId, text);
    const [finding] = service.check(analysis, { rules: {} });
    assert.ok(finding, 'there is no finding');
    const edit = service.suppress(analysis, finding, scope)?.edits[0];
    if (!edit) return undefined;
    const after = text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end);
    const left = service
      .check(await analyze(languageId, after), { rules: {} })
      .filter((f) => f.rule === finding.rule || f.rule === 'unused-suppression');
    assert.deepEqual(left, []);
    return after;
  }
  const call = 'curl https://api.unkey.com/v2/keys.whoami -H "Authorization: Bearer $K"';

  it('stand above a command', async () => {
    assert.equal(
      await suppressed('shellscript', `if true; then\n  ${call}\nfi\n`, 'line'),
      `if true; then\n  # unkey-lint-disable-next-line wrong-http-method\n  ${call}\nfi\n`,
    );
  });

  it('stand below a shebang', async () => {
    assert.equal(
      await suppressed('shellscript', `#!/bin/sh\n${call}\n`, 'file'),
      `#!/bin/sh\n# unkey-lint-disable wrong-http-method\n${call}\n`,
    );
  });

  it('use the comments of the fence', async () => {
    assert.equal(
      await suppressed('markdown', `> \`\`\`sh\n> ${call}\n> \`\`\`\n`, 'line'),
      `> \`\`\`sh\n> # unkey-lint-disable-next-line wrong-http-method\n> ${call}\n> \`\`\`\n`,
    );
  });

  it('use the comments of the page for a command outside of fences, and for the file', async () => {
    assert.equal(
      await suppressed('markdown', `Run\n\n${call}\n`, 'line'),
      `Run\n\n<!-- unkey-lint-disable-next-line wrong-http-method -->\n${call}\n`,
    );
    assert.equal(
      await suppressed('markdown', `---\ntitle: x\n---\n${call}\n`, 'file'),
      `---\ntitle: x\n---\n<!-- unkey-lint-disable wrong-http-method -->\n${call}\n`,
    );
  });

  it('do not exist where there are no comments', async () => {
    assert.equal(await suppressed('plaintext', `${call}\n`, 'line'), undefined);
    assert.equal(await suppressed('json', '{"t":"err:unkey:data:nothing_here"}', 'line'), undefined);
  });
});
